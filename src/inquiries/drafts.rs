//! What a member is writing to an inquiry: one draft each, kept while it is typed, in every browser the same.
//!
//! A draft becomes the waiting answer when the answer is taken, and an answer that is taken back becomes a draft. Of two tabs
//! the older one is told and asked: its text never takes the place of one that it has not shown.

use chrono::{Duration, Utc};

use super::{
    NewFile,
    answer::{Locked, ReplyRefusal, lock},
    files::{self, Owner},
};
use crate::{
    id::{AttachmentId, DraftId, InquiryId, SubmissionKey, UserId},
    public_no::PublicNo,
    text::{MessageBody, TextError},
    work::Work,
};

/// For how long what was written to an inquiry that is closed stays.
const KEPT_AFTER_CLOSING: Duration = Duration::days(30);
/// Drafts of one step of putting away.
const AT_ONCE: i64 = 500;

/// A text that is being written, as a form hands it in.
#[derive(Debug, Clone)]
pub struct DraftForm {
    /// The words; none when the box is empty.
    pub body: Option<MessageBody>,
    /// Files.
    pub files: Vec<NewFile>,
    /// Kept files that go.
    pub left_out: Vec<AttachmentId>,
    /// The version that the form showed; 0 when there was none.
    pub version: i64,
    /// The form: what it wrote itself it may write over.
    pub key: SubmissionKey,
}

impl DraftForm {
    /// The words of a box, which may be empty.
    ///
    /// # Errors
    /// When they are too long for a message, or cannot stand in one.
    pub fn body(text: &str) -> Result<Option<MessageBody>, TextError> {
        match MessageBody::parse(text) {
            Ok(body) => Ok(Some(body)),
            Err(TextError::Empty) => Ok(None),
            Err(refusal) => Err(refusal),
        }
    }
}

/// Why a draft was not kept. Its text is kept by the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftRefusal {
    /// The inquiry does not exist for this person.
    NotFound,
    /// The person's role reads only.
    ReadOnly,
    /// Another form of the same person has written on, sent it, or thrown it away.
    Elsewhere,
    /// The person's own answer waits to go out.
    Answering,
    /// With the files that are kept there are too many.
    TooManyFiles,
}

/// The draft as it stands before it is written.
struct Stored {
    id: Option<DraftId>,
    version: Option<i64>,
    form_key: Option<SubmissionKey>,
    kept: i64,
    waits: bool,
}

impl Stored {
    /// What stands in the way of a form.
    fn obstacle(&self, form: &DraftForm) -> Option<DraftRefusal> {
        match (self.id, self.version) {
            (Some(_), Some(version)) => {
                let its = self.form_key == Some(form.key) || version == form.version;
                (!its).then_some(DraftRefusal::Elsewhere)
            }
            _ if self.waits => Some(DraftRefusal::Answering),
            _ => (form.version > 0).then_some(DraftRefusal::Elsewhere),
        }
    }
}

/// Keeps what the member whose work it is has written so far, with at most so many files. Returns its version; 0 when nothing
/// was written, which throws the draft away.
///
/// # Errors
/// `Err` when the database does not answer; `Ok(Err)` is a refusal.
pub async fn keep_draft(
    work: &mut Work,
    no: &PublicNo,
    form: &DraftForm,
    most_files: usize,
) -> sqlx::Result<Result<i64, DraftRefusal>> {
    let locked = match lock(work, no).await? {
        Ok(locked) => locked,
        Err(ReplyRefusal::ReadOnly) => return Ok(Err(DraftRefusal::ReadOnly)),
        Err(_) => return Ok(Err(DraftRefusal::NotFound)),
    };
    let stored = stored(work, &locked, &form.left_out).await?;
    if let Some(refusal) = stored.obstacle(form) {
        return Ok(Err(refusal));
    }
    let files = usize::try_from(stored.kept).unwrap_or(usize::MAX).saturating_add(form.files.len());
    if files > most_files {
        return Ok(Err(DraftRefusal::TooManyFiles));
    }
    if form.body.is_none() && files == 0 {
        throw_away(work, &locked).await?;
        return Ok(Ok(0));
    }
    let (id, version) = store(work, &locked, form).await?;
    files::add(work, locked.inquiry_id, Owner::Draft(id), &form.files).await?;
    Ok(Ok(version))
}

async fn stored(work: &mut Work, locked: &Locked, left_out: &[AttachmentId]) -> sqlx::Result<Stored> {
    sqlx::query_as!(
        Stored,
        r#"select d.draft_id as "id?: DraftId", d.version as "version?", d.form_key as "form_key?: SubmissionKey",
                  (select count(*) from attachments a
                   where a.draft_id = d.draft_id and a.attachment_id <> all($3)) as "kept!",
                  exists (select from pending_replies p where p.inquiry_id = $1 and p.user_id = $2) as "waits!"
           from (select 1) as one left join drafts d on d.inquiry_id = $1 and d.user_id = $2"#,
        locked.inquiry_id as InquiryId,
        locked.author as UserId,
        left_out as &[AttachmentId]
    )
    .fetch_one(work.db())
    .await
}

async fn throw_away(work: &mut Work, locked: &Locked) -> sqlx::Result<()> {
    sqlx::query!(
        "delete from drafts where inquiry_id = $1 and user_id = $2",
        locked.inquiry_id as InquiryId,
        locked.author as UserId
    )
    .execute(work.db())
    .await?;
    Ok(())
}

async fn store(work: &mut Work, locked: &Locked, form: &DraftForm) -> sqlx::Result<(DraftId, i64)> {
    let now = work.now();
    let row = sqlx::query!(
        r#"with written as (
               insert into drafts as d (draft_id, inquiry_id, user_id, body, form_key, saved_at)
               values ($1, $2, $3, $4, $5, $6)
               on conflict (inquiry_id, user_id) do update
               set body = excluded.body, version = excluded.version, form_key = excluded.form_key,
                   saved_at = excluded.saved_at
               returning draft_id, version
           ), left_out as (
               delete from attachments a using written
               where a.draft_id = written.draft_id and a.attachment_id = any($7)
           )
           select draft_id as "id!: DraftId", version as "version!" from written"#,
        DraftId::new() as DraftId,
        locked.inquiry_id as InquiryId,
        locked.author as UserId,
        form.body.as_ref().map_or("", MessageBody::as_str),
        form.key as SubmissionKey,
        now,
        &form.left_out as &[AttachmentId]
    )
    .fetch_one(work.db())
    .await?;
    Ok((row.id, row.version))
}

/// Puts away drafts of inquiries that closed long before anybody wrote on. Returns how many.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_drafts(db: impl sqlx::PgExecutor<'_>, now: chrono::DateTime<Utc>) -> sqlx::Result<u64> {
    let done = sqlx::query!(
        "delete from drafts where draft_id in (
             select d.draft_id from drafts d join inquiries i using (inquiry_id)
             where d.saved_at < $1 and i.state = 'closed' and i.closed_at < $1
             order by d.saved_at limit $2)",
        now - KEPT_AFTER_CLOSING,
        AT_ONCE
    )
    .execute(db)
    .await?;
    Ok(done.rows_affected())
}
