//! Writing the record, and telling whom it concerns.

use sqlx::types::Json;

use super::model::{Detail, TeamEventKind};
use crate::{
    deliveries,
    id::{AppId, InvitationId, SellerId, UserId},
    work::Work,
};

/// Something that happened to a team.
#[derive(Debug, Clone, Default)]
pub struct NewTeamEvent {
    /// The seller; none: operations.
    pub seller: Option<SellerId>,
    /// The person that it is about.
    pub user: Option<UserId>,
    /// The invitation that it is about.
    pub invitation: Option<InvitationId>,
    /// The app that it is about.
    pub app: Option<AppId>,
    /// Roles and apps.
    pub detail: Detail,
    /// Whether the person is told by mail.
    pub told: bool,
}

/// Writes down what the actor of the work did.
///
/// # Errors
/// When the database does not answer.
pub async fn record(work: &mut Work, kind: TeamEventKind, event: &NewTeamEvent) -> sqlx::Result<()> {
    let (now, by) = (work.now(), work.actor().user());
    let id = sqlx::query_scalar!(
        "insert into team_events (seller_id, kind, by_user_id, user_id, invitation_id, app_id, data, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8) returning team_event_id",
        event.seller as Option<SellerId>,
        kind as TeamEventKind,
        by as Option<UserId>,
        event.user as Option<UserId>,
        event.invitation as Option<InvitationId>,
        event.app as Option<AppId>,
        Json(&event.detail) as _,
        now
    )
    .fetch_one(work.db())
    .await?;
    match event.user.filter(|_| event.told) {
        Some(user) => deliveries::to_team_member(work, user, event.seller, id).await,
        None => Ok(()),
    }
}
