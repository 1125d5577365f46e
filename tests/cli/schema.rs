use std::{fs, time::Duration};

use devcenter::db::{self, Schema};
use sqlx::{ConnectOptions, Connection, PgPool, migrate::Migrate, postgres::PgConnectOptions, postgres::PgPoolOptions};
use tokio::time::{sleep, timeout};

use super::{count, run, run_with, words};
use crate::support::cluster;

/// A database without a table.
async fn empty_database() -> PgConnectOptions {
    let options = cluster::database().await;
    for statement in ["drop schema public cascade", "create schema public"] {
        sqlx::query(statement).execute(&db::pool(options.clone(), 1)).await.unwrap();
    }
    options
}

async fn tables(pool: &PgPool) -> i64 {
    count(pool, "select count(*) from pg_tables where schemaname = 'public'").await
}

#[tokio::test]
async fn only_who_is_to_migrate_migrates() {
    let database = empty_database().await;
    let pool = db::pool(database.clone(), 1);
    for arguments in [
        &["doctor"][..],
        &["user", "add", "--email", "kim@example.com", "--name", "김하늘"],
        &["load", "--inquiries", "1"],
    ] {
        let output = run(&database, arguments, "a long password\n");
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert!(words(&output).contains("no schema yet. Run: devcenter migrate"), "{}", words(&output));
        assert_eq!(tables(&pool).await, 0, "{arguments:?}");
    }
    assert!(run(&database, &["migrate"], "").status.success());
    assert_eq!(db::schema(&pool).await.unwrap(), Schema::Current);
    let healthy = run(&database, &["doctor"], "");
    assert!(words(&healthy).contains("schema up to date"), "{}", words(&healthy));
}

#[tokio::test]
async fn an_older_program_leaves_a_newer_schema_alone() {
    let database = cluster::database().await;
    let pool = db::pool(database.clone(), 1);
    let newer = "insert into _sqlx_migrations (version, description, success, checksum, execution_time)
                 select max(version) + 1, 'of the future', true, '', 0 from _sqlx_migrations";
    sqlx::query(newer).execute(&pool).await.unwrap();
    let output = run(&database, &["doctor"], "");
    assert_eq!(output.status.code(), Some(1));
    assert!(words(&output).contains("newer than this program"), "{}", words(&output));
    let output = run(&database, &["load", "--inquiries", "1"], "");
    assert!(words(&output).contains("newer than this program"), "{}", words(&output));
}

#[test]
fn the_doctor_makes_no_private_database_and_others_make_it_whole() {
    let folder = tempfile::tempdir().unwrap();
    let flags = ["--data-dir", folder.path().to_str().unwrap()];
    let looked = run_with(&flags, &["doctor", "--listen", "127.0.0.1:0"], "");
    assert!(words(&looked).contains("the first start makes a private database"), "{}", words(&looked));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "nothing was made");

    let add = ["user", "add", "--email", "kim@example.com", "--name", "김하늘"];
    let added = run_with(&flags, &add, "a long password\n");
    assert!(added.status.success(), "{}", words(&added));
    let looked = run_with(&flags, &["doctor", "--listen", "127.0.0.1:0"], "");
    assert!(words(&looked).contains("the private database answers"), "{}", words(&looked));
}

#[tokio::test]
async fn a_second_process_waits_for_the_migrator_however_long_it_takes() {
    let database = empty_database().await;
    let mut migrator = database.connect().await.unwrap();
    migrator.lock().await.unwrap();
    // the limits of requests, shortened
    let limits = [("lock_timeout", "50ms"), ("statement_timeout", "50ms")];
    let pool = PgPoolOptions::new().connect_lazy_with(database.options(limits));
    let waiting = tokio::spawn({
        let pool = pool.clone();
        async move { db::migrate(&pool).await }
    });
    sleep(Duration::from_millis(400)).await;
    assert!(!waiting.is_finished(), "it waits");
    migrator.unlock().await.unwrap();
    migrator.close().await.unwrap();
    timeout(Duration::from_secs(30), waiting).await.unwrap().unwrap().unwrap();
    assert_eq!(db::schema(&pool).await.unwrap(), Schema::Current);
}
