//! The home page: every number is the length of the list behind it; the response time is what its definition says.

use chrono::Duration;
use devcenter::{lang::Lang, outbox::Transport};

use super::{LANGS, asked_with, desk, patient_portal, read_in};
use crate::support::{Portal, browser::Shown};

/// The tiles: label, number, where they lead.
fn tiles(page: &Shown) -> Vec<(String, String, String)> {
    let (labels, numbers) = (page.texts("a.tile span"), page.texts("a.tile b"));
    let hrefs = (1..=labels.len()).map(|n| page.attribute(&format!("a.tile:nth-child({n})"), "href").unwrap());
    labels.into_iter().zip(numbers).zip(hrefs).map(|((label, number), href)| (label, number, href)).collect()
}

fn number_of(page: &Shown, label: &str) -> String {
    tiles(page).into_iter().find(|(name, ..)| name == label).unwrap_or_else(|| panic!("{label}: {}", page.words())).1
}

#[tokio::test]
async fn every_number_is_the_length_of_the_list_behind_it() {
    let portal = patient_portal().await;
    let (seller, agent, browser) = desk(&portal).await;
    // filed at 15:20, 20 hours apart: the first goes to operations, the second is due today, the third tomorrow
    for n in 0..4 {
        asked_with(&portal, &seller, &format!("c{n}"), |form| form.subject = format!("문의 {n}").parse().unwrap())
            .await;
        portal.pass(Duration::hours(20)).await;
    }
    let second = browser.get("/inquiries").await.attribute("li.row .what a", "href").unwrap();
    browser.submit(&browser.get(&second).await, "/assignee", &[]).await;
    let answered = portal.asked(&seller, "answered").await;
    portal.answer(&answered, &agent).await.unwrap();
    portal.pass(Duration::seconds(10)).await;
    for lang in LANGS {
        read_in(&browser, lang).await;
        let page = browser.get("/home").await;
        for (label, number, href) in tiles(&page) {
            let list = browser.get(&href).await;
            assert_eq!(number, list.texts("li.row").len().to_string(), "{label} {href}");
        }
        assert_eq!(number_of(&page, &lang.state_awaiting()), "3");
        assert_eq!(number_of(&page, &lang.state_escalated()), "1");
        assert_eq!(number_of(&page, &lang.mine()), "1");
        assert_eq!(page.attribute("nav.nav li a", "aria-current").as_deref(), Some("page"), "it is first in the menu");
        assert!(page.words().contains(&*lang.response_time_definition(30, "1,000")));
    }
}

#[tokio::test]
async fn today_ends_where_the_viewer_is() {
    let portal = patient_portal().await;
    let (seller, _, browser) = desk(&portal).await;
    portal.asked(&seller, "haneul").await;
    // due Thursday 15:20 in Seoul; at Thursday 09:00 there it is Wednesday 19:00 in New York, where it is due on Thursday 01:20
    portal.pass(Duration::hours(65) + Duration::minutes(40)).await;
    let due_today = Lang::Ko.due_today();
    assert_eq!(number_of(&browser.get("/home").await, &due_today), "1");
    assert_eq!(browser.get("/inquiries?due=today").await.texts("li.row").len(), 1);
    let page = browser.get("/account").await;
    browser.submit(&page, "/preferences", &[("zone", "America/New_York")]).await;
    assert_eq!(number_of(&browser.get("/home").await, &due_today), "0");
    assert!(browser.get("/inquiries?due=today").await.has(".empty"));
}

#[tokio::test]
async fn an_answer_that_did_not_arrive_is_told_until_another_goes_out_or_it_is_read() {
    let refused = Transport::Refusing { to: "haneul@mail.example".to_owned(), words: "552 full".to_owned() };
    let portal = patient_portal().await;
    let (seller, agent, browser) = desk(&portal).await;
    let refusing = devcenter::outbox::Outbox::new(portal.app.clone(), refused);
    let label = Lang::Ko.undelivered_answers();
    let asked = portal.asked(&seller, "haneul").await;
    portal.answer(&asked, &agent).await.unwrap();
    portal.pass(Duration::seconds(10)).await;
    assert!(browser.get("/home").await.has(".median"), "it counts as answered while it may have arrived");
    refusing.drain().await.unwrap();
    let page = browser.get("/home").await;
    assert_eq!(number_of(&page, &label), "1", "{}", page.words());
    assert!(!page.has(".median"), "what did not arrive answered nothing");
    assert_eq!(browser.get("/inquiries?mail=undelivered").await.texts("li.row").len(), 1);
    portal.answer(&asked, &agent).await.unwrap();
    portal.pass(Duration::seconds(10)).await;
    assert_eq!(number_of(&browser.get("/home").await, &label), "0", "another one is on its way");
    refusing.drain().await.unwrap();
    assert_eq!(number_of(&browser.get("/home").await, &label), "1");
    portal.browser().get(&asked.customer_path(&portal)).await;
    assert_eq!(number_of(&browser.get("/home").await, &label), "0", "the customer has read it on the page");
}

#[tokio::test]
async fn the_response_time_is_the_median_of_first_answers() {
    let portal = patient_portal().await;
    let (seller, agent, browser) = desk(&portal).await;
    for (n, hours) in [1_i64, 5, 30].into_iter().enumerate() {
        let asked = portal.asked(&seller, &format!("c{n}")).await;
        portal.pass(Duration::hours(hours) - Duration::seconds(10)).await;
        portal.answer(&asked, &agent).await.unwrap();
        portal.pass(Duration::seconds(10)).await;
        // a second answer changes nothing
        portal.answer(&asked, &agent).await.unwrap();
        portal.pass(Duration::seconds(10)).await;
    }
    let page = browser.get("/home").await;
    assert_eq!(page.text(".median b"), "5시간 0분");
    assert_eq!(page.texts("details tbody td"), ["1", "0", "1", "0", "1", "0", "0"]);
    forget_a_month(&portal).await;
    assert!(!browser.get("/home").await.has(".median"), "older ones do not count");
}

async fn forget_a_month(portal: &Portal) {
    portal.pass(Duration::days(31)).await;
}
