//! One press, many inquiries: assigned, tagged, closed, answered together, taken back.

use chrono::Duration;
use devcenter::{auth::MemberRole, inquiries::State};
use reqwest::StatusCode;

use super::{LANGS, customer_writes, desk, patient_portal, read_in};
use crate::support::{
    Browser, Portal,
    browser::Shown,
    world::{Asked, Seller},
};

async fn asked_many(portal: &Portal, seller: &Seller, name: &str, many: usize) -> Vec<Asked> {
    let mut all = Vec::new();
    for n in 0..many {
        all.push(portal.asked(seller, &format!("{name}{n}")).await);
    }
    all
}

/// Ticks these rows of the list and presses a button of the bar.
async fn press(browser: &Browser, list: &Shown, picked: &[Asked], deed: &str) -> Shown {
    let ticks = picked.iter().map(|asked| ("pick", asked.no.as_str()));
    let fields: Vec<(&str, &str)> = ticks.chain([("do", deed)]).collect();
    browser.submit(list, "/inquiries/bulk", &fields).await
}

async fn waiting(portal: &Portal) -> i64 {
    portal.ask("select count(*) from pending_replies").await
}

async fn drafts(portal: &Portal) -> i64 {
    portal.ask("select count(*) from drafts").await
}

async fn answers(portal: &Portal) -> i64 {
    portal.ask("select count(*) from deliveries where kind = 'answer'").await
}

#[tokio::test]
async fn many_are_answered_and_those_with_news_keep_the_text_as_a_draft() {
    let portal = patient_portal().await;
    let (seller, _, browser) = desk(&portal).await;
    for lang in LANGS {
        read_in(&browser, lang).await;
        let all = asked_many(&portal, &seller, lang.code(), 5).await;
        let sent_before = answers(&portal).await;
        let writing = press(&browser, &browser.get("/inquiries").await, &all, "answer").await;
        assert_eq!((writing.status, writing.texts("tbody tr").len()), (StatusCode::OK, 5), "{}", writing.words());
        customer_writes(&portal, all[3].id, "하나 더 있어요").await;
        let told = browser.submit(&writing, "/answers", &[("body", "모두 고쳤습니다.")]).await;
        assert!(told.path.starts_with("/inquiries/bulk/"), "{}", told.path);
        assert_eq!(told.text(".summary"), lang.many_summary(4, 1));
        assert_eq!(told.text("tbody tr td:last-child"), lang.outcome_newer(), "what needs a look stands first");
        assert_eq!((waiting(&portal).await, told.has("[data-undo]")), (4, true));
        let again = browser.submit(&writing, "/answers", &[("body", "모두 고쳤습니다.")]).await;
        assert_eq!((again.path, waiting(&portal).await), (told.path.clone(), 4), "pressed twice is pressed once");
        let other = browser.submit(&writing, "/answers", &[("body", "다른 글")]).await;
        assert_eq!(other.status, StatusCode::CONFLICT, "a used form with another text is told");
        portal.pass(Duration::seconds(10)).await;
        assert_eq!(answers(&portal).await - sent_before, 4);
        for (n, asked) in all.iter().enumerate() {
            let state = if n == 3 { State::AwaitingDeveloper } else { State::Answered };
            assert_eq!(portal.state(asked.id).await, state);
        }
        let thread = browser.get(&all[3].desk_path()).await;
        assert_eq!(thread.text("form.reply textarea"), "모두 고쳤습니다.", "the text is there to be sent after all");
        browser.submit(&thread, "/replies", &[]).await;
        portal.pass(Duration::seconds(10)).await;
        assert_eq!(answers(&portal).await - sent_before, 5);
        let gone = browser.get(&told.path).await;
        assert!(gone.words().contains(&*lang.outcome_gone_out()) && !gone.has("[data-undo]"), "{}", gone.words());
    }
}

