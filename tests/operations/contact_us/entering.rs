//! The app is chosen, the form filled in.

use devcenter::{auth::StaffRole, lang::Lang};
use reqwest::StatusCode;

use super::{Store, path};
use crate::{
    desk::read_in,
    support::{Portal, browser::File},
};

const REFUND: [(&str, &str); 10] = [
    ("way", "letter"),
    ("arrived_at", "2026-11-23T09:00"),
    ("category", "refund"),
    ("item", "별자리 정원"),
    ("purchased_at", "2026-11-20T21:04"),
    ("amount", "11,000"),
    ("name", "김하늘"),
    ("email", "haneul@mail.example"),
    ("subject", "별자리 정원"),
    ("body", "환불해 주세요."),
];

#[tokio::test]
async fn what_came_in_is_entered_for_an_app_found_by_its_name_or_its_seller() {
    for lang in [Lang::Ko, Lang::En] {
        let portal = Portal::start().await;
        portal.seller("moon").await;
        let sora = portal.staff("sora", StaffRole::Agent).await;
        let browser = portal.signed_in(&sora).await;
        read_in(&browser, lang).await;
        let list = browser.get("/contact-us").await;
        let choose = browser.get(&list.attribute(".page-head a.primary", "href").unwrap()).await;
        assert_eq!(choose.text("h1"), lang.enter_contact_us());
        for q in ["빛 농", "light", "MOO", "app-moon", "S-moon"] {
            assert_eq!(browser.get(&format!("/contact-us/new?q={q}")).await.texts("tbody tr").len(), 1, "{q}");
        }
        assert!(browser.get("/contact-us/new?q=sun").await.has(".empty"));
        let form = browser.get(&choose.attribute("tbody a", "href").unwrap()).await;
        let picture = File { field: "files", name: "편지.txt", bytes: "편지".as_bytes().to_vec() };
        let entered = browser.submit_with(&form, "/contact-us", &REFUND, &[picture]).await;
        let no = portal.ask::<String>("select public_no from contact_us_entries").await;
        assert_eq!(entered.path, format!("/contact-us/{no}"), "{}", entered.words());
        for shown in [&*lang.way_letter(), "11,000", "김*늘", "별자리 정원", "편지.txt", &*lang.entry_made()] {
            assert!(entered.words().contains(shown), "{shown}: {}", entered.words());
        }
        assert!(!entered.body.contains("haneul@mail.example"), "the address stands masked");
        let file = entered.attribute(".files a", "href").unwrap();
        assert_eq!(browser.get(&file).await.body, "편지");
        portal.deliver().await;
        assert!(portal.mails().await.is_empty(), "nobody is told before it is forwarded");
    }
}

#[tokio::test]
async fn an_empty_form_says_what_is_missing_and_keeps_what_was_typed() {
    let store = Store::open().await;
    let browser = store.browser().await;
    let form = browser.get("/apps/app-moon/contact-us").await;
    let refused = browser
        .submit(&form, "/contact-us", &[("arrived_at", "2030-01-01T09:00"), ("category", "refund"), ("name", "하늘")])
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.text("#arrived_at-error"), Lang::Ko.error_arrived_future());
    for field in ["item", "purchased_at", "email", "subject", "body"] {
        assert!(refused.has(&format!("#{field}-error")), "{field}");
    }
    assert_eq!(refused.attribute("#name", "value").as_deref(), Some("하늘"));
    assert_eq!(store.portal.ask::<i64>("select count(*) from contact_us_entries").await, 1);
}

#[tokio::test]
async fn pressing_twice_enters_once_and_another_text_in_a_used_form_is_not_swallowed() {
    let portal = Portal::start().await;
    portal.seller("moon").await;
    let sora = portal.staff("sora", StaffRole::Lead).await;
    let browser = portal.signed_in(&sora).await;
    let form = browser.get("/apps/app-moon/contact-us").await;
    let first = browser.submit(&form, "/contact-us", &REFUND).await;
    let again = browser.submit(&form, "/contact-us", &REFUND).await;
    assert_eq!((again.status, &again.path), (StatusCode::OK, &first.path));
    let mut other = REFUND.to_vec();
    other.retain(|(name, _)| *name != "subject");
    other.push(("subject", "다른 문의"));
    let used = browser.submit(&form, "/contact-us", &other).await;
    assert_eq!(used.status, StatusCode::CONFLICT);
    assert_eq!(used.attribute("#subject", "value").as_deref(), Some("다른 문의"));
    assert_eq!(portal.ask::<i64>("select count(*) from contact_us_entries").await, 1);
    let sent = browser.submit(&used, "/contact-us", &[]).await;
    assert_ne!(sent.path, first.path);
    assert_eq!(portal.ask::<i64>("select count(*) from contact_us_entries").await, 2);
}

#[tokio::test]
async fn an_auditor_reads_and_enters_nothing() {
    let store = Store::open().await;
    let auditor = store.portal.staff("audit", StaffRole::Auditor).await;
    let browser = store.portal.signed_in(&auditor).await;
    let list = browser.get("/contact-us").await;
    assert!(!list.has(".page-head a.primary") && list.texts("tbody tr").len() == 1);
    let page = browser.get(&path(&store.no)).await;
    assert!(!page.has("form[action$=forwarding], form[action$=closing]"));
    assert!(page.words().contains(&*Lang::Ko.auditors_read_only()));
    assert_eq!(browser.get("/contact-us/new").await.status, StatusCode::FORBIDDEN);
}
