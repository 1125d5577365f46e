//! An answer whose mail was refused for good, and what the customer has read without it.
//!
//! A turn counts as answered while any answer in it may have arrived: by mail, or on the inquiry's page.

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::PgExecutor;

use super::{
    State, talk,
    turn::{LEAST_AFTER_FAILURE, start_turn, stop_clocks},
    verdict,
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

/// The turn that a lost answer belongs to.
struct Turn {
    answer_bounces: i32,
    reply_due_at: DateTime<Utc>,
    answered_at: DateTime<Utc>,
}

/// Draws the consequence of an answer that did not arrive, when no answer of the present turn did: once per inquiry it waits
/// for the developer again, with the time that was left, at least 24 hours; after that it stays answered and is marked.
/// An answer of another turn, a late one, and one after which operations spoke, change nothing.
///
/// # Errors
/// When the database does not answer.
pub async fn unanswer(work: &mut Work, rules: &Rules, inquiry: InquiryId, message: MessageId) -> sqlx::Result<()> {
    let state = verdict::lock(work, inquiry).await?;
    note_undelivered(work, inquiry, message).await?;
    if state != State::Answered {
        return Ok(());
    }
    match turn_without_answer(work, inquiry, message).await? {
        None => Ok(()),
        Some(turn) if turn.answer_bounces == 0 => begin_again(work, rules, inquiry, message, &turn).await,
        Some(_) => mark(work, inquiry, message).await,
    }
}

/// Notes that the newest answer did not arrive, unless the customer has read it on the inquiry's page.
async fn note_undelivered(work: &mut Work, inquiry: InquiryId, message: MessageId) -> sqlx::Result<()> {
    let now = work.now();
    sqlx::query!(
        "update inquiries i set undelivered_at = $3
         from messages lost
         where i.inquiry_id = $1 and lost.message_id = $2 and lost.inquiry_id = $1
           and (i.answer_read_at is null or i.answer_read_at < lost.sent_at)
           and not exists (select from messages newer
                           where newer.inquiry_id = $1 and newer.author <> 'customer' and newer.sent_at > lost.sent_at)",
        inquiry as InquiryId,
        message as MessageId,
        now
    )
    .execute(work.db())
    .await?;
    Ok(())
}

/// The turn that ended with `message`, or with an answer before it, if nothing said since then can have arrived.
async fn turn_without_answer(work: &mut Work, inquiry: InquiryId, message: MessageId) -> sqlx::Result<Option<Turn>> {
    sqlx::query_as!(
        Turn,
        r#"select i.answer_bounces, i.reply_due_at as "reply_due_at!", answer.sent_at as answered_at
           from inquiries i
           join messages answer on answer.inquiry_id = i.inquiry_id and answer.ended_turn = i.turn
           join messages lost on lost.message_id = $2 and lost.inquiry_id = i.inquiry_id and lost.sent_at >= answer.sent_at
           where i.inquiry_id = $1 and (i.answer_read_at is null or i.answer_read_at < answer.sent_at)
             and not exists (select from events e
                             where e.inquiry_id = i.inquiry_id and e.kind = 'operations_answered'
                               and e.at >= answer.sent_at)
             and not exists (select from messages other join deliveries d using (message_id)
                             where other.inquiry_id = i.inquiry_id and other.sent_at >= answer.sent_at
                               and other.message_id <> $2 and other.author = 'developer' and d.kind = 'answer'
                               and d.state not in ('failed', 'bounced'))"#,
        inquiry as InquiryId,
        message as MessageId
    )
    .fetch_optional(work.db())
    .await
}

async fn begin_again(
    work: &mut Work,
    rules: &Rules,
    inquiry: InquiryId,
    message: MessageId,
    lost: &Turn,
) -> sqlx::Result<()> {
    let now = work.now();
    let due = now + (lost.reply_due_at - lost.answered_at).max(LEAST_AFTER_FAILURE);
    stop_clocks(work, &[inquiry]).await?;
    let moved = sqlx::query!(
        "update inquiries
         set state = 'awaiting_developer', turn = turn + 1, reply_due_at = $2, awaiting_since = $3, due_policy = $4,
             answer_bounces = answer_bounces + 1, sequence = sequence + 1,
             first_answer_seconds = case when first_answered_at = $5 then null else first_answer_seconds end,
             first_answered_at = case when first_answered_at = $5 then null else first_answered_at end
         where inquiry_id = $1 returning turn, sequence",
        inquiry as InquiryId,
        due,
        now,
        AFTER_FAILURE,
        lost.answered_at
    )
    .fetch_one(work.db())
    .await?;
    start_turn(work, rules, inquiry, moved.turn, due).await?;
    let event = NewEvent::new(Subject::Inquiry(inquiry), moved.sequence, EventKind::UnansweredAgain)
        .with(json!({ "turn": moved.turn, "due_at": due, "message_id": message }));
    events::record(work, &[event]).await?;
    deliveries::to_seller(work, DeliveryKind::AnswerFailed, &[About::message(inquiry, message)]).await
}

async fn mark(work: &mut Work, inquiry: InquiryId, message: MessageId) -> sqlx::Result<()> {
    let sequence = talk::next_sequence(work, inquiry).await?;
    let event = NewEvent::new(Subject::Inquiry(inquiry), sequence, EventKind::Undeliverable)
        .with(json!({ "message_id": message }))
        .for_audience(Audience::Seller);
    events::record(work, &[event]).await
}

/// Notes that the customer's page has shown every answer up to the one of this moment. Writes only what is new.
///
/// # Errors
/// When the database does not answer.
pub async fn mark_read(db: impl PgExecutor<'_>, inquiry: InquiryId, answered_at: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "update inquiries set answer_read_at = $2, undelivered_at = null
         where inquiry_id = $1 and (answer_read_at is null or answer_read_at < $2)",
        inquiry as InquiryId,
        answered_at
    )
    .execute(db)
    .await?;
    Ok(())
}
