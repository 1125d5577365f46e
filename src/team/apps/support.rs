//! Another support contact: asked for, asked again, taken back, confirmed, taken away.

use chrono::{DateTime, Utc};
use sqlx::PgExecutor;

use super::{
    model::{ASKED_WITHIN, MOST_ASKED, Refusal, TIME_TO_CONFIRM},
    queries,
    save::happened,
};
use crate::{
    auth::Verb,
    crypto::{Purpose, Secret, Token, TokenHash},
    deliveries::{self, DeliveryKind},
    id::{AppId, SellerId, SupportChangeId, UserId},
    sellers,
    team::model::{Detail, TeamEventKind},
    text::EmailAddress,
    work::Work,
};

const LINK: Purpose = Purpose::new("support contact");

/// The token of a link. It is derived, so that the mailer can write it and the table holds only its hash.
pub fn support_token(secret: &Secret, change: SupportChangeId) -> Token {
    Token::derived(secret, LINK, change.0.as_bytes())
}

type Done = sqlx::Result<Result<(), Refusal>>;

/// Asks another address, over the change that its author had seen; one that waited before is over.
pub(super) async fn ask(
    work: &mut Work,
    secret: &Secret,
    place: (SellerId, AppId),
    seen: Option<SupportChangeId>,
    email: &EmailAddress,
) -> Done {
    let saved = match queries::lock_app(work, place).await? {
        Ok(saved) => saved,
        Err(refusal) => return Ok(Err(refusal)),
    };
    if queries::newest_change(work.db(), place.1).await? != seen {
        return Ok(Err(Refusal::SomethingNewer));
    }
    if saved.support_email.is_some_and(|present| present.to_lowercase() == email.as_str().to_lowercase()) {
        return Ok(Err(Refusal::Same));
    }
    send_link(work, secret, place, email).await
}

/// Sends a new link to the address that waits; the old one is dead.
pub(super) async fn ask_again(work: &mut Work, secret: &Secret, place: (SellerId, AppId)) -> Done {
    if let Err(refusal) = queries::lock_app(work, place).await? {
        return Ok(Err(refusal));
    }
    match waiting(work, place.1).await? {
        Some((_, email)) => send_link(work, secret, place, &email).await,
        None => Ok(Err(Refusal::Nothing)),
    }
}

async fn send_link(work: &mut Work, secret: &Secret, place: (SellerId, AppId), email: &EmailAddress) -> Done {
    let now = work.now();
    if queries::asked_lately(work.db(), place.0, now - ASKED_WITHIN).await? >= MOST_ASKED {
        return Ok(Err(Refusal::TooMany));
    }
    end_waiting(work, place.1).await?;
    let change = SupportChangeId::new();
    let hash = support_token(secret, change).hash();
    insert(work, change, place.1, Some((email, hash))).await?;
    deliveries::to_support(work, DeliveryKind::SupportConfirm, change).await?;
    happened(work, TeamEventKind::SupportAsked, place, Detail::default()).await?;
    Ok(Ok(()))
}

/// Takes back the change that waits.
pub(super) async fn withdraw(work: &mut Work, place: (SellerId, AppId)) -> Done {
    if let Err(refusal) = queries::lock_app(work, place).await? {
        return Ok(Err(refusal));
    }
    if !end_waiting(work, place.1).await? {
        return Ok(Err(Refusal::Nothing));
    }
    happened(work, TeamEventKind::SupportWithdrawn, place, Detail::default()).await?;
    Ok(Ok(()))
}

/// Takes the contact away: from then on the seller's members are told alone. Its mailbox is told so.
pub(super) async fn remove(work: &mut Work, place: (SellerId, AppId), seen: Option<SupportChangeId>) -> Done {
    let saved = match queries::lock_app(work, place).await? {
        Ok(saved) => saved,
        Err(refusal) => return Ok(Err(refusal)),
    };
    if queries::newest_change(work.db(), place.1).await? != seen {
        return Ok(Err(Refusal::SomethingNewer));
    }
    if saved.support_email.is_none() {
        return Ok(Err(Refusal::Nothing));
    }
    end_waiting(work, place.1).await?;
    let change = SupportChangeId::new();
    insert(work, change, place.1, None).await?;
    put_in_place(work, change, place.1, (saved.support_email.as_deref(), None)).await?;
    happened(work, TeamEventKind::SupportRemoved, place, Detail::default()).await?;
    Ok(Ok(()))
}

/// A change that waits, seen from its link.
#[derive(Debug, Clone)]
pub(super) struct OpenChange {
    pub(super) app_ko: String,
    pub(super) app_en: String,
    pub(super) seller_ko: String,
    pub(super) seller_en: String,
    pub(super) email: String,
}

