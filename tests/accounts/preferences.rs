//! Language, brightness, time zone: for who passes by, and kept with the account of who is signed in.

use devcenter::{auth::MemberRole, lang::Lang};
use reqwest::StatusCode;

use crate::support::{Portal, browser::Shown, world::PASSWORD};

fn lang_of(page: &Shown) -> Option<String> {
    page.attribute("html", "lang")
}

#[tokio::test]
async fn who_passes_by_chooses_and_the_browser_remembers() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let browser = portal.browser();
    let path = format!("/apps/{}", seller.client_id);
    let page = browser.get(&path).await;
    assert_eq!((lang_of(&page).as_deref(), page.attribute("html", "data-theme")), (Some("ko"), None));
    let page = browser.submit(&page, "/preferences", &[("lang", "en")]).await;
    assert_eq!(
        (page.path.as_str(), lang_of(&page).as_deref()),
        (path.as_str(), Some("en")),
        "it leads back to the page"
    );
    assert!(page.words().contains(&*Lang::En.preferences_saved()));
    let page = browser.submit(&page, "/preferences", &[("theme", "dark")]).await;
    assert_eq!(page.attribute("html", "data-theme").as_deref(), Some("dark"));
    assert_eq!(page.text("button[name=theme][aria-pressed=true]"), Lang::En.theme_dark());
    let page = browser.submit(&page, "/preferences", &[("zone", "Europe/London")]).await;
    assert_eq!(page.text("button[name=zone][aria-pressed=true]"), "London");
    let contact = browser.get(&format!("{path}/contact")).await;
    assert_eq!(contact.attribute("aside time", "datetime").as_deref(), Some("2026-11-26T06:20:00+00:00"));
    let page = browser.submit(&page, "/preferences", &[("theme", "system")]).await;
    assert_eq!(page.attribute("html", "data-theme"), None);
}

#[tokio::test]
async fn any_time_zone_can_be_found_and_an_unknown_one_is_told() {
    let portal = Portal::start().await;
    for lang in [Lang::Ko, Lang::En] {
        let browser = portal.browser().reading(lang);
        let page = browser.get("/preferences?back=/apps/x").await;
        let refused = browser.submit(&page, "/preferences", &[("zone", "Atlantis")]).await;
        assert_eq!(
            (refused.status, refused.text("#zone-error")),
            (StatusCode::UNPROCESSABLE_ENTITY, lang.time_zone_unknown().into_owned())
        );
        let found = browser.submit(&refused, "/preferences", &[("zone", "buenos aires"), ("back", "/apps/x")]).await;
        assert_eq!(found.path, "/apps/x");
        assert_eq!(found.text("button[name=zone][aria-pressed=true]"), "Buenos Aires");
    }
}

#[tokio::test]
async fn what_no_menu_offers_changes_nothing() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let page = browser.get("/").await;
    for (name, value) in [("lang", "xx"), ("theme", "pink")] {
        let refused = browser.submit(&page, "/preferences", &[(name, value)]).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{name}={value}");
        assert!(refused.cookies("prefs").is_empty());
    }
}

#[tokio::test]
async fn who_is_signed_in_finds_pages_and_mails_as_they_like_them_everywhere() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
    let browser = portal.signed_in(&agent).await;
    let page = browser.get("/account").await;
    let token = page.attribute("main form[action='/preferences'] input[name=csrf]", "value").unwrap();
    let liked =
        [("csrf", token.as_str()), ("back", "/account"), ("lang", "en"), ("theme", "dark"), ("zone", "Asia/Tokyo")];
    let page = browser.post("/preferences", &liked).await;
    assert_eq!((page.path.as_str(), lang_of(&page).as_deref()), ("/account", Some("en")));

    // another browser, which would be shown pages in Korean
    let elsewhere = portal.browser();
    let page = elsewhere.get("/sign-in").await;
    assert_eq!(lang_of(&page).as_deref(), Some("ko"));
    let page = elsewhere.submit(&page, "/sign-in", &[("email", &agent.email), ("password", PASSWORD)]).await;
    assert_eq!(
        (lang_of(&page).as_deref(), page.attribute("html", "data-theme").as_deref()),
        (Some("en"), Some("dark"))
    );
    assert_eq!(page.text("button[name=zone][aria-pressed=true]"), "Tokyo");

    portal.asked(&seller, "haneul").await;
    let mail = portal.mail_to(&agent.email).await;
    assert!(mail.subject.contains("New inquiry"), "{}", mail.subject);
}
