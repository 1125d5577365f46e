//! What went wrong, as a page in the site's look: a fixed sentence and the request's number, never a cause.
//!
//! Handlers return [`AppError`]; the page is made on the way out, where language and request are known. The cause is
//! logged there, once.

use std::sync::Arc;

use askama::Template;
use axum::{
    http::{HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use tower_http::csrf::ProtectionError;

use super::{
    page::{Chrome, Page},
    parts::{Action, Art, Empty},
    visit::CurrentVisit,
};
use crate::{error::AppError, lang::Lang, web::filters};

/// Seconds after which a browser may try again when we cannot serve.
const RETRY_AFTER_SECONDS: u32 = 5;

/// An answer that still has to become a page.
#[derive(Debug, Clone)]
pub(in crate::web) enum Fault {
    /// What a handler returned.
    App(Arc<AppError>),
    /// A form of another site, or of an earlier sign-in.
    StaleForm,
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        Fault::App(Arc::new(self)).into_response()
    }
}

impl IntoResponse for Fault {
    /// Status only: [`render`] makes the page.
    fn into_response(self) -> Response {
        let status = match &self {
            Fault::App(error) => error.status(),
            Fault::StaleForm => StatusCode::FORBIDDEN,
        };
        let mut response = status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Turns answers without a page into pages: those of [`AppError`], and the bare refusals of the layers below.
pub(in crate::web) fn render(response: Response, visit: &CurrentVisit) -> Response {
    let Some(fault) = fault_of(&response) else { return response };
    log(&fault, visit);
    let mut page = match &fault {
        Fault::App(error) if matches!(**error, AppError::SignIn) => return lead(visit, super::SIGN_IN, &fault),
        Fault::App(error) if matches!(**error, AppError::SecondFactorNeeded) => {
            return lead(visit, super::SECOND_FACTOR, &fault);
        }
        fault => error_page(fault, response.status(), visit),
    };
    let retry_after = match &fault {
        Fault::App(error) => retry_after(error),
        Fault::StaleForm => None,
    };
    page.headers_mut().extend(retry_after.map(|seconds| (header::RETRY_AFTER, HeaderValue::from(seconds))));
    page.headers_mut().extend(response.headers().get(header::ALLOW).map(|allow| (header::ALLOW, allow.clone())));
    page
}

fn fault_of(response: &Response) -> Option<Fault> {
    if let Some(fault) = response.extensions().get::<Fault>() {
        return Some(fault.clone());
    }
    if response.extensions().get::<ProtectionError>().is_some() {
        return Some(Fault::StaleForm);
    }
    let plain =
        response.headers().get(header::CONTENT_TYPE).is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
    let error = match response.status() {
        StatusCode::NOT_FOUND => AppError::NotFound,
        StatusCode::PAYLOAD_TOO_LARGE => AppError::TooLarge,
        StatusCode::BAD_REQUEST
        | StatusCode::METHOD_NOT_ALLOWED
        | StatusCode::UNSUPPORTED_MEDIA_TYPE
        | StatusCode::UNPROCESSABLE_ENTITY => AppError::Invalid("no route understands it"),
        _ => return None,
    };
    plain.then(|| Fault::App(Arc::new(error)))
}

/// Faults of ours and of what we depend on; refusals are in the request's own line.
fn log(fault: &Fault, visit: &CurrentVisit) {
    let Fault::App(error) = fault else { return };
    let request_id = &visit.0.request_id;
    match &**error {
        AppError::Internal(cause) => tracing::error!(%request_id, cause = format!("{cause:#}"), "A request failed"),
        AppError::Unavailable(cause) => {
            tracing::warn!(%request_id, cause = format!("{cause:#}"), "A request could not be served now");
        }
        AppError::Invalid(reason) => tracing::debug!(%request_id, reason, "A request was malformed"),
        _ => {}
    }
}

fn retry_after(error: &AppError) -> Option<u32> {
    match error {
        AppError::TooMany { retry_after } => Some(*retry_after),
        AppError::Unavailable(_) => Some(RETRY_AFTER_SECONDS),
        _ => None,
    }
}

/// A page leads to what is asked for first and comes back; htmx is told to go there; anything else gets a page that says so.
fn lead(visit: &CurrentVisit, to: &str, fault: &Fault) -> Response {
    let visit_here = &visit.0.here;
    let query: String = url::form_urlencoded::Serializer::new(String::new()).append_pair("back", visit_here).finish();
    let to = format!("{to}?{query}");
    let Fault::App(error) = fault else { return error_page(fault, StatusCode::FORBIDDEN, visit) };
    if visit.0.htmx {
        return (error.status(), [("hx-redirect", to)]).into_response();
    }
    if matches!(visit.0.method, Method::GET | Method::HEAD) {
        return (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response();
    }
    error_page(fault, error.status(), visit)
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage {
    chrome: Chrome,
    title: String,
    empty: Empty,
}

fn error_page(fault: &Fault, status: StatusCode, visit: &CurrentVisit) -> Response {
    let chrome = Chrome::bare(visit);
    let (title, text) = words(fault, chrome.lang);
    let art = if status.is_server_error() { Art::Fault } else { Art::Bubble };
    let mut empty = Empty::page(art, title.clone(), text);
    for action in actions(fault, &chrome) {
        empty = empty.action(action);
    }
    if status.is_server_error() {
        empty = empty.small(chrome.lang.request_number(&chrome.request_id));
    }
    (status, Page(ErrorPage { chrome, title, empty })).into_response()
}

fn words(fault: &Fault, lang: Lang) -> (String, String) {
    let Fault::App(error) = fault else { return (lang.stale_form_title().into(), lang.stale_form_text().into()) };
    let (title, text) = match &**error {
        AppError::NotFound => (lang.not_found_title(), lang.not_found_text()),
        AppError::Forbidden => (lang.forbidden_title(), lang.forbidden_text()),
        AppError::SignIn => (lang.sign_in_title(), lang.sign_in_text()),
        AppError::SecondFactorNeeded => (lang.second_factor_needed_title(), lang.second_factor_needed_text()),
        AppError::Invalid(_) => (lang.invalid_title(), lang.invalid_text()),
        AppError::TooLarge => (lang.too_large_title(), lang.too_large_text()),
        AppError::TooMany { retry_after } => {
            (lang.too_many_title(), lang.too_many_text(&lang.span(u64::from(*retry_after))))
        }
        AppError::Unavailable(_) => (lang.unavailable_title(), lang.unavailable_text()),
        AppError::Internal(_) => (lang.internal_title(), lang.internal_text()),
    };
    (title.into(), text.into())
}

fn actions(fault: &Fault, chrome: &Chrome) -> Vec<Action> {
    let lang = chrome.lang;
    let home = Action::link("/", lang.home());
    let again = Action::link(chrome.here.clone(), lang.try_again()).icon("refresh-cw").primary();
    let sign_in = |label| Action::link(super::SIGN_IN, label);
    match fault {
        Fault::StaleForm => vec![Action::link(chrome.here.clone(), lang.back()).primary(), home],
        Fault::App(error) => match &**error {
            AppError::NotFound => vec![home.primary(), sign_in(lang.other_account())],
            AppError::SignIn => vec![sign_in(lang.sign_in()).primary(), home],
            AppError::SecondFactorNeeded => {
                vec![Action::link(super::SECOND_FACTOR, lang.second_factor_set_up()).primary(), home]
            }
            AppError::Forbidden | AppError::Invalid(_) | AppError::TooLarge => {
                vec![Action::link(chrome.here.clone(), lang.back()).primary(), home]
            }
            AppError::TooMany { .. } | AppError::Unavailable(_) | AppError::Internal(_) => vec![again, home],
        },
    }
}
