//! The start page and an app's page.

use devcenter::{
    auth::{self, MemberRole, StaffRole},
    lang::Lang,
    work::Actor,
};
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
async fn who_works_here_sees_the_apps_as_everybody_does_and_the_way_to_the_desk() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
    let both = portal.member(&seller, "sora", MemberRole::Viewer).await;
    let mut work = portal.work(Actor::System).await;
    auth::join_staff(work.db(), both.id, StaffRole::Lead).await.unwrap();
    work.commit().await.unwrap();
    let lead = portal.staff("ideun", StaffRole::Lead).await;
    let nobody = portal.person("nobody").await;
    for (person, desk, name) in [
        (&agent, "/home", "내 첫 화면으로"),
        // the same as after signing in
        (&both, "/home", "내 첫 화면으로"),
        (&lead, "/cases", "구매취소 목록으로"),
        (&nobody, "/account", "내 계정"),
    ] {
        let browser = portal.signed_in(person).await;
        let home = browser.get("/").await;
        assert_eq!((home.path.as_str(), home.text("main .shelf b").as_str()), ("/", "별빛 농장"));
        let link = format!(".site-head > div > nav > a[href='{desk}']");
        assert_eq!(home.text(&link), name);
        assert_eq!(browser.get(desk).await.status, StatusCode::OK);
    }
    let page = portal.signed_in(&agent).await.get("/inquiries").await;
    assert_eq!(page.attribute(".nav .brand", "href").as_deref(), Some("/home"), "the brand stays at the desk");
    assert_eq!(portal.browser().get("/").await.text(".site-head a[href='/sign-in']"), "판매자·운영팀 로그인");
}

#[tokio::test]
async fn every_app_of_a_large_store_is_reached_page_by_page_there_and_back() {
    let portal = Portal::start().await;
    portal.seller("moon").await;
    let more = "insert into apps (app_id, seller_id, client_id, package_name, name_ko, name_en, support_email, created_at)
                select uuid_v7(), seller_id, 'app-' || n, 'p', '앱 ' || lpad((n / 2)::text, 3, '0'), 'App', 'a@b.example', now()
                from sellers, generate_series(1, 51) n";
    sqlx::query(more).execute(&portal.app.db).await.unwrap();
    let browser = portal.browser();
    let mut page = browser.get("/").await;
    let mut seen = page.texts("main .shelf b");
    assert!(page.attribute(".pager a[rel=prev]", "href").is_none());
    for rows in [25, 2] {
        page = browser.get(&page.attribute(".pager a[rel=next]", "href").unwrap()).await;
        assert_eq!(page.texts("main .shelf b").len(), rows);
        seen.extend(page.texts("main .shelf b"));
    }
    assert!(page.attribute(".pager a[rel=next]", "href").is_none(), "the last page");
    let mut expected = seen.clone();
    expected.sort();
    assert_eq!((seen.len(), &seen), (52, &expected));
    page = browser.get(&page.attribute(".pager a[rel=prev]", "href").unwrap()).await;
    assert_eq!(page.texts("main .shelf b"), seen[25..50]);
    page = browser.get(&page.attribute(".pager a[rel=prev]", "href").unwrap()).await;
    assert_eq!(page.texts("main .shelf b"), seen[..25]);
    assert!(page.attribute(".pager a[rel=prev]", "href").is_none(), "the first page again");
    for nowhere in ["/?after=nothing", "/?before=nothing", "/?before=%3Cb%3E"] {
        assert_eq!(browser.get(nowhere).await.texts("main .shelf b"), seen[..25], "{nowhere}");
    }
}
