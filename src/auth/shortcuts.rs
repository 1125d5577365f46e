//! Whether single keys act in a person's desks.

use sqlx::PgExecutor;

use crate::id::UserId;

/// Switches the keys of a person's desks on or off, in every browser.
///
/// # Errors
/// When the database does not answer.
pub async fn keep_shortcuts(db: impl PgExecutor<'_>, user: UserId, on: bool) -> sqlx::Result<()> {
    sqlx::query!("update users set shortcuts = $2 where user_id = $1", user as UserId, on).execute(db).await?;
    Ok(())
}
