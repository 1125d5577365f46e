use chrono::Duration;
use devcenter::{
    auth::MemberRole,
    inquiries::{AcceptedReply, State},
};

use crate::support::Portal;

#[tokio::test]
async fn an_unanswered_inquiry_becomes_one_case_at_its_due_moment_and_not_before() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let asked = portal.asked(&seller, "haneul").await;
    portal.pass(Duration::hours(72) - Duration::microseconds(1)).await;
    assert_eq!(portal.state(asked.id).await, State::AwaitingDeveloper);
    portal.pass(Duration::microseconds(1)).await;
    assert_eq!(portal.state(asked.id).await, State::Escalated);
    portal.pass(Duration::hours(1)).await;
    assert_eq!(portal.ask::<i64>("select count(*) from cancellations").await, 1);
    assert_eq!(portal.ask::<i64>("select count(*) from events where kind = 'escalated'").await, 1);
}

#[tokio::test]
async fn many_scanners_at_once_open_one_case_each() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    for customer in 0..40 {
        portal.asked(&seller, &format!("c{customer}")).await;
    }
    portal.app.clock.advance(Duration::hours(72));
    let scanners = (0..4).map(|_| {
        let app = portal.app.clone();
        tokio::spawn(async move { while !devcenter::due::tick(&app).await.unwrap().is_empty() {} })
    });
    for scanner in scanners.collect::<Vec<_>>() {
        scanner.await.unwrap();
    }
    portal.scan().await;
    assert_eq!(portal.ask::<i64>("select count(*) from cancellations").await, 40);
    assert_eq!(portal.ask::<i64>("select count(*) from inquiries where state = 'escalated'").await, 40);
    assert_eq!(portal.ask::<i64>("select count(*) from deliveries where kind = 'escalated_customer'").await, 40);
}

#[tokio::test]
async fn a_waiting_answer_is_released_at_the_due_moment_not_escalated() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
    let asked = portal.asked(&seller, "haneul").await;
    portal.pass(Duration::hours(72) - Duration::seconds(3)).await;
    portal.answer(&asked, &agent).await.unwrap();
    portal.pass(Duration::seconds(3)).await;
    assert_eq!(portal.state(asked.id).await, State::Answered);
    portal.pass(Duration::days(1)).await;
    assert_eq!(portal.ask::<i64>("select count(*) from cancellations").await, 0);
    assert_eq!(portal.ask::<i64>("select count(*) from messages where author = 'developer' and not late").await, 1);
}

#[tokio::test]
async fn an_answer_after_the_due_moment_is_late_and_changes_no_state() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
    let asked = portal.asked(&seller, "haneul").await;
    portal.pass(Duration::hours(73)).await;
    assert!(matches!(portal.answer(&asked, &agent).await, Ok(AcceptedReply::Waits { late: true, .. })));
    portal.pass(Duration::seconds(10)).await;
    assert_eq!(portal.state(asked.id).await, State::Escalated);
    assert_eq!(portal.ask::<i64>("select count(*) from messages where late").await, 1);
    assert_eq!(portal.ask::<i64>("select count(*) from deliveries where kind = 'answer'").await, 1);
}

#[tokio::test]
async fn each_reminder_goes_out_once() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    portal.member(&seller, "jihu", MemberRole::Agent).await;
    portal.asked(&seller, "haneul").await;
    portal.pass(Duration::hours(48)).await;
    portal.pass(Duration::hours(20)).await;
    portal.scan().await;
    // the support contact and the member
    assert_eq!(portal.ask::<i64>("select count(*) from deliveries where kind = 'first_reminder'").await, 2);
    assert_eq!(portal.ask::<i64>("select count(*) from deliveries where kind = 'second_reminder'").await, 2);
}

#[tokio::test]
async fn after_an_outage_of_days_everything_escalates_once_and_late_reminders_are_skipped() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    portal.asked(&seller, "haneul").await;
    portal.pass(Duration::days(7)).await;
    assert_eq!(portal.ask::<i64>("select count(*) from cancellations").await, 1);
    assert_eq!(portal.ask::<i64>("select count(*) from deliveries where kind::text like '%reminder'").await, 0);
    assert_eq!(portal.ask::<i64>("select count(*) from deadlines where skipped_at is not null").await, 2);
}

#[tokio::test]
async fn after_four_days_without_a_scanner_everything_is_done_once_in_its_order_with_its_own_moments() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
    let mut asked = Vec::new();
    for hour in 0..40 {
        asked.push(portal.asked(&seller, &format!("c{hour}")).await);
        portal.app.clock.advance(Duration::hours(1));
    }
    // handed in before its due moment, and never released
    portal.answer(&asked[0], &agent).await.unwrap();
    let began = portal.now();
    portal.pass(Duration::days(4)).await;
    assert_eq!(portal.state(asked[0].id).await, State::Answered);
    assert_eq!(portal.ask::<i64>("select count(*) from cancellations").await, 39);
    let own_moments = "select count(*) from cancellations c join inquiries i using (inquiry_id)
                       where c.due_at = i.reply_due_at and c.due_at = i.created_at + interval '72 hours' and c.opened_at > c.due_at";
    assert_eq!(portal.ask::<i64>(own_moments).await, 39);
    let late = "select count(*) from messages where author = 'developer' and late";
    assert_eq!(portal.ask::<i64>(late).await, 0, "handed in at {began}, in time");
    // told together: one mail to operations, one to the support contact and the member each, one to each customer
    let told = "select array_agg(kind || ' ' || count order by kind) from
                (select kind::text, count(*) from deliveries where kind::text like 'escalated%' group by kind) as told";
    let expected = ["escalated_customer 39", "escalated_operations 1", "escalated_seller_digest 2"];
    assert_eq!(portal.ask::<Vec<String>>(told).await, expected);
    assert_eq!(portal.ask::<i64>("select count(*) from deliveries where kind::text like '%reminder'").await, 0);
    portal.scan().await;
    assert_eq!(portal.ask::<i64>("select count(*) from cancellations").await, 39);
}

#[tokio::test]
async fn a_seller_without_members_is_told_of_many_escalations_by_its_support_contact() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    for customer in 0..21 {
        portal.asked(&seller, &format!("c{customer}")).await;
    }
    portal.pass(Duration::hours(72)).await;
    let mail = portal.mail_to(&seller.support_email).await;
    assert!(mail.subject.contains("21") && mail.text.contains("고객지원 연락처"), "{} {}", mail.subject, mail.text);
    assert_eq!(portal.ask::<i64>("select count(*) from deliveries where kind = 'escalated_seller_digest'").await, 1);
}
