//! The public form is no mail cannon: limits by address and by network, and one mail an hour to an address.

use chrono::Duration;
use devcenter::{inquiries::Category, lang::Lang};
use reqwest::{StatusCode, header};

use super::{LANGS, filled, filled_with, send};
use crate::support::{Portal, browser::Shown, world::Seller};

/// Sends the form as seen through a proxy, from a network.
async fn send_from(portal: &Portal, network: &str, seller: &Seller, email: &str) -> Shown {
    let browser = portal.browser();
    let path = format!("/apps/{}/contact", seller.client_id);
    let form = browser.get(&path).await.form("/contact");
    let values = filled_with(Category::Other, &[("email", email)]);
    let hidden = form.fields.iter().filter(|(name, _)| name == "csrf" || name == "submission").cloned();
    let typed = values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let mut parts = reqwest::multipart::Form::new();
    for (name, value) in hidden.chain(typed) {
        parts = parts.text(name, value);
    }
    let request = browser.request(reqwest::Method::POST, &path).header("x-forwarded-for", network);
    browser.shown(request.header(header::ORIGIN, format!("http://{}", portal.address)).multipart(parts)).await
}

#[tokio::test]
async fn one_inquiry_too_many_of_an_address_is_asked_to_wait_and_loses_nothing() {
    let portal = Portal::with(&["--contact-per-email=2"]).await;
    let seller = portal.seller("moon").await;
    for lang in LANGS {
        let browser = portal.browser().reading(lang);
        let email = format!("{lang}@mail.example");
        let values = filled_with(Category::Other, &[("email", &email)]);
        for _ in 0..2 {
            assert_eq!(send(&browser, &seller, &values, &[]).await.text("h1"), lang.sent_title());
        }
        // written otherwise it is the same address
        let shouted = email.to_uppercase();
        let again = filled_with(Category::Other, &[("email", &shouted)]);
        let refused = send(&browser, &seller, &again, &[]).await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(refused.headers[header::RETRY_AFTER], "2400", "until the hour is over");
        assert_eq!(refused.text(".notice h2"), lang.too_often_title());
        assert!(refused.text(".notice").contains(&lang.span(2400)), "{}", refused.text(".notice"));
        assert_eq!(refused.text("textarea#body"), "구매 복원을 세 번 해 봤지만 그대로입니다.");
        let other = filled_with(Category::Other, &[("email", "another@mail.example")]);
        assert_eq!(send(&browser, &seller, &other, &[]).await.text("h1"), lang.sent_title(), "others may write");
        portal.pass(Duration::minutes(40)).await;
        let later = browser.submit(&refused, "/contact", &[]).await;
        assert_eq!(later.text("h1"), lang.sent_title(), "the form kept what it needs to be sent later");
        portal.pass(Duration::hours(1) - Duration::minutes(40)).await;
    }
}

#[tokio::test]
async fn one_network_may_write_only_so_often_whoever_it_says_it_is() {
    let portal = Portal::with(&["--contact-per-ip=2", "--trusted-proxies=127.0.0.1"]).await;
    let seller = portal.seller("moon").await;
    for (network, email, status) in [
        ("203.0.113.9", "a@mail.example", StatusCode::OK),
        ("203.0.113.9", "b@mail.example", StatusCode::OK),
        ("203.0.113.9", "c@mail.example", StatusCode::TOO_MANY_REQUESTS),
        ("198.51.100.1, 203.0.113.9", "c@mail.example", StatusCode::TOO_MANY_REQUESTS),
        ("198.51.100.1", "c@mail.example", StatusCode::OK),
    ] {
        assert_eq!(send_from(&portal, network, &seller, email).await.status, status, "{email} from {network}");
    }
    assert_eq!(portal.mails().await.len(), 3, "who was refused got no mail");
}

#[tokio::test]
async fn a_form_that_was_refused_counts_for_nothing() {
    let portal = Portal::with(&["--contact-per-email=1", "--contact-per-ip=1"]).await;
    let seller = portal.seller("moon").await;
    let browser = portal.browser();
    for _ in 0..3 {
        let refused = send(&browser, &seller, &filled_with(Category::Other, &[("body", " ")]), &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(send(&browser, &seller, &filled(Category::Other), &[]).await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_address_gets_one_mail_an_hour_whose_button_receives_everything() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let browser = portal.browser().reading(Lang::En);
    for _ in 0..3 {
        send(&browser, &seller, &filled(Category::Other), &[]).await;
    }
    assert_eq!(portal.mails().await.len(), 1);
    portal.pass(Duration::minutes(61)).await;
    send(&browser, &seller, &filled(Category::Other), &[]).await;
    assert_eq!(portal.mails().await.len(), 2, "an hour later another one goes out");
}

#[tokio::test]
async fn a_flood_of_forms_at_once_is_bounded_all_the_same() {
    let portal = Portal::with(&["--contact-per-email=3"]).await;
    let seller = portal.seller("moon").await;
    let browser = portal.browser();
    // the first page gives the browser its cookie
    browser.get("/").await;
    let values = filled(Category::Other);
    let sent = futures_util::future::join_all((0..12).map(|_| send(&browser, &seller, &values, &[]))).await;
    assert_eq!(sent.iter().filter(|shown| shown.status == StatusCode::OK).count(), 3);
    let statuses: Vec<_> = sent.iter().map(|shown| shown.status).collect();
    assert!(
        sent.iter().all(|shown| [StatusCode::OK, StatusCode::TOO_MANY_REQUESTS].contains(&shown.status)),
        "{statuses:?}"
    );
    assert_eq!(portal.ask::<i64>("select count(*) from inquiries").await, 3);
}

#[tokio::test]
async fn one_link_takes_only_so_many_messages_and_loses_none() {
    let portal = Portal::with(&["--contact-per-link=2"]).await;
    let seller = portal.seller("moon").await;
    for lang in LANGS {
        let asked = portal.asked(&seller, lang.code()).await;
        let browser = portal.browser().reading(lang);
        let path = asked.customer_path(&portal);
        let page = browser.get(&path).await;
        // pressed twice it is one message, and counts as one
        for _ in 0..2 {
            assert_eq!(browser.submit(&page, "/messages", &[("body", "하나")]).await.status, StatusCode::OK);
        }
        let page = browser.get(&path).await;
        let page = browser.submit(&page, "/messages", &[("body", "둘")]).await;
        assert_eq!(page.status, StatusCode::OK);
        let refused = browser.submit(&page, "/messages", &[("body", "셋")]).await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(refused.headers[header::RETRY_AFTER], "2400", "until the hour is over");
        assert_eq!(refused.text(".notice h2"), lang.too_many_messages_title());
        assert_eq!(refused.text("textarea#body"), "셋");
        let other = portal.asked(&seller, &format!("{}-other", lang.code())).await;
        let elsewhere = browser.get(&other.customer_path(&portal)).await;
        let written = browser.submit(&elsewhere, "/messages", &[("body", "하나")]).await;
        assert_eq!(written.status, StatusCode::OK, "another inquiry has its own count");
        portal.pass(Duration::minutes(40)).await;
        assert_eq!(browser.submit(&refused, "/messages", &[]).await.status, StatusCode::OK, "later it is taken");
        let written = "select count(*) from messages where body = '셋'";
        assert!(portal.ask::<i64>(written).await > 0);
        portal.pass(Duration::minutes(20)).await;
    }
}
