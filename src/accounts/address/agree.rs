//! The links of both mailboxes. Opening one changes nothing: mail scanners open links too.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use serde::Deserialize;

use crate::{
    accounts::form_page::SaidPage,
    app::App,
    auth::{self, AgreeRefusal, OpenChange},
    crypto::Token,
    error::AppError,
    storefront::secret_address,
    web::{
        Chrome, FORGOT_PASSWORD, Form, Page, SIGN_IN, filters,
        parts::{Action, Facts},
    },
    work::Actor,
};

/// A link, and the change it belongs to.
struct Open {
    token: Token,
    change: OpenChange,
}

async fn open(app: &App, token: &str) -> sqlx::Result<Option<Open>> {
    let Ok(token) = Token::parse(token) else { return Ok(None) };
    let change = auth::open_change(&app.db, &token, app.clock.now()).await?;
    Ok(change.map(|change| Open { token, change }))
}

pub(super) async fn show(
    State(app): State<App>,
    chrome: Chrome,
    Path(token): Path<String>,
) -> Result<Response, AppError> {
    Ok(match open(&app, &token).await? {
        None => over(chrome),
        Some(open) if open.change.agreed => said(chrome, StatusCode::OK, Said::Agreed),
        Some(open) => secret_address(Page(AgreePage::new(chrome, &open))),
    })
}

#[derive(Debug, Deserialize)]
pub(super) struct AnswerForm {
    #[serde(default)]
    answer: String,
}

pub(super) async fn answer(
    State(app): State<App>,
    chrome: Chrome,
    Path(token): Path<String>,
    Form(form): Form<AnswerForm>,
) -> Result<Response, AppError> {
    let Some(open) = open(&app, &token).await? else { return Ok(over(chrome)) };
    let mut work = app.work(Actor::System).await?;
    let said_now = match form.answer.as_str() {
        "yes" => match auth::agree(&mut work, &open.token).await? {
            Ok(true) => Said::Changed,
            Ok(false) => Said::Agreed,
            Err(AgreeRefusal::Taken) => return Ok(said(chrome, StatusCode::CONFLICT, Said::Taken)),
            Err(AgreeRefusal::NotFound) => return Ok(over(chrome)),
        },
        "no" if auth::refuse(&mut work, &open.token).await? => Said::Refused { is_old: open.change.is_old },
        "no" => return Ok(over(chrome)),
        _ => return Err(AppError::Invalid("neither yes nor no")),
    };
    work.commit().await?;
    app.wake.outbox.notify_one();
    Ok(said(chrome, StatusCode::OK, said_now))
}

/// What became of an answer.
#[derive(Debug, Clone, Copy)]
enum Said {
    Agreed,
    Changed,
    Refused { is_old: bool },
    Taken,
}

fn said(chrome: Chrome, status: StatusCode, what: Said) -> Response {
    let lang = chrome.lang;
    let (title, text) = match what {
        Said::Agreed => (lang.agreed_title(), lang.agreed_text()),
        Said::Changed => (lang.changed_title(), lang.changed_text()),
        Said::Refused { is_old: true } => (lang.refused_title(), lang.refused_text_old()),
        Said::Refused { is_old: false } => (lang.refused_title(), lang.refused_text_new()),
        Said::Taken => (lang.address_taken_title(), lang.address_taken_text()),
    };
    let next = match what {
        Said::Refused { is_old: true } => Action::link(FORGOT_PASSWORD, lang.change_password()).primary(),
        _ => Action::link(SIGN_IN, lang.sign_in()),
    };
    secret_address(Page(SaidPage::new(chrome, title, text, next)).with_status(status))
}

fn over(chrome: Chrome) -> Response {
    let lang = chrome.lang;
    let next = Action::link(SIGN_IN, lang.sign_in());
    let page = SaidPage::new(chrome, lang.link_over_title(), lang.change_over_text(), next);
    secret_address(Page(page).with_status(StatusCode::NOT_FOUND))
}

/// Yes or no.
#[derive(Debug, Template)]
#[template(path = "accounts/agree.html")]
struct AgreePage {
    chrome: Chrome,
    text: String,
    facts: Facts,
    action: String,
}

impl AgreePage {
    /// The new mailbox may be a stranger's: it is not told the present address.
    fn new(chrome: Chrome, open: &Open) -> Self {
        let (lang, change) = (chrome.lang, &open.change);
        let present = change.is_old.then_some(change.old_email.as_str());
        Self {
            text: if change.is_old { lang.agree_text_old() } else { lang.agree_text_new() }.into(),
            facts: Facts::new()
                .maybe(lang.present_address(), present)
                .fact(lang.new_address(), change.new_email.as_str()),
            action: format!("/address-change/{}", open.token.reveal()),
            chrome,
        }
    }
}
