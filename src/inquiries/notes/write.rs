//! Writing a note, and having seen those that call one.

use serde_json::json;
use sqlx::PgExecutor;

use super::{Colleague, mentioned};
use crate::{
    auth::{MemberRole, Verb},
    deliveries,
    events::{self, Audience, EventKind, NewEvent, Subject},
    id::{InquiryId, NoteId, SellerId, SubmissionKey, UserId},
    inquiries::talk::next_sequence,
    public_no::PublicNo,
    text::MessageBody,
    work::{Pressed, Work},
};

/// A note as a form hands it in.
#[derive(Debug, Clone)]
pub struct NoteForm {
    /// The words.
    pub body: MessageBody,
    /// Colleagues who were ticked, besides those whom the words call.
    pub called: Vec<UserId>,
    /// One press of the button.
    pub key: SubmissionKey,
}

/// Why a note was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteRefusal {
    /// The inquiry does not exist for this person.
    NotFound,
    /// The person's role reads only.
    ReadOnly,
    /// The form was used already, for another text.
    FormUsed,
}

struct Locked {
    inquiry_id: InquiryId,
    seller_id: SellerId,
    role: MemberRole,
}

/// Takes a note of the member whose work it is, and tells those whom it calls. Who is not a member of the seller is not told.
///
/// # Errors
/// `Err` when the database does not answer; `Ok(Err)` is a refusal.
pub async fn write_note(work: &mut Work, no: &PublicNo, form: &NoteForm) -> sqlx::Result<Result<(), NoteRefusal>> {
    let Some(author) = work.actor().member() else { return Ok(Err(NoteRefusal::NotFound)) };
    let Some(locked) = lock(work, no, author).await? else { return Ok(Err(NoteRefusal::NotFound)) };
    if !locked.role.may(Verb::Answer) {
        return Ok(Err(NoteRefusal::ReadOnly));
    }
    match work.once(form.key, &format!("{}/notes", no.as_str()), &[form.body.as_str()]).await? {
        Pressed::First => {}
        Pressed::Repeated(_) => return Ok(Ok(())),
        Pressed::Reused => return Ok(Err(NoteRefusal::FormUsed)),
    }
    let colleagues = colleagues(work, locked.seller_id).await?;
    let called = called(form, &colleagues, author);
    let note = insert(work, locked.inquiry_id, author, &words(form, &called)).await?;
    let ids: Vec<UserId> = called.iter().map(|person| person.user_id).collect();
    call(work, &locked, note, &ids).await?;
    let sequence = next_sequence(work, locked.inquiry_id).await?;
    let event = NewEvent::new(Subject::Inquiry(locked.inquiry_id), sequence, EventKind::Noted)
        .for_audience(Audience::Seller)
        .with(json!({ "note_id": note }));
    events::record(work, &[event]).await?;
    Ok(Ok(()))
}

async fn lock(work: &mut Work, no: &PublicNo, author: UserId) -> sqlx::Result<Option<Locked>> {
    sqlx::query_as!(
        Locked,
        r#"select i.inquiry_id as "inquiry_id: InquiryId", i.seller_id as "seller_id: SellerId", m.role as "role: MemberRole"
           from inquiries i join memberships m using (seller_id) join users u using (user_id)
           where i.public_no = $1 and m.user_id = $2 and u.disabled_at is null and i.turn > 0
           for no key update of i"#,
        no.as_str(),
        author as UserId
    )
    .fetch_optional(work.db())
    .await
}

async fn colleagues(work: &mut Work, seller: SellerId) -> sqlx::Result<Vec<Colleague>> {
    sqlx::query_as!(
        Colleague,
        r#"select user_id as "user_id: UserId", u.name from memberships m join users u using (user_id)
           where m.seller_id = $1 and u.disabled_at is null"#,
        seller as SellerId
    )
    .fetch_all(work.db())
    .await
}

/// Those whom the words call and those who were ticked, without the author.
fn called<'a>(form: &NoteForm, colleagues: &'a [Colleague], author: UserId) -> Vec<&'a Colleague> {
    let by_words = mentioned(form.body.as_str(), colleagues);
    let is_called = |person: &&Colleague| by_words.contains(&person.user_id) || form.called.contains(&person.user_id);
    colleagues.iter().filter(is_called).filter(|person| person.user_id != author).collect()
}

/// The note's words; they begin with those who were ticked and stand nowhere in them.
fn words(form: &NoteForm, called: &[&Colleague]) -> String {
    let body = form.body.as_str();
    let names = called.iter().map(|person| format!("@{}", person.name)).filter(|call| !body.contains(call));
    names.chain([body.to_owned()]).collect::<Vec<_>>().join(" ")
}

async fn insert(work: &mut Work, inquiry: InquiryId, author: UserId, words: &str) -> sqlx::Result<NoteId> {
    let note = NoteId::new();
    let now = work.now();
    sqlx::query!(
        "insert into notes (note_id, inquiry_id, user_id, body, written_at) values ($1, $2, $3, $4, $5)",
        note as NoteId,
        inquiry as InquiryId,
        author as UserId,
        words,
        now
    )
    .execute(work.db())
    .await?;
    Ok(note)
}

async fn call(work: &mut Work, about: &Locked, note: NoteId, members: &[UserId]) -> sqlx::Result<()> {
    if members.is_empty() {
        return Ok(());
    }
    sqlx::query!(
        "insert into note_mentions (note_id, user_id, inquiry_id, seller_id)
         select $1, member, $3, $4 from unnest($2::uuid[]) as member",
        note as NoteId,
        members as &[UserId],
        about.inquiry_id as InquiryId,
        about.seller_id as SellerId
    )
    .execute(work.db())
    .await?;
    deliveries::to_mentioned(work, about.inquiry_id, note, members).await
}

/// Marks the notes below an inquiry that call this person as seen.
///
/// # Errors
/// When the database does not answer.
pub async fn see_mentions(
    db: impl PgExecutor<'_>,
    inquiry: InquiryId,
    person: UserId,
    at: chrono::DateTime<chrono::Utc>,
) -> sqlx::Result<()> {
    sqlx::query!(
        "update note_mentions set seen_at = $3 where user_id = $2 and seen_at is null
           and inquiry_id = any(array(select $1::uuid union all select o.inquiry_id from inquiries o where o.merged_into = $1))",
        inquiry as InquiryId,
        person as UserId,
        at
    )
    .execute(db)
    .await?;
    Ok(())
}
