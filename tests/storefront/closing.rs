//! «Solved, thanks», and taking an inquiry back from operations.

use chrono::Duration;
use devcenter::{
    auth::{MemberRole, StaffRole},
    inquiries::State,
    lang::Lang,
};
use reqwest::StatusCode;

use super::LANGS;
use crate::support::Portal;

#[tokio::test]
async fn solved_thanks_closes_the_inquiry_and_stops_its_clock() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    for lang in LANGS {
        let asked = portal.asked(&seller, lang.code()).await;
        let browser = portal.browser().reading(lang);
        let page = browser.get(&asked.customer_path(&portal)).await;
        let closed = browser.submit(&page, "/solved", &[]).await;
        assert_eq!((closed.status, &closed.path), (StatusCode::OK, &page.path));
        assert!(closed.words().contains(&*lang.inquiry_solved()) && closed.words().contains(&*lang.write_reopen()));
        assert!(!closed.has("form[action$='/solved']"), "there is nothing more to close");
        // pressed twice, or again because the first answer was lost
        let again = browser.submit(&page, "/solved", &[]).await;
        assert_eq!(again.status, StatusCode::OK);
        assert!(again.words().contains(&*lang.inquiry_solved()), "{}", again.words());
        portal.pass(Duration::hours(73)).await;
        assert_eq!(portal.state(asked.id).await, State::Closed);
        let reopened = browser.submit(&again, "/messages", &[("body", "다시 생겼어요")]).await;
        assert!(reopened.words().contains(&*lang.inquiry_reopened()), "{}", reopened.words());
        assert_eq!(portal.state(asked.id).await, State::AwaitingDeveloper);
        browser.submit(&reopened, "/solved", &[]).await;
    }
    assert_eq!(portal.ask::<i64>("select count(*) from cancellations").await, 0);
}

#[tokio::test]
async fn an_inquiry_with_operations_is_taken_back_with_its_case() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    for lang in LANGS {
        let asked = portal.asked(&seller, lang.code()).await;
        portal.pass(Duration::hours(72)).await;
        let browser = portal.browser().reading(lang);
        let page = browser.get(&asked.customer_path(&portal)).await;
        assert!(page.words().contains(&*lang.withdraw_text()), "{}", page.words());
        let shown = browser.submit(&page, "/solved", &[]).await;
        assert!(shown.words().contains(&*lang.inquiry_withdrawn()), "{}", shown.words());
        let again = browser.submit(&page, "/solved", &[]).await;
        assert!(again.words().contains(&*lang.inquiry_withdrawn()), "{}", again.words());
        assert_eq!(portal.state(asked.id).await, State::Closed);
    }
    let withdrawn = "select count(*) from cancellations where state = 'withdrawn'";
    assert_eq!(portal.ask::<i64>(withdrawn).await, 2);
}

#[tokio::test]
async fn what_closed_by_itself_meanwhile_is_said_to_be_closed() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
    let asked = portal.asked(&seller, "haneul").await;
    portal.answer(&asked, &agent).await.unwrap();
    portal.pass(Duration::seconds(10)).await;
    let browser = portal.browser();
    let page = browser.get(&asked.customer_path(&portal)).await;
    portal.pass(Duration::days(14)).await;
    let refused = browser.submit(&page, "/solved", &[]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert_eq!(refused.text(".notice h2"), Lang::Ko.refused_closed_title());
}

#[tokio::test]
async fn what_operations_approved_meanwhile_is_not_taken_back() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let lead = portal.staff("iden", StaffRole::Lead).await;
    for lang in LANGS {
        let asked = portal.asked(&seller, lang.code()).await;
        portal.pass(Duration::hours(72)).await;
        let browser = portal.browser().reading(lang);
        let page = browser.get(&asked.customer_path(&portal)).await;
        let case = portal.case_of(&asked).await.unwrap();
        portal.take(&case, &lead).await.unwrap();
        portal.approve(&case, &lead).await.unwrap();
        let refused = browser.submit(&page, "/solved", &[]).await;
        assert_eq!(
            (refused.status, refused.text(".notice h2")),
            (StatusCode::CONFLICT, lang.refused_decided_title().into_owned())
        );
        assert!(
            refused.words().contains(&*lang.then_approved_case()),
            "the page shows how it stands now: {}",
            refused.words()
        );
        assert!(!refused.words().contains("iden"), "no person of operations is named");
        assert_eq!(portal.state(asked.id).await, State::Escalated);
    }
}

#[tokio::test]
async fn operations_reason_is_read_on_the_page() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let lead = portal.staff("iden", StaffRole::Lead).await;
    for lang in LANGS {
        let asked = portal.asked(&seller, lang.code()).await;
        portal.pass(Duration::hours(72)).await;
        let case = portal.case_of(&asked).await.unwrap();
        portal.take(&case, &lead).await.unwrap();
        portal.decline(&case, &lead).await.unwrap();
        let page = portal.browser().reading(lang).get(&asked.customer_path(&portal)).await;
        assert!(page.words().contains(&*lang.operations_answered_title()), "{}", page.words());
        assert!(page.words().contains("구매 내역이 없습니다.") && !page.words().contains("iden"));
    }
}
