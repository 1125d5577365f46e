//! Two inquiries of one customer made one, and taken apart.

use chrono::Duration;
use devcenter::{
    auth::MemberRole,
    id::SubmissionKey,
    inquiries::{State, merge::MergeRefusal},
};
use reqwest::StatusCode;

use super::{LANGS, desk, patient_portal, read_in};
use crate::support::{Portal, browser::File, world::Asked};

async fn due_of(portal: &Portal, asked: &Asked) -> chrono::DateTime<chrono::Utc> {
    let sql = "select reply_due_at from inquiries where inquiry_id = $1";
    sqlx::query_scalar(sql).bind(asked.id).fetch_one(&portal.app.db).await.unwrap()
}

#[tokio::test]
async fn it_says_what_will_happen_and_then_both_are_one_thread_in_the_order_of_time() {
    let portal = patient_portal().await;
    let (seller, _, browser) = desk(&portal).await;
    for lang in LANGS {
        read_in(&browser, lang).await;
        let first = portal.asked(&seller, lang.code()).await;
        portal.pass(Duration::hours(5)).await;
        let second = portal.asked(&seller, lang.code()).await;
        portal.pass(Duration::hours(1)).await;
        let customer = portal.browser().reading(lang);
        let page = customer.get(&first.customer_path(&portal)).await;
        let log = File { field: "files", name: "멈춤.txt", bytes: b"it stopped".to_vec() };
        customer.submit_with(&page, "/messages", &[("body", "기록을 붙입니다")], &[log]).await;
        portal.note(&first, &desk_member(&portal, &seller).await, "첫 문의의 메모").await;

        let thread = browser.get(&second.desk_path()).await;
        let choose = browser.get(&thread.attribute("a[href$='/merge']", "href").unwrap()).await;
        assert_eq!(choose.texts("input[name=with]").len(), 1, "{}", choose.words());
        let preview = browser.get(&format!("{}?with={}", choose.path, first.no.as_str())).await;
        assert!(preview.text("#merge-preview ~ ul").contains(&first.no.of_inquiry()), "{}", preview.words());
        let due = due_of(&portal, &first).await;
        let merged = browser.submit(&preview, "/merge", &[]).await;
        assert_eq!(merged.path, second.desk_path());
        assert!(merged.words().contains(&*lang.inquiries_merged()), "{}", merged.words());
        assert_eq!(due_of(&portal, &second).await, due, "the earlier due moment counts");
        let said = merged.texts(".thread .msg .body");
        assert_eq!(said.len(), 4, "{said:?}");
        assert!(said[2].contains("기록을 붙입니다") && said[3].contains("첫 문의의 메모"), "{said:?}");
        let file = merged.attribute(".thread .files a", "href").unwrap();
        assert!(browser.get(&file).await.body.contains("it stopped"));
        assert!(merged.has(&format!(".notice a[href='{}']", first.desk_path())), "a way to the other");

        let closed = browser.get(&first.desk_path()).await;
        assert!(closed.has(&format!(".notice a[href='{}']", second.desk_path())) && !closed.has("form.reply"));
        assert_eq!(portal.state(first.id).await, State::Closed);
        customer_goes_on(&portal, &first, &second, lang).await;
    }
}

/// Somebody of the seller.
async fn desk_member(portal: &Portal, seller: &crate::support::world::Seller) -> crate::support::world::Person {
    portal.member(seller, &format!("m{}", SubmissionKey::new()), MemberRole::Agent).await
}

/// The old link leads to the thread that goes on, says so, and what is written there stands in it.
async fn customer_goes_on(portal: &Portal, old: &Asked, into: &Asked, lang: devcenter::lang::Lang) {
    let customer = portal.browser().reading(lang);
    let page = customer.get(&old.customer_path(portal)).await;
    assert!(page.words().contains(&*lang.merged_for_customer()), "{}", page.words());
    assert!(page.words().contains(&into.no.of_inquiry()) && page.texts(".thread .msg").len() == 3);
    let file = page.attribute(".thread .files a", "href").unwrap();
    assert!(customer.get(&file).await.body.contains("it stopped"));
    let written = customer.submit(&page, "/messages", &[("body", "옛 링크에서 씁니다")]).await;
    assert!(written.words().contains("옛 링크에서 씁니다"), "{}", written.words());
    let sql = "select count(*) from messages where inquiry_id = $1 and body = '옛 링크에서 씁니다'";
    let there: i64 = sqlx::query_scalar(sql).bind(into.id).fetch_one(&portal.app.db).await.unwrap();
    assert_eq!(there, 1, "in the one that goes on");
    let own = customer.get(&into.customer_path(portal)).await;
    assert!(own.words().contains("옛 링크에서 씁니다") && !own.words().contains(&*lang.merged_for_customer()));
}

