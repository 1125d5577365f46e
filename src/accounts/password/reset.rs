//! The link that sets a new password. Opening it changes nothing: mail scanners open links too.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use crate::{
    accounts::form_page::{FormPage, SaidPage, new_password_field, password_fault, refused},
    app::App,
    auth::{self, PasswordHashText},
    crypto::Token,
    deliveries::{self, AboutAccount, DeliveryKind},
    error::AppError,
    storefront::secret_address,
    text::EmailAddress,
    web::{
        Chrome, Errors, FORGOT_PASSWORD, Flash, Form, Page, SIGN_IN,
        parts::{Action, Facts},
        see_other,
    },
    work::Actor,
};

/// A link, and whose password it sets.
struct Open {
    token: Token,
    email: EmailAddress,
}

async fn open(app: &App, token: &str) -> sqlx::Result<Option<Open>> {
    let Ok(token) = Token::parse(token) else { return Ok(None) };
    let email = auth::open_reset(&app.db, &token, app.clock.now()).await?;
    Ok(email.map(|email| Open { token, email }))
}

pub(super) async fn show(
    State(app): State<App>,
    chrome: Chrome,
    Path(token): Path<String>,
) -> Result<Response, AppError> {
    Ok(match open(&app, &token).await? {
        Some(open) => secret_address(Page(page(chrome, &open, &Errors::new()))),
        None => over(chrome),
    })
}

#[derive(Debug, Deserialize)]
pub(super) struct ResetForm {
    #[serde(default)]
    new_password: String,
}

/// It signs nobody in: who has a second factor is asked for it as always.
pub(super) async fn set(
    State(app): State<App>,
    chrome: Chrome,
    Path(token): Path<String>,
    Form(form): Form<ResetForm>,
) -> Result<Response, AppError> {
    let Some(open) = open(&app, &token).await? else { return Ok(over(chrome)) };
    let password = match app.passwords.choose(form.new_password.clone()).await? {
        Ok(password) => password,
        Err(error) => {
            let Some(fault) = password_fault(&error, &form.new_password, chrome.lang) else {
                return Err(AppError::Internal(error.into()));
            };
            let errors = Errors::new().with("new_password", fault);
            return Ok(secret_address(refused(page(chrome, &open, &errors), None)));
        }
    };
    Ok(match keep(&app, &open.token, &password).await? {
        true => see_other(SIGN_IN).flash(Flash::PasswordSet).into_response(),
        false => over(chrome),
    })
}

/// `false`: the link was used at the same time.
async fn keep(app: &App, token: &Token, password: &PasswordHashText) -> sqlx::Result<bool> {
    let mut work = app.work(Actor::System).await?;
    let Some(user) = auth::use_reset(&mut work, token).await? else { return Ok(false) };
    auth::set_password_of(work.db(), user, password, None).await?;
    deliveries::to_person(&mut work, DeliveryKind::PasswordChanged, user, AboutAccount::default()).await?;
    work.commit().await?;
    app.wake.outbox.notify_one();
    Ok(true)
}

fn over(chrome: Chrome) -> Response {
    let lang = chrome.lang;
    let again = Action::link(FORGOT_PASSWORD, lang.new_link()).primary();
    let page = SaidPage::new(chrome, lang.link_over_title(), lang.reset_over_text(), again);
    secret_address(Page(page).with_status(StatusCode::NOT_FOUND))
}

fn page(chrome: Chrome, open: &Open, errors: &Errors) -> FormPage {
    let lang = chrome.lang;
    let action = format!("/reset-password/{}", open.token.reveal());
    FormPage::new(chrome, lang.forgot_password_title(), action, lang.set_password())
        .text(lang.reset_text())
        .facts(Facts::new().fact(lang.email_address(), open.email.as_str()))
        .field(new_password_field(lang, errors))
        .errors(errors)
}
