//! Reminders that did not go out in time are of no use: they are taken back, and the pages say so.

use chrono::Duration;
use devcenter::{
    auth::{MemberRole, StaffRole},
    lang::Lang,
};

use crate::support::{
    Portal,
    world::{Asked, Person, Seller},
};

/// A portal whose mail did not go out since its first reminder came due.
async fn behind() -> (Portal, Seller, Person, Asked) {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
    let asked = portal.asked(&seller, "haneul").await;
    portal.deliver().await;
    portal.pass(Duration::hours(49)).await;
    (portal, seller, agent, asked)
}

async fn reminders(portal: &Portal) -> Vec<String> {
    let sql = "select coalesce(array_agg(kind || ' ' || state || ' ' || (ended_at is not null) order by kind), '{}')
               from deliveries where kind in ('first_reminder', 'second_reminder')";
    portal.ask(sql).await
}

#[tokio::test]
async fn reminders_of_an_inquiry_that_is_answered_meanwhile_do_not_go_out() {
    let (portal, _, agent, asked) = behind().await;
    assert_eq!(reminders(&portal).await, ["first_reminder queued false", "first_reminder queued false"]);
    // one of them was tried before
    let tried =
        "update deliveries set state = 'delayed', attempts = 1 where kind = 'first_reminder' and user_id is null";
    sqlx::query(tried).execute(&portal.app.db).await.unwrap();
    portal.answer(&asked, &agent).await.unwrap();
    portal.pass(Duration::seconds(10)).await;
    let canceled = ["first_reminder canceled true", "first_reminder canceled true"];
    assert_eq!(reminders(&portal).await, canceled);
    assert_eq!(portal.deliver().await, 1, "the answer");
    assert_eq!(reminders(&portal).await, canceled);
}

#[tokio::test]
async fn reminders_of_an_inquiry_that_is_closed_or_escalated_meanwhile_do_not_go_out() {
    let (portal, _, _, asked) = behind().await;
    portal.solve(&asked).await.unwrap();
    assert_eq!(reminders(&portal).await, ["first_reminder canceled true", "first_reminder canceled true"]);
    let (portal, _, _, asked) = behind().await;
    portal.pass(Duration::hours(23)).await;
    assert_eq!(reminders(&portal).await, ["first_reminder canceled true", "first_reminder canceled true"]);
    // whoever decides does not take them for notices
    let staff = portal.staff("sora", StaffRole::Agent).await;
    let case = portal.case_of(&asked).await.unwrap();
    let page = portal.signed_in(&staff).await.get(&format!("/cases/{}", case.as_str())).await.words();
    assert!(page.contains(&*Lang::Ko.sent_canceled()), "{page}");
    // once in the proof, once in the history
    assert_eq!(page.matches(&*Lang::Ko.proof_called_off(2)).count(), 2, "{page}");
}

#[tokio::test]
async fn reminders_of_other_inquiries_stay() {
    let (portal, seller, agent, asked) = behind().await;
    let other = portal.asked(&seller, "dain").await;
    portal.pass(Duration::hours(22)).await;
    portal.answer(&asked, &agent).await.unwrap();
    portal.pass(Duration::hours(26)).await;
    let open = "select count(*) from deliveries where kind = 'first_reminder' and state = 'queued' and inquiry_id = $1";
    let open: i64 = sqlx::query_scalar(open).bind(other.id).fetch_one(&portal.app.db).await.unwrap();
    assert_eq!(open, 2);
}
