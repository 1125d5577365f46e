//! A form that was sent when its author's session had ended: kept for some hours, and given back after the author has signed
//! in again in the same browser.
//!
//! Who wrote it is told by a mark that our pages sign into their writing forms, so that strangers can leave nothing here, and
//! nobody is shown what another wrote. A reply becomes a draft; any other form waits on a page of its own. Files are not kept.

mod body;
mod routes;
mod store;
mod views;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};

pub(super) use routes::routes;
pub use store::forget_kept_forms;

use self::{
    body::{Lent, read_texts},
    store::KeptForm,
};
use crate::{
    app::App,
    auth::Viewer,
    crypto::Token,
    error::AppError,
    inquiries::{DraftForm, keep_draft},
    public_no::PublicNo,
    web::{Flash, SIGN_IN, cookies, csrf, see_other, visit::CurrentVisit},
    work::Actor,
};

/// The browser's cookie, without its prefix.
const COOKIE: &str = "kept";
/// Where forms wait that are no replies.
const KEPT: &str = "/kept";

/// Goes with every request: keeps what could not be sent, and gives it back.
pub async fn keep_forms(State(app): State<App>, request: Request, next: Next) -> Response {
    match *request.method() {
        Method::POST => keep_what_is_refused(&app, request, next).await,
        Method::GET if cookie(&app, request.headers()).is_some() => give_back(&app, request, next).await,
        _ => next.run(request).await,
    }
}

fn cookie(app: &App, headers: &HeaderMap) -> Option<Token> {
    Token::parse(&cookies::read(headers, app.config.public_url().is_https(), COOKIE)?).ok()
}

/// Lends the handler the body: one that asks to sign in has not read it.
async fn keep_what_is_refused(app: &App, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let lent = Lent::of(body);
    let response = next.run(Request::from_parts(parts.clone(), lent.body())).await;
    if response.status() != StatusCode::UNAUTHORIZED {
        return response;
    }
    match keep(app, &parts, lent).await {
        Ok(Some(cookie)) => kept(&parts, response, cookie),
        Ok(None) => response,
        Err(error) => error.into_response(),
    }
}

/// Keeps what was written, if a page of ours was given to its author; the cookie by which it is found again.
async fn keep(app: &App, parts: &Parts, lent: Lent) -> Result<Option<HeaderValue>, AppError> {
    let Some(texts) = read_texts(parts, lent).await else { return Ok(None) };
    let Some(author) = texts.fields.get(csrf::AUTHOR).and_then(|mark| csrf::author(&app.secret, mark)) else {
        return Ok(None);
    };
    let Some(form) = KeptForm::of(parts.uri.path(), texts) else { return Ok(None) };
    let browser = cookie(app, &parts.headers).unwrap_or_else(Token::short);
    let now = app.clock.now();
    store::keep(&app.db, browser.hash(), author, &form, now).await?;
    let https = app.config.public_url().is_https();
    Ok(cookies::set(https, COOKIE, browser.reveal(), store::KEPT_SECONDS))
}

/// A page is led to sign in; a script hears that it must.
fn kept(parts: &Parts, refused: Response, cookie: HeaderValue) -> Response {
    let visit = parts.extensions.get::<CurrentVisit>().map(|visit| &visit.0);
    let mut response = match visit {
        Some(visit) if !visit.htmx => {
            let query = url::form_urlencoded::Serializer::new(String::new()).append_pair("back", &visit.here).finish();
            see_other(format!("{SIGN_IN}?{query}")).flash(Flash::FormKept).into_response()
        }
        _ => refused,
    };
    response.headers_mut().append(header::SET_COOKIE, cookie);
    response
}

/// Looks whether something of the person who is signed in waits in this browser.
async fn give_back(app: &App, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let is_page =
        parts.headers.get(header::ACCEPT).is_none_or(|accept| !accept.as_bytes().starts_with(b"text/event-stream"));
    let elsewhere = [KEPT, SIGN_IN].iter().any(|path| parts.uri.path().starts_with(path));
    if is_page && !elsewhere {
        match given_back(app, &parts).await {
            Ok(Some(response)) => return response,
            Ok(None) => {}
            Err(error) => return error.into_response(),
        }
    }
    next.run(Request::from_parts(parts, body)).await
}

async fn given_back(app: &App, parts: &Parts) -> Result<Option<Response>, AppError> {
    let Some(browser) = cookie(app, &parts.headers) else { return Ok(None) };
    let viewer = match Viewer::of(parts, app, &mut *app.db.acquire().await?).await {
        Ok(viewer) => viewer,
        Err(AppError::SignIn) => return Ok(None),
        Err(error) => return Err(error),
    };
    let Some((id, form)) = store::newest(&app.db, browser.hash(), viewer.user_id, app.clock.now(), true).await? else {
        return Ok(None);
    };
    let Some(path) = into_draft(app, &viewer, &form).await? else { return Ok(Some(see_other(KEPT).into_response())) };
    store::forget(&app.db, browser.hash(), viewer.user_id, id).await?;
    let flash = if form.had_files { Flash::GivenBackWithoutFiles } else { Flash::GivenBack };
    Ok(Some(see_other(format!("{path}#latest")).flash(flash).into_response()))
}

/// Makes a reply a draft, and tells where it stands. Nothing where it is no reply, or another text stands there.
async fn into_draft(app: &App, viewer: &Viewer, form: &KeptForm) -> Result<Option<String>, AppError> {
    let thread = form.path.strip_suffix("/replies").or(form.path.strip_suffix("/draft"));
    let no = thread.and_then(|path| path.strip_prefix("/inquiries/")).and_then(|no| PublicNo::parse(no).ok());
    let (Some(thread), Some(no)) = (thread, no) else { return Ok(None) };
    let field = |name: &str| form.fields.get(name).map(String::as_str).unwrap_or_default();
    let Ok(body @ Some(_)) = DraftForm::body(field("body")) else { return Ok(None) };
    let draft = DraftForm {
        body,
        files: Vec::new(),
        left_out: Vec::new(),
        version: field("draft").parse().unwrap_or(0),
        key: field("submission").parse().unwrap_or_default(),
    };
    let mut work = app.work(Actor::Member(viewer.user_id)).await?;
    let kept = keep_draft(&mut work, &no, &draft, usize::MAX).await?;
    if kept.is_err() {
        work.undo().await?;
        return Ok(None);
    }
    work.commit().await?;
    Ok(Some(thread.to_owned()))
}
