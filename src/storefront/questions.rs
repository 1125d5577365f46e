//! «No more such questions»: the page behind the link in the mail that asks how it was, with one button; and one press without
//! a page, as mail programs do it (RFC 8058). Their servers have no form's token and need none: the mark in the address is all
//! the proof there is, and it opens nothing else.

use askama::Template;
use axum::{
    body::Bytes,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use serde::Deserialize;

use super::parts::{NothingPage, secret_address};
use crate::{
    app::App,
    customers::{self, Asked},
    error::AppError,
    web::{Access, Chrome, Form, Page, Routes, filters, see_other},
    work::Actor,
};

/// The value that a mail program sends.
const ONE_CLICK: &[u8] = b"One-Click";
/// What the button of the page sends that starts them again.
const AGAIN: &str = "again";

pub(super) fn routes() -> Routes<App> {
    Routes::new()
        .get("/questions/{mark}", Access::Public, show)
        .post("/questions/{mark}", Access::Public, stop_at_once)
        .post("/questions/{mark}/choice", Access::Public, choose)
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

#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    choice: String,
}

async fn choose(
    State(app): State<App>,
    chrome: Chrome,
    Path(mark): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, AppError> {
    let Some(asked) = find(&app, &mark).await? else { return Ok(nothing(chrome)) };
    keep(&app, asked, typed.choice == AGAIN).await?;
    Ok(secret_address(see_other(path(&mark))))
}

/// A mail program must not be led on to a page.
async fn stop_at_once(
    State(app): State<App>,
    chrome: Chrome,
    Path(mark): Path<String>,
    body: Bytes,
) -> Result<Response, AppError> {
    let Some(asked) = find(&app, &mark).await? else { return Ok(nothing(chrome)) };
    // as a form or in parts, as the sender likes
    if !body.windows(ONE_CLICK.len()).any(|part| part == ONE_CLICK) {
        return Err(AppError::Invalid("a press that is none of a mail program"));
    }
    keep(&app, asked, false).await?;
    Ok(secret_address(StatusCode::OK))
}

async fn keep(app: &App, asked: Asked, wants: bool) -> sqlx::Result<()> {
    let mut work = app.work(Actor::Customer(asked.customer)).await?;
    customers::want_questions(&mut work, asked.customer, wants).await?;
    work.commit().await
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
