//! A mistyped address is corrected by whoever sent the form, before anybody confirms it.

use chrono::Duration;
use devcenter::{inquiries::Category, lang::Lang};
use reqwest::StatusCode;

use super::{LANGS, filled_with, send};
use crate::support::{Browser, Portal, browser::Shown, world::Seller};

const SENT: &str = "/contact/sent";

async fn mistyped(browser: &Browser, seller: &Seller, email: &str) -> Shown {
    send(browser, seller, &filled_with(Category::Other, &[("email", email)]), &[]).await
}

async fn correct(browser: &Browser, page: &Shown, email: &str) -> Shown {
    let action = page.form_to(SENT);
    browser.submit(page, &action, &[("email", email)]).await
}

#[tokio::test]
async fn a_corrected_address_gets_the_mail_and_the_first_one_learns_and_opens_nothing() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    for lang in LANGS {
        let browser = portal.browser().reading(lang);
        let (wrong, right) = (format!("{lang}@mial.example"), format!("{lang}@mail.example"));
        let page = mistyped(&browser, &seller, &wrong).await;
        let dead = portal.mail_to(&wrong).await;
        for secret in ["별자리", "구매 복원", "김하늘"] {
            assert!(!dead.raw.contains(secret) && !dead.text.contains(secret), "{secret}");
        }
        let corrected = correct(&browser, &page, &right).await;
        assert_eq!((corrected.status, corrected.text("h1")), (StatusCode::OK, lang.sent_title().into_owned()));
        assert!(corrected.words().contains(&*lang.address_corrected()), "{}", corrected.words());
        assert!(!corrected.body.contains(&right), "the address stands masked");
        let dead = dead.link("/confirm/");
        assert_eq!(portal.browser().reading(lang).get(&dead).await.text("h1"), lang.confirming_over_title());

        let link = portal.mail_to(&right).await.link("/confirm/");
        let shown = browser.submit(&browser.get(&link).await, &link, &[]).await;
        assert!(shown.path.starts_with("/i/"), "{}", shown.words());
        assert!(portal.mail_to(&right).await.text.contains("구매 복원"), "the receipt goes to the right address");
        let to_wrong = portal.mails().await.iter().filter(|mail| mail.to == wrong).count();
        assert_eq!(to_wrong, 1, "nothing more goes to the first one");
    }
}

#[tokio::test]
async fn a_mail_that_has_not_gone_out_does_not_go_to_the_wrong_address() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let browser = portal.browser();
    let page = mistyped(&browser, &seller, "haneul@mial.example").await;
    correct(&browser, &page, "haneul@mail.example").await;
    let mails = portal.mails().await;
    assert_eq!(mails.iter().map(|mail| mail.to.as_str()).collect::<Vec<_>>(), ["haneul@mail.example"]);
}

#[tokio::test]
async fn another_form_that_waits_at_the_first_address_keeps_its_link() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let (owner, stranger) = (portal.browser(), portal.browser());
    mistyped(&owner, &seller, "owner@mail.example").await;
    let link = portal.mail_to("owner@mail.example").await.link("/confirm/");
    let page = mistyped(&stranger, &seller, "owner@mail.example").await;
    correct(&stranger, &page, "stranger@mail.example").await;
    let shown = owner.submit(&owner.get(&link).await, &link, &[]).await;
    assert!(shown.path.starts_with("/i/"), "it receives the owner's one inquiry: {}", shown.words());
}

#[tokio::test]
async fn an_address_is_corrected_three_times_and_not_once_it_is_confirmed() {
    let portal = Portal::with(&["--contact-per-ip=50"]).await;
    let seller = portal.seller("moon").await;
    for lang in LANGS {
        let browser = portal.browser().reading(lang);
        let first = mistyped(&browser, &seller, &format!("{lang}-0@mail.example")).await;
        let mut page = first.clone();
        for n in 1..=3 {
            page = correct(&browser, &page, &format!("{lang}-{n}@mail.example")).await;
            assert_eq!(page.status, StatusCode::OK);
        }
        assert!(!page.has("#correct"), "no fourth time is offered");
        let refused = correct(&browser, &first, "more@mail.example").await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert_eq!(refused.text(".notice h2"), lang.correct_too_often_title());

        let page = mistyped(&browser, &seller, &format!("{lang}-x@mail.example")).await;
        let link = portal.mail_to(&format!("{lang}-x@mail.example")).await.link("/confirm/");
        browser.submit(&browser.get(&link).await, &link, &[]).await;
        let refused = correct(&browser, &page, "more@mail.example").await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert_eq!(refused.text(".notice h2"), lang.correct_over_title());
        assert!(portal.mails().await.iter().all(|mail| mail.to != "more@mail.example"));
    }
}

#[tokio::test]
async fn what_is_no_address_is_shown_again_and_nothing_changes() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let browser = portal.browser().reading(Lang::En);
    let page = mistyped(&browser, &seller, "haneul@mail.example").await;
    let refused = correct(&browser, &page, "haneul.mail.example").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.attribute("input#email", "value").as_deref(), Some("haneul.mail.example"));
    assert_eq!(refused.text("#email-error"), Lang::En.error_email_at());
    assert_eq!(portal.mails().await.len(), 1);
}

#[tokio::test]
async fn a_form_is_corrected_by_its_sender_alone() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let browser = portal.browser();
    let page = mistyped(&browser, &seller, "haneul@mail.example").await;
    let action = page.form_to(SENT);
    let other = devcenter::id::SubmissionKey::new().to_string();
    let own = page.path.split("form=").nth(1).unwrap().split('&').next().unwrap().to_owned();
    let forged = browser.get(&page.path.replace(&own, &other)).await;
    assert_eq!(forged.status, StatusCode::NOT_FOUND);
    let token = page.attribute("input[name=csrf]", "value").unwrap();
    let posted = browser.post(&action.replace(&own, &other), &[("csrf", &token), ("email", "a@mail.example")]).await;
    assert_eq!(posted.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_link_pressed_while_its_address_is_corrected_leads_to_one_end() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    for round in 0..6 {
        let browser = portal.browser();
        let (wrong, right) = (format!("{round}@mial.example"), format!("{round}@mail.example"));
        let page = mistyped(&browser, &seller, &wrong).await;
        let link = portal.mail_to(&wrong).await.link("/confirm/");
        let button = browser.get(&link).await;
        let (pressed, corrected) = tokio::join!(browser.submit(&button, &link, &[]), correct(&browser, &page, &right));
        let received = pressed.path.starts_with("/i/");
        let moved = corrected.status.is_success();
        assert!(received != moved, "{} {} / {} {}", pressed.status, pressed.path, corrected.status, corrected.path);
    }
}

#[tokio::test]
async fn what_is_known_of_a_form_is_forgotten_with_time() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    mistyped(&portal.browser(), &seller, "haneul@mail.example").await;
    portal.app.clock.advance(Duration::days(8));
    devcenter::background::put_away(&portal.app).await;
    assert_eq!(portal.ask::<i64>("select count(*) from sent_forms").await, 0);
}
