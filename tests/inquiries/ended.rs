//! What ended long ago goes, as the privacy notice says, and what must be kept stays.

use chrono::Duration;
use devcenter::{
    auth::{MemberRole, StaffRole},
    background::put_away,
    cancellations::BillingResult,
    files::{FileName, MediaType},
    inquiries::{NewFile, NewInquiry, exchange::CaseSide},
};

use crate::support::{Portal, world::Asked};

/// A little less than so many years.
fn nearly(years: i64) -> Duration {
    Duration::days(365 * years - 2)
}

/// Everything that is known of customers and of what they asked.
async fn left(portal: &Portal) -> String {
    portal
        .ask(
            "select concat_ws(' ', (select count(*) from inquiries), (select count(*) from customers),
                 (select count(*) from messages), (select count(*) from events),
                 (select count(*) from deliveries), (select count(*) from attachments), (select count(*) from notes),
                 (select count(*) from cancellations), (select count(*) from deadlines),
                 (select count(*) from confirmations), (select count(*) from inquiry_links),
                 (select count(*) from merges), (select count(*) from customer_codes))",
        )
        .await
}

const NOTHING: &str = "0 0 0 0 0 0 0 0 0 0 0 0 0";

async fn names(portal: &Portal) -> String {
    portal.ask("select coalesce(string_agg(name, ' ' order by name), '') from customers").await
}

async fn is_there(portal: &Portal, asked: &Asked) -> bool {
    let sql = "select exists (select from inquiries where inquiry_id = $1)";
    sqlx::query_scalar(sql).bind(asked.id).fetch_one(&portal.app.db).await.unwrap()
}

#[tokio::test]
async fn three_years_after_its_end_nothing_is_left_of_an_inquiry_and_of_who_asked() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let agent = portal.member(&seller, "dain", MemberRole::Agent).await;
    let colleague = portal.member(&seller, "sora", MemberRole::Agent).await;
    let name = FileName::of("note.txt", MediaType::Text);
    let file = NewFile { name, media_type: MediaType::Text, bytes: "a note".into() };
    let asked = portal.asked_with(&NewInquiry { files: vec![file], ..portal.form_of(&seller, "haneul") }).await;
    let browser = portal.signed_in(&colleague).await;
    let page = browser.get(&asked.desk_path()).await;
    browser.submit(&page, "/new-tag", &[("name", "결제"), ("colour", "teal")]).await;
    portal.note(&asked, &agent, "@sora님 봐 주세요.").await;
    portal.answer(&asked, &agent).await.unwrap();
    portal.pass(Duration::minutes(1)).await;
    portal.deliver().await;
    portal.solve(&asked).await.unwrap();
    portal.app.clock.advance(nearly(3));
    put_away(&portal.app).await;
    assert!(is_there(&portal, &asked).await, "it is kept for three years");
    portal.app.clock.advance(Duration::days(4));
    tokio::join!(put_away(&portal.app), put_away(&portal.app));
    assert_eq!(left(&portal).await, NOTHING);
    assert_eq!(portal.ask::<i64>("select count(*) from users").await, 2, "colleagues stay");
}

#[tokio::test]
async fn a_cancellation_is_kept_with_its_inquiry_for_five_years() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let lead = portal.staff("lead", StaffRole::Lead).await;
    let (canceled, plain) = (portal.asked(&seller, "haneul").await, portal.asked(&seller, "mina").await);
    portal.solve(&plain).await.unwrap();
    portal.pass(Duration::hours(72)).await;
    let case = portal.case_of(&canceled).await.unwrap();
    portal.take(&case, &lead).await.unwrap();
    for side in [CaseSide::Seller, CaseSide::Customer] {
        portal.write_to(&case, &lead, side, "영수증 번호를 알려 주세요.").await;
    }
    portal.approve(&case, &lead).await.unwrap();
    portal.deliver().await;
    portal.app.clock.advance(Duration::days(2));
    portal.record_result(&case, &lead, BillingResult::Confirmed).await.unwrap();
    portal.deliver().await;
    let history = "select count(*) from events where cancellation_id is not null";
    let before: i64 = portal.ask(history).await;
    portal.app.clock.advance(nearly(5));
    put_away(&portal.app).await;
    assert!(is_there(&portal, &canceled).await && !is_there(&portal, &plain).await);
    assert_eq!((names(&portal).await.as_str(), portal.case_of(&canceled).await), ("haneul", Some(case)));
    assert_eq!(portal.ask::<i64>(history).await, before);
    portal.app.clock.advance(Duration::days(6));
    put_away(&portal.app).await;
    assert_eq!(left(&portal).await, NOTHING);
    assert_eq!(portal.ask::<i64>("select count(*) from case_messages").await, 0);
}

#[tokio::test]
async fn a_case_that_nobody_decided_keeps_its_inquiry_however_old() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let asked = portal.asked(&seller, "haneul").await;
    portal.pass(Duration::hours(72)).await;
    portal.app.clock.advance(nearly(9));
    put_away(&portal.app).await;
    assert!(is_there(&portal, &asked).await && portal.case_of(&asked).await.is_some());
}

#[tokio::test]
async fn who_wrote_again_stays_with_what_is_not_over() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let old = portal.asked(&seller, "haneul").await;
    portal.solve(&old).await.unwrap();
    portal.app.clock.advance(nearly(3));
    let new = portal.asked(&seller, "haneul").await;
    portal.app.clock.advance(Duration::days(4));
    put_away(&portal.app).await;
    assert!(!is_there(&portal, &old).await && is_there(&portal, &new).await);
    assert_eq!(names(&portal).await, "haneul");
    portal.solve(&new).await.unwrap();
}

#[tokio::test]
async fn what_was_merged_goes_with_the_one_that_it_is_part_of() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let agent = portal.member(&seller, "dain", MemberRole::Agent).await;
    let (into, other) = (portal.asked(&seller, "haneul").await, portal.asked(&seller, "haneul").await);
    portal.merge(&into, &other, &agent).await.unwrap();
    portal.app.clock.advance(Duration::days(2));
    portal.solve(&into).await.unwrap();
    portal.app.clock.advance(nearly(3));
    portal.app.clock.advance(Duration::days(2));
    put_away(&portal.app).await;
    assert!(is_there(&portal, &into).await && is_there(&portal, &other).await, "the thread is whole");
    portal.app.clock.advance(Duration::days(3));
    put_away(&portal.app).await;
    assert_eq!(left(&portal).await, NOTHING);
}

#[tokio::test]
async fn records_of_who_looked_somebody_up_are_kept_for_two_years() {
    let portal = Portal::start().await;
    let agent = portal.staff("gaon", StaffRole::Agent).await;
    let sql = "insert into access_log (at, user_id, kind, key_hash) values ($1, $2, 'customer_address', 'x')";
    sqlx::query(sql).bind(portal.now()).bind(agent.id).execute(&portal.app.db).await.unwrap();
    portal.app.clock.advance(nearly(2));
    put_away(&portal.app).await;
    assert_eq!(portal.ask::<i64>("select count(*) from access_log").await, 1);
    portal.app.clock.advance(Duration::days(4));
    put_away(&portal.app).await;
    assert_eq!(portal.ask::<i64>("select count(*) from access_log").await, 0);
}
