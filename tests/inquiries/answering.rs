//! The box to answer in: the files of an answer that was taken back, and a key that has been used.

use chrono::Duration;
use devcenter::{auth::MemberRole, lang::Lang};
use reqwest::StatusCode;

use crate::support::{
    Browser, Portal,
    browser::{File, Shown},
    world::Asked,
};

struct Desk {
    portal: Portal,
    asked: Asked,
    browser: Browser,
}

impl Desk {
    async fn open(flags: &[&str]) -> Desk {
        let portal = Portal::with(flags).await;
        let seller = portal.seller("moon").await;
        let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
        let asked = portal.asked(&seller, "haneul").await;
        let browser = portal.signed_in(&agent).await;
        Desk { portal, asked, browser }
    }

    async fn page(&self) -> Shown {
        self.browser.get(&self.asked.desk_path()).await
    }

    /// The page after an answer with two files was taken back.
    async fn taken_back(&self) -> Shown {
        let files = [file("하나.txt"), file("둘.txt")];
        let waits =
            self.browser.submit_with(&self.page().await, "/replies", &[("body", "확인했습니다.")], &files).await;
        self.browser.submit(&waits, "/undo", &[]).await
    }

    async fn sent_files(&self) -> Vec<String> {
        self.portal.pass(Duration::seconds(10)).await;
        let sql = "select coalesce(array_agg(file_name order by file_name), '{}') from attachments where message_id is not null";
        self.portal.ask(sql).await
    }
}

fn file(name: &'static str) -> File {
    File { field: "files", name, bytes: name.as_bytes().to_vec() }
}

#[tokio::test]
async fn files_that_are_kept_count_with_the_new_ones() {
    let desk = Desk::open(&["--attachment-count=3"]).await;
    let page = desk.taken_back().await;
    let two = [file("셋.txt"), file("넷.txt")];
    let refused = desk.browser.submit_with(&page, "/replies", &[], &two).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text("#files-error").contains(&*Lang::Ko.too_many_files(3)), "{}", refused.text("#files-error"));
    assert_eq!(refused.text("textarea[name=body]"), "확인했습니다.");
    assert_eq!(refused.texts(".kept li").len(), 2, "the kept ones are still there");
    let sent = desk.browser.submit_with(&refused, "/replies", &[], &two[..1]).await;
    assert_eq!(sent.status, StatusCode::OK, "{}", sent.words());
    assert_eq!(desk.sent_files().await, ["둘.txt", "셋.txt", "하나.txt"]);
}

#[tokio::test]
async fn a_kept_file_can_be_left_out() {
    let desk = Desk::open(&["--attachment-count=2"]).await;
    let page = desk.taken_back().await;
    let first = page.attribute(".kept input[type=checkbox]", "value").unwrap();
    let left_out = page.attribute(".kept input[type=checkbox]", "name").unwrap();
    // what is refused for another reason forgets nothing
    let refused = desk.browser.submit(&page, "/replies", &[("body", " "), (&left_out, &first)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.has(".kept input[checked]"), "{}", refused.body);
    let sent = desk.browser.submit_with(&refused, "/replies", &[("body", "다시 답합니다.")], &[file("셋.txt")]).await;
    assert_eq!(sent.status, StatusCode::OK, "{}", sent.words());
    assert_eq!(desk.sent_files().await, ["둘.txt", "셋.txt"]);
}

#[tokio::test]
async fn another_text_under_a_used_key_is_not_dropped() {
    let desk = Desk::open(&[]).await;
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
