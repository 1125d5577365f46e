//! Probes, the page of health, and the bar over the desks.

mod outage;
mod page;

use chrono::Duration;
use devcenter::{clock::Clock, db, outbox::Transport};
use reqwest::StatusCode;
use serde_json::Value;

use crate::support::{Portal, browser::Shown, cluster};

/// The scanner of this process says that it lives.
async fn scanner_beats(portal: &Portal) {
    let app = &portal.app;
    app.heart.beat(&app.db, "scanner", portal.now()).await.unwrap();
}

fn json(shown: &Shown) -> Value {
    serde_json::from_str(&shown.body).unwrap_or_else(|_| panic!("no JSON: {}", shown.body))
}

async fn ready(portal: &Portal) -> (StatusCode, Value) {
    let shown = portal.browser().get("/health/ready").await;
    (shown.status, json(&shown))
}

#[tokio::test]
async fn a_probe_learns_that_all_is_well_without_a_session() {
    let portal = Portal::start().await;
    scanner_beats(&portal).await;
    let known = db::newest_migration();
    let shown = portal.browser().get("/health/ready").await;
    assert_eq!(shown.status, StatusCode::OK);
    assert!(!shown.headers.contains_key("set-cookie"));
    assert_eq!(shown.headers["content-type"], "application/json");
    assert_eq!(
        json(&shown),
        serde_json::json!({
            "status": "ready",
            "database": { "ok": true },
            "migrations": { "ok": true, "applied": known, "known": known },
            "clock": { "ok": true, "ahead_seconds": null },
            "scanner": { "ok": true, "lag_seconds": 0.0, "last_round_seconds_ago": 0.0 },
            "deliveries": { "ok": true, "waiting": 0, "oldest_seconds": null },
        })
    );
    assert_eq!(portal.browser().get("/health/live").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_probe_learns_how_far_the_scanner_is_behind_but_the_process_is_kept() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    portal.asked(&seller, "haneul").await;
    portal.deliver().await;
    portal.app.clock.advance(Duration::hours(48) + Duration::seconds(90));
    scanner_beats(&portal).await;
    let (status, found) = ready(&portal).await;
    assert_eq!((status, &found["status"]), (StatusCode::OK, &Value::from("degraded")));
    assert_eq!(
        found["scanner"],
        serde_json::json!({ "ok": false, "lag_seconds": 90.0, "last_round_seconds_ago": 0.0 })
    );

    portal.scan().await;
    portal.deliver().await;
    let (_, found) = ready(&portal).await;
    assert_eq!(found["status"], "ready", "{found}");
}

#[tokio::test]
async fn a_probe_learns_that_mail_waits() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    portal.asked(&seller, "haneul").await;
    portal.app.clock.advance(Duration::minutes(3));
    scanner_beats(&portal).await;
    let (status, found) = ready(&portal).await;
    assert_eq!((status, &found["status"]), (StatusCode::OK, &Value::from("degraded")));
    assert_eq!(found["deliveries"], serde_json::json!({ "ok": false, "waiting": 3, "oldest_seconds": 180.0 }));
}

#[tokio::test]
async fn a_schema_older_than_the_program_must_not_be_served_a_newer_one_may() {
    let portal = Portal::start().await;
    scanner_beats(&portal).await;
    let older = "delete from _sqlx_migrations where version < (select max(version) from _sqlx_migrations)";
    sqlx::query(older).execute(&portal.app.db).await.unwrap();
    for (version, status) in [(0, StatusCode::SERVICE_UNAVAILABLE), (9_999, StatusCode::OK)] {
        let sql =
            "update _sqlx_migrations set version = $1 where version = (select max(version) from _sqlx_migrations)";
        sqlx::query(sql).bind(version).execute(&portal.app.db).await.unwrap();
        let (found, body) = ready(&portal).await;
        assert_eq!(found, status, "{body}");
        assert_eq!(body["migrations"]["applied"], version);
    }
}

#[tokio::test]
async fn the_time_of_a_process_is_that_of_the_database() {
    let pool = db::pool(cluster::database().await, 2);
    let clock = Clock::anchored(&pool).await.unwrap();
    let portal = Portal::over(pool, clock, &[], Transport::Mailbox).await;
    scanner_beats(&portal).await;
    let (status, found) = ready(&portal).await;
    assert_eq!(status, StatusCode::OK, "{found}");
    assert!(found["clock"]["ahead_seconds"].as_f64().unwrap().abs() < 1.0, "{found}");
}
