//! The SQL of `deadlines`.

use chrono::{DateTime, Utc};
use sqlx::PgExecutor;

use super::{DeadlineKind, DueDeadline, NewDeadline};
use crate::{id::InquiryId, work::Work};

/// Stores the deadlines of a clock that starts; one that the turn had before gets the new moment.
///
/// # Errors
/// When the database does not answer.
pub async fn start(work: &mut Work, deadlines: &[NewDeadline]) -> sqlx::Result<()> {
    let inquiries: Vec<InquiryId> = deadlines.iter().map(|deadline| deadline.inquiry).collect();
    let turns: Vec<i32> = deadlines.iter().map(|deadline| deadline.turn).collect();
    let kinds: Vec<DeadlineKind> = deadlines.iter().map(|deadline| deadline.kind).collect();
    let moments: Vec<DateTime<Utc>> = deadlines.iter().map(|deadline| deadline.due_at).collect();
    sqlx::query!(
        "insert into deadlines (inquiry_id, turn, kind, due_at)
         select * from unnest($1::uuid[], $2::int[], $3::deadline_kind[], $4::timestamptz[])
         on conflict (inquiry_id, kind, turn) do update
         set due_at = excluded.due_at, fired_at = null, cancelled_at = null, skipped_at = null",
        &inquiries as &[InquiryId],
        &turns,
        &kinds as &[DeadlineKind],
        &moments
    )
    .execute(work.db())
    .await?;
    Ok(())
}

/// Stops the clocks of these inquiries: what has not fired will not.
///
/// # Errors
/// When the database does not answer.
pub async fn cancel(work: &mut Work, inquiries: &[InquiryId]) -> sqlx::Result<()> {
    let now = work.now();
    sqlx::query!(
        "update deadlines set cancelled_at = $2
         where inquiry_id = any($1) and fired_at is null and cancelled_at is null and skipped_at is null",
        inquiries as &[InquiryId],
        now
    )
    .execute(work.db())
    .await?;
    Ok(())
}

/// A deadline that has not ended.
#[derive(Debug, Clone, Copy)]
pub struct OpenDeadline {
    /// The row's key.
    pub deadline_id: i64,
    /// Whose it is.
    pub inquiry_id: InquiryId,
    /// What must happen.
    pub kind: DeadlineKind,
    /// When.
    pub due_at: DateTime<Utc>,
}

/// What has not ended of these locked inquiries.
///
/// # Errors
/// When the database does not answer.
pub async fn open_of(work: &mut Work, inquiries: &[InquiryId]) -> sqlx::Result<Vec<OpenDeadline>> {
    sqlx::query_as!(
        OpenDeadline,
        r#"select deadline_id, inquiry_id as "inquiry_id!: InquiryId", kind as "kind: DeadlineKind", due_at
           from deadlines
           where inquiry_id = any($1) and fired_at is null and cancelled_at is null and skipped_at is null"#,
        inquiries as &[InquiryId]
    )
    .fetch_all(work.db())
    .await
}

/// Lets stopped deadlines run again at their own moments. Reminders that are past by now stay stopped.
///
/// # Errors
/// When the database does not answer.
pub async fn reopen(work: &mut Work, deadlines: &[i64]) -> sqlx::Result<()> {
    let now = work.now();
    sqlx::query!(
        "update deadlines set cancelled_at = null
         where deadline_id = any($1) and (due_at > $2 or kind not in ('first_reminder', 'second_reminder'))",
        deadlines,
        now
    )
    .execute(work.db())
    .await?;
    Ok(())
}

/// Takes back a turn that was begun and is no more.
///
/// # Errors
/// When the database does not answer.
pub async fn drop_turn(work: &mut Work, inquiry: InquiryId, turn: i32) -> sqlx::Result<()> {
    sqlx::query!("delete from deadlines where inquiry_id = $1 and turn = $2", inquiry as InquiryId, turn)
        .execute(work.db())
        .await?;
    Ok(())
}

/// Up to `limit` deadlines of a kind whose moment has come, longest due first; without locks.
///
/// # Errors
/// When the database does not answer.
pub async fn due(
    db: impl PgExecutor<'_>,
    kind: DeadlineKind,
    now: DateTime<Utc>,
    limit: i64,
) -> sqlx::Result<Vec<DueDeadline>> {
    sqlx::query_as!(
        DueDeadline,
        r#"select deadline_id, inquiry_id as "inquiry_id!: InquiryId", turn, due_at
           from deadlines
           where kind = $1 and due_at <= $2 and fired_at is null and cancelled_at is null and skipped_at is null
             and inquiry_id is not null
           order by due_at limit $3"#,
        kind as DeadlineKind,
        now,
        limit
    )
    .fetch_all(db)
    .await
}

/// Marks deadlines as fired. The subjects must be locked and the deadlines still open.
///
/// # Errors
/// When the database does not answer.
pub async fn fire(work: &mut Work, deadlines: &[i64]) -> sqlx::Result<()> {
    let now = work.now();
    sqlx::query!("update deadlines set fired_at = $2 where deadline_id = any($1)", deadlines, now)
        .execute(work.db())
        .await?;
    Ok(())
}

/// Marks deadlines as found too late to be of use.
///
/// # Errors
/// When the database does not answer.
pub async fn skip(work: &mut Work, deadlines: &[i64]) -> sqlx::Result<()> {
    let now = work.now();
    sqlx::query!("update deadlines set skipped_at = $2 where deadline_id = any($1)", deadlines, now)
        .execute(work.db())
        .await?;
    Ok(())
}

/// Marks what is still open of these inquiries as too late: a reminder after the due moment is of no use.
///
/// # Errors
/// When the database does not answer.
pub async fn skip_rest(work: &mut Work, inquiries: &[InquiryId]) -> sqlx::Result<()> {
    let now = work.now();
    sqlx::query!(
        "update deadlines set skipped_at = $2
         where inquiry_id = any($1) and fired_at is null and cancelled_at is null and skipped_at is null",
        inquiries as &[InquiryId],
        now
    )
    .execute(work.db())
    .await?;
    Ok(())
}

/// The next moment at which any deadline comes due, so that the scanner knows how long it may sleep.
///
/// # Errors
/// When the database does not answer.
pub async fn next_due(db: impl PgExecutor<'_>) -> sqlx::Result<Option<DateTime<Utc>>> {
    sqlx::query_scalar!(
        r#"select min(next_of_kind.due_at) as due_at
           from unnest(enum_range(null::deadline_kind)) as kinds(kind)
           cross join lateral (
               select due_at from deadlines d
               where d.kind = kinds.kind and fired_at is null and cancelled_at is null and skipped_at is null
               order by due_at limit 1) as next_of_kind"#
    )
    .fetch_one(db)
    .await
}
