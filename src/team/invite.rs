//! Inviting, sending the link again, taking it back.

use chrono::Duration;

use super::{
    model::{Detail, TeamEventKind, TeamRefusal},
    queries,
    record::{NewTeamEvent, record},
};
use crate::{
    auth::{MemberRole, StaffRole, Verb},
    crypto::{Purpose, Secret, Token, TokenHash},
    deliveries,
    id::{AppId, InvitationId, SellerId, UserId},
    lang::Lang,
    text::EmailAddress,
    work::{Actor, Work},
};

const LINK: Purpose = Purpose::new("invitation");
/// How long a link works.
pub(super) const WORKS_FOR: Duration = Duration::days(7);
/// Links of a team that were sent within [`WORKS_FOR`], at most: inviting must not become a mail cannon.
const MOST_SENT: i64 = 100;

/// What somebody is invited to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seat {
    /// A place in a seller: the role, and the apps if they are some.
    Member {
        /// The seller.
        seller: SellerId,
        /// The role.
        role: MemberRole,
        /// The apps; `None`: all of them.
        apps: Option<Vec<AppId>>,
    },
    /// A role in operations.
    Staff(StaffRole),
}

impl Seat {
    /// The seller, if it is a place in one.
    pub fn seller(&self) -> Option<SellerId> {
        match self {
            Seat::Member { seller, .. } => Some(*seller),
            Seat::Staff(_) => None,
        }
    }

    fn role(&self) -> Option<MemberRole> {
        match self {
            Seat::Member { role, .. } => Some(*role),
            Seat::Staff(_) => None,
        }
    }

    fn staff_role(&self) -> Option<StaffRole> {
        match self {
            Seat::Member { .. } => None,
            Seat::Staff(role) => Some(*role),
        }
    }

    fn apps(&self) -> Option<&Vec<AppId>> {
        match self {
            Seat::Member { apps, .. } => apps.as_ref(),
            Seat::Staff(_) => None,
        }
    }

    /// As the record keeps it.
    pub(super) fn detail(&self) -> Detail {
        Detail { role: self.role(), staff_role: self.staff_role(), apps: self.apps().cloned(), ..Detail::default() }
    }
}

/// Somebody about to be invited.
#[derive(Debug, Clone)]
pub struct NewInvitation {
    /// Where the link goes; only who has this address can use it.
    pub email: EmailAddress,
    /// The language of the mail.
    pub lang: Lang,
    /// What they are invited to.
    pub seat: Seat,
}

/// The token of an invitation's link. It is derived, so that the mailer can write it and the table holds only its hash.
pub fn invitation_token(secret: &Secret, invitation: InvitationId) -> Token {
    Token::derived(secret, LINK, invitation.0.as_bytes())
}

/// Invites somebody. What is done and how long it takes does not depend on whether the address has an account.
///
/// # Errors
/// `Err` when the database does not answer; `Ok(Err)` is a refusal.
pub async fn invite(work: &mut Work, secret: &Secret, new: &NewInvitation) -> sqlx::Result<Result<(), TeamRefusal>> {
    if let Err(refusal) = may_invite(work, &new.seat).await? {
        return Ok(Err(refusal));
    }
    let (seller, now) = (new.seat.seller(), work.now());
    if let (Some(seller), Some(apps)) = (seller, new.seat.apps())
        && !queries::are_apps_of(work.db(), seller, apps).await?
    {
        return Ok(Err(TeamRefusal::NoSuchApp));
    }
    let state = queries::state_of_address(work.db(), seller, &new.email, now, now - WORKS_FOR).await?;
    if state.belongs {
        return Ok(Err(TeamRefusal::AlreadyMember));
    }
    if state.invited {
        return Ok(Err(TeamRefusal::AlreadyInvited));
    }
    if state.sent >= MOST_SENT {
        return Ok(Err(TeamRefusal::TooMany));
    }
    let invitation = write(work, secret, new).await?;
    tell(work, TeamEventKind::Invited, seller, invitation, new.seat.detail()).await?;
    Ok(Ok(()))
}

/// A member invites into their own seller; an admin of operations invites staff, and the first owner of a seller.
async fn may_invite(work: &mut Work, seat: &Seat) -> sqlx::Result<Result<(), TeamRefusal>> {
    match (work.actor(), seat) {
        (Actor::Member(_), Seat::Member { seller, .. }) => {
            queries::lock_seller(work, *seller, Verb::ManageMembers).await
        }
        (Actor::Staff(_), Seat::Member { seller, role, .. }) => {
            if let Err(refusal) = queries::lock_staff(work, Verb::InviteFirstOwner).await? {
                return Ok(Err(refusal));
            }
            let first = *role == MemberRole::Owner && !queries::has_owner(work.db(), *seller).await?;
            Ok(if first { Ok(()) } else { Err(TeamRefusal::HasOwner) })
        }
        (Actor::Staff(_), Seat::Staff(_)) => queries::lock_staff(work, Verb::Administer).await,
        (Actor::Member(_), Seat::Staff(_)) | (Actor::Customer(_) | Actor::System, _) => Ok(Err(TeamRefusal::NotFound)),
    }
}

