//! Reading saved replies, and using one.

use chrono::{DateTime, Utc};
use sqlx::PgExecutor;

use crate::{
    id::{AppId, InquiryId, SavedReplyId, SellerId, UserId},
    work::Work,
};

/// Saved replies of a seller: more than anybody keeps in mind, and all fit on one page.
pub const MOST: i64 = 200;
/// Saved replies that a search shows.
const FOUND: i64 = 30;

/// A saved reply.
#[derive(Debug, Clone)]
pub struct SavedReply {
    /// The row's key.
    pub id: SavedReplyId,
    /// The app that it is for; none is all of them.
    pub app_id: Option<AppId>,
    /// What it is called in the menu.
    pub title: String,
    /// The Korean text; may be empty.
    pub ko: String,
    /// The English text; may be empty.
    pub en: String,
    /// Counts its changes.
    pub version: i32,
    /// How often it was put into an answer.
    pub used: i32,
    /// When it was last.
    pub last_used_at: Option<DateTime<Utc>>,
    /// Who changed it last.
    pub changed_by: String,
    /// When.
    pub changed_at: DateTime<Utc>,
}

/// The texts of one that is used.
#[derive(Debug, Clone)]
pub struct SavedText {
    /// Korean; may be empty.
    pub ko: String,
    /// English; may be empty.
    pub en: String,
}

/// A seller's saved replies, the most used first.
///
/// # Errors
/// When the database does not answer.
pub async fn list(db: impl PgExecutor<'_>, seller: SellerId) -> sqlx::Result<Vec<SavedReply>> {
    sqlx::query_as!(
        SavedReply,
        r#"select s.saved_reply_id as "id: SavedReplyId", s.app_id as "app_id: AppId", s.title, s.body_ko as ko,
                  s.body_en as en, s.version, s.used, s.last_used_at, u.name as changed_by, s.changed_at
           from saved_replies s join users u on u.user_id = s.changed_by
           where s.seller_id = $1
           order by s.used desc, s.last_used_at desc nulls last, s.saved_reply_id limit $2"#,
        seller as SellerId,
        MOST
    )
    .fetch_all(db)
    .await
}

/// One of a seller's.
///
/// # Errors
/// When the database does not answer.
pub async fn one(db: impl PgExecutor<'_>, seller: SellerId, id: SavedReplyId) -> sqlx::Result<Option<SavedReply>> {
    sqlx::query_as!(
        SavedReply,
        r#"select s.saved_reply_id as "id: SavedReplyId", s.app_id as "app_id: AppId", s.title, s.body_ko as ko,
                  s.body_en as en, s.version, s.used, s.last_used_at, u.name as changed_by, s.changed_at
           from saved_replies s join users u on u.user_id = s.changed_by
           where s.seller_id = $1 and s.saved_reply_id = $2"#,
        seller as SellerId,
        id as SavedReplyId
    )
    .fetch_optional(db)
    .await
}

/// Those for an inquiry's app whose title or text holds some words: key and title.
///
/// # Errors
/// When the database does not answer.
pub async fn find(
    db: impl PgExecutor<'_>,
    inquiry: InquiryId,
    words: &str,
) -> sqlx::Result<Vec<(SavedReplyId, String)>> {
    let rows = sqlx::query!(
        r#"select s.saved_reply_id as "id: SavedReplyId", s.title
           from saved_replies s join inquiries i using (seller_id)
           where i.inquiry_id = $1 and (s.app_id is null or s.app_id = i.app_id)
             and position(lower($2) in lower(s.title || ' ' || s.body_ko || ' ' || s.body_en)) > 0
           order by s.used desc, s.last_used_at desc nulls last, s.saved_reply_id limit $3"#,
        inquiry as InquiryId,
        words.trim(),
        FOUND
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.title)).collect())
}

/// Counts one more use of a saved reply in an inquiry, by the member whose work it is. None if it is not for that inquiry.
///
/// # Errors
/// When the database does not answer.
pub async fn take(work: &mut Work, inquiry: InquiryId, id: SavedReplyId) -> sqlx::Result<Option<SavedText>> {
    let now = work.now();
    let Some(by) = work.actor().member() else { return Ok(None) };
    sqlx::query_as!(
        SavedText,
        "update saved_replies s set used = used + 1, last_used_at = $4
         from inquiries i join memberships m using (seller_id)
         where s.saved_reply_id = $1 and i.inquiry_id = $2 and s.seller_id = i.seller_id
           and (s.app_id is null or s.app_id = i.app_id) and m.user_id = $3 and m.role <> 'viewer'
         returning s.body_ko as ko, s.body_en as en",
        id as SavedReplyId,
        inquiry as InquiryId,
        by as UserId,
        now
    )
    .fetch_optional(work.db())
    .await
}
