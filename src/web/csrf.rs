//! Forms of other sites change nothing here.
//!
//! Two checks, each enough for a browser of today: where the request comes from (`Sec-Fetch-Site`, `Origin`), and a token
//! that every form of ours carries. The token is signed for the session's cookie or, for who is not signed in, for a cookie
//! of its own. It differs each time, so that compression tells nothing about it.

use axum::http::HeaderMap;

use super::{around::Settings, cookies};
use crate::{
    crypto::{Purpose, Secret, Tag, Token, sign, verify},
    id::{self, UserId},
};

/// The name of the hidden field.
pub const FIELD: &str = "csrf";
/// The cookie of who is not signed in, without its prefix.
const COOKIE: &str = "visitor";
/// The cookie lives half a year.
const COOKIE_SECONDS: u32 = 180 * 86_400;
/// The name of the hidden field that tells whose page a writing form stands on.
pub const AUTHOR: &str = "by";
const PURPOSE: Purpose = Purpose::new("form token");
const AUTHORS: Purpose = Purpose::new("author of a form");
const SALT_BYTES: usize = 8;

/// Whose mark it is, if we made it.
pub fn author(secret: &Secret, mark: &str) -> Option<UserId> {
    let (author, tag) = mark.split_once('.')?;
    let (author, tag) = (author.parse::<UserId>().ok()?, Tag::parse(tag).ok()?);
    verify(secret, AUTHORS, author.0.as_bytes(), &tag).then_some(author)
}

/// Makes and checks the tokens of one viewer.
#[derive(Debug, Clone)]
pub struct FormToken {
    secret: Secret,
    /// The secret value of the cookie that the token is signed for.
    cookie: String,
    new_cookie: bool,
}

impl FormToken {
    /// For the viewer whose request this is.
    pub(in crate::web) fn of(headers: &HeaderMap, settings: &Settings) -> FormToken {
        let session = cookies::read_exact(headers, &settings.session_cookie);
        let known = session
            .or_else(|| cookies::read(headers, settings.https(), COOKIE).filter(|text| Token::parse(text).is_ok()));
        let new_cookie = known.is_none();
        let cookie = known.unwrap_or_else(|| Token::short().reveal().to_owned());
        FormToken { secret: settings.secret.clone(), cookie, new_cookie }
    }

    /// A token for one page.
    pub fn issue(&self) -> String {
        let salt: String = id::random::<SALT_BYTES>().iter().map(|byte| format!("{byte:02x}")).collect();
        let tag = sign(&self.secret, PURPOSE, self.message(&salt).as_bytes());
        format!("{salt}.{tag}")
    }

    /// Whether this viewer was given the token.
    pub fn accepts(&self, token: &str) -> bool {
        let Some((salt, tag)) = token.split_once('.') else { return false };
        Tag::parse(tag).is_ok_and(|tag| verify(&self.secret, PURPOSE, self.message(salt).as_bytes(), &tag))
    }

    /// The mark of a form on a page of this person: it outlives the session.
    pub fn mark(&self, author: UserId) -> String {
        format!("{author}.{}", sign(&self.secret, AUTHORS, author.0.as_bytes()))
    }

    /// The cookie to set, for a viewer who has none yet.
    pub(in crate::web) fn set_cookie(&self, https: bool) -> Option<axum::http::HeaderValue> {
        self.new_cookie.then(|| cookies::set(https, COOKIE, &self.cookie, COOKIE_SECONDS)).flatten()
    }

    /// A salt has no point in it, a cookie may: the order keeps them apart.
    fn message(&self, salt: &str) -> String {
        format!("{salt}.{}", self.cookie)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use axum::http::header;

    use super::*;

    fn settings() -> Settings {
        Settings {
            public_url: "http://portal.example".parse().unwrap(),
            secret: Secret::from_text("a secret of thirty-two characters").unwrap(),
            session_cookie: "session".into(),
            heart: std::sync::Arc::default(),
            patience: std::time::Duration::from_secs(10),
        }
    }

    fn viewer(cookie: &str) -> FormToken {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, cookie.parse().unwrap());
        FormToken::of(&headers, &settings())
    }

    #[test]
    fn a_token_holds_for_the_viewer_it_was_given_to() {
        let anna = viewer("session=anna");
        assert!(viewer("session=anna").accepts(&anna.issue()));
        assert!(!viewer("session=berta").accepts(&anna.issue()));
        assert!(!viewer("visitor=AAAAAAAAAAAAAAAAAAAAAA").accepts(&anna.issue()));
    }

    #[test]
    fn a_token_differs_each_time() {
        let anna = viewer("session=anna");
        assert_ne!(anna.issue(), anna.issue());
    }

    #[test]
    fn who_has_no_cookie_gets_one_and_its_token_holds() {
        let first = viewer("other=1");
        let cookie = first.set_cookie(false).unwrap();
        let cookie = cookie.to_str().unwrap().split(';').next().unwrap();
        assert!(viewer(cookie).accepts(&first.issue()));
        assert!(viewer(cookie).set_cookie(false).is_none());
    }

    #[test]
    fn what_is_no_token_is_refused() {
        let anna = viewer("session=anna");
        for text in ["", ".", "a.b", "00.AAAAAAAAAAAAAAAAAAAAAA", &"x".repeat(10_000)] {
            assert!(!anna.accepts(text));
        }
    }
}
