//! The SQL of `sellers` and `apps`.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor, PgPool};

use crate::{
    id::{AppId, SellerId},
    lang::Lang,
    text::EmailAddress,
    web::keyset::{PAGE_ROWS, Rows},
};

/// A published app, as its page and the lists show it.
#[derive(Debug, Clone)]
pub struct AppRow {
    /// The row's key.
    pub app_id: AppId,
    /// Its seller.
    pub seller_id: SellerId,
    /// The store's identifier, which stands in addresses.
    pub client_id: String,
    /// Its Korean name.
    pub name_ko: String,
    /// Its English name.
    pub name_en: String,
    /// What it is, in Korean.
    pub about_ko: String,
    /// What it is, in English.
    pub about_en: String,
    /// Its picture in the sprite.
    pub icon: String,
    /// The seller's Korean name.
    pub seller_name_ko: String,
    /// The seller's English name.
    pub seller_name_en: String,
}

impl AppRow {
    /// The app's name in a language.
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ko => &self.name_ko,
            Lang::En => &self.name_en,
        }
    }

    /// What it is, in a language.
    pub fn about(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ko => &self.about_ko,
            Lang::En => &self.about_en,
        }
    }

    /// The seller's name in a language.
    pub fn seller_name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ko => &self.seller_name_ko,
            Lang::En => &self.seller_name_en,
        }
    }
}

/// The app of the store's identifier.
///
/// # Errors
/// When the database does not answer.
pub async fn app_by_client_id(db: impl PgExecutor<'_>, client_id: &str) -> sqlx::Result<Option<AppRow>> {
    sqlx::query_as!(
        AppRow,
        r#"select a.app_id as "app_id: AppId", a.seller_id as "seller_id: SellerId", a.client_id, a.name_ko, a.name_en,
                  a.about_ko, a.about_en, a.icon, s.name_ko as seller_name_ko, s.name_en as seller_name_en
           from apps a join sellers s using (seller_id)
           where a.client_id = $1"#,
        client_id
    )
    .fetch_optional(db)
    .await
}

/// Which way the list of apps was turned: from the app of an identifier.
#[derive(Debug, Clone)]
pub enum AppsTurn {
    /// The apps behind it.
    After(String),
    /// The apps before it.
    Before(String),
}

/// A page of all apps, by name; the first one where there is nothing that way.
///
/// # Errors
/// When the database does not answer.
pub async fn apps(db: &PgPool, turn: Option<AppsTurn>) -> sqlx::Result<Rows<AppRow>> {
    let (rows, backwards) = match &turn {
        Some(AppsTurn::Before(client_id)) => (apps_before(db, client_id).await?, true),
        Some(AppsTurn::After(client_id)) => (apps_after(db, Some(client_id)).await?, false),
        None => (Vec::new(), false),
    };
    if rows.is_empty() {
        return Ok(Rows::facing(apps_after(db, None).await?, false, false));
    }
    Ok(Rows::facing(rows, backwards, true))
}

/// Without an app, from the beginning.
async fn apps_after(db: impl PgExecutor<'_>, client_id: Option<&str>) -> sqlx::Result<Vec<AppRow>> {
    sqlx::query_as!(
        AppRow,
        r#"select a.app_id as "app_id: AppId", a.seller_id as "seller_id: SellerId", a.client_id, a.name_ko, a.name_en,
                  a.about_ko, a.about_en, a.icon, s.name_ko as seller_name_ko, s.name_en as seller_name_en
           from apps a join sellers s using (seller_id)
           where (a.name_ko, a.app_id) > (coalesce((select name_ko from apps where client_id = $1 limit 1), ''),
                                          coalesce((select app_id from apps where client_id = $1 limit 1),
                                                   '00000000-0000-0000-0000-000000000000'))
           order by a.name_ko, a.app_id limit $2"#,
        client_id,
        PAGE_ROWS as i64 + 1
    )
    .fetch_all(db)
    .await
}

