//! Step-up: who is signed in proves once more who they are, before a decision on money and before how they sign in changes.
//!
//! With the second factor, or without one with the password. A proof lasts some minutes, in its session only. Tries are
//! counted per session: whoever copied a cookie guesses no more than a stranger, and locks nobody out elsewhere.

use chrono::{DateTime, Duration, Utc};
use sqlx::PgExecutor;

use super::{Attempt, Verdict, Viewer, Waiting, count_try, forgive_try, second_factor};
use crate::{
    app::App,
    error::AppError,
    id::{SessionId, UserId},
    passwords::PasswordHashText,
};

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProofKind {
    /// A code of the second factor, or a recovery code.
    Code,
    /// The password.
    Password,
}

/// What a proof was worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proved {
    /// It is the person, or was shortly before.
    Yes,
    /// Nothing was typed, and the last proof is too old.
    Missing,
    /// It was wrong.
    Wrong,
    /// Too many were wrong; not before so many seconds.
    Wait(u32),
}

impl Viewer {
    /// What must be typed before something that needs a proof; nothing while the last one is fresh.
    pub fn proof_needed(&self, app: &App) -> Option<ProofKind> {
        let lasts = Duration::from_std(app.config.sign_in.step_up_time).unwrap_or(Duration::MAX);
        let fresh = self.proved_at.is_some_and(|at| app.clock.now() < at + lasts);
        (!fresh).then_some(self.proof_kind())
    }

    /// What this person proves with who they are.
    pub fn proof_kind(&self) -> ProofKind {
        if self.second_factor { ProofKind::Code } else { ProofKind::Password }
    }
}

/// Takes the proof that was typed, unless the last one is fresh.
///
/// # Errors
/// When the database does not answer, or too many passwords wait to be looked at.
pub async fn prove(app: &App, viewer: &Viewer, typed: &str) -> Result<Proved, AppError> {
    match viewer.proof_needed(app) {
        None => Ok(Proved::Yes),
        Some(_) if typed.trim().is_empty() => Ok(Proved::Missing),
        Some(kind) => prove_with(app, viewer, kind, typed).await,
    }
}

/// Checks the person's present password, however fresh the last proof is.
///
/// # Errors
/// When the database does not answer, or too many passwords wait to be looked at.
pub async fn prove_password(app: &App, viewer: &Viewer, typed: &str) -> Result<Proved, AppError> {
    prove_with(app, viewer, ProofKind::Password, typed).await
}

async fn prove_with(app: &App, viewer: &Viewer, kind: ProofKind, typed: &str) -> Result<Proved, AppError> {
    let (account, session) = (viewer.user_id.to_string(), viewer.session_id.to_string());
    let attempt = Attempt { email: &account, network: "", known_browser: Some(&session) };
    let (now, limits) = (app.clock.now(), &app.config.sign_in);
    let turn = app.passwords.turn(Waiting::Known).await?;
    if let Verdict::Wait(seconds) = count_try(&app.db, &app.secret, limits, attempt, now).await? {
        return Ok(Proved::Wait(seconds));
    }
    let right = match kind {
        ProofKind::Code => second_factor::take_code(app, viewer.user_id, typed).await?,
        ProofKind::Password => {
            let stored = password_of(&app.db, viewer.user_id).await?;
            app.passwords.check(turn, typed.to_owned(), stored).await?
        }
    };
    if !right {
        return Ok(Proved::Wrong);
    }
    forgive_try(&app.db, &app.secret, limits, attempt).await?;
    mark_proved(&app.db, viewer.session_id, now).await?;
    Ok(Proved::Yes)
}

async fn password_of(db: impl PgExecutor<'_>, user: UserId) -> sqlx::Result<Option<PasswordHashText>> {
    let hash = sqlx::query_scalar!("select password_hash from users where user_id = $1", user as UserId);
    Ok(hash.fetch_optional(db).await?.map(PasswordHashText))
}

async fn mark_proved(db: impl PgExecutor<'_>, session: SessionId, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!("update sessions set proved_at = $2 where session_id = $1", session as SessionId, now)
        .execute(db)
        .await?;
    Ok(())
}
