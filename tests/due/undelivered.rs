//! A mail that was refused for good: only the answer that ended the present turn can be taken for none.

use chrono::{Duration, TimeDelta};
use devcenter::{
    auth::{MemberRole, StaffRole},
    id::SubmissionKey,
    inquiries::State,
    outbox::{Outbox, Transport},
};
use reqwest::{Method, StatusCode, header};

use crate::support::{
    Portal,
    world::{Asked, Person, Seller},
};

/// A portal with an inquiry, and who answers it.
struct Scene {
    portal: Portal,
    agent: Person,
    staff: Person,
    asked: Asked,
}

impl Scene {
    async fn open() -> Scene {
        let portal = Portal::start().await;
        let seller: Seller = portal.seller("moon").await;
        let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
        let staff = portal.staff("sora", StaffRole::Lead).await;
        let asked = portal.asked(&seller, "haneul").await;
        Scene { portal, agent, staff, asked }
    }

    /// The developer answers, and the answer goes out to the mail's queue.
    async fn answer(&self) {
        self.portal.answer(&self.asked, &self.agent).await.unwrap();
        self.portal.pass(Duration::seconds(10)).await;
    }

    /// The customer's server refuses everything that waits.
    async fn refuse(&self) {
        let (to, words) = (self.asked.customer_email.clone(), "550 5.2.2 mailbox full".to_owned());
        Outbox::new(self.portal.app.clone(), Transport::Refusing { to, words }).drain().await.unwrap();
    }

    async fn declined(&self) {
        let case = self.portal.case_of(&self.asked).await.unwrap();
        self.portal.take(&case, &self.staff).await.unwrap();
        self.portal.decline(&case, &self.staff).await.unwrap();
    }

    async fn now(&self) -> (State, i32) {
        let sql = "select state, turn from inquiries where inquiry_id = $1";
        sqlx::query_as(sql).bind(self.asked.id).fetch_one(&self.portal.app.db).await.unwrap()
    }
}

#[tokio::test]
async fn an_answer_that_did_not_arrive_begins_a_turn_with_the_time_that_was_left() {
    let scene = Scene::open().await;
    scene.portal.pass(Duration::hours(20) - Duration::seconds(10)).await;
    scene.answer().await;
    scene.refuse().await;
    assert_eq!(scene.now().await, (State::AwaitingDeveloper, 2));
    let due = scene.portal.ask::<chrono::DateTime<chrono::Utc>>("select reply_due_at from inquiries").await;
    assert_eq!(due - scene.portal.now(), TimeDelta::hours(52));
    let policy = scene.portal.ask::<Option<String>>("select due_policy from inquiries").await;
    assert_eq!(policy.as_deref(), Some("after_failure"), "the due moment was not reckoned by the old turn's policy");
}

#[tokio::test]
async fn what_operations_answered_is_not_undone_by_a_late_answer_that_did_not_arrive() {
    let scene = Scene::open().await;
    scene.portal.pass(Duration::hours(72)).await;
    scene.answer().await;
    scene.declined().await;
    scene.refuse().await;
    assert_eq!(scene.now().await, (State::Answered, 1));
    scene.portal.pass(Duration::hours(72)).await;
    assert_eq!(scene.portal.ask::<i64>("select count(*) from cancellations").await, 1, "no second case");
}

#[tokio::test]
async fn an_answer_of_an_earlier_turn_that_did_not_arrive_changes_nothing() {
    let scene = Scene::open().await;
    scene.answer().await;
    scene.portal.writes(&scene.asked, SubmissionKey::new()).await;
    scene.portal.pass(Duration::hours(72)).await;
    scene.declined().await;
    scene.refuse().await;
    assert_eq!(scene.now().await, (State::Answered, 2));
}

#[tokio::test]
async fn a_word_added_after_an_answer_that_arrived_may_fail() {
    let scene = Scene::open().await;
    scene.answer().await;
    scene.portal.deliver().await;
    scene.answer().await;
    scene.refuse().await;
    assert_eq!(scene.now().await, (State::Answered, 1));
}

#[tokio::test]
async fn an_answer_that_did_not_arrive_counts_when_the_next_word_arrived() {
    let scene = Scene::open().await;
    scene.answer().await;
    scene.refuse().await;
    scene.answer().await;
    assert_eq!(scene.now().await, (State::Answered, 2));
    scene.portal.deliver().await;
    assert_eq!(scene.now().await, (State::Answered, 2));
}

#[tokio::test]
async fn an_answer_and_the_word_after_it_that_both_failed_are_no_answer() {
    let scene = Scene::open().await;
    scene.answer().await;
    scene.answer().await;
    scene.refuse().await;
    assert_eq!(scene.now().await, (State::AwaitingDeveloper, 2));
    assert_eq!(scene.portal.ask::<i64>("select count(*) from events where kind = 'unanswered_again'").await, 1);
}

#[tokio::test]
async fn an_answer_that_the_customer_read_on_the_page_stays_one() {
    let scene = Scene::open().await;
    let path = scene.asked.customer_path(&scene.portal);
    let browser = scene.portal.browser();
    browser.get(&path).await;
    scene.answer().await;
    let row = "select xmin::text from inquiries";
    assert!(browser.get(&path).await.words().contains("확인했습니다."));
    let first = scene.portal.ask::<String>(row).await;
    browser.get(&path).await;
    assert_eq!(scene.portal.ask::<String>(row).await, first, "reading it again writes nothing");
    scene.refuse().await;
    assert_eq!(scene.now().await, (State::Answered, 1));
}

#[tokio::test]
async fn a_page_that_was_only_asked_for_its_headers_was_not_read() {
    let scene = Scene::open().await;
    scene.answer().await;
    let browser = scene.portal.browser();
    let asked = browser.request(Method::HEAD, &scene.asked.customer_path(&scene.portal));
    assert_eq!(browser.shown(asked.header(header::ACCEPT, "text/html")).await.status, StatusCode::OK);
    scene.refuse().await;
    assert_eq!(scene.now().await, (State::AwaitingDeveloper, 2));
}

#[tokio::test]
async fn a_second_answer_that_does_not_arrive_stays_and_is_marked() {
    let scene = Scene::open().await;
    scene.answer().await;
    scene.refuse().await;
    scene.answer().await;
    scene.refuse().await;
    assert_eq!(scene.now().await, (State::Answered, 2));
    let developer = scene.portal.signed_in(&scene.agent).await;
    let thread = developer.get(&scene.asked.desk_path()).await.text("#thread");
    assert!(thread.contains("다시 보낸 답변도 고객에게 닿지 않았습니다"), "{thread}");
    let told = scene.portal.browser().get(&scene.asked.customer_path(&scene.portal)).await;
    assert!(!told.words().contains("닿지 않았습니다"), "{}", told.words());
    // once it is a case, operations see it too
    scene.portal.writes(&scene.asked, SubmissionKey::new()).await;
    scene.portal.pass(Duration::hours(72)).await;
    let case = scene.portal.case_of(&scene.asked).await.unwrap();
    let operator = scene.portal.signed_in(&scene.staff).await;
    let file = operator.get(&format!("/cases/{}", case.as_str())).await.text("#thread");
    assert!(file.contains("다시 보낸 답변도 고객에게 닿지 않았습니다"), "{file}");
}
