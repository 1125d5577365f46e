#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::Path,
    http::{Method, Request, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use serde::Deserialize;
use tower::ServiceExt;

mod uploads;

use super::*;
use crate::{
    id::SubmissionKey,
    web::{
        Access, Flash, Form, Upload, assets, filters,
        multipart::{FILE_MEGABYTES, MOST_FILES, TOTAL_MEGABYTES},
        page::{Chrome, Page},
        prefs, see_other,
    },
};

const SESSION: &str = "session=some-session-token";
const BOUNDARY: &str = "the-boundary";

#[derive(Deserialize)]
struct Typed {
    body: String,
    submission: SubmissionKey,
}

#[derive(askama::Template)]
#[template(
    source = r#"{% extends "layout/site.html" %}{% block title %}t{% endblock %}{% block main %}<form method="post" action="/change">{{ chrome.keys_once(key) }}</form>{{ text }}{% endblock %}"#,
    ext = "html"
)]
struct TestPage {
    chrome: Chrome,
    key: SubmissionKey,
    text: String,
}

async fn page(chrome: Chrome) -> Page<TestPage> {
    Page(TestPage { text: chrome.request_id.clone(), chrome, key: SubmissionKey::new() })
}

async fn change(Form(form): Form<Typed>) -> Response {
    if form.submission == SubmissionKey::default() {
        return StatusCode::IM_A_TEAPOT.into_response();
    }
    see_other(format!("/page?{}", form.body.len())).flash(Flash::SignedOut).into_response()
}

async fn upload(upload: Upload) -> String {
    let names: Vec<_> =
        upload.files("files").into_iter().map(|file| format!("{}:{}", file.name, file.bytes.len())).collect();
    format!("{}|{}|{}", upload.field("body"), names.join(","), upload.problems.get("files").unwrap_or_default())
}

async fn set_preferences(chrome: Chrome, Form(form): Form<prefs::PreferencesForm>) -> Response {
    prefs::change(chrome, &form).0
}

async fn fail(Path(how): Path<String>) -> Result<(), AppError> {
    let cause = || anyhow::anyhow!("the secret cause");
    Err(match how.as_str() {
        "not-found" => AppError::NotFound,
        "forbidden" => AppError::Forbidden,
        "sign-in" => AppError::SignIn,
        "invalid" => AppError::Invalid("the secret cause"),
        "too-large" => AppError::TooLarge,
        "too-many" => AppError::TooMany { retry_after: 90 },
        "unavailable" => AppError::Unavailable(cause()),
        "internal" => AppError::Internal(cause()),
        _ => panic!("the secret cause"),
    })
}

fn settings(public_url: &str) -> Settings {
    Settings {
        public_url: public_url.parse().unwrap(),
        secret: Secret::from_text("a secret of thirty-two characters").unwrap(),
        session_cookie: "session".into(),
        heart: Arc::default(),
        patience: std::time::Duration::from_secs(10),
    }
}

fn app(public_url: &str) -> Router {
    let router = Router::new()
        .route("/page", get(page))
        .route("/change", post(change))
        .route("/upload", post(upload))
        .route("/fail/{how}", get(fail).post(fail))
        .merge(prefs::routes().post(prefs::PREFERENCES, Access::Public, set_preferences).into_router())
        .merge(assets::router());
    around(router, settings(public_url))
}

async fn send(request: Request<Body>) -> Response {
    app("http://portal.example").oneshot(request).await.unwrap()
}

async fn text(response: Response) -> String {
    String::from_utf8(to_bytes(response.into_body(), 10 << 20).await.unwrap().to_vec()).unwrap()
}

fn get_page(path: &str, lang: &str) -> Request<Body> {
    Request::get(path)
        .header(header::ACCEPT_LANGUAGE, lang)
        .header(header::COOKIE, SESSION)
        .body(Body::empty())
        .unwrap()
}

fn token() -> String {
    let mut headers = HeaderMap::new();
    headers.insert(header::COOKIE, HeaderValue::from_static(SESSION));
    crate::web::csrf::FormToken::of(&headers, &settings("http://portal.example")).issue()
}

fn form(path: &str, fields: &[(&str, &str)]) -> Request<Body> {
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    Request::post(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::COOKIE, SESSION)
        .body(Body::from(body))
        .unwrap()
}

