//! The main job from end to end: the real program, a real browser, a real mail server, in both languages.

mod customer;
mod together;
mod writing;

use devcenter::{
    auth::{MemberRole, StaffRole},
    lang::Lang,
};

use crate::support::{
    Portal,
    chromium::Chromium,
    mail_server::MailServer,
    program::Program,
    world::{PASSWORD, Person, Seller},
};

mod many;

const CUSTOMER: &str = "haneul@mail.example";

/// The main job with everybody who takes part in it.
struct Stage {
    program: Program,
    mail: MailServer,
    portal: Portal,
    window: Chromium,
    lang: Lang,
    seller: Seller,
    agent: Person,
    lead: Person,
}

impl Stage {
    /// Times are short: an answer is due after 25 seconds and can be undone for three.
    async fn set(lang: Lang) -> Stage {
        let mail = MailServer::start();
        let smtp_url = format!("--smtp-url={}?tls=none", mail.url());
        let flags = [
            smtp_url.as_str(),
            "--due-policy=25s",
            "--first-reminder=18s",
            "--second-reminder=12s",
            "--undo-time=3s",
            "--mail-from=voc@portal.example",
        ];
        let program = Program::serve(&flags).await;
        let portal = program.portal().await;
        let seller = portal.seller("moon").await;
        let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
        let lead = portal.staff("iden", StaffRole::Lead).await;
        // pages and mails follow the language of the person, or that of the app's contact
        for sql in ["update users set lang = $1", "update apps set support_lang = $1"] {
            sqlx::query(sql).bind(lang).execute(&portal.app.db).await.unwrap();
        }
        let window = Chromium::open(lang.code()).await;
        Stage { program, mail, portal, window, lang, seller, agent, lead }
    }

    async fn open(&self, path: &str) {
        self.window.go(&self.program.url(path)).await;
    }

    /// The customer fills in the form, with a picture, and confirms the address from the mail. Ends on the inquiry's page.
    async fn ask(&self, subject: &str) {
        self.open(&format!("/apps/{}", self.seller.client_id)).await;
        self.window.press(&format!("a[href='/apps/{}/contact']", self.seller.client_id)).await;
        self.window.press("input[name=category][value=refund]").await;
        self.window.fill("[name=item]", "별자리 정원").await;
        self.window.fill("[name=amount]", "11,000").await;
        self.window.set("[name=purchased_at]", "2026-01-02T03:04").await;
        self.window.fill("[name=name]", "김하늘").await;
        self.window.fill("[name=email]", CUSTOMER).await;
        self.window.fill("[name=subject]", subject).await;
        self.window.fill("[name=body]", "구매 복원을 세 번 해 봤지만 그대로입니다.").await;
        let picture = picture();
        self.window.find("[name=files]").await.send_keys(picture.path().to_str().unwrap()).await.unwrap();
        self.window.press("form[enctype] button.primary").await;
        self.window.wait_for_words(&self.lang.sent_title()).await;
        let mail = self.mail.wait_for(CUSTOMER, "/confirm/").await;
        assert!(!mail.text.contains(subject), "nothing of the form leaves before the address is confirmed");
        self.open(&mail.link("/confirm/")).await;
        self.window.press("main form button").await;
        self.window.wait_for_words(subject).await;
    }

    async fn sign_in(&self, person: &Person) {
        self.open("/sign-in").await;
        self.window.fill("[name=email]", &person.email).await;
        self.window.fill("[name=password]", PASSWORD).await;
        self.window.press("form[action^='/sign-in'] button.primary").await;
        self.window.find("form[action='/sign-out']").await;
    }

    async fn sign_out(&self) {
        self.open("/account").await;
        self.window.press("main form[action='/sign-out'] button").await;
        self.window.find("main").await;
    }
}

