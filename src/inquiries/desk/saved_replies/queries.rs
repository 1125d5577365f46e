//! What the form chooses from.

use sqlx::PgExecutor;

use crate::{
    id::{AppId, SellerId},
    lang::Lang,
};

/// An app of the seller.
#[derive(Debug, Clone)]
pub(super) struct AppName {
    pub(super) app_id: AppId,
    name_ko: String,
    name_en: String,
}

impl AppName {
    pub(super) fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ko => &self.name_ko,
            Lang::En => &self.name_en,
        }
    }
}

/// The apps of a seller, by name.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn apps(db: impl PgExecutor<'_>, seller: SellerId) -> sqlx::Result<Vec<AppName>> {
    sqlx::query_as!(
        AppName,
        r#"select app_id as "app_id: AppId", name_ko, name_en from apps where seller_id = $1 order by name_ko, app_id"#,
        seller as SellerId
    )
    .fetch_all(db)
    .await
}
