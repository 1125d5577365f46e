//! Closed without the seller: the customer is told where there is somebody to tell.

use devcenter::{contact_us::NewEntry, inquiries::Category, lang::Lang};
use reqwest::StatusCode;

use super::{Store, path};

const WORDS: &str = "스토어 앱을 새로 받으시면 됩니다.";

#[tokio::test]
async fn what_the_store_answered_itself_is_mailed_in_both_languages() {
    for lang in [Lang::Ko, Lang::En] {
        let store = Store::with(|new| {
            let customer = devcenter::customers::NewCustomer { lang, ..new.customer.clone() };
            NewEntry { customer, ..new }
        })
        .await;
        let browser = store.browser().await;
        let page = browser.get(&path(&store.no)).await;
        let closed = browser.submit(&page, "/closing", &[("ending", "answered"), ("told", WORDS)]).await;
        assert!(closed.words().contains(WORDS) && closed.words().contains(&*Lang::Ko.ending_answered()));
        store.portal.deliver().await;
        let mails = store.portal.mails().await;
        assert_eq!(mails.len(), 1, "the seller hears nothing");
        let mail = store.portal.mail_to("haneul@mail.example").await;
        for part in [WORDS, &*lang.letter_entry_closing(), &store.no.of_inquiry(), &*lang.letter_no_replies()] {
            assert!(mail.text.contains(part), "{part}: {}", mail.text);
        }
        let told = browser.get(&path(&store.no)).await.text("[aria-labelledby=words]");
        assert!(told.contains(&*Lang::Ko.mail_state_handed_over()), "what became of the mail: {told}");
        let contact = store.portal.browser().get(&mail.link("/apps/")).await;
        assert!(contact.path.ends_with("/contact") && contact.status == StatusCode::OK);
        assert_eq!(store.portal.ask::<i64>("select count(*) from inquiries").await, 0);
    }
}

#[tokio::test]
async fn spam_is_closed_without_a_word() {
    let store = Store::open().await;
    let browser = store.browser().await;
    for ending in ["spam", "duplicate", "mistake"] {
        let page = browser.get(&path(&store.no)).await;
        if page.has("form[action$=closing]") {
            browser.submit(&page, "/closing", &[("ending", ending)]).await;
        }
    }
    let ending = "select ending::text || ' ' || coalesce(told, '-') from contact_us_entries";
    assert_eq!(store.portal.ask::<String>(ending).await, "spam -", "closed once");
    store.portal.deliver().await;
    assert!(store.portal.mails().await.is_empty());
}

#[tokio::test]
async fn a_reason_is_chosen_and_the_customer_is_told_in_words() {
    let store = Store::open().await;
    let browser = store.browser().await;
    let page = browser.get(&path(&store.no)).await;
    let without = browser.submit(&page, "/closing", &[("told", WORDS)]).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(without.text("#ending-error"), Lang::Ko.error_ending());
    assert!(without.text("#told").contains(WORDS), "what was typed stays");
    let silent = browser.submit(&page, "/closing", &[("ending", "store_matter")]).await;
    assert_eq!(silent.text("#told-error"), Lang::Ko.error_told());
    let long = browser.submit(&page, "/forwarding", &[("note", &"글".repeat(1_001))]).await;
    assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(long.has("#note-error"));
    assert_eq!(store.portal.ask::<String>("select state::text from contact_us_entries").await, "waiting");
}

#[tokio::test]
async fn a_complaint_about_a_payment_is_not_closed_as_answered() {
    let store = Store::with(|new| NewEntry { category: Category::Refund, ..new }).await;
    let browser = store.browser().await;
    let page = browser.get(&path(&store.no)).await;
    assert!(!page.has("[name=ending][value=answered]") && page.has("[name=ending][value=spam]"));
    let refused = browser.submit(&page, "/closing", &[("ending", "answered"), ("told", WORDS)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.text("#ending-error"), Lang::Ko.error_must_be_forwarded());
    let forced = "update contact_us_entries set state = 'closed', ending = 'answered', told = 'x', ended_at = now(),
                  ended_by = entered_by";
    let kept = sqlx::query(forced).execute(&store.portal.app.db).await.unwrap_err();
    assert!(kept.to_string().contains("contact_us_entries_refunds_are_forwarded"), "{kept}");
}

#[tokio::test]
async fn three_years_after_it_was_closed_nothing_is_left_of_an_entry_and_of_who_wrote() {
    let store = Store::open().await;
    let browser = store.browser().await;
    let page = browser.get(&path(&store.no)).await;
    browser.submit(&page, "/closing", &[("ending", "answered"), ("told", WORDS)]).await;
    store.portal.deliver().await;
    let left = "select concat_ws(' ', (select count(*) from contact_us_entries), (select count(*) from customers),
                                 (select count(*) from deliveries where entry_id is not null))";
    store.portal.pass(chrono::Duration::days(3 * 365 - 2)).await;
    devcenter::background::put_away(&store.portal.app).await;
    assert_eq!(store.portal.ask::<String>(left).await, "1 1 1", "not yet");
    store.portal.pass(chrono::Duration::days(4)).await;
    devcenter::background::put_away(&store.portal.app).await;
    assert_eq!(store.portal.ask::<String>(left).await, "0 0 0");
}
