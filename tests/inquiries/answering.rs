//! The box to answer in: a key that has been used.

use chrono::Duration;
use devcenter::{auth::MemberRole, lang::Lang};
use reqwest::StatusCode;

use crate::support::{Browser, Portal, browser::Shown, world::Asked};

struct Desk {
    portal: Portal,
    asked: Asked,
    browser: Browser,
}

impl Desk {
    async fn open() -> Desk {
        let portal = Portal::start().await;
        let seller = portal.seller("moon").await;
        let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
        let asked = portal.asked(&seller, "haneul").await;
        let browser = portal.signed_in(&agent).await;
        Desk { portal, asked, browser }
    }

    async fn page(&self) -> Shown {
        self.browser.get(&self.asked.desk_path()).await
    }
}

#[tokio::test]
async fn another_text_under_a_used_key_is_not_dropped() {
    let desk = Desk::open().await;
    let page = desk.page().await;
    desk.browser.submit(&page, "/replies", &[("body", "확인했습니다.")]).await;
    desk.portal.pass(Duration::seconds(10)).await;
    // «back», and another text in the box that the browser had kept
    let typed = [("body", "하나 더 말씀드립니다."), ("seen", "2147483647")];
    let refused = desk.browser.submit(&page, "/replies", &typed).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.text(".notice[role=alert]").contains(&*Lang::Ko.used_form_title()), "{}", refused.words());
    assert_eq!(refused.text("textarea[name=body]"), "하나 더 말씀드립니다.");
    let sent = desk.browser.submit(&refused, "/replies", &[]).await;
    assert_eq!(sent.status, StatusCode::OK, "{}", sent.words());
    desk.portal.pass(Duration::seconds(10)).await;
    let answers = "select count(*) from messages where author = 'developer'";
    assert_eq!(desk.portal.ask::<i64>(answers).await, 2);
    // the same text under the same key is the same press
    let again = desk.browser.submit(&page, "/replies", &[("body", "확인했습니다.")]).await;
    assert_eq!(again.status, StatusCode::OK);
    desk.portal.pass(Duration::seconds(10)).await;
    assert_eq!(desk.portal.ask::<i64>(answers).await, 2);
}
