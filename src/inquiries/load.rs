//! Inquiries with their links and threads by COPY, for `load`.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor};

use super::{Category, Channel, CloseReason, MessageAuthor, State, links::link_token};
use crate::{
    crypto::Secret,
    db::Rows,
    id::{AppId, CustomerId, InquiryId, MessageId, SellerId, UserId},
    lang::Lang,
    public_no::PublicNo,
};

/// An inquiry with its thread.
#[derive(Debug, Clone)]
pub struct LoadedInquiry {
    /// The row's key.
    pub id: InquiryId,
    /// The number that people read.
    pub no: PublicNo,
    /// The app's seller.
    pub seller: SellerId,
    /// The app.
    pub app: AppId,
    /// Who asks.
    pub customer: CustomerId,
    /// What for.
    pub category: Category,
    /// Which way it came.
    pub channel: Channel,
    /// Where it stands.
    pub state: State,
    /// In one line.
    pub subject: String,
    /// The language of the form.
    pub lang: Lang,
    /// How often the clock was started.
    pub turn: i32,
    /// When the clock was last started.
    pub awaiting_since: DateTime<Utc>,
    /// When the developer must, or had to, answer.
    pub reply_due_at: DateTime<Utc>,
    /// The policy's label.
    pub due_policy: String,
    /// Why and when it was closed.
    pub closed: Option<(CloseReason, DateTime<Utc>)>,
    /// The number of its newest event.
    pub sequence: i32,
    /// The purchase that the customer tells of: when, what, and how many won.
    pub purchase: Option<(DateTime<Utc>, &'static str, i64)>,
    /// The app's version and the device, of an error.
    pub place: Option<(String, &'static str)>,
    /// When the form was sent.
    pub created_at: DateTime<Utc>,
    /// The thread, oldest first.
    pub messages: Vec<LoadedMessage>,
}

/// One entry of a thread.
#[derive(Debug, Clone)]
pub struct LoadedMessage {
    /// The row's key.
    pub id: MessageId,
    /// The developer's person who wrote it; the customer did without one.
    pub member: Option<UserId>,
    /// The words.
    pub body: String,
    /// When.
    pub sent_at: DateTime<Utc>,
}

/// The version of the privacy notice that these customers read.
const PRIVACY_NOTICE: &str = "load";

/// Whether there are any inquiries.
///
/// # Errors
/// When the database does not answer.
pub async fn are_there_any(db: impl PgExecutor<'_>) -> sqlx::Result<bool> {
    sqlx::query_scalar!(r#"select exists (select from inquiries) as "any!""#).fetch_one(db).await
}

/// Writes inquiries, the links of their customers, and the threads.
///
/// # Errors
/// When the database refuses a row or does not answer.
pub async fn load(db: &mut PgConnection, secret: &Secret, inquiries: &[LoadedInquiry]) -> sqlx::Result<()> {
    load_inquiries(db, inquiries).await?;
    load_links(db, secret, inquiries).await?;
    load_messages(db, inquiries).await
}

async fn load_inquiries(db: &mut PgConnection, inquiries: &[LoadedInquiry]) -> sqlx::Result<()> {
    let mut rows = Rows::default();
    for one in inquiries {
        let (reason, closed_at) = one.closed.unzip();
        let row = rows.row().field(one.id)?.field(one.no.as_str())?.field(one.seller)?.field(one.app)?;
        row.field(one.customer)?.field(one.category)?.field(one.channel)?.field(one.state)?;
        row.field(one.subject.as_str())?.field(one.lang)?.field(one.turn)?.field(one.awaiting_since)?;
        row.field(one.reply_due_at)?.field(one.due_policy.as_str())?.field(reason)?.field(closed_at)?;
        row.field(one.sequence)?.field(one.purchase.map(|(at, ..)| at))?;
        row.field(one.purchase.map(|(_, item, _)| item))?.field(one.purchase.map(|(.., won)| won))?;
        row.field(one.purchase.map(|_| "KRW"))?;
        row.field(one.place.as_ref().map(|(version, _)| version.as_str()))?;
        row.field(one.place.as_ref().map(|(_, device)| *device))?.field(PRIVACY_NOTICE)?.field(one.created_at)?;
        let first = one.messages.iter().find(|message| message.member.is_some()).map(|answer| answer.sent_at);
        let waited = first.map(|at| i32::try_from((at - one.created_at).num_seconds().max(0)).unwrap_or(i32::MAX));
        row.field(first)?.field(waited)?;
    }
    rows.copy(
        db,
        "copy inquiries (inquiry_id, public_no, seller_id, app_id, customer_id, category, channel, state, subject, lang,
                         turn, awaiting_since, reply_due_at, due_policy, close_reason, closed_at, sequence,
                         purchased_at, item, amount_minor, currency, app_version, device, privacy_notice, created_at,
                         first_answered_at, first_answer_seconds)
         from stdin (format binary)",
    )
    .await
}

async fn load_links(db: &mut PgConnection, secret: &Secret, inquiries: &[LoadedInquiry]) -> sqlx::Result<()> {
    let mut rows = Rows::default();
    for one in inquiries {
        rows.row().field(link_token(secret, one.id, 0).hash())?.field(one.id)?.field(one.created_at)?;
    }
    rows.copy(db, "copy inquiry_links (token_hash, inquiry_id, created_at) from stdin (format binary)").await
}

async fn load_messages(db: &mut PgConnection, inquiries: &[LoadedInquiry]) -> sqlx::Result<()> {
    let mut rows = Rows::default();
    for (inquiry, one) in inquiries.iter().flat_map(|one| one.messages.iter().map(move |message| (one.id, message))) {
        let author = if one.member.is_some() { MessageAuthor::Developer } else { MessageAuthor::Customer };
        let row = rows.row().field(one.id)?.field(inquiry)?.field(author)?.field(one.member)?;
        row.field(one.body.as_str())?.field(one.sent_at)?;
    }
    rows.copy(db, "copy messages (message_id, inquiry_id, author, user_id, body, sent_at) from stdin (format binary)")
        .await
}
