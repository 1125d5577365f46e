//! An answer that was lost after its inquiry was merged into another: the one that goes on waits again, by the same rule.

use std::sync::Arc;

use chrono::{DateTime, Duration, TimeDelta, Utc};
use devcenter::{
    auth::MemberRole,
    inquiries::State,
    outbox::{Outbox, Transport},
};
use tokio::sync::Barrier;

use crate::support::{
    Portal,
    world::{Asked, Person, Seller},
};

/// Two inquiries of one customer.
struct Scene {
    portal: Portal,
    seller: Seller,
    agent: Person,
    into: Asked,
    other: Asked,
}

impl Scene {
    async fn open() -> Scene {
        let portal = Portal::start().await;
        let seller = portal.seller("moon").await;
        let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
        let (into, other) = (portal.asked(&seller, "haneul").await, portal.asked(&seller, "haneul").await);
        portal.deliver().await;
        Scene { portal, seller, agent, into, other }
    }

    /// The answer to one arrived, that to the other has not gone out; then they are made one.
    async fn merged() -> Scene {
        let scene = Scene::open().await;
        scene.answer(&scene.into).await;
        scene.portal.deliver().await;
        scene.portal.pass(Duration::hours(10)).await;
        scene.answer(&scene.other).await;
        scene.merge().await;
        scene
    }

    async fn answer(&self, asked: &Asked) {
        self.portal.answer(asked, &self.agent).await.unwrap();
        self.portal.pass(Duration::seconds(10)).await;
    }

    async fn merge(&self) {
        self.portal.merge(&self.into, &self.other, &self.agent).await.unwrap();
    }

    /// The customer's server refuses everything that waits.
    async fn refuse(&self) {
        refuse(&self.portal, &self.into).await;
    }

    async fn now(&self, asked: &Asked) -> (State, i32) {
        let sql = "select state, turn from inquiries where inquiry_id = $1";
        sqlx::query_as(sql).bind(asked.id).fetch_one(&self.portal.app.db).await.unwrap()
    }

    async fn is_marked(&self) -> bool {
        let sql = "select undelivered_at is not null from inquiries where inquiry_id = $1";
        sqlx::query_scalar(sql).bind(self.into.id).fetch_one(&self.portal.app.db).await.unwrap()
    }
}

async fn refuse(portal: &Portal, asked: &Asked) {
    let (to, words) = (asked.customer_email.clone(), "550 5.2.2 mailbox full".to_owned());
    Outbox::new(portal.app.clone(), Transport::Refusing { to, words }).drain().await.unwrap();
}

#[tokio::test]
async fn the_one_that_goes_on_waits_again_with_the_time_that_the_other_had_left_once() {
    let scene = Scene::merged().await;
    scene.refuse().await;
    assert_eq!(scene.now(&scene.into).await, (State::AwaitingDeveloper, 2));
    assert_eq!(scene.now(&scene.other).await, (State::Closed, 1));
    let sql = "select reply_due_at from inquiries where inquiry_id = $1";
    let due: DateTime<Utc> = sqlx::query_scalar(sql).bind(scene.into.id).fetch_one(&scene.portal.app.db).await.unwrap();
    let left = TimeDelta::hours(72) - TimeDelta::hours(10) - TimeDelta::seconds(20);
    assert_eq!(due - scene.portal.now(), left, "what was left of the other's turn");
    assert!(scene.is_marked().await);
    let told = scene.portal.mail_to(&scene.seller.support_email).await;
    assert!(told.text.contains(&scene.into.desk_path()) && told.text.contains("확인했습니다."), "{}", told.text);
    let counted = "select count(*) from inquiries where first_answered_at is not null";
    assert_eq!(scene.portal.ask::<i64>(counted).await, 1, "the one that was lost was no first answer");

    scene.answer(&scene.into).await;
    scene.refuse().await;
    assert_eq!(scene.now(&scene.into).await, (State::Answered, 2), "a second time it stays and is marked");
    assert_eq!(scene.portal.ask::<i64>("select count(*) from events where kind = 'undeliverable'").await, 1);
}

