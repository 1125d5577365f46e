//! Forgotten passwords: a mailed link, single use, short lived, found by its hash.
//!
//! A known and an unknown address run the same statements and one commit; the mail is made and sent later, by the outbox.

use chrono::{DateTime, Duration, Utc};
use sqlx::PgExecutor;

use crate::{
    crypto::{Purpose, Secret, Token, TokenHash},
    deliveries,
    id::{PasswordResetId, UserId},
    text::EmailAddress,
    work::Work,
};

const LINK: Purpose = Purpose::new("reset password");
/// How long a link works (ASVS 6.4: short).
pub const RESET_MINUTES: i64 = 30;
/// For how long a link that is over is remembered, with its mail.
const REMEMBERED: Duration = Duration::days(7);

/// The token of a reset's link. It is derived, so that the mailer can write it and the table holds only its hash.
pub fn reset_token(secret: &Secret, reset: PasswordResetId) -> Token {
    Token::derived(secret, LINK, reset.0.as_bytes())
}

/// Queues the mail with the link, if somebody who may sign in has this address.
///
/// # Errors
/// When the database does not answer.
pub async fn ask_reset(work: &mut Work, secret: &Secret, email: &EmailAddress) -> sqlx::Result<()> {
    let (now, reset) = (work.now(), PasswordResetId::new());
    sqlx::query!(
        "insert into password_resets (password_reset_id, token_hash, user_id, created_at, expires_at)
         select $1, $2, user_id, $4, $5 from users where lower(email) = lower($3) and disabled_at is null",
        reset as PasswordResetId,
        reset_token(secret, reset).hash() as TokenHash,
        email.as_str(),
        now,
        now + Duration::minutes(RESET_MINUTES)
    )
    .execute(work.db())
    .await?;
    deliveries::to_reset_password(work, reset).await
}

/// The address whose password a link sets. `None`: there is no such link, or it is over.
///
/// # Errors
/// When the database does not answer.
pub async fn open_reset(
    db: impl PgExecutor<'_>,
    token: &Token,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<EmailAddress>> {
    sqlx::query_scalar!(
        r#"select email as "email: EmailAddress" from password_resets join users using (user_id)
           where token_hash = $1 and expires_at > $2 and used_at is null and disabled_at is null"#,
        token.hash() as TokenHash,
        now
    )
    .fetch_optional(db)
    .await
}

/// Uses a link up. `None`: there is no such link, or it is over; of two presses at once one gets it.
///
/// # Errors
/// When the database does not answer.
pub async fn use_reset(work: &mut Work, token: &Token) -> sqlx::Result<Option<UserId>> {
    let now = work.now();
    sqlx::query_scalar!(
        r#"update password_resets r set used_at = $2 from users u
           where r.token_hash = $1 and r.expires_at > $2 and r.used_at is null
             and u.user_id = r.user_id and u.disabled_at is null
           returning r.user_id as "user_id: UserId""#,
        token.hash() as TokenHash,
        now
    )
    .fetch_optional(work.db())
    .await
}

/// Drops links that were over long ago.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_resets(db: impl PgExecutor<'_>, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!("delete from password_resets where expires_at < $1", now - REMEMBERED).execute(db).await?;
    Ok(())
}
