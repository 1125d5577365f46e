//! The SQL of a case file; with the session seven statements in all, one more where operations wrote with a side.

use chrono::{DateTime, Utc};
use sqlx::{PgExecutor, PgPool};

use crate::{
    cancellations::{Ground, Origin, State},
    deadlines::DeadlineKind,
    deliveries::{self, DeliveryRow},
    events::{self, EventKind, EventRow},
    files::ContentHash,
    id::{AttachmentId, CancellationId, InquiryId, MessageId, PendingReplyId, SellerId, UserId},
    inquiries::{
        Category, FileRow, State as InquiryState,
        exchange::{CaseMessageRow, exchange_of},
        files_of,
        shown::{MessageRow, Reader, messages_of},
    },
    lang::Lang,
    public_no::PublicNo,
    web::filters::COUNTED_TO,
};

/// The case and its inquiry with everything that is one per case.
#[derive(Debug, Clone)]
pub(super) struct Head {
    pub(super) cancellation_id: CancellationId,
    pub(super) no: PublicNo,
    pub(super) state: State,
    pub(super) origin: Origin,
    pub(super) opened_at: DateTime<Utc>,
    /// The moment the developer had to answer by.
    pub(super) due_at: DateTime<Utc>,
    /// The turns that the case is about: those that fell due, else the one it was opened in.
    pub(super) turns: Vec<i32>,
    /// The reminders of these turns that did not go out, for they would have come too late.
    pub(super) skipped: Vec<DeadlineKind>,
    pub(super) taken_by: Option<UserId>,
    pub(super) taken_name: Option<String>,
    pub(super) taken_at: Option<DateTime<Utc>>,
    // whom it waits for
    pub(super) seller_asked_at: Option<DateTime<Utc>>,
    pub(super) seller_until: Option<DateTime<Utc>>,
    pub(super) customer_asked_at: Option<DateTime<Utc>>,
    pub(super) customer_until: Option<DateTime<Utc>>,
    pub(super) answered_at: Option<DateTime<Utc>>,
    pub(super) answer_seen_at: Option<DateTime<Utc>>,
    /// Whether operations wrote with a side; what they wrote is read only then.
    pub(super) exchanged: bool,
    // the decision
    pub(super) decided_name: Option<String>,
    pub(super) decided_at: Option<DateTime<Utc>>,
    pub(super) reason: Option<String>,
    pub(super) returned_due_at: Option<DateTime<Utc>>,
    pub(super) ground: Option<Ground>,
    pub(super) purchased_at: Option<DateTime<Utc>>,
    pub(super) item: Option<String>,
    pub(super) amount_minor: Option<i64>,
    pub(super) currency: Option<String>,
    pub(super) evidence: Option<String>,
    // billing's result
    pub(super) result_name: Option<String>,
    pub(super) result_at: Option<DateTime<Utc>>,
    pub(super) result_evidence: Option<String>,
    // the inquiry
    pub(super) inquiry_id: InquiryId,
    pub(super) inquiry_no: PublicNo,
    pub(super) inquiry_state: InquiryState,
    pub(super) category: Category,
    pub(super) subject: String,
    pub(super) lang: Lang,
    pub(super) awaiting_since: DateTime<Utc>,
    pub(super) reply_due_at: DateTime<Utc>,
    pub(super) closed_at: Option<DateTime<Utc>>,
    /// The newest event's number: what a decision must have seen.
    pub(super) sequence: i32,
    /// Whether an answer of the developer is about to go out.
    pub(super) answer_waits: bool,
    pub(super) told_purchased_at: Option<DateTime<Utc>>,
    pub(super) told_item: Option<String>,
    pub(super) told_amount_minor: Option<i64>,
    pub(super) told_currency: Option<String>,
    pub(super) app_version: Option<String>,
    pub(super) device: Option<String>,
    pub(super) seller_id: SellerId,
    pub(super) seller_name_ko: String,
    pub(super) seller_name_en: String,
    pub(super) app_name_ko: String,
    pub(super) app_name_en: String,
    pub(super) customer_name: String,
    pub(super) customer_email: String,
    /// Who may decide cases, by name.
    pub(super) colleague_ids: Vec<UserId>,
    pub(super) colleague_names: Vec<String>,
    /// What is to be decided, for the menu.
    pub(super) undecided: i64,
    pub(super) first_due: Option<DateTime<Utc>>,
    /// Likewise of Contact Us.
    pub(super) entries: i64,
    pub(super) first_arrived: Option<DateTime<Utc>>,
}

impl Head {
    pub(super) fn seller_name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ko => &self.seller_name_ko,
            Lang::En => &self.seller_name_en,
        }
    }

    /// When the newest answer to operations came that nobody who has the case has seen.
    pub(super) fn unseen_answer_at(&self) -> Option<DateTime<Utc>> {
        self.answered_at.filter(|_| self.answer_seen_at.is_none())
    }

    /// Who may decide cases: key and name.
    pub(super) fn colleagues(&self) -> impl Iterator<Item = (UserId, &str)> {
        self.colleague_ids.iter().copied().zip(self.colleague_names.iter().map(String::as_str))
    }

    pub(super) fn app_name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ko => &self.app_name_ko,
            Lang::En => &self.app_name_en,
        }
    }
}

