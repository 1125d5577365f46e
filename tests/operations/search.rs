//! Search: by number, by a customer's address (logged), by seller or app.

use chrono::Duration;
use devcenter::{auth::StaffRole, lang::Lang};
use reqwest::StatusCode;

use super::Desk;
use crate::support::{Browser, Portal, browser::Shown};

async fn search(browser: &Browser, q: &str) -> Shown {
    browser.submit(&browser.get("/search").await, "/search", &[("q", q)]).await
}

#[tokio::test]
async fn a_number_of_a_case_or_of_its_inquiry_leads_to_the_case() {
    let desk = Desk::open().await;
    let browser = desk.operator("sora", StaffRole::Agent).await;
    let typed = desk.asked.no.of_inquiry().to_lowercase().replace('-', " ").replacen("q ", "q-", 1);
    for q in [desk.case.of_case(), desk.asked.no.of_inquiry(), desk.asked.no.as_str().to_owned(), typed] {
        assert_eq!(search(&browser, &q).await.path, desk.path(), "{q}");
    }
    let mut mistyped = desk.case.of_case();
    let last = mistyped.pop().unwrap();
    mistyped.push(if last == '0' { '1' } else { '0' });
    let refused = search(&browser, &mistyped).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.text("#q-error"), Lang::Ko.error_search_number());
    assert_eq!(refused.attribute("input#q", "value").as_deref(), Some(mistyped.as_str()));
}

#[tokio::test]
async fn agents_find_what_became_a_case_leads_and_auditors_everything() {
    let desk = Desk::open().await;
    let portal = &desk.portal;
    let open = portal.asked(&desk.seller, "dain").await;
    portal.file(&portal.form_of(&desk.seller, "unconfirmed")).await;
    for (role, count) in [(StaffRole::Agent, 1), (StaffRole::Lead, 2), (StaffRole::Auditor, 2)] {
        let browser = desk.operator(&format!("{role:?}"), role).await;
        for q in ["별빛", "starlight f", "app-moon", "MOON", "S-moon"] {
            let names = search(&browser, q).await;
            let link = names.attribute("#names ~ ul a", "href").unwrap_or_else(|| panic!("{q}: {}", names.words()));
            let list = browser.get(&link).await;
            assert_eq!(list.texts("tbody tr").len(), count, "{role:?} {q}");
            assert!(!list.body.contains("@mail.example"), "no address is in a list");
        }
        let by_number = search(&browser, open.no.as_str()).await;
        assert_eq!(by_number.texts("tbody tr").len(), count - 1, "{role:?}: {}", by_number.words());
    }
}

#[tokio::test]
async fn an_address_is_looked_up_exactly_and_written_down_without_being_told() {
    let desk = Desk::open().await;
    let portal = &desk.portal;
    portal.asked(&desk.seller, "stranger").await;
    portal.pass(Duration::hours(72)).await;
    let sora = portal.staff("sora", StaffRole::Agent).await;
    let browser = portal.signed_in(&sora).await;
    let found = search(&browser, "Haneul@mail.example").await;
    assert_eq!(found.texts("tbody tr").len(), 1, "{}", found.words());
    assert!(found.text("tbody tr").contains(&desk.asked.no.of_inquiry()));
    assert!(
        !found.path.contains("haneul") && !found.path.contains("%40") && !found.path.contains('@'),
        "{}",
        found.path
    );
    let nobody = search(&browser, "nobody@mail.example").await;
    assert!(nobody.has(".empty"), "{}", nobody.words());
    let logged = "select count(*) from access_log a join users u using (user_id)
                  where u.name = 'sora' and kind = 'customer_address'";
    assert_eq!(portal.ask::<i64>(logged).await, 2, "also what was not found");
    let keys = "select count(distinct key_hash) from access_log";
    assert_eq!(portal.ask::<i64>(keys).await, 2);
    let told = "select count(*) from access_log a where a::text like '%mail.example%'";
    assert_eq!(portal.ask::<i64>(told).await, 0);
    search(&browser, "haneul@mail.example").await;
    assert_eq!(portal.ask::<i64>(keys).await, 2, "the same person is the same key");
}

#[tokio::test]
async fn auditors_do_not_search_by_address() {
    let desk = Desk::open().await;
    let browser = desk.operator("audit", StaffRole::Auditor).await;
    assert_eq!(search(&browser, "haneul@mail.example").await.status, StatusCode::FORBIDDEN);
    let customer = desk.portal.ask::<String>("select customer_id::text from customers").await;
    assert_eq!(browser.get(&format!("/search?customer={customer}")).await.status, StatusCode::FORBIDDEN);
    assert_eq!(desk.portal.ask::<i64>("select count(*) from access_log").await, 0);
}

#[tokio::test]
async fn half_an_address_is_refused_and_stands_in_no_link() {
    let desk = Desk::open().await;
    let browser = desk.operator("sora", StaffRole::Agent).await;
    let refused = search(&browser, "haneul@mail").await;
    assert_eq!((refused.status, refused.path.as_str()), (StatusCode::UNPROCESSABLE_ENTITY, "/search"));
    let empty = search(&browser, "  ").await;
    assert_eq!(empty.text("#q-error"), Lang::Ko.error_search());
}

#[tokio::test]
async fn long_lists_are_turned_page_by_page_newest_first() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let mut numbers = Vec::new();
    for n in 0..27 {
        numbers.insert(0, portal.asked(&seller, &format!("c{n}")).await.no.of_inquiry());
    }
    portal.pass(Duration::hours(72)).await;
    for role in [StaffRole::Agent, StaffRole::Lead] {
        let person = portal.staff(&format!("{role:?}"), role).await;
        let browser = portal.signed_in(&person).await;
        for list in [format!("/search?seller={}", seller.id), format!("/search?app={}", seller.app)] {
            let first = browser.get(&list).await;
            let second = browser.get(&first.attribute(".pager [rel=next]", "href").unwrap()).await;
            let mut shown = first.texts("tbody th .mono");
            shown.extend(second.texts("tbody th .mono"));
            assert_eq!(shown.len(), 27, "{role:?} {list}");
            shown.dedup();
            assert_eq!(shown.len(), 27);
            if role == StaffRole::Lead {
                assert_eq!(shown, numbers);
            }
            assert!(!second.has(".pager [rel=next]"));
        }
    }
}

#[tokio::test]
async fn search_finds_its_rows_in_indexes() {
    let portal = Portal::start().await;
    for (sql, index) in [
        ("select * from inquiries where seller_id = $1 order by inquiry_id desc limit 26", "inquiries_of_seller"),
        ("select * from inquiries where app_id = $1 order by inquiry_id desc limit 26", "inquiries_of_app"),
        (
            "select * from cancellations where seller_id = $1 order by cancellation_id desc limit 26",
            "cancellations_of_seller",
        ),
        (
            "select * from cancellations where app_id = $1 order by cancellation_id desc limit 26",
            "cancellations_of_app",
        ),
    ] {
        let mut connection = portal.app.db.acquire().await.unwrap();
        sqlx::query("set enable_seqscan = off").execute(&mut *connection).await.unwrap();
        let sql = format!("explain {}", sql.replace("$1", "'00000000-0000-0000-0000-000000000000'"));
        let plan: Vec<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_all(&mut *connection).await.unwrap();
        let plan = plan.join("\n");
        assert!(plan.contains(index) && !plan.contains("Sort"), "{plan}");
    }
}
