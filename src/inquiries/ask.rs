//! A customer asks: the form is filed unconfirmed; confirming the address starts the clock.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{
    Category, Channel, MessageAuthor, NewFile,
    files::{self, Owner},
    links,
    turn::deadlines_of,
};
use crate::{
    config::Contact,
    crypto::{Secret, Token},
    customers::{self, NewCustomer},
    deadlines,
    deliveries::{self, About, DeliveryKind},
    events::{self, EventKind, NewEvent, Subject as EventSubject},
    id::{AppId, CustomerId, InquiryId, MessageId, SellerId},
    lang::Lang,
    public_no::PublicNo,
    rules::Rules,
    text::{Amount, AppVersion, Device, Item, MessageBody, Subject},
    work::Work,
};

/// How often a public number is drawn again when it is taken; two rows in a million meet once.
pub(super) const NUMBER_TRIES: usize = 3;

/// What the customer says of the purchase.
#[derive(Debug, Clone, Default)]
pub struct PurchaseClaim {
    /// When.
    pub purchased_at: Option<DateTime<Utc>>,
    /// What.
    pub item: Option<Item>,
    /// How much.
    pub amount: Option<Amount>,
}

/// A form of «Contact Seller», parsed.
#[derive(Debug, Clone)]
pub struct NewInquiry {
    /// The app's seller.
    pub seller: SellerId,
    /// The app.
    pub app: AppId,
    /// Who writes.
    pub customer: NewCustomer,
    /// What is asked for.
    pub category: Category,
    /// In one line.
    pub subject: Subject,
    /// What happened.
    pub body: MessageBody,
    /// The purchase, for a refund.
    pub purchase: PurchaseClaim,
    /// The app's version, for an error.
    pub app_version: Option<AppVersion>,
    /// The device, for an error.
    pub device: Option<Device>,
    /// The language of the form.
    pub lang: Lang,
    /// The version of the privacy notice that was shown.
    pub privacy_notice: &'static str,
    /// Files.
    pub files: Vec<NewFile>,
}

/// Files an inquiry of an address that is still to be confirmed. Nothing of its text leaves before that.
///
/// # Errors
/// When the database does not answer.
pub async fn file_inquiry(
    work: &mut Work,
    secret: &Secret,
    limits: &Contact,
    new: &NewInquiry,
) -> sqlx::Result<InquiryId> {
    let customer = customers::find_or_add(work, &new.customer).await?;
    let inquiry = insert_inquiry(work, customer, new).await?;
    links::add(work, secret, inquiry).await?;
    let message = insert_first_message(work, inquiry, &new.body).await?;
    files::add(work, inquiry, Owner::Message(message), &new.files).await?;
    events::record(work, &[NewEvent::new(EventSubject::Inquiry(inquiry), 1, EventKind::Received)]).await?;
    customers::ask_to_confirm(work, secret, limits, customer).await?;
    Ok(inquiry)
}

async fn insert_inquiry(work: &mut Work, customer: CustomerId, new: &NewInquiry) -> sqlx::Result<InquiryId> {
    for _ in 1..NUMBER_TRIES {
        if let Some(inquiry) = try_insert_inquiry(work, customer, new).await? {
            return Ok(inquiry);
        }
    }
    try_insert_inquiry(work, customer, new).await?.ok_or(sqlx::Error::RowNotFound)
}

async fn try_insert_inquiry(
    work: &mut Work,
    customer: CustomerId,
    new: &NewInquiry,
) -> sqlx::Result<Option<InquiryId>> {
    let now = work.now();
    let amount = new.purchase.amount.as_ref();
    sqlx::query_scalar!(
        r#"insert into inquiries (inquiry_id, public_no, seller_id, app_id, customer_id, category, channel, state, subject,
                                  lang, sequence, purchased_at, item, amount_minor, currency, app_version, device,
                                  privacy_notice, created_at)
           values ($1, $2, $3, $4, $5, $6, $7, 'unconfirmed', $8, $9, 1, $10, $11, $12, $13, $14, $15, $16, $17)
           on conflict (public_no) do nothing
           returning inquiry_id as "inquiry_id: InquiryId""#,
        InquiryId::new() as InquiryId,
        PublicNo::random() as PublicNo,
        new.seller as SellerId,
        new.app as AppId,
        customer as CustomerId,
        new.category as Category,
        Channel::ContactSeller as Channel,
        new.subject.as_str(),
        new.lang as Lang,
        new.purchase.purchased_at,
        new.purchase.item.as_ref().map(Item::as_str),
        amount.map(|amount| amount.minor()),
        amount.map(|amount| amount.currency().code().to_owned()),
        new.app_version.as_ref().map(AppVersion::as_str),
        new.device.as_ref().map(Device::as_str),
        new.privacy_notice,
        now
    )
    .fetch_optional(work.db())
    .await
}