#[tokio::test]
async fn all_of_them_are_taken_back_at_once_and_sent_again_with_better_words() {
    let portal = patient_portal().await;
    let (seller, _, browser) = desk(&portal).await;
    let all = asked_many(&portal, &seller, "c", 3).await;
    for lang in LANGS {
        read_in(&browser, lang).await;
        let writing = press(&browser, &browser.get("/inquiries").await, &all, "answer").await;
        let told = browser.submit(&writing, "/answers", &[("body", "잘못 쓴 글")]).await;
        portal.pass(Duration::seconds(5)).await;
        let back = browser.submit(&told, "/undo", &[]).await;
        assert!(back.words().contains(&*lang.many_taken_back()), "{}", back.words());
        assert_eq!((waiting(&portal).await, drafts(&portal).await), (0, 3));
        assert_eq!(back.text("tbody td:last-child"), lang.outcome_taken_back());
        portal.pass(Duration::minutes(1)).await;
        assert_eq!(answers(&portal).await, 0);
    }
    let writing = press(&browser, &browser.get("/inquiries").await, &all, "answer").await;
    let told = browser.submit(&writing, "/answers", &[("body", "잘 쓴 글")]).await;
    assert_eq!((waiting(&portal).await, drafts(&portal).await), (3, 0), "drafts of such an answer are written over");
    portal.pass(Duration::seconds(10)).await;
    let late = browser.submit(&told, "/undo", &[]).await;
    assert!(late.words().contains("이미 나간 답변") || late.words().contains("gone out already"), "{}", late.words());
    assert_eq!(answers(&portal).await, 3);
}

#[tokio::test]
async fn a_draft_written_by_hand_and_a_colleagues_answer_stay_as_they_are() {
    let portal = patient_portal().await;
    let (seller, agent, browser) = desk(&portal).await;
    let mina = portal.member(&seller, "mina", MemberRole::Agent).await;
    let all = asked_many(&portal, &seller, "c", 3).await;
    portal.answer(&all[0], &agent).await.unwrap();
    portal.undo(&all[0], &agent).await.unwrap();
    let writing = press(&browser, &browser.get("/inquiries").await, &all, "answer").await;
    portal.answer(&all[1], &mina).await.unwrap();
    let told = browser.submit(&writing, "/answers", &[("body", "모두에게")]).await;
    assert_eq!(told.text(".summary"), "1건은 되었고, 2건은 살펴봐 주세요.");
    assert_eq!(browser.get(&all[0].desk_path()).await.text("form.reply textarea"), "확인했습니다.");
    portal.pass(Duration::seconds(10)).await;
    assert_eq!(answers(&portal).await, 2, "the colleague's and one of these");
    assert_eq!(browser.get(&all[1].desk_path()).await.text("form.reply textarea"), "모두에게");
}

#[tokio::test]
async fn many_are_assigned_tagged_and_closed() {
    let portal = patient_portal().await;
    let (seller, _, browser) = desk(&portal).await;
    let mina = portal.member(&seller, "mina", MemberRole::Agent).await;
    let all = asked_many(&portal, &seller, "c", 4).await;
    let page = browser.get(&all[0].desk_path()).await;
    browser.submit(&page, "/new-tag", &[("name", "결제"), ("colour", "red")]).await;
    let list = browser.get("/inquiries").await;
    let give = format!("assign:{}", mina.id);
    let given = press(&browser, &list, &all, &give).await;
    assert_eq!(given.text(".summary"), "4건 모두 되었습니다.");
    let mails = portal.mails().await;
    let told: Vec<_> = mails.iter().filter(|mail| mail.to == mina.email && mail.subject.contains("4건")).collect();
    assert_eq!(told.len(), 1, "one mail tells of all of them");
    assert!(told[0].text.contains("/inquiries?who=me"));

    let tag: String = portal.ask("select tag_id::text from tags").await;
    press(&browser, &browser.get("/inquiries").await, &all[..3], &format!("tag:{tag}")).await;
    assert_eq!(browser.get(&format!("/inquiries?tag={tag}")).await.texts("li.row").len(), 3);

    portal.pass(Duration::hours(72)).await;
    let fresh = asked_many(&portal, &seller, "d", 2).await;
    let mixed = [fresh[0].clone(), all[0].clone(), fresh[1].clone()];
    let closed = press(&browser, &browser.get("/inquiries").await, &mixed, "close:spam").await;
    assert_eq!(closed.text(".summary"), "2건은 되었고, 1건은 살펴봐 주세요.");
    assert_eq!(portal.state(all[0].id).await, State::Escalated, "operations decide that one");
    assert_eq!(portal.ask::<i64>("select count(*) from inquiries where close_reason = 'spam'").await, 2);
}

