//! A row that the store refuses stays behind alone; everything else that is due is done.

use chrono::Duration;
use devcenter::{auth::MemberRole, due, inquiries::State};
use sqlx::AssertSqlSafe;

use crate::support::{Portal, world::Asked};

/// Makes the store refuse what is written into `table` about one inquiry.
async fn poison(portal: &Portal, table: &str, asked: &Asked) {
    let sql = format!(
        "create function refuse() returns trigger language plpgsql as $$ begin
             if new.inquiry_id = '{}' then raise exception 'refused by the test'; end if;
             return new;
         end $$;
         create trigger refuse before insert on {table} for each row execute function refuse()",
        asked.id
    );
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&portal.app.db).await.unwrap();
}

async fn heal(portal: &Portal) {
    sqlx::raw_sql("drop function refuse cascade").execute(&portal.app.db).await.unwrap();
}

#[tokio::test]
async fn an_inquiry_that_cannot_be_escalated_holds_up_no_other() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
    let quiet = portal.asked(&seller, "sora").await;
    portal.answer(&quiet, &agent).await.unwrap();
    portal.pass(Duration::seconds(10)).await;
    portal.pass(Duration::days(11)).await;
    let (poisoned, other) = (portal.asked(&seller, "haneul").await, portal.asked(&seller, "dain").await);
    portal.pass(Duration::hours(71)).await;
    let reminded = portal.asked(&seller, "yuna").await;
    poison(&portal, "cancellations", &poisoned).await;
    portal.app.clock.advance(Duration::hours(68));
    let round = due::tick(&portal.app).await;
    assert!(round.is_err(), "the loop tells of it");
    assert_eq!(portal.state(other.id).await, State::Escalated);
    assert_eq!(portal.state(quiet.id).await, State::Closed);
    let reminders = "select count(*) from deliveries join inquiries using (inquiry_id) join customers c
                     on c.customer_id = inquiries.customer_id
                     where kind = 'second_reminder' and c.email like 'yuna%'";
    assert_eq!(portal.ask::<i64>(reminders).await, 2, "the support contact and the member");
    assert_eq!(portal.state(reminded.id).await, State::AwaitingDeveloper);
    assert_eq!(portal.state(poisoned.id).await, State::AwaitingDeveloper);
    heal(&portal).await;
    portal.scan().await;
    assert_eq!(portal.state(poisoned.id).await, State::Escalated);
    assert_eq!(portal.ask::<i64>("select count(*) from cancellations").await, 2);
}

#[tokio::test]
async fn an_answer_given_in_time_that_cannot_be_released_is_not_escalated_and_holds_up_nobody() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
    let (stuck, answered) = (portal.asked(&seller, "haneul").await, portal.asked(&seller, "dain").await);
    let unanswered = portal.asked(&seller, "sora").await;
    poison(&portal, "messages", &stuck).await;
    portal.app.clock.advance(Duration::hours(71));
    for asked in [&stuck, &answered] {
        portal.answer(asked, &agent).await.unwrap();
    }
    portal.app.clock.advance(Duration::hours(30));
    for _ in 0..3 {
        let _ = due::tick(&portal.app).await;
    }
    assert_eq!(portal.state(answered.id).await, State::Answered);
    assert_eq!(portal.state(unanswered.id).await, State::Escalated);
    assert_eq!(portal.state(stuck.id).await, State::AwaitingDeveloper, "it was answered in time");
    heal(&portal).await;
    portal.scan().await;
    assert_eq!(portal.state(stuck.id).await, State::Answered);
    assert_eq!(portal.ask::<i64>("select count(*) from messages where late").await, 0);
}

#[tokio::test]
async fn a_released_answer_rings_the_outboxs_bell() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
    let asked = portal.asked(&seller, "haneul").await;
    portal.answer(&asked, &agent).await.unwrap();
    portal.pass(Duration::seconds(10)).await;
    let rung = tokio::time::timeout(std::time::Duration::from_millis(100), portal.app.wake.outbox.notified()).await;
    assert!(rung.is_ok(), "the mail does not wait for the next look");
}
