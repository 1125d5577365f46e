//! The list: soonest due first, with countdowns; filtered by app, category, state and when it is due.

use chrono::Duration;
use devcenter::{
    inquiries::Category,
    lang::Lang,
    sellers::{self, NewApp},
    work::Actor,
};

use super::{LANGS, asked_with, desk, patient_portal, read_in};
use crate::support::{Portal, browser::Shown, world::Seller};

fn subjects(page: &Shown) -> Vec<String> {
    page.texts("li.row .what a")
}

/// A second app of the seller, as a seller value of its own.
async fn second_app(portal: &Portal, seller: &Seller) -> Seller {
    let mut work = portal.work(Actor::System).await;
    let now = work.now();
    let app = NewApp {
        seller: seller.id,
        client_id: "app-second",
        package_name: "com.example.sea",
        name: ("푸른 바다", "Blue Sea"),
        about: ("", ""),
        icon: "app-farm",
        support_email: "sea@moon.example".parse().unwrap(),
        support_lang: Lang::Ko,
    };
    let app = sellers::add_app(work.db(), &app, now).await.unwrap();
    work.commit().await.unwrap();
    Seller { app, client_id: "app-second".to_owned(), ..seller.clone() }
}

/// Inquiries of two apps and several categories, filed 20 hours after each other: the first is due soonest.
async fn filed(portal: &Portal, seller: &Seller) {
    let second = second_app(portal, seller).await;
    for (number, (seller, category)) in [
        (seller, Category::Refund),
        (&second, Category::ErrorReport),
        (seller, Category::Other),
        (&second, Category::Refund),
    ]
    .into_iter()
    .enumerate()
    {
        let subject = format!("문의 {number}");
        asked_with(portal, seller, &format!("c{number}"), |form| {
            form.category = category;
            form.subject = subject.parse().unwrap();
        })
        .await;
        portal.pass(Duration::hours(20)).await;
    }
    // 80 hours after the first, which went to operations at 72; the second has 12 hours left
}

#[tokio::test]
async fn what_is_due_soonest_stands_first_with_the_time_that_is_left() {
    let portal = patient_portal().await;
    let (seller, _, browser) = desk(&portal).await;
    filed(&portal, &seller).await;
    for lang in LANGS {
        read_in(&browser, lang).await;
        let page = browser.get("/inquiries").await;
        assert_eq!(subjects(&page), ["문의 1", "문의 2", "문의 3"]);
        let left = match lang {
            Lang::Ko => ["12시간 0분", "1일 8시간", "2일 4시간"],
            Lang::En => ["12 hours 0 min", "1 day 8 hours", "2 days 4 hours"],
        };
        assert_eq!(page.texts("li.row .due"), left);
        assert_eq!(page.attribute("li.row .due", "data-tone").as_deref(), Some("soon"));
        assert!(page.has("li.row:nth-child(2) .due[data-tone=calm]"));
        let app = if lang == Lang::Ko { "푸른 바다" } else { "Blue Sea" };
        assert_eq!((page.text("li.row .where"), page.text("li.row .who")), (app.to_owned(), "c*".to_owned()));
        assert!(page.text("li.row .snip").contains("구매 복원을 세 번"));
        assert!(page.words().contains(&*lang.escalated_many("1")), "the one with operations is mentioned");
        assert_eq!(page.text("nav.nav .n"), format!("3 {}", lang.count_unanswered().trim()));
    }
    portal.pass(Duration::hours(9)).await;
    let page = browser.get("/inquiries").await;
    assert_eq!(page.attribute("li.row .due", "data-tone").as_deref(), Some("urgent"), "{}", page.text("li.row .due"));
}

#[tokio::test]
async fn the_list_is_filtered_by_app_category_state_and_when_it_is_due() {
    let portal = patient_portal().await;
    let (seller, _, browser) = desk(&portal).await;
    filed(&portal, &seller).await;
    let page = browser.get("/inquiries").await;
    let second = page.attribute("#f-app option:last-child", "value").unwrap();
    let first = page.attribute("#f-app option:nth-child(2)", "value").unwrap();
    let (first, second) =
        if page.text("#f-app option:last-child") == "푸른 바다" { (first, second) } else { (second, first) };
    for (query, expected) in [
        (format!("app={first}"), vec!["문의 2"]),
        (format!("app={second}"), vec!["문의 1", "문의 3"]),
        ("category=refund".to_owned(), vec!["문의 3"]),
        (format!("app={second}&category=refund"), vec!["문의 3"]),
        (format!("app={first}&category=refund"), vec![]),
        (format!("app={first}&category=refund&state=escalated"), vec!["문의 0"]),
        ("state=escalated".to_owned(), vec!["문의 0"]),
        ("due=24h".to_owned(), vec!["문의 1"]),
        ("due=4h".to_owned(), vec![]),
        ("state=answered".to_owned(), vec![]),
        ("state=closed".to_owned(), vec![]),
        ("state=unconfirmed".to_owned(), vec!["문의 1", "문의 2", "문의 3"]),
        ("app=x&category=y&state=z&due=q&after=1.2&before=..".to_owned(), vec!["문의 1", "문의 2", "문의 3"]),
    ] {
        let page = browser.get(&format!("/inquiries?{query}")).await;
        assert_eq!(subjects(&page), expected, "{query}");
        assert_eq!(page.has(".empty"), expected.is_empty(), "an empty list helps on: {query}");
    }
    let narrowed = browser.get(&format!("/inquiries?app={second}&category=refund")).await;
    assert_eq!(narrowed.text("#f-app option[selected]"), "푸른 바다");
    assert_eq!(narrowed.text("#f-cat option[selected]"), Category::Refund.name(Lang::Ko));
}

#[tokio::test]
async fn an_inquiry_moves_through_the_lists_as_it_is_answered_and_closed() {
    let portal = patient_portal().await;
    let (seller, agent, browser) = desk(&portal).await;
    let asked = portal.asked(&seller, "haneul").await;
    assert!(browser.get("/inquiries?state=answered").await.has(".empty"));
    portal.answer(&asked, &agent).await.unwrap();
    portal.pass(Duration::seconds(10)).await;
    assert_eq!(subjects(&browser.get("/inquiries?state=answered").await).len(), 1);
    assert!(browser.get("/inquiries").await.words().contains(&*Lang::Ko.all_answered()));
    portal.solve(&asked).await.unwrap();
    assert_eq!(subjects(&browser.get("/inquiries?state=closed").await).len(), 1);
    assert!(browser.get("/inquiries?state=answered").await.has(".empty"));
}

#[tokio::test]
async fn what_no_address_confirmed_is_in_no_list() {
    let portal = patient_portal().await;
    let (seller, _, browser) = desk(&portal).await;
    let form = portal.form_of(&seller, "haneul");
    portal.file(&form).await;
    for state in ["awaiting", "escalated", "answered", "closed", "unconfirmed"] {
        assert!(subjects(&browser.get(&format!("/inquiries?state={state}")).await).is_empty(), "{state}");
    }
    let no: String = portal.ask("select public_no from inquiries").await;
    assert_eq!(browser.get(&format!("/inquiries/{no}")).await.status, 404);
    // the button behind the first mail receives both
    portal.asked_with(&form).await;
    assert_eq!(browser.get(&format!("/inquiries/{no}")).await.status, 200);
}
