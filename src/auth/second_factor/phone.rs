//! The telephone: set up, asked, taken away.

use sqlx::{PgConnection, PgExecutor};

use super::{recovery, totp};
use crate::{
    auth::end_other_sessions,
    crypto::{self, Purpose, Sealed, Secret},
    deliveries::{self, AboutAccount, DeliveryKind},
    error::AppError,
    id::{self, SecondFactorId, SessionId, UserId},
    work::Work,
};

const KEY: Purpose = Purpose::new("second factor");

/// A key that waits for its first code.
#[derive(Clone)]
pub struct BeingSetUp {
    /// As people type it.
    pub base32: String,
}

impl std::fmt::Debug for BeingSetUp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("BeingSetUp(hidden)")
    }
}

/// Whether a person has a second factor.
///
/// # Errors
/// When the database does not answer.
pub async fn has_second_factor(db: impl PgExecutor<'_>, user: UserId) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select from second_factors where user_id = $1 and confirmed_at is not null) as "has!""#,
        user as UserId
    )
    .fetch_one(db)
    .await
}

/// Makes a new key. It is not in use before it has shown a right code; one that waited before is forgotten.
///
/// # Errors
/// When the database does not answer.
pub async fn begin_set_up(work: &mut Work, secret: &Secret, user: UserId) -> Result<(), AppError> {
    let (now, row) = (work.now(), SecondFactorId::new());
    let key = id::random::<{ totp::KEY_BYTES }>();
    let sealed = crypto::seal(secret, KEY, row.0.as_bytes(), &key).map_err(internal)?;
    sqlx::query!(
        "insert into second_factors (second_factor_id, user_id, sealed, created_at) values ($1, $2, $3, $4)
         on conflict (user_id) where confirmed_at is null
         do update set second_factor_id = excluded.second_factor_id, sealed = excluded.sealed, created_at = excluded.created_at",
        row as SecondFactorId,
        user as UserId,
        sealed as Sealed,
        now
    )
    .execute(work.db())
    .await?;
    Ok(())
}

/// The key that waits for its first code.
///
/// # Errors
/// When the database does not answer, or the key cannot be opened.
pub async fn being_set_up(
    db: impl PgExecutor<'_>,
    secret: &Secret,
    user: UserId,
) -> Result<Option<BeingSetUp>, AppError> {
    let row = sqlx::query!(
        r#"select second_factor_id as "id: SecondFactorId", sealed as "sealed: Sealed" from second_factors
           where user_id = $1 and confirmed_at is null"#,
        user as UserId
    )
    .fetch_optional(db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let key = open(secret, row.id, &row.sealed)?;
    Ok(Some(BeingSetUp { base32: totp::base32(&key) }))
}

/// Forgets a key that waits for its first code; one in use stays.
///
/// # Errors
/// When the database does not answer.
pub async fn cancel_set_up(db: impl PgExecutor<'_>, user: UserId) -> sqlx::Result<()> {
    sqlx::query!("delete from second_factors where user_id = $1 and confirmed_at is null", user as UserId)
        .execute(db)
        .await?;
    Ok(())
}

/// What the first code of a key did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Confirmed {
    /// The telephone is in use; these are the new recovery codes, shown this once.
    Yes(Vec<String>),
    /// The code was not right.
    Wrong,
    /// No key waits.
    Nothing,
}

/// Puts the key that waits into use, in place of an older one. Other sessions began without it and end.
///
/// # Errors
/// When the database does not answer, or the key cannot be opened.
pub async fn confirm(
    work: &mut Work,
    secret: &Secret,
    (user, session): (UserId, SessionId),
    typed: &str,
) -> Result<Confirmed, AppError> {
    let Some((row, key, _)) = lock(work.db(), secret, user, false).await? else { return Ok(Confirmed::Nothing) };
    let now = work.now();
    let Some(step) = totp::code(typed).and_then(|code| totp::step_of(&key, &code, now)) else {
        return Ok(Confirmed::Wrong);
    };
    sqlx::query!("delete from second_factors where user_id = $1 and confirmed_at is not null", user as UserId)
        .execute(work.db())
        .await?;
    sqlx::query!(
        "update second_factors set confirmed_at = $2, last_step = $3 where second_factor_id = $1",
        row as SecondFactorId,
        now,
        step
    )
    .execute(work.db())
    .await?;
    end_other_sessions(work.db(), user, session).await?;
    deliveries::to_person(work, DeliveryKind::SecondFactorSet, user, AboutAccount::default()).await?;
    Ok(Confirmed::Yes(recovery::new_codes(work, secret, user).await?))
}

/// Takes a code of the telephone in use, unless this one or a later one was taken before. The row is locked: of two who bring
/// the same code at once, one is refused.
pub(super) async fn take(work: &mut Work, secret: &Secret, user: UserId, code: &str) -> Result<bool, AppError> {
    let Some((row, key, last_step)) = lock(work.db(), secret, user, true).await? else { return Ok(false) };
    let Some(step) = totp::step_of(&key, code, work.now()).filter(|step| *step > last_step) else { return Ok(false) };
    sqlx::query!("update second_factors set last_step = $2 where second_factor_id = $1", row as SecondFactorId, step)
        .execute(work.db())
        .await?;
    Ok(true)
}

/// Takes the second factor away, with its recovery codes. `false`: there was none.
///
/// # Errors
/// When the database does not answer.
pub async fn remove(work: &mut Work, user: UserId) -> sqlx::Result<bool> {
    let removed = sqlx::query_scalar!(
        r#"with gone as (
               delete from second_factors where user_id = $1 returning confirmed_at
           ), codes as (
               delete from recovery_codes where user_id = $1
           )
           select count(confirmed_at) > 0 as "removed!" from gone"#,
        user as UserId
    )
    .fetch_one(work.db())
    .await?;
    if removed {
        deliveries::to_person(work, DeliveryKind::SecondFactorRemoved, user, AboutAccount::default()).await?;
    }
    Ok(removed)
}

/// Locks the key in use, or the one that waits; with the newest step taken.
async fn lock(
    db: &mut PgConnection,
    secret: &Secret,
    user: UserId,
    in_use: bool,
) -> Result<Option<(SecondFactorId, Vec<u8>, i64)>, AppError> {
    let row = sqlx::query!(
        r#"select second_factor_id as "id: SecondFactorId", sealed as "sealed: Sealed", last_step from second_factors
           where user_id = $1 and (confirmed_at is not null) = $2
           for no key update"#,
        user as UserId,
        in_use
    )
    .fetch_optional(db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some((row.id, open(secret, row.id, &row.sealed)?, row.last_step)))
}

fn open(secret: &Secret, row: SecondFactorId, sealed: &Sealed) -> Result<Vec<u8>, AppError> {
    crypto::open(secret, KEY, row.0.as_bytes(), sealed).map_err(internal)
}

fn internal(error: impl std::error::Error + Send + Sync + 'static) -> AppError {
    AppError::Internal(error.into())
}
