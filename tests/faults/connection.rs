//! The connection is lost after the n-th message, for every n of a step: the database or the mail server does what the message
//! says, and the program never hears of it. Afterwards the step is done again, as a visitor or a loop would.

use std::sync::{Arc, Mutex};

use chrono::Duration;
use devcenter::{
    app::App,
    auth::MemberRole,
    db,
    deliveries::DeliveryState,
    due,
    inquiries::{self, ReplyForm, State},
    mail::smtp::{Settings, Smtp, SmtpUrl},
    outbox::{Outbox, Transport},
    work::Actor,
};
use sqlx::postgres::PgConnectOptions;

use super::table::Table;
use crate::support::{
    Portal,
    acts::reply,
    cluster,
    proxy::{Act, Proxy},
    smtp_server::SmtpServer,
    until,
    world::{Asked, Person, Seller},
};

/// No step has more messages than this: a loop that ends in any case.
const MOST: usize = 200;

struct Scene {
    portal: Portal,
    options: PgConnectOptions,
    database: Proxy,
    seller: Seller,
    agent: Person,
}

impl Scene {
    async fn start(flags: &[&str]) -> Scene {
        let options = cluster::database().await;
        let portal = Portal::on(&options, flags).await;
        let database = Proxy::to_postgres(&options).await;
        let seller = portal.seller("moon").await;
        let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
        Scene { portal, options, database, seller, agent }
    }

    /// A process that has just started, with one connection by way of the proxy.
    fn process(&self) -> App {
        App { db: db::pool(self.database.options(&self.options), 1), ..self.portal.app.clone() }
    }
}

/// Counts messages, and loses the connection after the n-th. What that one said is kept.
fn lose_after(proxy: &Proxy, n: usize) -> Arc<Mutex<Option<String>>> {
    let lost = Arc::new(Mutex::new(None));
    let (told, mut count) = (Arc::clone(&lost), 0);
    proxy.rule(move |said| {
        count += 1;
        if count != n {
            return Act::Pass;
        }
        *told.lock().unwrap() = Some(said.to_owned());
        Act::LoseAnswer
    });
    lost
}

fn take(lost: &Mutex<Option<String>>) -> Option<String> {
    lost.lock().unwrap().take()
}

fn row(table: &mut Table, said: &str, outcome: &str) {
    table.add(&[&format!("`{said}`"), outcome]);
}

/// A table of what happened for each message.
fn table(name: &str) -> Table {
    Table::new(name, &["the connection was lost after", "outcome"])
}

async fn answer(app: &App, asked: &Asked, author: &Person, form: &ReplyForm) -> sqlx::Result<()> {
    let mut work = app.work(Actor::Member(author.id)).await?;
    let accepted = inquiries::accept_reply(&mut work, &app.rules.current(), &asked.no, form, 5).await?;
    accepted.expect("nothing stands in the way of this answer");
    work.commit().await
}

/// Answers of the developer that are stored or wait, and their mails.
async fn answers(portal: &Portal, asked: &Asked) -> (i64, i64) {
    let sql = "select (select count(*) from messages where inquiry_id = $1 and author = 'developer')
                      + (select count(*) from pending_replies where inquiry_id = $1),
                      (select count(*) from deliveries where inquiry_id = $1 and kind = 'answer')";
    sqlx::query_as(sql).bind(asked.id).fetch_one(&portal.app.db).await.unwrap()
}

#[tokio::test]
async fn a_reply_is_taken_once_wherever_its_connection_is_lost() {
    let scene = Scene::start(&[]).await;
    let mut table = table("lost-reply");
    for n in 1..MOST {
        let asked = scene.portal.asked(&scene.seller, &format!("c{n}")).await;
        let (app, form) = (scene.process(), reply());
        let lost = lose_after(&scene.database, n);
        let first = answer(&app, &asked, &scene.agent, &form).await;
        scene.database.heal();
        let Some(said) = take(&lost) else { break };
        let stored = answers(&scene.portal, &asked).await.0;
        assert!(first.is_err() || stored == 1, "{said}: confirmed and not stored");
        answer(&app, &asked, &scene.agent, &form).await.unwrap();
        assert_eq!(answers(&scene.portal, &asked).await, (1, 0), "{said}");
        let outcome =
            if stored == 1 { "taken; found again by its key" } else { "not taken; taken at the second press" };
        row(&mut table, &said, outcome);
    }
    scene.portal.pass(Duration::seconds(10)).await;
    let mails = scene.portal.ask::<i64>("select count(*) from deliveries where kind = 'answer'").await;
    assert_eq!(mails as usize, table.len() + 1);
    assert!(table.has("BEGIN") && table.has("insert into submissions") && table.has("COMMIT"));
    table.keep();
}

