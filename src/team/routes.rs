//! The team's page, a member's page, inviting, and the page behind a mailed link.

use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{
    apps, away, change,
    forms::{self, Fields, ROLE, SCOPE},
    invite::{self, NewInvitation, Seat},
    join::{self, JoinRefusal, Newcomer, OpenInvitation},
    leaving,
    member::{MemberPage, MemberTyped},
    model::TeamRefusal,
    queries::{self, Member},
    told,
    views::{JoinPage, OverPage, TeamPage, TeamRead, TeamTyped},
};
use crate::{
    app::App,
    auth::{Membership, SellerDesk, Verb, Viewer, hash_password},
    crypto::Token,
    error::AppError,
    id::{InvitationId, UserId},
    inquiries::desk::frame::{Line, frame_at, waiting},
    lang::Lang,
    passwords::{MAX_CHARACTERS, MIN_CHARACTERS, PasswordError},
    sellers::TEAM,
    text::DisplayName,
    web::{
        Access, Chrome, Errors, Flash, Form, NoFields, Page, Routes, SIGN_IN, keyset::PAGE_ROWS, see_other,
        typed::too_long_or,
    },
    work::Actor,
};

/// The routes of this feature.
pub fn routes() -> Routes<App> {
    let manage = Access::Member(Verb::ManageMembers);
    told::routes()
        .merge(apps::routes())
        .merge(away::routes())
        .merge(leaving::routes())
        .get(TEAM, Access::Member(Verb::See), show_team)
        .post("/team/invitations", manage, send_invitation)
        .post("/team/invitations/{invitation}/renew", manage, renew_invitation)
        .post("/team/invitations/{invitation}/revoke", manage, revoke_invitation)
        .get("/team/{user}", manage, show_member)
        .post("/team/{user}", manage, change_member)
        .post("/team/{user}/removal", manage, remove_member)
        .get("/invitations/{token}", Access::Public, show_invitation)
        .post("/invitations/{token}", Access::Public, join_team)
}

/// Where a link leads.
pub fn invitation_path(token: &str) -> String {
    format!("/invitations/{token}")
}

#[derive(Debug, Default, Deserialize)]
struct TeamQuery {
    before: Option<i64>,
}

async fn show_team(
    State(app): State<App>,
    chrome: Chrome,
    desk: SellerDesk,
    Query(query): Query<TeamQuery>,
) -> Result<Page<TeamPage>, AppError> {
    team_page(&app, chrome, desk, query.before, None).await
}

/// The page; who runs the team finds invitations and the record on it besides.
async fn team_page(
    app: &App,
    chrome: Chrome,
    mut desk: SellerDesk,
    before: Option<i64>,
    typed: Option<TeamTyped>,
) -> Result<Page<TeamPage>, AppError> {
    let (seller, lang, now) = (desk.place.seller_id, chrome.lang, app.clock.now());
    let runs = desk.place.role.may(Verb::ManageMembers);
    let mut read = TeamRead {
        members: queries::members(&mut *desk.db, seller).await?,
        apps: queries::apps_of(&mut *desk.db, seller, lang).await?,
        invitations: Vec::new(),
        record: Vec::new(),
        before,
    };
    if runs {
        read.invitations = queries::invitations(&mut *desk.db, Some(seller)).await?;
        read.record = queries::record_page(&mut *desk.db, Some(seller), before, lang).await?;
    }
    let chrome = framed(chrome, &mut desk, now).await?;
    Ok(Page(TeamPage::new(chrome, runs.then(|| typed.unwrap_or_default()), &read, (&desk, PAGE_ROWS), now)))
}

async fn framed(chrome: Chrome, desk: &mut SellerDesk, now: chrono::DateTime<chrono::Utc>) -> sqlx::Result<Chrome> {
    let waits = waiting(&mut *desk.db, &desk.place).await?;
    Ok(frame_at(chrome, (&desk.viewer, &desk.place), Line::Team, waits, now))
}

/// The extractor of a page shows it to members; this says who runs the team.
fn runs(desk: &SellerDesk) -> Result<(), AppError> {
    if desk.place.role.may(Verb::ManageMembers) { Ok(()) } else { Err(AppError::Forbidden) }
}

