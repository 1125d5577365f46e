//! The case file: everything a decision needs, on one page.

use chrono::Duration;
use devcenter::auth::{MemberRole, StaffRole};
use reqwest::StatusCode;

use super::Desk;
use crate::support::{Browser, Portal, browser::File, world::Asked};

#[tokio::test]
async fn every_notice_to_the_seller_stands_there_with_what_its_server_said() {
    let desk = Desk::open().await;
    let browser = desk.operator("sora", StaffRole::Agent).await;
    let page = browser.get(&desk.path()).await;
    let proof = page.text("section[aria-labelledby=proof]");
    // the app's contact and the member, each told four times
    assert!(proof.contains("판매자에게 보낸 알림 8통을 모두 메일 서버가 받았습니다."), "{proof}");
    let silence = "11월 23일(월) 15:20부터 답변 기한 11월 26일(목) 15:20까지 고객에게 나간 답변은 없습니다.";
    assert!(proof.contains(silence), "{proof}");
    let rows = page.texts("section[aria-labelledby=proof] tbody tr");
    assert_eq!(rows.len(), 8);
    for what in ["문의 접수 알림", "첫 번째 알림", "두 번째 알림", "운영팀 이관 알림"] {
        assert_eq!(rows.iter().filter(|row| row.contains(what)).count(), 2, "{what}");
    }
    assert!(rows[0].contains("11월 23일 15:20:00") && rows[0].contains("넘겨줌 15:20:00"), "{}", rows[0]);
    assert!(rows.iter().any(|row| row.contains("s•••••@moon.example")), "{rows:?}");
    assert!(!page.body.contains(&desk.seller.support_email), "addresses are masked");
    let answer = desk.portal.ask::<String>("select answer from deliveries where kind = 'new_inquiry' limit 1").await;
    assert!(rows[0].contains(&answer), "{} lacks {answer}", rows[0]);
}

#[tokio::test]
async fn a_notice_that_did_not_arrive_is_not_called_proof() {
    let desk = Desk::open().await;
    let spoil =
        "update deliveries set state = 'failed', answer = '550 5.1.1 no such user' where kind = 'first_reminder'";
    sqlx::query(spoil).execute(&desk.portal.app.db).await.unwrap();
    let browser = desk.operator("sora", StaffRole::Agent).await;
    let proof = browser.get(&desk.path()).await.text("section[aria-labelledby=proof]");
    assert!(proof.contains("알림 8통 가운데 6통을 메일 서버가 받았습니다. 2통은 넘기지 못했습니다."), "{proof}");
    assert!(proof.contains("일부만 넘겨줌") && proof.contains("550 5.1.1 no such user"), "{proof}");
}

#[tokio::test]
async fn reminders_that_an_outage_swallowed_are_said_to_be_missing() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let asked = portal.asked(&seller, "haneul").await;
    portal.pass(Duration::days(7)).await;
    portal.deliver().await;
    let case = portal.case_of(&asked).await.unwrap();
    let browser = portal.signed_in(&portal.staff("sora", StaffRole::Agent).await).await;
    let page = browser.get(&format!("/cases/{}", case.as_str())).await;
    let proof = page.text("section[aria-labelledby=proof]");
    assert!(proof.contains("첫 번째 알림은 때를 놓쳐") && proof.contains("두 번째 알림은 때를 놓쳐"), "{proof}");
    assert_eq!(page.texts("section[aria-labelledby=proof] tbody tr").len(), 2, "receipt and hand-over: {proof}");
    let planned = page.texts(".timeline p");
    assert!(planned.iter().any(|line| line.contains("예정 15:20:00.000 · 실행 15:20:00.000")), "{planned:?}");
}