fn multipart(parts: &[(&str, Option<&str>, &[u8])]) -> Request<Body> {
    let mut body = Vec::new();
    for (name, file, bytes) in parts {
        let file = file.map_or(String::new(), |file| format!("; filename=\"{file}\""));
        body.extend(format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n").bytes());
        body.extend_from_slice(bytes);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").bytes());
    Request::post("/upload")
        .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={BOUNDARY}"))
        .header(header::COOKIE, SESSION)
        .body(Body::from(body))
        .unwrap()
}

#[tokio::test]
async fn every_fault_is_a_page_in_the_viewers_language_without_its_cause() {
    for (how, status, ko, en) in [
        ("not-found", 404, "찾는 페이지가 없습니다", "There is no such page"),
        ("forbidden", 403, "권한이 없습니다", "You may not do this"),
        ("invalid", 400, "알아볼 수 없습니다", "could not read the request"),
        ("too-large", 413, "너무 큽니다", "too large"),
        ("too-many", 429, "1분 30초 뒤에", "try again in 1 min 30 sec"),
        ("unavailable", 503, "지금은 열 수 없습니다", "Not available right now"),
        ("internal", 500, "잠시 뒤 다시 시도해 주세요", "Something went wrong"),
        ("panic", 500, "잠시 뒤 다시 시도해 주세요", "Something went wrong"),
    ] {
        for (lang, words) in [("ko", ko), ("en", en)] {
            let response = send(get_page(&format!("/fail/{how}"), lang)).await;
            assert_eq!(response.status().as_u16(), status, "{how}");
            let id = response.headers()["x-request-id"].to_str().unwrap().to_owned();
            let html = text(response).await;
            assert!(html.contains(words) && html.contains(&format!("<html lang=\"{lang}\"")), "{how}: {html}");
            assert!(!html.contains("secret cause"), "{html}");
            assert_eq!(html.contains(&id), status >= 500, "the request id is for faults of ours: {html}");
        }
    }
}

#[tokio::test]
async fn who_may_try_again_is_told_when() {
    assert_eq!(send(get_page("/fail/too-many", "ko")).await.headers()[header::RETRY_AFTER], "90");
    assert!(send(get_page("/fail/unavailable", "ko")).await.headers().contains_key(header::RETRY_AFTER));
}

#[tokio::test]
async fn what_no_route_answers_is_a_page_too() {
    let response = send(get_page("/nowhere", "en")).await;
    assert_eq!(response.status(), StatusCode::NOT_FOUND);
    assert!(text(response).await.contains("There is no such page"));
    let response = send(get_page("/change", "en")).await;
    assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(response.headers()[header::ALLOW], "POST");
    assert!(text(response).await.contains("could not read the request"));
}

#[tokio::test]
async fn a_page_asks_to_sign_in_and_comes_back() {
    let response = send(get_page("/fail/sign-in?a=1&b=2", "ko")).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    assert_eq!(response.headers()[header::LOCATION], "/sign-in?back=%2Ffail%2Fsign-in%3Fa%3D1%26b%3D2");
    let response = send(form("/fail/sign-in", &[])).await;
    assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
    assert!(!response.headers().contains_key(header::LOCATION));
    let mut part = get_page("/fail/sign-in", "ko");
    part.headers_mut().insert("hx-request", HeaderValue::from_static("true"));
    let response = send(part).await;
    assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(response.headers()["hx-redirect"], "/sign-in?back=%2Ffail%2Fsign-in");
}

#[tokio::test]
async fn a_form_with_our_token_is_taken() {
    let key = SubmissionKey::new().to_string();
    let response = send(form("/change", &[("csrf", &token()), ("submission", &key), ("body", "가나")])).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    assert_eq!(response.headers()[header::LOCATION], "/page?6");
}

#[tokio::test]
async fn a_form_without_our_token_says_what_to_do() {
    let key = SubmissionKey::new().to_string();
    for wrong in [None, Some(""), Some("0000000000000000.AAAAAAAAAAAAAAAAAAAAAA")] {
        let fields: Vec<_> = wrong
            .map(|token| ("csrf", token))
            .into_iter()
            .chain([("submission", key.as_str()), ("body", "x")])
            .collect();
        let response = send(form("/change", &fields)).await;
        assert_eq!(response.status(), StatusCode::FORBIDDEN);
        assert!(text(response).await.contains("새로 고친 뒤 다시 보내 주세요"));
    }
}

#[tokio::test]
async fn a_form_of_another_site_is_refused_even_with_our_token() {
    let key = SubmissionKey::new().to_string();
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://evil.example"),
        ("origin", "null"),
    ] {
        let mut request = form("/change", &[("csrf", &token()), ("submission", &key), ("body", "x")]);
        request.headers_mut().insert(name, HeaderValue::from_static(value));
        assert_eq!(send(request).await.status(), StatusCode::FORBIDDEN, "{name}: {value}");
    }
    let mut request = form("/change", &[("csrf", &token()), ("submission", &key), ("body", "x")]);
    request.headers_mut().insert(header::ORIGIN, HeaderValue::from_static("http://portal.example"));
    request.headers_mut().insert(header::HOST, HeaderValue::from_static("inner-host:8080"));
    assert_eq!(
        send(request).await.status(),
        StatusCode::SEE_OTHER,
        "our own origin, behind a proxy that renames the host"
    );
}

#[tokio::test]
async fn hostile_forms_are_refused_and_never_a_fault_of_ours() {
    let long = "x".repeat(BODY_BYTES);
    let token = token();
    let key = SubmissionKey::new().to_string();
    for (fields, status) in [
        (vec![("csrf", token.as_str()), ("submission", &key), ("body", "a\0b")], 400),
        (vec![("csrf", &token), ("submission", &key), ("body", &long)], 413),
        (vec![("csrf", &token), ("submission", "no key"), ("body", "x")], 400),
        (vec![("csrf", &token), ("body", "x")], 400),
    ] {
        assert_eq!(send(form("/change", &fields)).await.status().as_u16(), status);
    }
    let mut request = form("/change", &[("csrf", &token), ("submission", &key), ("body", "x")]);
    request.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    assert_eq!(send(request).await.status(), StatusCode::BAD_REQUEST);
    let mut request = form("/change", &[]);
    *request.body_mut() = Body::from(format!("csrf={token}&submission={key}&body=%ff%fe%80"));
    assert_eq!(send(request).await.status(), StatusCode::SEE_OTHER, "what is no text becomes replacement signs");
}

#[tokio::test]
async fn an_address_with_a_nul_leads_nowhere() {
    for path in ["/fail/a%00b", "/page?x=%00"] {
        assert_eq!(send(get_page(path, "ko")).await.status(), StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn the_message_of_a_change_is_shown_once() {
    let key = SubmissionKey::new().to_string();
    let changed = send(form("/change", &[("csrf", &token()), ("submission", &key), ("body", "x")])).await;
    let cookie = changed.headers()[header::SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_owned();
    let mut next = get_page("/page", "ko");
    next.headers_mut().append(header::COOKIE, cookie.parse().unwrap());
    let shown = send(next).await;
    assert!(shown.headers()[header::SET_COOKIE].to_str().unwrap().starts_with("flash=; Path=/; Max-Age=0"));
    assert!(text(shown).await.contains("로그아웃했습니다."));
}

#[tokio::test]
async fn a_planted_message_is_not_shown() {
    let mut request = get_page("/page", "ko");
    request.headers_mut().append(header::COOKIE, HeaderValue::from_static("flash=SignedOut.AAAAAAAAAAAAAAAAAAAAAA"));
    assert!(!text(send(request).await).await.contains("로그아웃했습니다."));
}

#[tokio::test]
async fn preferences_are_kept_in_a_cookie_and_lead_back() {
    let response = send(form("/preferences", &[("csrf", &token()), ("theme", "dark"), ("back", "/page?a=1")])).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    assert_eq!(response.headers()[header::LOCATION], "/page?a=1");
    let cookies: Vec<_> =
        response.headers().get_all(header::SET_COOKIE).iter().map(|value| value.to_str().unwrap()).collect();
    assert!(cookies.iter().any(|cookie| cookie.starts_with("prefs=ko.dark.Asia/Seoul;")), "{cookies:?}");
    let mut page = get_page("/page", "ko");
    page.headers_mut().append(header::COOKIE, HeaderValue::from_static("prefs=en.dark.Asia/Seoul"));
    let html = text(send(page).await).await;
    assert!(html.contains(r#"<html lang="en" data-theme="dark""#), "{html}");
}

#[tokio::test]
async fn preferences_never_lead_to_another_site() {
    let response = send(form("/preferences", &[("csrf", &token()), ("lang", "en"), ("back", "//evil.example")])).await;
    assert_eq!(response.headers()[header::LOCATION], "/");
}

#[tokio::test]
async fn an_unknown_zone_is_a_field_error_and_keeps_what_was_typed() {
    let response = send(form("/preferences", &[("csrf", &token()), ("zone", "Moon/<Base>"), ("back", "/page")])).await;
    assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let html = text(response).await;
    assert!(
        html.contains("목록에 있는 시간대를")
            && html.contains("Moon/&#60;Base&#62;")
            && html.contains(r#"aria-invalid="true""#)
    );
}

#[tokio::test]
async fn a_link_changes_no_preference() {
    let response = send(get_page("/preferences?theme=dark&lang=en", "ko")).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert!(!response.headers().contains_key(header::SET_COOKIE));
}

#[tokio::test]
async fn every_answer_has_the_headers_that_protect_it() {
    for path in ["/page", "/nowhere", "/fail/panic", assets::asset("portal.css")] {
        let response = send(get_page(path, "ko")).await;
        let headers = response.headers();
        let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self';"), "{path}: {policy}");
        assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"));
        assert_eq!(headers[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        assert_eq!(headers[header::REFERRER_POLICY], "same-origin");
        assert!(!headers.contains_key(header::STRICT_TRANSPORT_SECURITY), "only where there is HTTPS");
        let kept = if path.starts_with("/static") { "max-age=31536000, immutable" } else { "no-store" };
        assert_eq!(headers[header::CACHE_CONTROL], kept, "{path}");
    }
}

#[tokio::test]
async fn under_https_cookies_and_headers_say_so() {
    let request = Request::get("/page").body(Body::empty()).unwrap();
    let response = app("https://portal.example").oneshot(request).await.unwrap();
    assert_eq!(response.headers()[header::STRICT_TRANSPORT_SECURITY], "max-age=31536000");
    let cookie = response.headers()[header::SET_COOKIE].to_str().unwrap();
    assert!(cookie.starts_with("__Host-visitor=") && cookie.ends_with("HttpOnly; SameSite=Lax; Secure"), "{cookie}");
}

#[tokio::test]
async fn pages_are_compressed_when_the_browser_can_read_it() {
    for (accepted, used) in [("gzip, deflate, br, zstd", Some("gzip")), ("br", None), ("identity", None)] {
        let mut request = get_page("/page", "ko");
        request.headers_mut().insert(header::ACCEPT_ENCODING, HeaderValue::from_static(accepted));
        let headers = send(request).await.headers().clone();
        let encoding = headers.get(header::CONTENT_ENCODING).map(|value| value.to_str().unwrap());
        assert_eq!(encoding, used, "{accepted}");
    }
}

#[tokio::test]
async fn a_page_says_who_it_is_and_carries_no_inline_script_or_style() {
    let html = text(send(get_page("/page", "ko")).await).await;
    assert!(html.contains(r#"data-here="/page""#) && html.contains("data-units="), "{html}");
    assert!(!html.contains("style=") && !html.contains("<style") && !html.contains("onclick"), "{html}");
    assert_eq!(html.matches("<script").count(), html.matches("<script src=\"/static/").count());
}

#[test]
fn a_form_page_after_a_post_leads_back_to_where_the_form_was() {
    let here = |method: Method, referer: &'static str| {
        let request = Request::builder().method(method).uri("/inquiries/7/replies").header(header::REFERER, referer);
        Visit::of(&request.body(Body::empty()).unwrap(), &settings("http://portal.example")).here
    };
    assert_eq!(here(Method::GET, "http://portal.example/x"), "/inquiries/7/replies");
    assert_eq!(here(Method::POST, "http://portal.example/inquiries/7?a=b"), "/inquiries/7?a=b");
    assert_eq!(here(Method::POST, "http://evil.example/inquiries/7"), "/");
}

#[tokio::test]
async fn a_form_of_a_page_that_keeps_its_address_secret_leads_back_to_that_page() {
    for (path, back) in [("/i/secret/messages", "/i/secret"), ("/i/secret", "/i/secret")] {
        let router = Router::new().route("/i/{token}/messages", post(fail)).route("/i/{token}", post(fail));
        let request =
            Request::post(path).header(header::REFERER, "http://portal.example/").body(Body::empty()).unwrap();
        let response = around(router, settings("http://portal.example")).oneshot(request).await.unwrap();
        assert!(text(response).await.contains(&format!("data-here=\"{back}\"")), "{path}");
    }
}
