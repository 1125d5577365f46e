//! The mailed code: asked for with an address, typed on a page of its own, good for a session.

use axum::{
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{
    MY,
    views::{AddressForm, AddressPage, CodePage},
};
use crate::{
    app::App,
    crypto::Token,
    customers::{self, ContactVerdict, Request, TriedCode},
    error::AppError,
    outbox::mailbox::OfThisMachine,
    storefront::parts::{NothingPage, secret_address, token},
    text::EmailAddress,
    web::{Access, Chrome, Form, Page, Routes, client::ClientNetwork, cookies, see_other},
    work::{Actor, Work},
};

pub(super) fn routes() -> Routes<App> {
    Routes::new().post("/my/code", Access::Public, ask_code).get("/my/code/{token}", Access::Public, show_code).post(
        "/my/code/{token}",
        Access::Public,
        try_code,
    )
}

/// An address, typed.
#[derive(Debug, Deserialize)]
pub(super) struct TypedAddress {
    #[serde(default)]
    pub(super) email: String,
}

/// Begins a work for the address that asks for a mail, counted; or the page that says what is in the way.
pub(super) async fn begin(
    app: &App,
    page: AddressPage,
    (what, typed): (Request, &TypedAddress),
    network: &ClientNetwork,
) -> Result<Result<(Work, EmailAddress), Response>, AppError> {
    let email = match EmailAddress::parse(&typed.email) {
        Ok(email) => email,
        Err(refusal) => return Ok(Err(page.mend(refusal, &typed.email))),
    };
    let mut work = app.work(Actor::System).await?;
    let network = network.to_string();
    let asked = (&email, network.as_str());
    let limits = app.rules.current().contact;
    let counted = customers::count_request(&mut work, &app.secret, &limits, what, asked).await?;
    Ok(match counted {
        ContactVerdict::Wait(seconds) => Err(page.wait(seconds, &typed.email)),
        ContactVerdict::Heard => Ok((work, email)),
    })
}

async fn ask_code(
    State(app): State<App>,
    chrome: Chrome,
    network: ClientNetwork,
    Form(typed): Form<TypedAddress>,
) -> Result<Response, AppError> {
    let page = AddressPage::new(Chrome { here: MY.to_owned(), ..chrome }, AddressForm::Code);
    let (mut work, email) = match begin(&app, page, (Request::Code, &typed), &network).await? {
        Ok(begun) => begun,
        Err(refused) => return Ok(refused),
    };
    let token = customers::ask_code(&mut work, &email).await?;
    work.commit().await?;
    app.wake.outbox.notify_one();
    Ok(secret_address(see_other(code_path(&token))))
}

fn code_path(token: &Token) -> String {
    format!("{MY}/code/{}", token.reveal())
}

async fn show_code(
    State(app): State<App>,
    chrome: Chrome,
    mailbox: Result<OfThisMachine, AppError>,
    Path(link): Path<String>,
) -> Result<Response, AppError> {
    let Some(token) = token(&link) else { return Ok(over(chrome)) };
    if !customers::is_code_open(&app.db, &token, app.clock.now()).await? {
        return Ok(over(chrome));
    }
    let chrome = Chrome { here: code_path(&token), ..chrome };
    Ok(secret_address(Page(CodePage::new(chrome, None, mailbox.is_ok()))))
}

#[derive(Debug, Deserialize)]
struct TypedCode {
    #[serde(default)]
    code: String,
}

async fn try_code(
    State(app): State<App>,
    chrome: Chrome,
    mailbox: Result<OfThisMachine, AppError>,
    Path(link): Path<String>,
    Form(typed): Form<TypedCode>,
) -> Result<Response, AppError> {
    let Some(token) = token(&link) else { return Ok(over(chrome)) };
    let mut work = app.work(Actor::System).await?;
    match customers::try_code(&mut work, &app.secret, &token, &typed.code).await? {
        TriedCode::Right(customer) => {
            let session = customers::start_session(&mut work, customer).await?;
            work.commit().await?;
            Ok(signed_in(&chrome, &session))
        }
        TriedCode::Wrong(left) => {
            work.commit().await?;
            let chrome = Chrome { here: code_path(&token), ..chrome };
            let page = Page(CodePage::new(chrome, Some(left), mailbox.is_ok()));
            Ok(secret_address(page.with_status(StatusCode::UNPROCESSABLE_ENTITY)))
        }
        TriedCode::Over => {
            work.commit().await?;
            Ok(over(chrome))
        }
    }
}

fn signed_in(chrome: &Chrome, session: &Token) -> Response {
    let cookie = cookies::set(chrome.https, customers::COOKIE, session.reveal(), customers::SESSION_SECONDS);
    let mut response = see_other(MY).into_response();
    response.headers_mut().extend(cookie.map(|value| (header::SET_COOKIE, value)));
    response
}

/// Too late, too often, or no such page: what to do is the same.
fn over(chrome: Chrome) -> Response {
    let lang = chrome.lang;
    NothingPage::respond(chrome, lang.code_over_title(), lang.code_over_text())
}
