//! The SQL of one inquiry's page; with the session five statements in all, four when there are no files.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor};

use crate::{
    events::{self, EventRow},
    id::{AttachmentId, InquiryId, PendingReplyId, SellerId, UserId},
    inquiries::{
        Category, FileRow, State, files_of,
        shown::{MessageRow, Reader, messages_of},
    },
    lang::Lang,
    public_no::PublicNo,
    web::filters::COUNTED_TO,
};

/// Earlier inquiries that are named.
const EARLIER_SHOWN: i64 = 5;

/// The inquiry with everything that is one per inquiry.
#[derive(Debug, Clone)]
pub(super) struct Head {
    pub(super) inquiry_id: InquiryId,
    pub(super) no: PublicNo,
    pub(super) seller_id: SellerId,
    pub(super) state: State,
    pub(super) category: Category,
    pub(super) subject: String,
    pub(super) lang: Lang,
    pub(super) awaiting_since: DateTime<Utc>,
    pub(super) reply_due_at: DateTime<Utc>,
    pub(super) closed_at: Option<DateTime<Utc>>,
    /// Why operations gave it back, while the turn that this began runs.
    pub(super) returned_for: Option<String>,
    /// Whether operations approved a cancellation that billing has not carried out yet.
    pub(super) approved: bool,
    /// The newest event's number: what a reply must have seen.
    pub(super) sequence: i32,
    pub(super) purchased_at: Option<DateTime<Utc>>,
    pub(super) item: Option<String>,
    pub(super) amount_minor: Option<i64>,
    pub(super) currency: Option<String>,
    pub(super) app_version: Option<String>,
    pub(super) device: Option<String>,
    pub(super) app_name_ko: String,
    pub(super) app_name_en: String,
    pub(super) customer_name: String,
    pub(super) customer_email: String,
    /// The answer that can still be undone, if one waits.
    pub(super) pending_id: Option<PendingReplyId>,
    pub(super) pending_by: Option<UserId>,
    pub(super) pending_name: Option<String>,
    pub(super) pending_body: Option<String>,
    pub(super) pending_at: Option<DateTime<Utc>>,
    pub(super) release_at: Option<DateTime<Utc>>,
    /// The viewer's own undone answer.
    pub(super) draft_id: Option<PendingReplyId>,
    pub(super) draft_body: Option<String>,
    /// The customer's other inquiries with this seller, newest first.
    pub(super) earlier: i64,
    pub(super) earlier_nos: Vec<PublicNo>,
    pub(super) earlier_subjects: Vec<String>,
    pub(super) earlier_states: Vec<State>,
    pub(super) has_files: bool,
    /// A few words of the customer on how it was.
    pub(super) remark: Option<String>,
    /// What waits for the seller's answer, for the menu.
    pub(super) awaiting: i64,
    pub(super) first_due: Option<DateTime<Utc>>,
}

