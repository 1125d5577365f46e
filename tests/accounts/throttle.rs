//! Guessing passwords: slowed down by account and network, without locking the owner out.

use chrono::Duration;
use devcenter::{auth::MemberRole, lang::Lang};
use futures_util::future::join_all;
use reqwest::{Method, StatusCode, header};

use super::{WRONG, try_in};
use crate::support::{
    Browser, Portal,
    browser::Shown,
    world::{PASSWORD, Person},
};

const BEHIND_A_PROXY: &str = "--trusted-proxies=127.0.0.1";

/// Tries to sign in as seen from a network.
async fn try_from(browser: &Browser, network: &str, email: &str, password: &str) -> Shown {
    let page = browser.get("/sign-in").await;
    let token = page.attribute("form[action='/sign-in'] input[name=csrf]", "value").unwrap();
    let fields = [("csrf", token.as_str()), ("email", email), ("password", password)];
    let request = browser.request(Method::POST, "/sign-in").header("x-forwarded-for", network);
    browser.shown(request.form(&fields)).await
}

/// A person, and the browser in which they signed in before.
async fn owner(portal: &Portal) -> (Person, Browser) {
    let seller = portal.seller("moon").await;
    let owner = portal.member(&seller, "anna", MemberRole::Owner).await;
    let browser = portal.signed_in(&owner).await;
    let page = browser.get("/account").await;
    browser.submit(&page, "/sign-out", &[]).await;
    (owner, browser)
}

#[tokio::test]
async fn after_ten_wrong_passwords_an_account_waits_whether_or_not_it_exists() {
    let portal = Portal::start().await;
    let (anna, known) = owner(&portal).await;
    for lang in [Lang::Ko, Lang::En] {
        for email in [anna.email.as_str(), "nobody@people.example"] {
            let stranger = portal.browser().reading(lang);
            for _ in 0..10 {
                assert_eq!(try_in(&stranger, email, WRONG).await.status, StatusCode::UNPROCESSABLE_ENTITY);
            }
            let waits = try_in(&stranger, email, PASSWORD).await;
            assert_eq!(
                (waits.status, waits.text(".notice h2")),
                (StatusCode::TOO_MANY_REQUESTS, lang.sign_in_wait().into_owned())
            );
            assert_eq!(waits.headers[header::RETRY_AFTER], "900");
            assert!(waits.text(".notice").contains(&lang.span(900)), "{}", waits.words());
        }
        // the owner, in a browser that signed in before, is heard
        let page = known.get("/sign-in").await;
        let shown = known.submit(&page, "/sign-in", &[("email", &anna.email), ("password", PASSWORD)]).await;
        assert_eq!(shown.path, "/home", "{}", shown.words());
        let page = known.get("/account").await;
        known.submit(&page, "/sign-out", &[]).await;
        portal.app.clock.advance(Duration::minutes(15));
        assert_eq!(
            try_in(&portal.browser(), &anna.email, WRONG).await.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "a quarter of an hour later anybody is"
        );
        portal.app.clock.advance(Duration::minutes(15));
    }
}

#[tokio::test]
async fn guessing_from_everywhere_is_stopped_and_the_owner_is_not() {
    let portal = Portal::with(&[BEHIND_A_PROXY, "--sign-in-tries=3", "--sign-in-tries-per-account=6"]).await;
    let (anna, known) = owner(&portal).await;
    let stranger = portal.browser();
    for (network, last) in
        [("203.0.113.1", StatusCode::TOO_MANY_REQUESTS), ("203.0.113.2", StatusCode::TOO_MANY_REQUESTS)]
    {
        for _ in 0..3 {
            let wrong = try_from(&stranger, network, &anna.email, WRONG).await;
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        assert_eq!(try_from(&stranger, network, &anna.email, WRONG).await.status, last);
    }
    let third = try_from(&stranger, "203.0.113.3", &anna.email, PASSWORD).await;
    assert_eq!(third.status, StatusCode::TOO_MANY_REQUESTS, "the account is closed to strangers");
    let home = try_from(&known, "203.0.113.4", &anna.email, PASSWORD).await;
    assert_eq!(home.path, "/home", "its owner gets in");
}

#[tokio::test]
async fn a_stolen_mark_of_a_browser_guesses_no_more_than_a_stranger() {
    let portal = Portal::with(&["--sign-in-tries=3"]).await;
    let (anna, known) = owner(&portal).await;
    for _ in 0..3 {
        try_in(&known, &anna.email, WRONG).await;
    }
    assert_eq!(try_in(&known, &anna.email, PASSWORD).await.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn one_network_cannot_try_one_password_on_every_account() {
    let portal = Portal::with(&[BEHIND_A_PROXY, "--sign-in-tries-per-ip=5"]).await;
    let anna = portal.person("anna").await;
    let stranger = portal.browser();
    for number in 0..5 {
        let email = format!("a{number}@people.example");
        assert_eq!(try_from(&stranger, "203.0.113.9", &email, WRONG).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(try_from(&stranger, "203.0.113.9", &anna.email, PASSWORD).await.status, StatusCode::TOO_MANY_REQUESTS);
    // what stands before the proxy's own entry was written by the stranger
    assert_eq!(
        try_from(&stranger, "198.51.100.7, 203.0.113.9", &anna.email, PASSWORD).await.status,
        StatusCode::TOO_MANY_REQUESTS
    );
    assert_eq!(try_from(&portal.browser(), "198.51.100.7", &anna.email, PASSWORD).await.path, "/account");
}

#[tokio::test]
async fn right_passwords_use_nothing_up() {
    let portal =
        Portal::with(&["--sign-in-tries=2", "--sign-in-tries-per-account=2", "--sign-in-tries-per-ip=2"]).await;
    let anna = portal.person("anna").await;
    for _ in 0..4 {
        assert_eq!(try_in(&portal.browser(), &anna.email, PASSWORD).await.path, "/account");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn passwords_tried_at_the_same_time_are_counted_all_the_same() {
    let portal = Portal::start().await;
    let anna = portal.person("anna").await;
    let browser = portal.browser();
    let page = browser.get("/sign-in").await;
    let typed = [("email", anna.email.as_str()), ("password", WRONG)];
    let shown = join_all((0..32).map(|_| browser.submit(&page, "/sign-in", &typed))).await;
    let checked = shown.iter().filter(|shown| shown.status == StatusCode::UNPROCESSABLE_ENTITY).count();
    let waited = shown.iter().filter(|shown| shown.status == StatusCode::TOO_MANY_REQUESTS).count();
    assert_eq!((checked, waited), (10, 22), "as many as one after the other");
    assert_eq!(try_in(&browser, &anna.email, PASSWORD).await.status, StatusCode::TOO_MANY_REQUESTS);
}
