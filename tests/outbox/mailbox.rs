//! The built-in mailbox over HTTP.

use reqwest::StatusCode;

use crate::support::Portal;

async fn with_mail(flags: &[&str]) -> Portal {
    let portal = Portal::with(flags).await;
    let seller = portal.seller("moon").await;
    portal.asked(&seller, "haneul").await;
    portal.deliver().await;
    portal
}

#[tokio::test]
async fn all_mail_is_shown_newest_first_and_found_by_its_recipient() {
    let portal = with_mail(&[]).await;
    let browser = portal.browser();
    let all = browser.get("/mailbox").await;
    assert_eq!(all.status, StatusCode::OK);
    assert!(all.words().contains("메일은 나가지 않고 여기에 쌓입니다"));
    assert_eq!(all.texts("tbody tr").len(), 3, "confirmation, inquiry, receipt: {}", all.words());
    assert!(all.texts("tbody a").last().unwrap().contains("메일 주소를 확인해 주세요"));
    let found = browser.get("/mailbox?to=SUPPORT%40moon").await;
    assert_eq!(found.texts("tbody td:nth-child(2)"), ["support@moon.example"]);
    let nothing = browser.get("/mailbox?to=%3Cb%3Enobody").await;
    assert!(nothing.words().contains("‘<b>nobody’"), "{}", nothing.body);
}

#[tokio::test]
async fn a_mail_is_shown_in_a_frame_that_may_do_nothing() {
    let portal = with_mail(&[]).await;
    let browser = portal.browser();
    let list = browser.get("/mailbox?to=support").await;
    let path = list.attribute("tbody a", "href").unwrap();
    let page = browser.get(&path).await;
    assert!(page.text("h1").contains("새 문의: 별자리 정원을 샀는데 들어오지 않았어요"));
    assert!(page.text(".facts").contains("고객의 소리 <voc@portal.example>"), "{}", page.text(".facts"));
    assert!(page.text("details pre").contains("구매 복원을 세 번 해 봤지만 그대로입니다."));
    assert_eq!(page.attribute("iframe", "sandbox").unwrap(), "allow-top-navigation-by-user-activation");
    let html = browser.get(&page.attribute("iframe", "src").unwrap()).await;
    let policy = html.headers["content-security-policy"].to_str().unwrap();
    assert!(policy.starts_with("default-src 'none'; style-src 'unsafe-inline';") && policy.contains("; sandbox "));
    assert_eq!(html.headers["content-type"], "text/html; charset=utf-8");
    assert_eq!(html.attribute("base", "target").as_deref(), Some("_top"));
    assert_eq!(html.text("a"), "문의 열고 답하기");
}

#[tokio::test]
async fn where_others_could_read_it_there_is_no_mailbox() {
    for flags in [&["--smtp-url", "smtp://127.0.0.1:25"][..], &["--listen", "0.0.0.0:8080"]] {
        let portal = with_mail(flags).await;
        let delivery: uuid::Uuid = portal.ask("select delivery_id from deliveries limit 1").await;
        let browser = portal.browser();
        for path in ["/mailbox".to_owned(), format!("/mailbox/{delivery}"), format!("/mailbox/{delivery}/html")] {
            assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND, "{flags:?} {path}");
        }
    }
}

#[tokio::test]
async fn who_comes_through_a_proxy_or_by_another_name_finds_no_mailbox() {
    let portal = with_mail(&[]).await;
    let client = reqwest::Client::new();
    for (name, value, expected) in [
        ("host", format!("localhost:{}", portal.address.port()), StatusCode::OK),
        ("host", "127.0.0.1".to_owned(), StatusCode::OK),
        ("host", "rebound.example".to_owned(), StatusCode::NOT_FOUND),
        ("x-forwarded-for", "127.0.0.1".to_owned(), StatusCode::NOT_FOUND),
        ("forwarded", "for=127.0.0.1".to_owned(), StatusCode::NOT_FOUND),
    ] {
        let request = client.get(format!("http://{}/mailbox", portal.address)).header(name, &value);
        assert_eq!(request.send().await.unwrap().status(), expected, "{name}: {value}");
    }
}

#[tokio::test]
async fn a_mail_that_does_not_exist_is_not_found() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    assert!(browser.get("/mailbox").await.words().contains("아직 메일이 없습니다"));
    for path in ["/mailbox/x", "/mailbox/00000000-0000-0000-0000-000000000000/html"] {
        assert_eq!(browser.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}
