//! What a seller says of its apps: support contact, public text, languages of answers.

use chrono::Duration;
use devcenter::{auth::MemberRole, lang::Lang};
use reqwest::StatusCode;

use super::{limit, owned};
use crate::support::{
    Browser, Portal,
    browser::Shown,
    world::{Person, Seller},
};

const NEW: &str = "new.help@moon.example";
const LETTERS: &str = "select count(*) from deliveries where kind = 'support_confirm'";

fn path_of(seller: &Seller) -> String {
    format!("/team/apps/{}", seller.client_id)
}

/// Asks a new address to be the contact.
async fn ask(browser: &Browser, seller: &Seller, email: &str) -> Shown {
    let page = browser.get(&path_of(seller)).await;
    browser.submit(&page, "/support", &[("email", email)]).await
}

/// The link that the new address got.
async fn link(portal: &Portal) -> String {
    portal.mail_to(NEW).await.link("/support-contact/")
}

async fn confirm(portal: &Portal, link: &str) -> Shown {
    let mailbox = portal.browser();
    let page = mailbox.get(link).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.words());
    mailbox.submit(&page, link, &[]).await
}

async fn contact(portal: &Portal) -> Option<String> {
    sqlx::query_scalar("select support_email from apps").fetch_one(&portal.app.db).await.unwrap()
}

/// Saves settings, all of them good ones but for what is given.
async fn save(browser: &Browser, page: &Shown, seller: &Seller, values: &[(&str, &str)]) -> Shown {
    let given = |name: &str| values.iter().any(|(field, _)| *field == name);
    let langs = [("answer_lang", "ko")].into_iter().filter(|(name, _)| !given(name));
    let values: Vec<(&str, &str)> = langs.chain(values.iter().copied()).collect();
    browser.submit(page, &path_of(seller), &values).await
}

async fn record(browser: &Browser, seller: &Seller) -> Vec<String> {
    browser.get(&path_of(seller)).await.texts("section[aria-labelledby=record] tbody th")
}

#[tokio::test]
async fn notices_go_to_a_new_contact_once_its_mailbox_has_agreed() {
    let portal = Portal::start().await;
    let (seller, _, browser) = owned(&portal).await;
    let asked = ask(&browser, &seller, NEW).await;
    assert!(asked.words().contains(&*Lang::Ko.contact_waits(NEW)), "{}", asked.words());
    let link = link(&portal).await;
    portal.asked(&seller, "first").await;
    portal.deliver().await;
    let to =
        |mails: &[crate::support::portal::Mail], address: &str| mails.iter().filter(|mail| mail.to == address).count();
    assert_eq!(to(&portal.mails().await, &seller.support_email), 1, "until then the old one stays in use");
    let done = confirm(&portal, &link).await;
    assert!(done.words().contains(&*Lang::Ko.support_confirmed_text()), "{}", done.words());
    let left = portal.mail_to(&seller.support_email).await;
    assert!(left.text.contains(NEW), "the old mailbox is told where notices go now: {}", left.text);
    portal.asked(&seller, "second").await;
    portal.deliver().await;
    let mails = portal.mails().await;
    assert_eq!((to(&mails, NEW), to(&mails, &seller.support_email)), (2, 2), "the link and the second inquiry");
    let page = browser.get(&path_of(&seller)).await;
    assert!(page.text("#contact ~ dl").contains(NEW) && !page.words().contains(&*Lang::Ko.contact_waits(NEW)));
    let lines = record(&browser, &seller).await;
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert_eq!(lines[1], Lang::Ko.record_support_asked("owner", "별빛 농장"));
    assert!(lines.iter().all(|line| !line.contains('@')), "no addresses in the record: {lines:?}");
}

#[tokio::test]
async fn who_was_told_what_keeps_the_address_of_its_time() {
    let portal = Portal::start().await;
    let (seller, _, browser) = owned(&portal).await;
    portal.asked(&seller, "first").await;
    portal.deliver().await;
    portal.pass(Duration::minutes(1)).await;
    ask(&browser, &seller, NEW).await;
    confirm(&portal, &link(&portal).await).await;
    portal.pass(Duration::minutes(1)).await;
    portal.asked(&seller, "second").await;
    let lines = browser.get("/told?show=all").await.texts("tbody tr");
    let with = |address: &str| lines.iter().filter(|line| line.contains(address)).count();
    assert_eq!((with(&seller.support_email), with(NEW)), (1, 1), "{lines:?}");
}

