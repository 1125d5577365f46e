//! One transaction, one instant, one actor: every change of state is a [`Work`].
//!
//! Lock order inside a work: the subject's row first (`for no key update`), then its deadlines and the rest.
//! A work that is dropped without [`Work::commit`] leaves nothing behind.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool, Postgres, Transaction};

use crate::{
    clock::Clock,
    id::{CustomerId, SubmissionKey, UserId},
};

/// On whose behalf a change is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// The buyer, by a signed link.
    Customer(CustomerId),
    /// A person of a seller.
    Member(UserId),
    /// A person of operations.
    Staff(UserId),
    /// The portal itself: a deadline, a delivery's end.
    System,
}

/// What kind of actor made an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "actor_kind", rename_all = "snake_case")]
pub enum ActorKind {
    /// The buyer.
    Customer,
    /// A person of a seller.
    Member,
    /// A person of operations.
    Staff,
    /// The portal itself.
    System,
}

impl Actor {
    /// The kind, as history keeps it.
    pub fn kind(self) -> ActorKind {
        match self {
            Actor::Customer(_) => ActorKind::Customer,
            Actor::Member(_) => ActorKind::Member,
            Actor::Staff(_) => ActorKind::Staff,
            Actor::System => ActorKind::System,
        }
    }

    /// The person who signed in, if one did.
    pub fn user(self) -> Option<UserId> {
        match self {
            Actor::Member(user) | Actor::Staff(user) => Some(user),
            Actor::Customer(_) | Actor::System => None,
        }
    }
}

/// A running change of state.
#[derive(Debug)]
pub struct Work {
    transaction: Transaction<'static, Postgres>,
    now: DateTime<Utc>,
    actor: Actor,
}

impl Work {
    /// Begins a transaction at the clock's present instant.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn begin(pool: &PgPool, clock: &Clock, actor: Actor) -> sqlx::Result<Work> {
        let transaction = pool.begin().await?;
        Ok(Work { transaction, now: clock.now(), actor })
    }

    /// The instant of this change; the same for everything in it.
    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// Who makes this change.
    pub fn actor(&self) -> Actor {
        self.actor
    }

    /// The connection, for reads and writes inside the transaction.
    pub fn db(&mut self) -> &mut PgConnection {
        &mut self.transaction
    }

    /// Makes the change lasting.
    ///
    /// # Errors
    /// When the database does not confirm; whether the change was made is then unknown, and the submission key tells.
    pub async fn commit(self) -> sqlx::Result<()> {
        self.transaction.commit().await
    }

    /// Takes everything back and lets go of all locks before it returns. A work that is dropped does so a moment later.
    ///
    /// # Errors
    /// When the database does not answer; it takes back everything by itself then.
    pub async fn undo(self) -> sqlx::Result<()> {
        self.transaction.rollback().await
    }

    /// Records that the press `key` led to `location`. `Some` is the first press's location: then nothing more is to be done.
    /// A press still under way elsewhere is waited for.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn once(&mut self, key: SubmissionKey, location: &str) -> sqlx::Result<Option<String>> {
        let first = sqlx::query_scalar!(
            "insert into submissions (submission_key, location, at) values ($1, $2, $3)
             on conflict (submission_key) do nothing returning true",
            key as SubmissionKey,
            location,
            self.now
        )
        .fetch_optional(&mut *self.transaction)
        .await?;
        if first.is_some() {
            return Ok(None);
        }
        sqlx::query_scalar!("select location from submissions where submission_key = $1", key as SubmissionKey)
            .fetch_optional(&mut *self.transaction)
            .await
    }
}

/// How long the first result of a press is kept for its repetitions.
const SUBMISSIONS_KEPT: chrono::Duration = chrono::Duration::days(7);

/// Drops presses that nobody repeats any more.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_submissions(db: impl sqlx::PgExecutor<'_>, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!("delete from submissions where at < $1", now - SUBMISSIONS_KEPT).execute(db).await?;
    Ok(())
}
