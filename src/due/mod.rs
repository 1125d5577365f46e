//! The scanner: does what is due, in batches, until none is left.
//!
//! Safe with any number of processes and killed at any point: due ids are read without locks, the inquiries are locked
//! (those somebody else holds are left for the next round), everything is looked at again under the lock, and the act, its
//! history and its mails are one transaction. Nothing is awaited inside but the database.

mod ask;
mod escalate;
mod remind;
mod step;

use chrono::{DateTime, Utc};

use self::step::Step;
use crate::{
    app::App,
    deadlines::{self, DeadlineKind},
    inquiries,
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
    /// Customers asked how it was, and those who are not to be asked.
    pub asked: usize,
}

impl Round {
    /// Whether nothing was due.
    pub fn is_empty(self) -> bool {
        self == Round::default()
    }
}

/// One round: a batch of everything that is due, each kind whatever becomes of the others. Waiting answers go first, and an
/// inquiry whose answer was given in time does not escalate while it waits: its due moment never overtakes it.
///
/// # Errors
/// When something was not done; what was committed stays.
pub async fn tick(app: &App) -> sqlx::Result<Round> {
    let released = Step::Release.take(app).await;
    let escalated = Step::Escalate.take(app).await;
    let second = Step::Remind(DeadlineKind::SecondReminder).take(app).await;
    let first = Step::Remind(DeadlineKind::FirstReminder).take(app).await;
    let closed = Step::CloseQuiet.take(app).await;
    let asked = Step::Ask.take(app).await;
    Ok(Round { released: released?, escalated: escalated?, reminded: second? + first?, closed: closed?, asked: asked? })
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
