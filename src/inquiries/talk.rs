//! The customer writes again, or says that it is solved. The signed link is the proof of who writes.

use std::time::Duration;

use serde_json::json;

use super::{
    CloseReason, MessageAuthor, NewFile, State,
    files::{self, Owner, hashes},
    question::ask_later,
    turn::{start_turn, stop_clocks},
};
use crate::{
    deliveries::{self, About, DeliveryKind},
    events::{self, EventKind, NewEvent, Subject},
    id::{InquiryId, MessageId, SubmissionKey},
    rules::Rules,
    text::MessageBody,
    work::{Pressed, Work},
};

struct Locked {
    state: State,
    turn: i32,
    close_reason: Option<CloseReason>,
}

async fn lock(work: &mut Work, inquiry: InquiryId) -> sqlx::Result<Locked> {
    sqlx::query_as!(
        Locked,
        r#"select state as "state: State", turn, close_reason as "close_reason: CloseReason"
           from inquiries where inquiry_id = $1 for no key update"#,
        inquiry as InquiryId
    )
    .fetch_one(work.db())
    .await
}

/// Locks the inquiry, or the one that it was merged into. What was merged, or taken apart, while its lock was waited for is
/// followed once more; should that meet a merge that is being taken back, the database ends one of the two, which is then tried
/// again.
async fn lock_standing(work: &mut Work, inquiry: InquiryId) -> sqlx::Result<(InquiryId, Locked)> {
    let mut target = inquiry;
    loop {
        let row = sqlx::query!(
            r#"select inquiry_id as "inquiry_id: InquiryId", merged_into as "merged_into: InquiryId",
                      state as "state: State", turn, close_reason as "close_reason: CloseReason"
               from inquiries
               where inquiry_id = (select coalesce(merged_into, inquiry_id) from inquiries where inquiry_id = $1)
               for no key update"#,
            target as InquiryId
        )
        .fetch_one(work.db())
        .await?;
        match row.merged_into {
            Some(into) => target = into,
            None if !is_of(work, inquiry, row.inquiry_id).await? => target = inquiry,
            None => {
                let locked = Locked { state: row.state, turn: row.turn, close_reason: row.close_reason };
                return Ok((row.inquiry_id, locked));
            }
        }
    }
}

/// Whether an inquiry is the locked one, or was merged into it.
async fn is_of(work: &mut Work, inquiry: InquiryId, locked: InquiryId) -> sqlx::Result<bool> {
    if inquiry == locked {
        return Ok(true);
    }
    sqlx::query_scalar!(
        r#"select merged_into is not distinct from $2 as "is!" from inquiries where inquiry_id = $1"#,
        inquiry as InquiryId,
        locked as InquiryId
    )
    .fetch_one(work.db())
    .await
}

/// Locks the inquiry, or the one that it was merged into: which one, and its state.
pub(super) async fn lock_standing_state(work: &mut Work, inquiry: InquiryId) -> sqlx::Result<(InquiryId, State)> {
    let (standing, locked) = lock_standing(work, inquiry).await?;
    Ok((standing, locked.state))
}

/// Adds a message of the customer. While the developer is awaited the due moment stays; after an answer, or once closed, it
/// starts a new turn; an escalated inquiry keeps its case, which the text joins. Nothing is added by a press that is not the
/// first of its form. What is written to a merged inquiry stands in the one that goes on.
///
/// # Errors
/// When the database does not answer.
pub async fn customer_writes(
    work: &mut Work,
    rules: &Rules,
    inquiry: InquiryId,
    body: &MessageBody,
    files: &[NewFile],
    key: SubmissionKey,
) -> sqlx::Result<Pressed> {
    let (target, locked) = lock_standing(work, inquiry).await?;
    let content: Vec<String> = [body.as_str().to_owned()].into_iter().chain(hashes(files)).collect();
    let press = work.once(key, &inquiry.to_string(), &content).await?;
    if press != Pressed::First {
        return Ok(press);
    }
    let message = insert_message(work, target, body).await?;
    files::add(work, target, Owner::Message(message), files).await?;
    if locked.state.customer_message_starts_turn() {
        reopen(work, rules, target, locked.turn + 1, message).await?;
    } else {
        join(work, target, message).await?;
    }
    if locked.state != State::Unconfirmed {
        deliveries::to_seller(work, DeliveryKind::CustomerWrote, &[About::message(target, message)]).await?;
    }
    Ok(press)
}

