use std::process::Output;

use devcenter::{clock::Clock, db, inquiries::State, outbox::Transport, public_no::PublicNo};
use sqlx::postgres::PgConnectOptions;

use super::{count, run};
use crate::support::{Portal, cluster};

/// Runs `devcenter load` on a database.
fn load(database: &PgConnectOptions, arguments: &[&str]) -> Output {
    run(database, &[&["load"], arguments].concat(), "")
}

#[tokio::test]
async fn what_is_loaded_is_what_was_asked_for_and_whole() {
    let database = cluster::database().await;
    let output = load(&database, &["--inquiries", "3000", "--overdue", "50"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let words = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(words.contains("Loaded 3000 inquiries of 1000 customers"), "{words}");
    assert!(words.contains("a million voices") && words.contains("lead@portal.example"), "{words}");
    let pool = db::pool(database, 2);
    for (sql, expected) in [
        ("select count(*) from inquiries", 3000),
        ("select count(*) from inquiries where state = 'answered'", 177),
        ("select count(*) from inquiries where state = 'escalated'", 29),
        ("select count(*) from inquiries where state = 'awaiting_developer'", 50 + 89),
        ("select count(*) from inquiries where state = 'awaiting_developer' and reply_due_at < now()", 50),
        ("select count(*) from messages", 9000),
        ("select count(*) from (select inquiry_id from messages group by 1 having count(*) <> 3) as other", 0),
        ("select count(*) from inquiry_links", 3000),
        ("select count(*) from customers", 1000),
        ("select count(distinct seller_id) from inquiries", 40),
        ("select count(*) from apps", 200),
        ("select count(distinct name_ko) from apps", 200),
        ("select count(*) from cancellations where state = 'open'", 29),
        ("select count(*) from staff", 2),
        (
            "select count(*) from deliveries where (seller_id is null) <> (user_id is null and support_app_id is null)",
            0,
        ),
    ] {
        assert_eq!(count(&pool, sql).await, expected, "{sql}");
    }
}

#[tokio::test]
async fn a_backlog_waits_for_one_seller_and_none_of_it_falls_due_in_the_next_hours() {
    let database = cluster::database().await;
    assert!(load(&database, &["--inquiries", "2000", "--backlog", "500"]).status.success());
    let of_last = "select count(*) from inquiries i join users u on u.email = 'owner@seller40.example'
                   join memberships using (user_id, seller_id)
                   where state = 'awaiting_developer' and reply_due_at > now() + interval '35 hours'";
    let waiting = count(&db::pool(database, 2), of_last).await;
    assert!((500..520).contains(&waiting), "{waiting}");
}

#[tokio::test]
async fn what_is_loaded_tells_one_story() {
    let database = cluster::database().await;
    assert!(load(&database, &["--inquiries", "4000", "--seed", "7"]).status.success());
    let pool = db::pool(database, 2);
    for (contradiction, sql) in [
        (
            "a number of an event is missing",
            "select count(*) from inquiries i
             where sequence <> (select count(*) from events e where e.inquiry_id = i.inquiry_id)
                or sequence <> (select max(sequence) from events e where e.inquiry_id = i.inquiry_id)",
        ),
        (
            "a case's number of an event is missing",
            "select count(*) from cancellations c
             where sequence <> (select count(*) from events e where e.cancellation_id = c.cancellation_id)",
        ),
        (
            "an event stands before an earlier one",
            "select count(*) from events one join events other using (inquiry_id)
             where one.sequence < other.sequence and one.at > other.at",
        ),
        (
            "something happened in the future",
            "select count(*) from events where at > now()",
        ),
        (
            "who waits has no clock",
            "select count(*) from inquiries i where state = 'awaiting_developer' and not exists (
                 select from deadlines d where d.inquiry_id = i.inquiry_id and d.turn = i.turn and kind = 'reply_due'
                   and d.due_at = i.reply_due_at and fired_at is null and cancelled_at is null)",
        ),
        (
            "a clock runs for nobody",
            "select count(*) from deadlines d join inquiries i using (inquiry_id)
             where fired_at is null and cancelled_at is null
               and not (state = 'awaiting_developer' and kind <> 'quiet_close' or state = 'answered' and kind = 'quiet_close')",
        ),
        (
            "the escalated have no open case",
            "select count(*) from inquiries i where (state = 'escalated') <> exists (
                 select from cancellations c where c.inquiry_id = i.inquiry_id and c.state = 'open' and i.turn = any(causes))",
        ),
        (
            "the canceled have no confirmed case",
            "select count(*) from inquiries i where (close_reason = 'canceled') is true <> exists (
                 select from cancellations c where c.inquiry_id = i.inquiry_id and c.state = 'confirmed')",
        ),
        (
            "an answer was not handed over",
            "select count(*) from messages m where author = 'developer' and not exists (
                 select from deliveries d where d.message_id = m.message_id and kind = 'answer' and state = 'handed_over')",
        ),
        (
            "somebody answered for another seller",
            "select count(*) from messages m join inquiries i using (inquiry_id)
             where user_id is not null and not exists (
                 select from memberships s where s.user_id = m.user_id and s.seller_id = i.seller_id)",
        ),
        (
            "a customer wrote before the address was confirmed",
            "select count(*) from customers c join inquiries i using (customer_id) where c.confirmed_at > i.created_at",
        ),
    ] {
        assert_eq!(count(&pool, sql).await, 0, "{contradiction}");
    }
    let numbers: Vec<String> =
        sqlx::query_scalar("select public_no from inquiries union all select case_no from cancellations")
            .fetch_all(&pool)
            .await
            .unwrap();
    assert!(numbers.iter().all(|no| PublicNo::parse(no).is_ok()));
}

#[tokio::test]
async fn the_scanner_escalates_what_is_overdue_and_nothing_else() {
    let database = cluster::database().await;
    assert!(load(&database, &["--inquiries", "1000", "--overdue", "120"]).status.success());
    let pool = db::pool(database, 4);
    let clock = Clock::anchored(&pool).await.unwrap();
    let before = count(&pool, "select count(*) from inquiries where state = 'escalated'").await;
    let portal = Portal::over(pool, clock, &[], Transport::Mailbox).await;
    portal.scan().await;
    let escalated = portal.ask::<i64>("select count(*) from inquiries where state = 'escalated'").await;
    assert_eq!(escalated - before, 120);
    let late = "select count(*) from inquiries where state = 'awaiting_developer' and reply_due_at < now()";
    assert_eq!(portal.ask::<i64>(late).await, 0);
    let state = "select state from inquiries order by reply_due_at desc limit 1";
    assert_eq!(portal.ask::<State>(state).await, State::AwaitingDeveloper);
}

#[tokio::test]
async fn a_database_that_holds_inquiries_is_left_alone() {
    let database = cluster::database().await;
    assert!(load(&database, &["--inquiries", "1"]).status.success());
    let again = load(&database, &["--inquiries", "10"]);
    assert_eq!(again.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&again.stderr).contains("holds inquiries already"));
    assert_eq!(count(&db::pool(database, 1), "select count(*) from inquiries").await, 1);
}

#[tokio::test]
async fn more_overdue_than_inquiries_is_refused() {
    let database = cluster::database().await;
    let output = load(&database, &["--inquiries", "5", "--overdue", "6"]);
    assert!(!output.status.success());
    assert!(
        String::from_utf8_lossy(&output.stderr).contains("--overdue 6 and --backlog 0 are more than --inquiries 5")
    );
    assert_eq!(count(&db::pool(database, 1), "select count(*) from users").await, 0);
}
