//! Whose an inquiry is: mine, a colleague's, nobody's; who leaves hands over.

use devcenter::{auth::MemberRole, inquiries, work::Actor};
use reqwest::StatusCode;

use super::{LANGS, desk, patient_portal, read_in};
use crate::support::{Browser, Portal, browser::Shown, world::Person};

fn subjects(page: &Shown) -> Vec<String> {
    page.texts("li.row .what a")
}

async fn give(browser: &Browser, page: &Shown, to: &str) -> Shown {
    browser.submit(page, "/assignment", &[("to", to)]).await
}

async fn mails_to(portal: &Portal, person: &Person, words: &str) -> usize {
    portal.mails().await.iter().filter(|mail| mail.to == person.email && mail.subject.contains(words)).count()
}

#[tokio::test]
async fn one_takes_an_inquiry_gives_it_to_a_colleague_and_to_nobody() {
    let portal = patient_portal().await;
    let (seller, agent, browser) = desk(&portal).await;
    let mina = portal.member(&seller, "mina", MemberRole::Agent).await;
    let minas = portal.signed_in(&mina).await;
    for lang in LANGS {
        read_in(&browser, lang).await;
        let asked = portal.asked(&seller, lang.code()).await;
        let page = browser.get(&asked.desk_path()).await;
        let mine = browser.submit(&page, "/assignee", &[]).await;
        assert!(mine.words().contains(&*lang.assignment_saved()), "{}", mine.words());
        assert!(mine.text(".thread").contains(&*lang.happened_taken("jihu")), "{}", mine.text(".thread"));
        assert_eq!(mine.text("#marks b"), "jihu");
        assert_eq!(subjects(&browser.get("/inquiries?who=me").await).len(), 1);
        assert_eq!(browser.get("/inquiries?who=me").await.text("li.row .mine.me"), lang.me());
        assert!(minas.get("/inquiries?who=me").await.has(".empty"));
        assert_eq!(mails_to(&portal, &agent, "맡은 문의").await, 0, "one is not told of what one did oneself");

        let before = mails_to(&portal, &mina, "맡은 문의").await;
        let given = give(&browser, &mine, &mina.id.to_string()).await;
        assert!(given.text(".thread").contains(&*lang.happened_assigned("jihu")));
        assert_eq!(mails_to(&portal, &mina, "맡은 문의").await, before + 1);
        give(&browser, &given, &mina.id.to_string()).await;
        assert_eq!(mails_to(&portal, &mina, "맡은 문의").await, before + 1, "what was so already is not told again");
        assert_eq!(subjects(&minas.get("/inquiries?who=me").await).len(), 1);
        let customer = portal.browser().get(&asked.customer_path(&portal)).await;
        assert!(!customer.words().contains("mina"), "the customer hears nothing of it");

        let nobodys = give(&browser, &given, "").await;
        assert!(nobodys.text(".thread").contains(&*lang.happened_unassigned("jihu")));
        assert_eq!(subjects(&browser.get("/inquiries?who=nobody").await).len(), 1);
        portal.answer(&asked, &agent).await.unwrap();
        portal.pass(chrono::Duration::seconds(10)).await;
    }
}

#[tokio::test]
async fn whose_it_is_is_no_news_for_an_answer() {
    let portal = patient_portal().await;
    let (seller, agent, browser) = desk(&portal).await;
    let mina = portal.member(&seller, "mina", MemberRole::Agent).await;
    let minas = portal.signed_in(&mina).await;
    let asked = portal.asked(&seller, "haneul").await;
    let page = browser.get(&asked.desk_path()).await;
    give(&minas, &minas.get(&asked.desk_path()).await, &agent.id.to_string()).await;
    let taken = browser.submit(&page, "/replies", &[("body", "답변입니다")]).await;
    assert!(taken.has("[data-undo]"), "{}", taken.words());
}

#[tokio::test]
async fn nobody_is_given_an_inquiry_who_does_not_answer_for_its_seller() {
    let portal = patient_portal().await;
    let (seller, _, browser) = desk(&portal).await;
    let reader = portal.member(&seller, "reader", MemberRole::Viewer).await;
    let other = portal.seller("sun").await;
    let stranger = portal.member(&other, "stranger", MemberRole::Owner).await;
    let asked = portal.asked(&seller, "haneul").await;
    let page = browser.get(&asked.desk_path()).await;
    for person in [&reader, &stranger] {
        assert_eq!(give(&browser, &page, &person.id.to_string()).await.status, StatusCode::BAD_REQUEST);
    }
    let reading = portal.signed_in(&reader).await;
    let readers = reading.get(&asked.desk_path()).await;
    assert!(!readers.has("form[action$='/assignee']") && readers.has("#marks"));
    let token = reading.get("/preferences").await.attribute("input[name=csrf]", "value").unwrap();
    let path = format!("{}/assignee", asked.desk_path());
    let refused = reading.post(&path, &[("csrf", &token), ("to", &reader.id.to_string())]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let direct = sqlx::query("update inquiries set assigned_to = $1").bind(stranger.id).execute(&portal.app.db).await;
    let error = direct.unwrap_err();
    assert_eq!(error.as_database_error().unwrap().constraint(), Some("inquiries_assigned_to_member"));
}

#[tokio::test]
async fn who_leaves_hands_over_and_the_store_lets_go_of_the_rest() {
    let portal = patient_portal().await;
    let (seller, agent, browser) = desk(&portal).await;
    let mina = portal.member(&seller, "mina", MemberRole::Agent).await;
    let mut all = Vec::new();
    for n in 0..3 {
        let asked = portal.asked(&seller, &format!("c{n}")).await;
        browser.submit(&browser.get(&asked.desk_path()).await, "/assignee", &[]).await;
        all.push(asked);
    }
    portal.solve(&all[2]).await.unwrap();
    let mut work = portal.work(Actor::Member(mina.id)).await;
    let moved = inquiries::hand_over(&mut work, seller.id, agent.id, Some(mina.id)).await.unwrap();
    work.commit().await.unwrap();
    assert_eq!(moved, 2, "what is closed is nobody's work");
    let open = "select count(*) from inquiries i join users u on u.user_id = i.assigned_to where u.name = 'mina'";
    assert_eq!(portal.ask::<i64>(open).await, 2);
    sqlx::query("delete from memberships where user_id = $1").bind(agent.id).execute(&portal.app.db).await.unwrap();
    assert_eq!(portal.ask::<i64>("select count(*) from inquiries where assigned_to is null").await, 1);
}
