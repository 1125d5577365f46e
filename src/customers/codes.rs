//! A mailed code of six digits shows whose inquiries may be seen: ten minutes, five tries, once.
//!
//! An address that nobody wrote from gets a row like any other and no mail; neither the page nor its time tells the difference.
//! The digits are derived from the key and the row, so that the mailer can write them and the table holds nothing of them.

use chrono::{DateTime, Duration, Utc};
use sqlx::PgExecutor;

use crate::{
    crypto::{Purpose, Secret, Token, TokenHash, six_digits},
    deliveries,
    id::{CodeId, CustomerId},
    text::EmailAddress,
    work::Work,
};

const CODE: Purpose = Purpose::new("customer code");
/// How long a code can be used.
pub const CODE_LIVES: Duration = Duration::minutes(10);
/// How often a wrong code may be typed; the schema knows it too.
const TRIES: i32 = 5;

/// The digits of a code.
pub fn code_of(secret: &Secret, code: CodeId) -> String {
    six_digits(secret, CODE, code.0.as_bytes())
}

/// Mails a code to an address if a customer confirmed it. Returns the token of the page on which it is typed, in any case.
///
/// # Errors
/// When the database does not answer.
pub async fn ask_code(work: &mut Work, email: &EmailAddress) -> sqlx::Result<Token> {
    let (now, code, token) = (work.now(), CodeId::new(), Token::short());
    sqlx::query!(
        "insert into customer_codes (code_id, token_hash, customer_id, created_at, expires_at)
         values ($1, $2, (select customer_id from customers where lower(email) = lower($3) and confirmed_at is not null),
                 $4, $5)",
        code as CodeId,
        token.hash() as TokenHash,
        email.as_str(),
        now,
        now + CODE_LIVES
    )
    .execute(work.db())
    .await?;
    deliveries::to_customer_with_code(work, code).await?;
    Ok(token)
}

/// Whether a code can be typed on the page of a token.
///
/// # Errors
/// When the database does not answer.
pub async fn is_code_open(db: impl PgExecutor<'_>, token: &Token, now: DateTime<Utc>) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select from customer_codes
                          where token_hash = $1 and expires_at > $2 and used_at is null and tries < $3) as "is!""#,
        token.hash() as TokenHash,
        now,
        TRIES
    )
    .fetch_one(db)
    .await
}

/// What became of a code that was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TriedCode {
    /// It is this customer's, and cannot be used again.
    Right(CustomerId),
    /// It is not right; so many tries are left. The try counts once the work is committed.
    Wrong(i32),
    /// It is too late for any code, or there were too many tries.
    Over,
}

/// Tries a code. The row is locked, so that tries at the same time count like those one after the other.
///
/// # Errors
/// When the database does not answer.
pub async fn try_code(work: &mut Work, secret: &Secret, token: &Token, typed: &str) -> sqlx::Result<TriedCode> {
    let now = work.now();
    let row = sqlx::query!(
        r#"select code_id as "code_id: CodeId", customer_id as "customer_id: CustomerId" from customer_codes
           where token_hash = $1 and expires_at > $2 and used_at is null and tries < $3 for update"#,
        token.hash() as TokenHash,
        now,
        TRIES
    )
    .fetch_optional(work.db())
    .await?;
    let Some(row) = row else { return Ok(TriedCode::Over) };
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let right = row.customer_id.filter(|_| digits == code_of(secret, row.code_id));
    let tries = sqlx::query_scalar!(
        "update customer_codes set tries = tries + 1, used_at = case when $2 then $3::timestamptz end
         where code_id = $1 returning tries",
        row.code_id as CodeId,
        right.is_some(),
        now
    )
    .fetch_one(work.db())
    .await?;
    Ok(match right {
        Some(customer) => TriedCode::Right(customer),
        None if tries < TRIES => TriedCode::Wrong(TRIES - tries),
        None => TriedCode::Over,
    })
}

/// Drops codes that are over, a day later: until then their mails tell whether they arrived.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_codes(db: impl PgExecutor<'_>, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!("delete from customer_codes where expires_at < $1", now - Duration::days(1)).execute(db).await?;
    Ok(())
}