async fn send_invitation(
    State(app): State<App>,
    chrome: Chrome,
    desk: SellerDesk,
    Form(fields): Form<Fields>,
) -> Result<Response, AppError> {
    runs(&desk)?;
    let (lang, mut errors) = (chrome.lang, Errors::new());
    let email = fields.email("email", &mut errors, lang);
    let grant = forms::grant(&fields, &mut errors, lang);
    if let (Some(email), Some(grant)) = (email, grant) {
        let seat = Seat::Member { seller: desk.place.seller_id, role: grant.role, apps: grant.apps };
        let new = NewInvitation { email, lang: fields.lang("lang", lang), seat };
        let mut work = app.work(Actor::Member(desk.viewer.user_id)).await?;
        match invite::invite(&mut work, &app.secret, &new).await? {
            Ok(()) => {
                work.commit().await?;
                app.wake.outbox.notify_one();
                return Ok(see_other(TEAM).flash(Flash::Invited).into_response());
            }
            Err(refusal) => say(refusal.or_error()?, &mut errors, lang),
        }
    }
    let typed = TeamTyped { fields, errors };
    Ok(team_page(&app, chrome, desk, None, Some(typed)).await?.with_status(StatusCode::UNPROCESSABLE_ENTITY))
}

/// What a refusal means, beside the field that it is about.
pub(super) fn say(refusal: TeamRefusal, errors: &mut Errors, lang: Lang) {
    match refusal {
        TeamRefusal::AlreadyMember => errors.set("email", lang.already_member()),
        TeamRefusal::AlreadyInvited => errors.set("email", lang.already_invited()),
        TeamRefusal::TooMany => errors.set("email", lang.too_many_invitations()),
        TeamRefusal::HasOwner => errors.set("email", lang.has_owner()),
        TeamRefusal::NoSuchApp => errors.set(SCOPE, lang.apps_missing()),
        TeamRefusal::LastInCharge => errors.set(ROLE, lang.last_owner()),
        TeamRefusal::NoSuchHeir => errors.set("heir", lang.heir_missing()),
        TeamRefusal::NoSuchDeputy => errors.set("deputy", lang.deputy_not_there()),
        TeamRefusal::NotFound | TeamRefusal::NotAllowed => {}
    }
}

async fn renew_invitation(
    State(app): State<App>,
    chrome: Chrome,
    desk: SellerDesk,
    Path(invitation): Path<InvitationId>,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, AppError> {
    let mut work = app.work(Actor::Member(desk.viewer.user_id)).await?;
    if let Err(refusal) = invite::renew(&mut work, &app.secret, Some(desk.place.seller_id), invitation).await? {
        drop(work);
        let mut typed = TeamTyped::default();
        say(refusal.or_error()?, &mut typed.errors, chrome.lang);
        return Ok(team_page(&app, chrome, desk, None, Some(typed)).await?.with_status(StatusCode::CONFLICT));
    }
    work.commit().await?;
    app.wake.outbox.notify_one();
    Ok(see_other(TEAM).flash(Flash::Invited).into_response())
}

async fn revoke_invitation(
    State(app): State<App>,
    desk: SellerDesk,
    Path(invitation): Path<InvitationId>,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, AppError> {
    let mut work = app.work(Actor::Member(desk.viewer.user_id)).await?;
    if let Err(refusal) = invite::revoke(&mut work, Some(desk.place.seller_id), invitation).await? {
        refusal.or_error()?;
    }
    work.commit().await?;
    Ok(see_other(TEAM).flash(Flash::InvitationRevoked).into_response())
}

/// The viewer's place in a seller; one that they do not belong to does not exist.
pub(super) fn own_place<'a>(viewer: &'a Viewer, seller_no: &str) -> Result<&'a Membership, AppError> {
    viewer.memberships.iter().find(|place| place.roster.seller_no == seller_no).ok_or(AppError::NotFound)
}

/// Where whoever runs the team looks at a member.
pub(super) fn member_path(user: UserId) -> String {
    format!("{TEAM}/{user}")
}

/// A member that whoever runs the team looks at.
pub(super) async fn member_of(desk: &mut SellerDesk, user: UserId) -> Result<Member, AppError> {
    runs(desk)?;
    queries::member(&mut *desk.db, desk.place.seller_id, user).await?.ok_or(AppError::NotFound)
}

