//! The SQL of one inquiry's page; with the session five statements in all, four when there are no files.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor, types::Json};

use super::together::{SAVED_SHOWN, Together};
use crate::{
    events::{self, EventRow},
    id::{AttachmentId, DraftId, InquiryId, PendingReplyId, SellerId, TagId, UserId},
    inquiries::{
        Category, FileRow, State,
        exchange::{CaseMessageRow, CaseSide, exchange_of},
        files_of,
        shown::{MessageRow, Reader, messages_of},
        tags::TagColour,
    },
    lang::Lang,
    live::{PRESENT_FOR, Present, WRITING_FOR},
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
    /// What the viewer is writing.
    pub(super) draft_id: Option<DraftId>,
    pub(super) draft_body: Option<String>,
    pub(super) draft_version: Option<i64>,
    pub(super) draft_saved_at: Option<DateTime<Utc>>,
    /// Who has the thread open, and which of them write.
    pub(super) present_ids: Vec<UserId>,
    pub(super) present_names: Vec<String>,
    pub(super) present_write: Vec<bool>,
    /// What open pages are compared with.
    pub(super) version: String,
    /// The customer's other inquiries with this seller, newest first.
    pub(super) earlier: i64,
    pub(super) earlier_nos: Vec<PublicNo>,
    pub(super) earlier_subjects: Vec<String>,
    pub(super) earlier_states: Vec<State>,
    pub(super) has_files: bool,
    /// Whose it is.
    pub(super) assigned_to: Option<UserId>,
    pub(super) assignee: Option<String>,
    /// Who answers for the seller, by name.
    pub(super) member_ids: Vec<UserId>,
    pub(super) member_names: Vec<String>,
    /// The seller's tags by name, and which of them are on it.
    pub(super) tag_ids: Vec<TagId>,
    pub(super) tag_names: Vec<String>,
    pub(super) tag_colours: Vec<TagColour>,
    pub(super) tags_on: Vec<TagId>,
    /// Whether a member closed it without an answer.
    pub(super) dismissed: bool,
    /// A few words of the customer on how it was.
    pub(super) remark: Option<String>,
    /// What waits for the seller's answer, for the menu.
    pub(super) awaiting: i64,
    pub(super) first_due: Option<DateTime<Utc>>,
    /// Whether operations wrote with the seller about it; what they wrote is read only then.
    pub(super) operations_wrote: bool,
    /// Notes, colleagues, saved replies, what it was merged with.
    pub(super) together: Json<Together>,
}

