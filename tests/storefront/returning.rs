//! Customers who come back without a link: all links again, a code, all own inquiries; and a link that others saw.

use std::time::Instant;

use chrono::Duration;
use devcenter::{auth::MemberRole, lang::Lang};
use reqwest::{StatusCode, header};

use super::LANGS;
use crate::support::{Browser, Portal, browser::Shown, portal::Mail};

/// The six digits of a mail.
fn digits(mail: &Mail) -> String {
    let mut words = mail.text.split(|c: char| !c.is_ascii_digit());
    words.rfind(|word| word.len() == 6).expect("six digits").to_owned()
}

async fn ask_code(browser: &Browser, email: &str) -> Shown {
    browser.submit(&browser.get("/my").await, "/my/code", &[("email", email)]).await
}

async fn type_code(browser: &Browser, page: &Shown, code: &str) -> Shown {
    browser.submit(page, &page.path, &[("code", code)]).await
}

async fn ask_links(browser: &Browser, email: &str) -> Shown {
    browser.submit(&browser.get("/my/links").await, "/my/links", &[("email", email)]).await
}

#[tokio::test]
async fn one_mail_brings_the_links_of_what_is_open_or_ended_a_short_while_ago() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let old = portal.asked(&seller, "haneul").await;
    portal.solve(&old).await.unwrap();
    portal.pass(Duration::days(91)).await;
    let ended = portal.asked(&seller, "haneul").await;
    portal.solve(&ended).await.unwrap();
    let open = portal.asked(&seller, "haneul").await;
    portal.asked(&seller, "stranger").await;
    for lang in LANGS {
        sqlx::query("update customers set lang = $1").bind(lang).execute(&portal.app.db).await.unwrap();
        let browser = portal.browser().reading(lang);
        let said = ask_links(&browser, "Haneul@mail.example").await;
        assert_eq!((said.path.as_str(), said.text("h1")), ("/my/links/sent", lang.links_sent_title().into_owned()));
        let mail = portal.mail_to("haneul@mail.example").await;
        assert_eq!(mail.subject, lang.letter_links());
        let links: Vec<&str> = mail.text.split_whitespace().filter(|word| word.contains("/i/")).collect();
        assert_eq!(links.len(), 2, "{}", mail.text);
        for one in [&open, &ended] {
            assert!(links.iter().any(|link| link.ends_with(&one.customer_path(&portal))), "{}", mail.text);
            assert!(mail.html.contains(&format!("{}\"", one.customer_path(&portal))), "{}", mail.html);
        }
        assert!(!mail.text.contains(&old.customer_path(&portal)), "what ended long ago is behind the code");
        assert_eq!(portal.browser().get(&mail.link("/i/")).await.status, StatusCode::OK);
    }
}

/// The page without what is new on each: tokens of forms and of the page itself.
fn plain(shown: &Shown) -> String {
    shown.words()
}

#[tokio::test]
async fn known_and_unknown_addresses_get_the_same_answer() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    portal.asked(&seller, "haneul").await;
    portal.file(&portal.form_of(&seller, "unconfirmed")).await;
    portal.deliver().await;
    let before = portal.ask::<i64>("select count(*) from deliveries").await;
    for lang in LANGS {
        let browser = portal.browser().reading(lang);
        let mut answers = Vec::new();
        for email in ["haneul@mail.example", "nobody@mail.example", "unconfirmed@mail.example"] {
            let (links, code) = (ask_links(&browser, email).await, ask_code(&browser, email).await);
            let wrong = type_code(&browser, &code, "12345").await;
            let wrong_status = wrong.status;
            answers.push((
                links.status,
                links.path.clone(),
                plain(&links),
                code.status,
                code.path.len(),
                plain(&code),
                wrong_status,
                plain(&wrong),
            ));
        }
        assert_eq!(answers[0], answers[1]);
        assert_eq!(answers[0], answers[2]);
    }
    let mails = portal.ask::<i64>("select count(*) from deliveries").await - before;
    assert_eq!(mails, 4, "only the customer is written to: links and code, in two languages");
}

#[tokio::test]
async fn the_time_of_an_answer_does_not_tell_who_has_written() {
    let portal = Portal::with(&["--contact-per-email=1000", "--contact-per-ip=1000"]).await;
    let seller = portal.seller("moon").await;
    portal.asked(&seller, "haneul").await;
    let browser = portal.browser();
    let form = browser.get("/my/links").await;
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..40 {
        for (who, email) in ["haneul@mail.example", "nobody@mail.example"].into_iter().enumerate() {
            let begun = Instant::now();
            browser.submit(&form, "/my/links", &[("email", email)]).await;
            times[who].push(begun.elapsed());
        }
    }
    let [known, unknown] = times.map(|mut times| {
        times.sort();
        times[times.len() / 2].as_secs_f64()
    });
    assert!((known / unknown - 1.0).abs() < 0.5, "known {known:.4} s, unknown {unknown:.4} s");
}

