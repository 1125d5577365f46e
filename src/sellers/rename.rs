//! Names that change; numbers and identifiers never do.

use sqlx::PgConnection;

use crate::{
    id::{AppId, SellerId},
    text::DisplayName,
};

/// Gives a seller another Korean and English name.
///
/// # Errors
/// When the database does not answer.
pub async fn rename_seller(
    db: &mut PgConnection,
    seller: SellerId,
    (ko, en): (&DisplayName, &DisplayName),
) -> sqlx::Result<()> {
    sqlx::query!(
        "update sellers set name_ko = $2, name_en = $3 where seller_id = $1",
        seller as SellerId,
        ko.as_str(),
        en.as_str()
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Gives an app another Korean and English name.
///
/// # Errors
/// When the database does not answer.
pub async fn rename_app(db: &mut PgConnection, app: AppId, (ko, en): (&DisplayName, &DisplayName)) -> sqlx::Result<()> {
    sqlx::query!(
        "update apps set name_ko = $2, name_en = $3 where app_id = $1",
        app as AppId,
        ko.as_str(),
        en.as_str()
    )
    .execute(db)
    .await?;
    Ok(())
}
