//! The SQL of the page.

use chrono::{DateTime, Utc};
use sqlx::{PgExecutor, PgPool};

use crate::{
    deliveries::{self, DeliveryRow},
    events::{self, EventRow},
    files::ContentHash,
    id::{AttachmentId, DraftId, InquiryId, MessageId, PendingReplyId, SellerId},
    inquiries::{
        Category, FileRow, State, files_of,
        shown::{MessageRow, Reader, messages_of},
    },
    lang::Lang,
    public_no::PublicNo,
};

/// The inquiry with everything that is one per inquiry.
#[derive(Debug, Clone)]
pub(super) struct Head {
    pub(super) inquiry_id: InquiryId,
    pub(super) no: PublicNo,
    pub(super) state: State,
    pub(super) category: Category,
    pub(super) subject: String,
    pub(super) lang: Lang,
    pub(super) reply_due_at: Option<DateTime<Utc>>,
    pub(super) purchased_at: Option<DateTime<Utc>>,
    pub(super) item: Option<String>,
    pub(super) amount_minor: Option<i64>,
    pub(super) currency: Option<String>,
    pub(super) app_version: Option<String>,
    pub(super) device: Option<String>,
    pub(super) seller_id: SellerId,
    pub(super) seller_name_ko: String,
    pub(super) seller_name_en: String,
    pub(super) app_name_ko: String,
    pub(super) app_name_en: String,
    pub(super) customer_name: String,
    pub(super) customer_email: String,
    /// Its newest case.
    pub(super) case_no: Option<PublicNo>,
    /// The inquiry that it was merged into.
    pub(super) goes_on_in: Option<PublicNo>,
}

/// The inquiry of a number. Those whose address nobody confirmed exist for nobody; with `cases_only`, those that no case is
/// about do not exist either, their own or one of the inquiry that they were merged with.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn head(db: impl PgExecutor<'_>, no: &PublicNo, cases_only: bool) -> sqlx::Result<Option<Head>> {
    sqlx::query_as!(
        Head,
        r#"select i.inquiry_id as "inquiry_id: InquiryId", i.public_no as "no: PublicNo", i.state as "state: State",
                  i.category as "category: Category", i.subject, i.lang as "lang: Lang", i.reply_due_at, i.purchased_at,
                  i.item, i.amount_minor, i.currency, i.app_version, i.device, i.seller_id as "seller_id: SellerId",
                  s.name_ko as seller_name_ko, s.name_en as seller_name_en, a.name_ko as app_name_ko,
                  a.name_en as app_name_en, customers.name as customer_name, customers.email as customer_email,
                  c.case_no as "case_no?: PublicNo", goes_on.public_no as "goes_on_in?: PublicNo"
           from inquiries i
           join customers using (customer_id)
           join apps a on a.app_id = i.app_id
           join sellers s on s.seller_id = i.seller_id
           left join inquiries goes_on on goes_on.inquiry_id = i.merged_into
           left join lateral (
               select case_no from cancellations
               where inquiry_id = any(array(select i.inquiry_id union all select i.merged_into
                                            union all select o.inquiry_id from inquiries o where o.merged_into = i.inquiry_id))
               order by cancellation_id desc limit 1) as c on true
           where i.public_no = $1 and i.state <> 'unconfirmed' and (not $2 or c.case_no is not null)"#,
        no.as_str(),
        cases_only
    )
    .fetch_optional(db)
    .await
}

/// What there are many of.
#[derive(Debug)]
pub(super) struct Entries {
    pub(super) messages: Vec<MessageRow>,
    pub(super) events: Vec<EventRow>,
    pub(super) files: Vec<FileRow>,
    pub(super) deliveries: Vec<DeliveryRow>,
}

/// Messages, history, files and mails of the inquiry.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn entries(db: &PgPool, head: &Head) -> sqlx::Result<Entries> {
    Ok(Entries {
        messages: messages_of(db, head.inquiry_id).await?,
        events: events::of_inquiry(db, head.inquiry_id, Reader::Operations.audience()).await?,
        files: files_of(db, head.inquiry_id).await?,
        deliveries: deliveries::of_inquiry(db, head.inquiry_id, head.seller_id, &[]).await?,
    })
}

/// A file of a message of the inquiry; one that waits with an answer does not exist yet.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn file(
    db: impl PgExecutor<'_>,
    inquiry: InquiryId,
    attachment: AttachmentId,
) -> sqlx::Result<Option<FileRow>> {
    sqlx::query_as!(
        FileRow,
        r#"select f.attachment_id as "attachment_id: AttachmentId", f.message_id as "message_id: MessageId",
                  f.pending_reply_id as "pending_reply_id: PendingReplyId", f.draft_id as "draft_id: DraftId", f.file_name,
                  f.media_type, f.size, f.hash as "hash: ContentHash"
           from attachments f join inquiries o using (inquiry_id)
           where f.attachment_id = $2 and $1 in (o.inquiry_id, o.merged_into) and f.message_id is not null"#,
        inquiry as InquiryId,
        attachment as AttachmentId
    )
    .fetch_optional(db)
    .await
}
