//! Another address to sign in with: both mailboxes agree, and nothing changes before.

use chrono::Duration;
use devcenter::lang::Lang;
use reqwest::StatusCode;

use super::try_in;
use crate::support::{
    Browser, Portal,
    browser::Shown,
    world::{PASSWORD, Person},
};

const NEW: &str = "anna.new@people.example";

async fn asks(browser: &Browser, email: &str) -> Shown {
    let page = browser.get("/account/address").await;
    browser.submit(&page, "/account/address", &[("email", email)]).await
}

/// The links of both mailboxes: old, new.
async fn links(portal: &Portal, person: &Person) -> [String; 2] {
    let old = portal.mail_to(&person.email).await.link("/address-change/");
    [old, portal.mail_to(NEW).await.link("/address-change/")]
}

async fn answers(browser: &Browser, link: &str, answer: &str) -> Shown {
    let page = browser.get(link).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.words());
    browser.submit(&page, link, &[("answer", answer)]).await
}

async fn signs_in(portal: &Portal, email: &str) -> bool {
    try_in(&portal.browser(), email, PASSWORD).await.path == "/account"
}

#[tokio::test]
async fn the_address_changes_once_both_mailboxes_have_agreed() {
    let portal = Portal::start().await;
    let anna = portal.person("anna").await;
    let browser = portal.signed_in(&anna).await;
    assert_eq!(asks(&browser, "Anna.New@people.example").await.path, "/account");
    let [old, new] = links(&portal, &anna).await;
    let stranger = portal.browser();
    let agreed = answers(&stranger, &new, "yes").await;
    assert!(agreed.words().contains(Lang::Ko.agreed_title().as_ref()), "{}", agreed.words());
    assert!(signs_in(&portal, &anna.email).await && !signs_in(&portal, NEW).await, "nothing changes before");
    let changed = answers(&stranger, &old, "yes").await;
    assert!(changed.words().contains(Lang::Ko.changed_title().as_ref()), "{}", changed.words());
    assert!(!signs_in(&portal, &anna.email).await && signs_in(&portal, NEW).await);
    assert_eq!(browser.get("/account").await.path, "/account", "sessions stay");
    let told = portal.mail_to(&anna.email).await;
    assert_eq!(told.subject, Lang::Ko.letter_changed(), "the mailbox that was left is told");
    for link in [old, new] {
        assert_eq!(stranger.get(&link).await.status, StatusCode::NOT_FOUND, "a link is used up");
    }
}

#[tokio::test]
async fn the_present_mailbox_can_refuse() {
    let portal = Portal::start().await;
    let anna = portal.person("anna").await;
    asks(&portal.signed_in(&anna).await, NEW).await;
    let [old, new] = links(&portal, &anna).await;
    answers(&portal.browser(), &new, "yes").await;
    let refused = answers(&portal.browser(), &old, "no").await;
    assert!(refused.words().contains(Lang::Ko.refused_text_old().as_ref()), "{}", refused.words());
    assert_eq!(portal.browser().get(&new).await.status, StatusCode::NOT_FOUND);
    assert!(signs_in(&portal, &anna.email).await && !signs_in(&portal, NEW).await);
}

#[tokio::test]
async fn opening_the_links_changes_nothing_and_after_a_day_they_are_over() {
    let portal = Portal::start().await;
    let anna = portal.person("anna").await;
    asks(&portal.signed_in(&anna).await, NEW).await;
    let both = links(&portal, &anna).await;
    for link in &both {
        assert_eq!(portal.browser().get(link).await.status, StatusCode::OK);
    }
    assert!(signs_in(&portal, &anna.email).await);
    assert!(
        !portal.browser().get(&both[1]).await.words().contains(&anna.email),
        "a stranger is not told the present address"
    );
    portal.app.clock.advance(Duration::hours(24));
    for link in &both {
        assert_eq!(portal.browser().get(link).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn asking_again_ends_the_earlier_links() {
    let portal = Portal::start().await;
    let anna = portal.person("anna").await;
    let browser = portal.signed_in(&anna).await;
    asks(&browser, NEW).await;
    let [old, _] = links(&portal, &anna).await;
    asks(&browser, "another@people.example").await;
    assert_eq!(portal.browser().get(&old).await.status, StatusCode::NOT_FOUND);
    assert!(browser.get("/account/address").await.words().contains("another@people.example"));
}

#[tokio::test]
async fn an_address_that_somebody_has_is_not_told_in_the_account_and_never_taken() {
    let portal = Portal::start().await;
    let (anna, berta) = (portal.person("anna").await, portal.person("berta").await);
    let browser = portal.signed_in(&anna).await;
    assert_eq!(asks(&browser, &berta.email).await.path, "/account", "as any other address");
    let old = portal.mail_to(&anna.email).await.link("/address-change/");
    let new = portal.mail_to(&berta.email).await.link("/address-change/");
    answers(&portal.browser(), &old, "yes").await;
    let taken = answers(&portal.browser(), &new, "yes").await;
    assert_eq!(taken.status, StatusCode::CONFLICT);
    assert!(taken.words().contains(Lang::Ko.address_taken_title().as_ref()));
    assert!(signs_in(&portal, &anna.email).await && signs_in(&portal, &berta.email).await);
}

#[tokio::test]
async fn a_new_address_needs_a_fresh_proof_and_keeps_what_was_typed() {
    let portal = Portal::start().await;
    let anna = portal.person("anna").await;
    let browser = portal.signed_in(&anna).await;
    for (typed, sentence) in [
        ("", Lang::Ko.email_missing()),
        ("anna", Lang::Ko.email_malformed()),
        (anna.email.as_str(), Lang::Ko.address_same()),
    ] {
        let refused = asks(&browser, typed).await;
        assert_eq!(
            (refused.status, refused.text("#email-error")),
            (StatusCode::UNPROCESSABLE_ENTITY, sentence.into_owned())
        );
    }
    portal.app.clock.advance(Duration::minutes(10));
    let asked = asks(&browser, NEW).await;
    assert_eq!(asked.text("#proof-error"), Lang::Ko.proof_missing_password());
    assert!(asked.form("/account/address").fields.contains(&("email".to_owned(), NEW.to_owned())));
    assert_eq!(browser.submit(&asked, "/account/address", &[("proof", PASSWORD)]).await.path, "/account");
    assert_eq!(portal.mails().await.len(), 2);
}
