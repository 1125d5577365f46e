//! A right password that still lacks the second factor: a row of its own and a cookie of its own, so that nothing that asks
//! for a session can take it for one.

use chrono::{DateTime, Duration, Utc};
use sqlx::{PgConnection, PgExecutor};

use crate::{
    auth::PasswordHashText,
    crypto::{Token, TokenHash},
    id::{HalfSignInId, UserId},
    text::EmailAddress,
};

/// How long somebody may look for the telephone.
const TIME: Duration = Duration::minutes(10);

/// Who typed the right password.
#[derive(Debug, Clone)]
pub struct HalfSignIn {
    /// The person.
    pub user: UserId,
    /// Their address.
    pub email: EmailAddress,
    /// The password's hash as it is now: one that was changed has ended this.
    pub password: PasswordHashText,
}

/// Begins one; its token is for the cookie.
///
/// # Errors
/// When the database does not answer.
pub async fn begin_half(db: impl PgExecutor<'_>, user: UserId, now: DateTime<Utc>) -> sqlx::Result<Token> {
    let token = Token::long();
    sqlx::query!(
        "insert into half_sign_ins (half_sign_in_id, token_hash, user_id, expires_at) values ($1, $2, $3, $4)",
        HalfSignInId::new() as HalfSignInId,
        token.hash() as TokenHash,
        user as UserId,
        now + TIME
    )
    .execute(db)
    .await?;
    Ok(token)
}

/// Who typed the right password a moment ago, in the browser with this token.
///
/// # Errors
/// When the database does not answer.
pub async fn half_sign_in(
    db: impl PgExecutor<'_>,
    token: &Token,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<HalfSignIn>> {
    let row = sqlx::query!(
        r#"select user_id as "user: UserId", email as "email: EmailAddress", password_hash
           from half_sign_ins join users using (user_id)
           where token_hash = $1 and expires_at > $2 and disabled_at is null"#,
        token.hash() as TokenHash,
        now
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| HalfSignIn { user: row.user, email: row.email, password: PasswordHashText(row.password_hash) }))
}

/// Ends one: the session has begun. `false`: it was over.
///
/// # Errors
/// When the database does not answer.
pub async fn end_half(db: &mut PgConnection, token: &Token) -> sqlx::Result<bool> {
    let done =
        sqlx::query!("delete from half_sign_ins where token_hash = $1", token.hash() as TokenHash).execute(db).await?;
    Ok(done.rows_affected() == 1)
}

/// Drops those that are over.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_half(db: impl PgExecutor<'_>, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!("delete from half_sign_ins where expires_at <= $1", now).execute(db).await?;
    Ok(())
}
