//! The mark of a browser that signed in before: a random name and, for each account, a signature over both.

use crate::{
    crypto::{Purpose, Secret, Tag, Token, sign, verify},
    text::EmailAddress,
};

/// The cookie's name, without its prefix.
pub(super) const COOKIE: &str = "known";
/// The cookie lives half a year.
pub(super) const COOKIE_SECONDS: u32 = 180 * 86_400;
/// Accounts of one browser that are remembered.
const MOST_ACCOUNTS: usize = 5;
const PURPOSE: Purpose = Purpose::new("known browser");

/// A browser's mark.
#[derive(Debug, Clone)]
pub(super) struct KnownBrowser {
    name: String,
    tags: Vec<String>,
}

impl KnownBrowser {
    /// Reads the cookie; what is none of ours is a browser without accounts.
    pub(super) fn read(cookie: Option<&str>) -> Self {
        let mut parts = cookie.unwrap_or_default().split('.');
        let name = parts.next().filter(|name| Token::parse(name).is_ok());
        match name {
            Some(name) => Self { name: name.to_owned(), tags: parts.take(MOST_ACCOUNTS).map(str::to_owned).collect() },
            None => Self { name: Token::short().reveal().to_owned(), tags: Vec::new() },
        }
    }

    /// The browser's name, if it signed in to this account before.
    pub(super) fn knows(&self, secret: &Secret, account: &EmailAddress) -> Option<&str> {
        let message = self.message(account);
        let signed = |tag: &String| Tag::parse(tag).is_ok_and(|tag| verify(secret, PURPOSE, message.as_bytes(), &tag));
        self.tags.iter().any(signed).then_some(self.name.as_str())
    }

    /// The cookie once it has signed in to this account; the account signed in to longest ago is forgotten.
    pub(super) fn cookie_with(mut self, secret: &Secret, account: &EmailAddress) -> String {
        let tag = sign(secret, PURPOSE, self.message(account).as_bytes()).to_string();
        self.tags.retain(|known| *known != tag);
        self.tags.insert(0, tag);
        self.tags.truncate(MOST_ACCOUNTS);
        format!("{}.{}", self.name, self.tags.join("."))
    }

    fn message(&self, account: &EmailAddress) -> String {
        format!("{}\0{}", self.name, account.as_str().to_lowercase())
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::web::cookies;

    fn secret() -> Secret {
        Secret::from_text("a secret of thirty-two characters").unwrap()
    }

    fn account(name: &str) -> EmailAddress {
        format!("{name}@moon.example").parse().unwrap()
    }

    fn signed_in(cookie: Option<&str>, name: &str) -> String {
        KnownBrowser::read(cookie).cookie_with(&secret(), &account(name))
    }

    #[test]
    fn a_browser_is_known_to_the_accounts_it_signed_in_to_only() {
        let cookie = signed_in(None, "seo");
        let browser = KnownBrowser::read(Some(&cookie));
        assert!(browser.knows(&secret(), &account("seo")).is_some());
        assert!(browser.knows(&secret(), &account("oh")).is_none());
    }

    #[test]
    fn a_second_account_keeps_the_first_and_the_browsers_name() {
        let one = signed_in(None, "seo");
        let two = signed_in(Some(&one), "oh");
        let (before, after) = (KnownBrowser::read(Some(&one)), KnownBrowser::read(Some(&two)));
        assert_eq!(after.knows(&secret(), &account("seo")), before.knows(&secret(), &account("seo")));
        assert!(after.knows(&secret(), &account("oh")).is_some());
    }

    #[test]
    fn signing_in_again_adds_nothing() {
        let one = signed_in(None, "seo");
        assert_eq!(signed_in(Some(&one), "seo"), one);
    }

    #[test]
    fn the_oldest_account_is_forgotten_and_the_cookie_stays_small() {
        let names = ["a1", "a2", "a3", "a4", "a5", "a6"];
        let cookie = names.iter().fold(None, |cookie: Option<String>, name| Some(signed_in(cookie.as_deref(), name)));
        let cookie = cookie.unwrap();
        let browser = KnownBrowser::read(Some(&cookie));
        assert!(browser.knows(&secret(), &account("a1")).is_none());
        assert!(names.iter().skip(1).all(|name| browser.knows(&secret(), &account(name)).is_some()));
        assert!(cookies::set(true, COOKIE, &cookie, COOKIE_SECONDS).unwrap().len() < 300);
    }

    #[test]
    fn a_mark_of_another_secret_or_another_browser_is_worth_nothing() {
        let cookie = signed_in(None, "seo");
        let other = Secret::from_text("another secret of thirty characters").unwrap();
        assert!(KnownBrowser::read(Some(&cookie)).knows(&other, &account("seo")).is_none());
        let tags = cookie.split_once('.').unwrap().1;
        let stolen = format!("{}.{tags}", Token::short().reveal());
        assert!(KnownBrowser::read(Some(&stolen)).knows(&secret(), &account("seo")).is_none());
    }

    #[test]
    fn what_is_no_cookie_of_ours_is_a_browser_without_accounts() {
        for text in ["", ".", "x", "..........", &"x".repeat(10_000)] {
            let browser = KnownBrowser::read(Some(text));
            assert!(browser.knows(&secret(), &account("seo")).is_none());
        }
    }
}
