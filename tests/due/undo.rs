//! An answer can be taken back until it goes out, and not a moment longer.

use std::sync::Arc;

use chrono::Duration;
use devcenter::{
    app::App,
    auth::MemberRole,
    due,
    inquiries::{AcceptedReply, ReplyForm, ReplyRefusal, State},
};
use tokio::sync::Barrier;

use crate::support::{
    Portal,
    acts::reply,
    world::{Asked, Person},
};

const ROUNDS: usize = 200;
const INSTANT: Duration = Duration::microseconds(1);

async fn messages(portal: &Portal, asked: &Asked) -> (i64, i64) {
    let sql = "select count(*), (select count(*) from deliveries where inquiry_id = $1 and kind = 'answer')
               from messages where inquiry_id = $1 and author = 'developer'";
    sqlx::query_as(sql).bind(asked.id).fetch_one(&portal.app.db).await.unwrap()
}

async fn draft(portal: &Portal, asked: &Asked) -> Option<String> {
    let sql = "select body from drafts where inquiry_id = $1";
    sqlx::query_scalar(sql).bind(asked.id).fetch_optional(&portal.app.db).await.unwrap()
}

#[tokio::test]
async fn an_answer_taken_back_is_mailed_to_nobody_and_its_text_stays_as_a_draft() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
    let asked = portal.asked(&seller, "haneul").await;
    portal.answer(&asked, &agent).await.unwrap();
    portal.pass(Duration::seconds(10) - INSTANT).await;
    portal.undo(&asked, &agent).await.unwrap();
    portal.pass(Duration::days(1)).await;
    assert_eq!(messages(&portal, &asked).await, (0, 0));
    assert_eq!(draft(&portal, &asked).await.as_deref(), Some("확인했습니다."));
    assert_eq!(portal.state(asked.id).await, State::AwaitingDeveloper);
}

#[tokio::test]
async fn an_answer_taken_back_stops_no_clock() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
    let asked = portal.asked(&seller, "haneul").await;
    portal.pass(Duration::hours(72) - Duration::seconds(5)).await;
    portal.answer(&asked, &agent).await.unwrap();
    portal.pass(Duration::seconds(5) - INSTANT).await;
    portal.undo(&asked, &agent).await.unwrap();
    portal.pass(INSTANT).await;
    assert_eq!(portal.state(asked.id).await, State::Escalated);
}

#[tokio::test]
async fn an_answer_that_was_taken_back_can_be_given_again_and_goes_out_once() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
    let asked = portal.asked(&seller, "haneul").await;
    portal.answer(&asked, &agent).await.unwrap();
    portal.undo(&asked, &agent).await.unwrap();
    let version = portal.ask::<i64>("select version from drafts").await;
    portal.answer_with(&asked, &agent, &ReplyForm { draft: Some(version), ..reply() }).await.unwrap();
    assert_eq!(draft(&portal, &asked).await, None);
    portal.pass(Duration::seconds(10)).await;
    assert_eq!(messages(&portal, &asked).await, (1, 1));
    assert_eq!(portal.undo(&asked, &agent).await, Err(ReplyRefusal::TooLate));
}

#[tokio::test]
async fn taking_an_answer_back_twice_is_taking_it_back() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
    let asked = portal.asked(&seller, "haneul").await;
    assert_eq!(portal.undo(&asked, &agent).await, Err(ReplyRefusal::TooLate), "nothing was written");
    portal.answer(&asked, &agent).await.unwrap();
    portal.undo(&asked, &agent).await.unwrap();
    // the answer to the first press was lost, and its author presses again after a while
    portal.pass(Duration::seconds(20)).await;
    portal.undo(&asked, &agent).await.unwrap();
    assert_eq!(draft(&portal, &asked).await.as_deref(), Some("확인했습니다."));
}

#[tokio::test]
async fn a_colleague_cannot_take_back_what_another_wrote() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
    let other = portal.member(&seller, "mina", MemberRole::Owner).await;
    let asked = portal.asked(&seller, "haneul").await;
    portal.answer(&asked, &agent).await.unwrap();
    assert_eq!(portal.undo(&asked, &other).await, Err(ReplyRefusal::TooLate));
    portal.pass(Duration::seconds(10)).await;
    assert_eq!(messages(&portal, &asked).await, (1, 1));
}

/// Undo and release meet at the instant at which the time for undoing is over.
async fn race(portal: &Portal, asked: &Asked, author: &Person, round: usize) -> Result<(), ReplyRefusal> {
    let barrier = Arc::new(Barrier::new(4));
    let scanner = |app: App, barrier: Arc<Barrier>, wait: usize| async move {
        begin(&barrier, wait).await;
        for _ in 0..3 {
            due::tick(&app).await.unwrap();
        }
    };
    let wait = |who: usize| (round * 7 + who * 5) % 19;
    let scanners = [1, 2].map(|who| tokio::spawn(scanner(portal.app.clone(), Arc::clone(&barrier), wait(who))));
    let clock = portal.app.clock.clone();
    let moved = tokio::spawn({
        let (barrier, wait) = (Arc::clone(&barrier), wait(3));
        async move {
            begin(&barrier, wait).await;
            clock.advance(INSTANT);
        }
    });
    begin(&barrier, wait(4)).await;
    let undone = portal.undo(asked, author).await;
    for scanner in scanners {
        scanner.await.unwrap();
    }
    moved.await.unwrap();
    undone
}

async fn begin(barrier: &Barrier, wait: usize) {
    barrier.wait().await;
    for _ in 0..wait {
        tokio::task::yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_undo_and_release_in_the_same_instant_exactly_one_wins() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
    let mut undone = 0;
    for round in 0..ROUNDS {
        let asked = portal.asked(&seller, &format!("c{round}")).await;
        assert!(matches!(portal.answer(&asked, &agent).await, Ok(AcceptedReply::Waits { late: false, .. })));
        portal.app.clock.advance(Duration::seconds(10) - INSTANT);
        let result = race(&portal, &asked, &agent, round).await;
        portal.all_let_go().await;
        portal.pass(Duration::seconds(1)).await;
        let now =
            (portal.state(asked.id).await, messages(&portal, &asked).await, draft(&portal, &asked).await.is_some());
        match result {
            Ok(()) => {
                undone += 1;
                assert_eq!(now, (State::AwaitingDeveloper, (0, 0), true), "round {round}");
            }
            Err(refusal) => {
                assert_eq!(refusal, ReplyRefusal::TooLate, "round {round}");
                assert_eq!(now, (State::Answered, (1, 1), false), "round {round}");
            }
        }
    }
    assert!((10..ROUNDS - 10).contains(&undone), "the race goes both ways: {undone} of {ROUNDS} undone");
}
