//! One answer to many: separate answers, each with its own clock, undo and delivery. Where something newer happened than the
//! author saw, or another answer waits, it is not sent but kept there as the author's draft; all in one transaction.

use chrono::{DateTime, Utc};

use super::{
    record::{self, BulkKind, Item},
    texts::texts,
};
use crate::{
    events::EventKind,
    id::{BulkRunId, InquiryId, PendingReplyId, SubmissionKey, UserId},
    inquiries::{
        answer::release_moment,
        hold::{DeskRefusal, Held, Hold, Outcome, hold},
        saved_replies::Unresolved,
    },
    public_no::PublicNo,
    rules::Rules,
    text::MessageBody,
    work::Work,
};

/// An answer to many, as its form hands it in.
#[derive(Debug, Clone)]
pub struct ManyAnswers {
    /// The words for all of them.
    pub body: MessageBody,
    /// Each inquiry, with the newest event that its author had seen.
    pub chosen: Vec<(PublicNo, i32)>,
    /// One press of the button.
    pub key: SubmissionKey,
}

impl ManyAnswers {
    /// What makes it another answer than that of another press.
    fn content(&self) -> Vec<String> {
        let chosen = self.chosen.iter().map(|(no, seen)| format!("{}.{seen}", no.as_str()));
        [self.body.as_str().to_owned()].into_iter().chain(chosen).collect()
    }
}

/// Why many were not answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ManyRefusal {
    /// As with everything that is done to many.
    Desk(DeskRefusal),
    /// A gap in the text cannot be filled for one of them.
    Unresolved(Unresolved),
}

/// Answers many inquiries of a seller; the run tells what became of each.
///
/// # Errors
/// `Err` when the database does not answer; `Ok(Err)` is a refusal.
pub async fn answer_many(
    work: &mut Work,
    rules: &Rules,
    form: &ManyAnswers,
) -> sqlx::Result<Result<BulkRunId, ManyRefusal>> {
    let nos: Vec<PublicNo> = form.chosen.iter().map(|(no, _)| no.clone()).collect();
    let hold = match hold(work, &nos).await? {
        Ok(hold) => hold,
        Err(refusal) => return Ok(Err(ManyRefusal::Desk(refusal))),
    };
    match record::begin(work, form.key, &form.content()).await? {
        Ok(true) => {}
        Ok(false) => return Ok(Ok(BulkRunId(form.key.0))),
        Err(refusal) => return Ok(Err(ManyRefusal::Desk(refusal))),
    }
    let texts = match texts(work, &hold, &form.body).await? {
        Ok(texts) => texts,
        Err(why) => return Ok(Err(ManyRefusal::Unresolved(why))),
    };
    let outcomes = outcomes(work, &hold, &form.chosen).await?;
    let answers: Vec<Answer> = hold
        .held
        .iter()
        .zip(&outcomes)
        .zip(&texts)
        .filter(|((_, outcome), _)| **outcome != Outcome::OwnDraft)
        .map(|((one, outcome), text)| Answer::new(text, one, *outcome, (rules, work.now())))
        .collect();
    write(work, hold.member, form.key, &answers).await?;
    let written = |id| answers.iter().find(|answer| answer.inquiry == id).map(|answer| answer.id);
    let items: Vec<Item> = hold
        .held
        .iter()
        .zip(outcomes)
        .map(|(one, outcome)| (one.inquiry_id, outcome, written(one.inquiry_id)))
        .collect();
    record::store(work, form.key, BulkKind::Answer, &items).await.map(Ok)
}

/// An answer to one of them: it waits, or it is its author's draft.
struct Answer<'a> {
    id: PendingReplyId,
    inquiry: InquiryId,
    text: &'a str,
    release_at: DateTime<Utc>,
    waits: bool,
}

impl<'a> Answer<'a> {
    fn new(text: &'a str, one: &Held, outcome: Outcome, (rules, now): (&Rules, DateTime<Utc>)) -> Self {
        Self {
            id: PendingReplyId::new(),
            inquiry: one.inquiry_id,
            text,
            release_at: release_moment(rules, now, one.state, one.reply_due_at),
            waits: outcome == Outcome::Waits,
        }
    }
}

