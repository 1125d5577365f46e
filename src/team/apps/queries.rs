//! The SQL of a seller's apps and of changes of their contacts.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor, types::Json};

use super::model::{AppLine, BOUNCE_MATTERS, Bounce, Contact, OwnApp, REMEMBERED, Refusal, Waiting};
use crate::{
    auth::{MemberRole, Membership, Verb},
    deliveries::DeliveryState,
    id::{AppId, SellerId, SupportChangeId, UserId},
    lang::Lang,
    sellers::{self, SavedSettings},
    team::model::{Detail, RecordRow, TeamEventKind},
    text::EmailAddress,
    web::keyset::PAGE_ROWS,
    work::Work,
};

/// Apps that are listed; a seller with more looks one up by its address.
const MOST_APPS: i64 = 500;

/// The apps that a member runs, by name.
pub(super) async fn apps(db: impl PgExecutor<'_>, member: &Membership) -> sqlx::Result<Vec<AppLine>> {
    sqlx::query_as!(
        AppLine,
        r#"select a.client_id, a.name_ko, a.name_en, a.support_email,
                  exists (select from support_changes c
                          where c.app_id = a.app_id and c.confirmed_at is null and c.withdrawn_at is null) as "asked!",
                  (coalesce(a.public_text_ko, a.public_text_en) is not null) as "has_text!",
                  a.answer_langs as "answer_langs: Vec<Lang>"
           from apps a
           where a.seller_id = $1 and coalesce(a.app_id = any($2), true)
           order by a.name_ko, a.app_id limit $3"#,
        member.seller_id as SellerId,
        member.app_ids.as_deref() as Option<&[AppId]>,
        MOST_APPS
    )
    .fetch_all(db)
    .await
}

/// One of them.
pub(super) async fn app(db: impl PgExecutor<'_>, member: &Membership, client_id: &str) -> sqlx::Result<Option<OwnApp>> {
    sqlx::query_as!(
        OwnApp,
        r#"select app_id as "app_id: AppId", client_id, name_ko, name_en
           from apps where seller_id = $1 and client_id = $2 and coalesce(app_id = any($3), true)"#,
        member.seller_id as SellerId,
        client_id,
        member.app_ids.as_deref() as Option<&[AppId]>
    )
    .fetch_optional(db)
    .await
}

/// The change that waits, the newest one, and whether the contact's last notices came back.
pub(super) async fn contact(
    db: &mut PgConnection,
    seller: SellerId,
    app: AppId,
    now: DateTime<Utc>,
) -> sqlx::Result<Contact> {
    let row = sqlx::query!(
        r#"select support_change_id as "id: SupportChangeId", new_email as "email: EmailAddress", created_at, expires_at,
                  (confirmed_at is null and withdrawn_at is null) as "waits!",
                  (select d.state from deliveries d where d.support_change_id = c.support_change_id
                     and d.kind = 'support_confirm' order by d.created_at desc limit 1) as "mail: DeliveryState"
           from support_changes c where app_id = $1 order by support_change_id desc limit 1"#,
        app as AppId
    )
    .fetch_optional(&mut *db)
    .await?;
    let newest = row.as_ref().map(|row| row.id);
    let waiting = row.filter(|row| row.waits).and_then(|row| {
        Some(Waiting { email: row.email?, asked_at: row.created_at, expires_at: row.expires_at, mail: row.mail })
    });
    Ok(Contact { newest, waiting, bounce: bounce(db, seller, app, now).await? })
}

