//! Members who are limited to some apps.

use chrono::Duration;
use devcenter::{auth::MemberRole, inquiries::State, lang::Lang};
use reqwest::StatusCode;

use super::{limit, owned};
use crate::support::{Portal, browser::File};

#[tokio::test]
async fn inquiries_about_other_apps_do_not_exist_for_a_member_limited_to_some() {
    let portal = Portal::start().await;
    let (farm, _, _) = owned(&portal).await;
    let rail = portal.app(&farm, "rail", "rail@moon.example").await;
    let (about_farm, about_rail) = (portal.asked(&farm, "haneul").await, portal.asked(&rail, "haneul").await);
    let customer = portal.browser();
    let page = customer.get(&about_rail.customer_path(&portal)).await;
    let log = File { field: "files", name: "log.txt", bytes: b"it stopped".to_vec() };
    customer.submit_with(&page, "/messages", &[("body", "기록입니다")], &[log]).await;
    let file: String = portal.ask("select attachment_id::text from attachments").await;
    let agent = portal.member(&farm, "agent", MemberRole::Agent).await;
    let browser = portal.signed_in(&agent).await;
    let thread = browser.get(&about_rail.desk_path()).await;
    let file = format!("{}/files/{file}", about_rail.desk_path());
    assert_eq!((thread.status, browser.get(&file).await.status), (StatusCode::OK, StatusCode::OK));
    assert_eq!(browser.get("/inquiries").await.texts("li.row").len(), 2);

    limit(&portal, &farm, &agent, MemberRole::Agent, &[farm.app]).await;
    for path in [&about_rail.desk_path(), &file] {
        assert_eq!(browser.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let answered = browser.submit(&thread, "/replies", &[("body", "몰래 답합니다")]).await;
    assert_eq!(answered.status, StatusCode::NOT_FOUND);
    assert_eq!(portal.ask::<i64>("select count(*) from pending_replies").await, 0);
    for list in ["/inquiries", "/inquiries?due=24h", &format!("/inquiries?app={}", rail.app)] {
        let shown = browser.get(list).await;
        assert!(!shown.body.contains(&about_rail.desk_path()), "{list}");
    }
    let list = browser.get("/inquiries").await;
    assert_eq!(list.texts("li.row").len(), 1);
    assert!(list.text("nav .n").starts_with('1'), "{}", list.text("nav .n"));
    assert!(!list.body.contains(&rail.app.to_string()), "not among the apps to choose from");
    // the same customer's other inquiry is not told of
    let own = browser.get(&about_farm.desk_path()).await;
    assert_eq!(own.status, StatusCode::OK);
    assert!(!own.body.contains(&about_rail.desk_path()) && own.text("nav .n").starts_with('1'), "{}", own.body);
}

#[tokio::test]
async fn taking_back_is_not_possible_once_the_app_is_out_of_reach() {
    let portal = Portal::start().await;
    let (farm, _, _) = owned(&portal).await;
    let rail = portal.app(&farm, "rail", "rail@moon.example").await;
    let asked = portal.asked(&rail, "haneul").await;
    let agent = portal.member(&farm, "agent", MemberRole::Agent).await;
    portal.answer(&asked, &agent).await.unwrap();
    limit(&portal, &farm, &agent, MemberRole::Agent, &[farm.app]).await;
    assert_eq!(portal.undo(&asked, &agent).await, Err(devcenter::inquiries::ReplyRefusal::NotFound));
}

#[tokio::test]
async fn notices_go_to_members_who_may_see_the_app() {
    let portal = Portal::start().await;
    let (farm, owner, _) = owned(&portal).await;
    let rail = portal.app(&farm, "rail", "rail@moon.example").await;
    let agent = portal.member(&farm, "agent", MemberRole::Agent).await;
    limit(&portal, &farm, &agent, MemberRole::Agent, &[farm.app]).await;
    portal.asked(&rail, "haneul").await;
    for hours in [50, 20, 3] {
        portal.pass(Duration::hours(hours)).await;
        portal.deliver().await;
    }
    let to =
        |mails: &[crate::support::portal::Mail], address: &str| mails.iter().filter(|mail| mail.to == address).count();
    let mails = portal.mails().await;
    assert_eq!(to(&mails, &agent.email), 0);
    assert!(to(&mails, &owner.email) >= 4, "new, reminders, gone to operations");
    let before = to(&mails, &owner.email);
    portal.asked(&farm, "mina").await;
    let mails = portal.mails().await;
    assert_eq!((to(&mails, &agent.email), to(&mails, &owner.email)), (1, before + 1));
}

#[tokio::test]
async fn an_owner_limits_a_member_on_the_page_and_owners_see_all_apps() {
    let portal = Portal::start().await;
    let (farm, owner, browser) = owned(&portal).await;
    let rail = portal.app(&farm, "rail", "rail@moon.example").await;
    let agent = portal.member(&farm, "agent", MemberRole::Agent).await;
    let path = format!("/team/{}", agent.id);
    let page = browser.get(&path).await;
    let app = rail.app.to_string();
    browser.submit(&page, &path, &[("role", "agent"), ("scope", "some"), ("app", &app)]).await;
    let own = browser.get(&path).await;
    assert_eq!(own.attribute("input[name=app][checked]", "value").as_deref(), Some(app.as_str()));
    let mail = portal.mail_to(&agent.email).await;
    assert!(mail.text.contains("별빛 농장") && mail.text.contains(&*Lang::Ko.apps_seen()), "{}", mail.text);
    // an owner sees all, whatever the form says
    let page = browser.get(&format!("/team/{}", owner.id)).await;
    browser.submit(&page, &format!("/team/{}", owner.id), &[("role", "owner"), ("scope", "some"), ("app", &app)]).await;
    let limited: i64 =
        portal.ask("select count(*) from memberships where role = 'owner' and app_ids is not null").await;
    assert_eq!(limited, 0);
}

#[tokio::test]
async fn work_on_many_and_the_home_page_end_where_the_members_apps_end() {
    let portal = Portal::start().await;
    let (farm, owner, in_charge) = owned(&portal).await;
    let rail = portal.app(&farm, "rail", "rail@moon.example").await;
    let (about_farm, about_rail) = (portal.asked(&farm, "haneul").await, portal.asked(&rail, "mina").await);
    let agent = portal.member(&farm, "agent", MemberRole::Agent).await;
    let browser = portal.signed_in(&agent).await;
    let list = browser.get("/inquiries").await;
    in_charge
        .submit(&in_charge.get(&about_rail.desk_path()).await, "/assignment", &[("to", &agent.id.to_string())])
        .await;
    assert_eq!(browser.get("/home").await.text("a.tile[href='/inquiries'] b"), "2");
    let mine = "select count(*) from inquiries where assigned_to is not null";
    assert_eq!(portal.ask::<i64>(mine).await, 1);

    let path = format!("/team/{}", agent.id);
    let some = [("role", "agent"), ("scope", "some"), ("app", &farm.app.to_string())];
    in_charge.submit(&in_charge.get(&path).await, &path, &some).await;
    assert_eq!(portal.ask::<i64>(mine).await, 0, "what is out of reach is nobody's");
    assert_eq!(browser.get("/home").await.text("a.tile[href='/inquiries'] b"), "1");
    // a list that was opened before
    let picks = [about_farm.no.as_str(), about_rail.no.as_str()].map(|no| ("pick", no));
    let told = browser.submit(&list, "/inquiries/bulk", &[picks[0], picks[1], ("do", "close:spam")]).await;
    assert_eq!(portal.state(about_farm.id).await, State::Closed, "{} {}", told.path, told.words());
    assert_eq!(portal.state(about_rail.id).await, State::AwaitingDeveloper);
    let shown = in_charge.get(&about_rail.desk_path()).await;
    let refused = in_charge.submit(&shown, "/assignment", &[("to", &agent.id.to_string())]).await;
    assert!(!refused.status.is_success(), "nobody is given what does not exist for them");
    assert!(in_charge.submit(&shown, "/assignment", &[("to", &owner.id.to_string())]).await.status.is_success());
}
