//! The page behind the link to a new support contact. Opening it changes nothing: mail scanners open links too.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};

use super::{
    model::Refusal,
    support::{self, OpenChange},
};
use crate::{
    app::App,
    crypto::Token,
    error::AppError,
    lang::Lang,
    team::views::secret,
    web::{
        Access, Chrome, Form, NoFields, Page, Routes, filters,
        parts::{Action, Art, Empty, Facts},
    },
    work::Actor,
};

pub(super) fn routes() -> Routes<App> {
    Routes::new().get("/support-contact/{token}", Access::Public, show_link).post(
        "/support-contact/{token}",
        Access::Public,
        confirm_contact,
    )
}

/// Where a link leads.
pub fn support_path(token: &str) -> String {
    format!("/support-contact/{token}")
}

async fn show_link(State(app): State<App>, chrome: Chrome, Path(link): Path<String>) -> Result<Response, AppError> {
    let Ok(token) = Token::parse(&link) else { return Ok(SaidPage::over(chrome)) };
    Ok(match support::open_change(&app.db, &token, app.clock.now()).await? {
        Some(open) => secret(Page(ConfirmPage::new(chrome, &open, &token)).with_status(StatusCode::OK)),
        None => SaidPage::over(chrome),
    })
}

async fn confirm_contact(
    State(app): State<App>,
    chrome: Chrome,
    Path(link): Path<String>,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, AppError> {
    let Ok(token) = Token::parse(&link) else { return Ok(SaidPage::over(chrome)) };
    let mut work = app.work(Actor::System).await?;
    let done: Result<(), Refusal> = support::confirm(&mut work, &token).await?;
    if done.is_err() {
        return Ok(SaidPage::over(chrome));
    }
    work.commit().await?;
    app.wake.outbox.notify_one();
    Ok(SaidPage::confirmed(chrome))
}

/// Whose contact it would be, and one button.
#[derive(Debug, Template)]
#[template(path = "team/apps/confirm.html")]
struct ConfirmPage {
    chrome: Chrome,
    facts: Facts,
    action: String,
}

impl ConfirmPage {
    fn new(chrome: Chrome, open: &OpenChange, token: &Token) -> Self {
        let lang = chrome.lang;
        let (app, seller) = match lang {
            Lang::Ko => (&open.app_ko, &open.seller_ko),
            Lang::En => (&open.app_en, &open.seller_en),
        };
        let facts = Facts::new().fact(lang.app_label(), app).fact(lang.seller_label(), seller);
        Self {
            facts: facts.fact(lang.email_address(), open.email.as_str()),
            action: support_path(token.reveal()),
            chrome,
        }
    }
}

/// What is so after a link.
#[derive(Debug, Template)]
#[template(path = "team/apps/said.html")]
struct SaidPage {
    chrome: Chrome,
    title: String,
    empty: Empty,
}

impl SaidPage {
    fn over(chrome: Chrome) -> Response {
        let lang = chrome.lang;
        let empty = Empty::page(Art::Bubble, lang.support_over_title(), lang.support_over_text());
        Self::respond(chrome, (lang.support_over_title().into(), empty), StatusCode::NOT_FOUND)
    }

    fn confirmed(chrome: Chrome) -> Response {
        let lang = chrome.lang;
        let empty = Empty::page(Art::Tray, lang.support_confirmed_title(), lang.support_confirmed_text());
        Self::respond(chrome, (lang.support_confirmed_title().into(), empty), StatusCode::OK)
    }

    fn respond(chrome: Chrome, (title, empty): (String, Empty), status: StatusCode) -> Response {
        let empty = empty.action(Action::link("/", chrome.lang.home()).primary());
        secret(Page(SaidPage { chrome, title, empty }).with_status(status))
    }
}
