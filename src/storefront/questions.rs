//! «No more such questions»: the page behind the link in the mail that asks how it was, with one button; and one press without
//! a page, as mail programs do it (RFC 8058).
//!
//! The mark in the address is all the proof there is, and it opens nothing else: a form's token would add nothing, and the
//! servers of mail programs have none.

use askama::Template;
use axum::{
    body::Bytes,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};

use super::parts::{NothingPage, secret_address};
use crate::{
    app::App,
    customers::{self, Asked},
    error::AppError,
    web::{Access, Chrome, Page, Routes, filters, see_other},
    work::Actor,
};

/// What a mail program sends.
const ONE_CLICK: (&str, &str) = ("List-Unsubscribe", "One-Click");
/// What the page's button sends.
const CHOICE: &str = "choice";
const AGAIN: &str = "again";

pub(super) fn routes() -> Routes<App> {
    Routes::new().get("/questions/{mark}", Access::Public, show).post("/questions/{mark}", Access::Public, change)
}

fn path(mark: &str) -> String {
    format!("/questions/{mark}")
}

/// Opening it changes nothing: mail scanners open links.
async fn show(State(app): State<App>, chrome: Chrome, Path(mark): Path<String>) -> Result<Response, AppError> {
    let Some(asked) = find(&app, &mark).await? else { return Ok(nothing(chrome)) };
    let here = path(&mark);
    Ok(secret_address(Page(QuestionsPage { wants: asked.wants_questions, chrome: Chrome { here, ..chrome } })))
}

async fn change(
    State(app): State<App>,
    chrome: Chrome,
    Path(mark): Path<String>,
    body: Bytes,
) -> Result<Response, AppError> {
    let Some(asked) = find(&app, &mark).await? else { return Ok(nothing(chrome)) };
    let sent = |name: &str, value: &str| url::form_urlencoded::parse(&body).any(|(n, v)| n == name && v == value);
    let mut work = app.work(Actor::Customer(asked.customer)).await?;
    customers::want_questions(&mut work, asked.customer, sent(CHOICE, AGAIN)).await?;
    work.commit().await?;
    // a mail program must not be led on
    Ok(match sent(ONE_CLICK.0, ONE_CLICK.1) {
        true => secret_address(StatusCode::OK),
        false => secret_address(see_other(path(&mark))),
    })
}

async fn find(app: &App, mark: &str) -> sqlx::Result<Option<Asked>> {
    match customers::inquiry_of_mark(&app.secret, mark) {
        Some(inquiry) => customers::asked_about(&app.db, inquiry).await,
        None => Ok(None),
    }
}

fn nothing(chrome: Chrome) -> Response {
    let (title, text) = (chrome.lang.no_such_link_title(), chrome.lang.no_such_link_text());
    NothingPage::respond(chrome, title, text)
}

/// One button. Whose it is, it does not say.
#[derive(Debug, Template)]
#[template(path = "storefront/questions.html")]
struct QuestionsPage {
    chrome: Chrome,
    wants: bool,
}
