//! Files at the desk: the customer's to look at, the developer's to send.

use chrono::Duration;
use devcenter::auth::MemberRole;
use reqwest::StatusCode;

use super::{LANGS, desk, read_in};
use crate::support::{Portal, browser::File};

const GIF: &[u8] = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\x00\x00\x00\x00\x00!\xf9\x04\x00\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;";

fn file(name: &'static str, bytes: &[u8]) -> File {
    File { field: "files", name, bytes: bytes.to_vec() }
}

#[tokio::test]
async fn the_customers_files_are_shown_or_saved_and_belong_to_one_seller() {
    let portal = Portal::start().await;
    let (seller, _, browser) = desk(&portal).await;
    let asked = portal.asked(&seller, "haneul").await;
    let customer = portal.browser();
    let page = customer.get(&asked.customer_path(&portal)).await;
    let files = [file("화면 \"1\".gif", GIF), file("기록 한글.log", "멈춤 <script>alert(1)</script>".as_bytes())];
    customer.submit_with(&page, "/messages", &[("body", "붙입니다")], &files).await;
    let page = browser.get(&asked.desk_path()).await;
    let picture = page.attribute(".files li:first-child a", "href").unwrap();
    let log = page.attribute(".files li:last-child a", "href").unwrap();
    assert!(page.text(".files li:first-child").starts_with("화면 _1_.gif"));
    for (path, kind, disposition) in [
        (&picture, "image/gif", "inline"),
        (
            &log,
            "text/plain; charset=utf-8",
            "attachment; filename=\"__ __.log\"; filename*=UTF-8''%EA%B8%B0%EB%A1%9D%20%ED%95%9C%EA%B8%80.log",
        ),
    ] {
        let answer = browser.get(path).await;
        let header = |name: &str| answer.headers[name].to_str().unwrap();
        assert_eq!(
            (answer.status, header("content-type"), header("content-disposition")),
            (StatusCode::OK, kind, disposition)
        );
        assert_eq!((header("x-content-type-options"), header("cache-control")), ("nosniff", "no-store"));
        assert!(header("content-security-policy").contains("default-src 'none'"));
    }
    let sun = portal.seller("sun").await;
    let stranger = portal.member(&sun, "stranger", MemberRole::Owner).await;
    let theirs = portal.asked(&sun, "mina").await;
    let strangers = portal.signed_in(&stranger).await;
    let under_own = picture.replace(asked.no.as_str(), theirs.no.as_str());
    for path in [picture.as_str(), &under_own, &format!("{}/files/x", theirs.desk_path())] {
        assert_eq!(strangers.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn a_bad_file_is_told_with_the_answer_kept() {
    let portal = Portal::start().await;
    let (seller, _, browser) = desk(&portal).await;
    let asked = portal.asked(&seller, "haneul").await;
    for lang in LANGS {
        read_in(&browser, lang).await;
        let page = browser.get(&asked.desk_path()).await;
        for (name, bytes, words) in [
            ("fix.png", &b"MZ\x90\x00"[..], lang.file_not_allowed("fix.png")),
            ("그림.svg", b"<svg onload=alert(1)>", lang.file_not_allowed("그림.svg")),
            ("빈.txt", b"", lang.file_empty("빈.txt")),
        ] {
            let refused = browser.submit_with(&page, "/replies", &[("body", "붙입니다")], &[file(name, bytes)]).await;
            assert_eq!(
                (refused.status, refused.text("#files-error")),
                (StatusCode::UNPROCESSABLE_ENTITY, words.into_owned())
            );
            assert_eq!(refused.text("form.reply textarea"), "붙입니다");
        }
    }
}

#[tokio::test]
async fn files_of_an_answer_reach_the_customer_when_it_goes_out_and_survive_taking_it_back() {
    let portal = Portal::start().await;
    let (seller, _, browser) = desk(&portal).await;
    let mina = portal.member(&seller, "mina", MemberRole::Agent).await;
    let colleague = portal.signed_in(&mina).await;
    let asked = portal.asked(&seller, "haneul").await;
    let customer = portal.browser();
    let page = browser.get(&asked.desk_path()).await;
    let waits = browser.submit_with(&page, "/replies", &[("body", "붙입니다")], &[file("안내.gif", GIF)]).await;
    let path = waits.attribute(".thread .files a", "href").unwrap();
    let for_customer = path.replace(&asked.desk_path(), &asked.customer_path(&portal));
    assert_eq!(colleague.get(&path).await.status, StatusCode::OK, "who sees the answer wait sees its file");
    assert_eq!(customer.get(&for_customer).await.status, StatusCode::NOT_FOUND, "it has not gone out");
    let back = browser.submit(&waits, "/undo", &[]).await;
    assert!(back.text(".files.kept").contains("안내.gif"), "{}", back.words());
    assert_eq!(browser.get(&path).await.status, StatusCode::OK);
    assert_eq!(colleague.get(&path).await.status, StatusCode::NOT_FOUND, "a draft is its author's");
    browser.submit(&back, "/replies", &[]).await;
    portal.pass(Duration::seconds(10)).await;
    let page = customer.get(&asked.customer_path(&portal)).await;
    let shown = customer.get(&page.attribute(".thread .files a", "href").unwrap()).await;
    assert_eq!((shown.status, shown.headers["content-type"].to_str().unwrap()), (StatusCode::OK, "image/gif"));
}
