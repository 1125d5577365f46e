//! Mails that somebody asks for who types an address: made by one statement whether or not anybody wrote from it.

use super::DeliveryKind;
use crate::{
    id::{CodeId, ConfirmationId, DeliveryId},
    text::EmailAddress,
    work::Work,
};

/// For how long after its end an inquiry is among the links that are sent again.
pub const LINKS_AFTER_END: chrono::Duration = chrono::Duration::days(90);

/// Sends the customer of an address the links of what is open or ended a short while ago, if there is any of it.
///
/// # Errors
/// When the database does not answer.
pub async fn to_customer_with_links(work: &mut Work, email: &EmailAddress) -> sqlx::Result<()> {
    let now = work.now();
    sqlx::query!(
        "insert into deliveries (delivery_id, kind, lane, customer_id, created_at, next_try_at)
         select $1, $2, lower(split_part(c.email, '@', 2)), c.customer_id, $4, $4
         from customers c
         where lower(c.email) = lower($3) and c.confirmed_at is not null
           and exists (select from inquiries i
                       where i.customer_id = c.customer_id and i.state <> 'unconfirmed'
                         and (i.closed_at is null or i.closed_at > $5))",
        DeliveryId::new() as DeliveryId,
        DeliveryKind::Links as DeliveryKind,
        email.as_str(),
        now,
        now - LINKS_AFTER_END
    )
    .execute(work.db())
    .await?;
    Ok(())
}

/// Sends a code to its customer, if it has one.
///
/// # Errors
/// When the database does not answer.
pub async fn to_customer_with_code(work: &mut Work, code: CodeId) -> sqlx::Result<()> {
    let now = work.now();
    sqlx::query!(
        "insert into deliveries (delivery_id, kind, lane, customer_id, code_id, created_at, next_try_at)
         select $1, $2, lower(split_part(email, '@', 2)), customer_id, code_id, $4, $4
         from customer_codes join customers using (customer_id) where code_id = $3",
        DeliveryId::new() as DeliveryId,
        DeliveryKind::CustomerCode as DeliveryKind,
        code as CodeId,
        now
    )
    .execute(work.db())
    .await?;
    Ok(())
}

/// Takes back mails whose links died before they went out.
///
/// # Errors
/// When the database does not answer.
pub async fn cancel_confirmations(work: &mut Work, confirmations: &[ConfirmationId]) -> sqlx::Result<()> {
    let now = work.now();
    sqlx::query!(
        "update deliveries set state = 'canceled', ended_at = $2, rendered = null, rendered_to = null
         where confirmation_id = any($1) and state in ('queued', 'delayed') and ended_at is null",
        confirmations as &[ConfirmationId],
        now
    )
    .execute(work.db())
    .await?;
    Ok(())
}
