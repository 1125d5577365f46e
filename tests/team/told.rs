//! «Who was told what»: notices to members and contacts, with what became of them.

use devcenter::{auth::MemberRole, lang::Lang};
use reqwest::StatusCode;

use super::{limit, owned};
use crate::support::Portal;

#[tokio::test]
async fn owners_and_managers_see_every_notice_with_its_state_and_problems_first() {
    let portal = Portal::start().await;
    let (seller, owner, browser) = owned(&portal).await;
    let asked = portal.asked(&seller, "haneul").await;
    portal.deliver().await;
    let page = browser.get("/told").await;
    let lines = page.texts("tbody tr");
    assert_eq!(lines.len(), 2, "the contact and the owner, not the customer: {lines:?}");
    assert!(lines.iter().any(|line| line.contains(&owner.email)), "{lines:?}");
    assert!(lines.iter().any(|line| line.contains(&seller.support_email)), "{lines:?}");
    assert!(lines.iter().all(|line| line.contains(&*Lang::Ko.mail_state_handed_over())), "{lines:?}");
    assert!(page.body.contains(&asked.desk_path()) && !page.body.contains(&asked.customer_email));
    let sql = "update deliveries set state = 'failed' where support_app_id is not null";
    sqlx::query(sql).execute(&portal.app.db).await.unwrap();
    let lines = browser.get("/told").await.texts("tbody tr");
    assert!(lines.len() == 1 && lines[0].contains(&*Lang::Ko.mail_state_failed()), "{lines:?}");
    assert_eq!(browser.get("/told?show=all").await.texts("tbody tr").len(), 2);
}

#[tokio::test]
async fn the_list_is_turned_page_by_page() {
    let portal = Portal::start().await;
    let (seller, _, browser) = owned(&portal).await;
    for n in 0..15 {
        portal.asked(&seller, &format!("customer{n}")).await;
    }
    let first = browser.get("/told").await;
    assert_eq!(first.texts("tbody tr").len(), 25);
    let next = first.attribute("a[rel=next]", "href").expect("a next page");
    let second = browser.get(&next).await;
    assert_eq!(second.texts("tbody tr").len(), 5);
    assert!(second.has("a[rel=prev]"));
}

#[tokio::test]
async fn notices_of_other_sellers_and_of_apps_out_of_reach_do_not_exist() {
    let portal = Portal::start().await;
    let (farm, _, _) = owned(&portal).await;
    let rail = portal.app(&farm, "rail", "rail@moon.example").await;
    let sun = portal.seller("sun").await;
    let manager = portal.member(&farm, "manager", MemberRole::Manager).await;
    limit(&portal, &farm, &manager, MemberRole::Manager, &[farm.app]).await;
    for seller in [&farm, &rail, &sun] {
        portal.asked(seller, "haneul").await;
    }
    let page = portal.signed_in(&manager).await.get("/told").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.texts("tbody tr").len(), 3, "contact, owner, manager: {:?}", page.texts("tbody tr"));
    assert!(!page.body.contains("rail@moon.example") && !page.body.contains(&sun.support_email));
}
