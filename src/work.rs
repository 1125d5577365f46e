//! One transaction, one instant, one actor: every change of state is a [`Work`].
//!
//! Lock order inside a work: the subject's row first (`for no key update`), then its deadlines and the rest.
//! A work that is dropped without [`Work::commit`] leaves nothing behind.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool, Postgres, Transaction};

use crate::{
    clock::Clock,
    files::ContentHash,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type, serde::Deserialize)]
#[sqlx(type_name = "actor_kind", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
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

    /// The person of a seller, if it is one.
    pub fn member(self) -> Option<UserId> {
        match self {
            Actor::Member(user) => Some(user),
            Actor::Staff(_) | Actor::Customer(_) | Actor::System => None,
        }
    }

    /// The person of operations, if it is one.
    pub fn staff(self) -> Option<UserId> {
        match self {
            Actor::Staff(user) => Some(user),
            Actor::Member(_) | Actor::Customer(_) | Actor::System => None,
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

    /// Records that the press `key`, of a form in which `content` stood, led to `location`. A press still under way elsewhere
    /// is waited for. A browser that goes back may bring a form again in which somebody then writes something else: the key is
    /// bound to who pressed, to the location and to the content.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn once(
        &mut self,
        key: SubmissionKey,
        location: &str,
        content: &[impl AsRef<str>],
    ) -> sqlx::Result<Pressed> {
        let content = meaning(self.actor, location, content);
        // a row that is there is written as it was: only so is it read after a wait, and in the same statement
        let row = sqlx::query!(
            r#"insert into submissions as s (submission_key, location, content, at) values ($1, $2, $3, $4)
               on conflict (submission_key) do update set at = s.at
               returning s.location, s.content = $3 as "same!", s.xmax = 0 as "first!""#,
            key as SubmissionKey,
            location,
            content as ContentHash,
            self.now
        )
        .fetch_one(&mut *self.transaction)
        .await?;
        Ok(match (row.first, row.same) {
            (true, _) => Pressed::First,
            (false, true) => Pressed::Repeated(row.location),
            (false, false) => Pressed::Reused,
        })
    }
}

/// What a press of a button is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pressed {
    /// The first of its form.
    First,
    /// The same form once more; it led to this location. Nothing more is to be done.
    Repeated(String),
    /// A form that was used already, in which something else stands now. Nothing may be done, and its author must hear of it.
    Reused,
}

/// Who pressed, where, with what in the form. Each part tells its length, so that no two forms run together.
fn meaning(actor: Actor, location: &str, content: &[impl AsRef<str>]) -> ContentHash {
    let actor = format!("{actor:?}");
    let mut all = String::new();
    for part in [actor.as_str(), location].into_iter().chain(content.iter().map(AsRef::as_ref)) {
        all.push_str(&format!("{}:{part}", part.len()));
    }
    ContentHash::of(all.as_bytes())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_press_means_who_pressed_where_and_what_stood_in_the_form() {
        let (one, other) = (Actor::Member(UserId::new()), Actor::Member(UserId::new()));
        let meant = meaning(one, "/a", &["b", "c"]);
        assert_eq!(meant, meaning(one, "/a", &["b", "c"]));
        for another in [
            meaning(other, "/a", &["b", "c"]),
            meaning(Actor::System, "/a", &["b", "c"]),
            meaning(one, "/b", &["b", "c"]),
            meaning(one, "/a", &["bc", ""]),
            meaning(one, "/a", &["b", "c", ""]),
            meaning(one, "/ab", &["", "c"]),
        ] {
            assert_ne!(meant, another);
        }
    }
}