async fn insert_first_message(work: &mut Work, inquiry: InquiryId, body: &MessageBody) -> sqlx::Result<MessageId> {
    let message = MessageId::new();
    let now = work.now();
    sqlx::query!(
        "insert into messages (message_id, inquiry_id, author, body, sent_at) values ($1, $2, $3, $4, $5)",
        message as MessageId,
        inquiry as InquiryId,
        MessageAuthor::Customer as MessageAuthor,
        body.as_str(),
        now
    )
    .execute(work.db())
    .await?;
    Ok(message)
}

/// Confirms the address of a link and starts the clock of every inquiry that waited for it: these are returned, none for a
/// link that was pressed before. `None`: no such link, or it is over.
///
/// # Errors
/// When the database does not answer.
pub async fn confirm_address(work: &mut Work, rules: &Rules, token: &Token) -> sqlx::Result<Option<Vec<InquiryId>>> {
    let Some(used) = customers::use_confirmation(work, token).await? else { return Ok(None) };
    if !used.first {
        return Ok(Some(Vec::new()));
    }
    let now = work.now();
    let due = rules.due(now);
    let started = start_waiting(work, used.customer, due, rules).await?;
    let deadlines: Vec<_> =
        started.iter().flat_map(|one| deadlines_of(rules.reminders, one.inquiry, 1, now, due)).collect();
    deadlines::start(work, &deadlines).await?;
    let events: Vec<_> = started
        .iter()
        .map(|one| {
            NewEvent::new(EventSubject::Inquiry(one.inquiry), one.sequence, EventKind::Confirmed)
                .with(json!({ "turn": 1, "due_at": due }))
        })
        .collect();
    events::record(work, &events).await?;
    let about: Vec<_> = started.iter().map(|one| About::message(one.inquiry, one.message)).collect();
    deliveries::to_seller(work, DeliveryKind::NewInquiry, &about).await?;
    deliveries::to_customer(work, DeliveryKind::Receipt, &about).await?;
    Ok(Some(started.into_iter().map(|one| one.inquiry).collect()))
}

struct Started {
    inquiry: InquiryId,
    sequence: i32,
    message: MessageId,
}

async fn start_waiting(
    work: &mut Work,
    customer: CustomerId,
    due: DateTime<Utc>,
    rules: &Rules,
) -> sqlx::Result<Vec<Started>> {
    let now = work.now();
    sqlx::query_as!(
        Started,
        r#"update inquiries i
           set state = 'awaiting_developer', turn = 1, awaiting_since = $2, reply_due_at = $3, due_policy = $4,
               sequence = sequence + 1
           where customer_id = $1 and state = 'unconfirmed'
           returning inquiry_id as "inquiry: InquiryId", sequence,
                     (select message_id from messages m where m.inquiry_id = i.inquiry_id
                      order by sent_at limit 1) as "message!: MessageId""#,
        customer as CustomerId,
        now,
        due,
        rules.policy.version_label()
    )
    .fetch_all(work.db())
    .await
}

/// Deletes inquiries whose address nobody confirmed in time, with all that belongs to them. Returns how many.
///
/// # Errors
/// When the database does not answer.
pub async fn purge_unconfirmed(work: &mut Work, limits: &Contact) -> sqlx::Result<u64> {
    let before = work.now() - limits.confirm_within;
    let done = sqlx::query!(
        "delete from inquiries where inquiry_id in (
             select inquiry_id from inquiries where state = 'unconfirmed' and created_at < $1
             order by created_at limit 500 for update skip locked)",
        before
    )
    .execute(work.db())
    .await?;
    Ok(done.rows_affected())
}
