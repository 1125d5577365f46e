//! Twenty inquiries answered together in a real browser, while a customer writes in one of them.

use std::time::{Duration, Instant};

use devcenter::{auth::MemberRole, id::SubmissionKey, lang::Lang};

use crate::support::{chromium::Chromium, mail_server::MailServer, program::Program, world::PASSWORD};

const MANY: usize = 20;

async fn answered_together(lang: Lang) {
    let mail = MailServer::start();
    let smtp_url = format!("--smtp-url={}?tls=none", mail.url());
    let program = Program::serve(&[smtp_url.as_str(), "--undo-time=4s", "--mail-from=voc@portal.example"]).await;
    let portal = program.portal().await;
    let seller = portal.seller("moon").await;
    let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
    sqlx::query("update users set lang = $1").bind(lang).execute(&portal.app.db).await.unwrap();
    let mut all = Vec::new();
    for n in 0..MANY {
        all.push(portal.asked(&seller, &format!("customer{n}")).await);
    }
    let window = Chromium::open(lang.code()).await;
    window.go(&program.url("/sign-in")).await;
    window.fill("[name=email]", &agent.email).await;
    window.fill("[name=password]", PASSWORD).await;
    window.press("form[action^='/sign-in'] button.primary").await;
    window.wait_for_words(&lang.response_time()).await;
    window.press("a.tile[href='/inquiries']").await;
    window.press("a[href='/inquiries?pick=all']").await;
    window.press(".bulk button[value=answer]").await;
    window.wait_for_words(&lang.answer_this_many(MANY)).await;
    window.fill("[name=body]", "모두 고쳤습니다. 다시 켜 주세요.").await;
    portal.writes(&all[7], SubmissionKey::new()).await;
    window.press("form[action$='/answers'] button.primary").await;
    window.wait_for_words(&lang.many_summary(MANY - 1, 1)).await;
    window.wait_for_words(&lang.outcome_newer()).await;
    window.wait_for_words(&lang.take_back_all()).await;

    let handed_over = "select count(*) from deliveries where kind = 'answer' and state = 'handed_over'";
    let patience = Instant::now() + Duration::from_secs(30);
    while portal.ask::<i64>(handed_over).await < (MANY - 1) as i64 {
        assert!(Instant::now() < patience, "the answers go out");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    assert_eq!(portal.ask::<i64>("select count(*) from deliveries where kind = 'answer'").await, (MANY - 1) as i64);
    assert_eq!(portal.ask::<i64>("select count(*) from drafts").await, 1);
    window.go(&program.url(&all[7].desk_path())).await;
    let kept = window.find("form.reply [name=body]").await.prop("value").await.unwrap().unwrap_or_default();
    assert!(kept.contains("모두 고쳤습니다"), "the text is there as a draft: {kept}");
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_are_answered_together_and_one_that_changed_comes_back_as_a_draft_in_korean() {
    answered_together(Lang::Ko).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn twenty_are_answered_together_and_one_that_changed_comes_back_as_a_draft_in_english() {
    answered_together(Lang::En).await;
}
