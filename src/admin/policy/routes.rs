//! The policy's page and its two forms.

use axum::{
    extract::{FromRequestParts, Query, State},
    http::{StatusCode, request::Parts},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{
    actions::{self, Refusal},
    forms,
    model::Policy,
    queries,
    views::{PolicyPage, Read, Typed},
};
use crate::{
    app::App,
    auth::{StaffRole, Verb, Viewer},
    error::AppError,
    operations::{
        POLICY,
        frame::{self, Place, Undecided},
    },
    team::Fields,
    web::{Access, Chrome, Errors, Flash, Form, Page, Routes, see_other},
    work::Actor,
};

pub(in crate::admin) fn routes() -> Routes<App> {
    Routes::new()
        .get(POLICY, Access::Staff(Verb::SeeLogs), show_policy)
        .post(POLICY, Access::Staff(Verb::Supervise), save_policy)
        .post("/admin/settings", Access::Staff(Verb::Administer), save_settings)
}

/// One of operations who may read what was changed: leads, auditors, admins.
#[derive(Debug, Clone)]
struct Reader {
    viewer: Viewer,
    role: StaffRole,
}

impl FromRequestParts<App> for Reader {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, AppError> {
        let viewer = Viewer::from_request_parts(parts, app).await?;
        let role = viewer.staff.filter(|role| role.may(Verb::SeeLogs)).ok_or(AppError::NotFound)?;
        Ok(Reader { viewer, role })
    }
}

#[derive(Debug, Default, Deserialize)]
struct PolicyQuery {
    before: Option<i64>,
}

async fn show_policy(
    State(app): State<App>,
    chrome: Chrome,
    reader: Reader,
    Query(query): Query<PolicyQuery>,
) -> Result<Page<PolicyPage>, AppError> {
    show(&app, chrome, &reader, query.before, None).await
}

async fn show(
    app: &App,
    chrome: Chrome,
    reader: &Reader,
    before: Option<i64>,
    typed: Option<Typed>,
) -> Result<Page<PolicyPage>, AppError> {
    let now = app.clock.now();
    let undecided = match reader.role.may(Verb::See) {
        true => frame::undecided(&app.db).await?,
        false => Undecided::default(),
    };
    let (shipped, held) = (Policy::of(&app.config), held(app).await?);
    let read = Read {
        seen: held.0,
        held: held.1,
        versions: queries::versions(&app.db, &shipped.contact, before).await?,
        shipped,
        before,
    };
    let chrome = frame::frame(chrome, (&reader.viewer, reader.role), Place::Policy, undecided, now);
    Ok(Page(PolicyPage::new(chrome, reader.role, &read, typed, now)))
}

/// The version that holds and its number; the settings have none.
async fn held(app: &App) -> Result<(Option<i64>, Policy), AppError> {
    let shipped = Policy::of(&app.config);
    let newest = queries::newest(&app.db, &shipped.contact).await?;
    Ok(newest.map_or((None, shipped), |version| (Some(version.policy_id), version.policy)))
}

async fn save_policy(
    State(app): State<App>,
    chrome: Chrome,
    reader: Reader,
    Form(fields): Form<Fields>,
) -> Result<Response, AppError> {
    save(&app, chrome, &reader, (Verb::Supervise, forms::read_policy), fields).await
}

async fn save_settings(
    State(app): State<App>,
    chrome: Chrome,
    reader: Reader,
    Form(fields): Form<Fields>,
) -> Result<Response, AppError> {
    save(&app, chrome, &reader, (Verb::Administer, forms::read_settings), fields).await
}

/// How one of the forms is read.
type ReadForm = fn(&Fields, &Policy, crate::lang::Lang) -> Result<Policy, Errors>;

async fn save(
    app: &App,
    chrome: Chrome,
    reader: &Reader,
    (verb, read): (Verb, ReadForm),
    fields: Fields,
) -> Result<Response, AppError> {
    if !reader.role.may(verb) {
        return Err(AppError::Forbidden);
    }
    let (_, held) = held(app).await?;
    let seen = fields.get("seen").parse().ok();
    let policy = match read(&fields, &held, chrome.lang) {
        Ok(policy) => policy,
        Err(errors) => {
            let typed = Typed { verb, fields, errors, newer: false };
            let page = show(app, chrome, reader, None, Some(typed)).await?;
            return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    let mut work = app.work(Actor::Staff(reader.viewer.user_id)).await?;
    match actions::save(&mut work, verb, (seen, &held), &policy).await? {
        Ok(()) => {
            work.commit().await?;
            queries::refresh(app).await?;
            Ok(see_other(POLICY).flash(Flash::PolicySaved).into_response())
        }
        Err(Refusal::NotAllowed) => Err(AppError::Forbidden),
        Err(Refusal::SomethingNewer) => {
            drop(work);
            let typed = Typed { verb, fields, errors: Errors::new(), newer: true };
            let page = show(app, chrome, reader, None, Some(typed)).await?;
            Ok(page.with_status(StatusCode::CONFLICT))
        }
    }
}
