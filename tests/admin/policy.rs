//! The rules that turns start by.

use chrono::{DateTime, Duration, Utc};
use devcenter::{
    admin,
    app::App,
    auth::StaffRole,
    calendar::DuePolicy,
    lang::Lang,
    rules::{LiveRules, Rules},
};
use reqwest::StatusCode;

use crate::support::{Browser, Portal, browser::Shown, world::Asked};

async fn lead(portal: &Portal) -> Browser {
    let lead = portal.staff("lead", StaffRole::Lead).await;
    portal.signed_in(&lead).await
}

async fn save(browser: &Browser, values: &[(&str, &str)]) -> Shown {
    let page = browser.get("/admin/policy").await;
    browser.submit(&page, "/admin/policy", values).await
}

async fn due(portal: &Portal, asked: &Asked) -> DateTime<Utc> {
    let sql = "select reply_due_at from inquiries where inquiry_id = $1";
    sqlx::query_scalar(sql).bind(asked.id).fetch_one(&portal.app.db).await.unwrap()
}

#[tokio::test]
async fn a_saved_policy_applies_to_what_starts_afterwards_and_moves_no_stored_moment() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let before = portal.asked(&seller, "haneul").await;
    let stored = due(&portal, &before).await;
    assert_eq!(stored, portal.now() + Duration::hours(72));
    let browser = lead(&portal).await;
    let page = save(&browser, &[("due_time", "48h")]).await;
    assert!(page.words().contains(&*Lang::Ko.policy_saved()), "{}", page.words());
    let after = portal.asked(&seller, "mina").await;
    assert_eq!(due(&portal, &after).await, portal.now() + Duration::hours(48));
    assert_eq!(due(&portal, &before).await, stored);
    let stored_deadline = "select due_at from deadlines where kind = 'reply_due' order by due_at desc limit 1";
    assert_eq!(portal.ask::<DateTime<Utc>>(stored_deadline).await, stored);
    portal.pass(Duration::hours(49)).await;
    let states = (portal.state(before.id).await, portal.state(after.id).await);
    use devcenter::inquiries::State::{AwaitingDeveloper, Escalated};
    assert_eq!(states, (AwaitingDeveloper, Escalated));
}

#[tokio::test]
async fn every_version_stands_there_with_who_changed_what_and_cannot_be_rewritten() {
    let portal = Portal::start().await;
    let browser = lead(&portal).await;
    save(&browser, &[("due_time", "48h")]).await;
    let page = save(&browser, &[("holidays", "2026-12-24")]).await;
    let lines = page.texts("section[aria-labelledby=record] tbody tr");
    assert!(lines[0].contains("2026-12-24") && lines[0].contains("lead"), "{lines:?}");
    assert!(lines[1].contains("3일 → 2일") && lines.len() == 2, "{lines:?}");
    // saving what holds already is no version
    save(&browser, &[]).await;
    assert_eq!(portal.ask::<i64>("select count(*) from policies").await, 2);
    for sql in ["update policies set undo_seconds = 0", "delete from policies"] {
        assert!(sqlx::query(sql).execute(&portal.app.db).await.is_err(), "{sql}");
    }
}

#[tokio::test]
async fn two_people_who_change_the_policy_at_once_do_not_overwrite_each_other() {
    let portal = Portal::start().await;
    let browser = lead(&portal).await;
    let other = portal.staff("other", StaffRole::Lead).await;
    let other = portal.signed_in(&other).await;
    let stale = other.get("/admin/policy").await;
    save(&browser, &[("due_time", "48h")]).await;
    let refused = other.submit(&stale, "/admin/policy", &[("due_time", "24h"), ("first_reminder", "12h")]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.words().contains(&*Lang::Ko.policy_newer()), "{}", refused.words());
    assert_eq!(refused.attribute("#due_time", "value").as_deref(), Some("24h"), "what was typed stays");
    assert_eq!(portal.ask::<String>("select due_policy from policies").await, "48h");
    let saved = other.submit(&refused, "/admin/policy", &[]).await;
    assert!(saved.words().contains(&*Lang::Ko.policy_saved()), "{}", saved.words());
}

#[tokio::test]
async fn another_process_goes_by_a_saved_policy_after_its_next_look() {
    let portal = Portal::start().await;
    let rules = LiveRules::new(Rules::of(&portal.app.config).unwrap());
    let other = App { rules, ..portal.app.clone() };
    admin::refresh(&other).await.unwrap();
    assert_eq!(other.rules.current().policy, DuePolicy::default(), "without a version the settings hold");
    save(&lead(&portal).await, &[("due_counting", "business"), ("due_time", "3")]).await;
    admin::refresh(&other).await.unwrap();
    assert_eq!(other.rules.current().policy, DuePolicy::BusinessDays(3));
}

#[tokio::test]
async fn what_is_wrong_is_said_beside_its_field() {
    let portal = Portal::start().await;
    let browser = lead(&portal).await;
    for (field, typed, words) in [
        ("due_time", "three days", Lang::Ko.policy_due_refused()),
        ("due_time", "91d", Lang::Ko.policy_due_refused()),
        ("first_reminder", "24", Lang::Ko.policy_time_refused()),
        ("first_reminder", "72h", Lang::Ko.policy_reminder_too_early()),
        ("second_reminder", "30h", Lang::Ko.policy_reminders_refused()),
        ("holidays", "2026-13-01", Lang::Ko.policy_holiday_refused("2026-13-01")),
    ] {
        let refused = save(&browser, &[(field, typed)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {typed}");
        assert!(refused.words().contains(&*words), "{words}: {}", refused.words());
    }
    assert_eq!(portal.ask::<i64>("select count(*) from policies").await, 0);
}

#[tokio::test]
async fn admins_set_undoing_and_quiet_closing_and_leads_the_rest() {
    let portal = Portal::start().await;
    let (_, admin) = super::admin(&portal).await;
    let lead = lead(&portal).await;
    let page = admin.get("/admin/policy").await;
    assert!(!page.has("form[action='/admin/policy']") && page.has("form[action='/admin/settings']"));
    let saved = admin.submit(&page, "/admin/settings", &[("undo", "0s"), ("quiet", "30d")]).await;
    assert!(saved.words().contains(&*Lang::Ko.policy_saved()), "{}", saved.words());
    assert_eq!(portal.app.rules.current().undo, Duration::zero());
    assert_eq!(portal.app.rules.current().quiet, Duration::days(30));
    let page = lead.get("/admin/policy").await;
    assert!(page.has("form[action='/admin/policy']") && !page.has("form[action='/admin/settings']"));
    let refused = admin.submit(&admin.get("/admin/policy").await, "/admin/settings", &[("undo", "1h")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
}
