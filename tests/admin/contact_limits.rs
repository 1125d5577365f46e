//! How often the public form is taken: part of the policy, in force as soon as it is saved.

use devcenter::{
    admin,
    app::App,
    inquiries::Category,
    lang::Lang,
    rules::{LiveRules, Rules},
};
use reqwest::StatusCode;

use crate::support::{Browser, Portal, browser::Shown, world::Seller};

async fn save(admin: &Browser, values: &[(&str, &str)]) -> Shown {
    let page = admin.get("/admin/policy").await;
    admin.submit(&page, "/admin/settings", values).await
}

/// A customer asks.
async fn ask(portal: &Portal, seller: &Seller, email: &str) -> StatusCode {
    let browser = portal.browser();
    let form = browser.get(&format!("/apps/{}/contact", seller.client_id)).await;
    let values = [
        ("category", Category::Other.code()),
        ("name", "김하늘"),
        ("email", email),
        ("subject", "별자리 정원이 오지 않았어요"),
        ("body", "구매 복원을 세 번 해 봤지만 그대로입니다."),
    ];
    browser.submit(&form, "/contact", &values).await.status
}

#[tokio::test]
async fn a_saved_limit_of_the_contact_form_bites_at_once_and_a_wider_one_opens_it_at_once() {
    let portal = Portal::start().await;
    let (seller, (_, admin)) = (portal.seller("moon").await, super::admin(&portal).await);
    assert_eq!(ask(&portal, &seller, "haneul@mail.example").await, StatusCode::OK);
    save(&admin, &[("per_email", "1")]).await;
    assert_eq!(ask(&portal, &seller, "haneul@mail.example").await, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(ask(&portal, &seller, "mina@mail.example").await, StatusCode::OK, "others may write");
    save(&admin, &[("per_email", "2")]).await;
    assert_eq!(ask(&portal, &seller, "haneul@mail.example").await, StatusCode::OK);
    save(&admin, &[("per_email", "9"), ("per_network", "3")]).await;
    assert_eq!(
        ask(&portal, &seller, "dain@mail.example").await,
        StatusCode::TOO_MANY_REQUESTS,
        "the network wrote thrice"
    );
}

#[tokio::test]
async fn a_saved_limit_of_messages_to_one_inquiry_bites_at_once() {
    let portal = Portal::start().await;
    let (seller, (_, admin)) = (portal.seller("moon").await, super::admin(&portal).await);
    let path = portal.asked(&seller, "haneul").await.customer_path(&portal);
    let browser = portal.browser();
    let write = async || browser.submit(&browser.get(&path).await, "/messages", &[("body", "하나 더")]).await.status;
    assert_eq!(write().await, StatusCode::OK);
    save(&admin, &[("per_link", "1")]).await;
    assert_eq!(write().await, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn until_limits_are_saved_the_settings_hold_also_for_versions_from_before_they_could_be() {
    let portal = Portal::with(&["--contact-per-email=2", "--contact-window=2h"]).await;
    let (person, admin) = super::admin(&portal).await;
    let shown = async || {
        let page = admin.get("/admin/policy").await;
        ["per_email", "contact_window"].map(|field| page.attribute(&format!("#{field}"), "value").unwrap())
    };
    assert_eq!(shown().await, ["2", "2h"]);
    let before = "insert into policies (due_policy, holidays, first_reminder_seconds, second_reminder_seconds,
                                        undo_seconds, quiet_seconds, saved_by, saved_at)
                  values ('48h', '{}', 86400, 14400, 10, 86400, $1, now())";
    sqlx::query(before).bind(person.id).execute(&portal.app.db).await.unwrap();
    assert_eq!(shown().await, ["2", "2h"]);
    admin::refresh(&portal.app).await.unwrap();
    assert_eq!(portal.app.rules.current().contact.per_email, 2);
    save(&admin, &[("per_email", "4")]).await;
    assert_eq!(shown().await, ["4", "2h"]);
}

#[tokio::test]
async fn another_process_takes_the_form_as_often_as_was_saved_after_its_next_look() {
    let portal = Portal::start().await;
    let rules = LiveRules::new(Rules::of(&portal.app.config).unwrap());
    let other = App { rules, ..portal.app.clone() };
    let (_, admin) = super::admin(&portal).await;
    save(&admin, &[("per_network", "7")]).await;
    assert_eq!(other.rules.current().contact.per_network, 20);
    admin::refresh(&other).await.unwrap();
    assert_eq!(other.rules.current().contact.per_network, 7);
}

#[tokio::test]
async fn a_limit_that_would_shut_or_tear_open_the_form_is_refused_in_words() {
    let portal = Portal::start().await;
    let (_, admin) = super::admin(&portal).await;
    for (field, typed, words) in [
        ("per_email", "0", Lang::Ko.policy_number_refused(1_000)),
        ("per_link", "1001", Lang::Ko.policy_number_refused(1_000)),
        ("per_network", "many", Lang::Ko.policy_number_refused(100_000)),
        ("contact_window", "1", Lang::Ko.policy_contact_window_refused()),
        ("contact_window", "8d", Lang::Ko.policy_contact_window_refused()),
    ] {
        let refused = save(&admin, &[(field, typed)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {typed}");
        assert!(refused.words().contains(&*words), "{words}: {}", refused.words());
        assert_eq!(refused.attribute(&format!("#{field}"), "value").as_deref(), Some(typed));
    }
    assert_eq!(portal.ask::<i64>("select count(*) from policies").await, 0);
}

#[tokio::test]
async fn the_record_tells_which_limit_was_changed_from_what_to_what() {
    let portal = Portal::start().await;
    let (_, admin) = super::admin(&portal).await;
    let page = save(&admin, &[("per_email", "8"), ("contact_window", "30m")]).await;
    let line = page.text("section[aria-labelledby=record] tbody tr");
    for change in ["5 → 8", "1시간 → 30분"] {
        assert!(line.contains(change), "{line}");
    }
    assert!(!line.contains("20 → 20"), "{line}");
}
