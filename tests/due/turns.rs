//! Turns: each start of the clock is a new one, and what ends a turn ends that turn only.

use chrono::Duration;
use devcenter::{
    auth::{MemberRole, StaffRole},
    id::SubmissionKey,
    inquiries::State,
};

use crate::support::Portal;

const INSTANT: Duration = Duration::microseconds(1);

#[tokio::test]
async fn a_returned_inquiry_escalates_again_in_a_new_turn() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let staff = portal.staff("sora", StaffRole::Agent).await;
    let asked = portal.asked(&seller, "haneul").await;
    portal.pass(Duration::hours(72)).await;
    let first = portal.case_of(&asked).await.unwrap();
    portal.take(&first, &staff).await.unwrap();
    portal.give_back(&first, &staff, Duration::hours(48)).await.unwrap();
    assert_eq!(portal.state(asked.id).await, State::AwaitingDeveloper);
    portal.pass(Duration::hours(48) - INSTANT).await;
    assert_eq!(portal.state(asked.id).await, State::AwaitingDeveloper);
    portal.pass(INSTANT).await;
    assert_eq!(portal.state(asked.id).await, State::Escalated);
    let second = portal.case_of(&asked).await.unwrap();
    assert_ne!(first, second);
    let cases =
        "select array_agg(state || ' ' || array_to_string(causes, ',') order by cancellation_id) from cancellations";
    assert_eq!(portal.ask::<Vec<String>>(cases).await, ["returned 1", "open 2"]);
    let told = "select count(*) from deliveries where kind in ('escalated_customer', 'escalated_operations')";
    assert_eq!(portal.ask::<i64>(told).await, 4);
    // the second turn of 48 h had a reminder of its own 24 h before, and one 4 h before
    let reminders = "select count(*) from deadlines where turn = 2 and kind <> 'reply_due' and fired_at is not null";
    assert_eq!(portal.ask::<i64>(reminders).await, 1);
}

#[tokio::test]
async fn an_inquiry_whose_case_is_open_already_adds_its_cause_and_opens_no_second_case() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let asked = portal.asked(&seller, "haneul").await;
    let other = portal.asked(&seller, "dain").await;
    portal.developer_requests(&asked).await;
    portal.pass(Duration::hours(72)).await;
    assert_eq!(portal.state(asked.id).await, State::Escalated);
    // nothing of the batch is held up by it
    assert_eq!(portal.state(other.id).await, State::Escalated);
    let cases = "select array_agg(origin || ' ' || state || ' ' || array_to_string(causes, ',') order by origin desc)
                 from cancellations";
    assert_eq!(portal.ask::<Vec<String>>(cases).await, ["developer_request open 1", "escalation open 1"]);
    assert_eq!(portal.ask::<i64>("select count(*) from events where kind = 'case_cause_added'").await, 1);
    assert_eq!(portal.ask::<i64>("select count(*) from events where kind = 'escalated'").await, 2);
}

#[tokio::test]
async fn a_customer_who_writes_after_the_answer_starts_a_new_turn_with_its_own_due_moment() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
    let asked = portal.asked(&seller, "haneul").await;
    portal.answer(&asked, &agent).await.unwrap();
    portal.pass(Duration::hours(20)).await;
    portal.writes(&asked, SubmissionKey::new()).await;
    portal.pass(Duration::hours(72) - INSTANT).await;
    assert_eq!(portal.state(asked.id).await, State::AwaitingDeveloper);
    portal.pass(INSTANT).await;
    assert_eq!(portal.state(asked.id).await, State::Escalated);
    let turns = "select array_agg(kind || ' ' || turn order by deadline_id)
                 from deadlines where fired_at is not null and kind in ('reply_due', 'quiet_close')";
    assert_eq!(portal.ask::<Vec<String>>(turns).await, ["reply_due 2"]);
}

#[tokio::test]
async fn an_answer_given_before_a_turn_began_does_not_end_it() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
    let asked = portal.asked(&seller, "haneul").await;
    portal.answer(&asked, &agent).await.unwrap();
    portal.pass(Duration::hours(1)).await;
    // a second answer waits to go out when the customer writes: it cannot be the answer to that
    portal.answer(&asked, &agent).await.unwrap();
    portal.pass(Duration::seconds(5)).await;
    portal.writes(&asked, SubmissionKey::new()).await;
    portal.pass(Duration::seconds(5)).await;
    let sent = "select count(*) from messages where author = 'developer' and not late";
    assert_eq!(portal.ask::<i64>(sent).await, 2);
    assert_eq!(portal.state(asked.id).await, State::AwaitingDeveloper);
    portal.pass(Duration::hours(72)).await;
    assert_eq!(portal.state(asked.id).await, State::Escalated);
}

#[tokio::test]
async fn a_late_answer_stands_in_the_case_and_closes_nothing() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
    let asked = portal.asked(&seller, "haneul").await;
    portal.pass(Duration::hours(72)).await;
    portal.answer(&asked, &agent).await.unwrap();
    portal.pass(Duration::days(30)).await;
    assert_eq!(portal.state(asked.id).await, State::Escalated);
    assert_eq!(portal.ask::<i64>("select count(*) from cancellations where state = 'open'").await, 1);
    assert_eq!(portal.ask::<i64>("select count(*) from events where kind = 'answered_late'").await, 1);
}

#[tokio::test]
async fn what_operations_answered_closes_after_fourteen_quiet_days() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let staff = portal.staff("sora", StaffRole::Agent).await;
    let asked = portal.asked(&seller, "haneul").await;
    portal.pass(Duration::hours(72)).await;
    let case = portal.case_of(&asked).await.unwrap();
    portal.take(&case, &staff).await.unwrap();
    portal.decline(&case, &staff).await.unwrap();
    assert_eq!(portal.state(asked.id).await, State::Answered);
    portal.pass(Duration::days(14) - INSTANT).await;
    assert_eq!(portal.state(asked.id).await, State::Answered);
    portal.pass(INSTANT).await;
    assert_eq!(portal.state(asked.id).await, State::Closed);
}