#[tokio::test]
async fn an_answer_is_released_once_wherever_the_scanners_connection_is_lost() {
    let scene = Scene::start(&[]).await;
    let mut table = table("lost-release");
    for n in 1..MOST {
        let asked = scene.portal.asked(&scene.seller, &format!("c{n}")).await;
        scene.portal.answer(&asked, &scene.agent).await.unwrap();
        scene.portal.app.clock.advance(Duration::seconds(10));
        let app = scene.process();
        let lost = lose_after(&scene.database, n);
        let first = due::tick(&app).await;
        scene.database.heal();
        let Some(said) = take(&lost) else { break };
        let before = scene.portal.state(asked.id).await;
        assert!(first.is_err() || before == State::Answered, "{said}");
        until("the answer is released", async || {
            due::tick(&app).await.unwrap();
            scene.portal.state(asked.id).await == State::Answered
        })
        .await;
        assert_eq!(answers(&scene.portal, &asked).await, (1, 1), "{said}");
        let outcome = if before == State::Answered { "released" } else { "not released; released in the next round" };
        row(&mut table, &said, outcome);
    }
    assert!(table.has("insert into deliveries") && table.has("COMMIT"));
    table.keep();
}

#[tokio::test]
async fn an_inquiry_escalates_once_wherever_the_scanners_connection_is_lost() {
    let scene = Scene::start(&[]).await;
    let mut table = table("lost-escalation");
    for n in 1..MOST {
        let asked = scene.portal.asked(&scene.seller, &format!("c{n}")).await;
        scene.portal.app.clock.advance(Duration::hours(72));
        let app = scene.process();
        let lost = lose_after(&scene.database, n);
        let first = due::tick(&app).await;
        scene.database.heal();
        let Some(said) = take(&lost) else { break };
        let before = scene.portal.state(asked.id).await;
        assert!(first.is_err() || before == State::Escalated, "{said}");
        until("the inquiry escalates", async || {
            due::tick(&app).await.unwrap();
            scene.portal.state(asked.id).await == State::Escalated
        })
        .await;
        scene.portal.scan().await;
        let sql = "select (select count(*) from cancellations where inquiry_id = $1),
                          (select count(*) from events where inquiry_id = $1 and kind = 'escalated'),
                          (select count(*) from deliveries where inquiry_id = $1 and kind = 'escalated_customer'),
                          (select count(*) from deliveries where inquiry_id = $1 and kind = 'escalated_operations'),
                          (select count(*) from deliveries where inquiry_id = $1 and kind = 'escalated_seller')";
        let counts: (i64, i64, i64, i64, i64) =
            sqlx::query_as(sql).bind(asked.id).fetch_one(&scene.portal.app.db).await.unwrap();
        // the seller's notice goes to the support contact and to the member
        assert_eq!(counts, (1, 1, 1, 1, 2), "{said}");
        let outcome =
            if before == State::Escalated { "escalated" } else { "not escalated; escalated in the next round" };
        row(&mut table, &said, outcome);
    }
    assert!(table.has("insert into cancellations") && table.has("COMMIT"));
    table.keep();
}

/// A mail that is queued, its delivery's state afterwards, and its copies at the server.
async fn queue_one(scene: &Scene, n: usize) -> Asked {
    let asked = scene.portal.asked(&scene.seller, &format!("c{n}")).await;
    // the receipt to the customer is looked at, what the seller gets is out of the way
    let sql = "delete from deliveries where kind <> 'receipt' or inquiry_id <> $1";
    sqlx::query(sql).bind(asked.id).execute(&scene.portal.app.db).await.unwrap();
    asked
}

