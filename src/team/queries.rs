//! The SQL of teams. A team without a seller is operations.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor, types::Json};

use super::{
    invite::{NewInvitation, Seat},
    model::{Detail, RecordRow, TeamEventKind, TeamRefusal},
};
use crate::{
    auth::{MemberRole, StaffRole, Verb},
    id::{AppId, InvitationId, SellerId, UserId},
    lang::Lang,
    text::EmailAddress,
    web::keyset::PAGE_ROWS,
    work::Work,
};

/// Members that are listed; a seller with more has other troubles.
const MOST_MEMBERS: i64 = 500;

/// Locks a seller for the member whose work it is, and who may.
pub(super) async fn lock_seller(
    work: &mut Work,
    seller: SellerId,
    verb: Verb,
) -> sqlx::Result<Result<(), TeamRefusal>> {
    let Some(user) = work.actor().member() else { return Ok(Err(TeamRefusal::NotFound)) };
    sqlx::query!("select from sellers where seller_id = $1 for no key update", seller as SellerId)
        .fetch_optional(work.db())
        .await?;
    // read after the lock: what others did before it counts
    let role = sqlx::query_scalar!(
        r#"select m.role as "role: MemberRole" from memberships m join users u using (user_id)
           where m.seller_id = $1 and m.user_id = $2 and u.disabled_at is null"#,
        seller as SellerId,
        user as UserId
    )
    .fetch_optional(work.db())
    .await?;
    Ok(match role {
        None => Err(TeamRefusal::NotFound),
        Some(role) if role.may(verb) => Ok(()),
        Some(_) => Err(TeamRefusal::NotAllowed),
    })
}

/// Locks operations' roles for the person whose work it is and who may; the key is that of the schema's own rule.
///
/// # Errors
/// When the database does not answer.
pub async fn lock_staff(work: &mut Work, verb: Verb) -> sqlx::Result<Result<(), TeamRefusal>> {
    let Some(user) = work.actor().staff() else { return Ok(Err(TeamRefusal::NotFound)) };
    sqlx::query!("select pg_advisory_xact_lock(7305001)").fetch_one(work.db()).await?;
    let role = sqlx::query_scalar!(
        r#"select s.role as "role: StaffRole" from staff s join users u using (user_id)
           where s.user_id = $1 and u.disabled_at is null"#,
        user as UserId
    )
    .fetch_optional(work.db())
    .await?;
    Ok(if role.is_some_and(|role| role.may(verb)) { Ok(()) } else { Err(TeamRefusal::NotFound) })
}

/// Whether anybody who can sign in owns a seller.
pub(super) async fn has_owner(db: &mut PgConnection, seller: SellerId) -> sqlx::Result<bool> {
    owners_beside(db, seller, None).await
}

/// Whether a seller has an owner beside this person.
pub(super) async fn has_another_owner(db: &mut PgConnection, seller: SellerId, user: UserId) -> sqlx::Result<bool> {
    owners_beside(db, seller, Some(user)).await
}

async fn owners_beside(db: &mut PgConnection, seller: SellerId, user: Option<UserId>) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (
               select from memberships m join users u using (user_id)
               where m.seller_id = $1 and m.role = 'owner' and u.disabled_at is null and m.user_id is distinct from $2
           ) as "exists!""#,
        seller as SellerId,
        user as Option<UserId>
    )
    .fetch_one(db)
    .await
}

/// Whether these are apps of the seller, and at least one.
pub(super) async fn are_apps_of(db: &mut PgConnection, seller: SellerId, apps: &[AppId]) -> sqlx::Result<bool> {
    let found = sqlx::query_scalar!(
        r#"select count(*) as "count!" from apps where seller_id = $1 and app_id = any($2)"#,
        seller as SellerId,
        apps as &[AppId]
    )
    .fetch_one(db)
    .await?;
    Ok(!apps.is_empty() && usize::try_from(found).is_ok_and(|found| found == apps.len()))
}

/// What a team knows of an address: nothing here depends on whether the address has an account elsewhere.
#[derive(Debug, Clone, Copy)]
pub(super) struct AddressState {
    /// Somebody of the team has it.
    pub(super) belongs: bool,
    /// An invitation to it is open.
    pub(super) invited: bool,
    /// Links that the team sent lately, to anybody.
    pub(super) sent: i64,
}

