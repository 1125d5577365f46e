//! Signing in.

use chrono::{DateTime, Duration, Utc};

use super::known_browser::KnownBrowser;
use crate::{
    app::App,
    auth::{self, Attempt, Credentials, PasswordHashText, Profile, Turn, Verdict, Waiting, second_factor},
    crypto::Token,
    deliveries::{self, AboutAccount, DeliveryKind},
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
#[derive(Debug)]
pub(super) enum Checked {
    /// It is.
    Right(Right),
    /// Address or password are wrong; which, nobody is told.
    Wrong,
    /// Too many wrong ones; not before so many seconds.
    Wait(u32),
}

/// Whose password it is.
#[derive(Debug)]
pub(super) struct Right {
    pub(super) credentials: Credentials,
    pub(super) email: EmailAddress,
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
    let who = if attempt.known_browser.is_some() { Waiting::Known } else { Waiting::Stranger };
    let turn = app.passwords.turn(who).await?;
    let (now, limits) = (app.clock.now(), &app.config.sign_in);
    if let Verdict::Wait(seconds) = auth::count_try(&app.db, &app.secret, limits, attempt, now).await? {
        return Ok(Checked::Wait(seconds));
    }
    let checked = look_up(app, turn, email.clone(), typed.password).await;
    if !matches!(checked, Ok(Checked::Wrong)) {
        auth::forgive_try(&app.db, &app.secret, limits, attempt).await?;
    }
    checked
}

async fn look_up(app: &App, turn: Turn, email: Option<EmailAddress>, password: &str) -> Result<Checked, AppError> {
    let credentials = match &email {
        Some(email) => auth::credentials(&app.db, email).await?,
        None => None,
    };
    let stored = credentials.as_ref().map(|found| found.password.clone());
    let matches = app.passwords.check(turn, password.to_owned(), stored).await?;
    Ok(match (matches, credentials, email) {
        (true, Some(credentials), Some(email)) => Checked::Right(Right { credentials, email }),
        _ => Checked::Wrong,
    })
}

/// Who comes in, and how.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entering<'a> {
    pub(super) user: UserId,
    /// The password that was checked.
    pub(super) password: &'a PasswordHashText,
    /// The token of the first step, if there was one.
    pub(super) half: Option<&'a Token>,
    /// The token of the browser's old session.
    pub(super) old: Option<&'a Token>,
    pub(super) user_agent: &'a str,
    /// Whether the account was signed in to in this browser before.
    pub(super) known_browser: bool,
}

/// A session that has begun.
#[derive(Debug)]
pub(super) struct Begun {
    pub(super) token: Token,
    pub(super) profile: Profile,
}

/// Begins a session with a new token; the browser's old one ends. `None`: the first step is over, or the password is another
/// by now.
pub(super) async fn begin(app: &App, who: Entering<'_>) -> sqlx::Result<Option<Begun>> {
    let mut work = app.work(Actor::System).await?;
    let now = work.now();
    if let Some(half) = who.half
        && !second_factor::end_half(work.db(), half).await?
    {
        return Ok(None);
    }
    if let Some(old) = who.old {
        auth::end_session_of(work.db(), old).await?;
    }
    let identity = (who.user, who.password);
    let begun = auth::start_session(work.db(), identity, who.user_agent, now, ends_at(app, now)).await?;
    let Some(session) = begun else { return Ok(None) };
    if !(who.known_browser || session.first) {
        let about = AboutAccount::session(session.session_id);
        deliveries::to_person(&mut work, DeliveryKind::NewSignIn, who.user, about).await?;
    }
    let profile = auth::profile(work.db(), who.user).await?;
    work.commit().await?;
    app.wake.outbox.notify_one();
    Ok(Some(Begun { token: session.token, profile }))
}

/// Seconds for which the browser keeps the session's cookie.
pub(super) fn session_seconds(app: &App) -> u32 {
    u32::try_from(app.config.sign_in.session_max.as_secs()).unwrap_or(u32::MAX)
}

fn ends_at(app: &App, now: DateTime<Utc>) -> DateTime<Utc> {
    now + Duration::seconds(session_seconds(app).into())
}
