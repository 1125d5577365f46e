//! One's own second factor: set up, given a new telephone, new recovery codes, taken away.
//!
//! Staff who must have one come here before anything else opens. Each step needs a fresh proof of who somebody is; who has
//! none is asked for it on the page itself.

use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{
    PROOF,
    views::{CodesPage, FactorPage},
};
use crate::{
    accounts::form_page::{FormPage, own, refused},
    app::App,
    auth::{
        self, SignedIn, Viewer,
        second_factor::{self, Confirmed},
    },
    config::SecondFactorPolicy,
    error::AppError,
    web::{
        ACCOUNT, Chrome, Errors, Flash, Form, NoFields, Page, SECOND_FACTOR,
        prefs::local_path,
        proof::{proof_fault, proof_field},
        see_other,
    },
    work::Actor,
};

#[derive(Debug, Deserialize)]
pub(super) struct BackForm {
    #[serde(default)]
    back: String,
}

pub(super) async fn show(
    State(app): State<App>,
    chrome: Chrome,
    SignedIn(viewer): SignedIn,
    Query(query): Query<BackForm>,
) -> Result<Response, AppError> {
    if viewer.proof_needed(&app).is_some() {
        return Ok(Page(proof_page(&app, own(chrome, &viewer), &viewer, &Errors::new())).into_response());
    }
    Ok(Page(factor_page(&app, chrome, &viewer, &query.back, &Errors::new()).await?).into_response())
}

async fn factor_page(
    app: &App,
    chrome: Chrome,
    viewer: &Viewer,
    back: &str,
    errors: &Errors,
) -> Result<FactorPage, AppError> {
    let account = auth::profile(&app.db, viewer.user_id).await?.email;
    let waiting = second_factor::being_set_up(&app.db, &app.secret, viewer.user_id).await?;
    let left = second_factor::codes_left(&app.db, viewer.user_id).await?;
    let page = FactorPage::new(own(chrome, viewer), local_path(back), errors);
    let page = page.needed_first(viewer.lacks_second_factor(app));
    Ok(match (waiting, viewer.second_factor) {
        (Some(key), _) => page.set_up(&account, &key.base32),
        (None, true) => page.in_use(left, may_remove(app, viewer)),
        (None, false) => page,
    })
}

fn may_remove(app: &App, viewer: &Viewer) -> bool {
    viewer.staff.is_none() || app.config.sign_in.staff_second_factor == SecondFactorPolicy::Optional
}

fn proof_page(app: &App, chrome: Chrome, viewer: &Viewer, errors: &Errors) -> FormPage {
    let lang = chrome.lang;
    let page = FormPage::new(chrome, lang.second_factor(), PROOF, lang.go_on()).errors(errors);
    match viewer.proof_needed(app) {
        Some(kind) => page.field(proof_field(lang, kind, errors)),
        None => page,
    }
    .link(ACCOUNT, lang.back_to_account())
}

#[derive(Debug, Deserialize)]
pub(super) struct ProofForm {
    #[serde(default)]
    proof: String,
}

pub(super) async fn prove(
    State(app): State<App>,
    chrome: Chrome,
    SignedIn(viewer): SignedIn,
    Form(form): Form<ProofForm>,
) -> Result<Response, AppError> {
    let Some(kind) = viewer.proof_needed(&app) else { return Ok(see_other(SECOND_FACTOR).into_response()) };
    let proved = auth::prove(&app, &viewer, &form.proof).await?;
    Ok(match proof_fault(proved, kind, chrome.lang) {
        None => see_other(SECOND_FACTOR).into_response(),
        Some((fault, wait)) => {
            let errors = Errors::new().with("proof", fault);
            refused(proof_page(&app, own(chrome, &viewer), &viewer, &errors), wait)
        }
    })
}

pub(super) async fn begin(
    State(app): State<App>,
    SignedIn(viewer): SignedIn,
    Form(form): Form<BackForm>,
) -> Result<Response, AppError> {
    if viewer.proof_needed(&app).is_none() {
        let mut work = app.work(Actor::System).await?;
        second_factor::begin_set_up(&mut work, &app.secret, viewer.user_id).await?;
        work.commit().await?;
    }
    Ok(see_other(here(&form.back)).into_response())
}

pub(super) async fn cancel(
    State(app): State<App>,
    SignedIn(viewer): SignedIn,
    Form(form): Form<BackForm>,
) -> Result<Response, AppError> {
    second_factor::cancel_set_up(&app.db, viewer.user_id).await?;
    Ok(see_other(here(&form.back)).into_response())
}

/// The page, and where to go on from it.
fn here(back: &str) -> String {
    let query: String =
        url::form_urlencoded::Serializer::new(String::new()).append_pair("back", local_path(back)).finish();
    format!("{SECOND_FACTOR}?{query}")
}

#[derive(Debug, Deserialize)]
pub(super) struct ConfirmForm {
    #[serde(default)]
    code: String,
    #[serde(default)]
    back: String,
}

/// The recovery codes are in the answer itself: they are kept nowhere that a later page could read them from.
pub(super) async fn confirm(
    State(app): State<App>,
    chrome: Chrome,
    SignedIn(viewer): SignedIn,
    Form(form): Form<ConfirmForm>,
) -> Result<Response, AppError> {
    if viewer.proof_needed(&app).is_some() {
        return Ok(see_other(here(&form.back)).into_response());
    }
    let mut work = app.work(Actor::System).await?;
    let whose = (viewer.user_id, viewer.session_id);
    match second_factor::confirm(&mut work, &app.secret, whose, &form.code).await? {
        Confirmed::Yes(codes) => {
            work.commit().await?;
            app.wake.outbox.notify_one();
            Ok(Page(CodesPage::new(own(chrome, &viewer), codes, local_path(&form.back)).first()).into_response())
        }
        Confirmed::Wrong => {
            drop(work);
            let errors = Errors::new().with("code", chrome.lang.set_up_wrong());
            let page = factor_page(&app, chrome, &viewer, &form.back, &errors).await?;
            Ok(Page(page).with_status(StatusCode::UNPROCESSABLE_ENTITY))
        }
        Confirmed::Nothing => Ok(see_other(here(&form.back)).flash(Flash::SetUpOver).into_response()),
    }
}

pub(super) async fn make_codes(
    State(app): State<App>,
    chrome: Chrome,
    SignedIn(viewer): SignedIn,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, AppError> {
    if !viewer.second_factor || viewer.proof_needed(&app).is_some() {
        return Ok(see_other(SECOND_FACTOR).into_response());
    }
    let mut work = app.work(Actor::System).await?;
    let codes = second_factor::renew_codes(&mut work, &app.secret, viewer.user_id).await?;
    work.commit().await?;
    app.wake.outbox.notify_one();
    Ok(Page(CodesPage::new(own(chrome, &viewer), codes, ACCOUNT)).into_response())
}

pub(super) async fn remove(
    State(app): State<App>,
    SignedIn(viewer): SignedIn,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, AppError> {
    if !may_remove(&app, &viewer) {
        return Err(AppError::Forbidden);
    }
    if viewer.proof_needed(&app).is_some() {
        return Ok(see_other(SECOND_FACTOR).into_response());
    }
    let mut work = app.work(Actor::System).await?;
    second_factor::remove(&mut work, viewer.user_id).await?;
    work.commit().await?;
    app.wake.outbox.notify_one();
    Ok(see_other(ACCOUNT).flash(Flash::SecondFactorRemoved).into_response())
}
