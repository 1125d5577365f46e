//! Sending an invitation again, or taking it back: of a seller's first owner, or of a person of operations.

use super::access::Administrator;
use crate::{
    app::App,
    error::AppError,
    id::{InvitationId, SellerId},
    team::{self, TeamRefusal},
    web::Flash,
};

/// Does what the last part of the address says. What is then to be told, or why nothing was done.
pub(super) async fn change_invitation(
    app: &App,
    admin: &Administrator,
    team: Option<SellerId>,
    invitation: InvitationId,
    what: &str,
) -> Result<Result<Flash, TeamRefusal>, AppError> {
    let mut work = app.work(admin.actor()).await?;
    let (done, flash) = match what {
        "renew" => (team::renew(&mut work, &app.secret, team, invitation).await?, Flash::Invited),
        "revoke" => (team::revoke(&mut work, team, invitation).await?, Flash::InvitationRevoked),
        _ => return Err(AppError::NotFound),
    };
    if let Err(refusal) = done {
        work.undo().await?;
        return Ok(Err(refusal.or_error()?));
    }
    work.commit().await?;
    app.wake.outbox.notify_one();
    Ok(Ok(flash))
}
