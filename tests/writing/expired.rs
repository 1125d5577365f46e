//! A form that is sent when the session has ended: kept, and given back to its author in the same browser.

use chrono::Duration;
use devcenter::{
    auth::{MemberRole, StaffRole},
    lang::Lang,
};
use reqwest::StatusCode;

use super::{Desk, LANGS, in_the_box, read_in};
use crate::support::{
    Browser, Portal,
    browser::{File, Shown},
    world::{PASSWORD, Person},
};

/// Everybody's session ends.
async fn end_sessions(portal: &Portal) {
    sqlx::query("delete from sessions").execute(&portal.app.db).await.unwrap();
}

async fn sign_in(browser: &Browser, page: &Shown, person: &Person) -> Shown {
    browser.submit(page, "/sign-in", &[("email", &person.email), ("password", PASSWORD)]).await
}

#[tokio::test]
async fn a_reply_that_was_sent_too_late_is_a_draft_after_signing_in_again() {
    let desk = Desk::new().await;
    for lang in LANGS {
        read_in(&desk.browser, lang).await;
        let asked = desk.portal.asked(&desk.seller, lang.code()).await;
        let page = desk.browser.get(&asked.desk_path()).await;
        end_sessions(&desk.portal).await;
        let log = File { field: "files", name: "기록.txt", bytes: b"log".to_vec() };
        let led = desk.browser.submit_with(&page, "/replies", &[("body", "늦게 보낸 답변")], &[log]).await;
        assert!(led.path.starts_with("/sign-in") && led.words().contains(&*lang.form_kept()), "{}", led.words());
        sqlx::query("update users set lang = $1").bind(lang).execute(&desk.portal.app.db).await.unwrap();
        let back = sign_in(&desk.browser, &led, &desk.agent).await;
        assert_eq!(back.path, asked.desk_path());
        assert!(back.words().contains(&*lang.given_back_without_files()), "{}", back.words());
        assert_eq!(in_the_box(&back), "늦게 보낸 답변");
        assert_eq!(desk.portal.ask::<i64>("select count(*) from pending_replies").await, 0, "nothing was sent");
        assert!(desk.browser.submit(&back, "/replies", &[]).await.has("[data-undo]"));
        desk.portal.pass(Duration::seconds(10)).await;
    }
}

#[tokio::test]
async fn another_person_in_the_same_browser_is_shown_nothing() {
    let desk = Desk::new().await;
    let mina = desk.portal.member(&desk.seller, "mina", MemberRole::Agent).await;
    let page = desk.page().await;
    end_sessions(&desk.portal).await;
    let led = desk.browser.submit(&page, "/replies", &[("body", "비밀스러운 글")]).await;
    let theirs = sign_in(&desk.browser, &led, &mina).await;
    assert_eq!((theirs.path.clone(), in_the_box(&theirs)), (desk.asked.desk_path(), String::new()));
    let own = desk.browser.get("/kept").await;
    assert!(!own.body.contains("비밀스러운 글") && own.path != "/kept");
    // nor is its author shown it elsewhere
    let elsewhere = desk.portal.signed_in(&desk.agent).await;
    assert_eq!(in_the_box(&elsewhere.get(&desk.asked.desk_path()).await), "");
    desk.browser.submit(&theirs, "/sign-out", &[]).await;
    let back = sign_in(&desk.browser, &desk.browser.get("/sign-in").await, &desk.agent).await;
    assert_eq!(in_the_box(&back), "비밀스러운 글", "{} {}", back.path, back.words());
}

