//! Saved replies: checked when saved, filled when used, refused where a gap is left.

use chrono::Duration;
use devcenter::auth::MemberRole;
use reqwest::StatusCode;

use super::{LANGS, desk, patient_portal, read_in};
use crate::support::{Browser, Portal, browser::Shown, world::Seller};

/// The manager of the agent's seller, signed in.
async fn manager(portal: &Portal, seller: &Seller) -> Browser {
    let manager = portal.member(seller, "seoyun", MemberRole::Manager).await;
    portal.signed_in(&manager).await
}

#[tokio::test]
async fn a_text_is_checked_when_it_is_saved_and_shown_with_examples() {
    let portal = patient_portal().await;
    let (seller, _, _) = desk(&portal).await;
    let browser = manager(&portal, &seller).await;
    for lang in LANGS {
        read_in(&browser, lang).await;
        let form = browser.get("/saved-replies/new").await;
        let refused = browser.submit(&form, "/new", &[("ko", "{{customer.name}} 님"), ("do", "save")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let gaps = "{{customer}}, {{app}}, {{due}}, {{inquiry}}, {{agent}}, {{seller}}";
        assert_eq!(refused.text("#ko-error"), lang.gap_unknown("customer.name", gaps));
        assert_eq!(refused.text("#title-error"), lang.saved_title_empty());
        let refused = browser.submit(&refused, "/new", &[("ko", "{{customer 님"), ("do", "save")]).await;
        assert_eq!(refused.text("#ko-error"), lang.gap_unbalanced(gaps));
        let title = format!("인사 {}", lang.code());
        let fields = [("title", title.as_str()), ("ko", "{{customer}} 님, {{app}}입니다"), ("en", "Dear {{customer}}")];
        let tried = browser.submit(&refused, "/new", &[&fields[..], &[("do", "try")]].concat()).await;
        assert!(tried.status.is_success());
        assert_eq!(tried.texts("#preview .body"), ["김*늘 님, 별빛 농장입니다", "Dear J. Ha*"]);
        assert_eq!(portal.ask::<i64>("select count(*) from saved_replies where title like '%try%'").await, 0);
        let saved = browser.submit(&tried, "/new", &[("do", "save")]).await;
        assert_eq!(saved.path, "/saved-replies");
        assert!(saved.words().contains(&title), "{}", saved.words());
        let again = browser.submit(&tried, "/new", &[("do", "save")]).await;
        assert_eq!(again.text("#title-error"), lang.saved_title_taken());
    }
}

#[tokio::test]
async fn two_editors_at_once_the_second_is_told_and_keeps_the_text() {
    let portal = patient_portal().await;
    let (seller, _, _) = desk(&portal).await;
    let browser = manager(&portal, &seller).await;
    let id = portal.saved_reply(&seller, "인사", "안녕하세요").await;
    let path = format!("/saved-replies/{id}");
    let (mine, theirs) = (browser.get(&path).await, browser.get(&path).await);
    browser.submit(&theirs, &path, &[("ko", "안녕하세요, {{customer}} 님"), ("do", "save")]).await;
    let told = browser.submit(&mine, &path, &[("ko", "반갑습니다"), ("do", "save")]).await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    assert!(told.text(".notice[role=alert]").contains("안녕하세요, {{customer}} 님"), "the other's text is shown");
    assert_eq!(told.text("textarea[name=ko]"), "반갑습니다");
    let saved = browser.submit(&told, &path, &[("do", "save")]).await;
    assert_eq!((saved.path.as_str(), saved.status), ("/saved-replies", StatusCode::OK));
    assert_eq!(portal.ask::<String>("select body_ko from saved_replies").await, "반갑습니다");
    let page = browser.get(&path).await;
    browser.submit(&page, "/delete", &[]).await;
    assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND);
}

/// The reply form as its button for saved replies sends it.
async fn put_in(browser: &Browser, page: &Shown, values: &[(&str, &str)]) -> Shown {
    let path = page.attribute("button[formaction$='/replies/saved']", "formaction").expect("a button");
    let own = format!("action=\"{}\"", path.trim_end_matches("/saved"));
    let body = page.body.replace(&own, &format!("action=\"{path}\""));
    browser.submit(&Shown { body, ..page.clone() }, &path, values).await
}

#[tokio::test]
async fn putting_one_in_keeps_what_was_typed_and_counts_its_use() {
    let portal = patient_portal().await;
    let (seller, _, browser) = desk(&portal).await;
    let text = "{{customer}} 님, {{inquiry}} 문의에 {{due}}까지 답하겠습니다. {{app}} {{seller}} {{agent}}";
    let id = portal.saved_reply(&seller, "인사", text).await.to_string();
    portal.saved_reply(&seller, "다른 글", "다른 글").await;
    for lang in LANGS {
        read_in(&browser, lang).await;
        let mut form = portal.form_of(&seller, lang.code());
        form.customer.name = "김하늘".parse().unwrap();
        let asked = portal.asked_with(&form).await;
        let page = browser.get(&asked.desk_path()).await;
        let chosen_none = put_in(&browser, &page, &[("body", "먼저 쓴 글"), ("do", "put")]).await;
        assert_eq!(chosen_none.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(chosen_none.text("#saved-error"), lang.choose_saved());
        assert_eq!(chosen_none.text("form.reply textarea"), "먼저 쓴 글");
        let filled = put_in(&browser, &chosen_none, &[("saved", &id), ("do", "put")]).await;
        assert!(filled.status.is_success(), "{}", filled.words());
        let body = filled.text("form.reply textarea");
        let number = asked.no.of_inquiry();
        assert!(body.starts_with(&format!("먼저 쓴 글 김*늘 님, {number} 문의에 ")), "{body}");
        assert!(body.contains("15:20까지") && body.ends_with("jihu") && !body.contains("{{"), "{body}");
        let sent = browser.submit(&filled, "/replies", &[]).await;
        assert!(sent.has("[data-undo]"), "{}", sent.words());
        portal.pass(Duration::seconds(10)).await;
        assert!(portal.mail_to(&asked.customer_email).await.text.contains("김*늘 님"));
    }
    assert_eq!(portal.ask::<i32>("select used from saved_replies where title = '인사'").await, 2);
    let asked = portal.asked(&seller, "haneul").await;
    let page = browser.get(&asked.desk_path()).await;
    assert_eq!(page.texts("select[name=saved] option")[1..], ["인사", "다른 글"], "the most used first");
}

#[tokio::test]
async fn what_cannot_be_filled_is_not_put_in_and_what_is_left_open_is_not_sent() {
    let portal = patient_portal().await;
    let (seller, _, browser) = desk(&portal).await;
    let id = portal.saved_reply(&seller, "기한", "{{due}}까지 답합니다").await.to_string();
    for lang in LANGS {
        read_in(&browser, lang).await;
        let asked = portal.asked(&seller, lang.code()).await;
        portal.pass(Duration::hours(72)).await;
        let page = browser.get(&asked.desk_path()).await;
        let refused = put_in(&browser, &page, &[("saved", &id), ("body", "쓴 글"), ("do", "put")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(refused.text("#saved-error"), lang.gap_missing("{{due}}"));
        assert_eq!(refused.text("form.reply textarea"), "쓴 글");
        let open = browser.submit(&refused, "/replies", &[("body", "{{customer.name}} 님")]).await;
        assert_eq!(
            (open.status, open.text("#body-error")),
            (StatusCode::UNPROCESSABLE_ENTITY, lang.reply_has_gap().into_owned())
        );
        assert_eq!(open.text("form.reply textarea"), "{{customer.name}} 님");
    }
    assert_eq!(portal.ask::<i64>("select count(*) from pending_replies").await, 0);
    assert_eq!(portal.ask::<i32>("select used from saved_replies").await, 0, "what was not put in was not used");
}

#[tokio::test]
async fn many_are_found_by_their_words_and_those_of_another_app_or_seller_are_not_offered() {
    let portal = patient_portal().await;
    let (seller, _, browser) = desk(&portal).await;
    for n in 0..17 {
        portal.saved_reply(&seller, &format!("글 {n}"), "안녕하세요").await;
    }
    portal.saved_reply(&seller, "환불 안내", "영수증을 보내 주세요").await;
    let sun = portal.seller("sun").await;
    let foreign = portal.saved_reply(&sun, "영수증 남의 글", "남의 글").await.to_string();
    let asked = portal.asked(&seller, "haneul").await;
    let page = browser.get(&asked.desk_path()).await;
    assert_eq!(page.texts("select[name=saved] option").len(), 16, "fifteen, and none");
    let found = put_in(&browser, &page, &[("find", "영수증"), ("body", "쓴 글"), ("do", "find")]).await;
    assert_eq!(found.texts("select[name=saved] option"), ["환불 안내"]);
    assert_eq!(found.text("form.reply textarea"), "쓴 글");
    let refused = put_in(&browser, &found, &[("saved", &foreign), ("do", "put")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!refused.words().contains("남의 글"));
}

#[tokio::test]
async fn a_page_that_comes_again_with_a_saved_reply_is_no_proof_that_news_were_read() {
    let portal = patient_portal().await;
    let (seller, _, browser) = desk(&portal).await;
    let id = portal.saved_reply(&seller, "인사", "안녕하세요").await.to_string();
    let asked = portal.asked(&seller, "haneul").await;
    let page = browser.get(&asked.desk_path()).await;
    portal.writes(&asked, devcenter::id::SubmissionKey::new()).await;
    let filled = put_in(&browser, &page, &[("saved", &id), ("do", "put")]).await;
    let refused = browser.submit(&filled, "/replies", &[]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert_eq!(refused.text("form.reply textarea"), "안녕하세요");
}
