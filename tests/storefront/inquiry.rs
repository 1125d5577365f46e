//! The customer's page of one inquiry: the thread, the due moment, what happens then, writing more.

use chrono::Duration;
use chrono_tz::Tz;
use devcenter::{
    auth::MemberRole,
    inquiries::{Category, State},
    lang::Lang,
};
use reqwest::StatusCode;

use super::{GIF, LANGS, ask, file, filled_with};
use crate::support::Portal;

#[tokio::test]
async fn the_page_shows_the_thread_the_due_moment_and_what_happens_then() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    for lang in LANGS {
        let browser = portal.browser().reading(lang);
        let email = format!("{lang}@mail.example");
        let page = ask(&portal, &browser, &seller, &filled_with(Category::Refund, &[("email", &email)]), &[]).await;
        assert!(page.path.starts_with("/i/"), "{}", page.path);
        assert!(page.words().contains(&*lang.inquiry_received()));
        assert_eq!(page.text("h1"), "별자리 정원이 오지 않았어요");
        assert_eq!(page.texts(".thread .body"), ["구매 복원을 세 번 해 봤지만 그대로입니다."]);
        let due = (portal.now() + Duration::hours(72)).with_timezone(&Tz::Asia__Seoul).to_rfc3339();
        assert_eq!(page.attribute(".countdown time", "datetime"), Some(due));
        let then = page.text(".countdown .then");
        assert!(then.contains(&*lang.then_customer_strong()) && then.contains(&*lang.then_customer_tail()), "{then}");
        let told = page.text("section[aria-labelledby=told]");
        assert!(told.contains("별자리 정원") && told.contains(&lang.money(11_000, "KRW")), "{told}");
        assert_eq!(page.headers["referrer-policy"], "strict-origin");
        assert_eq!(page.headers["cache-control"], "no-store");
        assert_eq!(page.headers["x-robots-tag"], "noindex, nofollow");
        portal.pass(Duration::hours(70)).await;
        let late = browser.get(&page.path).await;
        assert_eq!(late.attribute(".countdown", "data-tone").as_deref(), Some("urgent"));
        portal.pass(Duration::hours(2)).await;
        let over = browser.get(&page.path).await;
        assert_eq!(over.attribute(".countdown", "data-tone").as_deref(), Some("ops"));
        assert!(over.words().contains(&*lang.then_open_case()), "{}", over.words());
    }
}

#[tokio::test]
async fn moments_are_shown_in_the_zone_that_the_customer_chose() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let asked = portal.asked(&seller, "haneul").await;
    let browser = portal.browser();
    let page = browser.get(&asked.customer_path(&portal)).await;
    let page = browser.submit(&page, "/preferences", &[("zone", "America/New_York")]).await;
    assert_eq!(page.path, asked.customer_path(&portal), "the choice leads back to the inquiry");
    assert_eq!(page.attribute(".countdown time", "datetime").as_deref(), Some("2026-11-26T01:20:00-05:00"));
}

#[tokio::test]
async fn writing_more_joins_the_thread_and_does_not_move_the_due_moment() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    for lang in LANGS {
        let asked = portal.asked(&seller, lang.code()).await;
        let browser = portal.browser().reading(lang);
        let page = browser.get(&asked.customer_path(&portal)).await;
        let due = page.attribute(".countdown time", "datetime");
        portal.pass(Duration::hours(1)).await;
        let typed = [("body", "영수증도 붙입니다.\n고맙습니다.")];
        let presses = [
            browser.submit_with(&page, "/messages", &typed, &[file("영수증.gif", GIF)]).await,
            browser.submit_with(&page, "/messages", &typed, &[file("영수증.gif", GIF)]).await,
        ];
        for shown in &presses {
            assert_eq!((shown.status, &shown.path), (StatusCode::OK, &page.path));
            assert!(shown.words().contains(&*lang.message_written()));
        }
        let shown = browser.get(&page.path).await;
        assert_eq!(shown.texts(".thread .body p").len(), 2, "pressed twice it is written once: {}", shown.words());
        assert!(shown.text(".thread .files a").starts_with("영수증.gif"));
        assert_eq!(shown.attribute(".countdown time", "datetime"), due);
    }
    let told = portal.mails().await.into_iter().filter(|mail| mail.text.contains("영수증도 붙입니다.")).count();
    assert_eq!(told, 2, "the seller is told of each message once");
}