/// What is to become of each, in their order. A draft that the author wrote by hand is never written over; one that came from
/// such an answer, and was not touched since, is.
async fn outcomes(work: &mut Work, hold: &Hold, chosen: &[(PublicNo, i32)]) -> sqlx::Result<Vec<Outcome>> {
    let seen = |one: &Held| chosen.iter().find(|(no, _)| *no == one.no).map_or(0, |(_, seen)| *seen);
    let seens: Vec<i32> = hold.held.iter().map(seen).collect();
    let rows = sqlx::query!(
        r#"select chosen.inquiry_id as "inquiry_id!: InquiryId",
                  exists (select from pending_replies p where p.inquiry_id = chosen.inquiry_id) as "answering!",
                  array(select distinct e.kind from events e
                        where e.inquiry_id = chosen.inquiry_id and e.sequence > chosen.seen and e.audience <= 'seller'
                          and e.user_id is distinct from $3) as "since!: Vec<EventKind>",
                  exists (select from drafts d
                          where d.inquiry_id = chosen.inquiry_id and d.user_id = $3
                            and (not exists (select from bulk_runs r where r.bulk_run_id = d.form_key)
                                 or exists (select from attachments a where a.draft_id = d.draft_id))
                  ) as "own_draft!"
           from unnest($1::uuid[], $2::int[]) as chosen(inquiry_id, seen)"#,
        &hold.ids() as &[InquiryId],
        &seens,
        hold.member as UserId
    )
    .fetch_all(work.db())
    .await?;
    let outcome = |one: &Held| match rows.iter().find(|row| row.inquiry_id == one.inquiry_id) {
        Some(row) if row.own_draft => Outcome::OwnDraft,
        Some(row) if row.since.iter().any(|kind| kind.stops_an_answer()) => Outcome::Newer,
        Some(row) if row.answering => Outcome::Answering,
        _ => Outcome::Waits,
    };
    Ok(hold.held.iter().map(outcome).collect())
}

/// Stores the answers and drafts, in the place of earlier drafts of the same kind. A draft carries the run's key as its form's:
/// as long as it does, nobody wrote on.
async fn write(
    work: &mut Work,
    author: UserId,
    SubmissionKey(run): SubmissionKey,
    answers: &[Answer<'_>],
) -> sqlx::Result<()> {
    let now = work.now();
    let ids: Vec<PendingReplyId> = answers.iter().map(|answer| answer.id).collect();
    let inquiries: Vec<InquiryId> = answers.iter().map(|answer| answer.inquiry).collect();
    let texts: Vec<&str> = answers.iter().map(|answer| answer.text).collect();
    let releases: Vec<DateTime<Utc>> = answers.iter().map(|answer| answer.release_at).collect();
    let waits: Vec<bool> = answers.iter().map(|answer| answer.waits).collect();
    sqlx::query!(
        "with new as (
             select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[], $5::bool[])
                           as new(id, inquiry_id, body, release_at, waits)
         ), taken as (
             delete from drafts d using new where new.waits and d.inquiry_id = new.inquiry_id and d.user_id = $6
         ), kept as (
             insert into drafts (draft_id, inquiry_id, user_id, body, form_key, saved_at)
             select id, inquiry_id, $6, body, $8, $7 from new where not waits
             on conflict (inquiry_id, user_id) do update
             set body = excluded.body, version = excluded.version, form_key = excluded.form_key, saved_at = excluded.saved_at
         )
         insert into pending_replies (pending_reply_id, inquiry_id, user_id, body, accepted_at, release_at)
         select id, inquiry_id, $6, body, $7, release_at from new where waits",
        &ids as &[PendingReplyId],
        &inquiries as &[InquiryId],
        &texts as &[&str],
        &releases,
        &waits,
        author as UserId,
        now,
        run
    )
    .execute(work.db())
    .await?;
    Ok(())
}
