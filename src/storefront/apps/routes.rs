//! Pages for passers-by.

use axum::{
    extract::{Path, Query, State},
    response::IntoResponse,
};
use serde::Deserialize;

use super::views::{AppPage, HomePage};
use crate::{
    app::App,
    auth::{StaffRole, Verb, Viewer},
    error::AppError,
    inquiries::desk::HOME,
    operations::QUEUE,
    sellers::{self, AppRow, AppsTurn, PublicApp},
    web::{ACCOUNT, Access, Chrome, Page, Routes, Who},
};

pub(in crate::storefront) fn routes() -> Routes<App> {
    Routes::new().get("/", Access::Public, show_home).get("/apps/{client_id}", Access::Public, show_app)
}

/// Where an app's page is.
pub fn app_path(client_id: &str) -> String {
    format!("/apps/{client_id}")
}

/// The app of an address.
pub(in crate::storefront) async fn find_app(app: &App, client_id: &str) -> Result<AppRow, AppError> {
    sellers::app_by_client_id(&app.db, client_id).await?.ok_or(AppError::NotFound)
}

/// The same with what its seller says.
pub(in crate::storefront) async fn find_public(app: &App, client_id: &str) -> Result<PublicApp, AppError> {
    sellers::public_app(&app.db, client_id).await?.ok_or(AppError::NotFound)
}

/// Where somebody's work is: a seller's home page before the queue of operations, for whoever has both.
pub fn desk_of(is_member: bool, staff: Option<StaffRole>) -> &'static str {
    if is_member {
        HOME
    } else if staff.is_some_and(|role| role.may(Verb::See)) {
        QUEUE
    } else {
        ACCOUNT
    }
}

#[derive(Debug, Deserialize)]
struct HomeQuery {
    after: Option<String>,
    before: Option<String>,
}

/// Everybody sees the apps; who works here is shown the way to the desk.
async fn show_home(
    State(app): State<App>,
    viewer: Result<Viewer, AppError>,
    chrome: Chrome,
    Query(query): Query<HomeQuery>,
) -> Result<Page<HomePage>, AppError> {
    let (chrome, desk) = match viewer {
        Ok(viewer) => {
            let who = Who::new(&viewer.name, viewer.place_name(chrome.lang));
            (chrome.signed_in(who), Some(desk_of(viewer.desk().is_some(), viewer.staff)))
        }
        Err(AppError::SignIn) => (chrome, None),
        Err(error) => return Err(error),
    };
    let turn = query.after.map(AppsTurn::After).or(query.before.map(AppsTurn::Before));
    let apps = sellers::apps(&app.db, turn).await?;
    Ok(Page(HomePage::new(chrome, app.rules.current().policy, &apps, desk)))
}

async fn show_app(
    State(app): State<App>,
    chrome: Chrome,
    Path(client_id): Path<String>,
) -> Result<impl IntoResponse, AppError> {
    let public = find_public(&app, &client_id).await?;
    Ok(Page(AppPage::new(chrome, app.rules.current().policy, &public)))
}
