//! Queueing mails about what came in through the store's own Contact Us and never was an inquiry.

use super::DeliveryKind;
use crate::{
    id::{DeliveryId, EntryId},
    work::Work,
};

/// Tells the customer that it was closed, and why.
///
/// # Errors
/// When the database does not answer.
pub async fn to_customer_of_entry(work: &mut Work, entry: EntryId) -> sqlx::Result<()> {
    let now = work.now();
    sqlx::query!(
        "insert into deliveries (delivery_id, kind, lane, customer_id, entry_id, created_at, next_try_at)
         select $1, $2, lower(split_part(c.email, '@', 2)), c.customer_id, e.entry_id, $4, $4
         from contact_us_entries e join customers c using (customer_id) where e.entry_id = $3",
        DeliveryId::new() as DeliveryId,
        DeliveryKind::ContactUsClosed as DeliveryKind,
        entry as EntryId,
        now
    )
    .execute(work.db())
    .await?;
    Ok(())
}
