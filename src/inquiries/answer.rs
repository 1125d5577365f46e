//! The developer answers: the text waits some seconds, in which it can be undone. News that its author has not seen stop it.

use chrono::{DateTime, Utc};

use super::{
    NewFile, State,
    files::{self, Owner, hashes},
    saved_replies::has_gap,
};
use crate::{
    auth::{MemberRole, Verb},
    events::EventKind,
    id::{AttachmentId, InquiryId, PendingReplyId, SubmissionKey, UserId},
    public_no::PublicNo,
    rules::Rules,
    text::MessageBody,
    work::{Pressed, Work},
};

/// An answer as a form, a mail or a program hands it in.
#[derive(Debug, Clone)]
pub struct ReplyForm {
    /// The words.
    pub body: MessageBody,
    /// Files.
    pub files: Vec<NewFile>,
    /// Files of the author's draft that do not go out with it.
    pub left_out: Vec<AttachmentId>,
    /// The newest event its author had seen.
    pub seen: i32,
    /// The version of the draft that its box showed, 0 when there was none: the draft becomes the answer. An answer that was
    /// not written in the box leaves a draft alone.
    pub draft: Option<i64>,
    /// One press of the button.
    pub key: SubmissionKey,
}

impl ReplyForm {
    /// What makes it another answer than that of another press.
    fn content(&self) -> Vec<String> {
        let left_out = self.left_out.iter().map(|file| format!("-{file}"));
        [self.body.as_str().to_owned()].into_iter().chain(hashes(&self.files)).chain(left_out).collect()
    }
}

/// Why an answer was not taken. Its text is kept by the caller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReplyRefusal {
    /// The inquiry does not exist for this person.
    NotFound,
    /// The person's role reads only.
    ReadOnly,
    /// Somebody's answer waits to go out.
    AlreadyAnswering {
        /// The colleague, or the person in another tab.
        by: String,
    },
    /// With the files of the draft there are too many.
    TooManyFiles,
    /// The form was used already, for another text.
    FormUsed,
    /// Something happened that the author had not seen.
    SomethingNewer,
    /// The inquiry goes on in another of its customer.
    Merged,
    /// The text still has something to fill in.
    HasGap,
    /// The author has written on in another form, sent it, or thrown it away there.
    DraftElsewhere,
    /// The answer has gone out, or is a colleague's: there is nothing to undo.
    TooLate,
}

/// What became of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AcceptedReply {
    /// It waits until this moment.
    Waits {
        /// When it goes out.
        until: DateTime<Utc>,
        /// Whether it came after the due moment.
        late: bool,
    },
    /// The same press was taken before.
    Repeated,
}

/// A locked inquiry, and the member who may answer it.
pub(super) struct Locked {
    pub(super) inquiry_id: InquiryId,
    pub(super) author: UserId,
    state: State,
    reply_due_at: Option<DateTime<Utc>>,
    role: MemberRole,
    merged: bool,
}

/// Takes an answer of the member whose work it is, with at most so many files, to be released after the time for undoing, at
/// the latest at the due moment.
///
/// # Errors
/// `Err` when the database does not answer; `Ok(Err)` is a refusal.
pub async fn accept_reply(
    work: &mut Work,
    rules: &Rules,
    no: &PublicNo,
    form: &ReplyForm,
    most_files: usize,
) -> sqlx::Result<Result<AcceptedReply, ReplyRefusal>> {
    let locked = match lock(work, no).await? {
        Ok(locked) => locked,
        Err(refusal) => return Ok(Err(refusal)),
    };
    match work.once(form.key, no.as_str(), &form.content()).await? {
        Pressed::First => {}
        Pressed::Repeated(_) => return Ok(Ok(AcceptedReply::Repeated)),
        Pressed::Reused => return Ok(Err(ReplyRefusal::FormUsed)),
    }
    if has_gap(form.body.as_str()) {
        return Ok(Err(ReplyRefusal::HasGap));
    }
    if locked.merged {
        return Ok(Err(ReplyRefusal::Merged));
    }
    if let Some(refusal) = obstacle(work, &locked, form).await? {
        return Ok(Err(refusal));
    }
    let now = work.now();
    let until = release_moment(rules, now, locked.state, locked.reply_due_at);
    let id = PendingReplyId::new();
    let kept = store_pending(work, &locked, id, form, until).await?;
    if usize::try_from(kept).unwrap_or(usize::MAX).saturating_add(form.files.len()) > most_files {
        return Ok(Err(ReplyRefusal::TooManyFiles));
    }
    files::add(work, locked.inquiry_id, Owner::PendingReply(id), &form.files).await?;
    let late = in_time_until(now, locked.state, locked.reply_due_at).is_none()
        && matches!(locked.state, State::AwaitingDeveloper | State::Escalated);
    Ok(Ok(AcceptedReply::Waits { until, late }))
}

/// The due moment that an answer accepted now is still in time for.
fn in_time_until(now: DateTime<Utc>, state: State, due: Option<DateTime<Utc>>) -> Option<DateTime<Utc>> {
    due.filter(|due| state == State::AwaitingDeveloper && now < *due)
}

/// When an answer accepted now goes out: after the time for undoing, at the latest at the due moment.
pub(super) fn release_moment(
    rules: &Rules,
    now: DateTime<Utc>,
    state: State,
    due: Option<DateTime<Utc>>,
) -> DateTime<Utc> {
    in_time_until(now, state, due).map_or(now + rules.undo, |due| due.min(now + rules.undo))
}

