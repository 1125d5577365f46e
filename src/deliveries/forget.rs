//! Forgetting the mails of customers whose inquiries are all gone.

use crate::{id::CustomerId, work::Work};

/// Deletes what was sent to customers.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_customers(work: &mut Work, customers: &[CustomerId]) -> sqlx::Result<()> {
    sqlx::query!("delete from deliveries where customer_id = any($1)", customers as &[CustomerId])
        .execute(work.db())
        .await?;
    Ok(())
}
