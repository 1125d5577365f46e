//! The developer answers: the text waits some seconds, in which it can be undone.

use chrono::{DateTime, Utc};

use super::{
    NewFile, State,
    files::{self, Owner, hashes},
};
use crate::{
    auth::{MemberRole, Verb},
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
    /// Files of the author's undone answer that do not go out with this one.
    pub left_out: Vec<AttachmentId>,
    /// The newest event its author had seen.
    pub seen: i32,
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
    /// With the files of the undone answer there are too many.
    TooManyFiles,
    /// The form was used already, for another text.
    FormUsed,
    /// Something happened that the author had not seen.
    SomethingNewer,
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

struct Locked {
    inquiry_id: InquiryId,
    author: UserId,
    state: State,
    reply_due_at: Option<DateTime<Utc>>,
    role: MemberRole,
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
    if let Some(refusal) = obstacle(work, &locked, form.seen).await? {
        return Ok(Err(refusal));
    }
    let now = work.now();
    let in_time_until = locked.reply_due_at.filter(|due| locked.state == State::AwaitingDeveloper && now < *due);
    let until = in_time_until.map_or(now + rules.undo, |due| due.min(now + rules.undo));
    let pending = store_pending(work, &locked, form, until).await?;
    if usize::try_from(pending.kept).unwrap_or(usize::MAX).saturating_add(form.files.len()) > most_files {
        return Ok(Err(ReplyRefusal::TooManyFiles));
    }
    files::add(work, locked.inquiry_id, Owner::PendingReply(pending.id), &form.files).await?;
    let late = in_time_until.is_none() && matches!(locked.state, State::AwaitingDeveloper | State::Escalated);
    Ok(Ok(AcceptedReply::Waits { until, late }))
}

/// Locks the inquiry for the member of its seller whose work it is, and who may answer at this moment.
async fn lock(work: &mut Work, no: &PublicNo) -> sqlx::Result<Result<Locked, ReplyRefusal>> {
    let Some(author) = work.actor().member() else { return Ok(Err(ReplyRefusal::NotFound)) };
    let locked = sqlx::query_as!(
        Locked,
        r#"select i.inquiry_id as "inquiry_id: InquiryId", i.state as "state: State", i.reply_due_at,
                  m.user_id as "author: UserId", m.role as "role: MemberRole"
           from inquiries i join memberships m using (seller_id) join users u using (user_id)
           where i.public_no = $1 and m.user_id = $2 and u.disabled_at is null and i.turn > 0
           for no key update of i"#,
        no.as_str(),
        author as UserId
    )
    .fetch_optional(work.db())
    .await?;
    let refusal = if locked.is_some() { ReplyRefusal::ReadOnly } else { ReplyRefusal::NotFound };
    Ok(locked.filter(|locked| locked.role.may(Verb::Answer)).ok_or(refusal))
}

/// What stands in the way, read under the lock: a waiting answer, or news by someone else. Reminders are no news.
async fn obstacle(work: &mut Work, locked: &Locked, seen: i32) -> sqlx::Result<Option<ReplyRefusal>> {
    let row = sqlx::query!(
        r#"select (select u.name from pending_replies p join users u using (user_id)
                   where p.inquiry_id = $1 and p.undone_at is null) as waiting,
                  exists (select from events
                          where inquiry_id = $1 and sequence > $2 and kind not in ('reminded', 'reminder_skipped', 'link_replaced', 'satisfaction_given')
                            and user_id is distinct from $3) as "newer!""#,
        locked.inquiry_id as InquiryId,
        seen,
        locked.author as UserId
    )
    .fetch_one(work.db())
    .await?;
    Ok(match row.waiting {
        Some(by) => Some(ReplyRefusal::AlreadyAnswering { by }),
        None => row.newer.then_some(ReplyRefusal::SomethingNewer),
    })
}

/// The waiting answer, and how many files of the undone one it keeps.
struct Pending {
    id: PendingReplyId,
    kept: i64,
}

/// Stores the waiting answer; the author's undone draft, if there is one, becomes it and keeps its files but those left out.
async fn store_pending(
    work: &mut Work,
    locked: &Locked,
    form: &ReplyForm,
    until: DateTime<Utc>,
) -> sqlx::Result<Pending> {
    let now = work.now();
    sqlx::query_as!(
        Pending,
        r#"with revived as (
               update pending_replies set body = $4, accepted_at = $5, release_at = $6, undone_at = null
               where inquiry_id = $2 and user_id = $3 and undone_at is not null
               returning pending_reply_id
           ), left_out as (
               delete from attachments a using revived
               where a.pending_reply_id = revived.pending_reply_id and a.attachment_id = any($7)
           ), inserted as (
               insert into pending_replies (pending_reply_id, inquiry_id, user_id, body, accepted_at, release_at)
               select $1, $2, $3, $4, $5, $6 where not exists (select from revived)
               returning pending_reply_id
           )
           select pending_reply_id as "id!: PendingReplyId",
                  (select count(*) from attachments a
                   where a.pending_reply_id = revived.pending_reply_id and a.attachment_id <> all($7)) as "kept!"
           from revived union all select pending_reply_id, 0 from inserted"#,
        PendingReplyId::new() as PendingReplyId,
        locked.inquiry_id as InquiryId,
        locked.author as UserId,
        form.body.as_str(),
        now,
        until,
        &form.left_out as &[AttachmentId]
    )
    .fetch_one(work.db())
    .await
}

/// Takes back the waiting answer of the member whose work it is; its text stays as a draft of its author. Taking back what
/// one has taken back already is no error: the first press's answer may have been lost.
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
               update pending_replies set undone_at = $3
               where inquiry_id = $1 and user_id = $2 and undone_at is null and release_at > $3
               returning true
           )
           select exists (select from undone)
               or exists (select from pending_replies
                          where inquiry_id = $1 and user_id = $2 and undone_at is not null) as "is_undone!""#,
        locked.inquiry_id as InquiryId,
        locked.author as UserId,
        now
    )
    .fetch_one(work.db())
    .await?;
    Ok(if is_undone { Ok(()) } else { Err(ReplyRefusal::TooLate) })
}
