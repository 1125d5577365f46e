//! The page that lists the keys of the desks and switches them on and off. The desks' script shows its list for «?».

use std::borrow::Cow;

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use crate::{
    app::App,
    auth::{self, Viewer},
    error::AppError,
    lang::Lang,
    web::{ACCOUNT, Access, Chrome, Flash, Form, Page, Routes, filters, page::SHORTCUTS, see_other},
};

pub(super) fn routes() -> Routes<App> {
    Routes::new().get(SHORTCUTS, Access::SignedIn, show_shortcuts).post(SHORTCUTS, Access::SignedIn, switch_shortcuts)
}

#[derive(Debug, Template)]
#[template(path = "accounts/shortcuts.html")]
struct ShortcutsPage {
    chrome: Chrome,
    on: bool,
    keys: Vec<(&'static str, Cow<'static, str>)>,
}

/// As `static/desk.js` acts on them.
fn keys(lang: Lang) -> Vec<(&'static str, Cow<'static, str>)> {
    vec![
        ("J", lang.key_next_row()),
        ("K", lang.key_row_before()),
        ("O", lang.key_open()),
        ("N", lang.key_next()),
        ("P", lang.key_before()),
        ("R", lang.key_reply()),
        ("Ctrl + Enter", lang.key_send()),
        ("U", lang.key_back()),
        ("G H", lang.key_home()),
        ("G D", lang.key_drafts()),
        ("?", lang.key_help()),
    ]
}

async fn show_shortcuts(chrome: Chrome, viewer: Viewer) -> Page<impl Template> {
    let (on, keys) = (viewer.shortcuts, keys(chrome.lang));
    Page(ShortcutsPage { chrome, on, keys })
}

#[derive(Debug, Deserialize)]
struct Switch {
    #[serde(default)]
    on: String,
}

async fn switch_shortcuts(
    State(app): State<App>,
    viewer: Viewer,
    Form(form): Form<Switch>,
) -> Result<Response, AppError> {
    auth::keep_shortcuts(&app.db, viewer.user_id, form.on == "yes").await?;
    Ok(see_other(SHORTCUTS).flash(Flash::PreferencesSaved).into_response())
}
