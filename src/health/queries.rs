//! What the probes and the page read.

use chrono::{DateTime, Utc};
use sqlx::PgExecutor;

use super::model::{Backlog, Beat, FAILURES_OF, Process, Scanner, Signs, Standing};
use crate::{app::App, deliveries, deliveries::DeliveryState, due};

/// The scanners of all processes.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn scanner(app: &App) -> sqlx::Result<Scanner> {
    let last_round = sqlx::query_scalar!("select max(beat_at) from heartbeats where loop_name = 'scanner'");
    Ok(Scanner { last_round: last_round.fetch_one(&app.db).await?, next_due: due::next(app).await? })
}

/// What waits to go out.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn backlog(app: &App) -> sqlx::Result<Backlog> {
    let (waiting, oldest) = deliveries::backlog(&app.db, app.clock.now()).await?;
    Ok(Backlog { waiting, oldest })
}

/// Everything that the page shows.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn signs(app: &App) -> sqlx::Result<Signs> {
    Ok(Signs {
        scanner: scanner(app).await?,
        backlog: backlog(app).await?,
        mail: standings(&app.db, app.clock.now()).await?,
        processes: Process::group(beats(&app.db).await?),
    })
}

/// Where deliveries stand that have not arrived; those that failed, of the last days. Each part has its own index.
async fn standings(db: impl PgExecutor<'_>, now: DateTime<Utc>) -> sqlx::Result<Vec<Standing>> {
    sqlx::query_as!(
        Standing,
        r#"select state as "state!: DeliveryState", count(*) as "count!"
           from (select state from deliveries
                 where state in ('queued', 'delayed', 'outcome_unknown') and ended_at is null
                 union all
                 select state from deliveries where state = 'sending'
                 union all
                 select state from deliveries where state in ('bounced', 'failed') and ended_at > $1) as standing
           group by state order by state"#,
        now - FAILURES_OF
    )
    .fetch_all(db)
    .await
}

async fn beats(db: impl PgExecutor<'_>) -> sqlx::Result<Vec<Beat>> {
    sqlx::query_as!(Beat, "select loop_name, process, beat_at as at from heartbeats order by process, loop_name")
        .fetch_all(db)
        .await
}

/// The database's own time, and the newest migration it holds.
///
/// # Errors
/// When the database does not answer, or holds no schema of ours.
pub(super) async fn time_and_migration(db: impl PgExecutor<'_>) -> sqlx::Result<(DateTime<Utc>, Option<i64>)> {
    // the migrator's table is not described: it makes it itself
    sqlx::query_as("select clock_timestamp(), (select max(version) from _sqlx_migrations where success)")
        .fetch_one(db)
        .await
}
