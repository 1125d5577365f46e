//! Notes: for the seller's people only, no answer, and whom they call is told.

use chrono::Duration;
use devcenter::{
    auth::{self, MemberRole, StaffRole},
    inquiries::State,
    team,
    work::Actor,
};
use reqwest::StatusCode;

use super::{LANGS, desk, patient_portal, read_in};

/// Words that may be read by nobody but the seller's people.
const SECRET: &str = "고객이 두 번 결제한 듯합니다";

#[tokio::test]
async fn a_note_stands_in_the_thread_of_the_sellers_people_looks_different_and_stops_no_clock() {
    let portal = patient_portal().await;
    let (seller, _, browser) = desk(&portal).await;
    let viewer = portal.member(&seller, "bora", MemberRole::Viewer).await;
    let reads = portal.signed_in(&viewer).await;
    for lang in LANGS {
        read_in(&browser, lang).await;
        let asked = portal.asked(&seller, lang.code()).await;
        let page = browser.get(&asked.desk_path()).await;
        let empty = browser.submit(&page, "/notes", &[("note", " ")]).await;
        assert_eq!(
            (empty.status, empty.text("#note-error")),
            (StatusCode::UNPROCESSABLE_ENTITY, lang.note_empty().into_owned())
        );
        let noted = browser.submit(&empty, "/notes", &[("note", SECRET)]).await;
        assert!(noted.words().contains(&*lang.note_written()), "{}", noted.words());
        assert!(noted.text(".msg.note").contains(SECRET) && noted.text(".msg.note .badge") == lang.note_badge());
        assert!(noted.has("form.reply"), "a note is no answer");
        assert!(reads.get(&asked.desk_path()).await.text(".msg.note").contains(SECRET), "who reads sees it");
        assert!(!reads.get(&asked.desk_path()).await.has("form[action$='/notes']"), "and writes none");
        portal.pass(Duration::hours(72)).await;
        assert_eq!(portal.state(asked.id).await, State::Escalated);
    }
}

#[tokio::test]
async fn neither_the_customer_nor_operations_nor_any_mail_to_them_has_the_note() {
    let portal = patient_portal().await;
    let (seller, agent, _) = desk(&portal).await;
    let asked = portal.asked(&seller, "haneul").await;
    portal.note(&asked, &agent, SECRET).await;
    portal.pass(Duration::hours(72)).await;
    let customer = portal.browser().get(&asked.customer_path(&portal)).await;
    assert!(!customer.body.contains(SECRET) && !customer.has(".msg.note"), "{}", customer.body);
    let case = portal.case_of(&asked).await.unwrap();
    let lead = portal.staff("iden", StaffRole::Lead).await;
    let file = portal.signed_in(&lead).await.get(&format!("/cases/{}", case.as_str())).await;
    assert!(file.status.is_success() && !file.body.contains(SECRET) && !file.has(".msg.note"), "{}", file.body);
    assert!(!file.body.contains(&*devcenter::lang::Lang::Ko.happened_noted()), "not even that there is one");
    for mail in portal.mails().await {
        assert!(!mail.text.contains(SECRET) && !mail.html.contains(SECRET), "{} {}", mail.to, mail.subject);
    }
}

#[tokio::test]
async fn a_colleague_called_by_name_or_ticked_is_told_by_mail_and_finds_the_note_in_a_list() {
    let portal = patient_portal().await;
    let (seller, _, browser) = desk(&portal).await;
    let seoyun = portal.member(&seller, "seoyun", MemberRole::Manager).await;
    let named = "update users set name = '한 서윤' where user_id = $1";
    sqlx::query(named).bind(seoyun.id).execute(&portal.app.db).await.unwrap();
    let mina = portal.member(&seller, "mina", MemberRole::Viewer).await;
    let stranger = portal.person("nobody").await;
    let asked = portal.asked(&seller, "haneul").await;
    portal.deliver().await;
    let before = portal.mails().await.len();
    let page = browser.get(&asked.desk_path()).await;
    assert!(page.has("form[action$='/notes'] input[type=checkbox]"));
    let ticked = format!("call:{}", mina.id);
    let forged = format!("call:{}", stranger.id);
    let words = "@한 서윤님 봐 주세요. @nobody";
    browser.submit(&page, "/notes", &[("note", words), (&ticked, "1"), (&forged, "1")]).await;
    let mails = portal.mails().await.split_off(before);
    let mut told: Vec<&str> = mails.iter().map(|mail| mail.to.as_str()).collect();
    told.sort_unstable();
    let mut expected = [mina.email.as_str(), seoyun.email.as_str()];
    expected.sort_unstable();
    assert_eq!(told, expected, "members only, each once, and not the author");
    assert!(
        mails.iter().all(|mail| mail.text.contains("@한 서윤님 봐 주세요.")),
        "a note is internal: its words are in it"
    );
    assert_eq!(mails[0].link("/inquiries/"), asked.desk_path());

    let hers = portal.signed_in(&seoyun).await;
    let list = hers.get("/mentions").await;
    assert_eq!(list.texts("main .row .badge").len(), 1, "{}", list.words());
    assert_eq!(list.text(".nav a[href='/mentions'] .n"), "1 건 새 메모");
    let thread = hers.get(&list.attribute("main .row a", "href").unwrap()).await;
    assert!(
        thread.text(".msg.note").contains("@mina") && !thread.has(".nav a[href='/mentions'] .n"),
        "{}",
        thread.body
    );
    let list = hers.get("/mentions").await;
    assert!(!list.has("main .row .badge") && list.has("main .row"), "{}", list.words());
    assert!(!browser.get("/mentions").await.has("main .row"), "nobody called the author");
}

