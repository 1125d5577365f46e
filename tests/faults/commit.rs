//! COMMIT was sent and its answer lost: nobody knows, and the submission key tells.

use axum::http::StatusCode;
use chrono::Duration;
use devcenter::{
    app::App,
    auth::MemberRole,
    db,
    error::AppError,
    id::SubmissionKey,
    inquiries::{self, AcceptedReply, ReplyForm},
    work::Actor,
};

use crate::support::{
    Portal,
    acts::reply,
    cluster,
    proxy::{Act, Proxy},
    world::{Asked, Person},
};

/// A portal, and a second way to its database that can be broken.
struct Broken {
    portal: Portal,
    proxy: Proxy,
    app: App,
    agent: Person,
    asked: Asked,
}

impl Broken {
    async fn start() -> Broken {
        let options = cluster::database().await;
        let portal = Portal::on(&options, &[]).await;
        let proxy = Proxy::to_postgres(&options).await;
        let app = App { db: db::pool(proxy.options(&options), 2), ..portal.app.clone() };
        let seller = portal.seller("moon").await;
        let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
        let asked = portal.asked(&seller, "haneul").await;
        Broken { portal, proxy, app, agent, asked }
    }

    async fn answer(&self, form: &ReplyForm) -> Result<AcceptedReply, AppError> {
        let mut work = self.app.work(Actor::Member(self.agent.id)).await?;
        let accepted = inquiries::accept_reply(&mut work, &self.app.rules.current(), &self.asked.no, form, 5).await?;
        work.commit().await?;
        Ok(accepted.unwrap())
    }

    async fn write(&self, key: SubmissionKey) -> Result<(), AppError> {
        let mut work = self.app.work(Actor::System).await?;
        let body = "아직도 그대로예요.".parse().unwrap();
        inquiries::customer_writes(&mut work, &self.app.rules.current(), self.asked.id, &body, &[], key).await?;
        Ok(work.commit().await?)
    }
}

fn is_unavailable<T: std::fmt::Debug>(result: &Result<T, AppError>) -> bool {
    matches!(result, Err(error) if error.status() == StatusCode::SERVICE_UNAVAILABLE)
}

#[tokio::test]
async fn an_answer_whose_commit_was_not_confirmed_is_found_again_by_the_same_press() {
    let broken = Broken::start().await;
    let form = reply();
    broken.proxy.once("COMMIT", Act::LoseAnswer);
    let lost = broken.answer(&form).await;
    assert!(is_unavailable(&lost), "{lost:?}");
    assert_eq!(broken.answer(&form).await.unwrap(), AcceptedReply::Repeated);
    broken.portal.pass(Duration::seconds(10)).await;
    let answers = "select count(*) from messages where author = 'developer'";
    assert_eq!(broken.portal.ask::<i64>(answers).await, 1);
    let mails = broken.portal.mails().await;
    assert_eq!(mails.iter().filter(|mail| mail.text.contains("확인했습니다.")).count(), 1);
}

#[tokio::test]
async fn an_answer_whose_commit_never_arrived_is_taken_when_it_is_sent_again() {
    let broken = Broken::start().await;
    let form = reply();
    broken.proxy.once("COMMIT", Act::Lose);
    let lost = broken.answer(&form).await;
    assert!(is_unavailable(&lost), "{lost:?}");
    assert!(matches!(broken.answer(&form).await.unwrap(), AcceptedReply::Waits { late: false, .. }));
    assert_eq!(broken.answer(&form).await.unwrap(), AcceptedReply::Repeated);
    broken.portal.pass(Duration::seconds(10)).await;
    assert_eq!(broken.portal.ask::<i64>("select count(*) from deliveries where kind = 'answer'").await, 1);
}

#[tokio::test]
async fn a_customers_message_whose_commit_was_not_confirmed_is_written_once() {
    let broken = Broken::start().await;
    let key = SubmissionKey::new();
    broken.proxy.once("COMMIT", Act::LoseAnswer);
    let lost = broken.write(key).await;
    assert!(is_unavailable(&lost), "{lost:?}");
    broken.write(key).await.unwrap();
    assert_eq!(broken.portal.ask::<i64>("select count(*) from messages where author = 'customer'").await, 2);
    assert_eq!(broken.portal.ask::<i64>("select count(*) from deliveries where kind = 'customer_wrote'").await, 2);
}
