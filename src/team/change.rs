//! Changing what a member may, and ending a membership.

use super::{
    model::{Detail, TeamEventKind, TeamRefusal},
    queries::{self, Member},
    record::{NewTeamEvent, record},
};
use crate::{
    auth::{self, MemberRole, Verb},
    id::{AppId, SellerId, UserId},
    inquiries,
    work::Work,
};

/// Gives a member another role, other apps, or both. Owners see all apps.
///
/// # Errors
/// `Err` when the database does not answer; `Ok(Err)` is a refusal.
pub async fn change_member(
    work: &mut Work,
    (seller, user): (SellerId, UserId),
    role: MemberRole,
    apps: Option<&[AppId]>,
) -> sqlx::Result<Result<(), TeamRefusal>> {
    let before = match lock_member(work, (seller, user), Verb::ManageMembers).await? {
        Ok(member) => member,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let apps = apps.filter(|_| role != MemberRole::Owner);
    if let Some(apps) = apps
        && !queries::are_apps_of(work.db(), seller, apps).await?
    {
        return Ok(Err(TeamRefusal::NoSuchApp));
    }
    let demoted = before.role == MemberRole::Owner && role != MemberRole::Owner;
    if demoted && !queries::has_another_owner(work.db(), seller, user).await? {
        return Ok(Err(TeamRefusal::LastInCharge));
    }
    auth::change_member(work.db(), (seller, user), role, apps).await?;
    if before.role != role {
        let detail = Detail { role: Some(role), ..Detail::default() };
        told(work, TeamEventKind::RoleChanged, (seller, user), detail).await?;
    }
    if before.app_ids.as_deref() != apps {
        let detail = Detail { apps: apps.map(<[_]>::to_vec), ..Detail::default() };
        told(work, TeamEventKind::AppsChanged, (seller, user), detail).await?;
        inquiries::let_go_of_hidden(work, seller, user).await?;
    }
    Ok(Ok(()))
}

/// What a member left behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// Inquiries, answers and drafts that somebody took over, or that are nobody's now.
    pub handed_over: u64,
}

/// Ends a membership: an owner's decision, or one's own. Open work goes to `heir`, if somebody takes it who is there.
///
/// # Errors
/// `Err` when the database does not answer; `Ok(Err)` is a refusal.
pub async fn remove_member(
    work: &mut Work,
    (seller, user): (SellerId, UserId),
    heir: Option<UserId>,
) -> sqlx::Result<Result<Left, TeamRefusal>> {
    let own = work.actor().user() == Some(user);
    let verb = if own { Verb::See } else { Verb::ManageMembers };
    let member = match lock_member(work, (seller, user), verb).await? {
        Ok(member) => member,
        Err(refusal) => return Ok(Err(refusal)),
    };
    if member.role == MemberRole::Owner && !queries::has_another_owner(work.db(), seller, user).await? {
        return Ok(Err(TeamRefusal::LastInCharge));
    }
    if let Some(heir) = heir {
        let now = work.now();
        if heir == user || auth::stand_in(work.db(), (seller, heir), now).await? != Some(heir) {
            return Ok(Err(TeamRefusal::NoSuchHeir));
        }
    }
    let handed_over = hand_over_open_work(work, seller, user, heir).await?;
    auth::remove_member(work.db(), seller, user).await?;
    let kind = if own { TeamEventKind::Left } else { TeamEventKind::Removed };
    told(work, kind, (seller, user), Detail { heir, ..Detail::default() }).await?;
    Ok(Ok(Left { handed_over }))
}

/// Everything that somebody who leaves had begun goes to who takes over: the one place where it is said what that is.
async fn hand_over_open_work(work: &mut Work, seller: SellerId, from: UserId, to: Option<UserId>) -> sqlx::Result<u64> {
    let assigned = inquiries::hand_over(work, seller, from, to).await?;
    let answers = match to {
        Some(to) => inquiries::hand_over_answers(work, seller, from, to).await?,
        None => 0,
    };
    Ok(assigned + answers)
}

/// Locks the seller for the actor, who may, and reads a member of it.
pub(super) async fn lock_member(
    work: &mut Work,
    (seller, user): (SellerId, UserId),
    verb: Verb,
) -> sqlx::Result<Result<Member, TeamRefusal>> {
    if let Err(refusal) = queries::lock_seller(work, seller, verb).await? {
        return Ok(Err(refusal));
    }
    Ok(queries::member(work.db(), seller, user).await?.ok_or(TeamRefusal::NotFound))
}

async fn told(
    work: &mut Work,
    kind: TeamEventKind,
    (seller, user): (SellerId, UserId),
    detail: Detail,
) -> sqlx::Result<()> {
    let event = NewTeamEvent { seller: Some(seller), user: Some(user), detail, told: true, ..NewTeamEvent::default() };
    record(work, kind, &event).await
}
