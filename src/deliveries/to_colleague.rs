//! Mails to one person of operations about a case.

use super::{About, DeliveryKind};
use crate::{
    id::{CancellationId, DeliveryId, InquiryId, MessageId, UserId},
    work::Work,
};

/// Tells a person of operations of a case.
///
/// # Errors
/// When the database does not answer.
pub async fn to_colleague(work: &mut Work, kind: DeliveryKind, user: UserId, about: About) -> sqlx::Result<()> {
    let now = work.now();
    sqlx::query!(
        "insert into deliveries (delivery_id, kind, lane, user_id, inquiry_id, message_id, cancellation_id, created_at,
                                 next_try_at)
         select $1, $2, lower(split_part(email, '@', 2)), user_id, $4, $5, $6, $7, $7 from users where user_id = $3",
        DeliveryId::new() as DeliveryId,
        kind as DeliveryKind,
        user as UserId,
        about.inquiry as InquiryId,
        about.message as Option<MessageId>,
        about.cancellation as Option<CancellationId>,
        now
    )
    .execute(work.db())
    .await?;
    Ok(())
}
