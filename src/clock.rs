//! The one source of time.
//!
//! All processes share the database's clock: each anchors it to its own monotonic clock every 30 s, so that a node whose
//! wall clock is days off changes nothing. Tests move a clock by hand.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use chrono::{DateTime, Utc};
use sqlx::PgExecutor;

/// How often the database's time is asked for anew.
pub const ANCHOR_EVERY: Duration = Duration::from_secs(30);

/// Tells the time. Cheap to clone; clones share the anchor.
#[derive(Debug, Clone)]
pub struct Clock(Arc<Mutex<Source>>);

#[derive(Debug, Clone, Copy)]
enum Source {
    Anchored { database: DateTime<Utc>, at: Instant },
    ByHand(DateTime<Utc>),
}

impl Clock {
    /// A clock anchored to the database's time.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn anchored(db: impl PgExecutor<'_>) -> sqlx::Result<Clock> {
        let source = ask(db).await?;
        Ok(Clock(Arc::new(Mutex::new(source))))
    }

    /// A clock that stands still until [`Clock::advance`] moves it.
    pub fn by_hand(now: DateTime<Utc>) -> Clock {
        Clock(Arc::new(Mutex::new(Source::ByHand(now))))
    }

    /// The present instant, in whole microseconds as PostgreSQL stores them.
    pub fn now(&self) -> DateTime<Utc> {
        let now = match *self.lock() {
            Source::Anchored { database, at } => database + at.elapsed(),
            Source::ByHand(now) => now,
        };
        DateTime::from_timestamp_micros(now.timestamp_micros()).unwrap_or(now)
    }

    /// Asks the database again. A clock moved by hand stays as it is.
    ///
    /// # Errors
    /// When the database does not answer; the old anchor stays.
    pub async fn anchor(&self, db: impl PgExecutor<'_>) -> sqlx::Result<()> {
        if matches!(*self.lock(), Source::Anchored { .. }) {
            let source = ask(db).await?;
            *self.lock() = source;
        }
        Ok(())
    }

    /// How far this clock is ahead of the database's time, if it is anchored to it.
    pub fn ahead_of(&self, database: DateTime<Utc>) -> Option<chrono::Duration> {
        match *self.lock() {
            Source::Anchored { database: anchored, at } => Some(anchored + at.elapsed() - database),
            Source::ByHand(_) => None,
        }
    }

    /// Moves a clock by hand; a clock anchored to the database does not move.
    pub fn advance(&self, by: chrono::Duration) {
        if let Source::ByHand(now) = &mut *self.lock() {
            *now += by;
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Source> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The database's time, taken to be that of the middle of the round trip.
async fn ask(db: impl PgExecutor<'_>) -> sqlx::Result<Source> {
    let asked = Instant::now();
    let database = sqlx::query_scalar!(r#"select clock_timestamp() as "now!""#).fetch_one(db).await?;
    Ok(Source::Anchored { database, at: asked + asked.elapsed() / 2 })
}
