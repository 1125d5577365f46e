//! «Forgot your password?»: the same words, status and statements for every address.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::LINK_SENT;
use crate::{
    accounts::form_page::{FormPage, SaidPage, mails_wait, refused},
    app::App,
    auth::{self, RESET_MINUTES, Verdict},
    error::AppError,
    text::EmailAddress,
    web::{
        Chrome, Errors, FORGOT_PASSWORD, Form, Page, SIGN_IN,
        client::ClientNetwork,
        parts::{Action, Field},
        see_other,
    },
    work::Actor,
};

pub(super) async fn show(chrome: Chrome) -> Page<FormPage> {
    Page(page(chrome, "", &Errors::new()))
}

#[derive(Debug, Deserialize)]
pub(super) struct ForgotForm {
    #[serde(default)]
    email: String,
}

pub(super) async fn ask(
    State(app): State<App>,
    chrome: Chrome,
    network: ClientNetwork,
    Form(form): Form<ForgotForm>,
) -> Result<Response, AppError> {
    let lang = chrome.lang;
    let Ok(email) = EmailAddress::parse(&form.email) else {
        let fault = if form.email.trim().is_empty() { lang.email_missing() } else { lang.email_malformed() };
        return Ok(refused(page(chrome, &form.email, &Errors::new().with("email", fault)), None));
    };
    match ask_for_link(&app, &email, &network.to_string()).await? {
        Verdict::Heard => Ok(see_other(LINK_SENT).into_response()),
        Verdict::Wait(seconds) => {
            let page = page(chrome, &form.email, &Errors::new()).notice(Some(mails_wait(lang, seconds)));
            Ok(refused(page, Some(seconds)))
        }
    }
}

/// One transaction and one commit, whether or not anybody has the address; the outbox is woken for each.
async fn ask_for_link(app: &App, email: &EmailAddress, network: &str) -> sqlx::Result<Verdict> {
    let mut work = app.work(Actor::System).await?;
    let verdict = auth::count_mail(&mut work, &app.secret, &app.config.sign_in, email, network).await?;
    if verdict == Verdict::Heard {
        auth::ask_reset(&mut work, &app.secret, email).await?;
        work.commit().await?;
        app.wake.outbox.notify_one();
    }
    Ok(verdict)
}

pub(super) async fn show_sent(chrome: Chrome) -> Page<SaidPage> {
    let lang = chrome.lang;
    let back = Action::link(SIGN_IN, lang.back_to_sign_in());
    let page = SaidPage::new(chrome, lang.link_sent_title(), lang.link_sent_text(RESET_MINUTES), back);
    Page(page.small(lang.link_sent_nothing()))
}

fn page(chrome: Chrome, email: &str, errors: &Errors) -> FormPage {
    let lang = chrome.lang;
    let field = Field::email(lang, "email", lang.email_address()).value(email).autocomplete("username");
    FormPage::new(chrome, lang.forgot_password_title(), FORGOT_PASSWORD, lang.send_link())
        .text(lang.forgot_password_text())
        .field(field.error(errors.get("email")))
        .errors(errors)
        .link(SIGN_IN, lang.back_to_sign_in())
}
