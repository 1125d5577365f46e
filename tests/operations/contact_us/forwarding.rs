//! Before an entry is forwarded the seller sees nothing of it; then it is an inquiry whose clock starts at that moment.

use chrono::{DateTime, Duration, Utc};
use devcenter::{
    auth::{MemberRole, StaffRole},
    blobs,
    lang::Lang,
};
use reqwest::StatusCode;

use super::{Store, entry_with_file, path};
use crate::support::Portal;

const NOTE: &str = "전화로도 두 번 물으셨습니다.";

#[tokio::test]
async fn the_seller_sees_nothing_before_it_is_forwarded() {
    let store = Store::open().await;
    let portal = &store.portal;
    let jihu = portal.member(&store.seller, "jihu", MemberRole::Owner).await;
    let browser = portal.signed_in(&jihu).await;
    for list in ["/inquiries", "/inquiries?state=closed", "/home"] {
        let page = browser.get(list).await;
        assert!(!page.body.contains("들어오지 않았어요") && !page.body.contains(store.no.as_str()), "{list}");
        assert!(!page.has("nav.nav .n"), "nothing is counted: {list}");
    }
    assert_eq!(browser.get(&format!("/inquiries/{}", store.no.as_str())).await.status, StatusCode::NOT_FOUND);
    assert_eq!(browser.get(&path(&store.no)).await.status, StatusCode::NOT_FOUND);
    portal.pass(Duration::days(30)).await;
    portal.deliver().await;
    assert!(portal.mails().await.is_empty());
    assert_eq!(portal.ask::<i64>("select count(*) from deadlines").await, 0, "no clock of the seller runs");
}

#[tokio::test]
async fn the_clock_starts_when_it_is_forwarded_and_both_sides_are_told() {
    let store = Store::open().await;
    let portal = &store.portal;
    let jihu = portal.member(&store.seller, "jihu", MemberRole::Agent).await;
    portal.pass(Duration::hours(5)).await;
    let browser = store.browser().await;
    let page = browser.get(&path(&store.no)).await;
    let forwarded = browser.submit(&page, "/forwarding", &[("note", NOTE)]).await;
    assert!(forwarded.words().contains(&*Lang::Ko.entry_forwarded_told()), "{}", forwarded.words());
    assert!(forwarded.words().contains(NOTE) && !forwarded.has("form[action$=closing]"));
    let now = portal.now();
    let sql = "select awaiting_since, reply_due_at from inquiries where channel = 'store_contact_us' and turn = 1";
    let clock: (DateTime<Utc>, DateTime<Utc>) = sqlx::query_as(sql).fetch_one(&portal.app.db).await.unwrap();
    assert_eq!(clock, (now, now + Duration::hours(72)));
    assert_eq!(portal.ask::<i64>("select count(*) from deadlines where turn = 1").await, 3);
    portal.deliver().await;
    for address in ["support@moon.example", jihu.email.as_str()] {
        let mail = portal.mail_to(address).await;
        assert!(mail.text.contains("구매 복원을 세 번") && mail.text.contains(NOTE), "{}", mail.text);
        assert!(mail.text.contains("스토어의 문의하기로"), "{}", mail.text);
    }
    let receipt = portal.mail_to("haneul@mail.example").await;
    assert!(
        receipt.text.contains("운영팀이 판매자에게 전했습니다") && !receipt.text.contains(NOTE),
        "{}",
        receipt.text
    );
    let public = portal.browser().get(&receipt.link("/i/")).await;
    assert_eq!(public.status, StatusCode::OK);
    assert!(public.words().contains("운영팀이 판매자에게 전했습니다") && !public.body.contains(NOTE));
    let thread = portal.signed_in(&jihu).await.get(&format!("/inquiries/{}", store.no.as_str())).await;
    let card = thread.text("section[aria-labelledby=forwarded]");
    assert!(card.contains("11월 23일") && card.contains(NOTE), "when it came to the store: {card}");
    assert!(thread.text("#thread").contains("운영팀이 판매자에게 전했습니다"), "{}", thread.words());
}

#[tokio::test]
async fn three_days_after_it_was_forwarded_it_is_a_case_with_proof() {
    let store = Store::open().await;
    let portal = &store.portal;
    portal.pass(Duration::hours(40)).await;
    let browser = store.browser().await;
    let page = browser.get(&path(&store.no)).await;
    browser.submit(&page, "/forwarding", &[]).await;
    for hours in [48, 20, 3] {
        portal.deliver().await;
        portal.pass(Duration::hours(hours)).await;
    }
    assert_eq!(portal.ask::<i64>("select count(*) from cancellations").await, 0, "71 hours");
    portal.pass(Duration::hours(1)).await;
    let browser = store.browser().await;
    let entry = browser.get(&path(&store.no)).await;
    let case = browser.get(&entry.attribute("#outcome ~ p a", "href").unwrap()).await;
    assert_eq!(case.status, StatusCode::OK);
    assert!(case.text("[aria-labelledby=proof]").contains("11월 25일"), "silence since then: {}", case.words());
}

#[tokio::test]
async fn the_first_to_press_forwards_and_the_second_hears_who_did() {
    let store = Store::open().await;
    let dami = store.portal.staff("dami", StaffRole::Lead).await;
    let (sora, dami) = (store.browser().await, store.portal.signed_in(&dami).await);
    let (one, other) = (sora.get(&path(&store.no)).await, dami.get(&path(&store.no)).await);
    for _ in 0..2 {
        assert_eq!(sora.submit(&one, "/forwarding", &[("note", NOTE)]).await.status, StatusCode::OK, "twice is once");
    }
    for (form, values) in [("/forwarding", vec![]), ("/closing", vec![("ending", "spam")])] {
        let late = dami.submit(&other, form, &values).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
        assert!(late.text(".notice").contains("sora"), "{}", late.words());
    }
    assert_eq!(store.portal.ask::<i64>("select count(*) from inquiries").await, 1);
    store.portal.deliver().await;
    assert_eq!(store.portal.mails().await.len(), 2, "one to the contact, one to the customer");
}

#[tokio::test]
async fn its_files_go_with_it_and_are_kept_while_it_waits() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let (no, file) = entry_with_file(&portal, &seller).await;
    portal.pass(Duration::days(3)).await;
    blobs::forget_unused(&portal.app.db, portal.now(), None).await.unwrap();
    let dami = portal.staff("dami", StaffRole::Lead).await;
    let browser = portal.signed_in(&dami).await;
    let staffs = browser.get(&format!("{}/files/{file}", path(&no))).await;
    assert_eq!(staffs.body, "편지를 옮겨 적은 것");
    let elsewhere = browser.get(&format!("/contact-us/{}/files/{}", no.as_str(), uuid::Uuid::nil())).await;
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND);
    browser.submit(&browser.get(&path(&no)).await, "/forwarding", &[]).await;
    let jihu = portal.member(&seller, "jihu", MemberRole::Agent).await;
    let member = portal.signed_in(&jihu).await;
    let thread = member.get(&format!("/inquiries/{}", no.as_str())).await;
    let link = thread.attribute("#thread .files a", "href").unwrap();
    assert_eq!(member.get(&link).await.body, staffs.body);
}

#[tokio::test]
async fn who_lost_the_role_forwards_nothing_any_more() {
    let store = Store::open().await;
    let browser = store.browser().await;
    let page = browser.get(&path(&store.no)).await;
    sqlx::query("update staff set role = 'auditor'").execute(&store.portal.app.db).await.unwrap();
    assert_eq!(browser.submit(&page, "/forwarding", &[]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(store.portal.ask::<i64>("select count(*) from inquiries").await, 0);
}