pub(super) async fn state_of_address(
    db: &mut PgConnection,
    team: Option<SellerId>,
    email: &EmailAddress,
    now: DateTime<Utc>,
    since: DateTime<Utc>,
) -> sqlx::Result<AddressState> {
    sqlx::query_as!(
        AddressState,
        r#"select case when $1::uuid is null
                       then exists (select from staff join users u using (user_id) where lower(u.email) = lower($2))
                       else exists (select from memberships m join users u using (user_id)
                                    where m.seller_id = $1 and lower(u.email) = lower($2)) end as "belongs!",
                  exists (select from invitations i
                          where i.seller_id is not distinct from $1 and lower(i.email) = lower($2) and i.expires_at > $3
                            and i.accepted_at is null and i.revoked_at is null) as "invited!",
                  (select count(*) from invitations i
                   where i.seller_id is not distinct from $1 and i.created_at > $4) as "sent!""#,
        team as Option<SellerId>,
        email.as_str(),
        now,
        since
    )
    .fetch_one(db)
    .await
}

/// The open invitation of a team, locked; over or not.
pub(super) async fn lock_invitation(
    db: &mut PgConnection,
    team: Option<SellerId>,
    invitation: InvitationId,
) -> sqlx::Result<Option<NewInvitation>> {
    let row = sqlx::query!(
        r#"select email as "email: EmailAddress", lang as "lang: Lang", seller_id as "seller_id: SellerId",
                  role as "role: MemberRole", app_ids as "app_ids: Vec<AppId>", staff_role as "staff_role: StaffRole"
           from invitations
           where invitation_id = $1 and seller_id is not distinct from $2 and accepted_at is null and revoked_at is null
           for update"#,
        invitation as InvitationId,
        team as Option<SellerId>
    )
    .fetch_optional(db)
    .await?;
    Ok(row.and_then(|row| {
        let member = row.seller_id.zip(row.role).map(|(seller, role)| Seat::Member { seller, role, apps: row.app_ids });
        let seat = member.or(row.staff_role.map(Seat::Staff))?;
        Some(NewInvitation { email: row.email, lang: row.lang, seat })
    }))
}

/// A member of a seller.
#[derive(Debug, Clone)]
pub(super) struct Member {
    pub(super) user_id: UserId,
    pub(super) name: String,
    pub(super) email: String,
    pub(super) role: MemberRole,
    pub(super) app_ids: Option<Vec<AppId>>,
    pub(super) since: DateTime<Utc>,
    pub(super) away_until: Option<DateTime<Utc>>,
    pub(super) deputy_id: Option<UserId>,
    /// The last use of any session that is still open.
    pub(super) last_seen: Option<DateTime<Utc>>,
}

/// The members of a seller, mightiest first.
pub(super) async fn members(db: impl PgExecutor<'_>, seller: SellerId) -> sqlx::Result<Vec<Member>> {
    sqlx::query_as!(
        Member,
        r#"select m.user_id as "user_id: UserId", u.name, u.email, m.role as "role: MemberRole",
                  m.app_ids as "app_ids: Vec<AppId>", m.created_at as since,
                  m.away_until, m.deputy_id as "deputy_id: UserId",
                  (select max(s.last_seen_at) from sessions s where s.user_id = m.user_id) as last_seen
           from memberships m join users u using (user_id)
           where m.seller_id = $1 and u.disabled_at is null
           order by m.role, u.name, m.user_id limit $2"#,
        seller as SellerId,
        MOST_MEMBERS
    )
    .fetch_all(db)
    .await
}

/// One of them.
pub(super) async fn member(db: impl PgExecutor<'_>, seller: SellerId, user: UserId) -> sqlx::Result<Option<Member>> {
    sqlx::query_as!(
        Member,
        r#"select m.user_id as "user_id: UserId", u.name, u.email, m.role as "role: MemberRole",
                  m.app_ids as "app_ids: Vec<AppId>", m.created_at as since,
                  m.away_until, m.deputy_id as "deputy_id: UserId",
                  (select max(s.last_seen_at) from sessions s where s.user_id = m.user_id) as last_seen
           from memberships m join users u using (user_id)
           where m.seller_id = $1 and m.user_id = $2"#,
        seller as SellerId,
        user as UserId
    )
    .fetch_optional(db)
    .await
}