impl Head {
    /// Who has the thread open.
    pub(super) fn present(&self) -> Vec<Present> {
        let known = self.present_ids.iter().zip(&self.present_names).zip(&self.present_write);
        known.map(|((user, name), writes)| Present { user: *user, name: name.clone(), writes: *writes }).collect()
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
    viewer: UserId,
    now: DateTime<Utc>,
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
                  d.draft_id as "draft_id?: DraftId", d.body as "draft_body?", d.version as "draft_version?",
                  d.saved_at as "draft_saved_at?", coalesce(thread_version(i.inquiry_id), '') as "version!",
                  coalesce(present.ids, '{}') as "present_ids!: Vec<UserId>",
                  coalesce(present.names, '{}') as "present_names!: Vec<String>",
                  coalesce(present.writes, '{}') as "present_write!: Vec<bool>",
                  (select count(*) from (
                       select from inquiries o
                       where o.customer_id = i.customer_id and o.seller_id = i.seller_id and o.turn > 0
                         and o.inquiry_id <> i.inquiry_id and (m.app_ids is null or o.app_id = any(m.app_ids))
                       limit $3::bigint + 1) as others) as "earlier!",
                  coalesce(earlier.nos, '{}') as "earlier_nos!: Vec<PublicNo>",
                  coalesce(earlier.subjects, '{}') as "earlier_subjects!",
                  coalesce(earlier.states, '{}') as "earlier_states!: Vec<State>",
                  exists (select from attachments f where f.inquiry_id = any(whole.ids)) as "has_files!",
                  i.assigned_to as "assigned_to: UserId",
                  (select a.name from users a where a.user_id = i.assigned_to) as assignee,
                  coalesce(members.ids, '{}') as "member_ids!: Vec<UserId>", coalesce(members.names, '{}') as "member_names!",
                  coalesce(tags.ids, '{}') as "tag_ids!: Vec<TagId>", coalesce(tags.names, '{}') as "tag_names!",
                  coalesce(tags.colours, '{}') as "tag_colours!: Vec<TagColour>",
                  array(select t.tag_id from inquiry_tags t where t.inquiry_id = i.inquiry_id) as "tags_on!: Vec<TagId>",
                  coalesce(i.close_reason in ('spam', 'duplicate'), false) as "dismissed!",
                  (select how.words from satisfactions how where how.inquiry_id = i.inquiry_id) as remark,
                  (select count(*) from (
                       select from inquiries w where w.seller_id = i.seller_id and w.state = 'awaiting_developer'
                         and (m.app_ids is null or w.app_id = any(m.app_ids))
                       limit $3::bigint + 1) as waiting) as "awaiting!",
                  (select w.reply_due_at from inquiries w
                   where w.seller_id = i.seller_id and w.state = 'awaiting_developer'
                     and (m.app_ids is null or w.app_id = any(m.app_ids))
                   order by w.reply_due_at limit 1) as first_due,
                  exists (select from case_messages x
                          where x.inquiry_id = any(whole.ids) and x.side = 'seller') as "operations_wrote!",
                  jsonb_build_object(
                      'zone', c.zone,
                      'notes', array(
                          select jsonb_build_object('note_id', n.note_id, 'author', w.name, 'body', n.body, 'at', n.written_at)
                          from notes n join users w using (user_id)
                          where n.inquiry_id = any(whole.ids) order by n.written_at, n.note_id),
                      'unseen', (select count(*) from note_mentions x
                                 where x.user_id = $2 and x.seen_at is null and x.inquiry_id = any(whole.ids)),
                      'colleagues', array(
                          select jsonb_build_object('user_id', w.user_id, 'name', w.name)
                          from memberships c join users w using (user_id)
                          where c.seller_id = i.seller_id and w.user_id <> $2 and w.disabled_at is null
                            and (c.app_ids is null or i.app_id = any(c.app_ids)) order by w.name),
                      'saved', array(
                          select jsonb_build_object('id', x.saved_reply_id, 'title', x.title) from saved_replies x
                          where x.seller_id = i.seller_id and (x.app_id is null or x.app_id = i.app_id)
                          order by x.used desc, x.last_used_at desc nulls last, x.saved_reply_id limit $5::bigint + 1),
                      'goes_on_in', (select jsonb_build_object('no', o.public_no, 'subject', o.subject)
                                     from inquiries o where o.inquiry_id = i.merged_into),
                      'merged', array(
                          select jsonb_build_object('no', o.public_no, 'subject', o.subject, 'at', x.merged_at)
                          from merges x join inquiries o on o.inquiry_id = x.merged_id
                          where x.into_id = i.inquiry_id and x.unmerged_at is null order by x.merged_at)
                  ) as "together!: Json<Together>"
           from inquiries i
           join memberships m on m.seller_id = i.seller_id and m.user_id = $2
                             and (m.app_ids is null or i.app_id = any(m.app_ids))
           join apps a using (app_id)
           join customers c using (customer_id)
           cross join lateral (
               select array(select i.inquiry_id union all
                            select o.inquiry_id from inquiries o where o.merged_into = i.inquiry_id) as ids) as whole
           left join pending_replies p on p.inquiry_id = i.inquiry_id
           left join users u on u.user_id = p.user_id
           left join drafts d on d.inquiry_id = i.inquiry_id and d.user_id = $2
           left join lateral (
               select array_agg(public_no) as nos, array_agg(subject) as subjects, array_agg(state) as states
               from (select o.public_no, o.subject, o.state from inquiries o
                     where o.customer_id = i.customer_id and o.seller_id = i.seller_id and o.turn > 0
                       and o.inquiry_id <> i.inquiry_id and (m.app_ids is null or o.app_id = any(m.app_ids))
                     order by o.inquiry_id desc limit $4) as newest
           ) as earlier on true
           left join lateral (
               select array_agg(user_id) as ids, array_agg(name) as names
               from (select m.user_id, p.name from memberships m join users p using (user_id)
                     where m.seller_id = i.seller_id and m.role <> 'viewer' and p.disabled_at is null
                       and (m.app_ids is null or i.app_id = any(m.app_ids))
                     order by p.name, m.user_id) as by_name
           ) as members on true
           left join lateral (
               select array_agg(tag_id) as ids, array_agg(name) as names, array_agg(colour) as colours
               from (select t.tag_id, t.name, t.colour from tags t
                     where t.seller_id = i.seller_id order by lower(t.name)) as by_name
           ) as tags on true
           left join lateral (
               select array_agg(o.user_id order by o.name, o.user_id) as ids,
                      array_agg(o.name order by o.name, o.user_id) as names,
                      array_agg(exists (select from drafts w
                                        where w.inquiry_id = i.inquiry_id and w.user_id = o.user_id and w.saved_at > $7)
                                order by o.name, o.user_id) as writes
               from presence s join users o using (user_id)
               where s.inquiry_id = i.inquiry_id and s.seen_at > $6
           ) as present on true
           where i.public_no = $1 and i.turn > 0"#,
        no.as_str(),
        viewer as UserId,
        COUNTED_TO,
        EARLIER_SHOWN,
        SAVED_SHOWN,
        now - PRESENT_FOR,
        now - WRITING_FOR
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
    pub(super) exchange: Vec<CaseMessageRow>,
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
        files: if head.has_files { files_of(&mut *db, inquiry).await? } else { Vec::new() },
        exchange: match head.operations_wrote {
            true => exchange_of(db, inquiry, Some(CaseSide::Seller)).await?,
            false => Vec::new(),
        },
    })
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
