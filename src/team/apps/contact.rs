//! The forms of the support contact: another address, its link again, taking it back, no contact at all.

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::{
    desk::Run,
    model::Refusal,
    routes::{app_path, page},
    support,
    views::Shown,
};
use crate::{
    app::App,
    error::AppError,
    lang::Lang,
    team::Fields,
    web::{Chrome, Errors, Flash, Form, NoFields, see_other},
    work::Work,
};

pub(super) async fn ask(
    State(app): State<App>,
    chrome: Chrome,
    run: Run,
    Form(fields): Form<Fields>,
) -> Result<Response, AppError> {
    let mut errors = Errors::new();
    let typed = fields.get("email").to_owned();
    let Some(email) = fields.email("email", &mut errors, chrome.lang) else {
        let shown = Shown { email: Some(typed), errors, ..Shown::default() };
        return Ok(page(&app, chrome, run, shown).await?.with_status(StatusCode::UNPROCESSABLE_ENTITY));
    };
    let mut work = run.work(&app).await?;
    let seen = fields.get("seen").parse().ok();
    let done = support::ask(&mut work, &app.secret, run.place(), seen, &email).await?;
    finish(&app, chrome, run, (work, done, Flash::SupportAsked), Some(typed)).await
}

pub(super) async fn ask_again(
    State(app): State<App>,
    chrome: Chrome,
    run: Run,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, AppError> {
    let mut work = run.work(&app).await?;
    let done = support::ask_again(&mut work, &app.secret, run.place()).await?;
    finish(&app, chrome, run, (work, done, Flash::SupportAsked), None).await
}

pub(super) async fn withdraw(
    State(app): State<App>,
    chrome: Chrome,
    run: Run,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, AppError> {
    let mut work = run.work(&app).await?;
    let done = support::withdraw(&mut work, run.place()).await?;
    finish(&app, chrome, run, (work, done, Flash::SupportWithdrawn), None).await
}

pub(super) async fn remove(
    State(app): State<App>,
    chrome: Chrome,
    run: Run,
    Form(fields): Form<Fields>,
) -> Result<Response, AppError> {
    let mut work = run.work(&app).await?;
    let done = support::remove(&mut work, run.place(), fields.get("seen").parse().ok()).await?;
    finish(&app, chrome, run, (work, done, Flash::SupportRemoved), None).await
}

/// Keeps what was done and goes on to the page; or shows the page with what stood in the way and what was typed.
async fn finish(
    app: &App,
    chrome: Chrome,
    run: Run,
    (work, done, flash): (Work, Result<(), Refusal>, Flash),
    email: Option<String>,
) -> Result<Response, AppError> {
    let refusal = match done {
        Ok(()) => {
            work.commit().await?;
            app.wake.outbox.notify_one();
            return Ok(see_other(app_path(&run.own.client_id)).flash(flash).into_response());
        }
        Err(refusal) => refusal.or_error()?,
    };
    drop(work);
    let (status, shown) = said(refusal, chrome.lang);
    Ok(page(app, chrome, run, Shown { email, ..shown }).await?.with_status(status))
}

fn said(refusal: Refusal, lang: Lang) -> (StatusCode, Shown) {
    let wrong = |sentence| Shown { errors: Errors::new().with("email", sentence), ..Shown::default() };
    match refusal {
        Refusal::Same => (StatusCode::UNPROCESSABLE_ENTITY, wrong(lang.contact_same())),
        Refusal::TooMany => (StatusCode::TOO_MANY_REQUESTS, wrong(lang.contact_too_many())),
        _ => (StatusCode::CONFLICT, Shown { contact_newer: true, ..Shown::default() }),
    }
}
