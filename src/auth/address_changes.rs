//! Another address to sign in with: both mailboxes agree, each by a link of its own, and nothing changes before.
//!
//! The present mailbox can refuse at any time before. Sessions stay; the present mailbox is told once more when it is done.

use chrono::{DateTime, Duration, Utc};
use sqlx::PgExecutor;

use crate::{
    crypto::{Purpose, Secret, Token, TokenHash},
    deliveries::{self, AboutAccount, DeliveryKind},
    error::breaks,
    id::{AddressChangeId, UserId},
    text::EmailAddress,
    work::Work,
};

/// How long both have time to agree.
const TIME_TO_AGREE: Duration = Duration::hours(24);
/// For how long a change is remembered: its mails name the address that was left.
const REMEMBERED: Duration = Duration::days(30);

/// Whose mailbox a link was sent to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The address that is signed in with now.
    Old,
    /// The one that is to be.
    New,
}

impl Side {
    fn purpose(self) -> Purpose {
        match self {
            Side::Old => Purpose::new("leave this address"),
            Side::New => Purpose::new("take this address"),
        }
    }
}

/// The token of a mailbox's link. It is derived, so that the mailer can write it and the table holds only its hash.
pub fn change_token(secret: &Secret, change: AddressChangeId, side: Side) -> Token {
    Token::derived(secret, side.purpose(), change.0.as_bytes())
}

/// Why no change was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskRefusal {
    /// It is the present address.
    Same,
}

/// Asks both mailboxes; a change that waited before is forgotten. Whether somebody else signs in with the new address, nobody
/// is told: its link then leads to a page that says so.
///
/// # Errors
/// When the database does not answer; a refusal is the inner error.
pub async fn ask_change(
    work: &mut Work,
    secret: &Secret,
    user: UserId,
    new: &EmailAddress,
) -> sqlx::Result<Result<(), AskRefusal>> {
    let (now, change) = (work.now(), AddressChangeId::new());
    sqlx::query!("delete from address_changes where user_id = $1 and changed_at is null", user as UserId)
        .execute(work.db())
        .await?;
    let asked = sqlx::query!(
        "insert into address_changes (address_change_id, user_id, old_email, new_email, old_token_hash, new_token_hash,
                                      created_at, expires_at)
         select $1, user_id, email, $3, $4, $5, $6, $7 from users where user_id = $2 and lower(email) <> lower($3)",
        change as AddressChangeId,
        user as UserId,
        new.as_str(),
        change_token(secret, change, Side::Old).hash() as TokenHash,
        change_token(secret, change, Side::New).hash() as TokenHash,
        now,
        now + TIME_TO_AGREE
    )
    .execute(work.db())
    .await?;
    if asked.rows_affected() == 0 {
        return Ok(Err(AskRefusal::Same));
    }
    for kind in [DeliveryKind::AddressChangeNew, DeliveryKind::AddressChangeOld] {
        deliveries::to_person(work, kind, user, AboutAccount::change(change)).await?;
    }
    Ok(Ok(()))
}

