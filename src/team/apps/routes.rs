//! The list, an app's page, and saving what the seller says.

use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{
    confirm, contact,
    desk::{Run, Runner, framed},
    form::Typed,
    model::Refusal,
    queries, save,
    views::{AppPage, AppsPage, Shown},
};
use crate::{
    app::App,
    auth::Verb,
    error::AppError,
    sellers::APPS,
    team::Fields,
    web::{Access, Chrome, Errors, Flash, Form, Page, Routes, see_other},
};

pub(in crate::team) fn routes() -> Routes<App> {
    let run = Access::Member(Verb::Configure);
    Routes::new()
        .get(APPS, run, list_apps)
        .get("/team/apps/{client_id}", run, show_app)
        .post("/team/apps/{client_id}", run, save_app)
        .post("/team/apps/{client_id}/support", run, contact::ask)
        .post("/team/apps/{client_id}/support/again", run, contact::ask_again)
        .post("/team/apps/{client_id}/support/withdrawal", run, contact::withdraw)
        .post("/team/apps/{client_id}/support/removal", run, contact::remove)
        .merge(confirm::routes())
}

/// Where an app is set up.
pub(super) fn app_path(client_id: &str) -> String {
    format!("{APPS}/{client_id}")
}

async fn list_apps(
    State(app): State<App>,
    chrome: Chrome,
    Runner(mut desk): Runner,
) -> Result<Page<AppsPage>, AppError> {
    let apps = queries::apps(&mut *desk.db, &desk.place).await?;
    let chrome = framed(&app, chrome, &mut desk).await?;
    Ok(Page(AppsPage::new(chrome, &apps)))
}

#[derive(Debug, Default, Deserialize)]
struct RecordQuery {
    before: Option<i64>,
}

async fn show_app(
    State(app): State<App>,
    chrome: Chrome,
    run: Run,
    Query(query): Query<RecordQuery>,
) -> Result<Page<AppPage>, AppError> {
    page(&app, chrome, run, Shown { before: query.before, ..Shown::default() }).await
}

/// The app's page: what is saved, and what somebody typed.
pub(super) async fn page(app: &App, chrome: Chrome, mut run: Run, shown: Shown) -> Result<Page<AppPage>, AppError> {
    let read = run.read(app).await?;
    let record = queries::record_of(&mut *run.desk.db, read.app.app_id, shown.before).await?;
    let chrome = framed(app, chrome, &mut run.desk).await?;
    Ok(Page(AppPage::new(chrome, &read, &record, &shown, app.clock.now())))
}

async fn save_app(
    State(app): State<App>,
    chrome: Chrome,
    run: Run,
    Form(fields): Form<Fields>,
) -> Result<Response, AppError> {
    let typed = Typed::of(&fields);
    let settings = match typed.read(chrome.lang) {
        Ok(settings) if !typed.tried => settings,
        Ok(_) => return Ok(page(&app, chrome, run, Shown::typed(typed, Errors::new())).await?.into_response()),
        Err(errors) => {
            let page = page(&app, chrome, run, Shown::typed(typed, errors)).await?;
            return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    let mut work = run.work(&app).await?;
    match save::save(&mut work, run.place(), typed.version, &settings).await? {
        Ok(()) => {
            work.commit().await?;
            Ok(see_other(app_path(&run.own.client_id)).flash(Flash::AppSettingsSaved).into_response())
        }
        Err(refusal) => {
            drop(work);
            let newer = refusal.or_error()? == Refusal::SomethingNewer;
            let shown = Shown { newer, ..Shown::typed(typed, Errors::new()) };
            Ok(page(&app, chrome, run, shown).await?.with_status(StatusCode::CONFLICT))
        }
    }
}
