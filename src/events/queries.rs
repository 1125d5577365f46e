//! The SQL of `events`.

use serde_json::Value;
use sqlx::PgExecutor;
use uuid::Uuid;

use super::{Audience, EventKind, EventRow, NewEvent, Subject};
use crate::{
    id::{CancellationId, InquiryId, UserId},
    work::{ActorKind, Work},
};

/// Appends events made by the work's actor at the work's instant.
///
/// # Errors
/// When the database does not answer, or a number was used twice: the subject's row was not locked.
pub async fn record(work: &mut Work, events: &[NewEvent]) -> sqlx::Result<()> {
    let inquiries: Vec<Option<Uuid>> = events.iter().map(|event| inquiry_of(event.subject)).collect();
    let cancellations: Vec<Option<Uuid>> = events.iter().map(|event| cancellation_of(event.subject)).collect();
    let sequences: Vec<i32> = events.iter().map(|event| event.sequence).collect();
    let kinds: Vec<EventKind> = events.iter().map(|event| event.kind).collect();
    let audiences: Vec<Audience> = events.iter().map(|event| event.audience).collect();
    let data: Vec<Value> = events.iter().map(|event| event.data.clone()).collect();
    let (actor, now) = (work.actor(), work.now());
    let users: Vec<Option<Uuid>> = events.iter().map(|event| event.by.or(actor.user()).map(|UserId(id)| id)).collect();
    let actors: Vec<ActorKind> =
        events.iter().map(|event| if event.by.is_some() { ActorKind::Member } else { actor.kind() }).collect();
    sqlx::query!(
        "insert into events (inquiry_id, cancellation_id, sequence, kind, audience, data, actor, user_id, at)
         select *, $9::timestamptz
         from unnest($1::uuid[], $2::uuid[], $3::int[], $4::event_kind[], $5::event_audience[], $6::jsonb[],
                     $7::actor_kind[], $8::uuid[])",
        &inquiries as &[Option<Uuid>],
        &cancellations as &[Option<Uuid>],
        &sequences,
        &kinds as &[EventKind],
        &audiences as &[Audience],
        &data,
        &actors as &[ActorKind],
        &users as &[Option<Uuid>],
        now
    )
    .execute(work.db())
    .await?;
    Ok(())
}

pub(super) fn inquiry_of(subject: Subject) -> Option<Uuid> {
    match subject {
        Subject::Inquiry(id) => Some(id.0),
        Subject::Cancellation(_) => None,
    }
}

pub(super) fn cancellation_of(subject: Subject) -> Option<Uuid> {
    match subject {
        Subject::Cancellation(id) => Some(id.0),
        Subject::Inquiry(_) => None,
    }
}

/// An inquiry's history that `reader` may read, oldest first. That there are notes is told to the seller only.
///
/// # Errors
/// When the database does not answer.
pub async fn of_inquiry(db: impl PgExecutor<'_>, inquiry: InquiryId, reader: Audience) -> sqlx::Result<Vec<EventRow>> {
    sqlx::query_as!(
        EventRow,
        r#"select e.sequence as "sequence!", e.kind as "kind!: EventKind", e.actor as "actor!: ActorKind",
                  e.user_id as "user_id: UserId", e.user_name, e.at as "at!", e.data as "data!"
           from events_with_names e
           where e.inquiry_id = $1 and e.audience <= $2 and (e.kind <> 'noted' or $2 = 'seller')
           order by e.sequence"#,
        inquiry as InquiryId,
        reader as Audience
    )
    .fetch_all(db)
    .await
}

/// A case's history, oldest first; operations read it.
///
/// # Errors
/// When the database does not answer.
pub async fn of_case(db: impl PgExecutor<'_>, cancellation: CancellationId) -> sqlx::Result<Vec<EventRow>> {
    sqlx::query_as!(
        EventRow,
        r#"select e.sequence as "sequence!", e.kind as "kind!: EventKind", e.actor as "actor!: ActorKind",
                  e.user_id as "user_id: UserId", e.user_name, e.at as "at!", e.data as "data!"
           from events_with_names e
           where e.cancellation_id = $1
           order by e.sequence"#,
        cancellation as CancellationId
    )
    .fetch_all(db)
    .await
}