/// An open invitation to the address that is over makes way.
async fn write(work: &mut Work, secret: &Secret, new: &NewInvitation) -> sqlx::Result<InvitationId> {
    let (now, by, invitation) = (work.now(), work.actor().user(), InvitationId::new());
    sqlx::query!(
        "update invitations set revoked_at = $3
         where seller_id is not distinct from $1 and lower(email) = lower($2) and accepted_at is null and revoked_at is null",
        new.seat.seller() as Option<SellerId>,
        new.email.as_str(),
        now
    )
    .execute(work.db())
    .await?;
    sqlx::query!(
        "insert into invitations (invitation_id, token_hash, email, lang, seller_id, role, app_ids, staff_role, invited_by,
                                  created_at, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        invitation as InvitationId,
        invitation_token(secret, invitation).hash() as TokenHash,
        new.email.as_str(),
        new.lang as Lang,
        new.seat.seller() as Option<SellerId>,
        new.seat.role() as Option<MemberRole>,
        new.seat.apps() as Option<&Vec<AppId>>,
        new.seat.staff_role() as Option<StaffRole>,
        by as Option<UserId>,
        now,
        now + WORKS_FOR
    )
    .execute(work.db())
    .await?;
    deliveries::to_invited(work, invitation, new.seat.seller(), new.email.host()).await?;
    Ok(invitation)
}

async fn tell(
    work: &mut Work,
    kind: TeamEventKind,
    seller: Option<SellerId>,
    invitation: InvitationId,
    detail: Detail,
) -> sqlx::Result<()> {
    record(work, kind, &NewTeamEvent { seller, invitation: Some(invitation), detail, ..NewTeamEvent::default() }).await
}

/// Sends a new link and kills the old one.
///
/// # Errors
/// `Err` when the database does not answer; `Ok(Err)` is a refusal.
pub async fn renew(
    work: &mut Work,
    secret: &Secret,
    team: Option<SellerId>,
    invitation: InvitationId,
) -> sqlx::Result<Result<(), TeamRefusal>> {
    let open = match lock_open(work, team, invitation).await? {
        Ok(open) => open,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let now = work.now();
    if queries::state_of_address(work.db(), team, &open.email, now, now - WORKS_FOR).await?.sent >= MOST_SENT {
        return Ok(Err(TeamRefusal::TooMany));
    }
    let renewed = write(work, secret, &open).await?;
    tell(work, TeamEventKind::InvitationRenewed, team, renewed, Detail::default()).await?;
    Ok(Ok(()))
}

/// Takes an invitation back: its link opens nothing any more.
///
/// # Errors
/// `Err` when the database does not answer; `Ok(Err)` is a refusal.
pub async fn revoke(
    work: &mut Work,
    team: Option<SellerId>,
    invitation: InvitationId,
) -> sqlx::Result<Result<(), TeamRefusal>> {
    if let Err(refusal) = lock_open(work, team, invitation).await? {
        return Ok(Err(refusal));
    }
    let now = work.now();
    sqlx::query!("update invitations set revoked_at = $2 where invitation_id = $1", invitation as InvitationId, now)
        .execute(work.db())
        .await?;
    tell(work, TeamEventKind::InvitationRevoked, team, invitation, Detail::default()).await?;
    Ok(Ok(()))
}

/// The open invitation of a team, locked for somebody who runs the team.
async fn lock_open(
    work: &mut Work,
    team: Option<SellerId>,
    invitation: InvitationId,
) -> sqlx::Result<Result<NewInvitation, TeamRefusal>> {
    let allowed = match (work.actor(), team) {
        (Actor::Member(_), Some(seller)) => queries::lock_seller(work, seller, Verb::ManageMembers).await?,
        (Actor::Staff(_), Some(_)) => queries::lock_staff(work, Verb::InviteFirstOwner).await?,
        (Actor::Staff(_), None) => queries::lock_staff(work, Verb::Administer).await?,
        _ => Err(TeamRefusal::NotFound),
    };
    if let Err(refusal) = allowed {
        return Ok(Err(refusal));
    }
    let open = queries::lock_invitation(work.db(), team, invitation).await?;
    Ok(open.ok_or(TeamRefusal::NotFound))
}
