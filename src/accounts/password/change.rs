//! Changing the password in the account. Whoever copied a cookie has nothing afterwards, not even that of this browser.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::PASSWORD;
use crate::{
    accounts::{
        form_page::{FormPage, new_password_field, own, password_fault, refused},
        routes::with_session,
    },
    app::App,
    auth::{self, PasswordHashText, ProofKind, Viewer},
    crypto::Token,
    deliveries::{self, AboutAccount, DeliveryKind},
    error::AppError,
    web::{ACCOUNT, Chrome, Errors, Flash, Form, Page, parts::Field, proof::proof_fault, see_other},
    work::Actor,
};

pub(super) async fn show(chrome: Chrome, viewer: Viewer) -> Page<FormPage> {
    Page(page(own(chrome, &viewer), &Errors::new()))
}

#[derive(Debug, Deserialize)]
pub(super) struct ChangeForm {
    #[serde(default)]
    present: String,
    #[serde(default)]
    new_password: String,
}

pub(super) async fn change(
    State(app): State<App>,
    chrome: Chrome,
    viewer: Viewer,
    Form(form): Form<ChangeForm>,
) -> Result<Response, AppError> {
    match judge(&app, &chrome, &viewer, &form).await? {
        Ok(password) => {
            let token = keep(&app, &viewer, &password).await?;
            let next = see_other(ACCOUNT).flash(Flash::PasswordChanged).into_response();
            Ok(with_session(&app, &chrome, &token, next))
        }
        Err((errors, wait)) => Ok(refused(page(own(chrome, &viewer), &errors), wait)),
    }
}

/// What is wrong, field by field, and how long to wait.
type Faults = (Errors, Option<u32>);

/// The new password's hash. The present one is not looked at while the new one will not do.
async fn judge(
    app: &App,
    chrome: &Chrome,
    viewer: &Viewer,
    form: &ChangeForm,
) -> Result<Result<PasswordHashText, Faults>, AppError> {
    let (lang, mut errors) = (chrome.lang, Errors::new());
    if form.present.is_empty() {
        errors.set("present", lang.password_missing());
    }
    let chosen = app.passwords.choose(form.new_password.clone()).await?;
    let password = match chosen {
        Ok(password) if errors.is_empty() => password,
        Ok(_) => return Ok(Err((errors, None))),
        Err(error) => match password_fault(&error, &form.new_password, lang) {
            Some(sentence) => return Ok(Err((errors.with("new_password", sentence), None))),
            None => return Err(AppError::Internal(error.into())),
        },
    };
    let proved = auth::prove_password(app, viewer, &form.present).await?;
    Ok(match proof_fault(proved, ProofKind::Password, lang) {
        None => Ok(password),
        Some((sentence, wait)) => Err((errors.with("present", sentence), wait)),
    })
}

async fn keep(app: &App, viewer: &Viewer, password: &PasswordHashText) -> Result<Token, AppError> {
    let mut work = app.work(Actor::System).await?;
    let now = work.now();
    auth::set_password_of(work.db(), viewer.user_id, password, Some(viewer.session_id)).await?;
    let token = auth::renew_session(work.db(), viewer.session_id, now).await?;
    deliveries::to_person(&mut work, DeliveryKind::PasswordChanged, viewer.user_id, AboutAccount::default()).await?;
    work.commit().await?;
    app.wake.outbox.notify_one();
    Ok(token)
}

fn page(chrome: Chrome, errors: &Errors) -> FormPage {
    let lang = chrome.lang;
    let present = Field::password(lang, "present", lang.present_password()).error(errors.get("present"));
    FormPage::new(chrome, lang.change_password(), PASSWORD, lang.set_password())
        .text(lang.change_password_text())
        .field(present)
        .field(new_password_field(lang, errors))
        .errors(errors)
        .link(ACCOUNT, lang.back_to_account())
}