#[tokio::test]
async fn what_the_customer_read_on_the_common_page_arrived() {
    let scene = Scene::merged().await;
    let page = scene.portal.browser().get(&scene.into.customer_path(&scene.portal)).await;
    assert_eq!(page.texts(".thread .msg").len(), 4);
    scene.refuse().await;
    assert_eq!(scene.now(&scene.into).await, (State::Answered, 1));
    assert!(!scene.is_marked().await);
}

#[tokio::test]
async fn a_page_without_the_lost_answer_does_not_count_as_read_although_it_showed_a_later_one() {
    let scene = Scene::open().await;
    scene.answer(&scene.other).await;
    scene.answer(&scene.into).await;
    let customer = scene.portal.browser();
    customer.get(&scene.into.customer_path(&scene.portal)).await;
    scene.merge().await;
    let read = "select count(*) from inquiries where answer_read_at is not null";
    assert_eq!(scene.portal.ask::<i64>(read).await, 1);
    customer.get(&scene.into.customer_path(&scene.portal)).await;
    assert_eq!(scene.portal.ask::<i64>(read).await, 2, "the common page shows both");
    let rows = "select string_agg(xmin::text, ' ') from inquiries";
    let before = scene.portal.ask::<String>(rows).await;
    customer.get(&scene.other.customer_path(&scene.portal)).await;
    assert_eq!(scene.portal.ask::<String>(rows).await, before, "reading it again writes nothing");
}

#[tokio::test]
async fn a_later_word_that_arrived_answers_for_both() {
    let scene = Scene::open().await;
    scene.answer(&scene.other).await;
    scene.answer(&scene.into).await;
    scene.merge().await;
    let sql = "update deliveries set state = 'handed_over', answer = '250 ok', ended_at = created_at
               where kind = 'answer' and inquiry_id = $1";
    sqlx::query(sql).bind(scene.into.id).execute(&scene.portal.app.db).await.unwrap();
    scene.refuse().await;
    assert_eq!(scene.now(&scene.into).await, (State::Answered, 1));
}

#[tokio::test]
async fn while_the_developer_is_awaited_anyway_no_moment_moves() {
    let scene = Scene::open().await;
    scene.answer(&scene.other).await;
    scene.merge().await;
    let due = "select reply_due_at::text from inquiries where state = 'awaiting_developer'";
    let before = scene.portal.ask::<String>(due).await;
    scene.refuse().await;
    assert_eq!(scene.now(&scene.into).await, (State::AwaitingDeveloper, 1));
    assert_eq!(scene.portal.ask::<String>(due).await, before);
    assert!(scene.is_marked().await, "the thread says that it did not arrive");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn lost_while_the_merge_is_taken_back_exactly_one_of_the_two_waits_again() {
    let (mut together, mut apart) = (0, 0);
    for round in 0..12 {
        let scene = Arc::new(Scene::merged().await);
        let barrier = Arc::new(Barrier::new(2));
        let refused = tokio::spawn({
            let (scene, barrier) = (Arc::clone(&scene), Arc::clone(&barrier));
            async move {
                barrier.wait().await;
                for _ in 0..(round * 5) % 23 {
                    tokio::task::yield_now().await;
                }
                scene.refuse().await;
            }
        });
        barrier.wait().await;
        let taken_apart = scene.portal.unmerge(&scene.into, &scene.other, &scene.agent).await.is_ok();
        refused.await.unwrap();
        let (into, other) = (scene.now(&scene.into).await.0, scene.now(&scene.other).await.0);
        match taken_apart {
            true => assert_eq!((into, other), (State::Answered, State::AwaitingDeveloper), "round {round}"),
            false => assert_eq!((into, other), (State::AwaitingDeveloper, State::Closed), "round {round}"),
        }
        together += usize::from(!taken_apart);
        apart += usize::from(taken_apart);
    }
    assert_eq!(together + apart, 12);
}
