//! Answering: taken, taken back, refused because of news or a colleague, late.

use chrono::Duration;
use devcenter::{auth::MemberRole, inquiries::State};
use reqwest::StatusCode;

use super::{LANGS, customer_writes, desk, patient_portal, read_in};
use crate::support::browser::Shown;

#[tokio::test]
async fn an_answer_waits_some_seconds_can_be_taken_back_and_is_not_typed_twice() {
    let portal = patient_portal().await;
    let (seller, _, browser) = desk(&portal).await;
    for lang in LANGS {
        read_in(&browser, lang).await;
        let asked = portal.asked(&seller, lang.code()).await;
        let page = browser.get(&asked.desk_path()).await;
        let waits = browser.submit(&page, "/replies", &[("body", "다시 지급했습니다.")]).await;
        assert_eq!((waits.status, waits.has("form.reply")), (StatusCode::OK, false));
        assert!(waits.words().contains(&*lang.reply_waits()), "{}", waits.words());
        assert_eq!(waits.attribute("[data-undo]", "data-undo").as_deref(), Some("10"));
        let back = browser.submit(&waits, "/undo", &[]).await;
        assert!(back.words().contains(&*lang.reply_taken_back()));
        assert_eq!(back.text("form.reply textarea"), "다시 지급했습니다.");
        portal.pass(Duration::minutes(1)).await;
        assert_eq!(portal.state(asked.id).await, State::AwaitingDeveloper, "what was taken back does not go out");
        let again = browser.submit(&back, "/replies", &[]).await;
        assert!(again.has("[data-undo]"), "{}", again.words());
        portal.pass(Duration::seconds(10)).await;
        assert_eq!(portal.state(asked.id).await, State::Answered);
        let late = browser.submit(&waits, "/undo", &[]).await;
        assert!(late.words().contains(&*lang.too_late_to_take_back()));
        assert_eq!(portal.mail_to(&asked.customer_email).await.text.matches("다시 지급했습니다.").count(), 1);
    }
}

#[tokio::test]
async fn an_empty_answer_is_told_and_pressed_twice_one_goes_out() {
    let portal = patient_portal().await;
    let (seller, _, browser) = desk(&portal).await;
    for lang in LANGS {
        read_in(&browser, lang).await;
        let asked = portal.asked(&seller, lang.code()).await;
        let page = browser.get(&asked.desk_path()).await;
        let refused = browser.submit(&page, "/replies", &[("body", "\u{200B}\n ")]).await;
        assert_eq!(
            (refused.status, refused.text("#body-error")),
            (StatusCode::UNPROCESSABLE_ENTITY, lang.reply_empty().into_owned())
        );
        let long = "가".repeat(4_001);
        let refused = browser.submit(&refused, "/replies", &[("body", &long)]).await;
        assert_eq!(refused.text("#body-error"), lang.reply_too_long(4_000, 4_001));
        assert_eq!(refused.text("form.reply textarea"), long, "what was typed is kept");
        for _ in 0..2 {
            let taken = browser.submit(&refused, "/replies", &[("body", "답변입니다")]).await;
            assert_eq!(
                (taken.status, taken.path.as_str()),
                (StatusCode::OK, asked.desk_path().as_str()),
                "{}",
                taken.words()
            );
        }
        portal.pass(Duration::seconds(10)).await;
        // and once more, when it has gone out
        browser.submit(&refused, "/replies", &[("body", "답변입니다")]).await;
        portal.pass(Duration::seconds(10)).await;
        let page = browser.get(&asked.desk_path()).await;
        assert_eq!(page.texts(".thread .msg").len(), 2, "{}", page.words());
    }
}

