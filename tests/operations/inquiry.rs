//! An inquiry as operations read it, with a case or without.

use devcenter::{
    auth::{MemberRole, StaffRole},
    lang::Lang,
};
use reqwest::StatusCode;

use super::Desk;
use crate::support::{Browser, Portal, browser::File, world::Asked};

/// An inquiry that was answered in time, so that it has no case.
struct Quiet {
    portal: Portal,
    asked: Asked,
}

impl Quiet {
    async fn open() -> Quiet {
        let portal = Portal::start().await;
        let seller = portal.seller("moon").await;
        let member = portal.member(&seller, "jihu", MemberRole::Agent).await;
        let asked = portal.asked(&seller, "haneul").await;
        let customer = portal.browser();
        let page = customer.get(&asked.customer_path(&portal)).await;
        let file = File { field: "files", name: "화면.txt", bytes: "멈춘 화면".as_bytes().to_vec() };
        customer.submit_with(&page, "/messages", &[("body", "그림을 붙입니다")], &[file]).await;
        portal.answer(&asked, &member).await.unwrap();
        portal.pass(chrono::Duration::minutes(1)).await;
        portal.deliver().await;
        Quiet { portal, asked }
    }

    fn path(&self) -> String {
        format!("/search/inquiries/{}", self.asked.no.as_str())
    }

    async fn operator(&self, role: StaffRole) -> Browser {
        let person = self.portal.staff("iden", role).await;
        self.portal.signed_in(&person).await
    }
}

#[tokio::test]
async fn a_lead_opens_a_found_inquiry_that_has_no_case() {
    let quiet = Quiet::open().await;
    let browser = quiet.operator(StaffRole::Lead).await;
    let search = browser.get("/search").await;
    let found = browser.submit(&search, "/search", &[("q", quiet.asked.no.as_str())]).await;
    let href = found.attribute("tbody tr th a", "href").expect("a link to the inquiry");
    let page = browser.get(&href).await;
    assert_eq!((page.status, page.path.as_str()), (StatusCode::OK, quiet.path().as_str()));
    assert!(page.text("#thread").contains("확인했습니다") && page.text("#thread").contains("그림을 붙입니다"));
    assert!(page.text("#mails").contains(&*Lang::Ko.mail_answer()), "{}", page.text("#mails"));
    assert!(page.text("#mails").contains(&*Lang::Ko.mail_state_handed_over()));
    assert!(!page.body.contains(&quiet.asked.customer_email), "the address is masked");
    assert!(!page.has(".split form"), "it is read only");
    let file = page.attribute("#thread .files a", "href").expect("a file");
    let file = browser.get(&file).await;
    assert_eq!((file.status, file.body.as_str()), (StatusCode::OK, "멈춘 화면"));
}

#[tokio::test]
async fn auditors_read_it_and_for_agents_and_admins_it_does_not_exist() {
    let quiet = Quiet::open().await;
    assert_eq!(quiet.operator(StaffRole::Auditor).await.get(&quiet.path()).await.status, StatusCode::OK);
    for role in [StaffRole::Agent, StaffRole::Admin] {
        let person = quiet.portal.staff(&format!("{role:?}"), role).await;
        let browser = quiet.portal.signed_in(&person).await;
        assert_eq!(browser.get(&quiet.path()).await.status, StatusCode::NOT_FOUND, "{role:?}");
        let file = quiet.portal.ask::<String>("select attachment_id::text from attachments").await;
        let file = browser.get(&format!("{}/files/{file}", quiet.path())).await;
        assert_eq!(file.status, StatusCode::NOT_FOUND, "{role:?}");
    }
}

#[tokio::test]
async fn an_agent_reads_an_inquiry_that_a_case_is_about_and_is_led_to_the_case() {
    let desk = Desk::open().await;
    let browser = desk.operator("sora", StaffRole::Agent).await;
    let page = browser.get(&format!("/search/inquiries/{}", desk.asked.no.as_str())).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.has(&format!("main a[href='{}']", desk.path())));
    assert!(!page.body.contains(&desk.asked.customer_email));
}

#[tokio::test]
async fn what_nobody_confirmed_exists_for_nobody() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    portal.file(&portal.form_of(&seller, "haneul")).await;
    let no = portal.ask::<String>("select public_no from inquiries").await;
    let lead = portal.staff("iden", StaffRole::Lead).await;
    let page = portal.signed_in(&lead).await.get(&format!("/search/inquiries/{no}")).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
}
