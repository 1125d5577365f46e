//! The SQL of one inquiry's page; with the session two statements, three when there is anything around it, four when operations
//! wrote about it. Each costs both sides a round trip.

use chrono::{DateTime, Utc};
use sqlx::{PgExecutor, types::Json};

use crate::{
    auth::Viewer,
    events::{EventKind, EventRow},
    id::{AppId, AttachmentId, DraftId, InquiryId, PendingReplyId, SellerId, TagId, UserId},
    inquiries::{Category, FileRow, State, shown::MessageRow},
    lang::Lang,
    live::PRESENT_FOR,
    public_no::PublicNo,
    web::filters::COUNTED_TO,
};

/// Earlier inquiries that are named.
const EARLIER_SHOWN: i32 = 5;

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
    /// The newest event's number: what a reply must have seen.
    pub(super) sequence: i32,
    pub(super) purchased_at: Option<DateTime<Utc>>,
    pub(super) item: Option<String>,
    pub(super) amount_minor: Option<i64>,
    pub(super) currency: Option<String>,
    pub(super) app_version: Option<String>,
    pub(super) device: Option<String>,
    pub(super) app_id: AppId,
    pub(super) customer_name: String,
    pub(super) customer_email: String,
    /// The customer's time zone.
    pub(super) zone: String,
    /// The answer that can still be undone, if one waits.
    pub(super) pending_id: Option<PendingReplyId>,
    pub(super) pending_by: Option<UserId>,
    pub(super) pending_body: Option<String>,
    pub(super) pending_at: Option<DateTime<Utc>>,
    pub(super) release_at: Option<DateTime<Utc>>,
    /// What the viewer is writing.
    pub(super) draft_id: Option<DraftId>,
    pub(super) draft_body: Option<String>,
    pub(super) draft_version: Option<i64>,
    pub(super) draft_saved_at: Option<DateTime<Utc>>,
    /// What open pages are compared with.
    pub(super) version: String,
    /// The customer's other inquiries with this seller, newest first.
    pub(super) earlier: i64,
    pub(super) earlier_nos: Vec<PublicNo>,
    pub(super) earlier_subjects: Vec<String>,
    pub(super) earlier_states: Vec<State>,
    /// Whose it is.
    pub(super) assigned_to: Option<UserId>,
    /// The tags that are on it.
    pub(super) tags_on: Vec<TagId>,
    /// Whether a member closed it without an answer.
    pub(super) dismissed: bool,
    /// What waits for the seller's answer, for the menu.
    pub(super) awaiting: i64,
    pub(super) first_due: Option<DateTime<Utc>>,
    /// Its messages and those of inquiries merged into it, oldest first.
    pub(super) messages: Json<Vec<MessageRow>>,
    /// Its history, oldest first, as the seller may read it.
    pub(super) events: Json<Vec<EventRow>>,
    /// Whether there are files, or somebody else has it open.
    has_company: bool,
    /// Whether it is part of another one.
    is_merged: bool,
}

impl Head {
    /// Whether there may be any of what [`super::around::Around`] holds: what is not seen at once, the history tells.
    pub(super) fn has_more(&self) -> bool {
        self.has_company
            || self.is_merged
            || self.pending_id.is_some()
            || self.events.iter().any(|event| tells_more(event.kind))
    }
}

/// Whether more is read where this happened.
fn tells_more(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::Noted
            | EventKind::Escalated
            | EventKind::Returned
            | EventKind::Merged
            | EventKind::SatisfactionGiven
            | EventKind::OperationsWrote
            | EventKind::Forwarded
    )
}

/// The sellers and apps whose inquiries exist for a member.
#[derive(Debug)]
pub(super) struct Reach {
    /// All of theirs.
    sellers: Vec<SellerId>,
    /// These of another seller's.
    apps: Vec<AppId>,
}

impl Reach {
    /// That of all places of a person.
    pub(super) fn of(viewer: &Viewer) -> Reach {
        let unlimited = viewer.memberships.iter().filter(|place| place.app_ids.is_none());
        let apps = viewer.memberships.iter().filter_map(|place| place.app_ids.as_ref());
        Reach { sellers: unlimited.map(|place| place.seller_id).collect(), apps: apps.flatten().copied().collect() }
    }
}