#[tokio::test]
async fn the_earlier_clock_reminds_and_escalates_once() {
    let portal = patient_portal().await;
    let (seller, agent, _) = desk(&portal).await;
    let first = portal.asked(&seller, "haneul").await;
    portal.pass(Duration::hours(49)).await;
    let second = portal.asked(&seller, "haneul").await;
    portal.merge(&second, &first, &agent).await.unwrap();
    portal.pass(Duration::hours(19)).await;
    portal.pass(Duration::hours(4)).await;
    assert_eq!(portal.state(second.id).await, State::Escalated);
    portal.pass(Duration::hours(60)).await;
    let count = |sql: &'static str| portal.ask::<i64>(sql);
    assert_eq!(count("select count(*) from cancellations").await, 1);
    assert_eq!(count("select count(*) from events where kind = 'escalated'").await, 1);
    let reminders = "select count(*) from events where kind = 'reminded'";
    assert_eq!(count(reminders).await, 2, "the first of the one, the second of both");
}

#[tokio::test]
async fn an_answered_one_waits_again_with_the_clock_of_the_other() {
    let portal = patient_portal().await;
    let (seller, agent, _) = desk(&portal).await;
    let first = portal.asked(&seller, "haneul").await;
    portal.answer(&first, &agent).await.unwrap();
    portal.pass(Duration::seconds(10)).await;
    let second = portal.asked(&seller, "haneul").await;
    let due = due_of(&portal, &second).await;
    portal.merge(&first, &second, &agent).await.unwrap();
    assert_eq!((portal.state(first.id).await, due_of(&portal, &first).await), (State::AwaitingDeveloper, due));
    portal.answer(&first, &agent).await.unwrap();
    portal.pass(Duration::seconds(10)).await;
    assert_eq!(portal.state(first.id).await, State::Answered);
    portal.pass(Duration::days(14)).await;
    assert_eq!(portal.state(first.id).await, State::Closed);
    assert_eq!(portal.ask::<i64>("select count(*) from cancellations").await, 0);
}

#[tokio::test]
async fn taking_it_back_gives_each_its_own_clock_and_page_again() {
    let portal = patient_portal().await;
    let (seller, agent, browser) = desk(&portal).await;
    for lang in LANGS {
        read_in(&browser, lang).await;
        let first = portal.asked(&seller, lang.code()).await;
        portal.pass(Duration::hours(5)).await;
        let second = portal.asked(&seller, lang.code()).await;
        let dues = (due_of(&portal, &first).await, due_of(&portal, &second).await);
        portal.merge(&second, &first, &agent).await.unwrap();
        portal.note(&second, &agent, "메모는 괜찮습니다").await;
        portal.pass(Duration::hours(2)).await;
        let page = browser.get(&second.desk_path()).await;
        let back = browser.submit(&page, "/unmerge", &[]).await;
        assert!(back.words().contains(&*lang.inquiries_unmerged()), "{}", back.words());
        assert_eq!((due_of(&portal, &first).await, due_of(&portal, &second).await), dues);
        for asked in [&first, &second] {
            assert_eq!(portal.state(asked.id).await, State::AwaitingDeveloper);
            let page = portal.browser().reading(lang).get(&asked.customer_path(&portal)).await;
            assert!(page.words().contains(&asked.no.of_inquiry()), "each link leads to its own again");
            assert_eq!(page.texts(".thread .msg").len(), 1);
        }
        let again = browser.submit(&page, "/unmerge", &[]).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        assert!(again.words().contains(&*lang.merge_is_none()), "{}", again.words());
    }
}

#[tokio::test]
async fn it_cannot_be_taken_back_once_somebody_wrote_or_a_day_is_over() {
    let portal = patient_portal().await;
    let (seller, agent, _) = desk(&portal).await;
    let pair = async |name: &str| (portal.asked(&seller, name).await, portal.asked(&seller, name).await);
    let (into, other) = pair("a").await;
    portal.merge(&into, &other, &agent).await.unwrap();
    portal.writes(&other, SubmissionKey::new()).await;
    assert_eq!(portal.unmerge(&into, &other, &agent).await, Err(MergeRefusal::WrittenSince));
    let (into, other) = pair("b").await;
    portal.merge(&into, &other, &agent).await.unwrap();
    portal.answer(&into, &agent).await.unwrap();
    assert_eq!(portal.unmerge(&into, &other, &agent).await, Err(MergeRefusal::WrittenSince));
    let (into, other) = pair("c").await;
    portal.merge(&into, &other, &agent).await.unwrap();
    portal.pass(Duration::hours(24)).await;
    assert_eq!(portal.unmerge(&into, &other, &agent).await, Err(MergeRefusal::TooLate));
    assert_eq!(portal.unmerge(&other, &into, &agent).await, Err(MergeRefusal::NotMerged));
}

