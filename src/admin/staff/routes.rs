//! The list of operations' people and each one's page.

use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{
    actions, queries,
    views::{PersonPage, StaffPage, StaffRead, Typed, role_of},
};
use crate::{
    admin::{access::Administrator, fields, invitations},
    app::App,
    auth::Verb,
    error::AppError,
    id::{InvitationId, UserId},
    operations::{STAFF, frame::Place},
    team::{self, Fields, NewInvitation, Seat, TeamRefusal},
    web::{Access, Chrome, Errors, Flash, Form, NoFields, Page, Routes, keyset::PAGE_ROWS, see_other},
};

pub(in crate::admin) fn routes() -> Routes<App> {
    let admin = Access::Staff(Verb::Administer);
    Routes::new()
        .get(STAFF, admin, list_staff)
        .post("/admin/staff/invitations", admin, send_invitation)
        .post("/admin/staff/invitations/{invitation}/{what}", admin, change_invitation)
        .get("/admin/staff/{user}", admin, show_person)
        .post("/admin/staff/{user}", admin, change_person)
}

#[derive(Debug, Default, Deserialize)]
struct RecordQuery {
    before: Option<i64>,
}

async fn list_staff(
    State(app): State<App>,
    chrome: Chrome,
    admin: Administrator,
    Query(query): Query<RecordQuery>,
) -> Result<Page<StaffPage>, AppError> {
    list(&app, chrome, &admin, query.before, Typed::default()).await
}

async fn list(
    app: &App,
    chrome: Chrome,
    admin: &Administrator,
    before: Option<i64>,
    typed: Typed,
) -> Result<Page<StaffPage>, AppError> {
    let now = app.clock.now();
    let read = StaffRead {
        staff: queries::all(&app.db).await?,
        invitations: team::invitations(&app.db, None).await?,
        record: team::record_page(&app.db, None, before, chrome.lang).await?,
        before,
    };
    Ok(Page(StaffPage::new(admin.frame(chrome, Place::Staff, now), &read, &typed, PAGE_ROWS, now)))
}

async fn send_invitation(
    State(app): State<App>,
    chrome: Chrome,
    admin: Administrator,
    Form(typed): Form<Fields>,
) -> Result<Response, AppError> {
    let (lang, mut errors) = (chrome.lang, Errors::new());
    let email = typed.email("email", &mut errors, lang);
    let role = errors.take("role", role_of(typed.get("role")).ok_or(()), |()| lang.role_missing());
    if let (Some(email), Some(role)) = (email, role) {
        let mut work = app.work(admin.actor()).await?;
        let new = NewInvitation { email, lang: typed.lang("lang", lang), seat: Seat::Staff(role) };
        match team::invite(&mut work, &app.secret, &new).await? {
            Ok(()) => {
                work.commit().await?;
                app.wake.outbox.notify_one();
                return Ok(see_other(STAFF).flash(Flash::Invited).into_response());
            }
            Err(refusal) => fields::say(refusal.or_error()?, &mut errors, lang),
        }
    }
    let page = list(&app, chrome, &admin, None, Typed { fields: typed, errors }).await?;
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY))
}

async fn change_invitation(
    State(app): State<App>,
    chrome: Chrome,
    admin: Administrator,
    Path((invitation, what)): Path<(InvitationId, String)>,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, AppError> {
    match invitations::change_invitation(&app, &admin, None, invitation, &what).await? {
        Ok(flash) => Ok(see_other(STAFF).flash(flash).into_response()),
        Err(refusal) => {
            let mut typed = Typed::default();
            fields::say(refusal, &mut typed.errors, chrome.lang);
            Ok(list(&app, chrome, &admin, None, typed).await?.with_status(StatusCode::CONFLICT))
        }
    }
}

async fn show_person(
    State(app): State<App>,
    chrome: Chrome,
    admin: Administrator,
    Path(user): Path<UserId>,
) -> Result<Page<PersonPage>, AppError> {
    let person = queries::one(&app.db, user).await?.ok_or(AppError::NotFound)?;
    let chrome = admin.frame(chrome, Place::Staff, app.clock.now());
    Ok(Page(PersonPage::new(chrome, &person, &Typed::default())))
}

async fn change_person(
    State(app): State<App>,
    chrome: Chrome,
    admin: Administrator,
    Path(user): Path<UserId>,
    Form(typed): Form<Fields>,
) -> Result<Response, AppError> {
    let person = queries::one(&app.db, user).await?.ok_or(AppError::NotFound)?;
    let (lang, mut errors) = (chrome.lang, Errors::new());
    let role = errors.take("role", role_of(typed.get("role")).ok_or(()), |()| lang.role_missing());
    if let Some(role) = role {
        let mut work = app.work(admin.actor()).await?;
        match actions::change_staff(&mut work, user, role, typed.get("access") != "none").await? {
            Ok(()) => {
                work.commit().await?;
                app.wake.outbox.notify_one();
                return Ok(see_other(STAFF).flash(Flash::MemberChanged).into_response());
            }
            Err(TeamRefusal::HasOwner) => errors.set("access", lang.owns_alone()),
            Err(refusal) => fields::say(refusal.or_error()?, &mut errors, lang),
        }
    }
    let chrome = admin.frame(chrome, Place::Staff, app.clock.now());
    let page = PersonPage::new(chrome, &person, &Typed { fields: typed, errors });
    Ok(Page(page).with_status(StatusCode::UNPROCESSABLE_ENTITY))
}
