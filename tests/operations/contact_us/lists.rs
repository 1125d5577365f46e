//! What waits, longest first, with counts that agree; search finds it.

use chrono::Duration;
use devcenter::{auth::StaffRole, contact_us::NewEntry, lang::Lang};

use super::{Store, enter, entry_of, path};
use crate::support::Portal;

#[tokio::test]
async fn what_waits_longest_stands_first_and_the_counts_agree() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let sora = portal.staff("sora", StaffRole::Agent).await;
    let mut expected = Vec::new();
    for n in 0..27 {
        let arrived_at = portal.now() - Duration::minutes(10 + n);
        let no = enter(&portal, &sora, &NewEntry { arrived_at, ..entry_of(&portal, &seller, "haneul") }).await;
        expected.insert(0, no.of_inquiry());
    }
    let browser = portal.signed_in(&sora).await;
    let first = browser.get("/contact-us").await;
    let second = browser.get(&first.attribute(".pager [rel=next]", "href").unwrap()).await;
    let mut shown = first.texts("tbody th .mono");
    shown.extend(second.texts("tbody th .mono"));
    assert_eq!(shown, expected);
    let back = browser.get(&second.attribute(".pager [rel=prev]", "href").unwrap()).await;
    assert_eq!(back.texts("tbody th .mono"), first.texts("tbody th .mono"));
    for page in ["/contact-us", "/cases", "/search"] {
        let menu = browser.get(page).await.text("nav a[href='/contact-us']");
        assert!(menu.contains("27"), "{page}: {menu}");
    }
    assert!(first.text(".tabs").contains("27") && first.text(".pager").contains("27건"), "{}", first.words());
}

#[tokio::test]
async fn after_a_day_it_is_urgent_and_once_it_is_over_it_is_in_the_other_list() {
    let store = Store::open().await;
    let browser = store.browser().await;
    let fresh = browser.get("/contact-us").await;
    assert!(fresh.text("tbody tr").contains("2시간째 기다림") && !fresh.has("tbody [data-tone=urgent]"));
    assert!(fresh.text("tbody tr").contains("sora"), "who entered it");
    store.portal.pass(Duration::hours(27)).await;
    let browser = store.browser().await;
    let urgent = browser.get("/contact-us").await;
    assert!(urgent.text("tbody tr").contains("1일 5시간째 기다림"), "{}", urgent.words());
    assert!(urgent.has("tbody [data-tone=urgent]") && urgent.has("nav a[href='/contact-us'] [data-tone=urgent]"));
    browser.submit(&browser.get(&path(&store.no)).await, "/forwarding", &[]).await;
    assert!(browser.get("/contact-us").await.has(".empty"));
    let over = browser.get("/contact-us?tab=over").await;
    assert!(over.text("tbody tr").contains(&*Lang::Ko.entry_forwarded()), "{}", over.words());
    assert!(browser.get("/cases").await.text("nav a[href='/contact-us']").chars().all(|c| !c.is_ascii_digit()));
}

#[tokio::test]
async fn search_finds_it_by_number_and_by_the_customers_address() {
    let store = Store::open().await;
    let dami = store.portal.staff("dami", StaffRole::Lead).await;
    for (person, after) in [(&store.sora, true), (&dami, false)] {
        let browser = store.portal.signed_in(person).await;
        let search = async |q: &str| browser.submit(&browser.get("/search").await, "/search", &[("q", q)]).await;
        if !after {
            browser.submit(&browser.get(&path(&store.no)).await, "/forwarding", &[]).await;
        }
        let by_number = search(&store.no.of_inquiry()).await;
        assert_eq!(by_number.path == path(&store.no), after, "once forwarded, a lead finds the inquiry");
        let by_address = search("haneul@mail.example").await;
        assert!(by_address.text("#entries ~ ul").contains(&store.no.of_inquiry()), "{}", by_address.words());
        assert_eq!(by_address.texts("tbody tr").len(), usize::from(!after));
    }
    let agents = store.browser().await;
    let found = agents.submit(&agents.get("/search").await, "/search", &[("q", store.no.as_str())]).await;
    assert_eq!(found.path, path(&store.no), "an agent sees no inquiry without a case, but what came to the store");
    let logged = "select count(*) from access_log where kind = 'customer_address'";
    assert_eq!(store.portal.ask::<i64>(logged).await, 2);
}
