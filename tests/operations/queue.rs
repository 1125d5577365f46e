//! The queue: what is to be decided, whose it is, page by page.

use chrono::Duration;
use devcenter::{auth::StaffRole, cancellations::BillingResult};

use super::Desk;
use crate::support::{Portal, browser::Shown, world::Asked};

/// The numbers of the rows, as they stand in addresses.
fn numbers(page: &Shown) -> Vec<String> {
    page.texts("tbody th a").iter().map(|no| no.trim_start_matches("C-").replace('-', "")).collect()
}

async fn number_of(portal: &Portal, asked: &Asked) -> String {
    portal.case_of(asked).await.unwrap().as_str().to_owned()
}

#[tokio::test]
async fn staff_open_the_queue_and_see_what_is_to_be_decided() {
    let desk = Desk::open().await;
    let sora = desk.portal.staff("sora", StaffRole::Agent).await;
    let browser = desk.portal.signed_in(&sora).await;
    let page = browser.get("/cases").await;
    let row = page.text("tbody tr");
    for words in ["별빛 농장", "moon", "ha*", "11,000원", "환불 요청", "맡은 사람 없음", "기한 경과", "방금"]
    {
        assert!(row.contains(words), "{words} in {row}");
    }
    assert!(!page.body.contains(&desk.asked.customer_email), "an address is never in a list");
    assert!(page.text(".nav [aria-current]").contains("구매취소 1"), "{}", page.text(".nav"));
    assert!(page.text(".nav .who").contains("스토어 운영팀 · 담당"));
}

#[tokio::test]
async fn what_is_longest_overdue_comes_first_page_by_page() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let mut expected = Vec::new();
    for customer in 0..28 {
        expected.push(portal.asked(&seller, &format!("c{customer}")).await);
        portal.app.clock.advance(Duration::minutes(1));
    }
    portal.pass(Duration::hours(72)).await;
    let mut order = Vec::new();
    for asked in &expected {
        order.push(number_of(&portal, asked).await);
    }
    let lead = portal.staff("iden", StaffRole::Lead).await;
    let browser = portal.signed_in(&lead).await;
    let first = browser.get("/cases").await;
    assert_eq!(numbers(&first), order[..25]);
    assert!(first.text(".pager").contains("28건 · 기한이 오래 지난 순"));
    assert!(!first.has(".pager [rel=prev]"));
    let second = browser.get(&first.attribute(".pager [rel=next]", "href").unwrap()).await;
    assert_eq!(numbers(&second), order[25..]);
    assert!(!second.has(".pager [rel=next]"));
    let back = browser.get(&second.attribute(".pager [rel=prev]", "href").unwrap()).await;
    assert_eq!(numbers(&back), order[..25]);
}

#[tokio::test]
async fn a_case_moves_from_list_to_list_as_it_is_worked_on() {
    let desk = Desk::open().await;
    let portal = &desk.portal;
    let (sora, dami) = (portal.staff("sora", StaffRole::Agent).await, portal.staff("dami", StaffRole::Lead).await);
    let (hers, his) = (portal.signed_in(&sora).await, portal.signed_in(&dami).await);
    let mine = hers.get("/cases?tab=mine").await;
    assert!(mine.text(".empty").contains("맡은 건이 없습니다"));

    portal.take(&desk.case, &sora).await.unwrap();
    assert!(hers.get("/cases?tab=mine").await.text("tbody tr").contains("검토 중 · 나"));
    assert!(his.get("/cases").await.text("tbody tr").contains("검토 중 · sora"));
    assert!(his.get("/cases?tab=mine").await.has(".empty"), "it is hers");

    portal.approve(&desk.case, &sora).await.unwrap();
    assert!(his.get("/cases").await.text(".empty").contains("결정할 건이 없습니다"));
    let billing = his.get("/cases?tab=billing").await;
    let row = billing.text("tbody tr");
    assert!(row.contains("결제 결과 기다림") && row.contains("3일 미답변") && row.contains("5,500원"), "{row}");
    assert_eq!(numbers(&hers.get("/cases?tab=mine").await).len(), 1, "she is to record the result");

    portal.record_result(&desk.case, &sora, BillingResult::Confirmed).await.unwrap();
    assert!(his.get("/cases?tab=over").await.text("tbody tr").contains("구매취소됨"));
    assert!(his.get("/cases?tab=billing").await.has(".empty"));
    assert!(hers.get("/cases?tab=mine").await.has(".empty"));
}

#[tokio::test]
async fn a_late_answer_is_seen_in_the_queue() {
    let desk = Desk::open().await;
    let browser = desk.operator("sora", StaffRole::Agent).await;
    assert!(!browser.get("/cases").await.text("tbody tr").contains("기한 뒤 답변"));
    desk.portal.answer(&desk.asked, &desk.member).await.unwrap();
    desk.portal.pass(Duration::minutes(1)).await;
    assert!(browser.get("/cases").await.text("tbody tr").contains("기한 뒤 답변"));
}

#[tokio::test]
async fn the_queue_is_narrowed_by_seller_and_origin() {
    let desk = Desk::open().await;
    let portal = &desk.portal;
    let sun = portal.seller("sun").await;
    let other = portal.asked(&sun, "dain").await;
    portal.pass(Duration::hours(72)).await;
    let browser = desk.operator("sora", StaffRole::Agent).await;
    let all = browser.get("/cases").await;
    assert_eq!(all.texts("select[name=seller] option"), ["모든 판매자", "moon", "sun"]);
    assert_eq!(numbers(&all).len(), 2);
    let suns = browser.get(&format!("/cases?seller={}", sun.id)).await;
    assert_eq!(numbers(&suns), [number_of(portal, &other).await]);
    let requested = browser.get("/cases?origin=request").await;
    assert!(requested.text(".empty").contains("조건에 맞는 건이 없습니다"));
    assert_eq!(requested.attribute(".empty a", "href").as_deref(), Some("/cases"));
    assert_eq!(numbers(&browser.get("/cases?origin=escalation").await).len(), 2);
}