#[tokio::test]
async fn a_code_shows_all_own_inquiries_and_those_of_nobody_else() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let own = portal.asked(&seller, "haneul").await;
    let ended = portal.asked(&seller, "haneul").await;
    portal.solve(&ended).await.unwrap();
    portal.pass(Duration::days(365)).await;
    let foreign = portal.asked(&seller, "stranger").await;
    for lang in LANGS {
        let browser = portal.browser().reading(lang);
        let page = ask_code(&browser, "haneul@mail.example").await;
        assert_eq!(page.text("h1"), lang.code_title());
        let mail = portal.mail_to("haneul@mail.example").await;
        let code = digits(&mail);
        assert!(!mail.subject.contains(&code), "a locked telephone shows subjects");
        let list = type_code(&browser, &page, &format!(" {} {} ", &code[..3], &code[3..])).await;
        assert_eq!((list.path.as_str(), list.text("h1")), ("/my", lang.own_title().into_owned()));
        assert_eq!(list.texts(".shelf b").len(), 2);
        assert!(list.words().contains(&*lang.customer_escalated()) && list.words().contains(&*lang.customer_closed()));
        let cookie = page_cookie(&browser, &list);
        assert!(cookie.is_none(), "the cookie is set once, with the code");
        let opened = browser.get(&list.attribute(".shelf a", "href").unwrap()).await;
        assert!(opened.path.starts_with("/i/") && opened.status == StatusCode::OK, "{}", opened.path);
        let hers = browser.get(&format!("/my/inquiries/{}", own.no.as_str())).await;
        assert_eq!(hers.path, own.customer_path(&portal));
        let theirs = browser.get(&format!("/my/inquiries/{}", foreign.no.as_str())).await;
        assert_eq!(theirs.status, StatusCode::NOT_FOUND);
        // signed out, the list is gone
        let gone = browser.submit(&list, "/my/sign-out", &[]).await;
        assert_eq!(gone.text("h1"), lang.my_title());
        assert_eq!(browser.get(&format!("/my/inquiries/{}", own.no.as_str())).await.text("h1"), lang.my_title());
        // used once
        let again = type_code(&browser, &page, &code).await;
        assert_eq!((again.status, again.text("h1")), (StatusCode::NOT_FOUND, lang.code_over_title().into_owned()));
    }
}

fn page_cookie(_: &Browser, shown: &Shown) -> Option<String> {
    shown.cookies("customer").into_iter().next()
}

#[tokio::test]
async fn the_session_s_cookie_is_short_and_out_of_reach_of_scripts() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    portal.asked(&seller, "haneul").await;
    let browser = portal.browser_that_stays();
    let asked = ask_code(&browser, "haneul@mail.example").await;
    let page = browser.get(asked.headers[header::LOCATION].to_str().unwrap()).await;
    let code = digits(&portal.mail_to("haneul@mail.example").await);
    let signed_in = type_code(&browser, &page, &code).await;
    let cookie = signed_in.cookies("customer").remove(0);
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Max-Age=7200"),
        "{cookie}"
    );
    assert!(browser.get("/my").await.has(".shelf a"));
    portal.pass(Duration::hours(2)).await;
    assert!(!browser.get("/my").await.has(".shelf a"), "it is over, whatever the browser keeps");
}

#[tokio::test]
async fn five_wrong_codes_or_ten_minutes_end_it_even_for_the_right_one() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    portal.asked(&seller, "haneul").await;
    let browser = portal.browser().reading(Lang::En);
    let page = ask_code(&browser, "haneul@mail.example").await;
    let code = digits(&portal.mail_to("haneul@mail.example").await);
    let wrong = if code == "000000" { "000001" } else { "000000" };
    let at_once = futures_util::future::join_all((0..12).map(|_| type_code(&browser, &page, wrong))).await;
    let heard = at_once.iter().filter(|shown| shown.status == StatusCode::UNPROCESSABLE_ENTITY).count();
    assert_eq!(heard, 4, "the fifth ends it, however many come at once");
    assert_eq!(type_code(&browser, &page, &code).await.status, StatusCode::NOT_FOUND);

    let page = ask_code(&browser, "haneul@mail.example").await;
    let code = digits(&portal.mail_to("haneul@mail.example").await);
    portal.pass(Duration::minutes(10)).await;
    assert_eq!(type_code(&browser, &page, &code).await.text("h1"), Lang::En.code_over_title());
    assert_eq!(portal.ask::<i64>("select count(*) from customer_sessions").await, 0);
}