/// The newest notice that came back, since the contact is what it is.
async fn bounce(
    db: &mut PgConnection,
    seller: SellerId,
    app: AppId,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<Bounce>> {
    sqlx::query_as!(
        Bounce,
        r#"select coalesce(d.ended_at, d.created_at) as "at!", d.answer
           from deliveries d
           where d.seller_id = $1 and d.support_app_id = $2 and d.state in ('bounced', 'failed') and d.created_at > $3
             and d.created_at > coalesce((select max(c.confirmed_at) from support_changes c where c.app_id = $2), '-infinity')
           order by d.created_at desc, d.delivery_id desc limit 1"#,
        seller as SellerId,
        app as AppId,
        now - BOUNCE_MATTERS
    )
    .fetch_optional(db)
    .await
}

/// Locks an app for the member whose work it is: what is saved of it, if they run it.
pub(super) async fn lock_app(
    work: &mut Work,
    (seller, app): (SellerId, AppId),
) -> sqlx::Result<Result<SavedSettings, Refusal>> {
    let Some(user) = work.actor().member() else { return Ok(Err(Refusal::NotFound)) };
    let saved = sellers::lock_settings(work.db(), seller, app).await?;
    Ok(match (saved, role_for(work.db(), (seller, app), user).await?) {
        (None, _) | (_, None) => Err(Refusal::NotFound),
        (Some(saved), Some(role)) if role.may(Verb::Configure) => Ok(saved),
        _ => Err(Refusal::NotAllowed),
    })
}

/// The role of somebody who sees an app. Whoever takes it away waits until the work is over.
pub(super) async fn role_for(
    db: &mut PgConnection,
    (seller, app): (SellerId, AppId),
    user: UserId,
) -> sqlx::Result<Option<MemberRole>> {
    sqlx::query_scalar!(
        r#"select m.role as "role: MemberRole" from memberships m join users u using (user_id)
           where m.seller_id = $1 and m.user_id = $2 and u.disabled_at is null and coalesce($3 = any(m.app_ids), true)
           for share of m"#,
        seller as SellerId,
        user as UserId,
        app as AppId
    )
    .fetch_optional(db)
    .await
}

/// The newest change of an app's contact, whatever became of it.
pub(super) async fn newest_change(db: &mut PgConnection, app: AppId) -> sqlx::Result<Option<SupportChangeId>> {
    sqlx::query_scalar!(
        r#"select support_change_id as "id: SupportChangeId" from support_changes
           where app_id = $1 order by support_change_id desc limit 1"#,
        app as AppId
    )
    .fetch_optional(db)
    .await
}

/// How many links a seller sent lately.
pub(super) async fn asked_lately(db: &mut PgConnection, seller: SellerId, since: DateTime<Utc>) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"select count(*) as "count!" from support_changes join apps using (app_id)
           where seller_id = $1 and support_changes.created_at > $2 and new_email is not null"#,
        seller as SellerId,
        since
    )
    .fetch_one(db)
    .await
}

/// A page of an app's record, newest first, from before a line; one line more than a page.
pub(super) async fn record_of(
    db: impl PgExecutor<'_>,
    app: AppId,
    before: Option<i64>,
) -> sqlx::Result<Vec<RecordRow>> {
    let rows = sqlx::query!(
        r#"select e.team_event_id, e.kind as "kind: TeamEventKind", actor.name as "by?", a.name_ko, a.name_en,
                  e.data as "detail: Json<Detail>", e.at
           from team_events e join apps a using (app_id) left join users actor on actor.user_id = e.by_user_id
           where e.app_id = $1 and e.team_event_id < $2
           order by e.team_event_id desc limit $3"#,
        app as AppId,
        before.unwrap_or(i64::MAX),
        PAGE_ROWS as i64 + 1
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| RecordRow {
            team_event_id: row.team_event_id,
            kind: row.kind,
            by: row.by,
            whom: None,
            app_ko: Some(row.name_ko),
            app_en: Some(row.name_en),
            apps: Vec::new(),
            other: None,
            detail: row.detail.0,
            at: row.at,
        })
        .collect())
}

/// Drops changes that came to nothing. Confirmed ones stay: they tell where notices went.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_support_changes(db: impl PgExecutor<'_>, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!("delete from support_changes where expires_at < $1 and confirmed_at is null", now - REMEMBERED)
        .execute(db)
        .await?;
    Ok(())
}
