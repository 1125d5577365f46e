//! The seller's desk over HTTP: the list, the thread, answering, files, several sellers.

use devcenter::{
    auth::MemberRole,
    id::{InquiryId, SubmissionKey},
    inquiries::{self, NewInquiry},
    lang::Lang,
    work::Actor,
};

use crate::support::{
    Browser, Portal,
    world::{Asked, Person, Seller},
};

mod answering;
mod assigning;
mod away;
mod bulk;
mod delivery;
mod dismissing;
mod files;
mod home;
mod list;
mod neighbours;
mod pages;
mod sellers;
mod tagging;
mod thread;

/// Both languages.
pub const LANGS: [Lang; 2] = [Lang::Ko, Lang::En];

/// A portal where one stays signed in while the clock is moved by days.
pub async fn patient_portal() -> Portal {
    Portal::with(&["--session-idle=60days", "--session-max=60days"]).await
}

/// A seller, one of its agents, and the browser in which the agent is signed in.
pub async fn desk(portal: &Portal) -> (Seller, Person, Browser) {
    let seller = portal.seller("moon").await;
    let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
    let browser = portal.signed_in(&agent).await;
    (seller, agent, browser)
}

/// Switches the browser's pages to a language.
pub async fn read_in(browser: &Browser, lang: Lang) {
    let page = browser.get("/account").await;
    browser.submit(&page, "/preferences", &[("lang", lang.code())]).await;
}

/// An inquiry of this form, whose clock runs.
async fn asked_with(portal: &Portal, seller: &Seller, customer: &str, change: impl FnOnce(&mut NewInquiry)) -> Asked {
    let mut form = portal.form_of(seller, customer);
    change(&mut form);
    portal.asked_with(&form).await
}

/// The customer of an inquiry writes this.
async fn customer_writes(portal: &Portal, inquiry: InquiryId, text: &str) {
    let mut work = portal.work(Actor::System).await;
    let body = text.parse().unwrap();
    let key = SubmissionKey::new();
    inquiries::customer_writes(&mut work, &portal.app.rules.current(), inquiry, &body, &[], key).await.unwrap();
    work.commit().await.unwrap();
}
