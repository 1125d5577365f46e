//! Forgotten and changed passwords: single use, short lived, told by mail; what strangers learn; whose cookies die.

use std::time::{Duration as Time, Instant};

use chrono::Duration;
use devcenter::lang::Lang;
use reqwest::{Method, StatusCode};

use super::{try_in, value};
use crate::support::{
    Browser, Portal,
    browser::Shown,
    world::{PASSWORD, Person},
};

const NEW: &str = "새 정원에는 문이 없다";

async fn ask(browser: &Browser, email: &str) -> Shown {
    let page = browser.get("/forgot-password").await;
    browser.submit(&page, "/forgot-password", &[("email", email)]).await
}

/// The path of the link in the newest mail to a person.
async fn mailed_link(portal: &Portal, person: &Person) -> String {
    portal.mail_to(&person.email).await.link("/reset-password/")
}

async fn sets(browser: &Browser, link: &str, password: &str) -> Shown {
    let page = browser.get(link).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.words());
    browser.submit(&page, link, &[("new_password", password)]).await
}

#[tokio::test]
async fn who_forgot_the_password_sets_a_new_one_by_a_mailed_link() {
    let portal = Portal::start().await;
    let anna = portal.person("anna").await;
    let browser = portal.browser();
    let sent = ask(&browser, "ANNA@people.example").await;
    assert_eq!((sent.status, sent.path.as_str()), (StatusCode::OK, "/forgot-password/sent"));
    let mail = portal.mail_to(&anna.email).await;
    assert_eq!(mail.subject, Lang::Ko.letter_reset());
    let done = sets(&browser, &mail.link("/reset-password/"), NEW).await;
    assert_eq!((done.status, done.path.as_str()), (StatusCode::OK, "/sign-in"));
    assert!(done.words().contains(Lang::Ko.password_set().as_ref()), "{}", done.words());
    assert_eq!(try_in(&portal.browser(), &anna.email, PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(try_in(&portal.browser(), &anna.email, NEW).await.path, "/account");
    let told = portal.mail_to(&anna.email).await;
    assert_eq!(told.subject, Lang::Ko.letter_password_changed());
}

#[tokio::test]
async fn known_and_unknown_addresses_get_the_same_words_status_and_headers() {
    let portal = Portal::start().await;
    let anna = portal.person("anna").await;
    let gone = portal.person("gone").await;
    sqlx::query("update users set disabled_at = now() where user_id = $1")
        .bind(gone.id)
        .execute(&portal.app.db)
        .await
        .unwrap();
    for lang in [Lang::Ko, Lang::En] {
        let mut looks = Vec::new();
        for email in [anna.email.as_str(), "nobody@people.example", gone.email.as_str()] {
            let browser = portal.browser_that_stays().reading(lang);
            let shown = ask(&browser, email).await;
            let mut headers: Vec<String> = shown.headers.keys().map(|name| name.as_str().to_owned()).collect();
            headers.sort();
            let next = browser.get("/forgot-password/sent").await;
            looks.push((shown.status, shown.headers["location"].clone(), headers, next.words()));
        }
        assert_eq!(looks[0].0, StatusCode::SEE_OTHER);
        assert!(looks.iter().all(|one| *one == looks[0]), "{looks:#?}");
    }
    let mails = portal.mails().await;
    assert!(mails.iter().all(|mail| mail.to == anna.email) && mails.len() == 2, "{mails:#?}");
}

#[tokio::test]
async fn an_unknown_address_is_answered_as_fast_as_a_known_one() {
    let portal = Portal::start().await;
    let mut known = Vec::new();
    for n in 0..8 {
        known.push(portal.person(&format!("p{n}")).await.email);
    }
    let unknown: Vec<String> = (0..8).map(|n| format!("nobody{n}@people.example")).collect();
    let browser = portal.browser_that_stays();
    ask(&browser, "warm@people.example").await;
    let mut shortest = [Time::MAX; 2];
    // in turn, so that whatever else the machine does falls on both
    for pair in known.iter().zip(&unknown) {
        for (shortest, email) in shortest.iter_mut().zip([pair.0, pair.1]) {
            let page = browser.get("/forgot-password").await;
            let began = Instant::now();
            browser.submit(&page, "/forgot-password", &[("email", email)]).await;
            *shortest = began.elapsed().min(*shortest);
        }
    }
    let [of_known, of_unknown] = shortest.map(|time| time.as_secs_f64());
    // a mail that is made in the request, or a commit that only one of them has, shows even on a busy machine
    assert!((of_known - of_unknown).abs() < 0.005 + 0.5 * of_unknown, "known, unknown: {shortest:?}");
    assert_eq!(portal.ask::<i64>("select count(*) from password_resets").await, 8);
}

#[tokio::test]
async fn a_link_works_once_and_for_half_an_hour() {
    let portal = Portal::start().await;
    let anna = portal.person("anna").await;
    let browser = portal.browser();
    ask(&browser, &anna.email).await;
    let first = mailed_link(&portal, &anna).await;
    portal.app.clock.advance(Duration::minutes(30) - Duration::seconds(1));
    assert_eq!(browser.get(&first).await.status, StatusCode::OK);
    portal.app.clock.advance(Duration::seconds(1));
    let over = browser.get(&first).await;
    assert_eq!(over.status, StatusCode::NOT_FOUND);
    assert!(over.words().contains(Lang::Ko.link_over_title().as_ref()), "{}", over.words());

    portal.app.clock.advance(Duration::hours(1));
    for _ in 0..2 {
        ask(&browser, &anna.email).await;
    }
    let mails = portal.mails().await;
    let links: Vec<String> = mails.iter().rev().take(2).map(|mail| mail.link("/reset-password/")).collect();
    assert_ne!(links[0], links[1]);
    let pages = [browser.get(&links[0]).await, browser.get(&links[0]).await];
    assert_eq!(browser.submit(&pages[0], &links[0], &[("new_password", NEW)]).await.path, "/sign-in");
    let again = browser.submit(&pages[1], &links[0], &[("new_password", "noch ein anderes Wort")]).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND, "a link is used up");
    assert_eq!(browser.get(&links[1]).await.status, StatusCode::NOT_FOUND, "and with it all the others");
    assert_eq!(try_in(&portal.browser(), &anna.email, NEW).await.path, "/account");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_who_use_a_link_at_once_one_is_refused() {
    let portal = Portal::start().await;
    let anna = portal.person("anna").await;
    let browser = portal.browser();
    ask(&browser, &anna.email).await;
    let link = mailed_link(&portal, &anna).await;
    let page = browser.get(&link).await;
    let values = [[("new_password", NEW)], [("new_password", "noch ein anderes Wort")]];
    let both = tokio::join!(browser.submit(&page, &link, &values[0]), browser.submit(&page, &link, &values[1]));
    let mut paths = [both.0, both.1].map(|shown| (shown.status, shown.path));
    paths.sort_by_key(|(status, _)| *status);
    assert_eq!(paths[0], (StatusCode::OK, "/sign-in".to_owned()));
    assert_eq!(paths[1].0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_link_is_kept_hashed_and_told_to_nobody() {
    let portal = Portal::start().await;
    let anna = portal.person("anna").await;
    let browser = portal.browser();
    ask(&browser, &anna.email).await;
    let link = mailed_link(&portal, &anna).await;
    let token = link.rsplit('/').next().unwrap().to_owned();
    let row: String = portal.ask("select row_to_json(r)::text from password_resets r").await;
    assert!(!row.contains(&token), "{row}");
    let hashed = "select count(*) from password_resets where token_hash = sha256(convert_to($1, 'UTF8'))";
    let found: i64 = sqlx::query_scalar(hashed).bind(&token).fetch_one(&portal.app.db).await.unwrap();
    assert_eq!(found, 1);
    let page = browser.get(&link).await;
    assert_eq!(page.headers["referrer-policy"], "strict-origin");
    assert_eq!(page.headers["cache-control"], "no-store");
}

#[tokio::test]
async fn a_mail_scanner_that_opens_the_link_changes_nothing() {
    let portal = Portal::start().await;
    let anna = portal.person("anna").await;
    ask(&portal.browser(), &anna.email).await;
    let link = mailed_link(&portal, &anna).await;
    for _ in 0..3 {
        let scanner = portal.browser();
        assert_eq!(scanner.get(&link).await.status, StatusCode::OK);
        scanner.shown(scanner.request(Method::HEAD, &link)).await;
    }
    assert_eq!(try_in(&portal.browser(), &anna.email, PASSWORD).await.path, "/account");
    assert_eq!(sets(&portal.browser(), &link, NEW).await.path, "/sign-in");
}

#[tokio::test]
async fn links_are_limited_by_address_and_by_network_whether_or_not_it_is_known() {
    let portal = Portal::start().await;
    let anna = portal.person("anna").await;
    for email in [anna.email.as_str(), "nobody@people.example"] {
        for _ in 0..3 {
            assert_eq!(ask(&portal.browser(), email).await.status, StatusCode::OK);
        }
        let waits = ask(&portal.browser(), email).await;
        assert_eq!(waits.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(waits.headers["retry-after"], "900");
    }
    assert_eq!(portal.mails().await.len(), 3);
    for n in 0..14 {
        assert_eq!(ask(&portal.browser(), &format!("a{n}@people.example")).await.status, StatusCode::OK);
    }
    let waits = ask(&portal.browser(), "another@people.example").await;
    assert_eq!(waits.status, StatusCode::TOO_MANY_REQUESTS, "twenty from one network");
    portal.app.clock.advance(Duration::minutes(15));
    assert_eq!(ask(&portal.browser(), &anna.email).await.status, StatusCode::OK);
}

async fn changes(browser: &Browser, present: &str, new: &str) -> Shown {
    let page = browser.get("/account/password").await;
    browser.submit(&page, "/account/password", &[("present", present), ("new_password", new)]).await
}

/// Opens the account page with a stolen cookie, in a browser that has nothing else.
async fn opens(portal: &Portal, token: &str) -> bool {
    let browser = portal.browser();
    let shown =
        browser.shown(browser.request(Method::GET, "/account").header("cookie", format!("session={token}"))).await;
    shown.path == "/account"
}

#[tokio::test]
async fn a_stolen_cookie_is_dead_after_a_password_change() {
    let portal = Portal::start().await;
    let anna = portal.person("anna").await;
    let (here, elsewhere) = (portal.browser_that_stays(), portal.browser_that_stays());
    let stolen_here = value(&try_in(&here, &anna.email, PASSWORD).await.cookies("session")[0]).to_owned();
    let stolen_elsewhere = value(&try_in(&elsewhere, &anna.email, PASSWORD).await.cookies("session")[0]).to_owned();
    assert!(opens(&portal, &stolen_here).await && opens(&portal, &stolen_elsewhere).await);
    let done = changes(&here, PASSWORD, NEW).await;
    assert_eq!((done.status, &done.headers["location"]), (StatusCode::SEE_OTHER, &"/account".parse().unwrap()));
    assert!(!opens(&portal, &stolen_elsewhere).await, "that of another browser");
    assert!(!opens(&portal, &stolen_here).await, "and that of the very browser in which it was changed");
    assert_eq!(here.get("/account").await.status, StatusCode::OK, "whose owner stays signed in");
    assert_eq!(portal.mail_to(&anna.email).await.subject, Lang::Ko.letter_password_changed());
}

#[tokio::test]
async fn a_stolen_cookie_is_dead_after_a_reset_too() {
    let portal = Portal::start().await;
    let anna = portal.person("anna").await;
    let stolen =
        value(&try_in(&portal.browser_that_stays(), &anna.email, PASSWORD).await.cookies("session")[0]).to_owned();
    let browser = portal.browser();
    ask(&browser, &anna.email).await;
    sets(&browser, &mailed_link(&portal, &anna).await, NEW).await;
    assert!(!opens(&portal, &stolen).await);
}

#[tokio::test]
async fn changing_the_password_asks_for_the_present_one_and_says_what_is_wrong() {
    let portal = Portal::start().await;
    let anna = portal.person("anna").await;
    for lang in [Lang::Ko, Lang::En] {
        let browser = portal.signed_in(&anna).await.reading(lang);
        let page = browser.get("/account").await;
        browser.submit(&page, "/preferences", &[("lang", lang.code())]).await;
        for (present, new, field, sentence) in [
            ("not the password", NEW, "#present-error", lang.proof_wrong_password()),
            ("", NEW, "#present-error", lang.password_missing()),
            (PASSWORD, "", "#new_password-error", lang.new_password_missing()),
            (PASSWORD, "short", "#new_password-error", lang.password_too_short(8)),
            (PASSWORD, "Qwer1234", "#new_password-error", lang.password_common()),
        ] {
            let refused = changes(&browser, present, new).await;
            assert_eq!(
                (refused.status, refused.text(field)),
                (StatusCode::UNPROCESSABLE_ENTITY, sentence.into_owned())
            );
        }
    }
    assert_eq!(portal.ask::<i64>("select count(*) from deliveries where kind = 'password_changed'").await, 0);
}

#[tokio::test]
async fn a_stolen_session_cannot_guess_the_password_for_long() {
    let portal = Portal::start().await;
    let anna = portal.person("anna").await;
    let browser = portal.signed_in(&anna).await;
    for _ in 0..10 {
        assert_eq!(changes(&browser, "not the password", NEW).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(changes(&browser, PASSWORD, NEW).await.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(try_in(&portal.browser(), &anna.email, PASSWORD).await.path, "/account", "which locks nobody out");
}
