//! Coming in by a mailed link.

use sqlx::PgExecutor;

use super::{
    invite::Seat,
    model::TeamEventKind,
    record::{NewTeamEvent, record},
};
use crate::{
    auth::{self, MemberRole, NewUser, PasswordHashText, StaffRole},
    crypto::{Token, TokenHash},
    id::{AppId, InvitationId, SellerId, UserId},
    lang::Lang,
    text::{DisplayName, EmailAddress},
    work::{Actor, Work},
};

/// A link that still works.
#[derive(Debug, Clone)]
pub struct OpenInvitation {
    /// The address that it was sent to.
    pub email: EmailAddress,
    /// The language of its mail.
    pub lang: Lang,
    /// The seller's Korean and English name; none: operations.
    pub seller: Option<(String, String)>,
    /// The role in the seller.
    pub role: Option<MemberRole>,
    /// The role in operations.
    pub staff_role: Option<StaffRole>,
    /// Who invited; none: the command line.
    pub invited_by: Option<String>,
    /// Whether the address has an account: its owner signs in first.
    pub has_account: bool,
}

/// The invitation of a link. `None`: there is no such link, or it was used, taken back, replaced, or is over.
///
/// # Errors
/// When the database does not answer.
pub async fn open_invitation(
    db: impl PgExecutor<'_>,
    token: &Token,
    now: chrono::DateTime<chrono::Utc>,
) -> sqlx::Result<Option<OpenInvitation>> {
    let row = sqlx::query!(
        r#"select i.email as "email: EmailAddress", i.lang as "lang: Lang", s.name_ko as "name_ko?",
                  s.name_en as "name_en?", i.role as "role: MemberRole", i.staff_role as "staff_role: StaffRole",
                  u.name as "invited_by?",
                  exists (select from users a where lower(a.email) = lower(i.email)) as "has_account!"
           from invitations i
           left join sellers s using (seller_id)
           left join users u on u.user_id = i.invited_by
           where i.token_hash = $1 and i.expires_at > $2 and i.accepted_at is null and i.revoked_at is null"#,
        token.hash() as TokenHash,
        now
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| OpenInvitation {
        email: row.email,
        lang: row.lang,
        seller: row.name_ko.zip(row.name_en),
        role: row.role,
        staff_role: row.staff_role,
        invited_by: row.invited_by,
        has_account: row.has_account,
    }))
}

/// Why nobody came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JoinRefusal {
    /// The link works no more.
    Over,
    /// The address has an account: its owner signs in first.
    SignInFirst,
    /// The link was sent to somebody else's address.
    NotYours,
    /// The person belongs to the team already.
    AlreadyThere,
}

/// How somebody new wants to be known.
#[derive(Debug, Clone)]
pub struct Newcomer {
    /// Their name.
    pub name: DisplayName,
    /// Their password's hash.
    pub password: PasswordHashText,
    /// The language of their pages and mails.
    pub lang: Lang,
}

struct Locked {
    invitation_id: InvitationId,
    email: EmailAddress,
    seat: Seat,
}

/// Makes an account for the address of the link, and lets it in.
///
/// # Errors
/// `Err` when the database does not answer; `Ok(Err)` is a refusal.
pub async fn join_as_new(work: &mut Work, token: &Token, new: &Newcomer) -> sqlx::Result<Result<(), JoinRefusal>> {
    let Some(locked) = lock(work, token).await? else { return Ok(Err(JoinRefusal::Over)) };
    let now = work.now();
    let user =
        NewUser { email: locked.email.clone(), name: new.name.clone(), password: new.password.clone(), lang: new.lang };
    match auth::add_user(work.db(), &user, now).await? {
        None => Ok(Err(JoinRefusal::SignInFirst)),
        Some(user) => let_in(work, &locked, user).await,
    }
}

/// Lets in who is signed in, with the account of the address that the link was sent to: a link alone opens no account, and
/// no account takes another's link.
///
/// # Errors
/// `Err` when the database does not answer; `Ok(Err)` is a refusal.
pub async fn join(work: &mut Work, token: &Token) -> sqlx::Result<Result<(), JoinRefusal>> {
    let Actor::Member(user) = work.actor() else { return Ok(Err(JoinRefusal::SignInFirst)) };
    let Some(locked) = lock(work, token).await? else { return Ok(Err(JoinRefusal::Over)) };
    if auth::user_of(work.db(), &locked.email).await? != Some(user) {
        return Ok(Err(JoinRefusal::NotYours));
    }
    let_in(work, &locked, user).await
}

async fn lock(work: &mut Work, token: &Token) -> sqlx::Result<Option<Locked>> {
    let now = work.now();
    let row = sqlx::query!(
        r#"select invitation_id as "invitation_id: InvitationId", email as "email: EmailAddress",
                  seller_id as "seller_id: SellerId", role as "role: MemberRole", app_ids as "app_ids: Vec<AppId>",
                  staff_role as "staff_role: StaffRole"
           from invitations
           where token_hash = $1 and expires_at > $2 and accepted_at is null and revoked_at is null
           for update"#,
        token.hash() as TokenHash,
        now
    )
    .fetch_optional(work.db())
    .await?;
    Ok(row.and_then(|row| {
        let member = row.seller_id.zip(row.role).map(|(seller, role)| Seat::Member { seller, role, apps: row.app_ids });
        let seat = member.or(row.staff_role.map(Seat::Staff))?;
        Some(Locked { invitation_id: row.invitation_id, email: row.email, seat })
    }))
}

async fn let_in(work: &mut Work, locked: &Locked, user: UserId) -> sqlx::Result<Result<(), JoinRefusal>> {
    let now = work.now();
    let belongs = sqlx::query_scalar!(
        r#"select case when $2::uuid is null then exists (select from staff where user_id = $1)
                  else exists (select from memberships where user_id = $1 and seller_id = $2) end as "belongs!""#,
        user as UserId,
        locked.seat.seller() as Option<SellerId>
    )
    .fetch_one(work.db())
    .await?;
    if belongs {
        return Ok(Err(JoinRefusal::AlreadyThere));
    }
    match &locked.seat {
        Seat::Member { seller, role, apps } => {
            auth::join_seller(work.db(), *seller, user, *role, now).await?;
            auth::change_member(work.db(), (*seller, user), *role, apps.as_deref()).await?;
        }
        Seat::Staff(role) => auth::join_staff(work.db(), user, *role).await?,
    }
    sqlx::query!(
        "update invitations set accepted_at = $2, accepted_by = $3 where invitation_id = $1",
        locked.invitation_id as InvitationId,
        now,
        user as UserId
    )
    .execute(work.db())
    .await?;
    let event = NewTeamEvent {
        seller: locked.seat.seller(),
        user: Some(user),
        invitation: Some(locked.invitation_id),
        detail: locked.seat.detail(),
        ..NewTeamEvent::default()
    };
    record(work, TeamEventKind::Joined, &event).await?;
    Ok(Ok(()))
}