/// The inquiry of a number, if it exists for this person: a member of its seller who may see its app. What else is told of
/// the seller's inquiries is told of those that the member may see.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn head(
    db: impl PgExecutor<'_>,
    no: &PublicNo,
    (viewer, reach): (UserId, &Reach),
    now: DateTime<Utc>,
) -> sqlx::Result<Option<Head>> {
    sqlx::query_as!(
        Head,
        r#"select i.inquiry_id as "inquiry_id: InquiryId", i.public_no as "no: PublicNo",
                  i.seller_id as "seller_id: SellerId", i.state as "state: State", i.category as "category: Category",
                  i.subject, i.lang as "lang: Lang", i.awaiting_since as "awaiting_since!",
                  i.reply_due_at as "reply_due_at!", i.closed_at,
                  i.sequence, i.purchased_at, i.item, i.amount_minor,
                  i.currency, i.app_version, i.device, i.app_id as "app_id: AppId", c.name as customer_name,
                  c.email as customer_email, c.zone,
                  p.pending_reply_id as "pending_id?: PendingReplyId", p.user_id as "pending_by?: UserId",
                  p.body as "pending_body?", p.accepted_at as "pending_at?", p.release_at as "release_at?",
                  d.draft_id as "draft_id?: DraftId", d.body as "draft_body?", d.version as "draft_version?",
                  d.saved_at as "draft_saved_at?",
                  thread_version(i.sequence, p.pending_reply_id,
                                 (select m.standing from answer_mails m where m.inquiry_id = i.inquiry_id)) as "version!",
                  earlier.n as "earlier!", coalesce(earlier.nos[:$7], '{}') as "earlier_nos!: Vec<PublicNo>",
                  coalesce(earlier.subjects[:$7], '{}') as "earlier_subjects!",
                  coalesce(earlier.states[:$7], '{}') as "earlier_states!: Vec<State>",
                  i.assigned_to as "assigned_to: UserId",
                  array(select t.tag_id from inquiry_tags t where t.inquiry_id = i.inquiry_id) as "tags_on!: Vec<TagId>",
                  coalesce(i.close_reason in ('spam', 'duplicate'), false) as "dismissed!",
                  waiting.n as "awaiting!", waiting.first_due,
                  (select coalesce(json_agg(m order by m.sent_at, m.message_id), '[]') from messages_with_mails m
                   where m.inquiry_id = any(array(
                       select i.inquiry_id union all
                       select o.inquiry_id from inquiries o where o.merged_into = i.inquiry_id))
                  ) as "messages!: Json<Vec<MessageRow>>",
                  (select coalesce(json_agg(e order by e.sequence), '[]') from events_with_names e
                   where e.inquiry_id = i.inquiry_id and e.audience <= 'seller') as "events!: Json<Vec<EventRow>>",
                  (exists (select from attachments f where f.inquiry_id = i.inquiry_id)
                   or exists (select from presence o where o.inquiry_id = i.inquiry_id and o.seen_at > $6 and o.user_id <> $2)
                  ) as "has_company!", i.merged_into is not null as "is_merged!"
           from inquiries i
           join customers c using (customer_id)
           left join pending_replies p on p.inquiry_id = i.inquiry_id
           left join drafts d on d.inquiry_id = i.inquiry_id and d.user_id = $2
           cross join lateral (
               select count(*) as n, array_agg(public_no) as nos, array_agg(subject) as subjects, array_agg(state) as states
               from (select o.public_no, o.subject, o.state from inquiries o
                     where o.customer_id = i.customer_id and o.seller_id = i.seller_id and o.turn > 0
                       and o.inquiry_id <> i.inquiry_id and (o.seller_id = any($3) or o.app_id = any($4))
                     order by o.inquiry_id desc limit $5::bigint + 1) as newest) as earlier
           cross join lateral (
               select count(*) as n, min(reply_due_at) as first_due
               from (select w.reply_due_at from inquiries w
                     where w.seller_id = i.seller_id and w.state = 'awaiting_developer'
                       and (w.seller_id = any($3) or w.app_id = any($4))
                     order by w.reply_due_at limit $5::bigint + 1) as soonest) as waiting
           where i.public_no = $1 and i.turn > 0 and (i.seller_id = any($3) or i.app_id = any($4))"#,
        no.as_str(),
        viewer as UserId,
        &reach.sellers as &[SellerId],
        &reach.apps as &[AppId],
        COUNTED_TO,
        now - PRESENT_FOR,
        EARLIER_SHOWN
    )
    .fetch_optional(db)
    .await
}

/// A file of an inquiry that exists for this person. One of a draft is its author's; one that waits with an
/// answer is also that of the colleagues who see the answer wait.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn file(
    db: impl PgExecutor<'_>,
    no: &PublicNo,
    viewer: UserId,
    attachment: AttachmentId,
) -> sqlx::Result<Option<FileRow>> {
    sqlx::query_as!(
        FileRow,
        r#"select f.attachment_id as "attachment_id: AttachmentId", f.message_id as "message_id: crate::id::MessageId",
                  f.pending_reply_id as "pending_reply_id: PendingReplyId", f.draft_id as "draft_id: DraftId", f.file_name, f.media_type, f.size,
                  f.hash as "hash: crate::files::ContentHash"
           from attachments f
           join inquiries o using (inquiry_id)
           join inquiries i on i.inquiry_id in (o.inquiry_id, o.merged_into)
           join memberships m on m.seller_id = i.seller_id and m.user_id = $2
                             and (m.app_ids is null or i.app_id = any(m.app_ids))
           left join drafts d using (draft_id)
           where f.attachment_id = $3 and i.public_no = $1 and i.turn > 0
             and (d.draft_id is null or d.user_id = $2)"#,
        no.as_str(),
        viewer as UserId,
        attachment as AttachmentId
    )
    .fetch_optional(db)
    .await
}
