//! Pages for passers-by.

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};

use super::views::{AppPage, HomePage};
use crate::{
    app::App,
    auth::{Verb, Viewer},
    error::AppError,
    inquiries::desk::INBOX,
    operations::QUEUE,
    sellers::{self, AppRow},
    web::{Access, Chrome, Page, Routes, see_other},
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

/// Who works here goes on to the desk; everybody else chooses an app.
async fn show_home(
    State(app): State<App>,
    viewer: Result<Viewer, AppError>,
    chrome: Chrome,
) -> Result<Response, AppError> {
    match viewer {
        Ok(viewer) if viewer.staff.is_some_and(|role| role.may(Verb::See)) => {
            return Ok(see_other(QUEUE).into_response());
        }
        Ok(viewer) if viewer.desk().is_some() => return Ok(see_other(INBOX).into_response()),
        Ok(_) | Err(AppError::SignIn) => {}
        Err(error) => return Err(error),
    }
    let apps = sellers::apps_of(&app.db, None).await?;
    Ok(Page(HomePage::new(chrome, app.rules.policy, &apps)).into_response())
}

async fn show_app(
    State(app): State<App>,
    chrome: Chrome,
    Path(client_id): Path<String>,
) -> Result<impl IntoResponse, AppError> {
    let row = find_app(&app, &client_id).await?;
    Ok(Page(AppPage::new(chrome, app.rules.policy, &row)))
}
