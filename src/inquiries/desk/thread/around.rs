//! What there may be around a thread: notes, files, what it was merged with, who else has it open. Most threads have none of
//! it, and then it costs nothing; else it is one statement, with letters of operations two.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use sqlx::{PgConnection, types::Json};

use super::contact_us::Forwarded;
use crate::{
    id::{InquiryId, NoteId, UserId},
    inquiries::{
        FileRow,
        exchange::{CaseMessageRow, CaseSide, exchange_of},
    },
    live::{PRESENT_FOR, Present, WRITING_FOR},
    public_no::PublicNo,
};

/// All of it; of the inquiries merged into this one too.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Around {
    /// In the order they came.
    pub(super) files: Vec<FileRow>,
    /// Oldest first.
    pub(super) notes: Vec<Note>,
    /// How many of them call the viewer and were not seen.
    pub(super) unseen: i64,
    /// The inquiry that this one was merged into.
    pub(super) goes_on_in: Option<Other>,
    /// What was merged into this one.
    pub(super) merged: Vec<Merged>,
    /// Who has the thread open, by name.
    pub(super) present: Vec<Present>,
    /// A few words of the customer on how it was.
    pub(super) remark: Option<String>,
    /// That it came in through the store's own Contact Us.
    pub(super) contact_us: Option<Forwarded>,
    /// Why operations gave it back, while the turn that this began runs.
    pub(super) returned_for: Option<String>,
    /// Whether operations approved a cancellation that billing has not carried out yet.
    pub(super) approved: bool,
    /// Who wrote the answer that waits.
    pub(super) pending_name: Option<String>,
    /// Whether operations wrote with the seller about it; what they wrote is read only then.
    operations_wrote: bool,
    /// What operations and the seller wrote to each other.
    #[serde(skip)]
    pub(super) exchange: Vec<CaseMessageRow>,
}

/// An internal note.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Note {
    pub(super) note_id: NoteId,
    pub(super) author: String,
    pub(super) body: String,
    pub(super) at: DateTime<Utc>,
}

/// Another inquiry of the customer.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Other {
    pub(super) no: PublicNo,
    pub(super) subject: String,
}

/// One that was merged into this one.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Merged {
    pub(super) no: PublicNo,
    pub(super) subject: String,
    pub(super) at: DateTime<Utc>,
}

/// Reads what is around an inquiry that exists for the viewer.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn around(
    db: &mut PgConnection,
    inquiry: InquiryId,
    viewer: UserId,
    now: DateTime<Utc>,
) -> sqlx::Result<Around> {
    let Json(mut around) = sqlx::query_scalar!(
        r#"select jsonb_build_object(
               'files', array(
                   select to_jsonb(f) - 'hash' || jsonb_build_object('hash', encode(f.hash, 'hex'))
                   from attachments f where f.inquiry_id = any(whole.ids) order by f.attachment_id),
               'notes', array(
                   select jsonb_build_object('note_id', n.note_id, 'author', w.name, 'body', n.body, 'at', n.written_at)
                   from notes n join users w using (user_id)
                   where n.inquiry_id = any(whole.ids) order by n.written_at, n.note_id),
               'unseen', (select count(*) from note_mentions x
                          where x.user_id = $2 and x.seen_at is null and x.inquiry_id = any(whole.ids)),
               'goes_on_in', (select jsonb_build_object('no', o.public_no, 'subject', o.subject)
                              from inquiries o where o.inquiry_id = i.merged_into),
               'merged', array(
                   select jsonb_build_object('no', o.public_no, 'subject', o.subject, 'at', x.merged_at)
                   from merges x join inquiries o on o.inquiry_id = x.merged_id
                   where x.into_id = i.inquiry_id and x.unmerged_at is null order by x.merged_at),
               'present', array(
                   select jsonb_build_object('user', o.user_id, 'name', o.name, 'writes',
                                             exists (select from drafts w where w.inquiry_id = i.inquiry_id
                                                       and w.user_id = o.user_id and w.saved_at > $4))
                   from presence s join users o using (user_id)
                   where s.inquiry_id = i.inquiry_id and s.seen_at > $3 order by o.name, o.user_id),
               'remark', (select how.words from satisfactions how where how.inquiry_id = i.inquiry_id),
               'contact_us', (select jsonb_build_object('arrived_at', x.arrived_at, 'forwarded_at', x.ended_at, 'note', x.note)
                              from contact_us_entries x where x.inquiry_id = i.inquiry_id),
               'returned_for', (select c.reason from cancellations c
                                where c.inquiry_id = i.inquiry_id and c.state = 'returned' and i.state = 'awaiting_developer'
                                  and c.returned_due_at = i.reply_due_at),
               'approved', exists (select from cancellations c
                                   where c.inquiry_id = i.inquiry_id
                                     and c.state in ('approved', 'submitting', 'pending_at_store', 'needs_attention')),
               'pending_name', (select u.name from pending_replies p join users u using (user_id)
                                where p.inquiry_id = i.inquiry_id),
               'operations_wrote', exists (select from case_messages x
                                           where x.inquiry_id = any(whole.ids) and x.side = 'seller')
           ) as "around!: Json<Around>"
           from inquiries i
           cross join lateral (
               select array(select i.inquiry_id union all
                            select o.inquiry_id from inquiries o where o.merged_into = i.inquiry_id) as ids) as whole
           where i.inquiry_id = $1"#,
        inquiry as InquiryId,
        viewer as UserId,
        now - PRESENT_FOR,
        now - WRITING_FOR
    )
    .fetch_one(&mut *db)
    .await?;
    if around.operations_wrote {
        around.exchange = exchange_of(db, inquiry, Some(CaseSide::Seller)).await?;
    }
    Ok(around)
}
