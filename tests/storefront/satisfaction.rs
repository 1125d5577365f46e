//! «How was it?», once the inquiry is over.

use chrono::Duration;
use devcenter::{auth::MemberRole, lang::Lang};
use reqwest::StatusCode;

use super::LANGS;
use crate::support::{Portal, browser::Shown, world::Asked};

const QUESTION: &str = "/satisfaction";

async fn page(portal: &Portal, asked: &Asked, lang: Lang) -> Shown {
    portal.browser().reading(lang).get(&asked.customer_path(portal)).await
}

#[tokio::test]
async fn who_is_done_says_how_it_was_and_the_seller_reads_it() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
    let desk = portal.signed_in(&agent).await;
    for lang in LANGS {
        let asked = portal.asked(&seller, &format!("{lang}")).await;
        let browser = portal.browser().reading(lang);
        let open = browser.get(&asked.customer_path(&portal)).await;
        assert!(!open.body.contains(QUESTION), "nobody is asked before the end");
        let done = browser.submit(&open, "/solved", &[]).await;
        assert!(done.words().contains(&*lang.satisfaction_question()));
        let said = browser.submit(&done, QUESTION, &[("choice", "bad"), ("words", "오래 걸렸어요")]).await;
        assert!(said.words().contains(&*lang.satisfaction_given()), "{}", said.words());
        assert_eq!(said.attribute("button[value=bad]", "aria-pressed").as_deref(), Some("true"));
        assert_eq!(said.text("textarea#words"), "오래 걸렸어요");
        let thread = desk.get(&asked.desk_path()).await;
        assert!(thread.text("#thread").contains(&*Lang::Ko.happened_dissatisfied()), "{}", thread.text("#thread"));
        assert!(thread.text("#latest").contains("오래 걸렸어요"));
        // pressed again it is kept once; thought over it is replaced
        browser.submit(&done, QUESTION, &[("choice", "bad"), ("words", "오래 걸렸어요")]).await;
        let changed = browser.submit(&said, QUESTION, &[("choice", "good"), ("words", "")]).await;
        assert_eq!(changed.attribute("button[value=good]", "aria-pressed").as_deref(), Some("true"));
        assert!(!desk.get(&asked.desk_path()).await.text("#latest").contains("오래 걸렸어요"));
    }
    assert_eq!(portal.ask::<i64>("select count(*) from satisfactions where good and words is null").await, 2);
    let told = "select count(*) from events where kind = 'satisfaction_given' and audience = 'seller'";
    assert_eq!(portal.ask::<i64>(told).await, 4, "twice each: said, and said otherwise");
    let words = "select count(*) from events where data::text like '%오래%'";
    assert_eq!(portal.ask::<i64>(words).await, 0, "history holds no words");
}

#[tokio::test]
async fn it_is_asked_for_two_weeks_and_only_of_what_was_solved_or_went_quiet() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
    let quiet = portal.asked(&seller, "quiet").await;
    portal.answer(&quiet, &agent).await.unwrap();
    portal.pass(Duration::minutes(1)).await;
    portal.pass(Duration::days(14)).await;
    let browser = portal.browser();
    let asked = browser.get(&quiet.customer_path(&portal)).await;
    assert!(asked.body.contains(QUESTION), "{}", asked.words());
    portal.pass(Duration::days(14)).await;
    assert!(!page(&portal, &quiet, Lang::Ko).await.body.contains(QUESTION));
    let refused = browser.submit(&asked, QUESTION, &[("choice", "good")]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.words().contains(&*Lang::Ko.not_asked_any_more()));

    let withdrawn = portal.asked(&seller, "withdrawn").await;
    portal.pass(Duration::hours(72)).await;
    portal.solve(&withdrawn).await.unwrap();
    assert!(!page(&portal, &withdrawn, Lang::Ko).await.body.contains(QUESTION));
    assert_eq!(portal.ask::<i64>("select count(*) from satisfactions").await, 0);
}

#[tokio::test]
async fn following_a_link_answers_nothing_and_what_is_no_answer_is_refused() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let asked = portal.asked(&seller, "haneul").await;
    portal.solve(&asked).await.unwrap();
    let browser = portal.browser();
    let followed = browser.get(&format!("{}{QUESTION}?choice=good", asked.customer_path(&portal))).await;
    assert_eq!(followed.status, StatusCode::OK);
    let neither = browser.submit(&followed, QUESTION, &[("choice", "perhaps"), ("words", "글쎄요")]).await;
    assert_eq!(neither.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(neither.words().contains(&*Lang::Ko.satisfaction_choose()), "{}", neither.words());
    assert_eq!(neither.text("textarea#words"), "글쎄요");
    let shown = page(&portal, &asked, Lang::Ko).await;
    let browser = portal.browser();
    let shown = browser.get(&shown.path).await;
    let long = "가".repeat(501);
    let refused = browser.submit(&shown, QUESTION, &[("choice", "good"), ("words", &long)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.words().contains(&*Lang::Ko.error_too_long(500, 501)));
    assert_eq!(refused.text("textarea#words"), long, "what was typed is kept");
    assert_eq!(portal.ask::<i64>("select count(*) from satisfactions").await, 0);
}
