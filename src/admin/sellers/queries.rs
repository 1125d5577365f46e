//! The SQL of these pages.

use sqlx::{PgConnection, PgExecutor};

use crate::{
    id::{AppId, SellerId},
    web::keyset::{PAGE_ROWS, Rows},
};

/// A seller in the list.
#[derive(Debug, Clone)]
pub(super) struct SellerRow {
    pub(super) seller_no: String,
    pub(super) name_ko: String,
    pub(super) name_en: String,
    pub(super) apps: i64,
    pub(super) members: i64,
    pub(super) has_owner: bool,
}

/// A page of sellers by number, from behind one; those whose number begins so or whose name has this in it.
pub(super) async fn sellers(db: impl PgExecutor<'_>, search: &str, after: &str) -> sqlx::Result<Rows<SellerRow>> {
    let rows = sqlx::query_as!(
        SellerRow,
        r#"select s.seller_no, s.name_ko, s.name_en,
                  (select count(*) from apps a where a.seller_id = s.seller_id) as "apps!",
                  (select count(*) from memberships m where m.seller_id = s.seller_id) as "members!",
                  exists (select from memberships m where m.seller_id = s.seller_id and m.role = 'owner') as "has_owner!"
           from sellers s
           where s.seller_no > $2
             and ($1 = '' or starts_with(lower(s.seller_no), lower($1)) or strpos(lower(s.name_ko), lower($1)) > 0
                  or strpos(lower(s.name_en), lower($1)) > 0)
           order by s.seller_no limit $3"#,
        search,
        after,
        PAGE_ROWS as i64 + 1
    )
    .fetch_all(db)
    .await?;
    Ok(Rows::facing(rows, false, !after.is_empty()))
}

/// One seller.
#[derive(Debug, Clone)]
pub(super) struct Seller {
    pub(super) seller_id: SellerId,
    pub(super) seller_no: String,
    pub(super) name_ko: String,
    pub(super) name_en: String,
    pub(super) has_owner: bool,
}

pub(super) async fn seller(db: impl PgExecutor<'_>, seller_no: &str) -> sqlx::Result<Option<Seller>> {
    sqlx::query_as!(
        Seller,
        r#"select s.seller_id as "seller_id: SellerId", s.seller_no, s.name_ko, s.name_en,
                  exists (select from memberships m where m.seller_id = s.seller_id and m.role = 'owner') as "has_owner!"
           from sellers s where s.seller_no = $1"#,
        seller_no
    )
    .fetch_optional(db)
    .await
}

/// An app of it.
#[derive(Debug, Clone)]
pub(super) struct AppRow {
    pub(super) app_id: AppId,
    pub(super) client_id: String,
    pub(super) name_ko: String,
    pub(super) name_en: String,
    /// None: the seller took it away.
    pub(super) support_email: Option<String>,
}

pub(super) async fn apps(db: impl PgExecutor<'_>, seller: SellerId) -> sqlx::Result<Vec<AppRow>> {
    sqlx::query_as!(
        AppRow,
        r#"select app_id as "app_id: AppId", client_id, name_ko, name_en, support_email
           from apps where seller_id = $1 order by name_ko, app_id"#,
        seller as SellerId
    )
    .fetch_all(db)
    .await
}

pub(super) async fn is_app_of(db: &mut PgConnection, seller: SellerId, app: AppId) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select from apps where seller_id = $1 and app_id = $2) as "exists!""#,
        seller as SellerId,
        app as AppId
    )
    .fetch_one(db)
    .await
}
