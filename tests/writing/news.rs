//! News that the author has not seen stop an answer; the text is kept, the news are shown.

use chrono::Duration;
use devcenter::auth::{MemberRole, StaffRole};
use reqwest::StatusCode;

use super::{Desk, LANGS, in_the_box, read_in};
use crate::support::browser::File;

#[tokio::test]
async fn a_new_message_is_shown_beside_the_text_which_is_a_draft_now() {
    let desk = Desk::new().await;
    for lang in LANGS {
        read_in(&desk.browser, lang).await;
        let asked = desk.portal.asked(&desk.seller, lang.code()).await;
        let page = desk.browser.get(&asked.desk_path()).await;
        desk.customer_writes(asked.id, "해결됐어요. 고맙습니다.").await;
        let log = File { field: "files", name: "기록.txt", bytes: b"log".to_vec() };
        let stopped = desk.browser.submit_with(&page, "/replies", &[("body", "확인하겠습니다.")], &[log]).await;
        assert_eq!(
            (stopped.status, stopped.text("#news-heading")),
            (StatusCode::CONFLICT, lang.news_heading().into_owned())
        );
        assert_eq!(stopped.texts(".news .msg .body"), ["해결됐어요. 고맙습니다."], "the new message, and it alone");
        assert_eq!((in_the_box(&stopped), stopped.texts(".kept li").len()), ("확인하겠습니다.".to_owned(), 1));
        assert_eq!(stopped.text("form.reply button.primary"), lang.send_anyway());
        let again = desk.browser.get(&asked.desk_path()).await;
        assert_eq!((in_the_box(&again), again.has(".news")), ("확인하겠습니다.".to_owned(), false), "kept as a draft");
        let sent = desk.browser.submit(&stopped, "/replies", &[]).await;
        assert!(sent.has("[data-undo]") && sent.words().contains("기록.txt"), "{}", sent.words());
        desk.portal.pass(Duration::seconds(10)).await;
    }
}

#[tokio::test]
async fn a_colleagues_waiting_answer_is_shown_and_the_text_is_kept() {
    let desk = Desk::new().await;
    let (_, mina) = desk.colleague("mina", MemberRole::Manager).await;
    let page = desk.page().await;
    mina.submit(&mina.get(&desk.asked.desk_path()).await, "/replies", &[("body", "먼저 답합니다")]).await;
    let stopped = desk.browser.submit(&page, "/replies", &[("body", "제 답변")]).await;
    assert_eq!(
        (stopped.status, stopped.texts(".news .msg .body")),
        (StatusCode::CONFLICT, vec!["먼저 답합니다".to_owned()])
    );
    assert_eq!(desk.portal.ask::<String>("select body from drafts").await, "제 답변");
    desk.portal.pass(Duration::seconds(10)).await;
    let stopped = desk.browser.submit(&stopped, "/replies", &[]).await;
    assert_eq!(stopped.status, StatusCode::CONFLICT, "now that it has gone out it is news that the author must see");
    assert!(desk.browser.submit(&stopped, "/replies", &[]).await.has("[data-undo]"));
}

#[tokio::test]
async fn a_decision_of_operations_and_the_end_of_the_time_stop_an_answer() {
    let desk = Desk::new().await;
    let lead = desk.portal.staff("iden", StaffRole::Lead).await;
    let before = desk.page().await;
    desk.portal.pass(Duration::hours(72)).await;
    let stopped = desk.browser.submit(&before, "/replies", &[("body", "답변")]).await;
    assert_eq!(stopped.status, StatusCode::CONFLICT);
    let case = desk.portal.case_of(&desk.asked).await.unwrap();
    desk.portal.take(&case, &lead).await.unwrap();
    desk.portal.decline(&case, &lead).await.unwrap();
    let again = desk.browser.submit(&stopped, "/replies", &[]).await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    assert!(again.text(".news").contains("구매 내역이 없습니다."), "{}", again.text(".news"));
    assert!(desk.browser.submit(&again, "/replies", &[]).await.has("[data-undo]"));
}
