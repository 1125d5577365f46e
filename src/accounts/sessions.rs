//! Where one is signed in, and signing out there.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::form_page::own;
use crate::{
    app::App,
    auth::{self, OwnSession, Viewer, browser_name},
    error::AppError,
    id::SessionId,
    lang::format::Format,
    web::{ACCOUNT, Access, Chrome, Flash, Form, NoFields, Page, Routes, SESSIONS, filters, see_other},
};

pub(super) fn routes() -> Routes<App> {
    Routes::new().get(SESSIONS, Access::SignedIn, show).post("/account/sessions/end", Access::SignedIn, end).post(
        "/account/sessions/end-others",
        Access::SignedIn,
        end_others,
    )
}

async fn show(State(app): State<App>, chrome: Chrome, viewer: Viewer) -> Result<Page<SessionsPage>, AppError> {
    let now = app.clock.now();
    let sessions = auth::own_sessions(&app.db, viewer.user_id, now, app.session_idle()).await?;
    let format = chrome.format(now);
    Ok(Page(SessionsPage::new(own(chrome, &viewer), &viewer, &sessions, &format)))
}

#[derive(Debug, Deserialize)]
struct EndForm {
    session: SessionId,
}

async fn end(State(app): State<App>, viewer: Viewer, Form(form): Form<EndForm>) -> Result<Response, AppError> {
    auth::end_own_session(&app.db, viewer.user_id, form.session).await?;
    Ok(see_other(SESSIONS).flash(Flash::SessionEnded).into_response())
}

async fn end_others(
    State(app): State<App>,
    viewer: Viewer,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, AppError> {
    auth::end_other_sessions(&app.db, viewer.user_id, viewer.session_id).await?;
    Ok(see_other(SESSIONS).flash(Flash::OthersEnded).into_response())
}

/// A browser.
#[derive(Debug)]
struct Shown {
    id: SessionId,
    name: String,
    label: String,
    since: String,
    seen: String,
    own: bool,
}

/// The list.
#[derive(Debug, Template)]
#[template(path = "accounts/sessions.html")]
struct SessionsPage {
    chrome: Chrome,
    sessions: Vec<Shown>,
    others: bool,
}

impl SessionsPage {
    fn new(chrome: Chrome, viewer: &Viewer, sessions: &[OwnSession], format: &Format) -> Self {
        let lang = chrome.lang;
        let shown = |session: &OwnSession| {
            let name = match browser_name(&session.user_agent) {
                name if name.is_empty() => lang.unknown_browser().into_owned(),
                name => name,
            };
            Shown {
                id: session.session_id,
                label: lang.sign_out_device(&name).into(),
                name,
                since: lang.session_since(&format.near(session.created_at)).into(),
                seen: lang.session_seen(&format.near(session.last_seen_at)).into(),
                own: session.session_id == viewer.session_id,
            }
        };
        Self { sessions: sessions.iter().map(shown).collect(), others: sessions.len() > 1, chrome }
    }
}
