//! Sessions: a new token each time, dead when over, and what a person may do asked anew with each request.

use chrono::Duration;
use devcenter::auth::{self, MemberRole};
use reqwest::{Method, StatusCode};

use super::{try_in, value};
use crate::support::{
    Browser, Portal,
    browser::Shown,
    world::{PASSWORD, Person},
};

/// Opens the account page with a session's token, in a browser that has nothing else.
async fn with_token(portal: &Portal, token: &str) -> Shown {
    let browser = portal.browser();
    browser.shown(browser.request(Method::GET, "/account").header("cookie", format!("session={token}"))).await
}

/// Signs in and returns the session's token.
async fn token_of(browser: &Browser, person: &Person) -> String {
    let shown = try_in(browser, &person.email, PASSWORD).await;
    assert_eq!(shown.status, StatusCode::SEE_OTHER, "{}", shown.body);
    value(&shown.cookies("session")[0]).to_owned()
}

async fn is_open(portal: &Portal, token: &str) -> bool {
    let shown = with_token(portal, token).await;
    shown.status == StatusCode::OK && shown.path == "/account"
}

#[tokio::test]
async fn each_sign_in_gives_a_new_token_and_ends_the_browsers_old_session() {
    let portal = Portal::start().await;
    let anna = portal.person("anna").await;
    let browser = portal.browser_that_stays();
    let first = token_of(&browser, &anna).await;
    assert!(is_open(&portal, &first).await);
    let elsewhere = token_of(&portal.browser_that_stays(), &anna).await;
    let second = token_of(&browser, &anna).await;
    assert_ne!(first, second);
    assert!(!is_open(&portal, &first).await, "the old token is dead");
    assert!(is_open(&portal, &second).await && is_open(&portal, &elsewhere).await, "another browser stays signed in");
    let hashed = "select count(*) from sessions where length(token_hash) = 32";
    assert_eq!(portal.ask::<i64>(hashed).await, 2);
}

#[tokio::test]
async fn a_token_that_somebody_planted_is_never_taken_over() {
    let portal = Portal::start().await;
    let anna = portal.person("anna").await;
    let planted = "A".repeat(43);
    let browser = portal.browser_that_stays();
    let page =
        browser.shown(browser.request(Method::GET, "/sign-in").header("cookie", format!("session={planted}"))).await;
    let csrf = page.attribute("input[name=csrf]", "value").unwrap();
    let fields = [("csrf", csrf.as_str()), ("email", &anna.email), ("password", PASSWORD)];
    let request =
        browser.request(Method::POST, "/sign-in").header("cookie", format!("session={planted}")).form(&fields);
    let shown = browser.shown(request).await;
    assert_eq!(shown.status, StatusCode::SEE_OTHER, "{}", shown.body);
    assert_ne!(value(&shown.cookies("session")[0]), planted);
    assert!(!is_open(&portal, &planted).await);
}

#[tokio::test]
async fn after_signing_out_the_token_opens_nothing() {
    let portal = Portal::start().await;
    let anna = portal.person("anna").await;
    let browser = portal.browser_that_stays();
    let token = token_of(&browser, &anna).await;
    let page = browser.get("/account").await;
    let out = browser.submit(&page, "/sign-out", &[]).await;
    assert_eq!((out.status, &out.headers["location"]), (StatusCode::SEE_OTHER, &"/sign-in".parse().unwrap()));
    assert!(out.cookies("session")[0].starts_with("session=; ") && out.cookies("session")[0].contains("Max-Age=0"));
    assert!(!is_open(&portal, &token).await, "who copied the cookie has nothing");
    let again = browser.submit(&page, "/sign-out", &[]).await;
    assert_eq!(again.status, StatusCode::FORBIDDEN, "the form of the ended session is out of date");
}

#[tokio::test]
async fn a_link_signs_nobody_out() {
    let portal = Portal::start().await;
    let anna = portal.person("anna").await;
    let browser = portal.browser_that_stays();
    let token = token_of(&browser, &anna).await;
    assert_eq!(browser.get("/sign-out").await.status, StatusCode::METHOD_NOT_ALLOWED);
    assert!(is_open(&portal, &token).await);
}

#[tokio::test]
async fn a_session_ends_when_it_is_not_used_for_long_and_in_any_case_after_a_week() {
    let portal = Portal::start().await;
    let anna = portal.person("anna").await;
    let idle = token_of(&portal.browser_that_stays(), &anna).await;
    portal.app.clock.advance(Duration::hours(12) - Duration::seconds(1));
    assert!(is_open(&portal, &idle).await);
    portal.app.clock.advance(Duration::hours(12));
    assert!(!is_open(&portal, &idle).await, "twelve hours without a request");
    let busy = token_of(&portal.browser_that_stays(), &anna).await;
    for _ in 0..16 {
        portal.app.clock.advance(Duration::hours(10));
        assert!(is_open(&portal, &busy).await);
    }
    portal.app.clock.advance(Duration::hours(8));
    assert!(!is_open(&portal, &busy).await, "a week, however busy");
}

#[tokio::test]
async fn a_role_that_was_taken_away_is_gone_with_the_next_request() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let asked = portal.asked(&seller, "haneul").await;
    let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
    let browser = portal.signed_in(&agent).await;
    let page = browser.get(&asked.desk_path()).await;
    assert_eq!(page.status, StatusCode::OK);

    set_role(&portal, &agent, "viewer").await;
    let refused = browser.submit(&page, "/replies", &[("body", "답변")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(!browser.get(&asked.desk_path()).await.has("form.reply"));

    sqlx::query("delete from memberships").execute(&portal.app.db).await.unwrap();
    assert_eq!(browser.submit(&page, "/replies", &[("body", "답변")]).await.status, StatusCode::NOT_FOUND);
    for path in [asked.desk_path(), "/inquiries".to_owned()] {
        assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(portal.ask::<i64>("select count(*) from pending_replies").await, 0);
}

async fn set_role(portal: &Portal, person: &Person, role: &str) {
    let sql = "update memberships set role = $2::text::member_role where user_id = $1";
    sqlx::query(sql).bind(person.id).bind(role).execute(&portal.app.db).await.unwrap();
}

#[tokio::test]
async fn who_is_locked_out_or_gets_a_new_password_is_signed_out_everywhere() {
    let portal = Portal::start().await;
    let anna = portal.person("anna").await;
    let berta = portal.person("berta").await;
    let annas = [portal.browser_that_stays(), portal.browser_that_stays()];
    let mut tokens = Vec::new();
    for browser in &annas {
        tokens.push(token_of(browser, &anna).await);
    }
    let bertas = token_of(&portal.browser_that_stays(), &berta).await;
    let mut work = portal.work(devcenter::work::Actor::System).await;
    let new = auth::hash_password("ein ganz neues Wort").unwrap();
    assert!(auth::set_password(work.db(), &anna.email.parse().unwrap(), &new).await.unwrap());
    work.commit().await.unwrap();
    for token in &tokens {
        assert!(!is_open(&portal, token).await, "the old password's sessions are over");
    }
    assert!(is_open(&portal, &bertas).await);
    sqlx::query("update users set disabled_at = now() where user_id = $1")
        .bind(berta.id)
        .execute(&portal.app.db)
        .await
        .unwrap();
    assert!(!is_open(&portal, &bertas).await);
}
