//! Drafts: kept while they are typed, the same in every browser, never silently written over.

use chrono::Duration;
use devcenter::{auth::MemberRole, background};
use reqwest::{Method, StatusCode, header, multipart};

use super::{Desk, LANGS, in_the_box, keeping, read_in};
use crate::support::{
    Browser,
    browser::{File, Shown},
};

/// What the page's script sends while somebody types: the text, without a look at the page again.
async fn autosave(desk: &Desk, browser: &Browser, page: &Shown, body: &str, version: &str) -> Shown {
    let value = |name: &str| page.attribute(&format!("form.reply input[name={name}]"), "value").unwrap();
    let form = multipart::Form::new().text("csrf", value("csrf")).text("submission", value("submission"));
    let form = form.text("draft", version.to_owned()).text("body", body.to_owned());
    let request = browser.request(Method::POST, &format!("{}/draft", desk.asked.desk_path()));
    let request =
        request.header(header::ORIGIN, format!("http://{}", desk.portal.address)).header("hx-request", "true");
    browser.shown(request.multipart(form)).await
}

fn version(line: &Shown) -> String {
    line.attribute("#draft-state", "data-version").unwrap()
}

#[tokio::test]
async fn what_is_typed_is_kept_and_found_again_in_another_browser_after_signing_out() {
    let desk = Desk::new().await;
    let page = desk.page().await;
    let first = autosave(&desk, &desk.browser, &page, "확인해", "0").await;
    assert_eq!((first.status, first.has("html")), (StatusCode::OK, true), "{}", first.body);
    assert!(!first.body.contains("<html"), "only the line: {}", first.body);
    // the same form writes on, whatever version it knows
    let second = autosave(&desk, &desk.browser, &page, "확인해 보겠습니다.", "0").await;
    assert_eq!(second.status, StatusCode::OK);
    assert_ne!(version(&first), version(&second));
    desk.browser.submit(&desk.browser.get("/account").await, "/sign-out", &[]).await;
    let elsewhere = desk.portal.signed_in(&desk.agent).await;
    let page = elsewhere.get(&desk.asked.desk_path()).await;
    assert_eq!(in_the_box(&page), "확인해 보겠습니다.");
    let (_, colleague) = desk.colleague("mina", MemberRole::Agent).await;
    assert_eq!(in_the_box(&colleague.get(&desk.asked.desk_path()).await), "", "a draft is its author's");
}

#[tokio::test]
async fn without_script_a_button_keeps_text_and_files_and_says_so() {
    let desk = Desk::new().await;
    for lang in LANGS {
        read_in(&desk.browser, lang).await;
        let page = desk.page().await;
        assert_eq!(
            page.attribute("[data-keep-draft]", "formaction"),
            Some(format!("{}/draft", desk.asked.desk_path()))
        );
        let log = File { field: "files", name: "기록.txt", bytes: b"log".to_vec() };
        let kept = desk.browser.submit_with(&keeping(&page), "/draft", &[("body", "찾고 있습니다.")], &[log]).await;
        assert_eq!((kept.status, kept.path.as_str()), (StatusCode::OK, desk.asked.desk_path().as_str()));
        assert!(kept.words().contains(&*lang.draft_kept()), "{}", kept.words());
        assert_eq!(in_the_box(&kept), "찾고 있습니다.");
        assert_eq!(kept.texts(".kept li").len(), 1, "{}", kept.body);
        let leave_out = kept.attribute(".kept input", "name").unwrap();
        let emptied = desk.browser.submit(&keeping(&kept), "/draft", &[("body", ""), (&leave_out, "1")]).await;
        assert!(emptied.words().contains(&*lang.draft_thrown_away()), "{}", emptied.words());
        assert_eq!(desk.portal.ask::<i64>("select count(*) from drafts").await, 0);
        assert_eq!(desk.portal.ask::<i64>("select count(*) from attachments").await, 0);
    }
}

#[tokio::test]
async fn of_two_tabs_the_older_one_is_told_and_writes_over_only_when_it_says_so() {
    let desk = Desk::new().await;
    for lang in LANGS {
        read_in(&desk.browser, lang).await;
        let (older, newer) = (desk.page().await, desk.page().await);
        let stands = version(&older);
        assert_eq!(autosave(&desk, &desk.browser, &newer, "새 글", &stands).await.status, StatusCode::OK);
        let told = autosave(&desk, &desk.browser, &older, "옛 글", &stands).await;
        assert_eq!((told.status, told.text("h3")), (StatusCode::CONFLICT, lang.draft_elsewhere().into_owned()));
        assert_eq!(told.text("blockquote"), "새 글");
        assert_eq!(desk.portal.ask::<String>("select body from drafts").await, "새 글");
        // the same without script, with both texts on the page; pressing once more keeps this one
        let page = desk.browser.submit(&keeping(&older), "/draft", &[("body", "옛 글")]).await;
        assert_eq!((page.status, page.text("blockquote")), (StatusCode::CONFLICT, "새 글".to_owned()));
        assert_eq!(in_the_box(&page), "옛 글");
        let mine = desk.browser.submit(&keeping(&page), "/draft", &[]).await;
        assert_eq!((mine.status, in_the_box(&mine)), (StatusCode::OK, "옛 글".to_owned()));
    }
}