#[tokio::test]
async fn news_that_the_author_has_not_seen_are_shown_first_and_the_text_is_kept() {
    let portal = patient_portal().await;
    let (seller, _, browser) = desk(&portal).await;
    for lang in LANGS {
        read_in(&browser, lang).await;
        let asked = portal.asked(&seller, lang.code()).await;
        let page = browser.get(&asked.desk_path()).await;
        customer_writes(&portal, asked.id, "해결됐어요. 고맙습니다.").await;
        let refused = browser.submit(&page, "/replies", &[("body", "확인해 보겠습니다.")]).await;
        assert_eq!(
            (refused.status, refused.text(".notice[role=alert] h2")),
            (StatusCode::CONFLICT, lang.not_sent_news().into_owned())
        );
        assert_eq!(refused.text("form.reply textarea"), "확인해 보겠습니다.");
        assert!(refused.text(".thread").contains("해결됐어요. 고맙습니다."), "the news are on the page");
        assert_eq!(portal.ask::<i64>("select count(*) from pending_replies").await, 0);
        let taken = browser.submit(&refused, "/replies", &[]).await;
        assert!(taken.has("[data-undo]"), "having seen them, the same answer is taken: {}", taken.words());
        portal.pass(Duration::seconds(10)).await;
    }
}

#[tokio::test]
async fn a_reminder_is_no_news() {
    let portal = patient_portal().await;
    let (seller, _, browser) = desk(&portal).await;
    let asked = portal.asked(&seller, "haneul").await;
    let page = browser.get(&asked.desk_path()).await;
    portal.pass(Duration::hours(49)).await;
    assert_eq!(portal.ask::<i64>("select count(*) from events where kind = 'reminded'").await, 1);
    let taken = browser.submit(&page, "/replies", &[("body", "답변입니다")]).await;
    assert!(taken.has("[data-undo]"), "{}", taken.words());
}

#[tokio::test]
async fn while_a_colleagues_answer_waits_another_is_kept_and_says_whose() {
    let portal = patient_portal().await;
    let (seller, _, browser) = desk(&portal).await;
    let mina = portal.member(&seller, "mina", MemberRole::Manager).await;
    let other = portal.signed_in(&mina).await;
    for lang in LANGS {
        read_in(&other, lang).await;
        let asked = portal.asked(&seller, lang.code()).await;
        let page = other.get(&asked.desk_path()).await;
        browser.submit(&browser.get(&asked.desk_path()).await, "/replies", &[("body", "먼저 답합니다")]).await;
        let refused = other.submit(&page, "/replies", &[("body", "제 답변")]).await;
        assert_eq!(
            (refused.status, refused.text(".notice[role=alert] h2")),
            (StatusCode::CONFLICT, lang.not_sent_answering("jihu").into_owned())
        );
        assert_eq!(refused.text("form.reply textarea"), "제 답변");
        assert!(
            refused.words().contains("먼저 답합니다") && !refused.has("form[action$='/undo']"),
            "only its author may take it back"
        );
        let theirs = other.get(&asked.desk_path()).await;
        let forged = theirs.body.replace("action=\"/preferences\"", &format!("action=\"{}/undo\"", asked.desk_path()));
        let forged = Shown { body: forged, ..theirs };
        let undone = other.submit(&forged, "/undo", &[]).await;
        assert!(undone.words().contains(&*lang.too_late_to_take_back()), "{}", undone.words());
        portal.pass(Duration::seconds(10)).await;
        assert_eq!(portal.state(asked.id).await, State::Answered);
    }
}

#[tokio::test]
async fn after_the_due_moment_the_page_says_so_and_a_late_answer_still_goes_out() {
    let portal = patient_portal().await;
    let (seller, agent, _) = desk(&portal).await;
    for lang in LANGS {
        let asked = portal.asked(&seller, lang.code()).await;
        portal.pass(Duration::hours(72)).await;
        let browser = portal.signed_in(&agent).await;
        read_in(&browser, lang).await;
        let page = browser.get(&asked.desk_path()).await;
        assert!(
            page.words().contains(&*lang.escalated_notice()) && page.words().contains(&*lang.escalated_notice_text())
        );
        let waits = browser.submit(&page, "/replies", &[("body", "늦어서 죄송합니다.")]).await;
        assert!(waits.words().contains(&*lang.late_reply_waits()), "{}", waits.words());
        portal.pass(Duration::seconds(10)).await;
        let page = browser.get(&asked.desk_path()).await;
        assert_eq!(page.texts(".thread .msg").len(), 2);
        assert!(portal.mail_to(&asked.customer_email).await.text.contains("늦어서 죄송합니다."));
        assert_eq!(portal.state(asked.id).await, State::Escalated, "operations decide");
    }
}
