//! Signing in: what strangers learn from it, where it leads, which cookies it sets.

use std::time::{Duration, Instant};

use devcenter::{
    auth::{MemberRole, StaffRole},
    lang::Lang,
};
use reqwest::StatusCode;

use super::{WRONG, try_in, value};
use crate::support::{Browser, Portal, browser::Shown, world::PASSWORD};

/// All that tells one refusal from another, but for what was typed.
fn look(shown: &Shown) -> (StatusCode, String, Vec<String>, Vec<String>) {
    let mut headers: Vec<String> = shown.headers.keys().map(|name| name.as_str().to_owned()).collect();
    headers.sort();
    let fields = shown.form("/sign-in").fields.into_iter().map(|(name, _)| name).collect();
    (shown.status, shown.words(), headers, fields)
}

#[tokio::test]
async fn known_and_unknown_addresses_get_the_same_answer() {
    let portal = Portal::start().await;
    let anna = portal.person("anna").await;
    let gone = portal.person("gone").await;
    sqlx::query("update users set disabled_at = now() where user_id = $1")
        .bind(gone.id)
        .execute(&portal.app.db)
        .await
        .unwrap();
    for lang in [Lang::Ko, Lang::En] {
        let refused = |email: String, password: &'static str| async move { (email.clone(), password) };
        let mut looks = Vec::new();
        for (email, password) in [
            refused(anna.email.clone(), WRONG).await,
            refused(anna.email.to_uppercase(), WRONG).await,
            refused("nobody@people.example".to_owned(), WRONG).await,
            refused(gone.email.clone(), PASSWORD).await,
            refused("no address".to_owned(), WRONG).await,
        ] {
            let browser = portal.browser().reading(lang);
            let shown = try_in(&browser, &email, password).await;
            assert_eq!(
                (shown.status, shown.text(".notice h2")),
                (StatusCode::UNPROCESSABLE_ENTITY, lang.sign_in_wrong().into_owned())
            );
            let kept = shown.form("/sign-in").fields;
            assert!(kept.contains(&("email".to_owned(), email.clone())), "the address is kept: {kept:?}");
            assert!(kept.contains(&("password".to_owned(), String::new())), "the password is not: {kept:?}");
            looks.push(look(&shown));
        }
        assert!(looks.iter().all(|one| *one == looks[0]), "{looks:#?}");
    }
}

#[tokio::test]
async fn an_unknown_address_takes_as_long_as_a_known_one() {
    let portal =
        Portal::with(&["--sign-in-tries=1000", "--sign-in-tries-per-account=1000", "--sign-in-tries-per-ip=1000"])
            .await;
    let anna = portal.person("anna").await;
    let browser = portal.browser();
    let page = browser.get("/sign-in").await;
    let mut shortest = [Duration::MAX; 3];
    // in turn, so that whatever else the machine does falls on all of them
    for _ in 0..12 {
        for (shortest, email) in shortest.iter_mut().zip([anna.email.as_str(), "nobody@people.example", "no address"]) {
            let began = Instant::now();
            browser.submit(&page, "/sign-in", &[("email", email), ("password", WRONG)]).await;
            *shortest = began.elapsed().min(*shortest);
        }
    }
    let (least, most) = (shortest.iter().min().unwrap(), shortest.iter().max().unwrap());
    // a hash is nine tenths of the time, so one that is not computed shows even on a busy machine
    assert!(most.as_secs_f64() < 2.5 * least.as_secs_f64(), "known, unknown, no address: {shortest:?}");
}

#[tokio::test]
async fn what_was_left_out_is_said_beside_its_field() {
    let portal = Portal::start().await;
    for lang in [Lang::Ko, Lang::En] {
        let shown = try_in(&portal.browser().reading(lang), " ", "").await;
        assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(shown.text("#email-error"), lang.email_missing());
        assert_eq!(shown.text("#password-error"), lang.password_missing());
    }
}

/// Where signing in leads, from a sign-in page that was reached with `back`.
async fn destination(browser: &Browser, email: &str, back: &str) -> String {
    let query: String = url::form_urlencoded::Serializer::new(String::new()).append_pair("back", back).finish();
    let page = browser.get(&format!("/sign-in?{query}")).await;
    let shown = browser.submit(&page, "/sign-in", &[("email", email), ("password", PASSWORD)]).await;
    assert_eq!(shown.status, StatusCode::SEE_OTHER);
    // and what a stranger's page would put into the field itself
    let planted = [("email", email), ("password", PASSWORD), ("back", back)];
    let fresh = browser.get("/sign-in").await;
    let direct = browser.submit(&fresh, "/sign-in", &planted).await;
    assert_eq!(direct.headers["location"], shown.headers["location"], "{back}");
    shown.headers["location"].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn signing_in_leads_on_to_where_one_was_going_and_never_off_the_site() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
    let browser = portal.browser_that_stays();
    assert_eq!(destination(&browser, &agent.email, "/inquiries?state=closed").await, "/inquiries?state=closed");
    for elsewhere in [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\r\nSet-Cookie: a=b",
        "javascript:alert(1)",
        "evil.example",
        "/sign-in",
        "",
    ] {
        assert_eq!(destination(&browser, &agent.email, elsewhere).await, "/home", "{elsewhere}");
    }
    let admin = portal.staff("root", StaffRole::Admin).await;
    assert_eq!(destination(&portal.browser_that_stays(), &admin.email, "").await, "/account");
}

#[tokio::test]
async fn a_page_for_who_is_signed_in_asks_and_comes_back() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let asked = portal.asked(&seller, "haneul").await;
    let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
    let browser = portal.browser();
    let page = browser.get(&asked.desk_path()).await;
    assert!(page.path.starts_with("/sign-in?back="), "{}", page.path);
    let shown = browser.submit(&page, "/sign-in", &[("email", &agent.email), ("password", PASSWORD)]).await;
    assert_eq!((shown.status, shown.path), (StatusCode::OK, asked.desk_path()));
}

#[tokio::test]
async fn under_https_the_cookies_are_bound_to_host_and_https_and_never_for_scripts() {
    for (flags, prefix, secure) in [(&["--public-url=https://portal.example"][..], "__Host-", true), (&[], "", false)] {
        let portal = Portal::with(flags).await;
        let anna = portal.person("anna").await;
        let browser = portal.browser_that_stays();
        let page = browser.get("/sign-in").await;
        // under https the tests' browser does not send the cookie back by itself: the portal is reached without
        let visitor = page.cookies("visitor")[0].split(';').next().unwrap().to_owned();
        let token = page.attribute("input[name=csrf]", "value").unwrap();
        let fields = [("csrf", token.as_str()), ("email", &anna.email), ("password", PASSWORD)];
        let request = browser.request(reqwest::Method::POST, "/sign-in").header("cookie", visitor).form(&fields);
        let shown = browser.shown(request).await;
        assert_eq!(shown.status, StatusCode::SEE_OTHER, "{}", shown.body);
        for name in ["session", "known", "prefs"] {
            let lines = shown.cookies(name);
            let [line] = lines.as_slice() else { panic!("{name}: {lines:?}") };
            assert!(line.starts_with(&format!("{prefix}{name}=")), "{line}");
            assert!(line.contains("; Path=/; ") && line.contains("; HttpOnly; SameSite=Lax"), "{line}");
            assert_eq!(line.ends_with("; Secure"), secure, "{line}");
            assert!(!line.to_lowercase().contains("domain="), "{line}");
        }
        assert!(value(&shown.cookies("session")[0]).len() >= 43, "256 bits that nobody guesses");
        assert_eq!(shown.headers.contains_key("strict-transport-security"), secure);
    }
}
