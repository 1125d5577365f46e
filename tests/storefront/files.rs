//! Files of the customer's forms: judged by their bytes, given back so that nothing runs.

use devcenter::{inquiries::Category, lang::Lang};
use reqwest::StatusCode;

use super::{GIF, LANGS, ask, file, filled, send};
use crate::support::{Portal, browser::Shown};

const PDF: &[u8] = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj<<>>endobj\n%%EOF\n";
const EXE: &[u8] = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xFF\xFF\x00\x00";
const SVG: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
const HTML: &[u8] = b"\n <!doctype html><script>alert(1)</script>";
const ZIP: &[u8] = b"PK\x03\x04\x14\x00\x00\x00\x08\x00";

/// A picture that is a script as well: browsers that guess would run it.
fn polyglot() -> Vec<u8> {
    let mut bytes = b"GIF89a/*".to_vec();
    bytes.extend_from_slice(&GIF[6..]);
    bytes.extend_from_slice(b"*/=1;alert(1)//<script>alert(1)</script>");
    bytes
}

#[tokio::test]
async fn what_is_no_picture_pdf_or_text_is_refused_whatever_it_is_called() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    for lang in LANGS {
        let browser = portal.browser().reading(lang);
        for (name, bytes, words) in [
            ("setup.png", EXE, lang.file_not_allowed("setup.png")),
            ("그림.svg", SVG, lang.file_not_allowed("그림.svg")),
            ("그림.png", SVG, lang.file_not_allowed("그림.png")),
            ("page.txt", HTML, lang.file_not_allowed("page.txt")),
            ("photos.pdf", ZIP, lang.file_not_allowed("photos.pdf")),
            ("log.txt", b"line\x00line", lang.file_not_allowed("log.txt")),
            ("empty.png", b"", lang.file_empty("empty.png")),
        ] {
            let refused =
                send(&browser, &seller, &filled(Category::Other), &[file("ok.gif", GIF), file(name, bytes)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
            assert_eq!(refused.text("#files-error"), words);
            assert_eq!(refused.form("/contact").fields.iter().find(|(name, _)| name == "name").unwrap().1, "김하늘");
        }
    }
    assert_eq!(portal.ask::<i64>("select count(*) from blobs").await, 0, "nothing of a refused form is stored");
}

#[tokio::test]
async fn too_many_and_too_large_files_are_told_with_the_text_kept() {
    let portal = Portal::with(&["--attachment-count=2", "--attachment-mib=1"]).await;
    let seller = portal.seller("moon").await;
    let lang = Lang::En;
    let browser = portal.browser().reading(lang);
    let three = [file("1.gif", GIF), file("2.gif", GIF), file("3.gif", GIF)];
    let refused = send(&browser, &seller, &filled(Category::Other), &three).await;
    assert_eq!(
        (refused.status, refused.text("#files-error")),
        (StatusCode::UNPROCESSABLE_ENTITY, lang.too_many_files(2).into_owned())
    );
    let large = vec![b'a'; (1 << 20) + 1];
    let refused = send(&browser, &seller, &filled(Category::Other), &[file("log.txt", &large)]).await;
    assert_eq!(refused.text("#files-error"), lang.file_too_large("log.txt", 1));
    assert_eq!(refused.text("textarea#body"), "구매 복원을 세 번 해 봤지만 그대로입니다.");
    let sent = send(&browser, &seller, &filled(Category::Other), &[file("log.txt", &large[1..])]).await;
    assert_eq!(sent.text("h1"), lang.sent_title());
}

#[tokio::test]
async fn an_upload_beyond_all_bounds_is_a_page_that_says_so() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    for lang in LANGS {
        let browser = portal.browser().reading(lang);
        let video = file("video.mp4", &vec![0; 65 << 20]);
        let refused = send(&browser, &seller, &filled(Category::Other), &[video]).await;
        assert_eq!(
            (refused.status, refused.text("h1")),
            (StatusCode::PAYLOAD_TOO_LARGE, lang.too_large_title().into_owned())
        );
    }
}

/// The answers to the links of all files on a customer's page, in their order.
async fn fetched(portal: &Portal, page: &Shown) -> Vec<Shown> {
    let browser = portal.browser();
    let document = scraper::Html::parse_document(&page.body);
    let links = scraper::Selector::parse(".files a").unwrap();
    let paths: Vec<String> = document.select(&links).map(|link| link.attr("href").unwrap().to_owned()).collect();
    let mut shown = Vec::new();
    for path in paths {
        shown.push(browser.get(&path).await);
    }
    shown
}

#[tokio::test]
async fn pictures_are_shown_and_everything_else_is_only_saved() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let browser = portal.browser();
    let polyglot = polyglot();
    let files = [
        file("화면 1.gif", GIF),
        file("shot.gif.exe", &polyglot),
        file("영수증.pdf", PDF),
        file("기록.log", "멈춤\n<script>alert(1)</script>".as_bytes()),
    ];
    let page = ask(&portal, &browser, &seller, &filled(Category::Other), &files).await;
    let names: Vec<String> = page.texts(".files a");
    for (shown, name) in names.iter().zip(["화면 1.gif", "shot.gif.exe.gif", "영수증.pdf", "기록.log"]) {
        assert!(shown.starts_with(name), "{names:?}");
    }
    let fetched = fetched(&portal, &page).await;
    for (answer, (kind, disposition)) in fetched.iter().zip([
        ("image/gif", "inline"),
        ("image/gif", "inline"),
        ("application/pdf", "attachment; filename=\"___.pdf\"; filename*=UTF-8''%EC%98%81%EC%88%98%EC%A6%9D.pdf"),
        ("text/plain; charset=utf-8", "attachment; filename=\"__.log\"; filename*=UTF-8''%EA%B8%B0%EB%A1%9D.log"),
    ]) {
        assert_eq!(answer.status, StatusCode::OK);
        let header = |name: &str| answer.headers[name].to_str().unwrap().to_owned();
        assert_eq!((header("content-type"), header("content-disposition")), (kind.to_owned(), disposition.to_owned()));
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert!(header("content-security-policy").starts_with("default-src 'none'"));
        assert_eq!(
            (header("referrer-policy"), header("cache-control")),
            ("strict-origin".to_owned(), "no-store".to_owned())
        );
    }
    assert_eq!(fetched.len(), 4);
}

#[tokio::test]
async fn a_file_is_reached_only_by_the_link_of_its_own_inquiry() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let browser = portal.browser();
    let page = ask(&portal, &browser, &seller, &filled(Category::Other), &[file("화면.gif", GIF)]).await;
    let path = page.attribute(".files a", "href").unwrap();
    let other = portal.asked(&seller, "other").await;
    let elsewhere = path.replace(&page.path, &other.customer_path(&portal));
    assert_ne!(elsewhere, path);
    for wrong in [elsewhere, format!("{}/files/nothing", page.path), path.replace("/i/", "/i/x")] {
        assert_eq!(browser.get(&wrong).await.status, StatusCode::NOT_FOUND, "{wrong}");
    }
    sqlx::query("update inquiry_links set revoked_at = now()").execute(&portal.app.db).await.unwrap();
    assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND, "a revoked link opens no files either");
}