#[tokio::test]
async fn a_decision_waits_in_the_form_of_its_case_and_is_sent_from_there() {
    let desk = Desk::new().await;
    let lead = desk.portal.staff("iden", StaffRole::Lead).await;
    desk.portal.pass(Duration::hours(72)).await;
    let case = desk.portal.case_of(&desk.asked).await.unwrap();
    desk.portal.take(&case, &lead).await.unwrap();
    let browser = desk.portal.signed_in(&lead).await;
    let page = browser.get(&format!("/cases/{}", case.as_str())).await;
    end_sessions(&desk.portal).await;
    let reason = "구매 내역을 찾지 못했습니다. 영수증을 보내 주세요.";
    let fields = [("decision", "decline"), ("item", "별자리 정원 세트"), ("reason", reason), ("proof", PASSWORD)];
    let led = browser.submit(&page, "/decision", &fields).await;
    assert!(led.path.starts_with("/sign-in"), "{}", led.path);
    let kept_proof =
        "select count(*) from kept_forms where fields::text like '%정원에는 비밀이 많다%' or fields ? 'proof'";
    assert_eq!(desk.portal.ask::<i64>(kept_proof).await, 0, "what proves who somebody is, is not kept");
    let kept = sign_in(&browser, &led, &lead).await;
    assert_eq!((kept.path.as_str(), kept.text("textarea#reason")), ("/kept", reason.to_owned()));
    assert!(kept.has("input[name=decision][value=decline][checked]"), "{}", kept.body);
    assert_eq!(kept.attribute("input#item", "value").as_deref(), Some("별자리 정원 세트"));
    assert!(
        kept.words().contains(&*Lang::Ko.given_back()) && kept.text("h1").contains("별빛 농장"),
        "{}",
        kept.words()
    );
    assert_eq!(desk.portal.ask::<i64>("select count(*) from cancellations where state = 'declined'").await, 0);
    let sent = browser.submit(&kept, "/decision", &[]).await;
    assert_eq!(sent.status, StatusCode::OK, "{}", sent.words());
    assert_eq!(desk.portal.ask::<i64>("select count(*) from cancellations where state = 'declined'").await, 1);
    assert_eq!(browser.get("/cases").await.path, "/cases", "nobody is led to it twice");
}

#[tokio::test]
async fn what_was_decided_meanwhile_leaves_its_author_the_words() {
    let desk = Desk::new().await;
    let (lead, other) =
        (desk.portal.staff("iden", StaffRole::Lead).await, desk.portal.staff("sora", StaffRole::Lead).await);
    desk.portal.pass(Duration::hours(72)).await;
    let case = desk.portal.case_of(&desk.asked).await.unwrap();
    desk.portal.take(&case, &lead).await.unwrap();
    let browser = desk.portal.signed_in(&lead).await;
    let page = browser.get(&format!("/cases/{}", case.as_str())).await;
    end_sessions(&desk.portal).await;
    let reason = "구매 내역을 찾지 못했습니다. 영수증을 보내 주세요.";
    let led = browser.submit(&page, "/decision", &[("decision", "decline"), ("reason", reason)]).await;
    desk.portal.take(&case, &other).await.unwrap();
    desk.portal.decline(&case, &other).await.unwrap();
    let kept = sign_in(&browser, &led, &lead).await;
    assert_eq!((kept.path.as_str(), kept.text("textarea")), ("/kept", reason.to_owned()));
    assert!(!kept.has("form[action$='/take']"), "not the page of a case without that form");
}

#[tokio::test]
async fn strangers_leave_nothing_and_nobody_leaves_much_or_for_long() {
    let desk = Desk::new().await;
    let stranger = desk.portal.browser();
    let page = stranger.get("/sign-in").await;
    let token = page.attribute("input[name=csrf]", "value").unwrap();
    let path = format!("{}/undo", desk.asked.desk_path());
    let forged = format!("{}.AAAAAAAAAAAAAAAAAAAAAA", desk.agent.id);
    let left = stranger.post(&path, &[("csrf", &token), ("by", &forged), ("body", "spam")]).await;
    assert_eq!(left.status, StatusCode::UNAUTHORIZED);
    let page = desk.page().await;
    end_sessions(&desk.portal).await;
    let mark = page.attribute("form.reply input[name=by]", "value").unwrap();
    let long = "가".repeat(20_000);
    let left = desk.browser.post(&path, &[("by", &mark), ("body", &long)]).await;
    assert_eq!(left.status, StatusCode::UNAUTHORIZED);
    assert_eq!(desk.portal.ask::<i64>("select count(*) from kept_forms").await, 0);
    for n in 0..15 {
        let path = format!("/inquiries/{n}/undo");
        desk.browser.post(&path, &[("by", &mark), ("body", "글")]).await;
    }
    assert_eq!(desk.portal.ask::<i64>("select count(*) from kept_forms").await, 10);
    desk.portal.app.clock.advance(Duration::hours(25));
    devcenter::background::put_away(&desk.portal.app).await;
    assert_eq!(desk.portal.ask::<i64>("select count(*) from kept_forms").await, 0);
}
