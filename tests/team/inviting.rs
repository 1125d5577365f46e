//! Coming in by a mailed link.

use chrono::Duration;
use devcenter::{auth::MemberRole, lang::Lang};
use reqwest::StatusCode;

use super::owned;
use crate::support::{Browser, Portal, browser::Shown, world::PASSWORD};

const GUEST: &str = "guest@mail.example";

async fn invite(browser: &Browser, email: &str, values: &[(&str, &str)]) -> Shown {
    let page = browser.get("/team").await;
    let values: Vec<_> = [("email", email)].into_iter().chain(values.iter().copied()).collect();
    browser.submit(&page, "/team/invitations", &values).await
}

/// The link of the newest mail to an address.
async fn link(portal: &Portal, email: &str) -> String {
    portal.mail_to(email).await.link("/invitations/")
}

#[tokio::test]
async fn somebody_new_is_invited_makes_an_account_and_is_in_the_team() {
    let portal = Portal::start().await;
    let (_, _, browser) = owned(&portal).await;
    let shown = invite(&browser, GUEST, &[("role", "agent"), ("lang", "en")]).await;
    assert_eq!((shown.status, shown.path.as_str()), (StatusCode::OK, "/team"));
    assert!(shown.words().contains(GUEST) && shown.words().contains(&*Lang::Ko.invitation_sent()), "{}", shown.words());
    let mail = portal.mail_to(GUEST).await;
    assert_eq!(mail.subject, "You are invited to moon");
    let link = mail.link("/invitations/");
    let guest = portal.browser();
    let page = guest.get(&link).await;
    assert!(!page.body.contains(GUEST), "the address is masked: {}", page.body);
    let joined = guest.submit(&page, &link, &[("name", "손님"), ("password", PASSWORD)]).await;
    assert_eq!((joined.status, joined.path.as_str()), (StatusCode::OK, "/sign-in"));
    let page = guest.get("/sign-in").await;
    let inbox = guest.submit(&page, "/sign-in", &[("email", GUEST), ("password", PASSWORD)]).await;
    assert_eq!(inbox.path, "/home");
    let team = browser.get("/team").await;
    assert!(team.texts("tbody th").iter().any(|name| name.contains("손님")), "{:?}", team.texts("tbody th"));
    let record = team.texts("section[aria-labelledby=record] tbody th");
    assert!(record[0].contains("손님") && record[1].contains(GUEST), "{record:?}");
}

