//! What the scanner asks of inquiries, for many at once: lock, look again under the lock, act.

use std::time::Duration;

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{CloseReason, State, question::ask_later};
use crate::{
    deadlines::{self, DeadlineKind},
    deliveries,
    events::{self, EventKind, NewEvent, Subject},
    id::{AppId, InquiryId, SellerId},
    work::Work,
};

/// An inquiry whose deadline fires, as it stands under its lock.
#[derive(Debug, Clone)]
pub struct Overdue {
    /// The deadline that fires.
    pub deadline_id: i64,
    /// The inquiry.
    pub inquiry_id: InquiryId,
    /// Its seller.
    pub seller_id: SellerId,
    /// Its app.
    pub app_id: AppId,
    /// The turn that ends.
    pub turn: i32,
    /// The deadline's moment.
    pub due_at: DateTime<Utc>,
    /// The moment by which the developer must answer.
    pub reply_due_at: DateTime<Utc>,
}

/// Locks those of `inquiries` that nobody else holds. What is decided must be read after this, not before.
///
/// # Errors
/// When the database does not answer.
pub async fn lock_for_scan(work: &mut Work, inquiries: &[InquiryId]) -> sqlx::Result<Vec<InquiryId>> {
    sqlx::query_scalar!(
        r#"select inquiry_id as "inquiry_id: InquiryId" from inquiries
           where inquiry_id = any($1) order by inquiry_id for no key update skip locked"#,
        inquiries as &[InquiryId]
    )
    .fetch_all(work.db())
    .await
}

/// Those of the locked inquiries that are unanswered at their due moment: awaiting, due, and no answer accepted before it
/// waits to be released.
///
/// # Errors
/// When the database does not answer.
pub async fn overdue(work: &mut Work, locked: &[InquiryId]) -> sqlx::Result<Vec<Overdue>> {
    let now = work.now();
    sqlx::query_as!(
        Overdue,
        r#"select d.deadline_id, i.inquiry_id as "inquiry_id: InquiryId", i.seller_id as "seller_id: SellerId",
                  i.app_id as "app_id: AppId", i.turn, d.due_at, i.reply_due_at as "reply_due_at!"
           from inquiries i
           join deadlines d on d.inquiry_id = i.inquiry_id and d.turn = i.turn and d.kind = 'reply_due'
           where i.inquiry_id = any($1) and i.state = 'awaiting_developer' and d.due_at <= $2
             and d.fired_at is null and d.cancelled_at is null and d.skipped_at is null
             and not exists (select from pending_replies p
                             where p.inquiry_id = i.inquiry_id and p.accepted_at < d.due_at)"#,
        locked as &[InquiryId],
        now
    )
    .fetch_all(work.db())
    .await
}

/// Those of the locked inquiries that a reminder of this kind is due for.
///
/// # Errors
/// When the database does not answer.
pub async fn remindable(work: &mut Work, locked: &[InquiryId], kind: DeadlineKind) -> sqlx::Result<Vec<Overdue>> {
    let now = work.now();
    sqlx::query_as!(
        Overdue,
        r#"select d.deadline_id, i.inquiry_id as "inquiry_id: InquiryId", i.seller_id as "seller_id: SellerId",
                  i.app_id as "app_id: AppId", i.turn, d.due_at, i.reply_due_at as "reply_due_at!"
           from inquiries i
           join deadlines d on d.inquiry_id = i.inquiry_id and d.turn = i.turn and d.kind = $3
           where i.inquiry_id = any($1) and i.state = 'awaiting_developer' and d.due_at <= $2
             and d.fired_at is null and d.cancelled_at is null and d.skipped_at is null"#,
        locked as &[InquiryId],
        now,
        kind as DeadlineKind
    )
    .fetch_all(work.db())
    .await
}

