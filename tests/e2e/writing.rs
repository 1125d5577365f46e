//! Two people at one inquiry, each in a real browser: presence, live pages, the hard stop, drafts that outlive a session.

use std::time::{Duration, Instant};

use devcenter::{auth::MemberRole, id::SubmissionKey, lang::Lang};
use fantoccini::Locator;
use serde_json::json;

use crate::support::{
    Portal,
    chromium::Chromium,
    program::Program,
    world::{Asked, PASSWORD, Person},
};

struct Stage {
    program: Program,
    portal: Portal,
    asked: Asked,
    people: [Person; 2],
    windows: [Chromium; 2],
}

impl Stage {
    /// Two members of a seller, both with the same inquiry open.
    async fn set() -> Stage {
        let program = Program::serve(&["--undo-time=3s"]).await;
        let portal = program.portal().await;
        let seller = portal.seller("moon").await;
        let people = [
            portal.member(&seller, "jihu", MemberRole::Agent).await,
            portal.member(&seller, "mina", MemberRole::Manager).await,
        ];
        let asked = portal.asked(&seller, "haneul").await;
        let windows = [Chromium::open("ko").await, Chromium::open("ko").await];
        let stage = Stage { program, portal, asked, people, windows };
        for (window, person) in stage.windows.iter().zip(&stage.people) {
            stage.open(window, &format!("/sign-in?back={}", stage.asked.desk_path())).await;
            sign_in(window, person).await;
            window.find("form.reply textarea").await;
        }
        stage
    }

    async fn open(&self, window: &Chromium, path: &str) {
        window.go(&self.program.url(path)).await;
    }
}

async fn sign_in(window: &Chromium, person: &Person) {
    window.fill("[name=email]", &person.email).await;
    window.fill("[name=password]", PASSWORD).await;
    window.press("form[action^='/sign-in'] button.primary").await;
}

async fn type_in(window: &Chromium, text: &str) {
    window.find("form.reply textarea").await.send_keys(text).await.unwrap();
}

async fn in_the_box(window: &Chromium) -> String {
    window.find("form.reply textarea").await.prop("value").await.unwrap().unwrap_or_default()
}

/// Waits until the store says so.
async fn until(portal: &Portal, sql: &'static str) {
    let patience = Instant::now() + Duration::from_secs(15);
    while !portal.ask::<bool>(sql).await {
        assert!(Instant::now() < patience, "not so: {sql}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_see_each_other_and_what_is_new_and_the_later_answer_is_stopped() {
    let stage = Stage::set().await;
    let [jihu, mina] = &stage.windows;
    jihu.wait_for_words(&Lang::Ko.others_look("mina")).await;
    mina.wait_for_words(&Lang::Ko.others_look("jihu")).await;
    type_in(mina, "먼저 확인해 보겠습니다.").await;
    jihu.wait_for_words(&Lang::Ko.others_write("mina")).await;
    until(&stage.portal, "select exists (select from drafts)").await;

    // the customer writes: both pages show it by themselves, and what is typed stays
    stage.portal.writes(&stage.asked, SubmissionKey::new()).await;
    mina.wait_for_words("아직도 그대로예요.").await;
    jihu.wait_for_words("아직도 그대로예요.").await;
    assert_eq!(in_the_box(mina).await, "먼저 확인해 보겠습니다.");
    mina.wait_for_words(&Lang::Ko.news_came()).await;

    // sent without a look at the news: stopped, with the news beside the text
    mina.press("form.reply button.primary").await;
    mina.find("#news-heading").await;
    assert_eq!(in_the_box(mina).await, "먼저 확인해 보겠습니다.");
    mina.press("form.reply button.primary").await;
    mina.find("[data-undo]").await;
    jihu.wait_for_words("먼저 확인해 보겠습니다.").await;
    jihu.wait_for_words(&Lang::Ko.mail_state_handed_over()).await;
    assert_eq!(stage.portal.ask::<i64>("select count(*) from messages where author = 'developer'").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_tabs_the_older_is_told_before_it_writes_over_the_newer() {
    let stage = Stage::set().await;
    let [window, _] = &stage.windows;
    let first = window.window.window().await.unwrap();
    let second = window.window.new_window(true).await.unwrap().handle;
    window.window.switch_to_window(second).await.unwrap();
    stage.open(window, &stage.asked.desk_path()).await;
    type_in(window, "새 글").await;
    until(&stage.portal, "select exists (select from drafts where body = '새 글')").await;
    window.window.switch_to_window(first).await.unwrap();
    type_in(window, "옛 글").await;
    window.wait_for_words(&Lang::Ko.draft_elsewhere()).await;
    assert_eq!(stage.portal.ask::<String>("select body from drafts").await, "새 글");
    window.press("[data-take]").await;
    window.wait_for_words(&Lang::Ko.messages_heading()).await;
    let patience = Instant::now() + Duration::from_secs(10);
    while in_the_box(window).await != "새 글" {
        assert!(Instant::now() < patience, "{}", in_the_box(window).await);
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_typed_when_the_session_ended_comes_back_after_signing_in() {
    let stage = Stage::set().await;
    let [window, _] = &stage.windows;
    sqlx::query("delete from sessions").execute(&stage.portal.app.db).await.unwrap();
    let script = "document.querySelector('form.reply textarea').value = arguments[0]";
    window.window.execute(script, vec![json!("세션이 끝난 뒤의 글")]).await.unwrap();
    window.press("form.reply button.primary").await;
    window.wait_for_words(&Lang::Ko.form_kept()).await;
    sign_in(window, &stage.people[0]).await;
    window.find("form.reply textarea").await;
    assert_eq!(in_the_box(window).await, "세션이 끝난 뒤의 글");
    assert!(window.window.find(Locator::Css(".flash")).await.is_ok());
    assert_eq!(stage.portal.ask::<i64>("select count(*) from pending_replies").await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_move_through_the_list_open_answer_and_send_and_never_act_while_somebody_writes() {
    let stage = Stage::set().await;
    let [window, _] = &stage.windows;
    stage.open(window, "/inquiries").await;
    window.find(".row a").await;
    let press = async |code: &str| {
        // what a Korean layout types: the key says ㅓ, its place says J
        let script = "document.activeElement.dispatchEvent(new KeyboardEvent('keydown',
            { key: 'Process', code: arguments[0], bubbles: true, cancelable: true, ctrlKey: arguments[0] === 'Enter' }))";
        window.window.execute(script, vec![json!(code)]).await.unwrap();
    };
    press("KeyJ").await;
    press("KeyO").await;
    window.find("form.reply textarea").await;
    press("KeyR").await;
    press("KeyU").await;
    type_in(window, "단축키로 보낸 답").await;
    press("Enter").await;
    window.find("[data-undo]").await;
    assert_eq!(stage.portal.ask::<String>("select body from pending_replies").await, "단축키로 보낸 답");
}
