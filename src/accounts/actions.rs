//! Signing in.

use chrono::{DateTime, Duration, Utc};

use super::known_browser::KnownBrowser;
use crate::{
    app::App,
    auth::{self, Attempt, Profile, Verdict},
    crypto::Token,
    error::AppError,
    id::UserId,
    text::EmailAddress,
    work::Actor,
};

/// Longest address that is counted as it was typed; no account has a longer one.
const MOST_TYPED: usize = 254;

/// What somebody typed, and from where.
#[derive(Debug, Clone, Copy)]
pub(super) struct Typed<'a> {
    pub(super) email: &'a str,
    pub(super) password: &'a str,
    pub(super) network: &'a str,
    pub(super) browser: &'a KnownBrowser,
}

/// Whether the password is the account's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Checked {
    /// It is.
    Right(UserId, EmailAddress),
    /// Address or password are wrong; which, nobody is told.
    Wrong,
    /// Too many wrong ones; not before so many seconds.
    Wait(u32),
}

/// Checks a password. A text that is no address takes as long as one that nobody has.
pub(super) async fn check(app: &App, typed: Typed<'_>) -> Result<Checked, AppError> {
    let email = EmailAddress::parse(typed.email).ok();
    let counted: String = typed.email.trim().chars().take(MOST_TYPED).collect();
    let attempt = Attempt {
        email: email.as_ref().map_or(counted.as_str(), EmailAddress::as_str),
        network: typed.network,
        known_browser: email.as_ref().and_then(|email| typed.browser.knows(&app.secret, email)),
    };
    let (now, limits) = (app.clock.now(), &app.config.sign_in);
    if let Verdict::Wait(seconds) = auth::count_try(&app.db, &app.secret, limits, attempt, now).await? {
        return Ok(Checked::Wait(seconds));
    }
    let checked = look_up(app, email.as_ref(), typed.password).await;
    if !matches!(checked, Ok(Checked::Wrong)) {
        auth::forgive_try(&app.db, &app.secret, limits, attempt).await?;
    }
    checked
}

async fn look_up(app: &App, email: Option<&EmailAddress>, password: &str) -> Result<Checked, AppError> {
    let credentials = match email {
        Some(email) => auth::credentials(&app.db, email).await?,
        None => None,
    };
    let (user, stored) = credentials.map(|found| (found.user_id, found.password)).unzip();
    let matches = app.passwords.check(password.to_owned(), stored).await?;
    Ok(match (matches, user, email) {
        (true, Some(user), Some(email)) => Checked::Right(user, email.clone()),
        _ => Checked::Wrong,
    })
}

/// A session that has begun.
#[derive(Debug)]
pub(super) struct Begun {
    pub(super) token: Token,
    pub(super) profile: Profile,
}

/// Begins a session with a new token; the browser's old one ends.
pub(super) async fn begin(app: &App, user: UserId, old: Option<&Token>, user_agent: &str) -> sqlx::Result<Begun> {
    let mut work = app.work(Actor::System).await?;
    let now = work.now();
    if let Some(old) = old {
        auth::end_session_of(work.db(), old).await?;
    }
    let token = auth::start_session(work.db(), user, user_agent, now, ends_at(app, now)).await?;
    let profile = auth::profile(work.db(), user).await?;
    work.commit().await?;
    Ok(Begun { token, profile })
}

/// Seconds for which the browser keeps the session's cookie.
pub(super) fn session_seconds(app: &App) -> u32 {
    u32::try_from(app.config.sign_in.session_max.as_secs()).unwrap_or(u32::MAX)
}

fn ends_at(app: &App, now: DateTime<Utc>) -> DateTime<Utc> {
    now + Duration::seconds(session_seconds(app).into())
}