/// The case of a number.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn head(db: impl PgExecutor<'_>, no: &PublicNo) -> sqlx::Result<Option<Head>> {
    sqlx::query_as!(
        Head,
        r#"select c.cancellation_id as "cancellation_id: CancellationId", c.case_no as "no: PublicNo",
                  c.state as "state: State", c.origin as "origin: Origin", c.opened_at, c.due_at,
                  about.turns as "turns!",
                  (select coalesce(array_agg(d.kind order by d.due_at), '{}') from deadlines d
                   where d.inquiry_id = i.inquiry_id and d.turn = any(about.turns) and d.skipped_at is not null
                  ) as "skipped!: Vec<DeadlineKind>",
                  c.taken_by as "taken_by: UserId", taker.name as "taken_name?", c.taken_at,
                  c.seller_asked_at, c.seller_until, c.customer_asked_at, c.customer_until, c.answered_at, c.answer_seen_at,
                  exists (select from case_messages x
                          where x.inquiry_id = any(array(select i.inquiry_id union all select o.inquiry_id from inquiries o
                                                               where o.merged_into = i.inquiry_id))) as "exchanged!",
                  decider.name as "decided_name?", c.decided_at, c.reason, c.returned_due_at,
                  c.ground as "ground: Ground", c.purchased_at, c.item, c.amount_minor, c.currency, c.evidence,
                  recorder.name as "result_name?", c.result_at, c.result_evidence,
                  i.inquiry_id as "inquiry_id: InquiryId", i.public_no as "inquiry_no: PublicNo",
                  i.state as "inquiry_state: InquiryState", i.category as "category: Category", i.subject,
                  i.lang as "lang: Lang", i.awaiting_since as "awaiting_since!", i.reply_due_at as "reply_due_at!",
                  i.closed_at, i.sequence,
                  exists (select from pending_replies p
                          where p.inquiry_id = i.inquiry_id) as "answer_waits!", i.purchased_at as told_purchased_at, i.item as told_item,
                  i.amount_minor as told_amount_minor, i.currency as told_currency, i.app_version, i.device,
                  c.seller_id as "seller_id: SellerId", s.name_ko as seller_name_ko, s.name_en as seller_name_en,
                  a.name_ko as app_name_ko, a.name_en as app_name_en, customers.name as customer_name,
                  customers.email as customer_email,
                  coalesce(colleagues.ids, '{}') as "colleague_ids!: Vec<UserId>",
                  coalesce(colleagues.names, '{}') as "colleague_names!", undecided.count as "undecided!", undecided.first_due,
                  (select count(*) from (select from contact_us_entries where state = 'waiting'
                                         limit $2::bigint + 1) as waiting) as "entries!",
                  (select min(arrived_at) from contact_us_entries where state = 'waiting') as first_arrived
           from cancellations c
           join inquiries i using (inquiry_id)
           join customers using (customer_id)
           join apps a on a.app_id = c.app_id
           join sellers s on s.seller_id = c.seller_id
           left join users taker on taker.user_id = c.taken_by
           left join users decider on decider.user_id = c.decided_by
           left join users recorder on recorder.user_id = c.result_by
           cross join lateral (
               select case cardinality(c.causes) when 0 then array[i.turn] else c.causes end as turns) as about
           cross join (
               select count(*) as count, min(due_at) as first_due
               from (select due_at from cancellations where state in ('open', 'in_review', 'needs_information')
                     order by due_at limit $2::bigint + 1) as first) as undecided
           cross join (
               select array_agg(u.user_id order by u.name, u.user_id) as ids,
                      array_agg(u.name order by u.name, u.user_id) as names
               from staff join users u using (user_id)
               where staff.role in ('agent', 'lead') and u.disabled_at is null) as colleagues
           where c.case_no = $1"#,
        no.as_str(),
        COUNTED_TO
    )
    .fetch_optional(db)
    .await
}

/// What there are many of.
#[derive(Debug)]
pub(super) struct Entries {
    pub(super) messages: Vec<MessageRow>,
    pub(super) events: Vec<EventRow>,
    pub(super) case_events: Vec<EventRow>,
    pub(super) files: Vec<FileRow>,
    pub(super) deliveries: Vec<DeliveryRow>,
    pub(super) exchange: Vec<CaseMessageRow>,
}

/// Messages, histories, files and mails of a case.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn entries(db: &PgPool, head: &Head) -> sqlx::Result<Entries> {
    let case_events = events::of_case(db, head.cancellation_id).await?;
    let fell_due = |event: &&EventRow| matches!(event.kind, EventKind::CaseOpened | EventKind::CaseCauseAdded);
    let together: Vec<DateTime<Utc>> = case_events.iter().filter(fell_due).map(|event| event.at).collect();
    Ok(Entries {
        messages: messages_of(db, head.inquiry_id).await?,
        events: events::of_inquiry(db, head.inquiry_id, Reader::Operations.audience()).await?,
        files: files_of(db, head.inquiry_id).await?,
        deliveries: deliveries::of_inquiry(db, head.inquiry_id, head.seller_id, &together).await?,
        exchange: match head.exchanged {
            true => exchange_of(db, head.inquiry_id, None).await?,
            false => Vec::new(),
        },
        case_events,
    })
}

/// A file of a message of the case's inquiry; one that waits with an answer does not exist yet.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn file(
    db: impl PgExecutor<'_>,
    no: &PublicNo,
    attachment: AttachmentId,
) -> sqlx::Result<Option<FileRow>> {
    sqlx::query_as!(
        FileRow,
        r#"select f.attachment_id as "attachment_id: AttachmentId", f.message_id as "message_id: MessageId",
                  f.pending_reply_id as "pending_reply_id: PendingReplyId", f.draft_id as "draft_id: crate::id::DraftId", f.file_name, f.media_type, f.size,
                  f.hash as "hash: ContentHash"
           from attachments f
           join inquiries i using (inquiry_id)
           join cancellations c on c.inquiry_id in (i.inquiry_id, i.merged_into)
           where f.attachment_id = $2 and c.case_no = $1 and f.message_id is not null"#,
        no.as_str(),
        attachment as AttachmentId
    )
    .fetch_optional(db)
    .await
}
