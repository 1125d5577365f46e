//! Queueing mails about teams: to somebody invited, and to a person whose place was changed.

use super::DeliveryKind;
use crate::{
    id::{DeliveryId, InvitationId, SellerId, UserId},
    work::Work,
};

/// Sends the link of an invitation; `lane` is the domain of its address.
///
/// # Errors
/// When the database does not answer.
pub async fn to_invited(
    work: &mut Work,
    invitation: InvitationId,
    seller: Option<SellerId>,
    lane: &str,
) -> sqlx::Result<()> {
    let now = work.now();
    sqlx::query!(
        "insert into deliveries (delivery_id, kind, lane, invitation_id, seller_id, created_at, next_try_at)
         values ($1, $2, lower($3), $4, $5, $6, $6)",
        DeliveryId::new() as DeliveryId,
        DeliveryKind::Invitation as DeliveryKind,
        lane,
        invitation as InvitationId,
        seller as Option<SellerId>,
        now
    )
    .execute(work.db())
    .await?;
    Ok(())
}

/// Tells a person of a line of the record that is about them.
///
/// # Errors
/// When the database does not answer.
pub async fn to_team_member(
    work: &mut Work,
    user: UserId,
    seller: Option<SellerId>,
    team_event: i64,
) -> sqlx::Result<()> {
    let now = work.now();
    sqlx::query!(
        "insert into deliveries (delivery_id, kind, lane, user_id, seller_id, team_event_id, created_at, next_try_at)
         select $1, $2, lower(split_part(email, '@', 2)), user_id, $4, $5, $6, $6 from users where user_id = $3",
        DeliveryId::new() as DeliveryId,
        DeliveryKind::TeamNotice as DeliveryKind,
        user as UserId,
        seller as Option<SellerId>,
        team_event,
        now
    )
    .execute(work.db())
    .await?;
    Ok(())
}
