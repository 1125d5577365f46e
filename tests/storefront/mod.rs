//! The public pages and the customer's own, over HTTP.

use devcenter::{inquiries::Category, lang::Lang};

use crate::support::{
    Browser, Portal,
    browser::{File, Shown},
    world::Seller,
};

mod apps;
mod asking;
mod closing;
mod confirming;
mod contact;
mod correcting;
mod files;
mod inquiry;
mod limits;
mod links;
mod purging;
mod returning;
mod satisfaction;

/// Both languages.
const LANGS: [Lang; 2] = [Lang::Ko, Lang::En];

/// The smallest picture: one red pixel.
const GIF: &[u8] = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\x00\x00\x00\x00\x00!\xf9\x04\x00\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;";

/// Every field of «Contact Seller», filled in; the fields of other categories too, as a browser sends them.
fn filled(category: Category) -> Vec<(&'static str, &'static str)> {
    vec![
        ("category", category.code()),
        ("name", "김하늘"),
        ("email", "haneul@mail.example"),
        ("subject", "별자리 정원이 오지 않았어요"),
        ("body", "구매 복원을 세 번 해 봤지만 그대로입니다."),
        ("item", "별자리 정원"),
        ("purchased_at", "2026-11-20T21:04"),
        ("amount", "11,000"),
        ("currency", "KRW"),
        ("app_version", "3.4.1"),
        ("device", "갤럭시 S25"),
    ]
}

/// The same with some fields filled in otherwise.
fn filled_with<'a>(category: Category, others: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let own = filled(category).into_iter().filter(|(name, _)| !others.iter().any(|(other, _)| other == name));
    own.chain(others.iter().copied()).collect()
}

fn file(name: &'static str, bytes: &[u8]) -> File {
    File { field: "files", name, bytes: bytes.to_vec() }
}

/// Opens the form of the seller's app and sends it.
async fn send(browser: &Browser, seller: &Seller, values: &[(&str, &str)], files: &[File]) -> Shown {
    let page = browser.get(&format!("/apps/{}/contact", seller.client_id)).await;
    browser.submit_with(&page, "/contact", values, files).await
}

/// Sends the form and presses the button behind the mailed link: the customer's page.
async fn ask(portal: &Portal, browser: &Browser, seller: &Seller, values: &[(&str, &str)], files: &[File]) -> Shown {
    let sent = send(browser, seller, values, files).await;
    assert!(sent.path.contains("/contact/sent?"), "{} {}\n{}", sent.status, sent.path, sent.words());
    let (_, email) = values.iter().find(|(name, _)| *name == "email").unwrap();
    let link = portal.mail_to(email).await.link("/confirm/");
    let button = browser.get(&link).await;
    browser.submit(&button, &link, &[]).await
}