/// The notices to the seller in the newest case's file that tell of many cases at once.
async fn digests(portal: &Portal, asked: &Asked, staff: &Browser) -> Vec<String> {
    let case = portal.case_of(asked).await.unwrap();
    let page = staff.get(&format!("/cases/{}", case.as_str())).await;
    let rows = page.texts("section[aria-labelledby=proof] tbody tr");
    rows.into_iter().filter(|row| row.contains("운영팀 이관 알림 (여러 건)")).collect()
}

#[tokio::test]
async fn a_seller_told_of_many_at_once_was_told_of_each() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    portal.member(&seller, "jihu", MemberRole::Owner).await;
    portal.member(&seller, "nari", MemberRole::Viewer).await;
    let mut asked = Vec::new();
    for customer in 0..21 {
        asked.push(portal.asked(&seller, &format!("c{customer}")).await);
    }
    portal.pass(Duration::hours(72)).await;
    portal.deliver().await;
    let browser = portal.signed_in(&portal.staff("sora", StaffRole::Agent).await).await;
    for asked in [&asked[0], &asked[20]] {
        let told = digests(&portal, asked, &browser).await;
        assert_eq!(told.len(), 2, "the app's contact and the member who may answer: {told:?}");
        assert!(told.iter().any(|row| row.contains("s•••••@moon.example")), "{told:?}");
    }
    let mail = portal.mail_to(&seller.support_email).await;
    assert!(mail.subject.contains("21"), "{}", mail.subject);
}

#[tokio::test]
async fn each_contact_of_a_seller_without_members_is_told_of_its_own_apps() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let (second, same) = (
        portal.app(&seller, "two", "two@moon.example").await,
        portal.app(&seller, "three", "SUPPORT@moon.example").await,
    );
    let mut asked = Vec::new();
    for customer in 0..21 {
        let app = [&seller, &second, &same][customer % 3];
        asked.push(portal.asked(app, &format!("c{customer}")).await);
    }
    portal.pass(Duration::hours(72)).await;
    portal.deliver().await;
    let told = "select array_agg(many order by many) from deliveries where kind = 'escalated_seller_digest'";
    assert_eq!(portal.ask::<Vec<i32>>(told).await, [7, 14], "one mail to an address, whatever the apps");
    let browser = portal.signed_in(&portal.staff("sora", StaffRole::Agent).await).await;
    for (asked, contact) in [(&asked[0], "s•••••@"), (&asked[1], "t•••••@"), (&asked[2], "s•••••@")]
    {
        let told = digests(&portal, asked, &browser).await;
        assert!(matches!(told.as_slice(), [only] if only.contains(contact)), "{contact} {told:?}");
    }
}

#[tokio::test]
async fn a_late_answer_is_said_before_anybody_decides() {
    let desk = Desk::open().await;
    let browser = desk.operator("sora", StaffRole::Agent).await;
    assert!(!browser.get(&desk.path()).await.words().contains("뒤에 답변이 왔습니다"));
    desk.portal.pass(Duration::hours(2)).await;
    desk.portal.answer(&desk.asked, &desk.member).await.unwrap();
    assert!(browser.get(&desk.path()).await.text(".notice").contains("판매자의 답변이 곧 나갑니다"));
    desk.portal.pass(Duration::seconds(10)).await;
    let notice = browser.get(&desk.path()).await.text(".notice");
    assert!(notice.contains("기한이 지나고 2시간 0분 뒤에 답변이 왔습니다"), "{notice}");
    assert!(notice.contains("jihu(moon)") && notice.contains("“확인했습니다.”"), "{notice}");
}

