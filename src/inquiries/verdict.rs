//! What a decision of operations does to the inquiry behind the case. The caller holds the inquiry's lock.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{
    CloseReason, MessageAuthor, State,
    talk::close,
    turn::{start_turn, stop_clocks},
};
use crate::{
    deadlines::{self, DeadlineKind, NewDeadline},
    events::{self, EventKind, NewEvent, Subject},
    id::{InquiryId, MessageId, UserId},
    rules::Rules,
    work::Work,
};

/// Locks the inquiry of a case; every decision locks it before the case.
///
/// # Errors
/// When the database does not answer.
pub async fn lock(work: &mut Work, inquiry: InquiryId) -> sqlx::Result<State> {
    sqlx::query_scalar!(
        r#"select state as "state: State" from inquiries where inquiry_id = $1 for no key update"#,
        inquiry as InquiryId
    )
    .fetch_one(work.db())
    .await
}

/// Operations declined: their words are the answer. An inquiry that is not escalated keeps its state.
///
/// # Errors
/// When the database does not answer.
pub async fn answer_by_operations(
    work: &mut Work,
    rules: &Rules,
    inquiry: InquiryId,
    author: UserId,
    words: &str,
) -> sqlx::Result<MessageId> {
    let message = MessageId::new();
    let now = work.now();
    sqlx::query!(
        "insert into messages (message_id, inquiry_id, author, user_id, body, sent_at) values ($1, $2, $3, $4, $5, $6)",
        message as MessageId,
        inquiry as InquiryId,
        MessageAuthor::Operations as MessageAuthor,
        author as UserId,
        words,
        now
    )
    .execute(work.db())
    .await?;
    let sequence = end_escalation(work, rules, inquiry).await?;
    let event = NewEvent::new(Subject::Inquiry(inquiry), sequence, EventKind::OperationsAnswered)
        .with(json!({ "message_id": message }));
    events::record(work, &[event]).await?;
    Ok(message)
}

/// Operations gave the inquiry back to the developer: a new turn, due at `due`.
///
/// # Errors
/// When the database does not answer.
pub async fn give_back(work: &mut Work, rules: &Rules, inquiry: InquiryId, due: DateTime<Utc>) -> sqlx::Result<()> {
    let now = work.now();
    stop_clocks(work, &[inquiry]).await?;
    let moved = sqlx::query!(
        "update inquiries
         set state = 'awaiting_developer', turn = turn + 1, awaiting_since = $2, reply_due_at = $3,
             due_policy = 'operations', close_reason = null, closed_at = null, sequence = sequence + 1
         where inquiry_id = $1 returning turn, sequence",
        inquiry as InquiryId,
        now,
        due
    )
    .fetch_one(work.db())
    .await?;
    start_turn(work, rules, inquiry, moved.turn, due).await?;
    let event = NewEvent::new(Subject::Inquiry(inquiry), moved.sequence, EventKind::Returned)
        .with(json!({ "turn": moved.turn, "due_at": due }));
    events::record(work, &[event]).await
}

/// The purchase was canceled: the inquiry is over.
///
/// # Errors
/// When the database does not answer.
pub async fn close_as_canceled(work: &mut Work, inquiry: InquiryId) -> sqlx::Result<()> {
    close(work, inquiry, CloseReason::Canceled, EventKind::Closed).await
}

/// Billing refused for good: the inquiry counts as answered, for operations told both sides why.
///
/// # Errors
/// When the database does not answer.
pub async fn settle_after_failure(work: &mut Work, rules: &Rules, inquiry: InquiryId) -> sqlx::Result<()> {
    let sequence = end_escalation(work, rules, inquiry).await?;
    events::record(work, &[NewEvent::new(Subject::Inquiry(inquiry), sequence, EventKind::OperationsAnswered)]).await
}

/// An escalated inquiry is answered now, and closes by itself when nobody writes any more. Returns the event's number.
async fn end_escalation(work: &mut Work, rules: &Rules, inquiry: InquiryId) -> sqlx::Result<i32> {
    let moved = sqlx::query!(
        r#"update inquiries i
           set sequence = i.sequence + 1, state = case before.state when 'escalated' then 'answered' else before.state end
           from (select state from inquiries where inquiry_id = $1) as before
           where i.inquiry_id = $1
           returning i.sequence, i.turn, before.state = 'escalated' as "was_escalated!""#,
        inquiry as InquiryId
    )
    .fetch_one(work.db())
    .await?;
    if moved.was_escalated {
        let due_at = work.now() + rules.quiet;
        deadlines::start(work, &[NewDeadline { inquiry, turn: moved.turn, kind: DeadlineKind::QuietClose, due_at }])
            .await?;
    }
    Ok(moved.sequence)
}
