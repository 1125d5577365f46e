//! Signing in and out, sessions, and how people like pages, over HTTP.

use crate::support::{Browser, browser::Shown};

mod address;
mod flood;
mod own_sessions;
mod password;
mod preferences;
mod second_factor;
mod sessions;
mod sign_in;
mod throttle;

const WRONG: &str = "not the password";

/// Fills in the sign-in form and sends it.
async fn try_in(browser: &Browser, email: &str, password: &str) -> Shown {
    let page = browser.get("/sign-in").await;
    browser.submit(&page, "/sign-in", &[("email", email), ("password", password)]).await
}

/// The value that a cookie's line sets.
fn value(line: &str) -> &str {
    line.split(';').next().unwrap().split_once('=').unwrap().1
}
