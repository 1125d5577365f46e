//! What is around every route: one function, so that nothing is served without it.

use std::{
    any::Any,
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{
    Router,
    extract::{DefaultBodyLimit, MatchedPath, Request, State},
    http::{HeaderMap, HeaderValue, header},
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse, Response},
};
use tower::ServiceBuilder;
use tower_http::{catch_panic::CatchPanicLayer, csrf::CsrfLayer};
use tracing::Instrument;
use url::Url;

use super::{
    errors,
    flash::{Flash, PendingFlash},
    headers, pack,
    time_limit::TimeLimit,
    visit::{CurrentVisit, Visit},
};
use crate::{crypto::Secret, error::AppError, heartbeats::Heart};

/// The largest body of a request that carries no files: far above the longest form we have.
pub const BODY_BYTES: usize = 256 * 1024;

/// What the frame must know.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where people reach the portal.
    pub public_url: Url,
    /// The key of all signatures.
    pub secret: Secret,
    /// The whole name of the session's cookie.
    pub session_cookie: String,
    /// What this process knows of the scanners.
    pub heart: Arc<Heart>,
    /// How long a page may take before the visitor is told that the portal is busy.
    pub patience: Duration,
}

impl Settings {
    /// Whether people reach the portal by HTTPS.
    pub fn https(&self) -> bool {
        self.public_url.scheme() == "https"
    }
}

/// Serves routes: with a visit for their extractors, error pages, cookies, headers, a log line, limits and compression.
pub fn around(router: Router, settings: Settings) -> Router {
    let origin = settings.public_url.origin().ascii_serialization();
    // only an address that is no web address has no origin; the check by headers then stands alone
    let from_us = CsrfLayer::new().add_trusted_origin(origin).unwrap_or_default();
    let layers = ServiceBuilder::new()
        // gzip alone: all browsers read it, and at this speed brotli costs twice the time for the same size
        .layer(from_fn(pack::pack))
        .layer(from_fn_with_state(Arc::new(settings), accompany))
        .layer(CatchPanicLayer::custom(after_panic))
        .layer(from_us)
        .layer(DefaultBodyLimit::max(BODY_BYTES));
    router.fallback(nothing_here).layer(layers)
}

async fn nothing_here() -> AppError {
    AppError::NotFound
}

/// Goes with a request from its arrival to its answer.
async fn accompany(State(settings): State<Arc<Settings>>, mut request: Request, next: Next) -> Response {
    let arrived = Instant::now();
    let visit = CurrentVisit(Arc::new(Visit::of(&request, &settings)));
    // the path itself may hold a customer's token
    let route = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str).to_owned();
    let sound = is_sound(&request);
    request.extensions_mut().insert(visit.clone());
    let limit = TimeLimit::new(settings.patience);
    request.extensions_mut().insert(limit.clone());
    // whatever is logged meanwhile carries the id: of the highest level, so that it is there whatever LOG_FILTER lets through
    let span = tracing::error_span!("request", id = %visit.0.request_id);
    let answer = match sound {
        true => limit.keep(next.run(request)).instrument(span).await,
        false => Some(AppError::NotFound.into_response()),
    };
    let answer = answer.unwrap_or_else(|| AppError::Unavailable(anyhow::anyhow!("it took too long")).into_response());
    let pending = answer.extensions().get::<PendingFlash>().copied();
    let mut answer = errors::render(answer, &visit);
    set_cookies(answer.headers_mut(), pending, &visit, &settings);
    headers::complete(answer.headers_mut(), settings.https());
    answer.headers_mut().extend(HeaderValue::try_from(&visit.0.request_id).ok().map(|id| (REQUEST_ID, id)));
    log(&visit, &route, &answer, arrived);
    answer
}

/// A line for each request; probes ask every few seconds and would bury the others.
fn log(visit: &CurrentVisit, route: &str, answer: &Response, arrived: Instant) {
    let (method, request_id) = (&visit.0.method, &visit.0.request_id);
    let status = answer.status().as_u16();
    let ms = u64::try_from(arrived.elapsed().as_millis()).unwrap_or(u64::MAX);
    if route.starts_with(PROBES) {
        tracing::debug!(%method, route, status, ms, %request_id, "Answered");
    } else {
        tracing::info!(%method, route, status, ms, %request_id, "Answered");
    }
}

/// Where the routes of probes begin.
const PROBES: &str = "/health/";

/// The header that names a request.
const REQUEST_ID: header::HeaderName = header::HeaderName::from_static("x-request-id");

/// No address of ours has a NUL in it, and the store could not look one up.
fn is_sound(request: &Request) -> bool {
    let uri = request.uri();
    !uri.path().contains("%00") && !uri.query().is_some_and(|query| query.contains("%00"))
}

fn set_cookies(headers: &mut HeaderMap, pending: Option<PendingFlash>, visit: &CurrentVisit, settings: &Settings) {
    let flash = match pending {
        Some(PendingFlash(flash)) => flash.set_cookie(settings),
        None if visit.0.flash_was_shown() => Flash::forget_cookie(settings),
        None => None,
    };
    let is_page = headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let visitor = visit.0.token.set_cookie(settings.https()).filter(|_| is_page);
    for cookie in [flash, visitor].into_iter().flatten() {
        headers.append(header::SET_COOKIE, cookie);
    }
}

fn after_panic(panic: Box<dyn Any + Send + 'static>) -> Response {
    let words = panic.downcast_ref::<String>().map(String::as_str).or(panic.downcast_ref::<&str>().copied());
    AppError::Internal(anyhow::anyhow!("a handler panicked: {}", words.unwrap_or("without words"))).into_response()
}

#[cfg(test)]
mod log_tests;
#[cfg(test)]
mod tests;
