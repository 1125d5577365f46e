//! How often an address, a network and the holder of a link may write: a public form must not become a mail cannon.
//!
//! Counted in the transaction that files the inquiry or adds the message, so that what was refused or failed does not count. Kept are keyed
//! hashes, never addresses.

use chrono::{DateTime, Duration, Utc};
use sqlx::PgExecutor;

use crate::{
    crypto::{Purpose, Secret, sign},
    id::InquiryId,
    rules::ContactLimits,
    text::EmailAddress,
    work::Work,
};

const PURPOSE: Purpose = Purpose::new("contact counts");

/// Whether an inquiry or a message is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContactVerdict {
    /// It is.
    Heard,
    /// Not before so many seconds.
    Wait(u32),
}

/// Counts an inquiry of an e-mail address from a network. When it is one too many, the work must not be committed.
///
/// # Errors
/// When the database does not answer.
pub async fn count_contact(
    work: &mut Work,
    secret: &Secret,
    limits: &ContactLimits,
    email: &EmailAddress,
    network: &str,
) -> sqlx::Result<ContactVerdict> {
    let mut keys = [
        (key(secret, "email", &email.as_str().to_lowercase()), limits.per_email),
        (key(secret, "network", network), limits.per_network),
    ];
    // always in one order: two forms that share both keys wait for each other, and never in a circle
    keys.sort();
    count(work, limits, keys).await
}

/// What somebody asks for who types an address and has no link at hand; each is counted by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Request {
    /// The links of all inquiries, again.
    Links,
    /// A code to see all inquiries.
    Code,
}

impl Request {
    fn keys(self) -> [&'static str; 2] {
        match self {
            Request::Links => ["links email", "links network"],
            Request::Code => ["code email", "code network"],
        }
    }
}

/// Counts a request for a mail to an address, whether or not anybody wrote from it; as often as inquiries are taken. When it is
/// one too many, the work must not be committed.
///
/// # Errors
/// When the database does not answer.
pub async fn count_request(
    work: &mut Work,
    secret: &Secret,
    limits: &ContactLimits,
    request: Request,
    (email, network): (&EmailAddress, &str),
) -> sqlx::Result<ContactVerdict> {
    let [of_email, of_network] = request.keys();
    let mut keys = [
        (key(secret, of_email, &email.as_str().to_lowercase()), limits.per_email),
        (key(secret, of_network, network), limits.per_network),
    ];
    keys.sort();
    count(work, limits, keys).await
}

/// Counts a message through the link of an inquiry. When it is one too many, the work must not be committed.
///
/// # Errors
/// When the database does not answer.
pub async fn count_message(
    work: &mut Work,
    secret: &Secret,
    limits: &ContactLimits,
    inquiry: InquiryId,
) -> sqlx::Result<ContactVerdict> {
    count(work, limits, [(key(secret, "inquiry", &inquiry.to_string()), limits.per_link)]).await
}

/// Counts one more under each key, which may hold so many in the present window.
async fn count<const N: usize>(
    work: &mut Work,
    limits: &ContactLimits,
    keys: [(Vec<u8>, u32); N],
) -> sqlx::Result<ContactVerdict> {
    let now = work.now();
    let window = Window::at(now, limits);
    let (hashes, at_most): (Vec<Vec<u8>>, Vec<i64>) =
        keys.into_iter().map(|(hash, limit)| (hash, i64::from(limit))).unzip();
    let refused = sqlx::query_scalar!(
        r#"with counted as (
               insert into contact_counts as c (key_hash, window_began, count)
               select key_hash, $2, 1 from unnest($1::bytea[]) as keys(key_hash)
               on conflict (key_hash, window_began) do update set count = c.count + 1
               returning key_hash, count
           )
           select exists (select from counted join unnest($1::bytea[], $3::bigint[]) as limits(key_hash, at_most)
                          using (key_hash) where count > at_most) as "refused!""#,
        &hashes,
        window.began,
        &at_most
    )
    .fetch_one(work.db())
    .await?;
    Ok(if refused { ContactVerdict::Wait(window.seconds_left(now)) } else { ContactVerdict::Heard })
}

/// Drops counts of windows that are over.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_contacts(db: impl PgExecutor<'_>, limits: &ContactLimits, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!("delete from contact_counts where window_began < $1", Window::at(now, limits).began)
        .execute(db)
        .await?;
    Ok(())
}

fn key(secret: &Secret, kind: &str, of: &str) -> Vec<u8> {
    sign(secret, PURPOSE, format!("{kind}\0{of}").as_bytes()).to_string().into_bytes()
}

/// A stretch of time in which inquiries are counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Window {
    began: DateTime<Utc>,
    length: Duration,
}

impl Window {
    /// The one that holds `now`; they follow each other without a gap.
    fn at(now: DateTime<Utc>, limits: &ContactLimits) -> Window {
        let length = i64::try_from(limits.window.as_secs()).unwrap_or(i64::MAX).max(1);
        let began = now.timestamp().div_euclid(length).saturating_mul(length);
        let length = Duration::try_seconds(length).unwrap_or(Duration::MAX);
        Window { began: DateTime::from_timestamp(began, 0).unwrap_or(now), length }
    }

    fn seconds_left(self, now: DateTime<Utc>) -> u32 {
        let left = (self.length - (now - self.began)).num_seconds();
        u32::try_from(left.max(1)).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::config::Config;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn windows_follow_each_other_and_end_when_the_next_begins() {
        let limits = ContactLimits::of(&Config::without_environment([]).unwrap().contact);
        let window = Window::at(at("2026-11-23T06:20:30Z"), &limits);
        assert_eq!(window.began, at("2026-11-23T06:00:00Z"));
        assert_eq!(window.seconds_left(at("2026-11-23T06:20:30Z")), 39 * 60 + 30);
        assert_eq!(Window::at(at("2026-11-23T06:59:59Z"), &limits), window);
        assert_eq!(Window::at(at("2026-11-23T07:00:00Z"), &limits).began, at("2026-11-23T07:00:00Z"));
    }

    #[test]
    fn a_key_tells_neither_address_nor_kind_to_who_has_not_the_secret() {
        let secret = Secret::from_text("a secret of thirty-two characters").unwrap();
        let other = Secret::from_text("another secret of thirty-three chars").unwrap();
        assert_eq!(key(&secret, "email", "a@b.example"), key(&secret, "email", "a@b.example"));
        assert_ne!(key(&secret, "email", "a@b.example"), key(&secret, "network", "a@b.example"));
        assert_ne!(key(&secret, "email", "a@b.example"), key(&other, "email", "a@b.example"));
    }
}
