//! The database's host vanishes: its connections stay open and say nothing any more.

use std::time::{Duration, Instant};

use devcenter::{db, outbox::Transport};
use reqwest::StatusCode;

use crate::support::{
    Portal,
    browser::{File, Shown},
    cluster,
    proxy::{Act, Proxy},
};

/// What a request may take; the shipped setting is ten seconds.
const PATIENCE: &str = "--request-timeout=1s";
/// With the time to say so.
const TOLD_WITHIN: Duration = Duration::from_secs(3);
/// Within this after the database is back, the portal works again.
const HEALED: Duration = Duration::from_secs(15);

/// Whoever comes is told in time that the portal is busy.
async fn is_told(what: &str, answer: impl Future<Output = Shown>) {
    let began = Instant::now();
    let shown = answer.await;
    assert_eq!(shown.status, StatusCode::SERVICE_UNAVAILABLE, "{what}");
    assert!(began.elapsed() < TOLD_WITHIN, "{what}: {:?}", began.elapsed());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_is_told_in_time_and_the_portal_works_again_when_the_database_is_back() {
    let options = cluster::database().await;
    let direct = Portal::on(&options, &[]).await;
    let seller = direct.seller("moon").await;
    let asked = direct.asked(&seller, "haneul").await;
    let database = Proxy::to_postgres(&options).await;
    let pool = db::pool(database.options(&options), 4);
    let portal = Portal::over(pool, direct.app.clock.clone(), &[PATIENCE], Transport::Mailbox).await;
    let (browser, customer) = (portal.browser(), asked.customer_path(&portal));
    let contact = format!("/apps/{}/contact", seller.client_id);
    let (form, thread) = (browser.get(&contact).await, browser.get(&customer).await);
    let file = || File { field: "files", name: "log.txt", bytes: b"log".to_vec() };
    let values =
        [("category", "other"), ("name", "하늘"), ("email", "h@mail.example"), ("subject", "제목"), ("body", "글")];
    database.rule(|_| Act::Hang);
    is_told("a page", browser.get(&customer)).await;
    for _ in 0..4 {
        is_told("a form with files", browser.submit_with(&thread, "/messages", &[("body", "글")], &[file()])).await;
        is_told("Contact Seller", browser.submit_with(&form, "/contact", &values, &[file()])).await;
    }
    database.heal();
    let began = Instant::now();
    while browser.get(&customer).await.status != StatusCode::OK {
        assert!(began.elapsed() < HEALED, "it does not heal");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let sent = browser.submit_with(&form, "/contact", &values, &[file()]).await;
    assert_eq!(sent.status, StatusCode::OK, "{}", sent.words());
}