/// Locks the inquiry for the member of its seller whose work it is, and who may answer at this moment.
pub(super) async fn lock(work: &mut Work, no: &PublicNo) -> sqlx::Result<Result<Locked, ReplyRefusal>> {
    let Some(author) = work.actor().member() else { return Ok(Err(ReplyRefusal::NotFound)) };
    let locked = sqlx::query_as!(
        Locked,
        r#"select i.inquiry_id as "inquiry_id: InquiryId", i.state as "state: State", i.reply_due_at,
                  m.user_id as "author: UserId", m.role as "role: MemberRole", i.merged_into is not null as "merged!"
           from inquiries i join memberships m using (seller_id) join users u using (user_id)
           where i.public_no = $1 and m.user_id = $2 and u.disabled_at is null and i.turn > 0
             and (m.app_ids is null or i.app_id = any(m.app_ids))
           for no key update of i"#,
        no.as_str(),
        author as UserId
    )
    .fetch_optional(work.db())
    .await?;
    let refusal = if locked.is_some() { ReplyRefusal::ReadOnly } else { ReplyRefusal::NotFound };
    Ok(locked.filter(|locked| locked.role.may(Verb::Answer)).ok_or(refusal))
}

/// What stands in the way, read under the lock: a waiting answer, news by someone else, a text written on in another tab.
async fn obstacle(work: &mut Work, locked: &Locked, form: &ReplyForm) -> sqlx::Result<Option<ReplyRefusal>> {
    let row = sqlx::query!(
        r#"select (select u.name from pending_replies p join users u using (user_id)
                   where p.inquiry_id = $1) as waiting,
                  array(select distinct kind from events
                        where inquiry_id = $1 and sequence > $2 and audience <= 'seller'
                          and user_id is distinct from $3) as "since!: Vec<EventKind>",
                  exists (select from drafts
                          where inquiry_id = $1 and user_id = $3 and version <> $4 and form_key <> $5) as "other!",
                  exists (select from drafts where inquiry_id = $1 and user_id = $3) as "drafted!""#,
        locked.inquiry_id as InquiryId,
        form.seen,
        locked.author as UserId,
        form.draft,
        form.key as SubmissionKey
    )
    .fetch_one(work.db())
    .await?;
    Ok(match row.waiting {
        Some(by) => Some(ReplyRefusal::AlreadyAnswering { by }),
        None if row.since.into_iter().any(EventKind::stops_an_answer) => Some(ReplyRefusal::SomethingNewer),
        // what the box showed is gone: sent or thrown away in another tab
        None if row.other || (form.draft > Some(0) && !row.drafted) => Some(ReplyRefusal::DraftElsewhere),
        None => None,
    })
}

/// Stores the waiting answer. The draft that its box showed becomes it and leaves it its files, but those left out; tells how
/// many those are.
async fn store_pending(
    work: &mut Work,
    locked: &Locked,
    id: PendingReplyId,
    form: &ReplyForm,
    until: DateTime<Utc>,
) -> sqlx::Result<i64> {
    let now = work.now();
    sqlx::query_scalar!(
        r#"with inserted as (
               insert into pending_replies (pending_reply_id, inquiry_id, user_id, body, accepted_at, release_at)
               values ($1, $2, $3, $4, $5, $6)
           ), taken as (
               delete from drafts where inquiry_id = $2 and user_id = $3 and $7 returning draft_id
           ), left_out as (
               delete from attachments a using taken where a.draft_id = taken.draft_id and a.attachment_id = any($8)
           ), moved as (
               update attachments a set pending_reply_id = $1, draft_id = null
               from taken where a.draft_id = taken.draft_id and a.attachment_id <> all($8)
               returning a.attachment_id
           )
           select count(*) as "kept!" from moved"#,
        id as PendingReplyId,
        locked.inquiry_id as InquiryId,
        locked.author as UserId,
        form.body.as_str(),
        now,
        until,
        form.draft.is_some(),
        &form.left_out as &[AttachmentId]
    )
    .fetch_one(work.db())
    .await
}

/// Takes back the waiting answer of the member whose work it is; it is a draft of its author again, above what was begun since.
/// Taking back what one has taken back already is no error: the first press's answer may have been lost.
///
/// # Errors
/// `Err` when the database does not answer; `Ok(Err)` is a refusal.
pub async fn undo_reply(work: &mut Work, no: &PublicNo) -> sqlx::Result<Result<(), ReplyRefusal>> {
    let locked = match lock(work, no).await? {
        Ok(locked) => locked,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let now = work.now();
    let is_undone = sqlx::query_scalar!(
        r#"with undone as (
               delete from pending_replies where inquiry_id = $1 and user_id = $2 and release_at > $3
               returning pending_reply_id, body
           ), kept as (
               insert into drafts as d (draft_id, inquiry_id, user_id, body, form_key, saved_at, taken_back)
               select pending_reply_id, $1, $2, body, pending_reply_id, $3, true from undone
               on conflict (inquiry_id, user_id) do update
               set body = excluded.body || E'\n\n' || d.body, version = excluded.version, form_key = excluded.form_key,
                   saved_at = excluded.saved_at, taken_back = true
               returning draft_id
           ), moved as (
               update attachments a set draft_id = kept.draft_id, pending_reply_id = null
               from undone, kept where a.pending_reply_id = undone.pending_reply_id
           )
           select exists (select from undone)
               or exists (select from drafts where inquiry_id = $1 and user_id = $2 and taken_back) as "is_undone!""#,
        locked.inquiry_id as InquiryId,
        locked.author as UserId,
        now
    )
    .fetch_one(work.db())
    .await?;
    Ok(if is_undone { Ok(()) } else { Err(ReplyRefusal::TooLate) })
}