#[tokio::test]
async fn a_link_works_once_for_seven_days_and_the_store_holds_only_its_hash() {
    let portal = Portal::with(&["--session-idle=60days", "--session-max=60days"]).await;
    let (_, _, browser) = owned(&portal).await;
    invite(&browser, GUEST, &[("role", "viewer")]).await;
    let first = link(&portal, GUEST).await;
    let token = first.rsplit('/').next().unwrap().to_owned();
    let held: i64 = portal.ask("select count(*) from invitations where token_hash is null").await;
    let dump: String = portal.ask("select string_agg(i::text, ' ') from invitations i").await;
    assert!(held == 0 && !dump.contains(&token), "{dump}");
    portal.app.clock.advance(Duration::days(7) - Duration::seconds(1));
    let guest = portal.browser();
    let page = guest.get(&first).await;
    assert_eq!(page.status, StatusCode::OK);
    portal.app.clock.advance(Duration::seconds(1));
    let late = guest.submit(&page, &first, &[("name", "손님"), ("password", PASSWORD)]).await;
    assert_eq!(late.status, StatusCode::NOT_FOUND);
    // sent again: a new link, and the old one stays dead
    let team = browser.get("/team").await;
    browser.submit(&team, "/renew", &[]).await;
    let second = link(&portal, GUEST).await;
    assert_ne!(first, second);
    let page = guest.get(&second).await;
    let joined = guest.submit(&page, &second, &[("name", "손님"), ("password", PASSWORD)]).await;
    assert_eq!(joined.path, "/sign-in", "{}", joined.body);
    for used in [&first, &second] {
        assert_eq!(guest.get(used).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_link_that_was_sent_again_or_taken_back_opens_nothing() {
    let portal = Portal::start().await;
    let (_, _, browser) = owned(&portal).await;
    invite(&browser, GUEST, &[("role", "viewer")]).await;
    let first = link(&portal, GUEST).await;
    let team = browser.get("/team").await;
    browser.submit(&team, "/renew", &[]).await;
    let second = link(&portal, GUEST).await;
    let guest = portal.browser();
    assert_eq!(guest.get(&first).await.status, StatusCode::NOT_FOUND);
    assert_eq!(guest.get(&second).await.status, StatusCode::OK);
    let team = browser.get("/team").await;
    browser.submit(&team, "/revoke", &[]).await;
    assert_eq!(guest.get(&second).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn who_has_an_account_signs_in_first_and_nobody_joins_with_anothers_link() {
    let portal = Portal::start().await;
    let (_, _, browser) = owned(&portal).await;
    let (known, other) = (portal.person("known").await, portal.person("other").await);
    invite(&browser, &known.email, &[("role", "agent")]).await;
    let link = link(&portal, &known.email).await;
    // the link alone lets nobody in
    let nobody = portal.browser();
    let page = nobody.get(&link).await;
    assert!(!page.has("input[name=password]"), "{}", page.body);
    let shown = nobody.submit(&nobody.get("/preferences").await, "/preferences", &[]).await;
    let token = shown.attribute("input[name=csrf]", "value").unwrap_or_default();
    let forced = nobody.post(&link, &[("csrf", &token), ("name", "도둑"), ("password", PASSWORD)]).await;
    assert!(!forced.status.is_success(), "{}", forced.body);
    let other = portal.signed_in(&other).await;
    let page = other.get(&link).await;
    assert!(page.words().contains(&*Lang::Ko.join_not_yours()) && !page.has("section form"), "{}", page.words());
    let members: i64 = portal.ask("select count(*) from memberships").await;
    assert_eq!(members, 1);
    let person = portal.signed_in(&known).await;
    let page = person.get(&link).await;
    let joined = person.submit(&page, &link, &[]).await;
    assert!(joined.words().contains(&*Lang::Ko.joined_team()), "{}", joined.words());
    assert_eq!(person.get("/inquiries").await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_inviter_does_not_learn_whether_an_address_has_an_account() {
    let portal = Portal::start().await;
    let (_, _, browser) = owned(&portal).await;
    let known = portal.person("known").await;
    let with = invite(&browser, &known.email, &[("role", "agent")]).await;
    let without = invite(&browser, "nobody@people.example", &[("role", "agent")]).await;
    assert_eq!((with.status, &with.path), (without.status, &without.path));
    let lines = without.texts("section[aria-labelledby=open] tbody tr");
    let words: Vec<String> =
        lines.iter().map(|line| line.replace(&known.email, "…").replace("nobody@people.example", "…")).collect();
    assert_eq!(words[0], words[1]);
}

#[tokio::test]
async fn a_refused_invitation_keeps_what_was_typed_and_says_why() {
    let portal = Portal::start().await;
    let (seller, owner, browser) = owned(&portal).await;
    invite(&browser, GUEST, &[("role", "agent")]).await;
    for (email, values, words) in [
        ("no address", &[("role", "agent")][..], Lang::Ko.error_email_form()),
        (GUEST, &[("role", "agent")], Lang::Ko.already_invited()),
        (owner.email.as_str(), &[("role", "agent")], Lang::Ko.already_member()),
        ("a@mail.example", &[("role", "king")], Lang::Ko.role_missing()),
        ("a@mail.example", &[("role", "agent"), ("scope", "some")], Lang::Ko.apps_missing()),
    ] {
        let shown = invite(&browser, email, values).await;
        assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY, "{email}");
        assert!(shown.words().contains(&*words), "{words}: {}", shown.words());
        assert_eq!(shown.attribute("#email", "value").as_deref(), Some(email));
    }
    let foreign = portal.seller("sun").await.app.to_string();
    let shown = invite(&browser, "a@mail.example", &[("role", "agent"), ("scope", "some"), ("app", &foreign)]).await;
    assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY, "an app of another seller");
    let colleague = portal.member(&seller, "manager", MemberRole::Manager).await;
    let manager = portal.signed_in(&colleague).await;
    assert!(!manager.get("/team").await.has("form[action='/team/invitations']"), "only owners invite");
}

#[tokio::test]
async fn two_people_who_press_at_once_make_one_account() {
    let portal = Portal::start().await;
    let (_, _, browser) = owned(&portal).await;
    invite(&browser, GUEST, &[("role", "agent")]).await;
    let link = link(&portal, GUEST).await;
    let (one, two) = (portal.browser(), portal.browser());
    let (page_one, page_two) = (one.get(&link).await, two.get(&link).await);
    let values = [("name", "손님"), ("password", PASSWORD)];
    let (first, second) = tokio::join!(one.submit(&page_one, &link, &values), two.submit(&page_two, &link, &values));
    let joined = [&first, &second].into_iter().filter(|shown| shown.path == "/sign-in").count();
    assert_eq!(joined, 1, "{} {}", first.status, second.status);
    let people: i64 = portal.ask("select count(*) from users where email = 'guest@mail.example'").await;
    assert_eq!(people, 1);
}
