//! The headers of every answer, whatever the route.

use reqwest::{Method, StatusCode};

use super::{markup::is_mail, stage::Stage};
use crate::support::browser::Shown;

fn header<'a>(shown: &'a Shown, name: &str) -> &'a str {
    let value = shown.headers.get(name).unwrap_or_else(|| panic!("no {name} on {}", shown.path));
    value.to_str().unwrap()
}

fn assert_headers(shown: &Shown, https: bool) {
    let policy = header(shown, "content-security-policy");
    assert!(policy.starts_with("default-src 'none';"), "{}: {policy}", shown.path);
    if is_mail(&shown.path) && shown.status == StatusCode::OK {
        assert!(
            policy.contains("; sandbox ")
                && policy.contains("frame-ancestors 'self'")
                && !policy.contains("script-src"),
            "{policy}"
        );
    } else {
        assert!(!policy.contains("unsafe"), "{}: {policy}", shown.path);
        for part in
            ["script-src 'self'", "style-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"]
        {
            assert!(policy.contains(part), "{}: {policy}", shown.path);
        }
    }
    assert_eq!(header(shown, "x-content-type-options"), "nosniff", "{}", shown.path);
    assert_eq!(header(shown, "cache-control"), "no-store", "{}", shown.path);
    assert_eq!(header(shown, "cross-origin-opener-policy"), "same-origin");
    assert_eq!(header(shown, "cross-origin-resource-policy"), "same-origin");
    assert!(header(shown, "permissions-policy").contains("camera=()"));
    assert!(
        ["same-origin", "strict-origin", "no-referrer"].contains(&header(shown, "referrer-policy")),
        "{}",
        shown.path
    );
    let secret = shown.path.starts_with("/i/") || shown.path.starts_with("/confirm/");
    if secret && shown.status == StatusCode::OK {
        assert_eq!(header(shown, "referrer-policy"), "strict-origin", "{}", shown.path);
        assert_eq!(header(shown, "x-robots-tag"), "noindex, nofollow");
    }
    let strict = shown.headers.get("strict-transport-security").map(|value| value.to_str().unwrap());
    assert_eq!(strict, https.then_some("max-age=31536000"), "{}", shown.path);
    assert!(!shown.headers.contains_key("server") && !shown.headers.contains_key("x-powered-by"));
}

#[tokio::test]
async fn every_page_forbids_what_it_does_not_need_and_is_kept_by_nobody() {
    let stage = Stage::set().await;
    let pages = stage.pages().await;
    assert!(pages.iter().filter(|(_, page)| page.status == StatusCode::OK).count() > 30);
    for (_, page) in pages {
        assert_headers(&page, false);
    }
    let agent = &stage.browsers[1].1;
    for shown in [
        agent.get("/nowhere").await,
        agent.post("/inquiries/x/replies", &[]).await,
        agent.shown(agent.request(Method::DELETE, "/inquiries")).await,
    ] {
        assert!(shown.status.is_client_error());
        assert_headers(&shown, false);
    }
}

#[tokio::test]
async fn under_https_every_page_says_that_it_stays_so() {
    let stage = Stage::with(&["--public-url=https://portal.example"]).await;
    for (_, page) in stage.pages().await {
        assert_headers(&page, true);
        for line in page.headers.get_all("set-cookie") {
            let line = line.to_str().unwrap();
            assert!(line.starts_with("__Host-") && line.ends_with("; HttpOnly; SameSite=Lax; Secure"), "{line}");
        }
    }
}

#[tokio::test]
async fn asking_for_the_head_alone_gives_the_same_head() {
    let stage = Stage::set().await;
    for path in stage.paths(&Method::GET) {
        for (who, browser) in &stage.browsers {
            let (page, head) = (browser.get(&path).await, browser.shown(browser.request(Method::HEAD, &path)).await);
            assert_eq!((head.status, head.body.as_str()), (page.status, ""), "{path} as {who}");
            for name in
                ["content-type", "content-security-policy", "cache-control", "content-disposition", "referrer-policy"]
            {
                assert_eq!(head.headers.get(name), page.headers.get(name), "{path} {name}");
            }
        }
    }
}
