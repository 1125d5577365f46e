//! The same press twice, at once or after a while: one result. Two people at once: one result, the other is told.

use std::sync::Arc;

use chrono::Duration;
use devcenter::{
    auth::MemberRole,
    id::SubmissionKey,
    inquiries::{self, AcceptedReply, ReplyForm, ReplyRefusal},
    work::{Actor, Pressed},
};
use futures_util::join;
use tokio::sync::Barrier;

use crate::support::{Portal, acts::reply};

const ROUNDS: usize = 40;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_press_that_arrives_twice_at_once_is_one_answer_and_one_mail() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
    for round in 0..ROUNDS {
        let asked = portal.asked(&seller, &format!("c{round}")).await;
        let form = reply();
        let (one, other) = join!(portal.answer_with(&asked, &agent, &form), portal.answer_with(&asked, &agent, &form));
        let repeated = [&one, &other].map(|answer| *answer.as_ref().unwrap() == AcceptedReply::Repeated);
        assert!(repeated[0] != repeated[1], "round {round}: {one:?} {other:?}");
        portal.pass(Duration::seconds(10)).await;
        // and once more when it has gone out
        assert_eq!(portal.answer_with(&asked, &agent, &form).await, Ok(AcceptedReply::Repeated));
    }
    portal.pass(Duration::minutes(1)).await;
    let answers = "select count(*) from messages where author = 'developer'";
    assert_eq!(portal.ask::<i64>(answers).await, ROUNDS as i64);
    assert_eq!(portal.ask::<i64>("select count(*) from deliveries where kind = 'answer'").await, ROUNDS as i64);
    portal.deliver().await;
    let handed = "select count(*) from deliveries where kind = 'answer' and state = 'handed_over'";
    assert_eq!(portal.ask::<i64>(handed).await, ROUNDS as i64);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_colleagues_who_answer_at_once_one_is_told_who_was_faster() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let jihu = portal.member(&seller, "jihu", MemberRole::Agent).await;
    let mina = portal.member(&seller, "mina", MemberRole::Owner).await;
    for round in 0..ROUNDS {
        let asked = portal.asked(&seller, &format!("c{round}")).await;
        let (one, other) = join!(portal.answer(&asked, &jihu), portal.answer(&asked, &mina));
        let told = |by: &str| Err(ReplyRefusal::AlreadyAnswering { by: by.to_owned() });
        match (&one, &other) {
            (Ok(AcceptedReply::Waits { .. }), refused) => assert_eq!(*refused, told("jihu")),
            (refused, Ok(AcceptedReply::Waits { .. })) => assert_eq!(*refused, told("mina")),
            both => panic!("round {round}: {both:?}"),
        }
    }
    portal.all_let_go().await;
    portal.pass(Duration::seconds(10)).await;
    assert_eq!(portal.ask::<i64>("select count(*) from deliveries where kind = 'answer'").await, ROUNDS as i64);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_refused_press_is_forgotten_so_that_it_can_be_tried_again() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
    let asked = portal.asked(&seller, "haneul").await;
    portal.writes(&asked, SubmissionKey::new()).await;
    let form = ReplyForm { seen: 1, ..reply() };
    assert_eq!(portal.answer_with(&asked, &agent, &form).await, Err(ReplyRefusal::SomethingNewer));
    let read = ReplyForm { seen: i32::MAX, ..form };
    assert!(matches!(portal.answer_with(&asked, &agent, &read).await, Ok(AcceptedReply::Waits { .. })));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_press_of_the_customer_that_arrives_twice_is_one_message_and_one_notice() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let asked = portal.asked(&seller, "haneul").await;
    for _ in 0..ROUNDS {
        let key = SubmissionKey::new();
        join!(portal.writes(&asked, key), portal.writes(&asked, key));
    }
    let written = "select count(*) from messages where author = 'customer'";
    assert_eq!(portal.ask::<i64>(written).await, 1 + ROUNDS as i64);
    let told = "select count(*) from deliveries where kind = 'customer_wrote'";
    assert_eq!(portal.ask::<i64>(told).await, ROUNDS as i64);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_contact_form_sent_twice_at_once_is_one_inquiry_and_one_mail() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    for round in 0..ROUNDS {
        let (key, barrier) = (SubmissionKey::new(), Arc::new(Barrier::new(2)));
        let form = portal.form_of(&seller, &format!("c{round}"));
        let send = || async {
            barrier.wait().await;
            let mut work = portal.work(Actor::System).await;
            if work.once(key, "/sent", &["the form"]).await.unwrap() == Pressed::First {
                let app = &portal.app;
                inquiries::file_inquiry(&mut work, &app.secret, &app.config.contact, &form).await.unwrap();
                work.commit().await.unwrap();
            }
        };
        join!(send(), send());
    }
    assert_eq!(portal.ask::<i64>("select count(*) from inquiries").await, ROUNDS as i64);
    assert_eq!(portal.ask::<i64>("select count(*) from deliveries").await, ROUNDS as i64);
}