#[tokio::test]
async fn history_of_inquiry_and_case_is_one_line_of_time() {
    let desk = Desk::open().await;
    let browser = desk.operator("sora", StaffRole::Agent).await;
    let page = desk.taken(&browser).await;
    assert!(page.text(".flash").contains("이 건을 맡았습니다"));
    let lines = page.texts(".timeline .big");
    let expected = [
        "고객이 문의를 보냈습니다",
        "고객이 메일 주소를 확인해 접수됐습니다",
        "첫 번째 알림을 보냈습니다",
        "두 번째 알림을 보냈습니다",
        "기한이 지나 운영팀에 넘어왔습니다",
        "sora 님이 맡았습니다",
    ];
    assert_eq!(lines.len(), expected.len(), "{lines:?}");
    for (line, words) in lines.iter().zip(expected) {
        assert!(line.contains(words), "{line} lacks {words}");
    }
    assert!(page.texts(".timeline p").iter().any(|line| line == "메일 2통"));
}

#[tokio::test]
async fn the_purchase_is_shown_as_told_and_said_to_be_unchecked() {
    let desk = Desk::open().await;
    let browser = desk.operator("sora", StaffRole::Agent).await;
    let page = browser.get(&desk.path()).await;
    let told = page.text("section[aria-labelledby=purchase]");
    for words in ["별자리 정원", "11,000원", "11월 21일(토) 15:20", "확인 안 됨"] {
        assert!(told.contains(words), "{words} in {told}");
    }
    assert!(page.text("#thread").contains("구매 복원을 세 번 해 봤지만"));
    assert!(page.text(".countdown").contains("고객은 3일 0시간째 답을 기다리고 있습니다."));
}

#[tokio::test]
async fn files_of_the_customer_can_be_opened_and_others_not() {
    let desk = Desk::open().await;
    let customer = desk.portal.browser();
    let page = customer.get(&desk.asked.customer_path(&desk.portal)).await;
    let log = File { field: "files", name: "멈춤.txt", bytes: b"it stopped".to_vec() };
    customer.submit_with(&page, "/messages", &[("body", "기록을 붙입니다")], &[log]).await;
    let browser = desk.operator("sora", StaffRole::Agent).await;
    let href = browser.get(&desk.path()).await.attribute("#thread .files a", "href").unwrap();
    assert_eq!(browser.get(&href).await.body, "it stopped");
    let elsewhere = href.replace(desk.case.as_str(), devcenter::public_no::PublicNo::random().as_str());
    assert_eq!(browser.get(&elsewhere).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_number_that_names_no_case_is_not_found() {
    let desk = Desk::open().await;
    let browser = desk.operator("sora", StaffRole::Agent).await;
    for no in [devcenter::public_no::PublicNo::random().as_str(), desk.asked.no.as_str(), "x", "0000-0000-1"] {
        assert_eq!(browser.get(&format!("/cases/{no}")).await.status, StatusCode::NOT_FOUND, "{no}");
    }
}

#[tokio::test]
async fn who_audits_sees_everything_and_may_do_nothing() {
    let desk = Desk::open().await;
    let browser = desk.operator("nuri", StaffRole::Auditor).await;
    let page = browser.get(&desk.path()).await;
    assert!(page.text(".notice").contains("감사 역할이라 볼 수만 있습니다"));
    assert!(page.has("section[aria-labelledby=proof] tbody tr"));
    assert!(!page.has("form[action*='/cases/']"), "no button that would be refused");
    let token = page.attribute("input[name=csrf]", "value").unwrap();
    for action in ["take", "decision", "result"] {
        let answer = browser.post(&format!("{}/{action}", desk.path()), &[("csrf", &token)]).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{action}");
    }
    assert_eq!(desk.case_state().await, "open");
}

#[tokio::test]
async fn the_file_speaks_english_too() {
    let desk = Desk::open().await;
    let browser = desk.operator("sora", StaffRole::Agent).await;
    let account = browser.get("/account").await;
    browser.submit(&account, "/preferences", &[("lang", "en")]).await;
    let page = browser.get(&desk.path()).await;
    let proof = page.text("section[aria-labelledby=proof]");
    assert!(proof.contains("All 8 notices to the seller were taken by their mail servers."), "{proof}");
    assert!(page.text("h1").contains("Starlight Farm") && page.words().contains("Take this case"));
}