/// Nearest first.
async fn apps_before(db: impl PgExecutor<'_>, client_id: &str) -> sqlx::Result<Vec<AppRow>> {
    sqlx::query_as!(
        AppRow,
        r#"select a.app_id as "app_id: AppId", a.seller_id as "seller_id: SellerId", a.client_id, a.name_ko, a.name_en,
                  a.about_ko, a.about_en, a.icon, s.name_ko as seller_name_ko, s.name_en as seller_name_en
           from apps a join sellers s using (seller_id)
           where (a.name_ko, a.app_id) < (select name_ko, app_id from apps where client_id = $1 limit 1)
           order by a.name_ko desc, a.app_id desc limit $2"#,
        client_id,
        PAGE_ROWS as i64 + 1
    )
    .fetch_all(db)
    .await
}

/// A seller about to be made known.
#[derive(Debug, Clone)]
pub struct NewSeller<'a> {
    /// Its number, unique in the store.
    pub seller_no: &'a str,
    /// Its Korean name.
    pub name_ko: &'a str,
    /// Its English name.
    pub name_en: &'a str,
}

/// Adds a seller; one with this number keeps its key and gets these names.
///
/// # Errors
/// When the database does not answer.
pub async fn add_seller(db: &mut PgConnection, seller: &NewSeller<'_>, now: DateTime<Utc>) -> sqlx::Result<SellerId> {
    sqlx::query_scalar!(
        r#"insert into sellers (seller_id, seller_no, name_ko, name_en, created_at) values ($1, $2, $3, $4, $5)
           on conflict (seller_no) do update set name_ko = excluded.name_ko, name_en = excluded.name_en
           returning seller_id as "seller_id: SellerId""#,
        SellerId::new() as SellerId,
        seller.seller_no,
        seller.name_ko,
        seller.name_en,
        now
    )
    .fetch_one(db)
    .await
}

/// The seller of a number.
///
/// # Errors
/// When the database does not answer.
pub async fn seller_by_no(db: impl PgExecutor<'_>, seller_no: &str) -> sqlx::Result<Option<SellerId>> {
    sqlx::query_scalar!(r#"select seller_id as "seller_id: SellerId" from sellers where seller_no = $1"#, seller_no)
        .fetch_optional(db)
        .await
}

/// An app about to be published.
#[derive(Debug, Clone)]
pub struct NewApp<'a> {
    /// Its seller.
    pub seller: SellerId,
    /// The store's identifier.
    pub client_id: &'a str,
    /// Its package's name.
    pub package_name: &'a str,
    /// Its Korean and English name.
    pub name: (&'a str, &'a str),
    /// What it is, in Korean and English.
    pub about: (&'a str, &'a str),
    /// Its picture in the sprite.
    pub icon: &'a str,
    /// Where its inquiries are told of.
    pub support_email: EmailAddress,
    /// The language of those mails.
    pub support_lang: Lang,
}

/// Publishes an app; one with this identifier keeps its key and its contact, and gets these words.
///
/// # Errors
/// When the database does not answer, or the identifier belongs to another seller.
pub async fn add_app(db: &mut PgConnection, app: &NewApp<'_>, now: DateTime<Utc>) -> sqlx::Result<AppId> {
    sqlx::query_scalar!(
        r#"insert into apps (app_id, seller_id, client_id, package_name, name_ko, name_en, about_ko, about_en, icon,
                             support_email, support_lang, created_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
           on conflict (store, client_id) do update
           set name_ko = excluded.name_ko, name_en = excluded.name_en, about_ko = excluded.about_ko,
               about_en = excluded.about_en, icon = excluded.icon
           where apps.seller_id = excluded.seller_id
           returning app_id as "app_id: AppId""#,
        AppId::new() as AppId,
        app.seller as SellerId,
        app.client_id,
        app.package_name,
        app.name.0,
        app.name.1,
        app.about.0,
        app.about.1,
        app.icon,
        app.support_email.as_str(),
        app.support_lang as Lang,
        now
    )
    .fetch_one(db)
    .await
}
