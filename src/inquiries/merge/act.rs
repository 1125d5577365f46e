//! Makes two inquiries one.

use chrono::{DateTime, Utc};
use serde_json::json;

use super::{
    Clock, MergeRefusal, Waits,
    lock::{Locked, Pair, around, lock},
    takes_over,
};
use crate::{
    deadlines::{self, NewDeadline, OpenDeadline},
    events::{self, EventKind, NewEvent, Subject},
    id::{InquiryId, MergeId, UserId},
    inquiries::{CloseReason, State, turn::stop_clocks},
    public_no::PublicNo,
    work::Work,
};

/// The newest events that the person had seen of both.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    /// Of the one that goes on.
    pub into: i32,
    /// Of the other.
    pub other: i32,
}

/// Merges `other` into `into`, which goes on: the earlier due moment counts, in a turn of its own if it is the other's, with
/// the reminders that the other still had to come. The other is closed.
///
/// # Errors
/// `Err` when the database does not answer; `Ok(Err)` is a refusal.
pub async fn merge(
    work: &mut Work,
    into: &PublicNo,
    other: &PublicNo,
    seen: Seen,
) -> sqlx::Result<Result<(), MergeRefusal>> {
    let pair = match lock(work, into, other).await? {
        Ok(pair) => pair,
        Err(refusal) => return Ok(Err(refusal)),
    };
    if let Some(refusal) = refusal(work, &pair, seen).await? {
        return Ok(Err(refusal));
    }
    let takes_over = takes_over(pair.into.clock(), pair.other.clock());
    let stopped = stop(work, &pair, takes_over).await?;
    let closed = close(work, &pair).await?;
    let kept = go_on(work, &pair, takes_over).await?;
    if takes_over {
        let of_other = |one: &&OpenDeadline| one.inquiry_id == pair.other.inquiry_id;
        let taken = stopped.iter().filter(of_other).map(|one| NewDeadline {
            inquiry: pair.into.inquiry_id,
            turn: pair.into.turn + 1,
            kind: one.kind,
            due_at: one.due_at,
        });
        deadlines::start(work, &taken.collect::<Vec<_>>()).await?;
    }
    remember(work, &pair, kept, &stopped).await?;
    record(work, &pair, kept, closed).await?;
    Ok(Ok(()))
}

async fn refusal(work: &mut Work, pair: &Pair, seen: Seen) -> sqlx::Result<Option<MergeRefusal>> {
    let Pair { into, other, .. } = pair;
    let around = around(work, pair).await?;
    Ok(if into.merged_into.is_some() || other.merged_into.is_some() {
        Some(MergeRefusal::AlreadyMerged)
    } else if [into.state, other.state].contains(&State::Escalated) || around.has_case {
        Some(MergeRefusal::WithOperations)
    } else if around.answer_waits {
        Some(MergeRefusal::AnswerWaits)
    } else if into.state == State::Closed {
        Some(MergeRefusal::IntoClosed)
    } else if around.carries_others {
        Some(MergeRefusal::CarriesOthers)
    } else {
        (into.sequence > seen.into || other.sequence > seen.other).then_some(MergeRefusal::SomethingNewer)
    })
}

/// Stops the other's clock, and that of the one that goes on if it gets another.
async fn stop(work: &mut Work, pair: &Pair, takes_over: bool) -> sqlx::Result<Vec<OpenDeadline>> {
    let mut stopped = vec![pair.other.inquiry_id];
    stopped.extend(takes_over.then_some(pair.into.inquiry_id));
    let open = deadlines::open_of(work, &stopped).await?;
    stop_clocks(work, &stopped).await?;
    Ok(open)
}

async fn close(work: &mut Work, pair: &Pair) -> sqlx::Result<i32> {
    let now = work.now();
    sqlx::query_scalar!(
        "update inquiries set state = 'closed', close_reason = $2, closed_at = $3, merged_into = $4, sequence = sequence + 1
         where inquiry_id = $1 returning sequence",
        pair.other.inquiry_id as InquiryId,
        CloseReason::Merged as CloseReason,
        now,
        pair.into.inquiry_id as InquiryId
    )
    .fetch_one(work.db())
    .await
}

/// What the one that goes on has now.
#[derive(Debug, Clone, Copy)]
struct Kept {
    sequence: i32,
    due_at: Option<DateTime<Utc>>,
}

async fn go_on(work: &mut Work, pair: &Pair, takes_over: bool) -> sqlx::Result<Kept> {
    let Pair { into, other, .. } = pair;
    let waits = match into.clock().with(other.clock()) {
        Clock::Runs(waits) => Some(waits),
        Clock::Stands => None,
    };
    let policy = if takes_over { other } else { into }.due_policy.as_deref();
    let sequence = sqlx::query_scalar!(
        "update inquiries
         set state = case when $2 then 'awaiting_developer' else state end, turn = turn + $2::int,
             awaiting_since = coalesce($3, awaiting_since), reply_due_at = coalesce($4, reply_due_at), due_policy = $5,
             sequence = sequence + 1
         where inquiry_id = $1 returning sequence",
        into.inquiry_id as InquiryId,
        takes_over,
        waits.map(|waits: Waits| waits.since),
        waits.map(|waits| waits.due_at),
        policy
    )
    .fetch_one(work.db())
    .await?;
    Ok(Kept { sequence, due_at: waits.map(|waits| waits.due_at) })
}

async fn remember(work: &mut Work, pair: &Pair, kept: Kept, stopped: &[OpenDeadline]) -> sqlx::Result<()> {
    let Pair { by, into, other } = pair;
    let stopped: Vec<i64> = stopped.iter().map(|one| one.deadline_id).collect();
    let now = work.now();
    sqlx::query!(
        "insert into merges (merge_id, into_id, merged_id, merged_at, merged_by, merged_state, merged_reason,
                             merged_closed_at, into_state, into_turn, into_since, into_due_at, into_policy, into_sequence,
                             stopped)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        MergeId::new() as MergeId,
        into.inquiry_id as InquiryId,
        other.inquiry_id as InquiryId,
        now,
        *by as UserId,
        other.state as State,
        other.close_reason as Option<CloseReason>,
        other.closed_at,
        into.state as State,
        into.turn,
        into.awaiting_since,
        into.reply_due_at,
        into.due_policy,
        kept.sequence,
        &stopped
    )
    .execute(work.db())
    .await?;
    Ok(())
}

async fn record(work: &mut Work, pair: &Pair, kept: Kept, closed: i32) -> sqlx::Result<()> {
    let Pair { into, other, .. } = pair;
    let event = |one: &Locked, sequence, kind, with: &Locked, due_at| {
        NewEvent::new(Subject::Inquiry(one.inquiry_id), sequence, kind)
            .with(json!({ "inquiry_id": with.inquiry_id, "no": with.no.as_str(), "due_at": due_at }))
    };
    let events = [
        event(into, kept.sequence, EventKind::Merged, other, kept.due_at),
        event(other, closed, EventKind::MergedInto, into, kept.due_at),
    ];
    events::record(work, &events).await
}