#[tokio::test]
async fn an_empty_message_and_a_bad_file_are_told_and_what_was_typed_stays() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let asked = portal.asked(&seller, "haneul").await;
    for lang in LANGS {
        let browser = portal.browser().reading(lang);
        let page = browser.get(&asked.customer_path(&portal)).await;
        let refused = browser.submit(&page, "/messages", &[("body", " \u{3164} ")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(refused.text("#body-error"), lang.error_message());
        let refused =
            browser.submit_with(&refused, "/messages", &[("body", "여기 있습니다")], &[file("a.png", b"MZ")]).await;
        assert_eq!(refused.text("#files-error"), lang.file_not_allowed("a.png"));
        assert_eq!(refused.text("textarea#body"), "여기 있습니다");
        // the refused page can be sent itself
        let written = browser.submit(&refused, "/messages", &[]).await;
        assert_eq!(written.status, StatusCode::OK, "{}", written.words());
        assert_eq!(written.path, asked.customer_path(&portal));
    }
}

#[tokio::test]
async fn an_answer_is_shown_in_the_sellers_name_and_writing_again_starts_a_new_turn() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
    for lang in LANGS {
        let asked = portal.asked(&seller, lang.code()).await;
        portal.answer(&asked, &agent).await.unwrap();
        let browser = portal.browser().reading(lang);
        let path = asked.customer_path(&portal);
        assert!(
            !browser.get(&path).await.words().contains("확인했습니다."),
            "an answer that can be undone is not shown"
        );
        portal.pass(Duration::seconds(10)).await;
        let page = browser.get(&path).await;
        assert_eq!(page.texts(".thread .body").len(), 2);
        assert!(page.text(".thread li:last-child").starts_with("M moon"), "{}", page.text(".thread li:last-child"));
        assert!(!page.words().contains("jihu"), "no person of the seller is named");
        assert!(page.words().contains(&*lang.write_answered_text()));
        let reopened = browser.submit(&page, "/messages", &[("body", "아직 안 됩니다")]).await;
        assert!(reopened.words().contains(&*lang.inquiry_reopened()), "{}", reopened.words());
        assert_eq!(portal.state(asked.id).await, State::AwaitingDeveloper);
    }
}

#[tokio::test]
async fn what_was_being_typed_while_the_inquiry_closed_is_taken_and_opens_it_again() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
    let asked = portal.asked(&seller, "haneul").await;
    portal.answer(&asked, &agent).await.unwrap();
    portal.pass(Duration::seconds(10)).await;
    let browser = portal.browser().reading(Lang::En);
    let page = browser.get(&asked.customer_path(&portal)).await;
    portal.pass(Duration::days(14)).await;
    assert_eq!(portal.state(asked.id).await, State::Closed);
    let shown = browser.submit(&page, "/messages", &[("body", "One more thing")]).await;
    assert!(shown.words().contains(&*Lang::En.inquiry_reopened()), "{}", shown.words());
    assert!(shown.texts(".thread .body").contains(&"One more thing".to_owned()));
    assert_eq!(portal.state(asked.id).await, State::AwaitingDeveloper);
}

#[tokio::test]
async fn another_text_under_a_used_key_is_told_and_not_dropped() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    for lang in LANGS {
        let asked = portal.asked(&seller, lang.code()).await;
        let browser = portal.browser().reading(lang);
        let page = browser.get(&asked.customer_path(&portal)).await;
        browser.submit(&page, "/messages", &[("body", "하나")]).await;
        let refused = browser.submit(&page, "/messages", &[("body", "둘")]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert_eq!(refused.text(".notice h2"), lang.used_form_title());
        assert_eq!(refused.text("textarea#body"), "둘");
        let written = browser.submit(&refused, "/messages", &[]).await;
        assert!(written.words().contains(&*lang.message_written()), "{}", written.words());
        assert_eq!(written.texts(".thread .body").len(), 3, "{}", written.words());
    }
}