/// Marks overdue inquiries as escalated and fires their deadlines; reminders that did not go out are skipped or taken back.
///
/// # Errors
/// When the database does not answer.
pub async fn mark_escalated(work: &mut Work, overdue: &[Overdue]) -> sqlx::Result<()> {
    let ids: Vec<InquiryId> = overdue.iter().map(|one| one.inquiry_id).collect();
    let fired: Vec<i64> = overdue.iter().map(|one| one.deadline_id).collect();
    deadlines::fire(work, &fired).await?;
    deadlines::skip_rest(work, &ids).await?;
    deliveries::cancel_reminders(work, &ids).await?;
    let moved = sqlx::query!(
        r#"update inquiries set state = $2, sequence = sequence + 1 where inquiry_id = any($1)
           returning inquiry_id as "inquiry_id: InquiryId", turn, sequence, reply_due_at"#,
        &ids as &[InquiryId],
        State::Escalated as State
    )
    .fetch_all(work.db())
    .await?;
    let events: Vec<NewEvent> = moved
        .into_iter()
        .map(|one| {
            NewEvent::new(Subject::Inquiry(one.inquiry_id), one.sequence, EventKind::Escalated)
                .with(json!({ "turn": one.turn, "due_at": one.reply_due_at }))
        })
        .collect();
    events::record(work, &events).await
}

/// Records something in the history of many inquiries, numbering each.
///
/// # Errors
/// When the database does not answer.
pub async fn record_for_all(
    work: &mut Work,
    inquiries: &[InquiryId],
    kind: EventKind,
    data: &serde_json::Value,
) -> sqlx::Result<()> {
    let numbered = sqlx::query!(
        r#"update inquiries set sequence = sequence + 1 where inquiry_id = any($1)
           returning inquiry_id as "inquiry_id: InquiryId", sequence"#,
        inquiries as &[InquiryId]
    )
    .fetch_all(work.db())
    .await?;
    let events: Vec<NewEvent> = numbered
        .into_iter()
        .map(|one| NewEvent::new(Subject::Inquiry(one.inquiry_id), one.sequence, kind).with(data.clone()))
        .collect();
    events::record(work, &events).await
}

/// Closes answered inquiries that stayed quiet: those of the locked ones whose moment has come. Their customers are asked how
/// it was after `ask_after`. Returns how many.
///
/// # Errors
/// When the database does not answer.
pub async fn close_quiet(work: &mut Work, locked: &[InquiryId], ask_after: Duration) -> sqlx::Result<usize> {
    let now = work.now();
    let quiet = sqlx::query!(
        r#"select d.deadline_id, i.inquiry_id as "inquiry_id: InquiryId"
           from inquiries i
           join deadlines d on d.inquiry_id = i.inquiry_id and d.turn = i.turn and d.kind = 'quiet_close'
           where i.inquiry_id = any($1) and i.state = 'answered' and d.due_at <= $2
             and d.fired_at is null and d.cancelled_at is null and d.skipped_at is null"#,
        locked as &[InquiryId],
        now
    )
    .fetch_all(work.db())
    .await?;
    let fired: Vec<i64> = quiet.iter().map(|one| one.deadline_id).collect();
    let ids: Vec<InquiryId> = quiet.into_iter().map(|one| one.inquiry_id).collect();
    deadlines::fire(work, &fired).await?;
    let closed = sqlx::query!(
        r#"update inquiries set state = 'closed', close_reason = $3, closed_at = $2, sequence = sequence + 1
           where inquiry_id = any($1)
           returning inquiry_id as "inquiry_id: InquiryId", turn, sequence"#,
        &ids as &[InquiryId],
        now,
        CloseReason::Quiet as CloseReason
    )
    .fetch_all(work.db())
    .await?;
    let events: Vec<NewEvent> = closed
        .iter()
        .map(|one| {
            NewEvent::new(Subject::Inquiry(one.inquiry_id), one.sequence, EventKind::Closed)
                .with(json!({ "reason": CloseReason::Quiet }))
        })
        .collect();
    events::record(work, &events).await?;
    let turns: Vec<(InquiryId, i32)> = closed.iter().map(|one| (one.inquiry_id, one.turn)).collect();
    ask_later(work, &turns, ask_after).await?;
    Ok(closed.len())
}
