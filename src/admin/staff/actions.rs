//! Changing roles in operations. The last admin stays: so says the schema, and this says it kindly.

use super::queries::{self, Staff};
use crate::{
    auth::{self, StaffRole, Verb},
    id::UserId,
    team::{Detail, NewTeamEvent, TeamEventKind, TeamRefusal, lock_staff, record},
    work::Work,
};

/// Gives a person of operations a role, and lets them in or locks them out.
pub(super) async fn change_staff(
    work: &mut Work,
    user: UserId,
    role: StaffRole,
    works: bool,
) -> sqlx::Result<Result<(), TeamRefusal>> {
    if let Err(refusal) = lock_staff(work, Verb::Administer).await? {
        return Ok(Err(refusal));
    }
    let Some(before) = queries::one(work.db(), user).await? else { return Ok(Err(TeamRefusal::NotFound)) };
    let was_admin = before.role == StaffRole::Admin && before.disabled_at.is_none();
    let stays_admin = role == StaffRole::Admin && works;
    if was_admin && !stays_admin && !queries::has_another_admin(work.db(), user).await? {
        return Ok(Err(TeamRefusal::LastInCharge));
    }
    if before.disabled_at.is_none() && !works && queries::owns_alone(work.db(), user).await? {
        return Ok(Err(TeamRefusal::HasOwner));
    }
    apply(work, &before, role, works).await?;
    Ok(Ok(()))
}

async fn apply(work: &mut Work, before: &Staff, role: StaffRole, works: bool) -> sqlx::Result<()> {
    let now = work.now();
    if before.role != role {
        auth::join_staff(work.db(), before.user_id, role).await?;
        let detail = Detail { staff_role: Some(role), ..Detail::default() };
        tell(work, TeamEventKind::RoleChanged, before.user_id, detail).await?;
    }
    match (before.disabled_at, works) {
        (None, false) => {
            auth::disable_person(work.db(), before.user_id, Some(now)).await?;
            tell(work, TeamEventKind::Disabled, before.user_id, Detail::default()).await
        }
        (Some(_), true) => {
            auth::disable_person(work.db(), before.user_id, None).await?;
            tell(work, TeamEventKind::Enabled, before.user_id, Detail::default()).await
        }
        _ => Ok(()),
    }
}

async fn tell(work: &mut Work, kind: TeamEventKind, user: UserId, detail: Detail) -> sqlx::Result<()> {
    record(work, kind, &NewTeamEvent { user: Some(user), detail, told: true, ..NewTeamEvent::default() }).await
}
