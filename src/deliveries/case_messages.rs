//! Which message of a case a mail carries.

use super::DeliveryKind;
use crate::{id::CaseMessageId, work::Work};

/// Puts a message of a case into the mails that were queued for it in this work. Who is told is not decided here: this joins
/// what [`super::to_seller()`], [`super::to_customer()`] or [`super::to_colleague()`] has queued with what it tells.
///
/// # Errors
/// When the database does not answer, or a mail would carry it to the wrong side: the schema refuses that.
pub async fn carry(work: &mut Work, kind: DeliveryKind, message: CaseMessageId) -> sqlx::Result<()> {
    sqlx::query!(
        "update deliveries d set case_message_id = m.case_message_id, case_side = m.side
         from case_messages m
         where m.case_message_id = $1 and d.inquiry_id = m.inquiry_id and d.cancellation_id = m.cancellation_id
           and d.created_at = m.sent_at and d.kind = $2 and d.case_message_id is null",
        message as CaseMessageId,
        kind as DeliveryKind
    )
    .execute(work.db())
    .await?;
    Ok(())
}