#[tokio::test]
async fn a_code_works_on_its_own_page_only() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    portal.asked(&seller, "haneul").await;
    let (hers, thief) = (portal.browser(), portal.browser());
    ask_code(&hers, "haneul@mail.example").await;
    let code = digits(&portal.mail_to("haneul@mail.example").await);
    let his = ask_code(&thief, "thief@mail.example").await;
    assert_eq!(type_code(&thief, &his, &code).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn neither_form_is_a_mail_cannon() {
    let portal = Portal::with(&["--contact-per-email=2"]).await;
    let seller = portal.seller("moon").await;
    portal.asked(&seller, "haneul").await;
    for lang in LANGS {
        let browser = portal.browser().reading(lang);
        for email in ["haneul@mail.example", "nobody@mail.example"] {
            for ask in [0, 1, 2] {
                let answers = [ask_links(&browser, email).await, ask_code(&browser, email).await];
                for shown in answers {
                    let expected = if ask < 2 { StatusCode::OK } else { StatusCode::TOO_MANY_REQUESTS };
                    assert_eq!(shown.status, expected, "{email} {ask}");
                    if ask == 2 {
                        assert_eq!(shown.text(".notice h2"), lang.asked_too_often_title());
                        assert_eq!(shown.attribute("input#email", "value").as_deref(), Some(email));
                        assert!(shown.headers.contains_key(header::RETRY_AFTER));
                    }
                }
            }
        }
        portal.pass(Duration::hours(1)).await;
    }
}

#[tokio::test]
async fn what_is_no_address_is_shown_again() {
    let portal = Portal::start().await;
    for lang in LANGS {
        let browser = portal.browser().reading(lang);
        for shown in [ask_links(&browser, "haneul").await, ask_code(&browser, "haneul").await] {
            assert_eq!(shown.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(shown.text("#email-error"), lang.error_email_at());
            assert_eq!(shown.attribute("input#email", "value").as_deref(), Some("haneul"));
        }
    }
}

#[tokio::test]
async fn a_link_that_others_saw_is_replaced_and_opens_nothing_any_more() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let asked = portal.asked(&seller, "haneul").await;
    let old = asked.customer_path(&portal);
    for lang in LANGS {
        let browser = portal.browser().reading(lang);
        sqlx::query("update customers set lang = $1").bind(lang).execute(&portal.app.db).await.unwrap();
        let mail = portal.mail_to("haneul@mail.example").await;
        let present = mail.link("/i/");
        let page = browser.get(&present).await;
        let said = browser.submit(&page, "/link", &[]).await;
        assert_eq!(
            (said.path.as_str(), said.text("h1")),
            ("/my/links/replaced", lang.link_replaced_title().into_owned())
        );
        for dead in [&old, &present] {
            let shown = browser.get(dead).await;
            assert_eq!(
                (shown.status, shown.text("h1")),
                (StatusCode::NOT_FOUND, lang.no_such_link_title().into_owned())
            );
        }
        let again = browser.submit(&page, "/link", &[]).await;
        assert_eq!(again.status, StatusCode::NOT_FOUND, "a dead link replaces nothing");
        let mail = portal.mail_to("haneul@mail.example").await;
        assert!(mail.subject.contains(&*lang.letter_new_link_short()), "{}", mail.subject);
        let shown = portal.browser().reading(lang).get(&mail.link("/i/")).await;
        assert!(shown.words().contains(&*lang.happened_link_replaced()), "{}", shown.words());
    }
    // mails to come carry the present link
    portal.pass(Duration::hours(72)).await;
    let mail = portal.mail_to("haneul@mail.example").await;
    assert_eq!(portal.browser().get(&mail.link("/i/")).await.status, StatusCode::OK);
    assert_eq!(portal.ask::<i64>("select count(*) from inquiry_links where revoked_at is null").await, 1);
}

#[tokio::test]
async fn the_link_of_an_inquiry_that_was_merged_is_replaced_as_well() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
    let (into, merged) = (portal.asked(&seller, "haneul").await, portal.asked(&seller, "haneul").await);
    portal.merge(&into, &merged, &agent).await.unwrap();
    let browser = portal.browser();
    let old = merged.customer_path(&portal);
    browser.submit(&browser.get(&old).await, "/link", &[]).await;
    assert_eq!(browser.get(&old).await.status, StatusCode::NOT_FOUND);
    let mail = portal.mail_to("haneul@mail.example").await;
    let page = browser.get(&mail.link("/i/")).await;
    assert!(page.words().contains(&into.no.of_inquiry()), "{}", page.words());
    assert_eq!(browser.get(&into.customer_path(&portal)).await.status, StatusCode::OK, "the other link lives");
}

#[tokio::test]
async fn pressed_twice_at_once_a_link_is_replaced_once() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let asked = portal.asked(&seller, "haneul").await;
    let browser = portal.browser();
    let page = browser.get(&asked.customer_path(&portal)).await;
    futures_util::future::join_all((0..5).map(|_| browser.submit(&page, "/link", &[]))).await;
    assert_eq!(portal.ask::<i64>("select count(*) from deliveries where kind = 'new_link'").await, 1);
    assert_eq!(portal.ask::<i64>("select count(*) from inquiry_links").await, 2);
}

#[tokio::test]
async fn codes_and_sessions_that_are_over_are_forgotten() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    portal.asked(&seller, "haneul").await;
    let browser = portal.browser();
    let page = ask_code(&browser, "haneul@mail.example").await;
    let code = digits(&portal.mail_to("haneul@mail.example").await);
    type_code(&browser, &page, &code).await;
    portal.app.clock.advance(Duration::days(2));
    devcenter::background::put_away(&portal.app).await;
    let left = "select (select count(*) from customer_codes) + (select count(*) from customer_sessions)";
    assert_eq!(portal.ask::<i64>(left).await, 0);
}
