//! Answering together: notes, saved replies, two inquiries as one.

use devcenter::{auth::MemberRole, lang::Lang};

use crate::support::{
    Browser, Portal,
    world::{Person, Seller},
};

mod clocks;
mod merge;
mod notes;
mod saved_replies;

/// Both languages.
const LANGS: [Lang; 2] = [Lang::Ko, Lang::En];

/// A portal where one stays signed in while days pass.
async fn patient_portal() -> Portal {
    Portal::with(&["--session-idle=60days", "--session-max=60days"]).await
}

/// A seller, one of its agents, and the browser in which the agent is signed in.
async fn desk(portal: &Portal) -> (Seller, Person, Browser) {
    let seller = portal.seller("moon").await;
    let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
    let browser = portal.signed_in(&agent).await;
    (seller, agent, browser)
}

/// Switches the browser's pages to a language.
async fn read_in(browser: &Browser, lang: Lang) {
    let page = browser.get("/account").await;
    browser.submit(&page, "/preferences", &[("lang", lang.code())]).await;
}
