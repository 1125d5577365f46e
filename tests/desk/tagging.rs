//! Tags: made while working, shown in the list, filtered by, tidied by who configures.

use devcenter::auth::MemberRole;
use reqwest::StatusCode;

use super::{LANGS, desk, patient_portal, read_in};

#[tokio::test]
async fn a_tag_is_made_put_on_shown_filtered_by_and_taken_off() {
    let portal = patient_portal().await;
    let (seller, _, browser) = desk(&portal).await;
    for lang in LANGS {
        read_in(&browser, lang).await;
        let asked = portal.asked(&seller, lang.code()).await;
        portal.asked(&seller, &format!("other-{}", lang.code())).await;
        // the second stands behind the first in the menu
        let name = format!("{} {}", if lang == LANGS[0] { "결제" } else { "환불" }, lang.code());
        let page = browser.get(&asked.desk_path()).await;
        let tagged = browser.submit(&page, "/new-tag", &[("name", &name), ("colour", "red")]).await;
        assert!(tagged.words().contains(&*lang.tags_saved()), "{}", tagged.words());
        assert_eq!(tagged.texts("#marks li .badge[data-tone=urgent]"), [name.as_str()]);
        let list = browser.get("/inquiries").await;
        assert_eq!(list.texts("li.row .what .badge"), [name.as_str()]);
        let tag = list.attribute("#f-tag option:last-child", "value").unwrap();
        for (state, expected) in [("awaiting", 1), ("answered", 0), ("escalated", 0), ("closed", 0)] {
            let found = browser.get(&format!("/inquiries?tag={tag}&state={state}")).await;
            assert_eq!(found.texts("li.row").len(), expected, "{state}");
        }
        let again = portal.asked(&seller, &format!("third-{}", lang.code())).await;
        let page = browser.get(&again.desk_path()).await;
        browser.submit(&page, "/new-tag", &[("name", &name.to_uppercase()), ("colour", "green")]).await;
        let same = format!("select count(*) from tags where lower(name) = lower('{name}')");
        assert_eq!(sqlx::query_scalar::<_, i64>(sqlx::AssertSqlSafe(same)).fetch_one(&portal.app.db).await.unwrap(), 1);
        let off = browser.submit(&tagged, "/removal", &[]).await;
        assert!(!off.has("#marks li .badge"), "{}", off.text("#marks"));
        let unnamed = browser.submit(&off, "/new-tag", &[("name", "\u{200B}")]).await;
        assert!(unnamed.words().contains(&*lang.tag_needs_name()));
        portal.solve(&again).await.unwrap();
        assert_eq!(browser.get(&format!("/inquiries?tag={tag}&state=closed")).await.texts("li.row").len(), 1);
        for one in [&asked, &again] {
            sqlx::query("delete from inquiry_tags where inquiry_id = $1")
                .bind(one.id)
                .execute(&portal.app.db)
                .await
                .unwrap();
        }
        portal.pass(chrono::Duration::hours(80)).await;
    }
}

#[tokio::test]
async fn who_configures_renames_and_removes_tags_and_nobody_else_does() {
    let portal = patient_portal().await;
    let (seller, _, browser) = desk(&portal).await;
    let manager = portal.member(&seller, "mina", MemberRole::Manager).await;
    let managing = portal.signed_in(&manager).await;
    let asked = portal.asked(&seller, "haneul").await;
    let page = browser.get(&asked.desk_path()).await;
    for name in ["결제", "오류"] {
        browser.submit(&page, "/new-tag", &[("name", name), ("colour", "teal")]).await;
    }
    for lang in LANGS {
        read_in(&managing, lang).await;
        let tags = managing.get("/tags").await;
        let taken = managing.submit(&tags, &first_form(&tags), &[("name", "오류")]).await;
        assert_eq!((taken.status, taken.text(".notice")), (StatusCode::CONFLICT, lang.tag_name_taken().into_owned()));
        let empty = managing.submit(&tags, &first_form(&tags), &[("name", " ")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        let name = format!("결제 {}", lang.code());
        let renamed = managing.submit(&tags, &first_form(&tags), &[("name", &name), ("colour", "amber")]).await;
        assert!(renamed.words().contains(&*lang.tags_saved()) && renamed.has("li .badge[data-tone=soon]"));
        assert!(managing.get(&asked.desk_path()).await.text("#marks").contains(&name));
    }
    let tags = managing.get("/tags").await;
    let path = tags.form("/removal").action;
    let agents = browser.post(&path, &[("csrf", &csrf(&browser).await)]).await;
    assert_eq!(agents.status, StatusCode::FORBIDDEN);
    let stranger = portal.member(&portal.seller("sun").await, "stranger", MemberRole::Owner).await;
    let strange = portal.signed_in(&stranger).await;
    assert_eq!(strange.post(&path, &[("csrf", &csrf(&strange).await)]).await.status, StatusCode::NOT_FOUND);
    managing.submit(&tags, "/removal", &[]).await;
    assert_eq!(managing.get(&asked.desk_path()).await.texts("#marks li .badge").len(), 1);
}

#[tokio::test]
async fn of_two_who_give_two_tags_one_name_at_once_one_is_told_so_and_keeps_what_was_typed() {
    let portal = patient_portal().await;
    let (seller, _, browser) = desk(&portal).await;
    let manager = portal.member(&seller, "mina", MemberRole::Manager).await;
    let (one, two) = (portal.signed_in(&manager).await, portal.signed_in(&manager).await);
    let page = browser.get(&portal.asked(&seller, "haneul").await.desk_path()).await;
    for name in ["결제", "오류"] {
        browser.submit(&page, "/new-tag", &[("name", name), ("colour", "teal")]).await;
    }
    for round in 0..6 {
        let (name, tags) = (format!("같은 이름 {round}"), one.get("/tags").await);
        let forms = [1, 2].map(|place| form_of(&tags, place));
        let values = [("name", name.as_str()), ("colour", "red")];
        let other = two.get("/tags").await;
        let (first, second) =
            tokio::join!(one.submit(&tags, &forms[0], &values), two.submit(&other, &forms[1], &values));
        let (lost, form) =
            if first.status == StatusCode::CONFLICT { (&first, &forms[0]) } else { (&second, &forms[1]) };
        let mut statuses = [first.status, second.status];
        statuses.sort();
        assert_eq!(statuses, [StatusCode::OK, StatusCode::CONFLICT], "round {round}");
        let input = format!("form[action='{form}'] input[name=name]");
        assert_eq!(lost.attribute(&input, "value").as_deref(), Some(name.as_str()));
        assert!(lost.has(&format!("form[action='{form}'] option[value=red][selected]")));
    }
}

/// The form that renames the tag at a place of the list.
fn form_of(tags: &crate::support::browser::Shown, place: usize) -> String {
    tags.attribute(&format!(".list > li:nth-child({place}) form"), "action").unwrap()
}

fn first_form(tags: &crate::support::browser::Shown) -> String {
    tags.attribute("li form[action^='/tags/']", "action").unwrap()
}

async fn csrf(browser: &crate::support::Browser) -> String {
    browser.get("/preferences").await.attribute("input[name=csrf]", "value").unwrap()
}