#[tokio::test]
async fn an_older_tab_does_not_send_over_a_newer_text() {
    let desk = Desk::new().await;
    let (older, newer) = (desk.page().await, desk.page().await);
    autosave(&desk, &desk.browser, &newer, "새 글", "0").await;
    let refused = desk.browser.submit(&older, "/replies", &[("body", "옛 글")]).await;
    assert_eq!((refused.status, refused.text("blockquote")), (StatusCode::CONFLICT, "새 글".to_owned()));
    assert_eq!(desk.portal.ask::<i64>("select count(*) from pending_replies").await, 0);
    let sent = desk.browser.submit(&refused, "/replies", &[]).await;
    assert!(sent.has("[data-undo]"), "{}", sent.words());
}

#[tokio::test]
async fn the_draft_goes_with_the_answer_and_an_old_tab_is_told() {
    let desk = Desk::new().await;
    let old = desk.page().await;
    let line = autosave(&desk, &desk.browser, &old, "답변입니다", "0").await;
    let page = desk.page().await;
    assert!(desk.browser.submit(&page, "/replies", &[]).await.has("[data-undo]"));
    assert_eq!(desk.portal.ask::<i64>("select count(*) from drafts").await, 0);
    let told = autosave(&desk, &desk.browser, &old, "답변입니다.", &version(&line)).await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    desk.portal.pass(Duration::seconds(10)).await;
    let told = autosave(&desk, &desk.browser, &old, "답변입니다.", &version(&line)).await;
    assert_eq!(told.status, StatusCode::CONFLICT, "the draft that it showed is gone");
    assert_eq!(desk.portal.ask::<i64>("select count(*) from drafts").await, 0);
}

#[tokio::test]
async fn an_answer_taken_back_is_a_draft_like_any_other() {
    let desk = Desk::new().await;
    let page = desk.page().await;
    let waits = desk.browser.submit(&page, "/replies", &[("body", "보냈다가 거둔 글")]).await;
    let back = desk.browser.submit(&waits, "/undo", &[]).await;
    assert_eq!(in_the_box(&back), "보냈다가 거둔 글");
    let other = desk.portal.signed_in(&desk.agent).await;
    let there = other.get(&desk.asked.desk_path()).await;
    assert_eq!(autosave(&desk, &other, &there, "고친 글", &version(&there)).await.status, StatusCode::OK);
    assert_eq!(in_the_box(&desk.page().await), "고친 글");
}

#[tokio::test]
async fn too_long_a_text_is_not_kept_and_stays_in_the_box() {
    let desk = Desk::new().await;
    let long = "가".repeat(4_001);
    let page = desk.page().await;
    let line = autosave(&desk, &desk.browser, &page, &long, "0").await;
    assert_eq!(line.status, StatusCode::UNPROCESSABLE_ENTITY);
    let refused = desk.browser.submit(&keeping(&page), "/draft", &[("body", &long)]).await;
    assert_eq!((refused.status, in_the_box(&refused)), (StatusCode::UNPROCESSABLE_ENTITY, long));
    assert_eq!(desk.portal.ask::<i64>("select count(*) from drafts").await, 0);
}

#[tokio::test]
async fn drafts_are_found_again_from_the_list() {
    let desk = Desk::new().await;
    for lang in LANGS {
        read_in(&desk.browser, lang).await;
        assert!(desk.browser.get("/drafts").await.words().contains(&*lang.no_drafts()));
        assert!(!desk.browser.get("/inquiries").await.has("a[href='/drafts']"));
        let line = autosave(&desk, &desk.browser, &desk.page().await, "나중에 쓸 글", "0").await;
        let list = desk.browser.get("/inquiries").await;
        assert_eq!(list.text("a[href='/drafts']"), lang.my_drafts_many(&1));
        let drafts = desk.browser.get("/drafts").await;
        assert_eq!(drafts.texts(".row .snip"), ["나중에 쓸 글"]);
        assert_eq!(drafts.attribute(".row a", "href"), Some(format!("{}#latest", desk.asked.desk_path())));
        let (_, colleague) = desk.colleague(lang.code(), MemberRole::Agent).await;
        assert!(!colleague.get("/drafts").await.has(".row"), "a draft is its author's");
        desk.browser.submit(&keeping(&desk.page().await), "/draft", &[("body", ""), ("draft", &version(&line))]).await;
    }
}

#[tokio::test]
async fn drafts_of_inquiries_that_closed_long_ago_are_put_away() {
    let desk = Desk::new().await;
    let open = desk.portal.asked(&desk.seller, "bora").await;
    autosave(&desk, &desk.browser, &desk.page().await, "나중에 쓸 글", "0").await;
    let page = desk.browser.get(&open.desk_path()).await;
    desk.browser.submit(&keeping(&page), "/draft", &[("body", "다른 글")]).await;
    desk.portal.solve(&desk.asked).await.unwrap();
    desk.portal.app.clock.advance(Duration::days(29));
    background::put_away(&desk.portal.app).await;
    assert_eq!(desk.portal.ask::<i64>("select count(*) from drafts").await, 2);
    desk.portal.app.clock.advance(Duration::days(2));
    background::put_away(&desk.portal.app).await;
    assert_eq!(desk.portal.ask::<String>("select string_agg(body, ',') from drafts").await, "다른 글");
}
