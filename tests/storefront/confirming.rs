//! The button behind the mailed link.

use chrono::Duration;
use devcenter::{inquiries::Category, lang::Lang, text::EmailAddress};
use reqwest::{Method, StatusCode};

use super::{LANGS, filled, filled_with, send};
use crate::support::Portal;

const UNCONFIRMED: &str = "select count(*) from inquiries where state = 'unconfirmed'";

#[tokio::test]
async fn opening_the_link_changes_nothing_and_shows_nothing_of_the_inquiry() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    for lang in LANGS {
        let email = format!("{lang}-haneul@mail.example");
        let values = filled_with(Category::Other, &[("email", &email)]);
        send(&portal.browser().reading(lang), &seller, &values, &[]).await;
        let link = portal.mail_to(&email).await.link("/confirm/");
        // a mail scanner has no cookies
        let scanner = portal.browser().reading(lang);
        for method in [Method::GET, Method::HEAD, Method::GET] {
            let shown = scanner.shown(scanner.request(method, &link)).await;
            assert_eq!(shown.status, StatusCode::OK);
        }
        let page = scanner.get(&link).await;
        assert_eq!(page.text("h1"), lang.confirming_title());
        for secret in [email.as_str(), "별자리", "구매 복원", "김하늘"] {
            assert!(!page.body.contains(secret), "{secret} stands on the page before the button is pressed");
        }
        assert_eq!(page.headers["referrer-policy"], "strict-origin");
        assert_eq!(page.headers["x-robots-tag"], "noindex, nofollow");
    }
    assert_eq!(portal.ask::<i64>(UNCONFIRMED).await, 2);
    assert_eq!(portal.mails().await.len(), 2, "nobody was told of anything");
}

#[tokio::test]
async fn the_button_receives_every_inquiry_of_the_address_and_of_no_other() {
    let portal = Portal::start().await;
    let (moon, sun) = (portal.seller("moon").await, portal.seller("sun").await);
    for lang in LANGS {
        let browser = portal.browser().reading(lang);
        let email = format!("{lang}-many@mail.example");
        for (seller, subject) in [(&moon, "첫째"), (&sun, "둘째"), (&moon, "셋째")] {
            let values = filled_with(Category::Other, &[("email", &email), ("subject", subject)]);
            send(&browser, seller, &values, &[]).await;
        }
        let stranger = format!("{lang}-stranger@mail.example");
        send(&browser, &moon, &filled_with(Category::Other, &[("email", &stranger)]), &[]).await;
        let link = portal.mail_to(&email).await.link("/confirm/");
        let button = browser.get(&link).await;
        let masked = email.parse::<EmailAddress>().unwrap().masked();
        assert!(button.words().contains(&*lang.confirming_text_many(&masked, 3)), "{}", button.words());
        let list = browser.submit(&button, &link, &[]).await;
        assert_eq!((list.status, list.text("h1")), (StatusCode::OK, lang.confirmed_many_title(3).into_owned()));
        assert_eq!(list.texts(".shelf b"), ["셋째", "둘째", "첫째"]);
        assert_eq!(list.texts(".shelf .due").len(), 3, "each says by when it must be answered");
        let first = browser.get(&list.attribute(".shelf a", "href").unwrap()).await;
        assert_eq!((first.status, first.text("h1")), (StatusCode::OK, "셋째".to_owned()));
        // pressed again, and opened again, it leads to the same
        let again = browser.get(&link).await;
        assert_eq!(again.text("h1"), lang.confirmed_already_title());
        let list = browser.submit(&again, &link, &[]).await;
        assert_eq!(list.texts(".shelf b").len(), 3);
    }
    assert_eq!(portal.ask::<i64>(UNCONFIRMED).await, 2, "the strangers' inquiries still wait");
    let told = "select count(*) from deliveries where kind = 'new_inquiry'";
    assert_eq!(portal.ask::<i64>(told).await, 6, "each seller is told of each inquiry once");
}

