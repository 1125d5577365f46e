use devcenter::db;

use super::{count, run, words};
use crate::support::{Portal, cluster};

const ADD: [&str; 6] = ["user", "add", "--email", "kim@example.com", "--name", "김하늘"];
const LIVING: &str = "select count(*) from sessions";

#[tokio::test]
async fn a_known_address_is_not_added_again_and_keeps_its_password_and_sessions() {
    let database = cluster::database().await;
    let added = run(&database, &ADD, "the first long password\n");
    assert!(added.status.success(), "{}", words(&added));
    let pool = db::pool(database.clone(), 1);
    let hash = "select password_hash from users";
    let before: String = sqlx::query_scalar(hash).fetch_one(&pool).await.unwrap();
    sqlx::query(
        "insert into sessions (session_id, token_hash, user_id, created_at, last_seen_at, ends_at, user_agent)
         select uuid_v7(), sha256('token'), user_id, now(), now(), now() + interval '1 day', '' from users",
    )
    .execute(&pool)
    .await
    .unwrap();

    let again = run(&database, &ADD, "another long password\n");
    assert_eq!(again.status.code(), Some(1));
    assert!(words(&again).contains("user password --email kim@example.com"), "{}", words(&again));
    let after: String = sqlx::query_scalar(hash).fetch_one(&pool).await.unwrap();
    assert_eq!((after, count(&pool, LIVING).await), (before, 1));

    let set = run(&database, &["user", "password", "--email", "KIM@example.com"], "another long password\n");
    assert!(set.status.success(), "{}", words(&set));
    assert_eq!(count(&pool, LIVING).await, 0, "whoever knew the old password is out");
}

#[tokio::test]
async fn a_password_that_everybody_tries_first_is_refused() {
    let database = cluster::database().await;
    let refused = run(&database, &ADD, "Qwer1234\n");
    assert_eq!(refused.status.code(), Some(1));
    assert!(words(&refused).contains("most used"), "{}", words(&refused));
    assert_eq!(count(&db::pool(database, 1), "select count(*) from users").await, 0);
}

#[tokio::test]
async fn who_lost_phone_and_recovery_codes_is_let_in_by_the_administrator() {
    let portal = Portal::start().await;
    let anna = portal.person("anna").await;
    portal.telephone(&portal.signed_in(&anna).await).await;
    let database = portal.app.db.connect_options();
    let reset = ["user", "reset-second-factor", "--email", &anna.email];
    let done = run(&database, &reset, "");
    assert!(done.status.success(), "{}", words(&done));
    assert!(!portal.has_telephone(anna.id).await);
    assert_eq!(portal.ask::<i64>(LIVING).await, 0, "whoever is signed in with the lost phone is out");
    assert_eq!(portal.ask::<i64>("select count(*) from recovery_codes").await, 0);
    let told = "select count(*) from deliveries where kind = 'second_factor_removed'";
    assert_eq!(portal.ask::<i64>(told).await, 1, "the person is told");
    portal.signed_in(&anna).await;
    let again = run(&database, &reset, "");
    assert_eq!(again.status.code(), Some(1));
    assert!(words(&again).contains("has no second factor"), "{}", words(&again));
}

#[tokio::test]
async fn the_first_admin_is_made_on_the_command_line() {
    let database = cluster::database().await;
    let added = run(&database, &[&ADD[..], &["--admin"]].concat(), "the first long password\n");
    assert!(added.status.success(), "{}", words(&added));
    let pool = db::pool(database, 1);
    assert_eq!(count(&pool, "select count(*) from staff where role = 'admin'").await, 1);
}
