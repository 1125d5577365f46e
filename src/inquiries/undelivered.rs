//! An answer whose mail was refused for good, and what the customer has read without it.
//!
//! A turn counts as answered while any answer in it may have arrived: by mail, or on the inquiry's page.

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::PgExecutor;

use super::{
    State, talk,
    turn::{LEAST_AFTER_FAILURE, start_turn, stop_clocks},
};
use crate::{
    deliveries::{self, About, DeliveryKind},
    events::{self, Audience, EventKind, NewEvent, Subject},
    id::{InquiryId, MessageId},
    rules::Rules,
    work::Work,
};

/// The policy of a due moment that was reckoned from what was left of the turn before.
const AFTER_FAILURE: &str = "after_failure";

/// An answer that was lost: in which inquiry, and in the one that this goes on in where it was merged. Under the lock of the
/// latter, a merge can be neither made nor taken back.
#[derive(Debug, Clone, Copy)]
struct Lost {
    own: InquiryId,
    standing: InquiryId,
    message: MessageId,
}

/// The turn that a lost answer belongs to.
struct Turn {
    answer_bounces: i32,
    reply_due_at: DateTime<Utc>,
    answered_at: DateTime<Utc>,
}

/// Draws the consequence of an answer that did not arrive, when no answer of the present turn did: once per inquiry it waits
/// for the developer again, with the time that was left, at least 24 hours; after that it stays answered and is marked.
/// An answer of another turn, a late one, and one after which operations spoke, change nothing. Of an inquiry that was merged,
/// the one that goes on waits again.
///
/// # Errors
/// When the database does not answer.
pub async fn unanswer(work: &mut Work, rules: &Rules, inquiry: InquiryId, message: MessageId) -> sqlx::Result<()> {
    let (standing, state) = talk::lock_standing_state(work, inquiry).await?;
    let lost = Lost { own: inquiry, standing, message };
    note_undelivered(work, lost).await?;
    if state != State::Answered {
        return Ok(());
    }
    match turn_without_answer(work, lost).await? {
        None => Ok(()),
        Some(turn) if turn.answer_bounces == 0 => begin_again(work, rules, lost, &turn).await,
        Some(_) => mark(work, standing, message).await,
    }
}

/// Notes that the newest answer did not arrive, unless the customer has read it on the inquiry's page.
async fn note_undelivered(work: &mut Work, lost: Lost) -> sqlx::Result<()> {
    let now = work.now();
    sqlx::query!(
        "update inquiries i set undelivered_at = $4
         from messages lost join inquiries own using (inquiry_id)
         where i.inquiry_id = $1 and own.inquiry_id = $2 and lost.message_id = $3
           and (own.answer_read_at is null or own.answer_read_at < lost.sent_at)
           and not exists (select from messages newer join inquiries o using (inquiry_id)
                           where (o.inquiry_id = $1 or o.merged_into = $1)
                             and newer.author <> 'customer' and newer.sent_at > lost.sent_at)",
        lost.standing as InquiryId,
        lost.own as InquiryId,
        lost.message as MessageId,
        now
    )
    .execute(work.db())
    .await?;
    Ok(())
}

/// The turn that ended with the lost answer, or with an answer before it, if nothing said since then can have arrived.
async fn turn_without_answer(work: &mut Work, lost: Lost) -> sqlx::Result<Option<Turn>> {
    sqlx::query_as!(
        Turn,
        r#"select own.answer_bounces + case when own.inquiry_id = i.inquiry_id then 0 else i.answer_bounces end
                      as "answer_bounces!",
                  own.reply_due_at as "reply_due_at!", answer.sent_at as answered_at
           from inquiries own
           join inquiries i on i.inquiry_id = $3
           join messages answer on answer.inquiry_id = own.inquiry_id and answer.ended_turn = own.turn
           join messages lost on lost.message_id = $2 and lost.inquiry_id = own.inquiry_id and lost.sent_at >= answer.sent_at
           where own.inquiry_id = $1 and (own.answer_read_at is null or own.answer_read_at < answer.sent_at)
             and not exists (select from events e
                             where e.inquiry_id in ($1, $3) and e.kind = 'operations_answered'
                               and e.at >= answer.sent_at)
             and not exists (select from messages other join deliveries d using (message_id)
                             where other.inquiry_id in ($1, $3) and other.sent_at >= answer.sent_at
                               and other.message_id <> $2 and other.author = 'developer' and d.kind = 'answer'
                               and d.state not in ('failed', 'bounced'))"#,
        lost.own as InquiryId,
        lost.message as MessageId,
        lost.standing as InquiryId
    )
    .fetch_optional(work.db())
    .await
}

async fn begin_again(work: &mut Work, rules: &Rules, lost: Lost, turn: &Turn) -> sqlx::Result<()> {
    let (now, inquiry, message) = (work.now(), lost.standing, lost.message);
    let due = now + (turn.reply_due_at - turn.answered_at).max(LEAST_AFTER_FAILURE);
    stop_clocks(work, &[inquiry]).await?;
    let moved = sqlx::query!(
        "update inquiries
         set state = 'awaiting_developer', turn = turn + 1, reply_due_at = $2, awaiting_since = $3, due_policy = $4,
             answer_bounces = answer_bounces + 1, sequence = sequence + 1
         where inquiry_id = $1 returning turn, sequence",
        inquiry as InquiryId,
        due,
        now,
        AFTER_FAILURE
    )
    .fetch_one(work.db())
    .await?;
    forget_first_answer(work, lost.own, turn.answered_at).await?;
    start_turn(work, rules, inquiry, moved.turn, due).await?;
    let event = NewEvent::new(Subject::Inquiry(inquiry), moved.sequence, EventKind::UnansweredAgain)
        .with(json!({ "turn": moved.turn, "due_at": due, "message_id": message }));
    events::record(work, &[event]).await?;
    deliveries::to_seller(work, DeliveryKind::AnswerFailed, &[About::message(inquiry, message)]).await
}

/// An answer that did not arrive was not the first one.
async fn forget_first_answer(work: &mut Work, inquiry: InquiryId, answered_at: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "update inquiries set first_answered_at = null, first_answer_seconds = null
         where inquiry_id = $1 and first_answered_at = $2",
        inquiry as InquiryId,
        answered_at
    )
    .execute(work.db())
    .await?;
    Ok(())
}

async fn mark(work: &mut Work, inquiry: InquiryId, message: MessageId) -> sqlx::Result<()> {
    let sequence = talk::next_sequence(work, inquiry).await?;
    let event = NewEvent::new(Subject::Inquiry(inquiry), sequence, EventKind::Undeliverable)
        .with(json!({ "message_id": message }))
        .for_audience(Audience::Seller);
    events::record(work, &[event]).await
}

/// Notes that the customer's page has shown every answer up to the one of this moment, those of inquiries that were merged into
/// this one with it. Writes only what is new.
///
/// # Errors
/// When the database does not answer.
pub async fn mark_read(db: impl PgExecutor<'_>, inquiry: InquiryId, answered_at: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "update inquiries set answer_read_at = $2, undelivered_at = null
         where (inquiry_id = $1 or merged_into = $1) and (answer_read_at is null or answer_read_at < $2)",
        inquiry as InquiryId,
        answered_at
    )
    .execute(db)
    .await?;
    Ok(())
}