#[tokio::test]
async fn every_row_of_a_page_is_ticked_by_a_link_and_all_that_fit_are_answered() {
    let portal = patient_portal().await;
    let (seller, _, browser) = desk(&portal).await;
    asked_many(&portal, &seller, "c", 27).await;
    let list = browser.get("/inquiries?category=refund").await;
    assert!(!list.has("li.row input[checked]"));
    let toggle = list.attribute("p.mt a", "href").unwrap();
    let ticked = browser.get(&toggle).await;
    assert_eq!(ticked.texts("li.row input[checked]").len(), 25);
    let page = browser.submit(&ticked, "/inquiries/bulk", &[("do", "answer")]).await;
    // one field of a name is all that this browser sends of what is ticked
    assert!(page.has("form[action$='/answers']"));
    let all = browser.submit(&list, "/inquiries/bulk", &[("do", "answer_all")]).await;
    assert_eq!(all.texts("tbody tr").len(), 27);
    assert_eq!(all.attribute("a.back", "href").as_deref(), Some("/inquiries?category=refund"));
    let none = browser.submit(&list, "/inquiries/bulk", &[("do", "answer")]).await;
    assert!(none.words().contains("먼저 문의를 골라 주세요"), "{}", none.words());
    let empty = browser.submit(&all, "/answers", &[("body", " ")]).await;
    assert_eq!((empty.status, empty.texts("tbody tr").len()), (StatusCode::UNPROCESSABLE_ENTITY, 27));
}

#[tokio::test]
async fn nothing_of_another_seller_is_touched_and_readers_touch_nothing() {
    let portal = patient_portal().await;
    let (seller, _, browser) = desk(&portal).await;
    let sun = portal.seller("sun").await;
    let own = portal.asked(&seller, "own").await;
    let other = portal.asked(&sun, "other").await;
    let list = browser.get("/inquiries").await;
    let writing = press(&browser, &list, &[own.clone(), other.clone()], "answer").await;
    assert_eq!(writing.texts("tbody tr").len(), 1);
    let seen = [format!("{}.9", own.no.as_str()), format!("{}.9", other.no.as_str())];
    browser.submit(&writing, "/answers", &[("body", "글"), ("seen", &seen[0]), ("seen", &seen[1])]).await;
    assert_eq!(waiting(&portal).await, 1);
    press(&browser, &list, std::slice::from_ref(&other), "close:spam").await;
    assert_eq!(portal.state(other.id).await, State::AwaitingDeveloper);
    let reader = portal.member(&seller, "reader", MemberRole::Viewer).await;
    let reading = portal.signed_in(&reader).await;
    let readers = reading.get("/inquiries").await;
    assert!(!readers.has("form#many") && readers.has(".rows.plain li.row"));
    let told = portal.ask::<String>("select bulk_run_id::text from bulk_runs").await;
    assert_eq!(reading.get(&format!("/inquiries/bulk/{told}")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn gaps_are_filled_for_each_and_an_unknown_one_sends_nothing() {
    let portal = patient_portal().await;
    let (seller, _, browser) = desk(&portal).await;
    let all = asked_many(&portal, &seller, "c", 3).await;
    let writing = press(&browser, &browser.get("/inquiries").await, &all, "answer").await;
    let refused = browser.submit(&writing, "/answers", &[("body", "{{who}} 님, 고쳤습니다.")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.words().contains("{{customer}}"), "what exists is said: {}", refused.words());
    assert_eq!((waiting(&portal).await, drafts(&portal).await), (0, 0));
    browser.submit(&refused, "/answers", &[("body", "{{inquiry}}: {{app}}을 고쳤습니다. {{agent}}")]).await;
    let texts: Vec<String> =
        sqlx::query_scalar("select body from pending_replies").fetch_all(&portal.app.db).await.unwrap();
    for asked in &all {
        let own = format!("{}: 별빛 농장을 고쳤습니다. jihu", asked.no.of_inquiry());
        assert!(texts.contains(&own), "{own} is not among {texts:?}");
    }
}
