//! The page of a form that waits for its author: look at it, send it once more, or throw it away. A form of a case waits on the
//! page of that case.

use axum::{
    extract::State,
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{KEPT, cookie, store, views::KeptPage};
use crate::{
    app::App,
    auth::Viewer,
    error::AppError,
    id::KeptFormId,
    operations,
    web::{Access, Chrome, Form, Page, Routes, see_other},
};

pub(in crate::accounts) fn routes() -> Routes<App> {
    Routes::new().get(KEPT, Access::SignedIn, show_kept).post(KEPT, Access::SignedIn, throw_away)
}

/// Nothing waits any more for who comes back to it later.
async fn show_kept(
    State(app): State<App>,
    chrome: Chrome,
    viewer: Viewer,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let Some(browser) = cookie(&app, &headers) else { return Ok(see_other("/").into_response()) };
    let newest = store::newest(&app.db, browser.hash(), viewer.user_id, app.clock.now(), false).await?;
    Ok(match newest {
        Some((id, form)) => {
            store::shown(&app.db, id, app.clock.now()).await?;
            let own = operations::given_back(&app, chrome.clone(), &viewer, &form.path, &form.fields).await?;
            if let Some(page) = own {
                return Ok(page);
            }
            Page(KeptPage::new(chrome.written_by(viewer.user_id), id, &form)).into_response()
        }
        None => see_other("/").into_response(),
    })
}

#[derive(Debug, Deserialize)]
struct ThrowAway {
    #[serde(default)]
    kept: Option<KeptFormId>,
}

async fn throw_away(
    State(app): State<App>,
    viewer: Viewer,
    headers: HeaderMap,
    Form(form): Form<ThrowAway>,
) -> Result<Response, AppError> {
    if let (Some(browser), Some(id)) = (cookie(&app, &headers), form.kept) {
        store::forget(&app.db, browser.hash(), viewer.user_id, id).await?;
    }
    Ok(see_other("/").into_response())
}
