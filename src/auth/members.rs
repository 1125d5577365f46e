//! Roles that change and end. That a seller keeps an owner and operations an admin is a rule of the schema.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::MemberRole;
use crate::id::{AppId, SellerId, UserId};

/// Gives a member another role and other apps; `None`: all of the seller's.
///
/// # Errors
/// When the database does not answer, or the seller would have no owner.
pub async fn change_member(
    db: &mut PgConnection,
    (seller, user): (SellerId, UserId),
    role: MemberRole,
    apps: Option<&[AppId]>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update memberships set role = $3, app_ids = $4 where seller_id = $1 and user_id = $2",
        seller as SellerId,
        user as UserId,
        role as MemberRole,
        apps as Option<&[AppId]>
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Ends a membership: from the next request on, nothing of the seller exists for the person.
///
/// # Errors
/// When the database does not answer, or the seller would have no owner.
pub async fn remove_member(db: &mut PgConnection, seller: SellerId, user: UserId) -> sqlx::Result<()> {
    sqlx::query!("delete from memberships where seller_id = $1 and user_id = $2", seller as SellerId, user as UserId)
        .execute(db)
        .await?;
    Ok(())
}

/// Locks a person out, or lets them in again with `None`. Sessions end at once.
///
/// # Errors
/// When the database does not answer, or nobody would be left in charge.
pub async fn disable_person(db: &mut PgConnection, user: UserId, since: Option<DateTime<Utc>>) -> sqlx::Result<()> {
    sqlx::query!("update users set disabled_at = $2 where user_id = $1", user as UserId, since)
        .execute(&mut *db)
        .await?;
    if since.is_some() {
        sqlx::query!("delete from sessions where user_id = $1", user as UserId).execute(db).await?;
    }
    Ok(())
}
