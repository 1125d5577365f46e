//! The button, its press, and the inquiries that it received.

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};

use super::views::{ConfirmPage, ConfirmedPage};
use crate::{
    app::App,
    crypto::Token,
    customers::{self, OpenConfirmation},
    error::AppError,
    inquiries,
    storefront::{
        inquiry::{self, InquiryRow, link_to},
        parts::{NothingPage, secret_address, span, token},
    },
    web::{Access, Chrome, Flash, Form, NoFields, Page, Routes, see_other},
    work::Actor,
};

pub(in crate::storefront) fn routes() -> Routes<App> {
    Routes::new()
        .get("/confirm/{token}", Access::Public, show_button)
        .post("/confirm/{token}", Access::Public, confirm_address)
        .get("/confirm/{token}/inquiries", Access::Public, show_confirmed)
}

/// Where an address is confirmed.
pub fn confirm_path(token: &Token) -> String {
    format!("/confirm/{}", token.reveal())
}

async fn show_button(State(app): State<App>, chrome: Chrome, Path(link): Path<String>) -> Result<Response, AppError> {
    match find(&app, &link).await? {
        None => Ok(over(chrome, &app)),
        Some((token, open)) => {
            Ok(secret_address(Page(ConfirmPage::new(chrome, confirm_path(&token), &open, deleted_after(&app)))))
        }
    }
}

/// Confirms, and leads to the inquiry; to a list when there are several.
async fn confirm_address(
    State(app): State<App>,
    chrome: Chrome,
    Path(link): Path<String>,
    _: Form<NoFields>,
) -> Result<Response, AppError> {
    let Some((token, open)) = find(&app, &link).await? else { return Ok(over(chrome, &app)) };
    let mut work = app.work(Actor::Customer(open.customer)).await?;
    if inquiries::confirm_address(&mut work, &app.rules.current(), &token).await?.is_none() {
        return Ok(over(chrome, &app));
    }
    work.commit().await?;
    app.wake.scanner.notify_one();
    app.wake.outbox.notify_one();
    let next = match inquiry::received_by(&app.db, &token).await?.as_slice() {
        [] => return Ok(nothing_waits(chrome)),
        [only] => see_other(link_to(&app, only)),
        _ => see_other(format!("{}/inquiries", confirm_path(&token))),
    };
    Ok(if open.used { next } else { next.flash(Flash::InquiryReceived) }.into_response())
}

/// What was received together, for those who wrote more than once before confirming.
async fn show_confirmed(
    State(app): State<App>,
    chrome: Chrome,
    Path(link): Path<String>,
) -> Result<Response, AppError> {
    let Some((token, open)) = find(&app, &link).await? else { return Ok(over(chrome, &app)) };
    if !open.used {
        return Ok(see_other(confirm_path(&token)).into_response());
    }
    let rows = inquiry::received_by(&app.db, &token).await?;
    Ok(match rows.as_slice() {
        [] => nothing_waits(chrome),
        [only] => see_other(link_to(&app, only)).into_response(),
        _ => {
            let link_of = |row: &InquiryRow| link_to(&app, row);
            secret_address(Page(ConfirmedPage::new(chrome, &rows, app.clock.now(), link_of)))
        }
    })
}

async fn find(app: &App, link: &str) -> Result<Option<(Token, OpenConfirmation)>, AppError> {
    let Some(token) = token(link) else { return Ok(None) };
    let open = customers::open_confirmation(&app.db, &token, app.clock.now()).await?;
    Ok(open.map(|open| (token, open)))
}

fn over(chrome: Chrome, app: &App) -> Response {
    let lang = chrome.lang;
    let text = lang.confirming_over_text(&span(app.config.contact.confirm_within, lang));
    NothingPage::respond(chrome, lang.confirming_over_title(), text)
}

/// What the link was for was deleted.
fn nothing_waits(chrome: Chrome) -> Response {
    let lang = chrome.lang;
    NothingPage::respond(chrome, lang.nothing_waits_title(), lang.nothing_waits_text())
}

fn deleted_after(app: &App) -> std::time::Duration {
    app.config.contact.confirm_within
}
