//! The database is gone, or does not answer: the process lives, and says within two seconds that it is not ready.

use std::time::{Duration, Instant};

use chrono::Utc;
use devcenter::{
    clock::Clock,
    db::{self, embedded},
    outbox::Transport,
};
use futures_util::future::join_all;
use reqwest::StatusCode;
use rustix::process::{Pid, Signal, kill_process};
use sqlx::{ConnectOptions, postgres::PgConnectOptions};
use tempfile::TempDir;
use tokio::net::TcpListener;

use super::json;
use crate::support::{Portal, cluster};

/// A probe must have its answer within this.
const PATIENCE: Duration = Duration::from_secs(2);

async fn portal_over(options: PgConnectOptions) -> Portal {
    let clock = Clock::by_hand("2026-11-23T06:20:00Z".parse::<chrono::DateTime<Utc>>().unwrap());
    Portal::over(db::pool(options, 3), clock, &[], Transport::Mailbox).await
}

async fn is_told_that_it_is_not_ready(portal: &Portal) {
    let begun = Instant::now();
    let shown = portal.browser().get("/health/ready").await;
    assert!(begun.elapsed() < PATIENCE, "after {:?}", begun.elapsed());
    assert_eq!(shown.status, StatusCode::SERVICE_UNAVAILABLE);
    let found = json(&shown);
    assert_eq!(found["status"], "unavailable");
    assert_eq!(found["database"]["ok"], false);
    // nothing of where the database is or who asks
    assert!(!shown.body.contains("127.0.0.1") && !shown.body.contains("portal"), "{}", shown.body);
    assert_eq!(portal.browser().get("/health/live").await.status, StatusCode::OK);
}

#[tokio::test]
async fn nobody_listens_where_the_database_was() {
    let port = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    let options = PgConnectOptions::new_without_pgpass().host("127.0.0.1").port(port).username("portal");
    is_told_that_it_is_not_ready(&portal_over(options).await).await;
}

#[tokio::test]
async fn somebody_listens_and_never_answers() {
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = silent.local_addr().unwrap().port();
    let options = PgConnectOptions::new_without_pgpass().host("127.0.0.1").port(port).username("portal");
    is_told_that_it_is_not_ready(&portal_over(options).await).await;
}

/// Stops or wakes all processes of a server: those that serve the portal, and the one that takes new connections.
fn signal(server: &[i32], signal: Signal) {
    for pid in server {
        kill_process(Pid::from_raw(*pid).unwrap(), signal).unwrap();
    }
}

#[tokio::test]
async fn a_database_that_freezes_is_noticed_and_so_is_its_waking() {
    let folder = TempDir::new().unwrap();
    let server = embedded::start(embedded::Settings::new(folder.path())).await.unwrap();
    let mut connection = server.options().connect().await.unwrap();
    cluster::execute(&mut connection, "create database frozen").await;
    let portal = portal_over(server.options().database("frozen")).await;
    db::migrate(&portal.app.db).await.unwrap();
    join_all((0..3).map(|_| sqlx::query("select pg_sleep(0.1)").execute(&portal.app.db))).await;
    assert_eq!(portal.browser().get("/health/ready").await.status, StatusCode::OK);

    let pids = "select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()";
    let mut processes: Vec<i32> = sqlx::query_scalar(pids).fetch_all(&mut connection).await.unwrap();
    let first = "select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int";
    processes.push(sqlx::query_scalar(first).fetch_one(&mut connection).await.unwrap());
    signal(&processes, Signal::STOP);
    // more often than there are connections: none of them may be waited for in vain
    for _ in 0..5 {
        is_told_that_it_is_not_ready(&portal).await;
    }
    signal(&processes, Signal::CONT);
    let begun = Instant::now();
    while portal.browser().get("/health/ready").await.status != StatusCode::OK {
        assert!(begun.elapsed() < Duration::from_secs(5), "it does not heal");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    portal.app.db.close().await;
    drop(connection);
    server.stop().await;
}