/// One red pixel.
fn picture() -> tempfile::NamedTempFile {
    use std::io::Write;
    let mut file = tempfile::Builder::new().prefix("화면-").suffix(".gif").tempfile().unwrap();
    file.write_all(b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\x00\x00\x00\x00\x00!\xf9\x04\x00\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;")
        .unwrap();
    file
}

/// A customer asks, the developer answers, undoes, answers again; the customer reads it and says that it is solved.
async fn answered(lang: Lang) {
    let stage = Stage::set(lang).await;
    let window = &stage.window;
    stage.ask("정원이 들어오지 않았어요").await;
    window.find(".countdown[data-tone] time").await;
    let customer_page = window.window.current_url().await.unwrap();

    let notice = stage.mail.wait_for(&stage.agent.email, "정원이 들어오지 않았어요").await;
    assert!(notice.text.contains("구매 복원을 세 번"), "the developer gets the full text");
    assert!(!notice.raw.contains(CUSTOMER), "the developer does not get the customer's address");
    stage.sign_in(&stage.agent).await;
    window.press("a.tile[href='/inquiries']").await;
    window.wait_for_words("정원이 들어오지 않았어요").await;
    stage.open(&notice.link("/inquiries/")).await;
    window.fill("form.reply [name=body]", "지급이 빠졌습니다. 방금 넣어 드렸습니다.").await;
    window.press("form.reply button.primary").await;
    window.press("form[action$='/undo'] button").await;
    let kept = window.find("form.reply [name=body]").await.prop("value").await.unwrap().unwrap_or_default();
    assert!(kept.contains("방금 넣어 드렸습니다"), "an undone text is kept: {kept}");
    window.press("form.reply button.primary").await;
    window.wait_for_words(&lang.mail_state_handed_over()).await;

    let answer = stage.mail.wait_for(CUSTOMER, "방금 넣어 드렸습니다").await;
    assert!(!answer.raw.contains("Auto-Submitted"), "a person's answer is not marked automatic");
    stage.sign_out().await;
    window.window.goto(customer_page.as_str()).await.unwrap();
    window.wait_for_words("방금 넣어 드렸습니다").await;
    window.press("form[action$='/solved'] button").await;
    window.wait_for_words(&lang.customer_closed()).await;
    assert_eq!(stage.portal.ask::<i64>("select count(*) from messages where author = 'developer'").await, 1);
}

/// Nobody answers: reminders, escalation, a late answer, the decision of operations, told to everybody.
async fn taken_over(lang: Lang) {
    let stage = Stage::set(lang).await;
    let window = &stage.window;
    stage.ask("두 번 결제됐습니다").await;
    let notice = stage.mail.wait_for(&stage.seller.support_email, "두 번 결제됐습니다").await;
    stage.mail.wait_for(CUSTOMER, &lang.letter_escalated()).await;
    let told = stage
        .portal
        .ask::<i64>("select count(distinct kind) from deliveries where kind in ('first_reminder', 'second_reminder')")
        .await;
    assert_eq!(told, 2, "both reminders went out");
    assert_eq!(stage.portal.ask::<i64>("select count(*) from cancellations").await, 1);

    stage.sign_in(&stage.agent).await;
    stage.open(&notice.link("/inquiries/")).await;
    window.fill("form.reply [name=body]", "늦어서 죄송합니다. 확인했습니다.").await;
    window.press("form.reply button.primary").await;
    window.wait_for_words(&lang.mail_state_handed_over()).await;
    stage.sign_out().await;

    stage.sign_in(&stage.lead).await;
    window.press("main a[href^='/cases/']").await;
    window.wait_for_words(&lang.badge_late_answer()).await;
    window.wait_for_words("늦어서 죄송합니다").await;
    window.press("form[action$='/take'] button").await;
    window.press("input[name=decision][value=approve]").await;
    window.press("option[value=unanswered_3d]").await;
    window.fill("[name=evidence]", "결제 대행사 화면에서 확인").await;
    window.fill("[name=reason]", "기한까지 답변이 없었습니다.").await;
    window.press("form[action$='/decision'] button.primary").await;
    window.press("input[name=result][value=confirmed]").await;
    window.fill("[name=result_evidence]", "취소 번호 0093").await;
    window.press("form[action$='/result'] button.primary").await;
    window.wait_for_words(&lang.happened_case_confirmed()).await;

    stage.mail.wait_for(CUSTOMER, &lang.letter_confirmed()).await;
    stage.mail.wait_for(&stage.seller.support_email, &lang.letter_confirmed()).await;
    assert_eq!(stage.portal.ask::<i64>("select count(*) from cancellations where state = 'confirmed'").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_asks_and_the_developer_answers_in_korean() {
    answered(Lang::Ko).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_customer_asks_and_the_developer_answers_in_english() {
    answered(Lang::En).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_answers_and_operations_decide_in_korean() {
    taken_over(Lang::Ko).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_answers_and_operations_decide_in_english() {
    taken_over(Lang::En).await;
}
