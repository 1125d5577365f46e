//! The second step of signing in: the password was right, the code is asked for.

use axum::{
    extract::{Query, State},
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::SECOND_STEP;
use crate::{
    accounts::{
        actions::{self, Entering},
        form_page::{FormPage, refused},
        known_browser::{self, KnownBrowser},
        routes::{agent_of, signed_in, token_of},
    },
    app::App,
    auth::{
        self, Attempt, ProofKind, Proved, Verdict,
        second_factor::{self, HalfSignIn},
    },
    crypto::Token,
    error::AppError,
    id::UserId,
    web::{
        Chrome, Errors, Form, Page, SIGN_IN, client::ClientNetwork, cookies, parts::Field, prefs::local_path,
        proof::proof_fault, see_other,
    },
};

/// The cookie of a right password that lacks the code, without its prefix.
const HALF: &str = "half";
/// As long as the code may be looked for.
const HALF_SECONDS: u32 = 600;

/// Leads to the second step. No session begins before it.
pub(in crate::accounts) async fn ask_for_code(
    app: &App,
    chrome: &Chrome,
    user: UserId,
    back: &str,
) -> Result<Response, AppError> {
    let token = second_factor::begin_half(&app.db, user, app.clock.now()).await?;
    let query: String =
        url::form_urlencoded::Serializer::new(String::new()).append_pair("back", local_path(back)).finish();
    let mut response = see_other(format!("{SECOND_STEP}?{query}")).into_response();
    let cookie = cookies::set(chrome.https, HALF, token.reveal(), HALF_SECONDS);
    response.headers_mut().extend(cookie.map(|cookie| (header::SET_COOKIE, cookie)));
    Ok(response)
}

/// Whose password was right a moment ago in this browser.
async fn half(app: &App, chrome: &Chrome, headers: &HeaderMap) -> sqlx::Result<Option<(Token, HalfSignIn)>> {
    let cookie = cookies::read(headers, chrome.https, HALF).and_then(|text| Token::parse(&text).ok());
    let Some(token) = cookie else { return Ok(None) };
    let half = second_factor::half_sign_in(&app.db, &token, app.clock.now()).await?;
    Ok(half.map(|half| (token, half)))
}

#[derive(Debug, Deserialize)]
pub(super) struct BackQuery {
    #[serde(default)]
    back: String,
}

pub(super) async fn show(
    State(app): State<App>,
    chrome: Chrome,
    headers: HeaderMap,
    Query(query): Query<BackQuery>,
) -> Result<Response, AppError> {
    Ok(match half(&app, &chrome, &headers).await? {
        Some(_) => Page(page(chrome, &query.back, &Errors::new())).into_response(),
        None => see_other(SIGN_IN).into_response(),
    })
}

#[derive(Debug, Deserialize)]
pub(super) struct CodeForm {
    #[serde(default)]
    code: String,
    #[serde(default)]
    back: String,
}

pub(super) async fn enter(
    State(app): State<App>,
    chrome: Chrome,
    network: ClientNetwork,
    headers: HeaderMap,
    Form(form): Form<CodeForm>,
) -> Result<Response, AppError> {
    let Some((token, half)) = half(&app, &chrome, &headers).await? else {
        return Ok(see_other(SIGN_IN).into_response());
    };
    let browser = KnownBrowser::read(cookies::read(&headers, chrome.https, known_browser::COOKIE).as_deref());
    let known = browser.knows(&app.secret, &half.email);
    let proved = check(&app, half.user, &network.to_string(), known, &form.code).await?;
    if let Some((fault, wait)) = proof_fault(proved, ProofKind::Code, chrome.lang) {
        return Ok(refused(page(chrome, &form.back, &Errors::new().with("code", fault)), wait));
    }
    let old = token_of(&headers, &chrome);
    let entering = Entering {
        user: half.user,
        password: &half.password,
        half: Some(&token),
        old: old.as_ref(),
        user_agent: agent_of(&headers),
        known_browser: known.is_some(),
    };
    let Some(begun) = actions::begin(&app, entering).await? else { return Ok(see_other(SIGN_IN).into_response()) };
    let mut response = signed_in(&app, &chrome, &begun, browser, &half.email, &form.back);
    response.headers_mut().extend(cookies::set(chrome.https, HALF, "", 0).map(|value| (header::SET_COOKIE, value)));
    Ok(response)
}

/// Tries are counted as those of passwords are, by account and network.
async fn check(
    app: &App,
    user: UserId,
    network: &str,
    known_browser: Option<&str>,
    typed: &str,
) -> Result<Proved, AppError> {
    if typed.trim().is_empty() {
        return Ok(Proved::Missing);
    }
    let account = format!("second step of {user}");
    let attempt = Attempt { email: &account, network, known_browser };
    let (now, limits) = (app.clock.now(), &app.config.sign_in);
    if let Verdict::Wait(seconds) = auth::count_try(&app.db, &app.secret, limits, attempt, now).await? {
        return Ok(Proved::Wait(seconds));
    }
    if !second_factor::take_code(app, user, typed).await? {
        return Ok(Proved::Wrong);
    }
    auth::forgive_try(&app.db, &app.secret, limits, attempt).await?;
    Ok(Proved::Yes)
}

fn page(chrome: Chrome, back: &str, errors: &Errors) -> FormPage {
    let lang = chrome.lang;
    let code = Field::text(lang, "code", lang.code_label()).autocomplete("one-time-code").error(errors.get("code"));
    FormPage::new(chrome, lang.second_step_title(), SECOND_STEP, lang.sign_in())
        .text(lang.second_step_text())
        .back(back)
        .field(code)
        .errors(errors)
        .hint(lang.phone_lost())
        .link(SIGN_IN, lang.back_to_sign_in())
}