async fn delivery(scene: &Scene) -> (DeliveryState, i32) {
    let sql = "select state, unknowns from deliveries";
    sqlx::query_as(sql).fetch_one(&scene.portal.app.db).await.unwrap()
}

/// Lets the time of leases and retries pass, and tries what is left.
async fn recover(scene: &Scene, smtp: &Smtp) {
    for _ in 0..3 {
        scene.portal.app.clock.advance(Duration::minutes(10));
        Outbox::new(scene.portal.app.clone(), Transport::Smtp(smtp.clone())).drain().await.unwrap();
    }
}

fn way(url: &str) -> Smtp {
    Smtp::new(SmtpUrl::parse(url).unwrap(), Settings { connections: 2, ..Settings::default() }).unwrap()
}

/// The copies of this inquiry's mail; all bear the same Message-ID.
fn copies(server: &SmtpServer, asked: &Asked) -> usize {
    let messages = server.messages();
    let own = messages.iter().filter(|message| message.to == [asked.customer_email.clone()]);
    let ids: Vec<String> = own
        .map(|message| message.text().lines().find(|line| line.starts_with("Message-ID:")).unwrap().to_owned())
        .collect();
    assert!(ids.windows(2).all(|two| two[0] == two[1]), "{ids:?}");
    ids.len()
}

/// Whether what became of a mail is as promised: nothing is lost, and two copies mean that the outcome was unknown.
fn judge(said: &str, state: DeliveryState, unknowns: i32, copies: usize) -> String {
    assert_eq!(state, DeliveryState::HandedOver, "{said}");
    assert!((1..=2).contains(&copies), "{said}: {copies} copies");
    assert!(copies == 1 || unknowns == 1, "{said}: {copies} copies, {unknowns} times unknown");
    match (unknowns, copies) {
        (0, _) => "handed over once".to_owned(),
        (_, copies) => format!("outcome unknown, tried once more; copies: {copies}"),
    }
}

#[tokio::test]
async fn a_mail_is_never_lost_wherever_the_connection_to_the_database_is() {
    let scene = Scene::start(&["--smtp-url=smtp://relay.example"]).await;
    let server = SmtpServer::start().await;
    let smtp = way(&server.url());
    let mut table = table("lost-delivery-database");
    for n in 1..MOST {
        let asked = queue_one(&scene, n).await;
        let outbox = Outbox::new(scene.process(), Transport::Smtp(smtp.clone()));
        let lost = lose_after(&scene.database, n);
        let _ = outbox.drain().await;
        scene.database.heal();
        let Some(said) = take(&lost) else { break };
        recover(&scene, &smtp).await;
        let (state, unknowns) = delivery(&scene).await;
        let outcome = judge(&said, state, unknowns, copies(&server, &asked));
        row(&mut table, &said, &outcome);
    }
    assert!(table.has("set data_sent_at") && table.has("set state = 'handed_over'"));
    table.keep();
}

#[tokio::test]
async fn a_mail_is_never_lost_wherever_the_connection_to_the_mail_server_is() {
    let scene = Scene::start(&["--smtp-url=smtp://relay.example"]).await;
    let server = SmtpServer::start().await;
    let proxy = Proxy::to_smtp(server.address()).await;
    let mut table = table("lost-delivery-smtp");
    for n in 1..MOST {
        let asked = queue_one(&scene, n).await;
        let smtp = way(&format!("smtp://{}", proxy.address));
        let lost = lose_after(&proxy, n);
        Outbox::new(scene.portal.app.clone(), Transport::Smtp(smtp.clone())).drain().await.unwrap();
        proxy.heal();
        let Some(said) = take(&lost) else { break };
        recover(&scene, &smtp).await;
        let (state, unknowns) = delivery(&scene).await;
        let outcome = judge(&said, state, unknowns, copies(&server, &asked));
        row(&mut table, &said, &outcome);
    }
    assert!(table.has("RCPT") && table.has("the mail") && table.has("the final dot"));
    table.keep();
}