#[tokio::test]
async fn opening_the_link_changes_nothing_and_it_works_once_for_a_day() {
    let portal = Portal::start().await;
    let (seller, owner, browser) = owned(&portal).await;
    ask(&browser, &seller, NEW).await;
    let first = link(&portal).await;
    for _ in 0..2 {
        assert_eq!(portal.browser().get(&first).await.status, StatusCode::OK);
    }
    assert_eq!(contact(&portal).await, Some(seller.support_email.clone()));
    portal.pass(Duration::hours(24)).await;
    assert_eq!(portal.browser().get(&first).await.status, StatusCode::NOT_FOUND, "a day later it is over");
    let browser = portal.signed_in(&owner).await;
    let page = browser.get(&path_of(&seller)).await;
    browser.submit(&page, "/again", &[]).await;
    portal.deliver().await;
    let second = link(&portal).await;
    assert_ne!(first, second);
    assert_eq!(portal.browser().get(&first).await.status, StatusCode::NOT_FOUND);
    let (one, other) = (portal.browser(), portal.browser());
    let (page, same) = (one.get(&second).await, other.get(&second).await);
    assert_eq!(one.submit(&page, &second, &[]).await.status, StatusCode::OK);
    assert_eq!(other.submit(&same, &second, &[]).await.status, StatusCode::NOT_FOUND, "used up");
    assert_eq!(contact(&portal).await.as_deref(), Some(NEW));
    let hashes: i64 = portal.ask("select count(*) from support_changes where length(token_hash) = 32").await;
    assert_eq!(hashes, 2);
}

