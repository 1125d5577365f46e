//! The page of one inquiry, as its seller sees it.

use chrono::Duration;
use devcenter::{auth::MemberRole, lang::Lang, text::Amount};
use reqwest::StatusCode;

use super::{LANGS, asked_with, customer_writes, desk, patient_portal, read_in};
use crate::support::browser::Shown;

#[tokio::test]
async fn the_page_shows_thread_countdown_purchase_and_as_much_of_the_customer_as_needed() {
    let portal = patient_portal().await;
    let (seller, _, browser) = desk(&portal).await;
    let asked = asked_with(&portal, &seller, "haneul-kim", |form| {
        form.purchase.item = Some("별자리 정원".parse().unwrap());
        form.purchase.purchased_at = Some("2026-11-20T12:04:00Z".parse().unwrap());
        form.purchase.amount = Some(Amount::parse("11,000", "KRW".parse().unwrap()).unwrap());
    })
    .await;
    customer_writes(&portal, asked.id, "첫 줄\n\n둘째 문단").await;
    portal.pass(Duration::hours(49)).await;
    for lang in LANGS {
        read_in(&browser, lang).await;
        let page = browser.get(&asked.desk_path()).await;
        assert_eq!(page.text("h1"), "별자리 정원을 샀는데 들어오지 않았어요");
        assert_eq!(page.texts(".thread .msg .body").len(), 2);
        assert_eq!(page.texts(".thread .msg .body p").len(), 3, "a blank line parts paragraphs");
        let left = if lang == Lang::Ko { "23 시간 0 분" } else { "23 hours 0 min" };
        assert_eq!(page.text(".countdown time"), left);
        assert_eq!(page.attribute(".countdown", "data-tone").as_deref(), Some("soon"));
        assert!(page.text(".countdown .then").contains(&*lang.then_seller()));
        let purchase = page.text("section[aria-labelledby=about-purchase]");
        assert!(purchase.contains("별자리 정원") && purchase.contains(&lang.money(11_000, "KRW")), "{purchase}");
        let customer = page.text("section[aria-labelledby=about-customer]");
        assert!(customer.contains("h•••••@mail.example"), "{customer}");
        for secret in ["haneul-kim", asked.customer_email.as_str()] {
            assert!(!page.body.contains(secret), "{secret} is not the seller's business");
        }
        assert_eq!(page.headers["cache-control"], "no-store");
    }
}

#[tokio::test]
async fn another_sellers_inquiry_does_not_exist() {
    let portal = patient_portal().await;
    let (seller, _, _) = desk(&portal).await;
    let asked = portal.asked(&seller, "haneul").await;
    let sun = portal.seller("sun").await;
    let stranger = portal.member(&sun, "stranger", MemberRole::Owner).await;
    let own = portal.asked(&sun, "mina").await;
    let browser = portal.signed_in(&stranger).await;
    let page = browser.get(&own.desk_path()).await;
    let missing = browser.get("/inquiries/AAAAAAAAA").await;
    for path in [asked.desk_path(), format!("{}?x=1", asked.desk_path())] {
        let shown = browser.get(&path).await;
        assert_eq!(
            (shown.status, shown.text("main")),
            (missing.status, missing.text("main")),
            "as one that nobody has"
        );
    }
    // the form of an own inquiry, sent to the other's address
    let own_form = own.desk_path();
    for action in ["/replies", "/undo"] {
        let mut body = page
            .body
            .replace(&format!("action=\"{own_form}/replies\""), &format!("action=\"{}{action}\"", asked.desk_path()));
        if action == "/undo" {
            body = body.replace(" enctype=\"multipart/form-data\"", "");
        }
        let forged = Shown { body, ..page.clone() };
        let refused = browser.submit(&forged, action, &[("body", "제가 답합니다")]).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND, "{action}");
    }
    assert!(!browser.get("/inquiries").await.words().contains(asked.no.as_str()));
    assert_eq!(portal.ask::<i64>("select count(*) from pending_replies").await, 0);
}

#[tokio::test]
async fn who_only_reads_sees_everything_and_answers_nothing() {
    let portal = patient_portal().await;
    let (seller, _, agents) = desk(&portal).await;
    let asked = portal.asked(&seller, "haneul").await;
    let viewer = portal.member(&seller, "viewer", MemberRole::Viewer).await;
    let browser = portal.signed_in(&viewer).await;
    for lang in LANGS {
        read_in(&browser, lang).await;
        let page = browser.get(&asked.desk_path()).await;
        assert_eq!((page.status, page.has("form.reply")), (StatusCode::OK, false));
        assert!(page.words().contains(&*lang.viewers_read_only()));
    }
    // a form made by hand: an agent's, with the viewer's token
    let token = browser.get("/account").await.attribute("input[name=csrf]", "value").unwrap();
    let form = agents.get(&asked.desk_path()).await;
    for action in ["/replies", "/undo"] {
        let mut body = form.body.replace("/replies\"", &format!("{action}\""));
        if action == "/undo" {
            body = body.replace(" enctype=\"multipart/form-data\"", "");
        }
        let forged = Shown { body, ..form.clone() };
        let refused = browser.submit(&forged, action, &[("body", "답변"), ("csrf", &token)]).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{action}");
    }
}

#[tokio::test]
async fn other_inquiries_of_the_same_customer_are_listed_but_not_those_with_other_sellers() {
    let portal = patient_portal().await;
    let (seller, _, browser) = desk(&portal).await;
    let sun = portal.seller("sun").await;
    asked_with(&portal, &sun, "haneul", |form| form.subject = "남의 문의".parse().unwrap()).await;
    portal.pass(Duration::hours(2)).await;
    asked_with(&portal, &seller, "haneul", |form| form.subject = "먼저 한 문의".parse().unwrap()).await;
    portal.pass(Duration::hours(2)).await;
    let asked = portal.asked(&seller, "haneul").await;
    let page = browser.get(&asked.desk_path()).await;
    let customer = page.text("section[aria-labelledby=about-customer]");
    assert!(customer.contains("먼저 한 문의") && !customer.contains("남의 문의"), "{customer}");
}
