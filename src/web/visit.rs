//! What is known of a request before its handler runs: who asks for what, in which language, with which form token.
//!
//! [`around`](super::around::around) puts it into every request; extractors and error pages read it from there.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use axum::{
    extract::{FromRequestParts, MatchedPath, Request},
    http::{HeaderMap, Method, header, request::Parts},
};

use super::{
    around::Settings,
    csrf::FormToken,
    flash::Flash,
    prefs::{Prefs, local_path},
};
use crate::{error::AppError, id};

/// One request, seen from the frame.
#[derive(Debug)]
pub struct Visit {
    /// Names the request in logs and on error pages.
    pub request_id: String,
    /// How the viewer likes pages.
    pub prefs: Prefs,
    /// The token that forms of this viewer carry.
    pub token: FormToken,
    /// Whether people reach the portal by HTTPS.
    pub https: bool,
    /// Method.
    pub method: Method,
    /// Path and query of the page that the viewer is on: for `back`.
    pub here: String,
    /// How far the scanners are behind, if they are.
    pub scanner_behind: Option<Duration>,
    /// Whether htmx asks for a part of the page.
    pub htmx: bool,
    flash: Option<Flash>,
    flash_shown: AtomicBool,
}

impl Visit {
    /// Reads what the request says.
    pub(in crate::web) fn of(request: &Request, settings: &Settings) -> Visit {
        let headers = request.headers();
        let token = FormToken::of(headers, settings);
        Visit {
            request_id: new_request_id(),
            prefs: Prefs::read(headers, settings.https()),
            https: settings.https(),
            method: request.method().clone(),
            here: here(request, settings),
            scanner_behind: settings.heart.scanner_behind(),
            htmx: headers.contains_key("hx-request"),
            flash: Flash::read(headers, settings),
            token,
            flash_shown: AtomicBool::new(false),
        }
    }

    /// The message of the last page, to be shown on this one; the browser then forgets it.
    pub fn flash(&self) -> Option<Flash> {
        self.flash.inspect(|_| self.flash_shown.store(true, Ordering::Relaxed))
    }

    /// Whether [`Visit::flash`] was asked for and there was one.
    pub(in crate::web) fn flash_was_shown(&self) -> bool {
        self.flash_shown.load(Ordering::Relaxed)
    }
}

/// A page is where its address says; an answer to a form is where the form was.
fn here(request: &Request, settings: &Settings) -> String {
    let path = match *request.method() {
        Method::GET | Method::HEAD => request.uri().path_and_query().map(|path| path.as_str().to_owned()),
        // a page whose address is a secret tells no more than its origin
        _ => referring_path(request.headers(), settings).filter(|path| path != "/").or_else(|| page_of_thing(request)),
    };
    local_path(&path.unwrap_or_default()).to_owned()
}

/// The page of what a form was about: `/i/x` of `/i/x/messages`.
fn page_of_thing(request: &Request) -> Option<String> {
    let route = request.extensions().get::<MatchedPath>()?.as_str();
    let depth = route.get(..route.rfind('{')?)?.matches('/').count();
    let parts: Vec<&str> = request.uri().path().split('/').take(depth + 1).collect();
    Some(parts.join("/"))
}

fn referring_path(headers: &HeaderMap, settings: &Settings) -> Option<String> {
    let url: url::Url = headers.get(header::REFERER)?.to_str().ok()?.parse().ok()?;
    let ours = url.origin() == settings.public_url.origin();
    ours.then(|| url[url::Position::BeforePath..url::Position::AfterQuery].to_owned())
}

/// `8f3a-91c2-77de`: short enough to be read out on the telephone.
fn new_request_id() -> String {
    let [a, b, c, d, e, f] = id::random();
    format!("{a:02x}{b:02x}-{c:02x}{d:02x}-{e:02x}{f:02x}")
}

/// Hands the visit to extractors.
#[derive(Debug, Clone)]
pub struct CurrentVisit(pub Arc<Visit>);

impl<S: Sync> FromRequestParts<S> for CurrentVisit {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, AppError> {
        let missing = || AppError::Internal(anyhow::anyhow!("the route is not served inside web::around"));
        parts.extensions.get::<CurrentVisit>().cloned().ok_or_else(missing)
    }
}
