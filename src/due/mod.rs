//! The scanner: does what is due, in batches, until none is left.
//!
//! Safe with any number of processes and killed at any point: due ids are read without locks, the inquiries are locked
//! (those somebody else holds are left for the next round), everything is looked at again under the lock, and the act, its
//! history and its mails are one transaction. Nothing is awaited inside but the database.

mod escalate;
mod remind;

use chrono::{DateTime, Utc};

use crate::{
    app::App,
    deadlines::{self, DeadlineKind},
    inquiries,
    work::Actor,
};

/// How many inquiries one transaction handles.
pub const BATCH: usize = 500;

/// What one round did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Round {
    /// Answers released.
    pub released: usize,
    /// Inquiries escalated.
    pub escalated: usize,
    /// Reminders sent or skipped.
    pub reminded: usize,
    /// Quiet inquiries closed.
    pub closed: usize,
}

impl Round {
    /// Whether nothing was due.
    pub fn is_empty(self) -> bool {
        self == Round::default()
    }
}

/// One round: a batch of everything that is due. Waiting answers go first, so that an answer given in time is never overtaken
/// by its due moment.
///
/// # Errors
/// When the database does not answer; what was committed stays.
pub async fn tick(app: &App) -> sqlx::Result<Round> {
    Ok(Round {
        released: release(app).await?,
        escalated: escalate::escalate(app).await?,
        reminded: remind::remind(app, DeadlineKind::SecondReminder).await?
            + remind::remind(app, DeadlineKind::FirstReminder).await?,
        closed: close_quiet(app).await?,
    })
}

async fn release(app: &App) -> sqlx::Result<usize> {
    if inquiries::next_release(&app.db).await?.is_none_or(|next| next > app.clock.now()) {
        return Ok(0);
    }
    let mut work = app.work(Actor::System).await?;
    let released = inquiries::release_due(&mut work, &app.rules).await?;
    work.commit().await?;
    Ok(released)
}

async fn close_quiet(app: &App) -> sqlx::Result<usize> {
    let due = deadlines::due(&app.db, DeadlineKind::QuietClose, app.clock.now(), BATCH as i64).await?;
    if due.is_empty() {
        return Ok(0);
    }
    let ids: Vec<_> = due.iter().map(|one| one.inquiry_id).collect();
    let mut work = app.work(Actor::System).await?;
    let locked = inquiries::lock_for_scan(&mut work, &ids).await?;
    let closed = inquiries::close_quiet(&mut work, &locked).await?;
    work.commit().await?;
    Ok(closed)
}

/// The next moment at which anything is due.
///
/// # Errors
/// When the database does not answer.
pub async fn next(app: &App) -> sqlx::Result<Option<DateTime<Utc>>> {
    let deadline = deadlines::next_due(&app.db).await?;
    let release = inquiries::next_release(&app.db).await?;
    Ok(deadline.into_iter().chain(release).min())
}