async fn show_member(
    State(app): State<App>,
    chrome: Chrome,
    mut desk: SellerDesk,
    Path(user): Path<UserId>,
) -> Result<Page<MemberPage>, AppError> {
    let member = member_of(&mut desk, user).await?;
    member_page(&app, chrome, desk, &member, MemberTyped::default()).await
}

pub(super) async fn member_page(
    app: &App,
    chrome: Chrome,
    mut desk: SellerDesk,
    member: &Member,
    typed: MemberTyped,
) -> Result<Page<MemberPage>, AppError> {
    let (seller, now) = (desk.place.seller_id, app.clock.now());
    let members = queries::members(&mut *desk.db, seller).await?;
    let apps = queries::apps_of(&mut *desk.db, seller, chrome.lang).await?;
    let chrome = framed(chrome, &mut desk, now).await?;
    Ok(Page(MemberPage::new(chrome, member, (&members, &apps), (&desk.place, &typed), now)))
}

async fn change_member(
    State(app): State<App>,
    chrome: Chrome,
    mut desk: SellerDesk,
    Path(user): Path<UserId>,
    Form(fields): Form<Fields>,
) -> Result<Response, AppError> {
    let member = member_of(&mut desk, user).await?;
    let (lang, mut errors) = (chrome.lang, Errors::new());
    if let Some(grant) = forms::grant(&fields, &mut errors, lang) {
        let mut work = app.work(Actor::Member(desk.viewer.user_id)).await?;
        let place = (desk.place.seller_id, user);
        match change::change_member(&mut work, place, grant.role, grant.apps.as_deref()).await? {
            Ok(()) => {
                work.commit().await?;
                app.wake.outbox.notify_one();
                return Ok(see_other(TEAM).flash(Flash::MemberChanged).into_response());
            }
            Err(refusal) => say(refusal.or_error()?, &mut errors, lang),
        }
    }
    let typed = MemberTyped { fields: Some(fields), errors, ..MemberTyped::default() };
    let page = member_page(&app, chrome, desk, &member, typed).await?;
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY))
}

#[derive(Debug, Deserialize)]
pub(super) struct RemovalForm {
    /// A colleague, or `nobody`.
    #[serde(default)]
    pub(super) heir: String,
}

/// The value for «nobody takes over».
pub(super) const NOBODY: &str = "nobody";

async fn remove_member(
    State(app): State<App>,
    chrome: Chrome,
    mut desk: SellerDesk,
    Path(user): Path<UserId>,
    Form(form): Form<RemovalForm>,
) -> Result<Response, AppError> {
    let member = member_of(&mut desk, user).await?;
    let mut typed = MemberTyped::default();
    let heir: Option<UserId> = form.heir.parse().ok();
    if heir.is_none() && form.heir != NOBODY {
        typed.errors.set("heir", chrome.lang.heir_missing());
    } else {
        let mut work = app.work(Actor::Member(desk.viewer.user_id)).await?;
        match change::remove_member(&mut work, (desk.place.seller_id, user), heir).await? {
            Ok(_) => {
                work.commit().await?;
                app.wake.outbox.notify_one();
                let own = user == desk.viewer.user_id;
                return Ok(see_other(if own { crate::web::ACCOUNT } else { TEAM })
                    .flash(Flash::MemberRemoved)
                    .into_response());
            }
            Err(TeamRefusal::LastInCharge) => typed.errors.set("heir", chrome.lang.last_owner()),
            Err(refusal) => say(refusal.or_error()?, &mut typed.errors, chrome.lang),
        }
    }
    let page = member_page(&app, chrome, desk, &member, typed).await?;
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY))
}

async fn find(app: &App, link: &str) -> Result<Option<(Token, OpenInvitation)>, AppError> {
    let Ok(token) = Token::parse(link) else { return Ok(None) };
    let open = join::open_invitation(&app.db, &token, app.clock.now()).await?;
    Ok(open.map(|open| (token, open)))
}

