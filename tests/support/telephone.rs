//! A telephone with an authenticator app, and setting it up over HTTP.

use devcenter::id::UserId;
use reqwest::StatusCode;
use totp_rs::{Builder, Secret, Totp};

use super::{
    Browser, Portal,
    browser::Shown,
    world::{PASSWORD, Person},
};

/// Shows codes.
pub struct Telephone {
    totp: Totp,
    /// Shown when it was set up.
    pub recovery_codes: Vec<String>,
}

impl Telephone {
    /// Takes the key over that a page shows.
    pub fn scan(page: &Shown) -> Telephone {
        let key: String = page.text("[data-key]").split_whitespace().collect();
        let key = Secret::try_from_base32(key).expect("a key");
        Telephone { totp: Builder::new().with_secret(key).build_noncompliant(), recovery_codes: Vec::new() }
    }

    /// What it shows at the portal's time.
    pub fn code(&self, portal: &Portal) -> String {
        self.totp.generate(u64::try_from(portal.now().timestamp()).unwrap()).to_string()
    }

    /// Waits for the next code and shows it.
    pub fn next_code(&self, portal: &Portal) -> String {
        portal.app.clock.advance(chrono::Duration::seconds(30));
        self.code(portal)
    }
}

impl Portal {
    /// Sets a second factor up in a browser in which somebody has just signed in.
    pub async fn telephone(&self, browser: &Browser) -> Telephone {
        let page = browser.get("/account/second-factor").await;
        let page = browser.submit(&page, "/begin", &[]).await;
        let mut telephone = Telephone::scan(&page);
        let code = telephone.code(self);
        let done = browser.submit(&page, "/account/second-factor", &[("code", &code)]).await;
        assert_eq!(done.status, StatusCode::OK, "{}", done.words());
        telephone.recovery_codes = done.texts("ol.mono li");
        telephone
    }

    /// The first step alone: the password was right.
    pub async fn half_signed_in(&self, person: &Person) -> (Browser, Shown) {
        let browser = self.browser();
        let page = browser.get("/sign-in").await;
        let page = browser.submit(&page, "/sign-in", &[("email", &person.email), ("password", PASSWORD)]).await;
        assert!(page.path.starts_with("/sign-in/second-factor"), "{}", page.path);
        (browser, page)
    }

    /// Whether a person has a second factor in use.
    pub async fn has_telephone(&self, person: UserId) -> bool {
        let sql = "select exists (select from second_factors where user_id = $1 and confirmed_at is not null)";
        sqlx::query_scalar(sql).bind(person).fetch_one(&self.app.db).await.unwrap()
    }
}
