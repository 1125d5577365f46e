//! One's own sessions: looked at, ended, given a new token.

use chrono::{DateTime, Duration, Utc};
use sqlx::{PgConnection, PgExecutor};

use crate::{
    crypto::{Token, TokenHash},
    id::{SessionId, UserId},
};

/// Sessions that a page shows, the newest.
const MOST_SHOWN: i64 = 50;

/// A browser in which somebody is signed in.
#[derive(Debug, Clone)]
pub struct OwnSession {
    /// Its row.
    pub session_id: SessionId,
    /// How the browser describes itself.
    pub user_agent: String,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// When it last asked for a page.
    pub last_seen_at: DateTime<Utc>,
}

/// The living sessions of a person, the one used last first.
///
/// # Errors
/// When the database does not answer.
pub async fn own_sessions(
    db: impl PgExecutor<'_>,
    user: UserId,
    now: DateTime<Utc>,
    idle: Duration,
) -> sqlx::Result<Vec<OwnSession>> {
    sqlx::query_as!(
        OwnSession,
        r#"select session_id as "session_id: SessionId", user_agent, created_at, last_seen_at from sessions
           where user_id = $1 and ends_at > $2 and last_seen_at > $3
           order by last_seen_at desc, session_id desc limit $4"#,
        user as UserId,
        now,
        now - idle,
        MOST_SHOWN
    )
    .fetch_all(db)
    .await
}

/// Ends a session of the person. One that is not theirs, or is over, stays as it is.
///
/// # Errors
/// When the database does not answer.
pub async fn end_own_session(db: impl PgExecutor<'_>, user: UserId, session: SessionId) -> sqlx::Result<()> {
    sqlx::query!("delete from sessions where session_id = $1 and user_id = $2", session as SessionId, user as UserId)
        .execute(db)
        .await?;
    Ok(())
}

/// Ends all sessions of the person but one, and sign-ins that lack the second factor.
///
/// # Errors
/// When the database does not answer.
pub async fn end_other_sessions(db: impl PgExecutor<'_>, user: UserId, but: SessionId) -> sqlx::Result<()> {
    sqlx::query!(
        "with half as (delete from half_sign_ins where user_id = $1)
         delete from sessions where user_id = $1 and session_id <> $2",
        user as UserId,
        but as SessionId
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Ends all sessions of the person, and sign-ins that lack the second factor.
///
/// # Errors
/// When the database does not answer.
pub async fn end_all_sessions(db: impl PgExecutor<'_>, user: UserId) -> sqlx::Result<()> {
    sqlx::query!(
        "with half as (delete from half_sign_ins where user_id = $1) delete from sessions where user_id = $1",
        user as UserId
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Gives a session a new token: whoever copied the old one has nothing. The person has just proved who they are.
///
/// # Errors
/// When the database does not answer, or the session is over.
pub async fn renew_session(db: &mut PgConnection, session: SessionId, now: DateTime<Utc>) -> sqlx::Result<Token> {
    let token = Token::long();
    sqlx::query_scalar!(
        r#"update sessions set token_hash = $2, proved_at = $3 where session_id = $1
           returning session_id as "session_id: SessionId""#,
        session as SessionId,
        token.hash() as TokenHash,
        now
    )
    .fetch_one(db)
    .await?;
    Ok(token)
}
