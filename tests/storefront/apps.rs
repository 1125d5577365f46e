//! The start page and an app's page.

use devcenter::{auth::MemberRole, lang::Lang};
use reqwest::StatusCode;

use super::LANGS;
use crate::support::Portal;

#[tokio::test]
async fn a_passer_by_finds_an_app_and_its_contact_form_in_two_steps() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    for lang in LANGS {
        let browser = portal.browser().reading(lang);
        let home = browser.get("/").await;
        assert_eq!(home.text("h1"), lang.home_title());
        let name = if lang == Lang::Ko { "별빛 농장" } else { "Starlight Farm" };
        assert_eq!(home.text("main .shelf b"), name);
        let app = browser.get(&home.attribute("main .shelf a", "href").unwrap()).await;
        assert_eq!(app.text("h1"), name);
        assert!(app.words().contains(&*lang.takes_over(&lang.whole_days(3))), "{}", app.words());
        let form = browser.get(&app.attribute("aside a.primary", "href").unwrap()).await;
        assert_eq!(form.path, format!("/apps/{}/contact", seller.client_id));
        assert_eq!((form.status, form.text("h1")), (StatusCode::OK, lang.contact_seller().into_owned()));
    }
}

#[tokio::test]
async fn a_store_without_apps_says_so() {
    let portal = Portal::start().await;
    for lang in LANGS {
        let home = portal.browser().reading(lang).get("/").await;
        assert_eq!(home.text(".empty h2"), lang.home_empty_title());
    }
}

#[tokio::test]
async fn an_app_that_does_not_exist_is_a_page_in_the_readers_language() {
    let portal = Portal::start().await;
    for lang in LANGS {
        for path in ["/apps/nothing", "/apps/nothing/contact", "/apps/nothing/contact/sent?to=a&tag=b", "/apps/%3Cb%3E"]
        {
            let page = portal.browser().reading(lang).get(path).await;
            assert_eq!((page.status, page.text("h1")), (StatusCode::NOT_FOUND, lang.not_found_title().into_owned()));
        }
    }
}

#[tokio::test]
async fn who_works_here_comes_from_the_start_page_to_the_desk() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
    assert_eq!(portal.signed_in(&agent).await.get("/").await.path, "/inquiries");
    let nobody = portal.person("nobody").await;
    assert_eq!(portal.signed_in(&nobody).await.get("/").await.path, "/");
}