#[tokio::test]
async fn a_change_that_was_taken_back_or_whose_author_left_opens_nothing() {
    let portal = Portal::start().await;
    let (seller, _, browser) = owned(&portal).await;
    ask(&browser, &seller, NEW).await;
    let cancelled = link(&portal).await;
    let page = browser.get(&path_of(&seller)).await;
    let page = browser.submit(&page, "/withdrawal", &[]).await;
    assert!(!page.words().contains(&*Lang::Ko.contact_waits(NEW)), "{}", page.words());
    assert_eq!(portal.browser().get(&cancelled).await.status, StatusCode::NOT_FOUND);
    let manager = portal.member(&seller, "manager", MemberRole::Manager).await;
    ask(&portal.signed_in(&manager).await, &seller, NEW).await;
    let link = link(&portal).await;
    let stranger = portal.browser();
    let open = stranger.get(&link).await;
    let member = format!("/team/{}", manager.id);
    let page = browser.get(&member).await;
    browser.submit(&page, &member, &[("role", "agent")]).await;
    assert_eq!(stranger.submit(&open, &link, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(contact(&portal).await, Some(seller.support_email.clone()));
}

#[tokio::test]
async fn without_a_contact_the_owners_are_told_and_the_old_mailbox_hears_of_it() {
    let portal = Portal::start().await;
    let (seller, owner, browser) = owned(&portal).await;
    // told as the contact, this owner has no notice of their own that waits
    let sql = "update apps set support_email = (select email from users limit 1)";
    sqlx::query(sql).execute(&portal.app.db).await.unwrap();
    portal.asked(&seller, "first").await;
    let page = browser.get(&path_of(&seller)).await;
    let page = browser.submit(&page, "/removal", &[]).await;
    assert!(page.words().contains(&*Lang::Ko.no_contact()), "{}", page.words());
    assert_eq!(contact(&portal).await, None);
    portal.asked(&seller, "second").await;
    portal.pass(Duration::hours(72)).await;
    portal.deliver().await;
    let told: Vec<String> =
        portal.mails().await.into_iter().filter(|mail| mail.to == owner.email).map(|mail| mail.subject).collect();
    assert_eq!(told.len(), 5, "both inquiries, their escalations, and that it is no contact: {told:?}");
    assert!(told.iter().any(|subject| *subject == Lang::Ko.letter_support_left("별빛 농장")), "{told:?}");
    let unsent: i64 = portal.ask("select count(*) from deliveries where state <> 'handed_over'").await;
    assert_eq!(unsent, 0);
    let list = portal.signed_in(&owner).await.get("/team/apps").await;
    assert!(list.words().contains(&*Lang::Ko.members_only()), "{}", list.words());
}

#[tokio::test]
async fn a_contact_that_bounces_is_said_on_the_page() {
    let portal = Portal::start().await;
    let (seller, _, browser) = owned(&portal).await;
    portal.asked(&seller, "first").await;
    let sql = "update deliveries set state = 'failed', ended_at = created_at, answer = '550 no such mailbox'
               where support_app_id is not null";
    sqlx::query(sql).execute(&portal.app.db).await.unwrap();
    let page = browser.get(&path_of(&seller)).await;
    assert!(page.words().contains("550 no such mailbox"), "{}", page.words());
    portal.pass(Duration::minutes(1)).await;
    ask(&browser, &seller, NEW).await;
    confirm(&portal, &link(&portal).await).await;
    assert!(!browser.get(&path_of(&seller)).await.words().contains("550 no such mailbox"), "another address now");
}

#[tokio::test]
async fn an_address_that_is_none_or_the_present_one_is_refused_and_links_have_a_limit() {
    let portal = Portal::start().await;
    let (seller, _, browser) = owned(&portal).await;
    for (typed, said) in [
        ("", Lang::Ko.email_missing()),
        ("help", Lang::Ko.error_email_form()),
        (&*seller.support_email.to_uppercase(), Lang::Ko.contact_same()),
    ] {
        let refused = ask(&browser, &seller, typed).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
        assert!(refused.words().contains(&*said), "{typed}: {}", refused.words());
        assert_eq!(refused.attribute("#email", "value").as_deref(), Some(typed));
    }
    for _ in 0..30 {
        assert_eq!(ask(&browser, &seller, NEW).await.status, StatusCode::OK);
    }
    let refused = ask(&browser, &seller, NEW).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(portal.ask::<i64>(LETTERS).await, 30);
    let waiting = "select count(*) from deliveries where kind = 'support_confirm' and state = 'queued'";
    assert_eq!(portal.ask::<i64>(waiting).await, 1, "links that died are not sent any more");
}

#[tokio::test]
async fn customers_read_the_text_in_their_language_or_else_in_the_other() {
    let portal = Portal::start().await;
    let (seller, _, browser) = owned(&portal).await;
    let public = format!("/apps/{}", seller.client_id);
    assert!(!portal.browser().get(&public).await.has("#before"));
    let page = browser.get(&path_of(&seller)).await;
    let texts =
        [("text_ko", "평일 10시부터 18시까지 답합니다.\n\n<b>먼저</b> 앱을 다시 켜 보세요."), ("phone", "1588-0000")];
    let saved = save(&browser, &page, &seller, &texts).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.words());
    for lang in ["ko", "en"] {
        let page = portal.browser().get_in(&public, lang).await;
        assert!(page.text("#before ~ div").contains("평일 10시"), "{lang}: {}", page.words());
        assert!(page.text("#before ~ div").contains("<b>먼저</b>"), "markup is text: {}", page.words());
        assert_eq!(page.attribute("#before ~ div", "lang").as_deref(), Some("ko"));
        assert_eq!(page.attribute("a[href^=tel]", "href").as_deref(), Some("tel:15880000"));
    }
    let page = browser.get(&path_of(&seller)).await;
    save(&browser, &page, &seller, &[("text_en", "Weekdays 10 to 18."), ("answer_lang", "en")]).await;
    let form = portal.browser().get_in(&format!("{public}/contact"), "en").await;
    assert!(form.text("#before ~ div").contains("Weekdays 10 to 18."), "{}", form.words());
    assert!(form.words().contains("Answers come in English."), "{}", form.words());
    let form = portal.browser().get_in(&format!("{public}/contact"), "ko").await;
    assert!(form.text("#before ~ div").contains("평일 10시") && form.words().contains("답변은 영어로 드립니다."));
}

#[tokio::test]
async fn settings_that_are_wrong_are_shown_again_and_a_preview_saves_nothing() {
    let portal = Portal::start().await;
    let (seller, _, browser) = owned(&portal).await;
    let page = browser.get(&path_of(&seller)).await;
    let long = "가".repeat(601);
    for (values, said) in [
        (vec![("answer_lang", "")], Lang::Ko.answer_langs_missing()),
        (vec![("text_ko", long.as_str())], Lang::Ko.error_too_long(600, 601)),
        (vec![("text_en", "\u{200B}")], Lang::Ko.public_text_refused()),
        (vec![("phone", "전화 주세요")], Lang::Ko.phone_refused()),
    ] {
        let refused = save(&browser, &page, &seller, &values).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{values:?}");
        assert!(refused.words().contains(&*said), "{values:?}: {}", refused.words());
    }
    let tried = save(&browser, &page, &seller, &[("text_ko", "<i>미리</i>"), ("do", "try")]).await;
    assert_eq!((tried.status, tried.text("#preview .body").as_str()), (StatusCode::OK, "<i>미리</i>"));
    let versions: i64 = portal.ask("select sum(settings_version)::bigint from apps").await;
    assert_eq!(versions, 0);
    assert!(record(&browser, &seller).await.is_empty());
    let family = "👩‍👩‍👧‍👦".repeat(20);
    let saved = save(&browser, &page, &seller, &[("text_en", &family)]).await;
    assert_eq!(saved.status, StatusCode::OK, "characters are counted as people count them");
}

#[tokio::test]
async fn nobody_saves_over_what_somebody_else_saved_meanwhile() {
    let portal = Portal::start().await;
    let (seller, _, browser) = owned(&portal).await;
    let second = portal.member(&seller, "second", MemberRole::Owner).await;
    let other = portal.signed_in(&second).await;
    let mine = browser.get(&path_of(&seller)).await;
    let theirs = other.get(&path_of(&seller)).await;
    save(&other, &theirs, &seller, &[("text_ko", "그쪽 글")]).await;
    let refused = save(&browser, &mine, &seller, &[("text_ko", "이쪽 글")]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert_eq!(refused.text("#text_ko"), "이쪽 글", "what was typed is kept");
    let notice = refused.text("[role=alert]");
    assert!(notice.contains("그쪽 글") && notice.contains("second"), "{notice}");
    let again = save(&browser, &refused, &seller, &[]).await;
    assert_eq!((again.status, again.text("#text_ko").as_str()), (StatusCode::OK, "이쪽 글"));
    let lines = record(&browser, &seller).await;
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines.iter().all(|line| line.contains(&*Lang::Ko.public_text_ko())), "{lines:?}");
    // the same of the contact
    ask(&other, &seller, NEW).await;
    let refused = browser.submit(&mine, "/support", &[("email", "third@moon.example")]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert_eq!(refused.attribute("#email", "value").as_deref(), Some("third@moon.example"));
    assert!(refused.words().contains(&*Lang::Ko.contact_waits(NEW)), "{}", refused.words());
}

#[tokio::test]
async fn apps_are_run_by_owners_and_by_managers_who_see_them() {
    let portal = Portal::start().await;
    let (seller, _, _) = owned(&portal).await;
    let rail = portal.app(&seller, "rail", "rail@moon.example").await;
    let manager = portal.member(&seller, "manager", MemberRole::Manager).await;
    limit(&portal, &seller, &manager, MemberRole::Manager, &[rail.app]).await;
    let browser = portal.signed_in(&manager).await;
    let list = browser.get("/team/apps").await.texts("tbody th");
    assert!(list.len() == 1 && list[0].ends_with("app-rail"), "{list:?}");
    assert_eq!(browser.get(&path_of(&rail)).await.status, StatusCode::OK);
    assert_eq!(browser.get(&path_of(&seller)).await.status, StatusCode::NOT_FOUND);
    let open = browser.get(&path_of(&rail)).await;
    // the role goes while the form is open
    limit(&portal, &seller, &manager, MemberRole::Agent, &[rail.app]).await;
    assert_eq!(save(&browser, &open, &rail, &[]).await.status, StatusCode::FORBIDDEN);
    let agent: &Person = &portal.member(&seller, "agent", MemberRole::Agent).await;
    let agent = portal.signed_in(agent).await;
    assert!(!agent.get("/home").await.has("a[href='/team/apps']"), "nothing in the menu that is not theirs");
    assert_eq!(agent.get("/team/apps").await.status, StatusCode::FORBIDDEN);
}
