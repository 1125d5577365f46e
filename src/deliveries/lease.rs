//! Claiming with a lease, and the ways a try may end. Each end is refused when the lease was lost meanwhile.

use chrono::{DateTime, Utc};
use sqlx::{PgExecutor, PgPool};
use uuid::Uuid;

use super::DeliveryKind;
use crate::{
    id::{DeliveryId, InquiryId, MessageId},
    work::Work,
};

/// A delivery that this process holds until its lease ends.
#[derive(Debug, Clone)]
pub struct Claim {
    /// The row's key; the Message-ID is made of it.
    pub delivery_id: DeliveryId,
    /// The lease that every end must name.
    pub lease: Uuid,
    /// What is told.
    pub kind: DeliveryKind,
    /// The recipient's domain.
    pub lane: String,
    /// When its cause happened: the mail's date.
    pub created_at: DateTime<Utc>,
    /// How often it was tried, this time included.
    pub attempts: i32,
    /// How often its outcome was unknown.
    pub unknowns: i32,
    /// The inquiry it is about.
    pub inquiry_id: Option<InquiryId>,
    /// The message it carries.
    pub message_id: Option<MessageId>,
    /// Which of the inquiry's links the bytes carry.
    pub link_generation: Option<i32>,
    /// The mail's bytes, once they were made; none where the customer's link in them was replaced since, or they list links.
    pub rendered: Option<Vec<u8>>,
    /// The address it goes to, kept with the bytes.
    pub rendered_to: Option<String>,
}

/// A mail made at its first claim.
#[derive(Debug, Clone)]
pub struct Rendered {
    /// Whose it is.
    pub delivery_id: DeliveryId,
    /// The recipient's address.
    pub to: String,
    /// The message, RFC 5322.
    pub bytes: Vec<u8>,
}

/// Whether an end was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// It was.
    Recorded,
    /// The lease had been lost; somebody else answers for the delivery now.
    LeaseLost,
}

impl Ended {
    fn of(rows: u64) -> Self {
        if rows == 1 { Ended::Recorded } else { Ended::LeaseLost }
    }
}

/// Claims up to `limit` deliveries that are due, the longest waiting first, at most `per_lane` at once of a lane.
/// Lanes are found by skipping through the index, so that ten thousand mails to one domain hide nobody's.
///
/// # Errors
/// When the database does not answer.
pub async fn claim(
    pool: &PgPool,
    now: DateTime<Utc>,
    lease_until: DateTime<Utc>,
    per_lane: i64,
    limit: i64,
) -> sqlx::Result<Vec<Claim>> {
    sqlx::query_as!(
        Claim,
        r#"with recursive lanes(lane) as (
               (select lane from deliveries
                where state in ('queued', 'delayed', 'outcome_unknown') and ended_at is null order by lane limit 1)
               union all
               select (select d.lane from deliveries d
                       where d.state in ('queued', 'delayed', 'outcome_unknown') and d.ended_at is null
                         and d.lane > lanes.lane order by d.lane limit 1)
               from lanes where lanes.lane is not null
           ), busy as (
               select lane, count(*) as under_way from deliveries where state = 'sending' group by lane
           ), chosen as materialized (
               select waiting.delivery_id
               from lanes left join busy using (lane)
               cross join lateral (
                   select d.delivery_id, d.next_try_at from deliveries d
                   where d.state in ('queued', 'delayed', 'outcome_unknown') and d.ended_at is null
                     and d.lane = lanes.lane and d.next_try_at <= $1
                   order by d.next_try_at
                   limit greatest($3 - coalesce(busy.under_way, 0), 0)
                   for update skip locked
               ) as waiting
               order by waiting.next_try_at
               limit $4
           )
           update deliveries d
           set state = 'sending', lease = gen_random_uuid(), lease_until = $2, attempts = attempts + 1, data_sent_at = null
           from chosen where d.delivery_id = chosen.delivery_id
           returning d.delivery_id as "delivery_id: DeliveryId", d.lease as "lease!", d.kind as "kind: DeliveryKind",
                     d.lane, d.created_at, d.attempts, d.unknowns, d.inquiry_id as "inquiry_id: InquiryId",
                     d.message_id as "message_id: MessageId", d.link_generation, d.rendered_to,
                     case when d.rendered is not null and (d.customer_id is null or d.kind <> 'links'
                               and d.link_generation is not distinct from (
                                   select i.link_generation from inquiries i where i.inquiry_id = d.inquiry_id))
                          then d.rendered end as rendered"#,
        now,
        lease_until,
        per_lane,
        limit
    )
    .fetch_all(pool)
    .await
}

