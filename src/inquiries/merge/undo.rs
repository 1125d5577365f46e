//! Takes two inquiries that were made one apart again.

use chrono::{DateTime, Duration, Utc};
use serde_json::json;

use super::{
    MergeRefusal,
    lock::{Pair, around, lock},
};
use crate::{
    deadlines, deliveries,
    events::{self, EventKind, NewEvent, Subject},
    id::{InquiryId, MergeId, UserId},
    inquiries::{CloseReason, State},
    public_no::PublicNo,
    work::Work,
};

/// How long a merge can be taken back, if nothing was written since.
pub const UNDO_FOR: Duration = Duration::hours(24);

/// How both stood before.
struct Before {
    merge_id: MergeId,
    merged_at: DateTime<Utc>,
    merged_state: State,
    merged_reason: Option<CloseReason>,
    merged_closed_at: Option<DateTime<Utc>>,
    into_state: State,
    into_turn: i32,
    into_since: Option<DateTime<Utc>>,
    into_due_at: Option<DateTime<Utc>>,
    into_policy: Option<String>,
    stopped: Vec<i64>,
    written_since: bool,
}

/// Takes back that `other` was merged into `into`: both are as they were, each with its own due moment, which may be past by
/// now. A turn that the one took over is no more. Reminders, notes, and a look are no reason against it; anything else is.
///
/// # Errors
/// `Err` when the database does not answer; `Ok(Err)` is a refusal.
pub async fn unmerge(work: &mut Work, into: &PublicNo, other: &PublicNo) -> sqlx::Result<Result<(), MergeRefusal>> {
    let pair = match lock(work, into, other).await? {
        Ok(pair) => pair,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let Some(before) = before(work, &pair).await? else { return Ok(Err(MergeRefusal::NotMerged)) };
    if work.now() >= before.merged_at + UNDO_FOR {
        return Ok(Err(MergeRefusal::TooLate));
    }
    if before.written_since || around(work, &pair).await?.answer_waits {
        return Ok(Err(MergeRefusal::WrittenSince));
    }
    if pair.into.turn > before.into_turn {
        deadlines::drop_turn(work, pair.into.inquiry_id, pair.into.turn).await?;
        deliveries::cancel_reminders(work, &[pair.into.inquiry_id]).await?;
    }
    let into_sequence = restore_into(work, &pair, &before).await?;
    let other_sequence = restore_other(work, &pair, &before).await?;
    deadlines::reopen(work, &before.stopped).await?;
    forget(work, &pair, &before).await?;
    let event = |one: InquiryId, sequence, with: &PublicNo| {
        NewEvent::new(Subject::Inquiry(one), sequence, EventKind::Unmerged).with(json!({ "no": with.as_str() }))
    };
    let events = [
        event(pair.into.inquiry_id, into_sequence, &pair.other.no),
        event(pair.other.inquiry_id, other_sequence, &pair.into.no),
    ];
    events::record(work, &events).await?;
    Ok(Ok(()))
}

async fn before(work: &mut Work, pair: &Pair) -> sqlx::Result<Option<Before>> {
    sqlx::query_as!(
        Before,
        r#"select merge_id as "merge_id: MergeId", merged_at, merged_state as "merged_state: State",
                  merged_reason as "merged_reason: CloseReason", merged_closed_at, into_state as "into_state: State",
                  into_turn, into_since, into_due_at, into_policy, stopped,
                  exists (select from events e
                          where e.inquiry_id = into_id and e.sequence > into_sequence
                            and e.kind not in ('reminded', 'reminder_skipped', 'noted')) as "written_since!"
           from merges where into_id = $1 and merged_id = $2 and unmerged_at is null"#,
        pair.into.inquiry_id as InquiryId,
        pair.other.inquiry_id as InquiryId
    )
    .fetch_optional(work.db())
    .await
}

async fn restore_into(work: &mut Work, pair: &Pair, before: &Before) -> sqlx::Result<i32> {
    sqlx::query_scalar!(
        "update inquiries
         set state = $2, turn = $3, awaiting_since = $4, reply_due_at = $5, due_policy = $6, sequence = sequence + 1
         where inquiry_id = $1 returning sequence",
        pair.into.inquiry_id as InquiryId,
        before.into_state as State,
        before.into_turn,
        before.into_since,
        before.into_due_at,
        before.into_policy
    )
    .fetch_one(work.db())
    .await
}

async fn restore_other(work: &mut Work, pair: &Pair, before: &Before) -> sqlx::Result<i32> {
    sqlx::query_scalar!(
        "update inquiries
         set state = $2, close_reason = $3, closed_at = $4, merged_into = null, sequence = sequence + 1
         where inquiry_id = $1 returning sequence",
        pair.other.inquiry_id as InquiryId,
        before.merged_state as State,
        before.merged_reason as Option<CloseReason>,
        before.merged_closed_at
    )
    .fetch_one(work.db())
    .await
}

async fn forget(work: &mut Work, pair: &Pair, before: &Before) -> sqlx::Result<()> {
    let now = work.now();
    sqlx::query!(
        "update merges set unmerged_at = $2, unmerged_by = $3 where merge_id = $1",
        before.merge_id as MergeId,
        now,
        pair.by as UserId
    )
    .execute(work.db())
    .await?;
    Ok(())
}
