//! Making people known: the command line and the demo do it until people are invited.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor};

use super::{MemberRole, PasswordHashText, StaffRole};
use crate::{
    id::{SellerId, SessionId, UserId},
    lang::Lang,
    text::{DisplayName, EmailAddress},
};

/// A person about to be made known.
#[derive(Debug, Clone)]
pub struct NewUser {
    /// The address they sign in with.
    pub email: EmailAddress,
    /// How others see them.
    pub name: DisplayName,
    /// Their password's hash.
    pub password: PasswordHashText,
    /// The language of their pages and mails.
    pub lang: Lang,
}

/// Adds a person. `None`: the address is known already, and nothing of it was changed.
///
/// # Errors
/// When the database does not answer.
pub async fn add_user(db: &mut PgConnection, user: &NewUser, now: DateTime<Utc>) -> sqlx::Result<Option<UserId>> {
    sqlx::query_scalar!(
        r#"insert into users (user_id, email, name, password_hash, lang, created_at) values ($1, $2, $3, $4, $5, $6)
           on conflict (lower(email)) do nothing
           returning user_id as "user_id: UserId""#,
        UserId::new() as UserId,
        user.email.as_str(),
        user.name.as_str(),
        user.password.0,
        user.lang as Lang,
        now
    )
    .fetch_optional(db)
    .await
}

/// The person of an address.
///
/// # Errors
/// When the database does not answer.
pub async fn user_of(db: impl PgExecutor<'_>, email: &EmailAddress) -> sqlx::Result<Option<UserId>> {
    sqlx::query_scalar!(
        r#"select user_id as "user_id: UserId" from users where lower(email) = lower($1)"#,
        email.as_str()
    )
    .fetch_optional(db)
    .await
}

/// Sets the password of who has this address, and ends all their sessions. `false`: nobody has it.
///
/// # Errors
/// When the database does not answer.
pub async fn set_password(
    db: &mut PgConnection,
    email: &EmailAddress,
    password: &PasswordHashText,
) -> sqlx::Result<bool> {
    let Some(user) = user_of(&mut *db, email).await? else { return Ok(false) };
    set_password_of(db, user, password, None).await?;
    Ok(true)
}

/// Sets a person's password. What the old one opened is over: sessions but the one to `keep`, sign-ins that lack the second
/// factor, links that were mailed to set a new one.
///
/// # Errors
/// When the database does not answer.
pub async fn set_password_of(
    db: &mut PgConnection,
    user: UserId,
    password: &PasswordHashText,
    keep: Option<SessionId>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "with ended as (
             delete from sessions where user_id = $1 and session_id is distinct from $3
         ), half as (
             delete from half_sign_ins where user_id = $1
         ), void as (
             update password_resets set expires_at = created_at where user_id = $1 and used_at is null
         )
         update users set password_hash = $2 where user_id = $1",
        user as UserId,
        password.0,
        keep as Option<SessionId>
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Makes a person a member of a seller, or changes the role.
///
/// # Errors
/// When the database does not answer.
pub async fn join_seller(
    db: &mut PgConnection,
    seller: SellerId,
    user: UserId,
    role: MemberRole,
    now: DateTime<Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into memberships (seller_id, user_id, role, created_at) values ($1, $2, $3, $4)
         on conflict (seller_id, user_id) do update
         set role = excluded.role, app_ids = case when excluded.role <> 'owner' then memberships.app_ids end",
        seller as SellerId,
        user as UserId,
        role as MemberRole,
        now
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Makes a person one of operations, or changes the role.
///
/// # Errors
/// When the database does not answer, or operations would have no admin.
pub async fn join_staff(db: &mut PgConnection, user: UserId, role: StaffRole) -> sqlx::Result<()> {
    sqlx::query!(
        "insert into staff (user_id, role) values ($1, $2) on conflict (user_id) do update set role = excluded.role",
        user as UserId,
        role as StaffRole
    )
    .execute(db)
    .await?;
    Ok(())
}
