//! Writing, changing and deleting saved replies.

use super::queries::MOST;
use crate::{
    auth::{MemberRole, Verb},
    error::breaks,
    id::{AppId, SavedReplyId, SellerId, UserId},
    text::{MessageBody, Subject},
    work::Work,
};

/// A saved reply as a form hands it in; its texts were checked.
#[derive(Debug, Clone)]
pub struct SavedForm {
    /// The app that it is for; none is all of them.
    pub app: Option<AppId>,
    /// What it is called.
    pub title: Subject,
    /// The Korean text.
    pub ko: Option<MessageBody>,
    /// The English text.
    pub en: Option<MessageBody>,
}

/// Why it was not saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SaveRefusal {
    /// It does not exist for this person.
    NotFound,
    /// The person's role changes no texts.
    MayNot,
    /// Another of the seller is called so.
    TitleTaken,
    /// Somebody changed it since the form was read.
    Changed,
    /// The seller has as many as it may.
    TooMany,
}

/// Saves a new one, or a change to the version that its author had read.
///
/// # Errors
/// `Err` when the database does not answer; `Ok(Err)` is a refusal.
pub async fn save(
    work: &mut Work,
    seller: SellerId,
    changes: Option<(SavedReplyId, i32)>,
    form: &SavedForm,
) -> sqlx::Result<Result<(), SaveRefusal>> {
    if let Some(refusal) = may_not(work, seller).await? {
        return Ok(Err(refusal));
    }
    let saved = match changes {
        None => add(work, seller, form).await,
        Some((id, version)) => change(work, seller, id, version, form).await,
    };
    match saved {
        Err(error) if breaks(&error, "saved_replies_title_key") => Ok(Err(SaveRefusal::TitleTaken)),
        Err(error) if breaks(&error, "saved_replies_app_of_seller") => Ok(Err(SaveRefusal::NotFound)),
        saved => saved,
    }
}

async fn may_not(work: &mut Work, seller: SellerId) -> sqlx::Result<Option<SaveRefusal>> {
    let Some(by) = work.actor().member() else { return Ok(Some(SaveRefusal::NotFound)) };
    let role = sqlx::query_scalar!(
        r#"select role as "role: MemberRole" from memberships where seller_id = $1 and user_id = $2 for share"#,
        seller as SellerId,
        by as UserId
    )
    .fetch_optional(work.db())
    .await?;
    Ok(match role {
        None => Some(SaveRefusal::NotFound),
        Some(role) => (!role.may(Verb::Configure)).then_some(SaveRefusal::MayNot),
    })
}

async fn add(work: &mut Work, seller: SellerId, form: &SavedForm) -> sqlx::Result<Result<(), SaveRefusal>> {
    let now = work.now();
    let by = work.actor().user();
    let added = sqlx::query!(
        "insert into saved_replies (saved_reply_id, seller_id, app_id, title, body_ko, body_en, changed_by, changed_at)
         select $1, $2, $3, $4, $5, $6, $7, $8
         where $9 > (select count(*) from saved_replies where seller_id = $2)",
        SavedReplyId::new() as SavedReplyId,
        seller as SellerId,
        form.app as Option<AppId>,
        form.title.as_str(),
        text(form.ko.as_ref()),
        text(form.en.as_ref()),
        by as Option<UserId>,
        now,
        MOST
    )
    .execute(work.db())
    .await?;
    Ok(if added.rows_affected() == 1 { Ok(()) } else { Err(SaveRefusal::TooMany) })
}

async fn change(
    work: &mut Work,
    seller: SellerId,
    id: SavedReplyId,
    version: i32,
    form: &SavedForm,
) -> sqlx::Result<Result<(), SaveRefusal>> {
    let now = work.now();
    let by = work.actor().user();
    let standing = sqlx::query_scalar!(
        "select version from saved_replies where seller_id = $1 and saved_reply_id = $2 for no key update",
        seller as SellerId,
        id as SavedReplyId
    )
    .fetch_optional(work.db())
    .await?;
    match standing {
        None => return Ok(Err(SaveRefusal::NotFound)),
        Some(standing) if standing != version => return Ok(Err(SaveRefusal::Changed)),
        Some(_) => {}
    }
    sqlx::query!(
        "update saved_replies
         set app_id = $2, title = $3, body_ko = $4, body_en = $5, changed_by = $6, changed_at = $7, version = version + 1
         where saved_reply_id = $1",
        id as SavedReplyId,
        form.app as Option<AppId>,
        form.title.as_str(),
        text(form.ko.as_ref()),
        text(form.en.as_ref()),
        by as Option<UserId>,
        now
    )
    .execute(work.db())
    .await?;
    Ok(Ok(()))
}

fn text(body: Option<&MessageBody>) -> &str {
    body.map_or("", MessageBody::as_str)
}

/// Deletes one; answers that were made of it stay as they are. Deleting what is gone is no error.
///
/// # Errors
/// `Err` when the database does not answer; `Ok(Err)` is a refusal.
pub async fn delete(work: &mut Work, seller: SellerId, id: SavedReplyId) -> sqlx::Result<Result<(), SaveRefusal>> {
    if let Some(refusal) = may_not(work, seller).await? {
        return Ok(Err(refusal));
    }
    sqlx::query!(
        "delete from saved_replies where seller_id = $1 and saved_reply_id = $2",
        seller as SellerId,
        id as SavedReplyId
    )
    .execute(work.db())
    .await?;
    Ok(Ok(()))
}
