//! Mails to the old and the new mailbox when an app's support contact changes.

use super::DeliveryKind;
use crate::{
    id::{DeliveryId, SupportChangeId},
    work::Work,
};

/// Writes to one of the mailboxes of a change: the kind decides to which.
///
/// # Errors
/// When the database does not answer.
pub async fn to_support(work: &mut Work, kind: DeliveryKind, change: SupportChangeId) -> sqlx::Result<()> {
    let now = work.now();
    sqlx::query!(
        "insert into deliveries (delivery_id, kind, lane, support_app_id, support_change_id, created_at, next_try_at)
         select $1, $2::delivery_kind,
                lower(split_part(case $2::delivery_kind when 'support_left' then old_email else new_email end, '@', 2)),
                app_id, support_change_id, $4, $4
         from support_changes where support_change_id = $3",
        DeliveryId::new() as DeliveryId,
        kind as DeliveryKind,
        change as SupportChangeId,
        now
    )
    .execute(work.db())
    .await?;
    Ok(())
}

/// Takes back the link of a change that is over, unless it went out.
///
/// # Errors
/// When the database does not answer.
pub async fn cancel_support_confirm(work: &mut Work, change: SupportChangeId) -> sqlx::Result<()> {
    let now = work.now();
    sqlx::query!(
        "update deliveries set state = 'canceled', ended_at = $2, rendered = null, rendered_to = null
         where support_change_id = $1 and kind = 'support_confirm' and state in ('queued', 'delayed') and ended_at is null",
        change as SupportChangeId,
        now
    )
    .execute(work.db())
    .await?;
    Ok(())
}