#[tokio::test]
async fn pressed_twice_at_once_it_starts_one_clock() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let browser = portal.browser();
    send(&browser, &seller, &filled(Category::Other), &[]).await;
    let link = portal.mail_to("haneul@mail.example").await.link("/confirm/");
    let button = browser.get(&link).await;
    let pressed = futures_util::future::join_all((0..6).map(|_| browser.submit(&button, &link, &[]))).await;
    assert!(pressed.iter().all(|shown| shown.status == StatusCode::OK && shown.path == pressed[0].path));
    assert!(pressed[0].path.starts_with("/i/"));
    assert_eq!(portal.ask::<i64>("select count(*) from events where kind = 'confirmed'").await, 1);
    assert_eq!(portal.ask::<i64>("select count(*) from deliveries where kind = 'new_inquiry'").await, 1);
}

#[tokio::test]
async fn a_second_link_whose_inquiry_the_first_one_received_leads_there_too() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let browser = portal.browser();
    send(&browser, &seller, &filled_with(Category::Other, &[("subject", "첫째")]), &[]).await;
    let first = portal.mail_to("haneul@mail.example").await.link("/confirm/");
    portal.pass(Duration::hours(2)).await;
    send(&browser, &seller, &filled_with(Category::Other, &[("subject", "둘째")]), &[]).await;
    let second = portal.mail_to("haneul@mail.example").await.link("/confirm/");
    assert_ne!(first, second);
    let received = browser.submit(&browser.get(&first).await, &first, &[]).await;
    assert_eq!(received.texts(".shelf b"), ["둘째", "첫째"]);
    portal.pass(Duration::hours(1)).await;
    let button = browser.get(&second).await;
    let shown = browser.submit(&button, &second, &[]).await;
    assert_eq!((shown.status, shown.text("h1")), (StatusCode::OK, "둘째".to_owned()), "{}", shown.words());
    let again = browser.get(&second).await;
    assert_eq!(browser.submit(&again, &second, &[]).await.text("h1"), "둘째");
}

#[tokio::test]
async fn a_link_that_is_over_says_so_and_starts_no_clock() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    for lang in LANGS {
        let browser = portal.browser().reading(lang);
        send(&browser, &seller, &filled(Category::Other), &[]).await;
        let link = portal.mail_to("haneul@mail.example").await.link("/confirm/");
        let button = browser.get(&link).await;
        portal.pass(Duration::days(7)).await;
        for shown in [browser.get(&link).await, browser.submit(&button, &link, &[]).await] {
            assert_eq!(
                (shown.status, shown.text("h1")),
                (StatusCode::NOT_FOUND, lang.confirming_over_title().into_owned())
            );
        }
    }
    assert_eq!(portal.ask::<i64>("select count(*) from inquiries where state <> 'unconfirmed'").await, 0);
}

#[tokio::test]
async fn an_invented_link_is_as_one_that_is_over() {
    let portal = Portal::start().await;
    let browser = portal.browser().reading(Lang::En);
    for token in ["AAAAAAAAAAAAAAAAAAAAAA", "x", "%27%20or%201%3D1", "..%2f..%2fi"] {
        for path in [format!("/confirm/{token}"), format!("/confirm/{token}/inquiries")] {
            let shown = browser.get(&path).await;
            assert_eq!(
                (shown.status, shown.text("h1")),
                (StatusCode::NOT_FOUND, Lang::En.confirming_over_title().into_owned())
            );
        }
    }
}

#[tokio::test]
async fn what_is_received_stands_in_no_list_before_the_button_is_pressed() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let browser = portal.browser();
    send(&browser, &seller, &filled(Category::Other), &[]).await;
    let link = portal.mail_to("haneul@mail.example").await.link("/confirm/");
    let shown = browser.get(&format!("{link}/inquiries")).await;
    assert_eq!(shown.path, link, "the way to the list leads to the button");
}