#[tokio::test]
async fn a_due_moment_that_passed_while_they_were_one_escalates_at_once_when_they_are_two() {
    let portal = patient_portal().await;
    let (seller, agent, _) = desk(&portal).await;
    let first = portal.asked(&seller, "haneul").await;
    portal.pass(Duration::hours(71)).await;
    let second = portal.asked(&seller, "haneul").await;
    portal.merge(&second, &first, &agent).await.unwrap();
    portal.app.clock.advance(Duration::hours(1));
    portal.unmerge(&second, &first, &agent).await.unwrap();
    portal.scan().await;
    assert_eq!(portal.state(first.id).await, State::Escalated);
    assert_eq!(portal.state(second.id).await, State::AwaitingDeveloper);
    assert_eq!(portal.ask::<i64>("select count(*) from cancellations").await, 1);
}

#[tokio::test]
async fn what_must_not_be_one_is_refused_and_says_why() {
    let portal = patient_portal().await;
    let (seller, agent, browser) = desk(&portal).await;
    let (into, other) = (portal.asked(&seller, "a").await, portal.asked(&seller, "a").await);
    let strange = portal.asked(&seller, "b").await;
    assert_eq!(portal.merge(&into, &strange, &agent).await, Err(MergeRefusal::NotFound), "another customer");
    assert_eq!(portal.merge(&into, &into, &agent).await, Err(MergeRefusal::NotFound));
    let sun = portal.seller("sun").await;
    let elsewhere = portal.asked(&sun, "a").await;
    assert_eq!(portal.merge(&into, &elsewhere, &agent).await, Err(MergeRefusal::NotFound), "another seller");
    let viewer = portal.member(&seller, "bora", MemberRole::Viewer).await;
    assert_eq!(portal.merge(&into, &other, &viewer).await, Err(MergeRefusal::ReadOnly));
    portal.answer(&other, &agent).await.unwrap();
    assert_eq!(portal.merge(&into, &other, &agent).await, Err(MergeRefusal::AnswerWaits));
    portal.pass(Duration::seconds(10)).await;
    portal.solve(&other).await.unwrap();
    assert_eq!(portal.merge(&other, &into, &agent).await, Err(MergeRefusal::IntoClosed));
    portal.merge(&into, &other, &agent).await.unwrap();
    assert_eq!(portal.merge(&into, &other, &agent).await, Err(MergeRefusal::AlreadyMerged));
    let third = portal.asked(&seller, "a").await;
    assert_eq!(portal.merge(&third, &into, &agent).await, Err(MergeRefusal::CarriesOthers));
    portal.pass(Duration::hours(72)).await;
    let fourth = portal.asked(&seller, "a").await;
    let page = browser.get(&format!("{}/merge?with={}", fourth.desk_path(), third.no.as_str())).await;
    let refused = browser.submit(&page, "/merge", &[]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.text(".notice[role=alert]").contains(&*devcenter::lang::Lang::Ko.merge_with_operations()));
}

#[tokio::test]
async fn news_since_the_preview_are_shown_first() {
    let portal = patient_portal().await;
    let (seller, agent, browser) = desk(&portal).await;
    let (into, other) = (portal.asked(&seller, "a").await, portal.asked(&seller, "a").await);
    let path = format!("{}/merge?with={}", into.desk_path(), other.no.as_str());
    let page = browser.get(&path).await;
    portal.writes(&other, SubmissionKey::new()).await;
    let refused = browser.submit(&page, "/merge", &[]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    let merged = browser.submit(&refused, "/merge", &[]).await;
    assert_eq!(merged.path, into.desk_path(), "{}", merged.words());
    let answer = portal.answer(&other, &agent).await;
    assert_eq!(answer, Err(devcenter::inquiries::ReplyRefusal::Merged), "it is answered where it goes on");
}

#[tokio::test]
async fn of_two_opposite_merges_at_once_one_wins() {
    let portal = patient_portal().await;
    let (seller, agent, _) = desk(&portal).await;
    for round in 0..5 {
        let name = format!("c{round}");
        let (one, other) = (portal.asked(&seller, &name).await, portal.asked(&seller, &name).await);
        let (first, second) = tokio::join!(portal.merge(&one, &other, &agent), portal.merge(&other, &one, &agent));
        assert_eq!(u8::from(first.is_ok()) + u8::from(second.is_ok()), 1, "{first:?} {second:?}");
        let refusal = first.err().or(second.err());
        assert_eq!(refusal, Some(MergeRefusal::AlreadyMerged));
    }
    assert_eq!(portal.ask::<i64>("select count(*) from merges").await, 5);
}

#[tokio::test]
async fn a_mail_on_its_way_still_leads_to_the_thread() {
    let portal = patient_portal().await;
    let (seller, agent, _) = desk(&portal).await;
    let (into, other) = (portal.asked(&seller, "a").await, portal.asked(&seller, "a").await);
    portal.answer(&other, &agent).await.unwrap();
    portal.pass(Duration::seconds(10)).await;
    portal.merge(&into, &other, &agent).await.unwrap();
    let mail = portal.mail_to(&other.customer_email).await;
    let page = portal.browser().get(&mail.link("/i/")).await;
    assert!(page.words().contains("확인했습니다.") && page.words().contains(&into.no.of_inquiry()), "{}", page.words());
}