async fn show_invitation(
    State(app): State<App>,
    chrome: Chrome,
    viewer: Result<Viewer, AppError>,
    Path(link): Path<String>,
) -> Result<Response, AppError> {
    let Some((token, open)) = find(&app, &link).await? else { return Ok(OverPage::respond(chrome)) };
    let who = who(&app, viewer, &open).await?;
    Ok(JoinPage::new(chrome, &token, &open, who).respond(StatusCode::OK))
}

/// Who looks at a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    /// The owner of its address, signed in.
    Owner(UserId),
    /// Somebody else, signed in.
    Another,
    /// Nobody is signed in, and the address has an account.
    Unknown,
    /// Nobody is signed in, and the address has no account.
    Newcomer,
}

async fn who(app: &App, viewer: Result<Viewer, AppError>, open: &OpenInvitation) -> Result<Who, AppError> {
    let Ok(viewer) = viewer else { return Ok(if open.has_account { Who::Unknown } else { Who::Newcomer }) };
    let owner = crate::auth::user_of(&app.db, &open.email).await?;
    Ok(if owner == Some(viewer.user_id) { Who::Owner(viewer.user_id) } else { Who::Another })
}

#[derive(Debug, Default, Deserialize)]
struct JoinForm {
    #[serde(default)]
    name: String,
    #[serde(default)]
    password: String,
}

async fn join_team(
    State(app): State<App>,
    chrome: Chrome,
    viewer: Result<Viewer, AppError>,
    Path(link): Path<String>,
    Form(form): Form<JoinForm>,
) -> Result<Response, AppError> {
    let Some((token, open)) = find(&app, &link).await? else { return Ok(OverPage::respond(chrome)) };
    let who = who(&app, viewer, &open).await?;
    let done = match who {
        Who::Owner(user) => {
            let mut work = app.work(Actor::Member(user)).await?;
            let done = join::join(&mut work, &token).await?;
            (work, done, see_other(crate::web::ACCOUNT).flash(Flash::Joined))
        }
        Who::Newcomer => {
            let new = match newcomer(&form, chrome.lang).await? {
                Ok(new) => new,
                Err(errors) => {
                    let page = JoinPage::new(chrome, &token, &open, who).refused(&form.name, &errors);
                    return Ok(page.respond(StatusCode::UNPROCESSABLE_ENTITY));
                }
            };
            let mut work = app.work(Actor::System).await?;
            let done = join::join_as_new(&mut work, &token, &new).await?;
            (work, done, see_other(SIGN_IN).flash(Flash::AccountMade))
        }
        Who::Unknown | Who::Another => {
            return Ok(JoinPage::new(chrome, &token, &open, who).respond(StatusCode::CONFLICT));
        }
    };
    let (work, done, next) = done;
    match done {
        Ok(()) => {
            work.commit().await?;
            Ok(next.into_response())
        }
        Err(JoinRefusal::AlreadyThere) => Ok(JoinPage::new(chrome, &token, &open, who).already_there()),
        Err(JoinRefusal::Over | JoinRefusal::SignInFirst | JoinRefusal::NotYours) => Ok(OverPage::respond(chrome)),
    }
}

/// Reads name and password; the hash is computed off the async threads.
async fn newcomer(form: &JoinForm, lang: Lang) -> Result<Result<Newcomer, Errors>, AppError> {
    let mut errors = Errors::new();
    let name = errors.take("name", DisplayName::parse(&form.name), |it| too_long_or(it, lang, lang.error_name()));
    let typed = form.password.clone();
    let hashed = tokio::task::spawn_blocking(move || hash_password(&typed)).await;
    let hashed = hashed.map_err(|failed| AppError::Internal(failed.into()))?;
    if let Err(PasswordError::Hash(cause)) = hashed {
        return Err(AppError::Internal(anyhow::anyhow!(cause)));
    }
    let password = errors.take("password", hashed, |refusal| match refusal {
        PasswordError::TooShort => lang.password_too_short(MIN_CHARACTERS),
        PasswordError::TooLong => lang.password_too_long(MAX_CHARACTERS),
        PasswordError::Common | PasswordError::Hash(_) => lang.password_common(),
    });
    Ok(name.zip(password).map(|(name, password)| Newcomer { name, password, lang }).ok_or(errors))
}
