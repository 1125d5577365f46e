//! Two people of a seller at once: a note that calls a colleague, a saved reply put in place, a merge and its undo.

use devcenter::{auth::MemberRole, lang::Lang};

use crate::support::{
    Portal,
    chromium::Chromium,
    program::Program,
    world::{Asked, PASSWORD, Person},
};

/// One of the two at the desk.
struct Desk {
    window: Chromium,
    program_url: String,
}

impl Desk {
    async fn open(program: &Program, person: &Person, lang: Lang) -> Desk {
        let window = Chromium::open(lang.code()).await;
        window.go(&program.url("/sign-in")).await;
        window.fill("[name=email]", &person.email).await;
        window.fill("[name=password]", PASSWORD).await;
        window.press("form[action^='/sign-in'] button.primary").await;
        window.find("form[action='/sign-out']").await;
        Desk { window, program_url: program.url("") }
    }

    async fn go(&self, path: &str) {
        self.window.go(&format!("{}{path}", self.program_url)).await;
    }

    async fn value_of(&self, selector: &str) -> String {
        // in one step: the field may be replaced between finding and reading it
        let script = "return document.querySelector(arguments[0])?.value ?? ''";
        let value = self.window.window.execute(script, vec![selector.into()]).await.unwrap();
        value.as_str().unwrap_or_default().to_owned()
    }
}

struct Stage {
    program: Program,
    portal: Portal,
    jihu: Person,
    mina: Person,
    asked: [Asked; 2],
}

impl Stage {
    async fn set(lang: Lang) -> Stage {
        let program = Program::serve(&[]).await;
        let portal = program.portal().await;
        let seller = portal.seller("moon").await;
        let jihu = portal.member(&seller, "jihu", MemberRole::Agent).await;
        let mina = portal.member(&seller, "mina", MemberRole::Manager).await;
        portal.saved_reply(&seller, "인사", "{{customer}} 님, {{agent}}입니다.").await;
        sqlx::query("update users set lang = $1").bind(lang).execute(&portal.app.db).await.unwrap();
        let asked = [portal.asked(&seller, "haneul").await, portal.asked(&seller, "haneul").await];
        Stage { program, portal, jihu, mina, asked }
    }
}

async fn work_together(lang: Lang) {
    let stage = Stage::set(lang).await;
    let [first, second] = &stage.asked;
    let jihu = Desk::open(&stage.program, &stage.jihu, lang).await;
    let mina = Desk::open(&stage.program, &stage.mina, lang).await;
    mina.go(&second.desk_path()).await;

    // a note that calls the other, who sees it and where it stands
    jihu.go(&second.desk_path()).await;
    jihu.window.press("#note-box > summary").await;
    jihu.window.fill("#note-box [name=note]", "@mina님 두 문의가 같습니다").await;
    jihu.window.press("#note-box button").await;
    jihu.window.wait_for_words(&lang.note_badge()).await;
    mina.go("/mentions").await;
    mina.window.press("main .row a").await;
    mina.window.wait_for_words("두 문의가 같습니다").await;
    assert!(mina.window.window.current_url().await.unwrap().fragment().is_some_and(|at| at.starts_with("note-")));

    // a saved reply is put in where the answer is written; the page does not come again
    mina.window.fill("form.reply [name=body]", "안녕하세요.").await;
    mina.window.window.execute("window.stays = true", vec![]).await.unwrap();
    mina.window.press("#saved-reply option:last-child").await;
    mina.window.press("button[formaction$='/replies/saved'][value=put]").await;
    for _ in 0..100 {
        if mina.value_of("form.reply [name=body]").await.contains("mina입니다.") {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    let body = mina.value_of("form.reply [name=body]").await;
    assert!(body.starts_with("안녕하세요.") && body.ends_with("mina입니다."), "{body}");
    let stays = mina.window.window.execute("return window.stays === true", vec![]).await.unwrap();
    assert_eq!(stays, serde_json::Value::Bool(true), "in place");

    // the other merges meanwhile; the answer to the closed one is kept and says where it goes on
    jihu.go(&first.desk_path()).await;
    jihu.window.press("a[href$='/merge']").await;
    jihu.window.press("input[name=with]").await;
    jihu.window.press("form[method=get] button").await;
    jihu.window.wait_for_words(&lang.merge_can_be_undone()).await;
    jihu.window.press("form[method=post][action$='/merge'] button").await;
    jihu.window.wait_for_words(&lang.inquiries_merged()).await;
    jihu.window.wait_for_words("두 문의가 같습니다").await;
    mina.window.press("form.reply button.primary").await;
    mina.window.wait_for_words(&lang.not_sent_merged()).await;
    assert!(mina.value_of("form.reply [name=body]").await.ends_with("mina입니다."), "nothing typed is lost");

    // and takes it back: both wait again, each where it was
    jihu.window.press("form[action$='/unmerge'] button").await;
    jihu.window.wait_for_words(&lang.inquiries_unmerged()).await;
    mina.go(&second.desk_path()).await;
    mina.window.press("form.reply button.primary").await;
    mina.window.find("form[action$='/undo']").await;
    let waiting = "select count(*) from inquiries where state = 'awaiting_developer' and merged_into is null";
    assert_eq!(stage.portal.ask::<i64>(waiting).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_answer_together_in_korean() {
    work_together(Lang::Ko).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_answer_together_in_english() {
    work_together(Lang::En).await;
}