/// The new address of a change that waits, for the account's page.
///
/// # Errors
/// When the database does not answer.
pub async fn waiting_change(
    db: impl PgExecutor<'_>,
    user: UserId,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<EmailAddress>> {
    sqlx::query_scalar!(
        r#"select new_email as "email: EmailAddress" from address_changes
           where user_id = $1 and changed_at is null and expires_at > $2"#,
        user as UserId,
        now
    )
    .fetch_optional(db)
    .await
}

/// A change that waits, seen from one of its links.
#[derive(Debug, Clone)]
pub struct OpenChange {
    /// The present address.
    pub old_email: EmailAddress,
    /// The address to be.
    pub new_email: EmailAddress,
    /// Whether the link is the present mailbox's.
    pub is_old: bool,
    /// Whether this mailbox agreed before.
    pub agreed: bool,
}

/// The change of a link. `None`: there is no such link, or it is over.
///
/// # Errors
/// When the database does not answer.
pub async fn open_change(
    db: impl PgExecutor<'_>,
    token: &Token,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<OpenChange>> {
    sqlx::query_as!(
        OpenChange,
        r#"select old_email as "old_email: EmailAddress", new_email as "new_email: EmailAddress",
                  old_token_hash = $1 as "is_old!",
                  case when old_token_hash = $1 then old_agreed_at else new_agreed_at end is not null as "agreed!"
           from address_changes
           where $1 in (old_token_hash, new_token_hash) and changed_at is null and expires_at > $2"#,
        token.hash() as TokenHash,
        now
    )
    .fetch_optional(db)
    .await
}

/// Why a mailbox could not agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AgreeRefusal {
    /// There is no such link, or it is over.
    NotFound,
    /// Somebody else signs in with the new address.
    Taken,
}

/// A mailbox agrees. Returns whether the address has changed with it: both have agreed then.
///
/// # Errors
/// When the database does not answer; a refusal is the inner error.
pub async fn agree(work: &mut Work, token: &Token) -> sqlx::Result<Result<bool, AgreeRefusal>> {
    let now = work.now();
    let agreed = sqlx::query!(
        r#"update address_changes
           set old_agreed_at = case when old_token_hash = $1 then coalesce(old_agreed_at, $2) else old_agreed_at end,
               new_agreed_at = case when new_token_hash = $1 then coalesce(new_agreed_at, $2) else new_agreed_at end
           where $1 in (old_token_hash, new_token_hash) and changed_at is null and expires_at > $2
           returning address_change_id as "id: AddressChangeId", user_id as "user: UserId", new_email,
                     old_agreed_at is not null and new_agreed_at is not null as "both!""#,
        token.hash() as TokenHash,
        now
    )
    .fetch_optional(work.db())
    .await?;
    match agreed {
        None => Ok(Err(AgreeRefusal::NotFound)),
        Some(change) if !change.both => Ok(Ok(false)),
        Some(change) => Ok(carry_out(work, change.id, change.user, &change.new_email).await?.map(|()| true)),
    }
}

/// The unique index decides between two people who want one address at the same time.
async fn carry_out(
    work: &mut Work,
    change: AddressChangeId,
    user: UserId,
    new_email: &str,
) -> sqlx::Result<Result<(), AgreeRefusal>> {
    let now = work.now();
    let changed = sqlx::query!(
        "update users set email = $2
         where user_id = $1 and not exists (select from users where lower(email) = lower($2))",
        user as UserId,
        new_email
    )
    .execute(work.db())
    .await;
    match changed {
        Ok(done) if done.rows_affected() == 1 => {}
        Ok(_) => return Ok(Err(AgreeRefusal::Taken)),
        Err(error) if breaks(&error, "users_email_key") => return Ok(Err(AgreeRefusal::Taken)),
        Err(error) => return Err(error),
    }
    sqlx::query!(
        "with void as (
             update password_resets set expires_at = created_at where user_id = $2 and used_at is null
         )
         update address_changes set changed_at = $3 where address_change_id = $1",
        change as AddressChangeId,
        user as UserId,
        now
    )
    .execute(work.db())
    .await?;
    deliveries::to_person(work, DeliveryKind::AddressChanged, user, AboutAccount::change(change)).await?;
    Ok(Ok(()))
}

/// A mailbox refuses: the change is forgotten. `false`: there is no such link, or it is over.
///
/// # Errors
/// When the database does not answer.
pub async fn refuse(work: &mut Work, token: &Token) -> sqlx::Result<bool> {
    let now = work.now();
    let done = sqlx::query!(
        "delete from address_changes
         where $1 in (old_token_hash, new_token_hash) and changed_at is null and expires_at > $2",
        token.hash() as TokenHash,
        now
    )
    .execute(work.db())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Drops changes that are over.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_changes(db: impl PgExecutor<'_>, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!("delete from address_changes where expires_at < $1", now - REMEMBERED).execute(db).await?;
    Ok(())
}
