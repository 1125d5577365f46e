//! Whether this process should be given requests, as one JSON answer that takes at most two seconds.

use std::time::Duration;

use chrono::TimeDelta;
use serde::Serialize;
use tokio::time::timeout;

use super::{
    model::{Backlog, CLOCK_DRIFT, Scanner},
    queries,
};
use crate::{app::App, db};

/// A database that does not answer within this does not answer: probes themselves are given up after a few seconds.
const PATIENCE: Duration = Duration::from_millis(1_500);

/// What is said in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Status {
    /// All well.
    Ready,
    /// Serves, but something is behind that concerns all processes.
    Degraded,
    /// Must not be given requests.
    Unavailable,
}

/// The answer.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Readiness {
    pub(super) status: Status,
    database: Part,
    migrations: Option<Migrations>,
    clock: Option<Clock>,
    scanner: Option<ScannerPart>,
    deliveries: Option<Deliveries>,
}

#[derive(Debug, Clone, Copy, Serialize)]
struct Part {
    ok: bool,
}

#[derive(Debug, Clone, Copy, Serialize)]
struct Migrations {
    ok: bool,
    applied: Option<i64>,
    known: i64,
}

#[derive(Debug, Clone, Copy, Serialize)]
struct Clock {
    ok: bool,
    /// Seconds before the database's time; none for a clock that tests move.
    ahead_seconds: Option<f64>,
}

#[derive(Debug, Clone, Copy, Serialize)]
struct ScannerPart {
    ok: bool,
    lag_seconds: f64,
    last_round_seconds_ago: Option<f64>,
}

#[derive(Debug, Clone, Copy, Serialize)]
struct Deliveries {
    ok: bool,
    waiting: i64,
    oldest_seconds: Option<f64>,
}

/// Looks.
pub(super) async fn readiness(app: &App) -> Readiness {
    match timeout(PATIENCE, look(app)).await {
        Ok(Ok(readiness)) => readiness,
        // the cause may name hosts and users: it is in the logs of whoever met it
        Ok(Err(_)) | Err(_) => Readiness {
            status: Status::Unavailable,
            database: Part { ok: false },
            migrations: None,
            clock: None,
            scanner: None,
            deliveries: None,
        },
    }
}

async fn look(app: &App) -> sqlx::Result<Readiness> {
    let (database_time, applied) = queries::time_and_migration(&app.db).await?;
    let ahead = app.clock.ahead_of(database_time);
    let clock = Clock { ok: ahead.is_none_or(|ahead| ahead.abs() <= CLOCK_DRIFT), ahead_seconds: ahead.map(seconds) };
    let known = db::newest_migration();
    // a newer program's schema serves this one as well: schemas are widened before they are narrowed
    let migrations = Migrations { ok: applied.is_some_and(|applied| applied >= known), applied, known };
    let mut readiness = Readiness {
        status: Status::Unavailable,
        database: Part { ok: true },
        migrations: Some(migrations),
        clock: Some(clock),
        scanner: None,
        deliveries: None,
    };
    if !migrations.ok {
        return Ok(readiness);
    }
    let scanner = scanner_part(app, queries::scanner(app).await?);
    let deliveries = deliveries_part(app, queries::backlog(app).await?);
    readiness.status = match (clock.ok, scanner.ok && deliveries.ok) {
        (false, _) => Status::Unavailable,
        (true, false) => Status::Degraded,
        (true, true) => Status::Ready,
    };
    (readiness.scanner, readiness.deliveries) = (Some(scanner), Some(deliveries));
    Ok(readiness)
}

fn scanner_part(app: &App, scanner: Scanner) -> ScannerPart {
    let now = app.clock.now();
    ScannerPart {
        ok: scanner.trouble(now).is_none(),
        lag_seconds: seconds(scanner.lag(now)),
        last_round_seconds_ago: scanner.last_round.map(|at| seconds(now - at)),
    }
}

fn deliveries_part(app: &App, backlog: Backlog) -> Deliveries {
    let now = app.clock.now();
    Deliveries { ok: backlog.moves(now), waiting: backlog.waiting, oldest_seconds: backlog.wait(now).map(seconds) }
}

/// With milliseconds.
fn seconds(time: TimeDelta) -> f64 {
    time.num_milliseconds() as f64 / 1_000.0
}
