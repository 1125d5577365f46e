//! What a press did to each inquiry.

use chrono::Duration;
use uuid::Uuid;

use crate::{
    id::{BulkRunId, InquiryId, PendingReplyId, SubmissionKey, UserId},
    inquiries::hold::{DeskRefusal, Outcome},
    work::{Pressed, Work},
};

/// How long results are kept; nobody looks for older ones.
const KEPT: Duration = Duration::days(30);

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "bulk_kind", rename_all = "snake_case")]
pub enum BulkKind {
    /// Answered.
    Answer,
    /// Given to somebody, or to nobody.
    Assign,
    /// A tag was put on.
    Tag,
    /// Closed as spam.
    Spam,
    /// Closed as duplicates.
    Duplicate,
}

/// Takes a press: `true` when it is the first of its form, `false` when its result is on record already.
///
/// # Errors
/// `Err` when the database does not answer; `Ok(Err)` when the form was used for something else.
pub async fn begin(work: &mut Work, key: SubmissionKey, content: &[String]) -> sqlx::Result<Result<bool, DeskRefusal>> {
    Ok(match work.once(key, "bulk", content).await? {
        Pressed::First => Ok(true),
        Pressed::Repeated(_) => Ok(false),
        Pressed::Reused => Err(DeskRefusal::FormUsed),
    })
}

/// Keeps what became of each.
///
/// # Errors
/// When the database does not answer.
pub async fn record(
    work: &mut Work,
    key: SubmissionKey,
    kind: BulkKind,
    outcomes: &[(InquiryId, Outcome)],
) -> sqlx::Result<BulkRunId> {
    let items: Vec<Item> = outcomes.iter().map(|(id, outcome)| (*id, *outcome, None)).collect();
    store(work, key, kind, &items).await
}

/// An inquiry, what became of it, and the answer or draft that was written there.
pub(super) type Item = (InquiryId, Outcome, Option<PendingReplyId>);

/// Keeps a run, and forgets what the member did long ago.
pub(super) async fn store(
    work: &mut Work,
    SubmissionKey(run): SubmissionKey,
    kind: BulkKind,
    items: &[Item],
) -> sqlx::Result<BulkRunId> {
    let run = BulkRunId(run);
    let (now, user) = (work.now(), work.actor().user());
    let inquiries: Vec<InquiryId> = items.iter().map(|(inquiry, ..)| *inquiry).collect();
    let outcomes: Vec<Outcome> = items.iter().map(|(_, outcome, _)| *outcome).collect();
    let pending: Vec<Option<Uuid>> = items.iter().map(|(.., pending)| pending.map(|PendingReplyId(id)| id)).collect();
    sqlx::query!("delete from bulk_runs where user_id = $1 and at < $2", user as Option<UserId>, now - KEPT)
        .execute(work.db())
        .await?;
    sqlx::query!(
        "with run as (
             insert into bulk_runs (bulk_run_id, seller_id, user_id, kind, at)
             select $1, seller_id, $2, $3, $4 from inquiries where inquiry_id = any($5) limit 1
             returning bulk_run_id
         )
         insert into bulk_items (bulk_run_id, inquiry_id, outcome, pending_reply_id)
         select run.bulk_run_id, item.inquiry_id, item.outcome, item.pending_reply_id
         from run, unnest($5::uuid[], $6::bulk_outcome[], $7::uuid[]) as item(inquiry_id, outcome, pending_reply_id)",
        run as BulkRunId,
        user as Option<UserId>,
        kind as BulkKind,
        now,
        &inquiries as &[InquiryId],
        &outcomes as &[Outcome],
        &pending as &[Option<Uuid>]
    )
    .execute(work.db())
    .await?;
    Ok(run)
}
