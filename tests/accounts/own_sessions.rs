//! Where one is signed in: seen, ended, and told by mail.

use chrono::Duration;
use devcenter::lang::Lang;
use reqwest::{Method, header};

use super::try_in;
use crate::support::{
    Browser, Portal,
    world::{PASSWORD, Person},
};

const WHALE: &str =
    "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Whale/4.30 Safari/537.36";

/// Signs in with a browser that says what it is.
async fn signs_in_with(portal: &Portal, person: &Person, user_agent: &str) -> Browser {
    let browser = portal.browser();
    let page = browser.get("/sign-in").await;
    let token = page.attribute("form[action='/sign-in'] input[name=csrf]", "value").unwrap();
    let fields = [("csrf", token.as_str()), ("email", &person.email), ("password", PASSWORD)];
    let request = browser.request(Method::POST, "/sign-in").header(header::USER_AGENT, user_agent).form(&fields);
    assert_eq!(browser.shown(request).await.path, "/account");
    browser
}

#[tokio::test]
async fn one_sees_where_one_is_signed_in_and_signs_out_there() {
    let portal = Portal::start().await;
    let anna = portal.person("anna").await;
    let elsewhere = signs_in_with(&portal, &anna, WHALE).await;
    portal.app.clock.advance(Duration::minutes(5));
    let here = portal.signed_in(&anna).await;
    let page = here.get("/account/sessions").await;
    let rows = page.texts("main li");
    assert_eq!(rows.len(), 2, "{rows:#?}");
    assert!(rows[0].contains(Lang::Ko.this_device().as_ref()) && rows[1].contains("Whale · Windows"), "{rows:#?}");
    let session = page.attribute("button[name=session]", "value").unwrap();
    let page = here.submit(&page, "/end", &[("session", &session)]).await;
    assert_eq!(page.texts("main li").len(), 1);
    assert!(elsewhere.get("/account").await.path.starts_with("/sign-in?"));
    assert_eq!(here.get("/account").await.path, "/account");
}

#[tokio::test]
async fn all_other_devices_are_signed_out_at_once() {
    let portal = Portal::start().await;
    let (anna, berta) = (portal.person("anna").await, portal.person("berta").await);
    let others = [portal.signed_in(&anna).await, portal.signed_in(&anna).await];
    let bertas = portal.signed_in(&berta).await;
    let here = portal.signed_in(&anna).await;
    let page = here.get("/account/sessions").await;
    let page = here.submit(&page, "/end-others", &[]).await;
    assert!(page.words().contains(Lang::Ko.no_other_sessions().as_ref()));
    for other in others {
        assert!(other.get("/account").await.path.starts_with("/sign-in?"));
    }
    assert_eq!(bertas.get("/account").await.path, "/account");
}

#[tokio::test]
async fn nobody_ends_a_session_of_somebody_else() {
    let portal = Portal::start().await;
    let (anna, berta) = (portal.person("anna").await, portal.person("berta").await);
    let annas = portal.signed_in(&anna).await;
    let session: String = portal.ask("select session_id::text from sessions").await;
    let bertas = portal.signed_in(&berta).await;
    portal.signed_in(&berta).await;
    let page = bertas.get("/account/sessions").await;
    bertas.submit(&page, "/end", &[("session", &session)]).await;
    assert_eq!(annas.get("/account").await.path, "/account");
}

#[tokio::test]
async fn a_sign_in_from_a_browser_not_seen_before_is_told_by_mail() {
    let portal = Portal::start().await;
    let anna = portal.person("anna").await;
    let first = portal.signed_in(&anna).await;
    assert!(portal.mails().await.is_empty(), "the very first is not");
    let page = first.get("/account").await;
    first.submit(&page, "/sign-out", &[]).await;
    try_in(&first, &anna.email, PASSWORD).await;
    assert!(portal.mails().await.is_empty(), "nor one from a browser that signed in before");
    signs_in_with(&portal, &anna, WHALE).await;
    let mail = portal.mail_to(&anna.email).await;
    assert_eq!(mail.subject, Lang::Ko.letter_new_sign_in());
    assert!(mail.text.contains("Whale · Windows") && mail.text.contains("11월 23일(월) 15:20"), "{}", mail.text);
    assert_eq!(mail.link("/account"), "/account/sessions");
}
