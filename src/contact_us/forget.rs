//! Forgetting what was closed long ago. What was forwarded goes with its inquiry.

use chrono::Months;

use crate::{id::CustomerId, work::Work};

/// How long a closed entry is kept: records of complaints and disputes (Act on Consumer Protection in Electronic Commerce,
/// Enforcement Decree, article 6).
const KEPT: Months = Months::new(3 * 12);
/// Entries of one step.
const AT_ONCE: i64 = 200;

/// Deletes entries that were closed long ago, with their files and mails. Returns who had written them.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_closed(work: &mut Work) -> sqlx::Result<Vec<CustomerId>> {
    let before = work.now().checked_sub_months(KEPT).unwrap_or(chrono::DateTime::<chrono::Utc>::MIN_UTC);
    sqlx::query_scalar!(
        r#"delete from contact_us_entries where entry_id in (
               select entry_id from contact_us_entries where state = 'closed' and ended_at < $1
               order by ended_at limit $2 for update skip locked)
           returning customer_id as "customer_id: CustomerId""#,
        before,
        AT_ONCE
    )
    .fetch_all(work.db())
    .await
}
