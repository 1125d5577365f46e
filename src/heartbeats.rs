//! Signs of life of the background loops: one row per loop and process, so that a loop that died silently is seen.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use chrono::{DateTime, Utc};
use sqlx::PgExecutor;
use uuid::Uuid;

/// How often a loop writes that it is alive.
pub const BEAT_EVERY: Duration = Duration::from_secs(5);
/// What was seen of the scanners holds for so long.
const SEEN_FOR: Duration = Duration::from_secs(60);
/// Signs of processes that ended are dropped after this long.
const KEPT: chrono::Duration = chrono::Duration::hours(1);

/// One process's signs of life.
#[derive(Debug)]
pub struct Heart {
    process: Uuid,
    last: Mutex<HashMap<&'static str, Instant>>,
    scanner: Mutex<Option<SeenScanner>>,
}

/// What was last seen of the scanners.
#[derive(Debug, Clone, Copy)]
struct SeenScanner {
    behind: Option<Duration>,
    at: Instant,
}

impl Default for Heart {
    fn default() -> Self {
        Heart { process: Uuid::new_v4(), last: Mutex::default(), scanner: Mutex::default() }
    }
}

impl Heart {
    /// This process, as its rows name it.
    pub fn process(&self) -> Uuid {
        self.process
    }

    /// Keeps what was seen of the scanners of all processes, for pages that cannot ask each time: how far they are behind.
    pub fn saw_scanner(&self, behind: Option<Duration>) {
        *self.scanner.lock().unwrap_or_else(PoisonError::into_inner) = Some(SeenScanner { behind, at: Instant::now() });
    }

    /// How far the scanners were behind when somebody last looked. `None` when all was well, or nobody looked lately.
    pub fn scanner_behind(&self) -> Option<Duration> {
        let seen = (*self.scanner.lock().unwrap_or_else(PoisonError::into_inner))?;
        seen.behind.filter(|_| seen.at.elapsed() < SEEN_FOR)
    }

    /// A loop went round: written down if the last time is long enough ago.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn beat(&self, db: impl PgExecutor<'_>, loop_name: &'static str, now: DateTime<Utc>) -> sqlx::Result<()> {
        if self.beat_lately(loop_name) {
            return Ok(());
        }
        sqlx::query!(
            "insert into heartbeats (loop_name, process, beat_at) values ($1, $2, $3)
             on conflict (loop_name, process) do update set beat_at = excluded.beat_at",
            loop_name,
            self.process,
            now
        )
        .execute(db)
        .await?;
        Ok(())
    }

    fn beat_lately(&self, loop_name: &'static str) -> bool {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let lately = last.get(loop_name).is_some_and(|at| at.elapsed() < BEAT_EVERY);
        if !lately {
            last.insert(loop_name, Instant::now());
        }
        lately
    }
}

/// Drops the signs of processes that ended long ago.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_dead(db: impl PgExecutor<'_>, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!("delete from heartbeats where beat_at < $1", now - KEPT).execute(db).await?;
    Ok(())
}