/// The change of a link. `None`: there is no such link, or it is over.
pub(super) async fn open_change(
    db: impl PgExecutor<'_>,
    token: &Token,
    now: DateTime<Utc>,
) -> sqlx::Result<Option<OpenChange>> {
    sqlx::query_as!(
        OpenChange,
        r#"select a.name_ko as app_ko, a.name_en as app_en, s.name_ko as seller_ko, s.name_en as seller_en,
                  c.new_email as "email!"
           from support_changes c join apps a using (app_id) join sellers s using (seller_id)
           where c.token_hash = $1 and c.confirmed_at is null and c.withdrawn_at is null and c.expires_at > $2"#,
        token.hash() as TokenHash,
        now
    )
    .fetch_optional(db)
    .await
}

/// The new mailbox agrees: notices go there from now on. Who asked must still run the app, or the link is over.
pub(super) async fn confirm(work: &mut Work, token: &Token) -> Done {
    let now = work.now();
    let place = sqlx::query!(
        r#"select a.seller_id as "seller: SellerId", a.app_id as "app: AppId"
           from support_changes c join apps a using (app_id) where c.token_hash = $1"#,
        token.hash() as TokenHash
    )
    .fetch_optional(work.db())
    .await?;
    let Some(place) = place.map(|row| (row.seller, row.app)) else { return Ok(Err(Refusal::NotFound)) };
    let Some(saved) = sellers::lock_settings(work.db(), place.0, place.1).await? else {
        return Ok(Err(Refusal::NotFound));
    };
    let change = sqlx::query!(
        r#"select support_change_id as "id: SupportChangeId", new_email as "email!", asked_by as "asked_by: UserId"
           from support_changes
           where token_hash = $1 and confirmed_at is null and withdrawn_at is null and expires_at > $2"#,
        token.hash() as TokenHash,
        now
    )
    .fetch_optional(work.db())
    .await?;
    let Some(change) = change else { return Ok(Err(Refusal::NotFound)) };
    let role = queries::role_for(work.db(), place, change.asked_by).await?;
    if !role.is_some_and(|role| role.may(Verb::Configure)) {
        return Ok(Err(Refusal::NotFound));
    }
    let emails = (saved.support_email.as_deref(), Some(change.email.as_str()));
    put_in_place(work, change.id, place.1, emails).await?;
    happened(work, TeamEventKind::SupportConfirmed, place, Detail::default()).await?;
    Ok(Ok(()))
}

/// From one address to another, either of which may be none; the old mailbox is told.
async fn put_in_place(
    work: &mut Work,
    change: SupportChangeId,
    app: AppId,
    (old, new): (Option<&str>, Option<&str>),
) -> sqlx::Result<()> {
    let now = work.now();
    sqlx::query!(
        "update support_changes set confirmed_at = $2, old_email = $3 where support_change_id = $1",
        change as SupportChangeId,
        now,
        old
    )
    .execute(work.db())
    .await?;
    sellers::set_support_email(work.db(), app, new).await?;
    match old {
        Some(_) => deliveries::to_support(work, DeliveryKind::SupportLeft, change).await,
        None => Ok(()),
    }
}

/// Writes a change; one without an address takes the contact away.
async fn insert(
    work: &mut Work,
    change: SupportChangeId,
    app: AppId,
    asked: Option<(&EmailAddress, TokenHash)>,
) -> sqlx::Result<()> {
    let (now, by) = (work.now(), work.actor().user());
    let (email, hash) = asked.unzip();
    sqlx::query!(
        "insert into support_changes (support_change_id, app_id, new_email, token_hash, asked_by, created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        change as SupportChangeId,
        app as AppId,
        email.map(EmailAddress::as_str),
        hash as Option<TokenHash>,
        by as Option<UserId>,
        now,
        now + TIME_TO_CONFIRM
    )
    .execute(work.db())
    .await?;
    Ok(())
}

async fn waiting(work: &mut Work, app: AppId) -> sqlx::Result<Option<(SupportChangeId, EmailAddress)>> {
    let row = sqlx::query!(
        r#"select support_change_id as "id: SupportChangeId", new_email as "email!: EmailAddress" from support_changes
           where app_id = $1 and confirmed_at is null and withdrawn_at is null"#,
        app as AppId
    )
    .fetch_optional(work.db())
    .await?;
    Ok(row.map(|row| (row.id, row.email)))
}

/// Ends the change that waits; says whether there was one. Its link is dead, and is not sent any more.
async fn end_waiting(work: &mut Work, app: AppId) -> sqlx::Result<bool> {
    let Some((change, _)) = waiting(work, app).await? else { return Ok(false) };
    let now = work.now();
    sqlx::query!(
        "update support_changes set withdrawn_at = $2 where support_change_id = $1",
        change as SupportChangeId,
        now
    )
    .execute(work.db())
    .await?;
    deliveries::cancel_support_confirm(work, change).await?;
    Ok(true)
}
