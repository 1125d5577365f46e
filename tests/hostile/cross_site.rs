//! Forms of other sites change nothing, and neither does reading.

use reqwest::{Method, StatusCode, header};

use super::{
    forms::{self, Sent},
    stage::Stage,
};

#[tokio::test]
async fn reading_every_page_as_everybody_changes_nothing() {
    let stage = Stage::set().await;
    let before = stage.fingerprint().await;
    stage.pages().await;
    for path in stage.paths(&Method::GET) {
        for (_, browser) in &stage.browsers {
            browser.shown(browser.request(Method::HEAD, &path)).await;
        }
    }
    assert_eq!(stage.fingerprint().await, before);
}

#[tokio::test]
async fn a_form_of_another_site_is_refused_on_every_route_even_with_our_token() {
    let stage = Stage::set().await;
    let before = stage.fingerprint().await;
    for path in stage.paths(&Method::POST) {
        for (who, browser) in &stage.browsers {
            let page = browser.get("/preferences").await;
            let token = page.attribute("input[name=csrf]", "value").unwrap();
            for (kind, headers) in [
                ("application/x-www-form-urlencoded", &[("origin", "null")][..]),
                ("application/x-www-form-urlencoded", &[("origin", "https://evil.example")]),
                ("application/x-www-form-urlencoded", &[("origin", "http://127.0.0.1:1")]),
                ("application/x-www-form-urlencoded", &[("sec-fetch-site", "cross-site")]),
                ("application/x-www-form-urlencoded", &[("sec-fetch-site", "same-site")]),
                ("text/plain", &[("origin", "https://evil.example")]),
                ("multipart/form-data; boundary=x", &[("origin", "null")]),
            ] {
                let mut request = browser.request(Method::POST, &path).header(header::CONTENT_TYPE, kind);
                for (name, value) in headers {
                    request = request.header(*name, *value);
                }
                let shown = browser.shown(request.body(format!("csrf={token}&body=x"))).await;
                assert_eq!(shown.status, StatusCode::FORBIDDEN, "{path} as {who}, {kind} {headers:?}");
                assert!(shown.has("a.brand"), "a page in the site's own look: {}", shown.body);
            }
        }
    }
    assert_eq!(stage.fingerprint().await, before);
}

#[tokio::test]
async fn every_form_needs_the_token_of_who_sends_it() {
    let stage = Stage::set().await;
    let origin = format!("http://{}", stage.portal.address);
    let stranger = stage.portal.browser().get("/preferences").await;
    let strangers = stranger.attribute("input[name=csrf]", "value").unwrap();
    let forms = forms::all(&stage).await;
    let before = stage.fingerprint().await;
    for form in forms.iter().filter(|form| form.method == Method::POST) {
        let (who, browser) = &stage.browsers[form.viewer];
        for token in ["", "x", "0000000000000000.AAAAAAAAAAAAAAAAAAAAAA", &strangers] {
            let shown = form.send(browser, &origin, &[("csrf", Sent::Value(token.into()))]).await;
            assert_eq!(shown.status, StatusCode::FORBIDDEN, "{} as {who}, token {token:?}", form.action);
        }
        // as text, as a form of another site could send it without being asked
        let plain =
            browser.request(Method::POST, &form.action).header(header::CONTENT_TYPE, "text/plain").body("body=x");
        let shown = browser.shown(plain).await;
        assert!(
            [StatusCode::FORBIDDEN, StatusCode::BAD_REQUEST].contains(&shown.status),
            "{}: {}",
            form.action,
            shown.status
        );
    }
    assert_eq!(stage.fingerprint().await, before);
}