/// The inquiry of a number, if it exists for a member of these sellers.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn head(
    db: impl PgExecutor<'_>,
    no: &PublicNo,
    sellers: &[SellerId],
    viewer: UserId,
) -> sqlx::Result<Option<Head>> {
    sqlx::query_as!(
        Head,
        r#"select i.inquiry_id as "inquiry_id: InquiryId", i.public_no as "no: PublicNo",
                  i.seller_id as "seller_id: SellerId", i.state as "state: State", i.category as "category: Category",
                  i.subject, i.lang as "lang: Lang", i.awaiting_since as "awaiting_since!",
                  i.reply_due_at as "reply_due_at!", i.closed_at,
                  (select c.reason from cancellations c
                   where c.inquiry_id = i.inquiry_id and c.state = 'returned' and i.state = 'awaiting_developer'
                     and c.returned_due_at = i.reply_due_at) as returned_for,
                  exists (select from cancellations c
                          where c.inquiry_id = i.inquiry_id
                            and c.state in ('approved', 'submitting', 'pending_at_store', 'needs_attention')
                  ) as "approved!", i.sequence, i.purchased_at, i.item, i.amount_minor,
                  i.currency, i.app_version, i.device, a.name_ko as app_name_ko,
                  a.name_en as app_name_en, c.name as customer_name, c.email as customer_email,
                  p.pending_reply_id as "pending_id?: PendingReplyId", p.user_id as "pending_by?: UserId",
                  u.name as "pending_name?", p.body as "pending_body?", p.accepted_at as "pending_at?",
                  p.release_at as "release_at?",
                  d.pending_reply_id as "draft_id?: PendingReplyId", d.body as "draft_body?",
                  (select count(*) from (
                       select from inquiries o
                       where o.customer_id = i.customer_id and o.seller_id = i.seller_id and o.turn > 0
                         and o.inquiry_id <> i.inquiry_id
                       limit $4::bigint + 1) as others) as "earlier!",
                  coalesce(earlier.nos, '{}') as "earlier_nos!: Vec<PublicNo>",
                  coalesce(earlier.subjects, '{}') as "earlier_subjects!",
                  coalesce(earlier.states, '{}') as "earlier_states!: Vec<State>",
                  exists (select from attachments f where f.inquiry_id = i.inquiry_id) as "has_files!",
                  (select how.words from satisfactions how where how.inquiry_id = i.inquiry_id) as remark,
                  (select count(*) from (
                       select from inquiries w where w.seller_id = i.seller_id and w.state = 'awaiting_developer'
                       limit $4::bigint + 1) as waiting) as "awaiting!",
                  (select w.reply_due_at from inquiries w
                   where w.seller_id = i.seller_id and w.state = 'awaiting_developer'
                   order by w.reply_due_at limit 1) as first_due
           from inquiries i
           join apps a using (app_id)
           join customers c using (customer_id)
           left join pending_replies p on p.inquiry_id = i.inquiry_id and p.undone_at is null
           left join users u on u.user_id = p.user_id
           left join pending_replies d on d.inquiry_id = i.inquiry_id and d.user_id = $3 and d.undone_at is not null
           left join lateral (
               select array_agg(public_no) as nos, array_agg(subject) as subjects, array_agg(state) as states
               from (select o.public_no, o.subject, o.state from inquiries o
                     where o.customer_id = i.customer_id and o.seller_id = i.seller_id and o.turn > 0
                       and o.inquiry_id <> i.inquiry_id
                     order by o.inquiry_id desc limit $5) as newest
           ) as earlier on true
           where i.public_no = $1 and i.seller_id = any($2) and i.turn > 0"#,
        no.as_str(),
        sellers as &[SellerId],
        viewer as UserId,
        COUNTED_TO,
        EARLIER_SHOWN
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
}

/// Messages, history and files of an inquiry that the viewer may see.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn entries(db: &mut PgConnection, head: &Head) -> sqlx::Result<Entries> {
    let inquiry = head.inquiry_id;
    Ok(Entries {
        messages: messages_of(&mut *db, inquiry).await?,
        events: events::of_inquiry(&mut *db, inquiry, Reader::Seller.audience()).await?,
        files: if head.has_files { files_of(db, inquiry).await? } else { Vec::new() },
    })
}

/// A file of an inquiry that exists for a member of these sellers. One that waits with an answer is its author's, and that
/// of the colleagues who see the answer wait.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn file(
    db: impl PgExecutor<'_>,
    no: &PublicNo,
    sellers: &[SellerId],
    viewer: UserId,
    attachment: AttachmentId,
) -> sqlx::Result<Option<FileRow>> {
    sqlx::query_as!(
        FileRow,
        r#"select f.attachment_id as "attachment_id: AttachmentId", f.message_id as "message_id: crate::id::MessageId",
                  f.pending_reply_id as "pending_reply_id: PendingReplyId", f.file_name, f.media_type, f.size,
                  f.hash as "hash: crate::files::ContentHash"
           from attachments f
           join inquiries i using (inquiry_id)
           left join pending_replies p using (pending_reply_id)
           where f.attachment_id = $4 and i.public_no = $1 and i.seller_id = any($2) and i.turn > 0
             and (p.pending_reply_id is null or p.undone_at is null or p.user_id = $3)"#,
        no.as_str(),
        sellers as &[SellerId],
        viewer as UserId,
        attachment as AttachmentId
    )
    .fetch_optional(db)
    .await
}
