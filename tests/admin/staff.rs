//! The people of operations.

use devcenter::{auth::StaffRole, lang::Lang};
use reqwest::StatusCode;

use super::admin;
use crate::support::{Portal, world::PASSWORD};

#[tokio::test]
async fn an_admin_invites_staff_who_come_in_with_their_role() {
    let portal = Portal::start().await;
    let (_, browser) = admin(&portal).await;
    let page = browser.get("/admin/staff").await;
    let values = [("email", "lead@store.example"), ("role", "lead")];
    let shown = browser.submit(&page, "/admin/staff/invitations", &values).await;
    assert!(shown.words().contains("lead@store.example"), "{}", shown.words());
    let link = portal.mail_to("lead@store.example").await.link("/invitations/");
    let lead = portal.browser();
    let join = lead.get(&link).await;
    lead.submit(&join, &link, &[("name", "새 책임"), ("password", PASSWORD)]).await;
    let sign_in = lead.get("/sign-in").await;
    let queue = lead.submit(&sign_in, "/sign-in", &[("email", "lead@store.example"), ("password", PASSWORD)]).await;
    assert_eq!(queue.path, "/cases");
    let record = browser.get("/admin/staff").await.texts("section[aria-labelledby=record] tbody th");
    assert!(record[0].contains("새 책임") && record.len() == 2, "{record:?}");
}

#[tokio::test]
async fn who_is_disabled_is_out_at_once_and_is_told() {
    let portal = Portal::start().await;
    let (_, browser) = admin(&portal).await;
    let agent = portal.staff("agent", StaffRole::Agent).await;
    let open = portal.signed_in(&agent).await;
    assert_eq!(open.get("/cases").await.status, StatusCode::OK);
    let path = format!("/admin/staff/{}", agent.id);
    let page = browser.get(&path).await;
    browser.submit(&page, &path, &[("access", "none")]).await;
    assert_eq!(open.get("/cases").await.path, "/sign-in?back=%2Fcases");
    let sign_in = open.get("/sign-in").await;
    let again = open.submit(&sign_in, "/sign-in", &[("email", &agent.email), ("password", PASSWORD)]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(portal.mail_to(&agent.email).await.subject, Lang::Ko.letter_disabled());
    let page = browser.get(&path).await;
    browser.submit(&page, &path, &[("access", "works"), ("role", "auditor")]).await;
    assert_eq!(portal.signed_in(&agent).await.get("/cases").await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_last_admin_can_neither_be_demoted_nor_disabled() {
    let portal = Portal::start().await;
    let (admin, browser) = admin(&portal).await;
    let path = format!("/admin/staff/{}", admin.id);
    for values in [[("role", "agent"), ("access", "works")], [("role", "admin"), ("access", "none")]] {
        let page = browser.get(&path).await;
        let refused = browser.submit(&page, &path, &values).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.words().contains(&*Lang::Ko.last_admin()), "{}", refused.words());
    }
    for sql in ["delete from staff", "update staff set role = 'lead'", "update users set disabled_at = now()"] {
        let refused = sqlx::query(sql).execute(&portal.app.db).await.unwrap_err();
        let constraint = refused.as_database_error().and_then(|error| error.constraint()).map(str::to_owned);
        assert_eq!(constraint.as_deref(), Some("staff_keep_an_admin"), "{sql}");
    }
}

#[tokio::test]
async fn two_admins_who_demote_each_other_at_the_same_moment_leave_one() {
    let portal = Portal::start().await;
    let (one, first) = admin(&portal).await;
    let two = portal.staff("two", StaffRole::Admin).await;
    let second = portal.signed_in(&two).await;
    let (to_one, to_two) = (format!("/admin/staff/{}", one.id), format!("/admin/staff/{}", two.id));
    let (page_two, page_one) = (first.get(&to_two).await, second.get(&to_one).await);
    let values = [("role", "agent")];
    tokio::join!(first.submit(&page_two, &to_two, &values), second.submit(&page_one, &to_one, &values));
    assert_eq!(portal.ask::<i64>("select count(*) from staff where role = 'admin'").await, 1);
}