async fn insert_message(work: &mut Work, inquiry: InquiryId, body: &MessageBody) -> sqlx::Result<MessageId> {
    let message = MessageId::new();
    let now = work.now();
    sqlx::query!(
        "insert into messages (message_id, inquiry_id, author, body, sent_at) values ($1, $2, $3, $4, $5)",
        message as MessageId,
        inquiry as InquiryId,
        MessageAuthor::Customer as MessageAuthor,
        body.as_str(),
        now
    )
    .execute(work.db())
    .await?;
    Ok(message)
}

async fn reopen(work: &mut Work, rules: &Rules, inquiry: InquiryId, turn: i32, message: MessageId) -> sqlx::Result<()> {
    let now = work.now();
    let due = rules.due(now);
    stop_clocks(work, &[inquiry]).await?;
    let sequence = sqlx::query_scalar!(
        "update inquiries
         set state = 'awaiting_developer', turn = $2, awaiting_since = $3, reply_due_at = $4, due_policy = $5,
             close_reason = null, closed_at = null, sequence = sequence + 1
         where inquiry_id = $1 returning sequence",
        inquiry as InquiryId,
        turn,
        now,
        due,
        rules.policy.version_label()
    )
    .fetch_one(work.db())
    .await?;
    start_turn(work, rules, inquiry, turn, due).await?;
    let event = NewEvent::new(Subject::Inquiry(inquiry), sequence, EventKind::Reopened)
        .with(json!({ "turn": turn, "due_at": due, "message_id": message }));
    events::record(work, &[event]).await
}

async fn join(work: &mut Work, inquiry: InquiryId, message: MessageId) -> sqlx::Result<()> {
    let sequence = next_sequence(work, inquiry).await?;
    let event = NewEvent::new(Subject::Inquiry(inquiry), sequence, EventKind::CustomerWrote)
        .with(json!({ "message_id": message }));
    events::record(work, &[event]).await
}

pub(super) async fn next_sequence(work: &mut Work, inquiry: InquiryId) -> sqlx::Result<i32> {
    sqlx::query_scalar!(
        "update inquiries set sequence = sequence + 1 where inquiry_id = $1 returning sequence",
        inquiry as InquiryId
    )
    .fetch_one(work.db())
    .await
}

/// Why «solved, thanks» changed nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SolveRefusal {
    /// It was over already, and not by its customer's word.
    Closed,
    /// Operations have decided and billing was asked; it cannot be taken back any more.
    Decided,
}

/// Closes the inquiry for its customer, and tells as what. An escalated one is withdrawn; its case is withdrawn by the caller
/// in the same work, which must have asked that the case may still be. What its customer has closed stays so. Who says that it
/// is solved is asked after `ask_after` how it was.
///
/// # Errors
/// `Err` when the database does not answer; `Ok(Err)` is a refusal.
pub async fn solve(
    work: &mut Work,
    inquiry: InquiryId,
    ask_after: Duration,
) -> sqlx::Result<Result<CloseReason, SolveRefusal>> {
    let locked = lock(work, inquiry).await?;
    let (reason, kind) = match locked.state {
        State::Closed => {
            let by_customer = |reason: &CloseReason| matches!(reason, CloseReason::Solved | CloseReason::Withdrawn);
            return Ok(locked.close_reason.filter(by_customer).ok_or(SolveRefusal::Closed));
        }
        State::Unconfirmed | State::AwaitingDeveloper | State::Answered => (CloseReason::Solved, EventKind::Solved),
        State::Escalated => (CloseReason::Withdrawn, EventKind::Withdrawn),
    };
    close(work, inquiry, reason, kind).await?;
    if reason == CloseReason::Solved {
        ask_later(work, &[(inquiry, locked.turn)], ask_after).await?;
    }
    Ok(Ok(reason))
}

/// Closes a locked inquiry and stops its clocks.
pub(super) async fn close(
    work: &mut Work,
    inquiry: InquiryId,
    reason: CloseReason,
    kind: EventKind,
) -> sqlx::Result<()> {
    let now = work.now();
    stop_clocks(work, &[inquiry]).await?;
    let sequence = sqlx::query_scalar!(
        "update inquiries set state = 'closed', close_reason = $2, closed_at = $3, sequence = sequence + 1
         where inquiry_id = $1 returning sequence",
        inquiry as InquiryId,
        reason as CloseReason,
        now
    )
    .fetch_one(work.db())
    .await?;
    let event = NewEvent::new(Subject::Inquiry(inquiry), sequence, kind).with(json!({ "reason": reason }));
    events::record(work, &[event]).await
}
