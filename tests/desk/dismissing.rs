//! Closing as spam or as a duplicate, and opening again.

use chrono::Duration;
use devcenter::inquiries::State;

use super::{LANGS, desk, patient_portal, read_in};

#[tokio::test]
async fn spam_is_closed_without_a_word_to_the_customer_or_operations() {
    let portal = patient_portal().await;
    let (seller, _, browser) = desk(&portal).await;
    for lang in LANGS {
        read_in(&browser, lang).await;
        let asked = portal.asked(&seller, lang.code()).await;
        let mails = portal.mails().await.len();
        let page = browser.get(&asked.desk_path()).await;
        let closed = browser.submit(&page, "/dismissal", &[("why", "spam")]).await;
        assert!(closed.words().contains(&*lang.inquiry_dismissed()), "{}", closed.words());
        assert!(closed.text(".thread").contains(&*lang.happened_spam()));
        portal.pass(Duration::hours(80)).await;
        assert_eq!(portal.state(asked.id).await, State::Closed);
        assert_eq!(portal.ask::<i64>("select count(*) from cancellations").await, 0);
        assert_eq!(portal.mails().await.len(), mails, "nobody is told");
        let customer = portal.browser().reading(lang).get(&asked.customer_path(&portal)).await;
        assert!(!customer.words().contains(&*lang.happened_spam()), "nobody is called a spammer: {}", customer.words());
        assert!(
            customer.words().contains("판매자가 문의를 닫았습니다") || customer.words().contains("The seller closed")
        );
    }
}

#[tokio::test]
async fn a_wrong_press_is_taken_back_and_no_moment_moves() {
    let portal = patient_portal().await;
    let (seller, _, browser) = desk(&portal).await;
    let asked = portal.asked(&seller, "haneul").await;
    let due: chrono::DateTime<chrono::Utc> = portal.ask("select reply_due_at from inquiries").await;
    let page = browser.get(&asked.desk_path()).await;
    let closed = browser.submit(&page, "/dismissal", &[("why", "duplicate")]).await;
    portal.pass(Duration::hours(30)).await;
    let open = browser.submit(&closed, "/reopening", &[]).await;
    assert!(open.text(".thread").contains("판매자가 문의를 다시 열었습니다"), "{}", open.words());
    assert_eq!(portal.state(asked.id).await, State::AwaitingDeveloper);
    let again: chrono::DateTime<chrono::Utc> = portal.ask("select reply_due_at from inquiries").await;
    assert_eq!(due, again, "closing is no way to more time");
    portal.pass(Duration::hours(42)).await;
    assert_eq!(portal.state(asked.id).await, State::Escalated);
    // and once the moment is over, opening again leads to operations at once
    let other = portal.asked(&seller, "bora").await;
    let closed = browser.submit(&browser.get(&other.desk_path()).await, "/dismissal", &[("why", "spam")]).await;
    portal.pass(Duration::hours(80)).await;
    browser.submit(&closed, "/reopening", &[]).await;
    portal.scan().await;
    assert_eq!(portal.state(other.id).await, State::Escalated);
}

#[tokio::test]
async fn what_was_answered_is_answered_when_it_is_opened_again() {
    let portal = patient_portal().await;
    let (seller, agent, browser) = desk(&portal).await;
    let asked = portal.asked(&seller, "haneul").await;
    portal.answer(&asked, &agent).await.unwrap();
    portal.pass(Duration::seconds(10)).await;
    let closed = browser.submit(&browser.get(&asked.desk_path()).await, "/dismissal", &[("why", "duplicate")]).await;
    assert_eq!(portal.state(asked.id).await, State::Closed);
    browser.submit(&closed, "/reopening", &[]).await;
    assert_eq!(portal.state(asked.id).await, State::Answered);
    portal.pass(Duration::days(15)).await;
    assert_eq!(portal.state(asked.id).await, State::Closed, "it still closes by itself");
    let page = browser.get(&asked.desk_path()).await;
    assert!(!page.has("form[action$='/reopening']"), "what closed by itself is not opened by hand");
    let late = browser.submit(&closed, "/reopening", &[]).await;
    assert!(late.words().contains("다시 열 것이 없습니다"), "{}", late.words());
}

#[tokio::test]
async fn what_operations_decide_and_what_is_about_to_be_answered_is_not_closed() {
    let portal = patient_portal().await;
    let (seller, agent, browser) = desk(&portal).await;
    for lang in LANGS {
        read_in(&browser, lang).await;
        let waits = portal.asked(&seller, &format!("w{}", lang.code())).await;
        let page = browser.get(&waits.desk_path()).await;
        portal.answer(&waits, &agent).await.unwrap();
        let refused = browser.submit(&page, "/dismissal", &[("why", "spam")]).await;
        assert!(refused.words().contains(&*lang.answer_waits_first()), "{}", refused.words());
        portal.pass(Duration::seconds(10)).await;

        let asked = portal.asked(&seller, lang.code()).await;
        let page = browser.get(&asked.desk_path()).await;
        portal.pass(Duration::hours(72)).await;
        let refused = browser.submit(&page, "/dismissal", &[("why", "spam")]).await;
        assert!(refused.words().contains(&*lang.case_is_open()), "{}", refused.words());
        assert_eq!(portal.state(asked.id).await, State::Escalated);
        assert!(!refused.has("form[action$='/dismissal']"), "the button is not there to begin with");
    }
}
