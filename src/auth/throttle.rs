//! Limits on guessing passwords.
//!
//! Failures are counted per account and network together, per network, and per account. An account that strangers guess at
//! from everywhere stays open to the browsers that signed in to it before: they carry a signed cookie and are counted on
//! their own, so that nobody can lock an owner out. A try counts before its password is looked at, so that tries at the same
//! time count as those one after the other, and who hangs up early is counted too.

use chrono::{DateTime, Duration, Utc};
use sqlx::{PgConnection, PgExecutor, PgPool};

use crate::{
    config::SignIn,
    crypto::{Purpose, Secret, sign},
    text::EmailAddress,
    work::Work,
};

const PURPOSE: Purpose = Purpose::new("sign-in failures");

/// One try to sign in.
#[derive(Debug, Clone, Copy)]
pub struct Attempt<'a> {
    /// The address typed, known or not.
    pub email: &'a str,
    /// The network address it comes from.
    pub network: &'a str,
    /// The mark of a browser that signed in to this account before.
    pub known_browser: Option<&'a str>,
}

/// Whether a try is heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is.
    Heard,
    /// Not before so many seconds.
    Wait(u32),
}

impl Attempt<'_> {
    /// The keys that count this try, with their limits; in one order, so that no two tries wait for each other in a circle.
    fn keys(&self, secret: &Secret, limits: &SignIn) -> Vec<(Vec<u8>, i64)> {
        let account = self.email.to_lowercase();
        let key = |name: &str, parts: &[&str]| {
            sign(secret, PURPOSE, format!("{name}\0{}", parts.join("\0")).as_bytes()).to_string().into_bytes()
        };
        let mut keys = match self.known_browser {
            Some(browser) => vec![(key("browser", &[&account, browser]), limits.sign_in_tries.get().into())],
            None => vec![
                (key("both", &[&account, self.network]), limits.sign_in_tries.get().into()),
                (key("network", &[self.network]), limits.sign_in_tries_per_ip.get().into()),
                (key("account", &[&account]), limits.sign_in_tries_per_account.get().into()),
            ],
        };
        keys.sort();
        keys
    }
}

/// Counts a try as a failure, before its password is looked at; a window that is over begins anew. One that is not heard
/// does not count: who was told to wait cannot close an account to others by going on.
///
/// # Errors
/// When the database does not answer.
pub async fn count_try(
    db: &PgPool,
    secret: &Secret,
    limits: &SignIn,
    attempt: Attempt<'_>,
    now: DateTime<Utc>,
) -> sqlx::Result<Verdict> {
    let mut transaction = db.begin().await?;
    let verdict = count(&mut transaction, attempt.keys(secret, limits), limits, now).await?;
    match verdict {
        Verdict::Heard => transaction.commit().await?,
        Verdict::Wait(_) => transaction.rollback().await?,
    }
    Ok(verdict)
}

/// Mails that one address may ask for in a window, and one network.
const MAILS_PER_ADDRESS: i64 = 3;
const MAILS_PER_NETWORK: i64 = 20;

/// Counts a mail that somebody asks for to be sent to an address, known or not. When it is one too many, the work must not be
/// committed.
///
/// # Errors
/// When the database does not answer.
pub async fn count_mail(
    work: &mut Work,
    secret: &Secret,
    limits: &SignIn,
    email: &EmailAddress,
    network: &str,
) -> sqlx::Result<Verdict> {
    let key = |name: &str, of: &str| sign(secret, PURPOSE, format!("{name}\0{of}").as_bytes()).to_string().into_bytes();
    let mut keys =
        vec![(key("mail to", email.as_str()), MAILS_PER_ADDRESS), (key("mail for", network), MAILS_PER_NETWORK)];
    keys.sort();
    let now = work.now();
    count(work.db(), keys, limits, now).await
}

/// Counts one more under each key, which may hold so many in a window.
async fn count(
    db: &mut PgConnection,
    keys: Vec<(Vec<u8>, i64)>,
    limits: &SignIn,
    now: DateTime<Utc>,
) -> sqlx::Result<Verdict> {
    let (keys, at_most): (Vec<_>, Vec<_>) = keys.into_iter().unzip();
    let window = window(limits);
    let full_since = sqlx::query_scalar!(
        r#"with counted as (
               insert into sign_in_failures as f (key_hash, failures, window_began)
               select key_hash, 1, $3 from unnest($1::bytea[]) as keys(key_hash)
               on conflict (key_hash) do update
               set failures = case when f.window_began > $4 then f.failures + 1 else 1 end,
                   window_began = case when f.window_began > $4 then f.window_began else $3 end
               returning key_hash, failures, window_began
           )
           select max(window_began) from counted
           join unnest($1::bytea[], $2::bigint[]) as limits(key_hash, at_most) using (key_hash)
           where failures > at_most"#,
        &keys,
        &at_most,
        now,
        now - window
    )
    .fetch_one(db)
    .await?;
    Ok(full_since.map_or(Verdict::Heard, |began| {
        Verdict::Wait(u32::try_from((began + window - now).num_seconds().max(1)).unwrap_or(1))
    }))
}

/// Takes a try back that was no failure.
///
/// # Errors
/// When the database does not answer.
pub async fn forgive_try(
    db: impl PgExecutor<'_>,
    secret: &Secret,
    limits: &SignIn,
    attempt: Attempt<'_>,
) -> sqlx::Result<()> {
    let keys: Vec<_> = attempt.keys(secret, limits).into_iter().map(|(key, _)| key).collect();
    sqlx::query!(
        "with mine as (
             select key_hash, failures from sign_in_failures where key_hash = any($1) order by key_hash for update
         ), fewer as (
             update sign_in_failures f set failures = f.failures - 1 from mine
             where f.key_hash = mine.key_hash and mine.failures > 1
         )
         delete from sign_in_failures f using mine where f.key_hash = mine.key_hash and mine.failures = 1",
        &keys
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Drops windows that are over.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_failures(db: impl PgExecutor<'_>, limits: &SignIn, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!("delete from sign_in_failures where window_began <= $1", now - window(limits)).execute(db).await?;
    Ok(())
}

fn window(limits: &SignIn) -> Duration {
    Duration::from_std(limits.sign_in_window).unwrap_or(Duration::MAX)
}
