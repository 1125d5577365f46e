//! Signing in and out, the account, the open inbox, preferences.

use axum::{
    extract::{Query, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{
    actions::{self, Begun, Checked, Entering, Right, Typed},
    address,
    known_browser::{self, KnownBrowser},
    password, second_factor, sessions,
    views::{AccountPage, SignInPage},
};
use crate::{
    app::App,
    auth::{self, Liking, Profile, SignedIn, Viewer},
    crypto::Token,
    error::AppError,
    id::SellerId,
    inquiries::desk::{INBOX, SELLER},
    storefront::desk_of,
    text::EmailAddress,
    web::{
        ACCOUNT, Access, Chrome, Flash, Form, NoFields, Page, Routes, SIGN_IN, SIGN_OUT,
        client::ClientNetwork,
        cookies,
        prefs::{self, PREFERENCES, PreferencesForm, Prefs, local_path},
        see_other,
    },
};

/// The session's cookie, without its prefix.
const SESSION: &str = "session";

/// The routes of this feature.
pub fn routes() -> Routes<App> {
    prefs::routes()
        .merge(super::kept::routes())
        .merge(super::shortcuts::routes())
        .post(PREFERENCES, Access::Public, set_preferences)
        .get(SIGN_IN, Access::Public, show_sign_in)
        .post(SIGN_IN, Access::Public, sign_in)
        .post(SIGN_OUT, Access::Public, sign_out)
        .get(ACCOUNT, Access::SignedIn, show_account)
        .post(SELLER, Access::SignedIn, open_seller)
        .merge(password::routes())
        .merge(second_factor::routes())
        .merge(sessions::routes())
        .merge(address::routes())
}

#[derive(Debug, Deserialize)]
struct BackQuery {
    #[serde(default)]
    back: String,
}

/// Signed in already is no reason to refuse: who was sent here may want another account.
async fn show_sign_in(
    chrome: Chrome,
    viewer: Result<SignedIn, AppError>,
    Query(query): Query<BackQuery>,
) -> Page<SignInPage> {
    let page = SignInPage::new(chrome, "", &query.back);
    Page(match viewer {
        Ok(SignedIn(viewer)) => page.already(&viewer.name),
        Err(_) => page,
    })
}

#[derive(Debug, Deserialize)]
struct SignInForm {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    back: String,
}

async fn sign_in(
    State(app): State<App>,
    chrome: Chrome,
    network: ClientNetwork,
    headers: HeaderMap,
    Form(form): Form<SignInForm>,
) -> Result<Response, AppError> {
    let page = SignInPage::new(chrome.clone(), &form.email, &form.back);
    if form.email.trim().is_empty() || form.password.is_empty() {
        return Ok(Page(page.incomplete(&form.email, &form.password)).with_status(StatusCode::UNPROCESSABLE_ENTITY));
    }
    let known = cookies::read(&headers, chrome.https, known_browser::COOKIE);
    let browser = KnownBrowser::read(known.as_deref());
    let network = network.to_string();
    let typed = Typed { email: &form.email, password: &form.password, network: &network, browser: &browser };
    match actions::check(&app, typed).await? {
        Checked::Wrong => Ok(Page(page.wrong()).with_status(StatusCode::UNPROCESSABLE_ENTITY)),
        Checked::Wait(seconds) => Ok(asked_to_wait(page, seconds)),
        Checked::Right(right) if right.credentials.second_factor => {
            second_factor::ask_for_code(&app, &chrome, right.credentials.user_id, &form.back).await
        }
        Checked::Right(right) => match enter(&app, &chrome, &headers, &browser, &right).await? {
            Some(begun) => Ok(signed_in(&app, &chrome, &begun, browser, &right.email, &form.back)),
            None => Ok(Page(page.wrong()).with_status(StatusCode::UNPROCESSABLE_ENTITY)),
        },
    }
}

/// Who has no second factor comes in by the password alone.
async fn enter(
    app: &App,
    chrome: &Chrome,
    headers: &HeaderMap,
    browser: &KnownBrowser,
    right: &Right,
) -> sqlx::Result<Option<Begun>> {
    let old = token_of(headers, chrome);
    let entering = Entering {
        user: right.credentials.user_id,
        password: &right.credentials.password,
        half: None,
        old: old.as_ref(),
        user_agent: agent_of(headers),
        known_browser: browser.knows(&app.secret, &right.email).is_some(),
    };
    actions::begin(app, entering).await
}

fn asked_to_wait(page: SignInPage, seconds: u32) -> Response {
    let mut response = Page(page.wait(seconds)).with_status(StatusCode::TOO_MANY_REQUESTS);
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    response
}

/// Where the person wanted to go, with the session, the browser's mark, and the page as they like it.
pub(super) fn signed_in(
    app: &App,
    chrome: &Chrome,
    begun: &Begun,
    browser: KnownBrowser,
    email: &EmailAddress,
    back: &str,
) -> Response {
    let liking = &begun.profile.liking;
    let known = browser.cookie_with(&app.secret, email);
    let cookies = [
        cookies::set(chrome.https, SESSION, begun.token.reveal(), actions::session_seconds(app)),
        cookies::set(chrome.https, known_browser::COOKIE, &known, known_browser::COOKIE_SECONDS),
        chrome.prefs.with(liking.lang, &liking.theme, &liking.zone).cookie(chrome.https),
    ];
    let mut response = see_other(destination(back, &begun.profile)).into_response();
    for cookie in cookies.into_iter().flatten() {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// The page asked for, else the desk of the person's role.
fn destination<'a>(back: &'a str, profile: &Profile) -> &'a str {
    match local_path(back) {
        "/" => {}
        path if path.starts_with(SIGN_IN) => {}
        path => return path,
    }
    desk_of(profile.is_member, profile.staff)
}

pub(super) fn token_of(headers: &HeaderMap, chrome: &Chrome) -> Option<Token> {
    Token::parse(&cookies::read(headers, chrome.https, SESSION)?).ok()
}

pub(super) fn agent_of(headers: &HeaderMap) -> &str {
    headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// The same answer, with the session's new token.
pub(super) fn with_session(app: &App, chrome: &Chrome, token: &Token, mut response: Response) -> Response {
    let cookie = cookies::set(chrome.https, SESSION, token.reveal(), actions::session_seconds(app));
    response.headers_mut().extend(cookie.map(|value| (header::SET_COOKIE, value)));
    response
}

/// Whoever is here is signed out afterwards, whether or not the session was still good.
async fn sign_out(
    State(app): State<App>,
    chrome: Chrome,
    viewer: Result<SignedIn, AppError>,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, AppError> {
    if let Ok(SignedIn(viewer)) = viewer {
        auth::end_session(&app.db, viewer.session_id).await?;
    }
    let mut response = see_other(SIGN_IN).flash(Flash::SignedOut).into_response();
    response.headers_mut().extend(cookies::set(chrome.https, SESSION, "", 0).map(|value| (header::SET_COOKIE, value)));
    Ok(response)
}

async fn show_account(State(app): State<App>, chrome: Chrome, viewer: Viewer) -> Result<Page<AccountPage>, AppError> {
    let profile = auth::profile(&app.db, viewer.user_id).await?;
    Ok(Page(AccountPage::new(chrome, &viewer, &profile, app.clock.now())))
}

#[derive(Debug, Deserialize)]
struct SellerForm {
    seller: SellerId,
}

/// Opens the inbox of another seller; one that the person does not belong to does not exist.
async fn open_seller(
    State(app): State<App>,
    viewer: Viewer,
    Form(form): Form<SellerForm>,
) -> Result<Response, AppError> {
    if !viewer.seller_ids().contains(&form.seller) {
        return Err(AppError::NotFound);
    }
    auth::choose_seller(&app.db, viewer.session_id, form.seller).await?;
    Ok(see_other(INBOX).into_response())
}

/// Changes how pages look; for who is signed in it is kept with the account, so that mails and other browsers follow.
async fn set_preferences(
    State(app): State<App>,
    chrome: Chrome,
    viewer: Result<SignedIn, AppError>,
    Form(form): Form<PreferencesForm>,
) -> Result<Response, AppError> {
    let (response, changed) = prefs::change(chrome, &form);
    if let (Some(prefs), Ok(SignedIn(viewer))) = (changed, viewer) {
        auth::keep_liking(&app.db, viewer.user_id, &liking(&prefs)).await?;
    }
    Ok(response)
}

fn liking(prefs: &Prefs) -> Liking {
    Liking { lang: prefs.lang, theme: prefs.theme.code().to_owned(), zone: prefs.zone.name().to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{auth::StaffRole, lang::Lang};

    fn profile(is_member: bool, staff: Option<StaffRole>) -> Profile {
        let liking = Liking { lang: Lang::Ko, theme: "system".to_owned(), zone: "Asia/Seoul".to_owned() };
        Profile { email: "seo@moon.example".to_owned(), liking, is_member, staff }
    }

    #[test]
    fn everybody_comes_to_their_own_desk() {
        assert_eq!(destination("", &profile(true, None)), "/home");
        assert_eq!(destination("/", &profile(true, Some(StaffRole::Agent))), "/home");
        assert_eq!(destination("", &profile(false, Some(StaffRole::Auditor))), "/cases");
        assert_eq!(destination("", &profile(false, Some(StaffRole::Admin))), "/account");
        assert_eq!(destination("", &profile(false, None)), "/account");
    }

    #[test]
    fn who_was_on_the_way_to_a_page_comes_there_and_nowhere_else() {
        let anna = profile(true, None);
        assert_eq!(destination("/inquiries/7K2M94XQH?x=1", &anna), "/inquiries/7K2M94XQH?x=1");
        for elsewhere in ["https://evil.example/", "//evil.example", "/\\evil.example", "/sign-in?back=/sign-in"] {
            assert_eq!(destination(elsewhere, &anna), "/home", "{elsewhere}");
        }
    }
}
