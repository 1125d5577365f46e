//! Forgetting what ended long ago, as the privacy notice says. Inquiries that were merged go with the one that they are part of.

use chrono::{DateTime, Months, Utc};

use crate::{
    id::{CustomerId, InquiryId},
    work::Work,
};

/// How long an inquiry is kept after its end: records of complaints and disputes (Act on Consumer Protection in Electronic
/// Commerce, Enforcement Decree, article 6).
const KEPT: Months = Months::new(3 * 12);
/// How long it is kept with a case, after the end of both: records of withdrawal and of payment (the same article).
const KEPT_WITH_CASE: Months = Months::new(5 * 12);
/// Inquiries of one step.
const AT_ONCE: i64 = 200;

/// An inquiry whose time is over.
#[derive(Debug, Clone, Copy)]
pub struct Ended {
    /// The inquiry.
    pub inquiry: InquiryId,
    /// Who asked.
    pub customer: CustomerId,
}

/// Locks some of those whose time is over; those that another process has in hand are left to it.
///
/// # Errors
/// When the database does not answer.
pub async fn lock_ended(work: &mut Work) -> sqlx::Result<Vec<Ended>> {
    let now = work.now();
    sqlx::query_as!(
        Ended,
        r#"select i.inquiry_id as "inquiry: InquiryId", i.customer_id as "customer: CustomerId" from inquiries i
           where i.state = 'closed' and i.merged_into is null and i.closed_at < $1
             and not exists (
                 select from cancellations c
                 where c.inquiry_id = i.inquiry_id
                   and (c.state not in ('declined', 'returned', 'confirmed', 'failed', 'withdrawn')
                        or greatest(i.closed_at, c.opened_at, c.decided_at, c.result_at) >= $2))
           order by i.closed_at limit $3 for update of i skip locked"#,
        before(now, KEPT),
        before(now, KEPT_WITH_CASE),
        AT_ONCE
    )
    .fetch_all(work.db())
    .await
}

fn before(now: DateTime<Utc>, time: Months) -> DateTime<Utc> {
    now.checked_sub_months(time).unwrap_or(DateTime::<Utc>::MIN_UTC)
}

/// Deletes inquiries with all that belongs to them; their cases are gone by then.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_ended(work: &mut Work, inquiries: &[InquiryId]) -> sqlx::Result<()> {
    sqlx::query!("delete from inquiries where inquiry_id = any($1)", inquiries as &[InquiryId])
        .execute(work.db())
        .await?;
    Ok(())
}
