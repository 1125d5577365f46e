//! People who work for several sellers.

use devcenter::{
    auth::{self, MemberRole},
    lang::Lang,
    work::Actor,
};
use reqwest::StatusCode;

use super::desk;
use crate::support::{Portal, browser::Shown};

#[tokio::test]
async fn who_works_for_two_sellers_switches_between_their_inboxes() {
    let portal = Portal::start().await;
    let (moon, agent, browser) = desk(&portal).await;
    let sun = portal.seller("sun").await;
    let mut work = portal.work(Actor::System).await;
    let now = work.now();
    auth::join_seller(work.db(), sun.id, agent.id, MemberRole::Viewer, now).await.unwrap();
    work.commit().await.unwrap();
    let (at_moon, at_sun) = (portal.asked(&moon, "haneul").await, portal.asked(&sun, "mina").await);
    let page = browser.get("/inquiries").await;
    assert_eq!(page.attribute("li.row .what a", "href"), Some(at_moon.listed_path()));
    assert_eq!(page.texts("form[action='/seller'] button"), ["moon", "sun"]);
    assert_eq!(page.text("form[action='/seller'] button[aria-pressed=true]"), "moon");
    let sun_id = page.attribute("form[action='/seller'] button[aria-pressed=false]", "value").unwrap();
    let switched = browser.submit(&page, "/seller", &[("seller", &sun_id)]).await;
    assert_eq!(switched.path, "/inquiries");
    assert_eq!(switched.attribute("li.row .what a", "href"), Some(at_sun.listed_path()));
    assert!(switched.text("nav .who").contains("sun"), "{}", switched.text("nav .who"));
    assert_eq!(browser.get("/inquiries").await.texts("li.row").len(), 1, "the choice stays");
    // a link from a mail opens whichever inbox is open, with the role there
    let there = browser.get(&at_moon.desk_path()).await;
    assert_eq!((there.status, there.has("form.reply")), (StatusCode::OK, true));
    let here = browser.get(&at_sun.desk_path()).await;
    assert_eq!((here.status, here.has("form.reply")), (StatusCode::OK, false));
    assert!(here.words().contains(&*Lang::Ko.viewers_read_only()));
    // another browser of the same person starts at the first
    let elsewhere = portal.signed_in(&agent).await;
    assert_eq!(elsewhere.get("/inquiries").await.attribute("li.row .what a", "href"), Some(at_moon.listed_path()));
}

#[tokio::test]
async fn nobody_opens_the_inbox_of_a_seller_they_do_not_belong_to() {
    let portal = Portal::start().await;
    let (moon, _, browser) = desk(&portal).await;
    let sun = portal.seller("sun").await;
    let asked = portal.asked(&moon, "haneul").await;
    let page = browser.get("/account").await;
    let forged = page.body.replace("action=\"/sign-out\"", "action=\"/seller\"");
    let page = Shown { body: forged, ..page };
    let sun_id = sun.id.to_string();
    for (seller, status) in
        [(sun_id.as_str(), StatusCode::NOT_FOUND), ("x", StatusCode::BAD_REQUEST), ("", StatusCode::BAD_REQUEST)]
    {
        assert_eq!(browser.submit(&page, "/seller", &[("seller", seller)]).await.status, status, "{seller}");
    }
    assert_eq!(browser.get("/inquiries").await.attribute("li.row .what a", "href"), Some(asked.listed_path()));
}
