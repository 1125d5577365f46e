//! Requests that no browser sends: strange methods, paths out of the site, heads without end.

use std::time::Duration;

use reqwest::{Method, StatusCode, header};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};
use url::form_urlencoded::byte_serialize;

use super::{HOSTILE, markup::faults, stage::Stage};
use crate::support::Portal;

/// Sends bytes as they are; what comes back until the connection ends or rests.
async fn raw(portal: &Portal, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(portal.address).await.unwrap();
    // the portal may have said no before it has read everything
    let _ = stream.write_all(bytes).await;
    let mut answer = Vec::new();
    let mut part = [0; 16 * 1024];
    while let Ok(Ok(length @ 1..)) = timeout(Duration::from_millis(300), stream.read(&mut part)).await {
        answer.extend_from_slice(&part[..length]);
    }
    String::from_utf8_lossy(&answer).into_owned()
}

fn get(path: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nhost: portal\r\nconnection: close\r\n\r\n").into_bytes()
}

#[tokio::test]
async fn no_path_leads_out_of_the_site() {
    let portal = Portal::start().await;
    for path in [
        "/static/../Cargo.toml",
        "/static/../../../../etc/passwd",
        "/static/..%2f..%2fCargo.toml",
        "/static/%2e%2e/%2e%2e/etc/passwd",
        "/static/..%5c..%5cCargo.toml",
        "/static//etc/passwd",
        "/static/portal.css%00.png",
        "/static/",
        "/static",
        "/../Cargo.toml",
        "//evil.example/",
        "/.env",
        "/.git/config",
        "/i/../../etc/passwd",
    ] {
        let answer = raw(&portal, &get(path)).await;
        assert!(answer.starts_with("HTTP/1.1 404"), "{path}: {}", answer.lines().next().unwrap_or_default());
        assert!(!answer.contains("root:") && !answer.contains("[package]"), "{path}: {answer}");
    }
}

#[tokio::test]
async fn methods_that_a_page_does_not_have_are_refused_and_nothing_is_echoed() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let browser = portal.browser();
    for path in [
        "/".to_owned(),
        "/sign-in".to_owned(),
        format!("/apps/{}/contact", seller.client_id),
        "/preferences".to_owned(),
    ] {
        for method in ["TRACE", "OPTIONS", "PUT", "DELETE", "PATCH", "PROPFIND", "SPAM"] {
            let request = browser.request(Method::from_bytes(method.as_bytes()).unwrap(), &path);
            let origin = format!("http://{}", portal.address);
            let shown = browser.shown(request.header("x-planted", "planted").header(header::ORIGIN, origin)).await;
            assert_eq!(shown.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
            assert!(shown.headers[header::ALLOW].to_str().unwrap().contains("GET"));
            assert!(!shown.body.contains("planted") && shown.has("a.brand"), "{}", shown.body);
        }
    }
    for method in ["CONNECT example.com:80", "GET", "\x16\x03\x01", "GET / HTTP/9.9", "GET / HTTP/1.1\r\nno colon"] {
        let answer = raw(&portal, format!("{method}\r\n\r\n").as_bytes()).await;
        let refused = answer.is_empty() || answer.starts_with("HTTP/1.1 4") || answer.starts_with("HTTP/1.1 5");
        assert!(refused && !answer.starts_with("HTTP/1.1 500"), "{method:?}: {answer}");
    }
}

#[tokio::test]
async fn heads_without_end_are_refused_and_others_served() {
    let portal = Portal::start().await;
    let long = "x".repeat(200_000);
    let many: String = (0..2_000).map(|number| format!("x-{number}: y\r\n")).collect();
    for request in [
        format!("GET /{long} HTTP/1.1\r\nhost: a\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nhost: a\r\nx: {long}\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nhost: a\r\ncookie: {long}\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nhost: a\r\n{many}\r\n"),
    ] {
        let answer = raw(&portal, request.as_bytes()).await;
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{}", answer.lines().next().unwrap_or_default());
        assert_eq!(portal.browser().get("/").await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn hostile_text_in_any_part_of_an_address_leads_nowhere() {
    let stage = Stage::set().await;
    for entry in devcenter::routes().entries().iter().filter(|entry| entry.method == Method::GET) {
        let parts: Vec<&str> = entry.path.split('/').filter(|part| part.starts_with('{')).collect();
        for text in HOSTILE.iter().filter(|text| !text.is_empty()).copied().chain([
            "\u{0}",
            "-1",
            "00000000-0000-0000-0000-000000000000",
        ]) {
            let hostile: String = byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20");
            for part in &parts {
                let path = stage.path(&entry.path.replace(part, &hostile));
                for (who, browser) in &stage.browsers {
                    let shown = browser.get(&path).await;
                    assert!(
                        shown.status.is_client_error() || shown.path.starts_with("/sign-in"),
                        "{path} as {who}: {}",
                        shown.status
                    );
                    assert!(faults(&shown).is_empty(), "{path}: {:?}", faults(&shown));
                }
            }
            let path =
                format!("{}?{hostile}={hostile}&to={hostile}&back={hostile}&state={hostile}", stage.path(entry.path));
            let shown = stage.browsers[1].1.get(&path).await;
            assert!(
                !shown.status.is_server_error() && faults(&shown).is_empty(),
                "{path}: {} {:?}",
                shown.status,
                faults(&shown)
            );
        }
    }
}

#[tokio::test]
async fn whatever_host_a_request_names_mails_lead_to_ours() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let browser = portal.browser();
    let page = browser.get(&format!("/apps/{}/contact", seller.client_id)).await;
    let form = page.form("/contact");
    let mut parts = reqwest::multipart::Form::new();
    for (name, value) in
        form.fields.into_iter().filter(|(name, _)| name == "csrf" || name == "submission" || name == "currency")
    {
        parts = parts.text(name, value);
    }
    for (name, value) in [
        ("category", "other"),
        ("name", "김하늘"),
        ("email", "haneul@mail.example"),
        ("subject", "제목"),
        ("body", "글"),
    ] {
        parts = parts.text(name, value);
    }
    let request = browser.request(Method::POST, &form.action).header(header::HOST, "evil.example");
    let request =
        request.header("x-forwarded-host", "evil.example").header(header::ORIGIN, format!("http://{}", portal.address));
    let sent = browser.shown(request.multipart(parts)).await;
    assert_eq!(sent.status, StatusCode::OK, "{}", sent.body);
    let mail = portal.mail_to("haneul@mail.example").await;
    assert!(
        !mail.raw.contains("evil") && mail.text.contains(&format!("http://{}/confirm/", portal.address)),
        "{}",
        mail.text
    );
}
