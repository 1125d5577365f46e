//! What came in through the store's own Contact Us becomes an inquiry: it is the seller's from this moment, and the clock
//! starts now, not when it came to the store.
//!
//! Its message keeps the moment at which it came to the store. Nobody confirms the address: operations vouched for it.

use serde_json::json;

use super::{Channel, MessageAuthor, ask::NUMBER_TRIES, links, turn::start_turn};
use crate::{
    crypto::Secret,
    deliveries::{self, About, DeliveryKind},
    events::{self, EventKind, NewEvent, Subject},
    id::{EntryId, InquiryId, MessageId},
    public_no::PublicNo,
    rules::Rules,
    work::Work,
};

/// The notice that the store's own Contact Us shows; the portal does not know its versions.
const PRIVACY_NOTICE: &str = "store-contact-us";

/// Makes the inquiry of an entry, tells the seller and the customer, and starts the first turn. The caller has locked the
/// entry.
///
/// # Errors
/// When the database does not answer, or the entry was forwarded before.
pub async fn forward_entry(
    work: &mut Work,
    secret: &Secret,
    rules: &Rules,
    entry: EntryId,
    no: &PublicNo,
) -> sqlx::Result<InquiryId> {
    let inquiry = insert_inquiry(work, rules, entry, no).await?;
    links::add(work, secret, inquiry).await?;
    let message = insert_message(work, inquiry, entry).await?;
    let due = rules.due(work.now());
    start_turn(work, rules, inquiry, 1, due).await?;
    let event = NewEvent::new(Subject::Inquiry(inquiry), 1, EventKind::Forwarded);
    events::record(work, &[event.with(json!({ "turn": 1, "due_at": due }))]).await?;
    let about = [About::message(inquiry, message)];
    deliveries::to_seller(work, DeliveryKind::NewInquiry, &about).await?;
    deliveries::to_customer(work, DeliveryKind::Receipt, &about).await?;
    Ok(inquiry)
}

/// With the entry's number; another one if an inquiry has drawn the same meanwhile.
async fn insert_inquiry(work: &mut Work, rules: &Rules, entry: EntryId, no: &PublicNo) -> sqlx::Result<InquiryId> {
    let mut number = no.clone();
    for _ in 1..NUMBER_TRIES {
        if let Some(inquiry) = try_insert_inquiry(work, rules, entry, &number).await? {
            return Ok(inquiry);
        }
        number = PublicNo::random();
    }
    try_insert_inquiry(work, rules, entry, &number).await?.ok_or(sqlx::Error::RowNotFound)
}

async fn try_insert_inquiry(
    work: &mut Work,
    rules: &Rules,
    entry: EntryId,
    no: &PublicNo,
) -> sqlx::Result<Option<InquiryId>> {
    let now = work.now();
    sqlx::query_scalar!(
        r#"insert into inquiries (inquiry_id, public_no, seller_id, app_id, customer_id, category, channel, state, subject,
                                  lang, turn, awaiting_since, reply_due_at, due_policy, sequence, purchased_at, item,
                                  amount_minor, currency, app_version, device, privacy_notice, created_at)
           select $1, $2, seller_id, app_id, customer_id, category, $3, 'awaiting_developer', subject, lang, 1, $4, $5, $6,
                  1, purchased_at, item, amount_minor, currency, app_version, device, $7, $4
           from contact_us_entries where entry_id = $8
           on conflict (public_no) do nothing
           returning inquiry_id as "inquiry_id: InquiryId""#,
        InquiryId::new() as InquiryId,
        no.as_str(),
        Channel::StoreContactUs as Channel,
        now,
        rules.due(now),
        rules.policy.version_label(),
        PRIVACY_NOTICE,
        entry as EntryId
    )
    .fetch_optional(work.db())
    .await
}

/// The customer's words, and the files that came with them.
async fn insert_message(work: &mut Work, inquiry: InquiryId, entry: EntryId) -> sqlx::Result<MessageId> {
    let message = MessageId::new();
    sqlx::query!(
        "insert into messages (message_id, inquiry_id, author, body, sent_at)
         select $1, $2, $3, body, arrived_at from contact_us_entries where entry_id = $4",
        message as MessageId,
        inquiry as InquiryId,
        MessageAuthor::Customer as MessageAuthor,
        entry as EntryId
    )
    .execute(work.db())
    .await?;
    sqlx::query!(
        "insert into attachments (attachment_id, inquiry_id, message_id, hash, file_name, media_type, size)
         select file_id, $2, $1, hash, file_name, media_type, size from contact_us_files where entry_id = $3",
        message as MessageId,
        inquiry as InquiryId,
        entry as EntryId
    )
    .execute(work.db())
    .await?;
    Ok(message)
}
