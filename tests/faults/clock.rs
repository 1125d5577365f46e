//! All processes share the database's time. A node whose wall clock is days off cannot be made here without harming the
//! machine; a database that is days off the node is the same difference, and can: a function of its own tells its time.

use std::time::Duration as Wait;

use chrono::{DateTime, Duration, Utc};
use devcenter::{clock::Clock, db, due, inquiries::State, outbox::Transport};
use sqlx::PgPool;

use crate::support::{Portal, cluster};

/// How far two processes may be apart.
const CLOSE: Duration = Duration::milliseconds(50);

/// A database whose clock is off by what `skew` says.
async fn skewed(by: &'static str) -> PgPool {
    let options = cluster::database().await;
    let name = options.get_database().unwrap();
    let pool = db::pool(options.clone(), 4);
    run(&pool, "create schema skew".to_owned()).await;
    set(&pool, by).await;
    // what stands before pg_catalog in the path takes its functions' place
    run(&pool, format!("alter database {name} set search_path = skew, pg_catalog, public")).await;
    pool.close().await;
    db::pool(options, 4)
}

/// Moves the database's clock to `by` off the machine's.
async fn set(pool: &PgPool, by: &str) {
    let sql = format!(
        "create or replace function skew.clock_timestamp() returns timestamptz language sql volatile
         as $$ select pg_catalog.clock_timestamp() + interval '{by}' $$"
    );
    run(pool, sql).await;
}

async fn run(pool: &PgPool, sql: String) {
    sqlx::query(sqlx::AssertSqlSafe(sql)).execute(pool).await.unwrap();
}

async fn told_by(pool: &PgPool) -> DateTime<Utc> {
    sqlx::query_scalar("select clock_timestamp()").fetch_one(pool).await.unwrap()
}

#[tokio::test]
async fn two_processes_tell_the_same_time() {
    let pool = db::pool(cluster::database().await, 4);
    let one = Clock::anchored(&pool).await.unwrap();
    tokio::time::sleep(Wait::from_millis(300)).await;
    let other = Clock::anchored(&pool).await.unwrap();
    assert!((one.now() - other.now()).abs() < CLOSE, "{} {}", one.now(), other.now());
    assert!((one.now() - told_by(&pool).await).abs() < CLOSE);
}

#[tokio::test]
async fn a_node_whose_clock_is_off_by_days_tells_the_databases_time() {
    for by in ["5 days", "-5 days"] {
        let pool = skewed(by).await;
        let clock = Clock::anchored(&pool).await.unwrap();
        assert!((clock.now() - told_by(&pool).await).abs() < CLOSE, "{by}");
    }
}

#[tokio::test]
async fn between_two_looks_at_the_database_time_goes_on_evenly() {
    let pool = skewed("0").await;
    let clock = Clock::anchored(&pool).await.unwrap();
    let before = told_by(&pool).await;
    set(&pool, "-2 days").await;
    tokio::time::sleep(Wait::from_millis(100)).await;
    let gone = clock.now() - before;
    assert!(gone >= Duration::milliseconds(100) - CLOSE && gone < Duration::seconds(5), "{gone}");
    clock.anchor(&pool).await.unwrap();
    assert!((clock.now() - told_by(&pool).await).abs() < CLOSE, "a new look follows the database");
}

#[tokio::test]
async fn a_node_whose_clock_jumps_escalates_nothing_early_and_everything_once() {
    let pool = skewed("-5 days").await;
    let clock = Clock::anchored(&pool).await.unwrap();
    let portal = Portal::over(pool.clone(), clock, &[], Transport::Mailbox).await;
    let seller = portal.seller("moon").await;
    let asked = portal.asked(&seller, "haneul").await;
    // by the node's own clock, the inquiry of five days ago has been due for two days
    portal.scan().await;
    assert_eq!(portal.state(asked.id).await, State::AwaitingDeveloper);
    // 72 hours pass for the database, but for a minute; then that as well
    for (by, state) in [("-5 days +71:59:00", State::AwaitingDeveloper), ("-5 days +72:00:01", State::Escalated)] {
        set(&pool, by).await;
        portal.app.clock.anchor(&pool).await.unwrap();
        while !due::tick(&portal.app).await.unwrap().is_empty() {}
        assert_eq!(portal.state(asked.id).await, state, "{by}");
    }
    // back again, as after a jump of the database's clock: what was done is not done again
    set(&pool, "-5 days").await;
    portal.app.clock.anchor(&pool).await.unwrap();
    portal.scan().await;
    assert_eq!(portal.ask::<i64>("select count(*) from cancellations").await, 1);
}
