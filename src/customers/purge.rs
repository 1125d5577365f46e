//! Forgetting who never confirmed an address: somebody else may have typed it; and whose inquiries are all gone.

use crate::{config::Contact, deliveries, id::CustomerId, work::Work};

/// People of one step.
const AT_ONCE: i64 = 500;

/// Deletes customers whose address nobody confirmed in time and who have no inquiry left, with the links that they were
/// sent and the mails that brought them. Returns how many.
///
/// # Errors
/// When the database does not answer.
pub async fn purge_unconfirmed(work: &mut Work, limits: &Contact) -> sqlx::Result<usize> {
    let before = work.now() - limits.confirm_within;
    let over = sqlx::query_scalar!(
        r#"select customer_id as "customer_id: CustomerId" from customers c
           where confirmed_at is null and created_at < $1
             and not exists (select from inquiries i where i.customer_id = c.customer_id)
           order by created_at limit $2 for update skip locked"#,
        before,
        AT_ONCE
    )
    .fetch_all(work.db())
    .await?;
    if over.is_empty() {
        return Ok(0);
    }
    delete(work, &over).await?;
    Ok(over.len())
}

/// Deletes those of these customers who have no inquiry and no entry of the store's Contact Us left, with everything that they were sent.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_without_inquiry(work: &mut Work, customers: &[CustomerId]) -> sqlx::Result<()> {
    // who writes at this moment is waited for, and then has an inquiry
    sqlx::query!(
        "select from customers where customer_id = any($1) order by customer_id for update",
        customers as &[CustomerId]
    )
    .fetch_all(work.db())
    .await?;
    let left = sqlx::query_scalar!(
        r#"select customer_id as "customer_id: CustomerId" from customers c
           where customer_id = any($1) and not exists (select from inquiries i where i.customer_id = c.customer_id)
             and not exists (select from contact_us_entries e where e.customer_id = c.customer_id)"#,
        customers as &[CustomerId]
    )
    .fetch_all(work.db())
    .await?;
    deliveries::forget_customers(work, &left).await?;
    delete(work, &left).await
}

/// The mails that asked to confirm go with their confirmations.
async fn delete(work: &mut Work, customers: &[CustomerId]) -> sqlx::Result<()> {
    sqlx::query!("delete from confirmations where customer_id = any($1)", customers as &[CustomerId])
        .execute(work.db())
        .await?;
    sqlx::query!("delete from customers where customer_id = any($1)", customers as &[CustomerId])
        .execute(work.db())
        .await?;
    Ok(())
}
