//! The link of an inquiry is its key: what does not open is as if it were not there.

use devcenter::{inquiries::Category, lang::Lang};
use reqwest::{Method, StatusCode};

use super::{LANGS, filled, send};
use crate::support::Portal;

#[tokio::test]
async fn a_revoked_or_invented_link_opens_nothing_and_changes_nothing() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let asked = portal.asked(&seller, "haneul").await;
    let revoked = asked.customer_path(&portal);
    for lang in LANGS {
        let browser = portal.browser().reading(lang);
        sqlx::query("update inquiry_links set revoked_at = null").execute(&portal.app.db).await.unwrap();
        let page = browser.get(&revoked).await;
        sqlx::query("update inquiry_links set revoked_at = now()").execute(&portal.app.db).await.unwrap();
        let mut answers = vec![
            browser.submit(&page, "/messages", &[("body", "하나 더")]).await,
            browser.submit(&page, "/solved", &[]).await,
        ];
        for path in [&revoked, "/i/AAAAAAAAAAAAAAAAAAAAAA", "/i/x", "/i/%C3%28", "/i/%27%3B--"] {
            answers.push(browser.get(path).await);
        }
        for shown in answers {
            assert_eq!(
                (shown.status, shown.text("h1")),
                (StatusCode::NOT_FOUND, lang.no_such_link_title().into_owned()),
                "{}",
                shown.path
            );
            assert_eq!(shown.headers["referrer-policy"], "strict-origin");
        }
    }
    assert_eq!(portal.ask::<i64>("select count(*) from messages").await, 1);
}

#[tokio::test]
async fn an_inquiry_has_no_page_before_its_address_is_confirmed() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let form = portal.form_of(&seller, "haneul");
    let id = portal.file(&form).await;
    let token = devcenter::inquiries::link_token(&portal.app.secret, id, 0);
    let shown = portal.browser().get(&format!("/i/{}", token.reveal())).await;
    assert_eq!(shown.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_refused_form_of_a_secret_page_leads_back_to_that_page() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let asked = portal.asked(&seller, "haneul").await;
    let path = asked.customer_path(&portal);
    for lang in LANGS {
        let browser = portal.browser().reading(lang);
        // cookies are off, so the form's token is nobody's; and the page tells others only its origin
        let origin = format!("http://{}", portal.address);
        let form = reqwest::multipart::Form::new().text("csrf", "x").text("body", "하나 더");
        let request = browser.request(Method::POST, &format!("{path}/messages")).header("origin", &origin);
        let refused = browser
            .shown(
                request.header("referer", format!("{origin}/")).header("accept-language", lang.code()).multipart(form),
            )
            .await;
        assert_eq!((refused.status, refused.text("h1")), (StatusCode::FORBIDDEN, lang.stale_form_title().into_owned()));
        let back = refused.attribute("main a.primary", "href").unwrap();
        assert_eq!(browser.get(&back).await.text("h1"), "별자리 정원을 샀는데 들어오지 않았어요", "{back}");
    }
}

#[tokio::test]
async fn the_link_in_every_mail_to_the_customer_opens_the_inquiry() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let browser = portal.browser().reading(Lang::En);
    send(&browser, &seller, &filled(Category::Other), &[]).await;
    let link = portal.mail_to("haneul@mail.example").await.link("/confirm/");
    browser.submit(&browser.get(&link).await, &link, &[]).await;
    portal.pass(chrono::Duration::hours(72)).await;
    let mails = portal.mails().await;
    let to_customer: Vec<_> = mails.iter().filter(|mail| mail.to == "haneul@mail.example").skip(1).collect();
    assert_eq!(to_customer.len(), 2, "receipt, escalation");
    for mail in to_customer {
        assert_eq!(portal.browser().get(&mail.link("/i/")).await.text("h1"), "별자리 정원이 오지 않았어요");
    }
    let to_others: Vec<_> = mails.iter().filter(|mail| mail.to != "haneul@mail.example").collect();
    assert!(to_others.len() >= 2);
    for mail in to_others {
        assert!(
            !mail.raw.contains("/i/") && !mail.text.contains("/i/"),
            "the customer's key is nobody else's: {}",
            mail.text
        );
        assert!(!mail.raw.contains("haneul@mail.example"), "the seller does not get the customer's address");
    }
}