#[tokio::test]
async fn who_left_the_seller_finds_its_notes_no_more() {
    let portal = patient_portal().await;
    let (seller, agent, _) = desk(&portal).await;
    let mina = portal.member(&seller, "mina", MemberRole::Agent).await;
    let other = portal.seller("sun").await;
    let browser = portal.signed_in(&mina).await;
    let asked = portal.asked(&seller, "haneul").await;
    portal.note(&asked, &agent, "@mina 봐 주세요").await;
    assert!(browser.get("/mentions").await.has("main .row"));
    let owner = portal.member(&seller, "owner", MemberRole::Owner).await;
    let mut work = portal.work(Actor::Member(owner.id)).await;
    team::remove_member(&mut work, (seller.id, mina.id), None).await.unwrap().unwrap();
    let now = work.now();
    auth::join_seller(work.db(), other.id, mina.id, MemberRole::Agent, now).await.unwrap();
    work.commit().await.unwrap();
    let list = browser.get("/mentions").await;
    assert!(!list.has("main .row") && !list.has(".nav a[href='/mentions'] .n"), "{}", list.words());
    assert_eq!(browser.get(&asked.desk_path()).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_note_pressed_twice_is_one_and_is_no_news_to_who_answers() {
    let portal = patient_portal().await;
    let (seller, _, browser) = desk(&portal).await;
    let mina = portal.member(&seller, "mina", MemberRole::Agent).await;
    let other = portal.signed_in(&mina).await;
    let asked = portal.asked(&seller, "haneul").await;
    let page = browser.get(&asked.desk_path()).await;
    let theirs = other.get(&asked.desk_path()).await;
    for _ in 0..2 {
        other.submit(&theirs, "/notes", &[("note", "확인 중입니다")]).await;
    }
    assert_eq!(portal.ask::<i64>("select count(*) from notes").await, 1);
    let another = other.submit(&theirs, "/notes", &[("note", "다른 글")]).await;
    assert_eq!(another.status, StatusCode::UNPROCESSABLE_ENTITY, "a used form says so");
    assert_eq!(another.text("form[action$='/notes'] textarea"), "다른 글");
    let taken = browser.submit(&page, "/replies", &[("body", "답변입니다")]).await;
    assert!(taken.has("[data-undo]"), "{}", taken.words());
}

#[tokio::test]
async fn the_store_refuses_to_mail_a_note_to_anybody_but_a_member_and_to_rewrite_one() {
    let portal = patient_portal().await;
    let (seller, agent, _) = desk(&portal).await;
    portal.member(&seller, "mina", MemberRole::Agent).await;
    let asked = portal.asked(&seller, "haneul").await;
    portal.note(&asked, &agent, "@mina 봐 주세요").await;
    let to_customer = "insert into deliveries (delivery_id, kind, lane, customer_id, inquiry_id, note_id, created_at, next_try_at)
                       select uuid_v7(), 'mentioned', 'mail.example', i.customer_id, i.inquiry_id, n.note_id, now(), now()
                       from notes n join inquiries i using (inquiry_id)";
    let refused = sqlx::query(to_customer).execute(&portal.app.db).await.unwrap_err();
    assert_eq!(refused.as_database_error().unwrap().constraint(), Some("deliveries_notes_stay_inside"));
    let as_answer = "update deliveries set note_id = (select note_id from notes) where kind = 'receipt'";
    assert!(sqlx::query(as_answer).execute(&portal.app.db).await.is_err());
    let rewritten = sqlx::query("update notes set body = 'x'").execute(&portal.app.db).await.unwrap_err();
    assert_eq!(rewritten.as_database_error().unwrap().constraint(), Some("notes_append_only"));
}
