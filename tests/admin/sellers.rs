//! Sellers, apps and first owners.

use devcenter::{auth::MemberRole, lang::Lang};
use reqwest::StatusCode;

use super::admin;
use crate::support::{Portal, world::PASSWORD};

#[tokio::test]
async fn an_admin_adds_a_seller_and_an_app_and_the_invited_owner_builds_the_team() {
    let portal = Portal::start().await;
    let (_, browser) = admin(&portal).await;
    let list = browser.get("/admin/sellers").await;
    let names = [("name_ko", "새별 게임즈"), ("name_en", "New Star Games")];
    let values = [&[("seller_no", "S-2001")][..], &names].concat();
    let page = browser.submit(&list, "/admin/sellers", &values).await;
    assert_eq!((page.status, page.path.as_str()), (StatusCode::OK, "/admin/sellers/S-2001"));
    let app = [
        ("client_id", "new.star"),
        ("package_name", "com.newstar"),
        ("app_ko", "새별"),
        ("app_en", "New Star"),
        ("support_email", "help@newstar.example"),
    ];
    let page = browser.submit(&page, "/apps", &app).await;
    assert!(page.words().contains("new.star"), "{}", page.words());
    assert_eq!(portal.browser().get("/apps/new.star").await.status, StatusCode::OK, "the app is open to customers");
    let page = browser.submit(&page, "/invitations", &[("email", "first@newstar.example")]).await;
    assert!(page.words().contains(&*Lang::Ko.invitation_sent()), "{}", page.words());
    let link = portal.mail_to("first@newstar.example").await.link("/invitations/");
    let owner = portal.browser();
    let join = owner.get(&link).await;
    owner.submit(&join, &link, &[("name", "첫째"), ("password", PASSWORD)]).await;
    let sign_in = owner.get("/sign-in").await;
    let values = [("email", "first@newstar.example"), ("password", PASSWORD)];
    owner.submit(&sign_in, "/sign-in", &values).await;
    assert!(owner.get("/team").await.has("form[action='/team/invitations']"), "the owner invites the others");
    let page = browser.get("/admin/sellers/S-2001").await;
    assert!(!page.has("#owner"), "a first owner is invited where there is none");
    let record = page.texts("section[aria-labelledby=record] tbody th");
    assert_eq!(record.len(), 4, "{record:?}");
}

#[tokio::test]
async fn a_number_that_is_taken_is_refused_and_changes_nothing() {
    let portal = Portal::start().await;
    let (_, browser) = admin(&portal).await;
    let sun = portal.seller("sun").await;
    portal.seller("moon").await;
    let list = browser.get("/admin/sellers").await;
    let values = [("seller_no", "S-moon"), ("name_ko", "다른"), ("name_en", "Other")];
    let refused = browser.submit(&list, "/admin/sellers", &values).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.words().contains(&*Lang::Ko.number_taken()), "{}", refused.words());
    assert_eq!(refused.attribute("#name_ko", "value").as_deref(), Some("다른"), "what was typed stays");
    let page = browser.get("/admin/sellers/S-moon").await;
    let values = [
        ("client_id", sun.client_id.as_str()),
        ("package_name", "a"),
        ("app_ko", "훔친 앱"),
        ("app_en", "Stolen"),
        ("support_email", "a@mail.example"),
    ];
    let refused = browser.submit(&page, "/apps", &values).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let changed: i64 = portal.ask("select count(*) from apps where name_ko = '훔친 앱'").await;
    assert_eq!(
        (changed, portal.ask::<String>("select name_ko from sellers where seller_no = 'S-moon'").await),
        (0, "moon".to_owned())
    );
}

#[tokio::test]
async fn sellers_are_found_by_number_and_name_and_turned_page_by_page() {
    let portal = Portal::start().await;
    let (_, browser) = admin(&portal).await;
    for n in 0..30 {
        portal.seller(&format!("star{n:02}")).await;
    }
    portal.seller("moon").await;
    let first = browser.get("/admin/sellers").await;
    assert_eq!(first.texts("tbody tr").len(), 25);
    let next = first.attribute("a[rel=next]", "href").expect("a next page");
    assert_eq!(browser.get(&next).await.texts("tbody tr").len(), 6);
    for search in ["S-moon", "s-mo", "MOON"] {
        let found = browser.get(&format!("/admin/sellers?q={search}")).await;
        assert_eq!(found.texts("tbody th"), ["S-moon"], "{search}");
    }
    let none = browser.get("/admin/sellers?q=%25").await;
    assert!(none.words().contains(&*Lang::Ko.no_seller_found()), "a sign of patterns is a sign");
}

#[tokio::test]
async fn names_change_everywhere_and_the_record_says_who_did_it() {
    let portal = Portal::start().await;
    let (_, browser) = admin(&portal).await;
    let moon = portal.seller("moon").await;
    let page = browser.get("/admin/sellers/S-moon").await;
    let page = browser.submit(&page, "/names", &[("name_ko", "달빛"), ("name_en", "Moonlight")]).await;
    assert!(page.text("h1").contains("달빛"), "{}", page.text("h1"));
    let app = browser.get(&format!("/admin/sellers/S-moon/apps/{}", moon.app)).await;
    let action = app.path.clone();
    browser.submit(&app, &action, &[("name_ko", "달 농장"), ("name_en", "Moon Farm")]).await;
    assert!(portal.browser().get(&format!("/apps/{}", moon.client_id)).await.words().contains("달 농장"));
    let record = browser.get("/admin/sellers/S-moon").await.texts("section[aria-labelledby=record] tbody th");
    assert!(record.iter().all(|line| line.contains("admin")) && record.len() == 2, "{record:?}");
    let sun = portal.seller("sun").await;
    let foreign = browser.get(&format!("/admin/sellers/S-moon/apps/{}", sun.app)).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_admin_invites_no_second_owner() {
    let portal = Portal::start().await;
    let (_, browser) = admin(&portal).await;
    let moon = portal.seller("moon").await;
    let page = browser.get("/admin/sellers/S-moon").await;
    portal.member(&moon, "owner", MemberRole::Owner).await;
    let refused = browser.submit(&page, "/invitations", &[("email", "second@mail.example")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(portal.ask::<i64>("select count(*) from invitations").await, 0);
}