/// The apps of a seller by name.
pub(super) async fn apps_of(
    db: impl PgExecutor<'_>,
    seller: SellerId,
    lang: Lang,
) -> sqlx::Result<Vec<(AppId, String)>> {
    let rows = sqlx::query!(
        r#"select app_id as "app_id: AppId", case $2::lang when 'ko' then name_ko else name_en end as "name!"
           from apps where seller_id = $1 order by name_ko, app_id"#,
        seller as SellerId,
        lang as Lang
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.app_id, row.name)).collect())
}

/// An invitation that nobody has used yet.
#[derive(Debug, Clone)]
pub struct InvitationRow {
    /// Its key.
    pub invitation_id: InvitationId,
    /// Where its link went.
    pub email: String,
    /// The role in the seller.
    pub role: Option<MemberRole>,
    /// The role in operations.
    pub staff_role: Option<StaffRole>,
    /// Until when the link works, or when it stopped.
    pub expires_at: DateTime<Utc>,
    /// What became of its mail.
    pub mail: Option<crate::deliveries::DeliveryState>,
}

/// The open invitations of a team, newest first; those that are over can be sent again.
///
/// # Errors
/// When the database does not answer.
pub async fn invitations(db: impl PgExecutor<'_>, team: Option<SellerId>) -> sqlx::Result<Vec<InvitationRow>> {
    sqlx::query_as!(
        InvitationRow,
        r#"select i.invitation_id as "invitation_id: InvitationId", i.email, i.role as "role: MemberRole",
                  i.staff_role as "staff_role: StaffRole", i.expires_at,
                  (select d.state from deliveries d where d.invitation_id = i.invitation_id
                   limit 1) as "mail: crate::deliveries::DeliveryState"
           from invitations i
           where i.seller_id is not distinct from $1 and i.accepted_at is null and i.revoked_at is null
           order by i.created_at desc, i.invitation_id limit $2"#,
        team as Option<SellerId>,
        MOST_MEMBERS
    )
    .fetch_all(db)
    .await
}

/// A page of a team's record, newest first, from before a line; one line more than a page.
///
/// # Errors
/// When the database does not answer.
pub async fn record_page(
    db: impl PgExecutor<'_>,
    team: Option<SellerId>,
    before: Option<i64>,
    lang: Lang,
) -> sqlx::Result<Vec<RecordRow>> {
    let rows = sqlx::query!(
        r#"select e.team_event_id, e.kind as "kind: TeamEventKind", actor.name as "by?",
                  coalesce(whom.name, i.email) as whom, a.name_ko as "app_ko?", a.name_en as "app_en?",
                  array(select case $3::lang when 'ko' then n.name_ko else n.name_en end from apps n
                        where n.app_id in (select x::uuid from jsonb_array_elements_text(e.data->'apps') as x)
                        order by n.name_ko) as "apps!: Vec<String>",
                  (select o.name from users o
                   where o.user_id = coalesce(e.data->>'heir', e.data->>'instead_of')::uuid) as other,
                  e.data as "detail: Json<Detail>", e.at
           from team_events e
           left join users actor on actor.user_id = e.by_user_id
           left join users whom on whom.user_id = e.user_id
           left join invitations i on i.invitation_id = e.invitation_id
           left join apps a on a.app_id = e.app_id
           where e.seller_id is not distinct from $1 and e.team_event_id < $2
           order by e.team_event_id desc limit $4"#,
        team as Option<SellerId>,
        before.unwrap_or(i64::MAX),
        lang as Lang,
        PAGE_ROWS as i64 + 1
    )
    .fetch_all(db)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| RecordRow {
            team_event_id: row.team_event_id,
            kind: row.kind,
            by: row.by,
            whom: row.whom,
            app_ko: row.app_ko,
            app_en: row.app_en,
            apps: row.apps,
            other: row.other,
            detail: row.detail.0,
            at: row.at,
        })
        .collect())
}