/// Keeps the bytes of mails; every later try sends the same while their link lives. Those whose lease was lost meanwhile are
/// left to who has it now.
///
/// # Errors
/// When the database does not answer.
pub async fn store_rendered(db: impl PgExecutor<'_>, claims: &[Claim]) -> sqlx::Result<()> {
    let ids: Vec<DeliveryId> = claims.iter().map(|claim| claim.delivery_id).collect();
    let leases: Vec<Uuid> = claims.iter().map(|claim| claim.lease).collect();
    let addresses: Vec<Option<&str>> = claims.iter().map(|claim| claim.rendered_to.as_deref()).collect();
    let generations: Vec<Option<i32>> = claims.iter().map(|claim| claim.link_generation).collect();
    let bytes: Vec<Option<&[u8]>> = claims.iter().map(|claim| claim.rendered.as_deref()).collect();
    sqlx::query!(
        "update deliveries d
         set rendered = mail.rendered, rendered_to = mail.address, link_generation = mail.link_generation
         from unnest($1::uuid[], $2::uuid[], $3::bytea[], $4::text[], $5::int[])
             as mail(delivery_id, lease, rendered, address, link_generation)
         where d.delivery_id = mail.delivery_id and d.lease = mail.lease",
        &ids as &[DeliveryId],
        &leases,
        &bytes as &[Option<&[u8]>],
        &addresses as &[Option<&str>],
        &generations as &[Option<i32>]
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Prolongs leases whose deliveries are still worked on.
///
/// # Errors
/// When the database does not answer.
pub async fn renew(db: impl PgExecutor<'_>, leases: &[Uuid], lease_until: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!(
        "update deliveries set lease_until = greatest(lease_until, $2) where state = 'sending' and lease = any($1)",
        leases,
        lease_until
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Notes that the message's data goes out now, and prolongs the lease for the wait for the server's last answer.
///
/// # Errors
/// When the database does not answer.
pub async fn mark_data_sent(
    db: impl PgExecutor<'_>,
    claim: &Claim,
    now: DateTime<Utc>,
    lease_until: DateTime<Utc>,
) -> sqlx::Result<Ended> {
    let done = sqlx::query!(
        "update deliveries set data_sent_at = $3, lease_until = $4 where delivery_id = $1 and lease = $2",
        claim.delivery_id as DeliveryId,
        claim.lease,
        now,
        lease_until
    )
    .execute(db)
    .await?;
    Ok(Ended::of(done.rows_affected()))
}

/// The server took it. `keep` holds on to the bytes, for the built-in mailbox.
///
/// # Errors
/// When the database does not answer.
pub async fn hand_over(
    db: impl PgExecutor<'_>,
    claim: &Claim,
    now: DateTime<Utc>,
    answer: &str,
    keep: bool,
) -> sqlx::Result<Ended> {
    let done = sqlx::query!(
        "update deliveries
         set state = 'handed_over', ended_at = $3, answer = $4, lease = null, lease_until = null,
             rendered = case when $5 then rendered end, rendered_to = case when $5 then rendered_to end
         where delivery_id = $1 and lease = $2",
        claim.delivery_id as DeliveryId,
        claim.lease,
        now,
        answer,
        keep
    )
    .execute(db)
    .await?;
    Ok(Ended::of(done.rows_affected()))
}

/// The server put it off, or could not be reached.
///
/// # Errors
/// When the database does not answer.
pub async fn delay(
    db: impl PgExecutor<'_>,
    claim: &Claim,
    next_try_at: DateTime<Utc>,
    answer: &str,
) -> sqlx::Result<Ended> {
    let done = sqlx::query!(
        "update deliveries set state = 'delayed', next_try_at = $3, answer = $4, lease = null, lease_until = null
         where delivery_id = $1 and lease = $2",
        claim.delivery_id as DeliveryId,
        claim.lease,
        next_try_at,
        answer
    )
    .execute(db)
    .await?;
    Ok(Ended::of(done.rows_affected()))
}

/// Gives a claim back untried, as when the process stops: the try does not count.
///
/// # Errors
/// When the database does not answer.
pub async fn release(db: impl PgExecutor<'_>, claim: &Claim, now: DateTime<Utc>) -> sqlx::Result<Ended> {
    let done = sqlx::query!(
        "update deliveries
         set state = case when attempts > 1 then 'delayed' else 'queued' end::delivery_state, attempts = attempts - 1,
             next_try_at = $3, lease = null, lease_until = null
         where delivery_id = $1 and lease = $2 and data_sent_at is null",
        claim.delivery_id as DeliveryId,
        claim.lease,
        now
    )
    .execute(db)
    .await?;
    Ok(Ended::of(done.rows_affected()))
}

/// Refused for good, or given up. Runs in the work that also draws the consequence.
///
/// # Errors
/// When the database does not answer.
pub async fn fail(work: &mut Work, claim: &Claim, answer: &str) -> sqlx::Result<Ended> {
    let now = work.now();
    let done = sqlx::query!(
        "update deliveries
         set state = 'failed', ended_at = $3, answer = $4, lease = null, lease_until = null, rendered = null,
             rendered_to = null
         where delivery_id = $1 and lease = $2",
        claim.delivery_id as DeliveryId,
        claim.lease,
        now,
        answer
    )
    .execute(work.db())
    .await?;
    Ok(Ended::of(done.rows_affected()))
}

/// The connection died after the final dot. The first time it is tried once more at `next_try_at`; the second time it
/// stays unknown, so that a recipient gets two copies at the most.
///
/// # Errors
/// When the database does not answer.
pub async fn unknown(
    db: impl PgExecutor<'_>,
    claim: &Claim,
    now: DateTime<Utc>,
    next_try_at: DateTime<Utc>,
    reason: &str,
) -> sqlx::Result<Ended> {
    let done = sqlx::query!(
        "update deliveries
         set state = 'outcome_unknown', unknowns = unknowns + 1, next_try_at = $4, answer = $5, lease = null,
             lease_until = null, ended_at = case when unknowns > 0 then $3::timestamptz end,
             rendered = case when unknowns = 0 then rendered end, rendered_to = case when unknowns = 0 then rendered_to end
         where delivery_id = $1 and lease = $2",
        claim.delivery_id as DeliveryId,
        claim.lease,
        now,
        next_try_at,
        reason
    )
    .execute(db)
    .await?;
    Ok(Ended::of(done.rows_affected()))
}

/// Takes back what a dead process held: unknown where the data may have gone out, else a plain retry.
/// Returns how many were taken back.
///
/// # Errors
/// When the database does not answer.
pub async fn expire_leases(pool: &PgPool, now: DateTime<Utc>, retry_unknown_at: DateTime<Utc>) -> sqlx::Result<u64> {
    let done = sqlx::query!(
        "update deliveries
         set state = case when data_sent_at is null then 'delayed' else 'outcome_unknown' end::delivery_state,
             unknowns = unknowns + (data_sent_at is not null)::int,
             next_try_at = case when data_sent_at is null then $1 else $2 end,
             ended_at = case when data_sent_at is not null and unknowns > 0 then $1 end,
             rendered = case when data_sent_at is null or unknowns = 0 then rendered end,
             rendered_to = case when data_sent_at is null or unknowns = 0 then rendered_to end,
             answer = coalesce(answer, 'the process that held it ended'),
             lease = null, lease_until = null
         where delivery_id in (
             select delivery_id from deliveries where state = 'sending' and lease_until < $1
             order by lease_until limit 1000 for update skip locked)",
        now,
        retry_unknown_at
    )
    .execute(pool)
    .await?;
    Ok(done.rows_affected())
}
