//! What staff see of the health, and what everybody at a desk is told.

use chrono::Duration;
use devcenter::{
    auth::{MemberRole, StaffRole},
    health,
    heartbeats::Heart,
    outbox::{Outbox, Transport},
};

use super::scanner_beats;
use crate::support::{
    Portal,
    world::{Asked, Person, Seller},
};

async fn beats(portal: &Portal, heart: &Heart, loops: &[&'static str]) {
    for name in loops {
        heart.beat(&portal.app.db, name, portal.now()).await.unwrap();
    }
}

async fn world() -> (Portal, Seller, Asked, Person) {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let asked = portal.asked(&seller, "haneul").await;
    portal.deliver().await;
    let lead = portal.staff("ideun", StaffRole::Lead).await;
    (portal, seller, asked, lead)
}

#[tokio::test]
async fn staff_read_that_all_is_well_and_what_that_rests_on() {
    let (portal, _, _, lead) = world().await;
    beats(&portal, &portal.app.heart, &["scanner", "outbox", "clock", "housekeeping", "watch"]).await;
    let page = portal.signed_in(&lead).await.get("/health").await;
    assert_eq!(page.text(".notice[data-tone=ok] strong, .notice[data-tone=ok] h2"), "모두 제대로 돌고 있습니다");
    assert_eq!(page.texts("tbody tr").len(), 5);
    assert!(page.words().contains("11월 25일 15:20:00"), "the next thing to do is the first reminder");
    // without a script it is a page like any other; with one it refreshes itself
    assert_eq!(page.attribute("#health", "hx-trigger").as_deref(), Some("every 5s"));
    let admin = portal.staff("admin", StaffRole::Admin).await;
    let page = portal.signed_in(&admin).await.get("/health").await;
    assert!(page.has(".notice[data-tone=ok]"), "{}", page.words());
    assert!(!page.has("nav a[href='/cases']"), "an admin sees no cases");
}

#[tokio::test]
async fn a_scanner_that_is_behind_is_told_first_and_in_words() {
    let (portal, _, _, lead) = world().await;
    portal.app.clock.advance(Duration::hours(48) + Duration::minutes(3));
    scanner_beats(&portal).await;
    let page = portal.signed_in(&lead).await.get("/health").await;
    assert!(page.text(".notice[data-tone=urgent]").contains("기한 확인이 3분 밀려 있습니다"), "{}", page.words());
}

#[tokio::test]
async fn a_loop_that_stopped_is_found_among_those_that_run_and_a_process_that_ended_is_none() {
    let (portal, _, _, lead) = world().await;
    beats(&portal, &Heart::default(), &["scanner", "outbox"]).await;
    portal.app.clock.advance(Duration::minutes(10));
    beats(&portal, &portal.app.heart, &["outbox"]).await;
    portal.app.clock.advance(Duration::minutes(1));
    let (other, staff) = (Heart::default(), portal.signed_in(&lead).await);
    beats(&portal, &other, &["scanner", "outbox"]).await;
    let page = staff.get("/health").await;
    assert!(page.has(".notice[data-tone=ok]"), "those that are all silent have ended: {}", page.words());
    beats(&portal, &portal.app.heart, &["scanner"]).await;
    let page = staff.get("/health").await;
    assert!(page.text(".notice[data-tone=soon]").contains("한 프로세스에서 멈춘 일이 있습니다"), "{}", page.words());
    let stopped = page.texts("tbody tr").into_iter().filter(|row| row.contains("멈춤")).collect::<Vec<_>>();
    assert_eq!(stopped.len(), 1);
    assert!(stopped[0].starts_with("메일 보내기 멈춤 1분 전"), "{stopped:?}");
}

#[tokio::test]
async fn mails_that_did_not_arrive_are_counted() {
    let (portal, seller, asked, lead) = world().await;
    let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
    portal.answer(&asked, &agent).await.unwrap();
    portal.pass(Duration::seconds(10)).await;
    let full = Transport::Refusing { to: asked.customer_email, words: "552 5.2.2 Mailbox full".to_owned() };
    Outbox::new(portal.app.clone(), full).drain().await.unwrap();
    scanner_beats(&portal).await;
    let page = portal.signed_in(&lead).await.get("/health").await;
    assert!(page.text(".notice[data-tone=soon]").contains("닿지 못한 메일이 1통 있습니다"), "{}", page.words());
    assert!(page.words().contains("보내지 못함 (지난 7일) 1통"), "{}", page.words());
}

#[tokio::test]
async fn whoever_works_at_a_desk_is_told_while_the_scanner_is_behind_and_customers_are_not() {
    let (portal, seller, asked, lead) = world().await;
    let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
    portal.app.clock.advance(Duration::hours(47));
    let desks = [(portal.signed_in(&agent).await, "/inquiries"), (portal.signed_in(&lead).await, "/cases")];
    scanner_beats(&portal).await;
    health::look(&portal.app).await.unwrap();
    for (browser, path) in &desks {
        assert!(!browser.get(path).await.has(".bar"), "{path}");
    }

    portal.app.clock.advance(Duration::minutes(62));
    health::look(&portal.app).await.unwrap();
    for (browser, path) in &desks {
        assert!(browser.get(path).await.text(".bar").contains("2분 늦어지고 있습니다"), "{path}");
    }
    assert!(!portal.browser().get(&asked.customer_path(&portal)).await.has(".bar"));

    portal.scan().await;
    beats(&portal, &Heart::default(), &["scanner"]).await;
    health::look(&portal.app).await.unwrap();
    for (browser, path) in &desks {
        assert!(!browser.get(path).await.has(".bar"), "{path}");
    }
}
