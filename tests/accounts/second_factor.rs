//! The second factor: a half signed-in browser opens nothing, no code is taken twice, staff have one before anything opens.

use chrono::Duration;
use devcenter::{auth::StaffRole, lang::Lang};
use reqwest::{Method, StatusCode};

use super::try_in;
use crate::support::{Portal, portal::Mail, telephone::Telephone, world::PASSWORD};

const SECOND_STEP: &str = "/sign-in/second-factor";

#[tokio::test]
async fn a_telephone_that_was_set_up_is_asked_for_at_sign_in() {
    let portal = Portal::start().await;
    let anna = portal.person("anna").await;
    let telephone = portal.telephone(&portal.signed_in(&anna).await).await;
    assert_eq!(telephone.recovery_codes.len(), 10);
    assert_eq!(portal.mail_to(&anna.email).await.subject, Lang::Ko.letter_second_factor_set());
    let (browser, page) = portal.half_signed_in(&anna).await;
    let code = telephone.next_code(&portal);
    let shown = browser.submit(&page, SECOND_STEP, &[("code", &code)]).await;
    assert_eq!((shown.status, shown.path.as_str()), (StatusCode::OK, "/account"));
    assert!(shown.words().contains(Lang::Ko.second_factor_is_on().as_ref()), "{}", shown.words());
}

#[tokio::test]
async fn a_right_password_alone_opens_nothing() {
    let portal = Portal::start().await;
    let lead = portal.staff("lead", StaffRole::Lead).await;
    let telephone = portal.telephone(&portal.signed_in(&lead).await).await;
    let before: i64 = portal.ask("select count(*) from sessions").await;
    let (browser, page) = portal.half_signed_in(&lead).await;
    for path in ["/account", "/cases", "/health", "/account/second-factor", "/account/sessions"] {
        assert!(browser.get(path).await.path.starts_with("/sign-in?"), "{path}");
    }
    let stolen = browser.shown(browser.request(Method::GET, "/account").header("cookie", "session=x")).await;
    assert!(stolen.path.starts_with("/sign-in?"));
    assert_eq!(portal.ask::<i64>("select count(*) from sessions").await, before);
    for wrong in ["", "000000", "not a code"] {
        let refused = browser.submit(&page, SECOND_STEP, &[("code", wrong)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(refused.has("#code-error"));
    }
    let code = telephone.next_code(&portal);
    assert_eq!(browser.submit(&page, SECOND_STEP, &[("code", &code)]).await.path, "/cases");
}

#[tokio::test]
async fn the_half_cookie_is_no_session() {
    let portal = Portal::start().await;
    let anna = portal.person("anna").await;
    portal.telephone(&portal.signed_in(&anna).await).await;
    let shown = try_in(&portal.browser_that_stays(), &anna.email, PASSWORD).await;
    assert!(shown.cookies("session").is_empty(), "no session before the code");
    let half = super::value(&shown.cookies("half")[0]).to_owned();
    let thief = portal.browser();
    let page = thief.shown(thief.request(Method::GET, "/account").header("cookie", format!("session={half}"))).await;
    assert!(page.path.starts_with("/sign-in?"), "{}", page.path);
}

#[tokio::test]
async fn the_first_step_is_over_after_ten_minutes_and_with_a_new_password() {
    let portal = Portal::start().await;
    let anna = portal.person("anna").await;
    let signed_in = portal.signed_in(&anna).await;
    let telephone = portal.telephone(&signed_in).await;
    let (late, page) = portal.half_signed_in(&anna).await;
    portal.app.clock.advance(Duration::minutes(10));
    let code = telephone.next_code(&portal);
    assert_eq!(late.submit(&page, SECOND_STEP, &[("code", &code)]).await.path, "/sign-in");

    let (thief, page) = portal.half_signed_in(&anna).await;
    let form = signed_in.get("/account/password").await;
    let values = [("present", PASSWORD), ("new_password", "새 정원에는 문이 없다")];
    assert_eq!(signed_in.submit(&form, "/account/password", &values).await.path, "/account");
    let code = telephone.next_code(&portal);
    assert_eq!(thief.submit(&page, SECOND_STEP, &[("code", &code)]).await.path, "/sign-in");
}

#[tokio::test]
async fn a_code_that_was_taken_is_not_taken_again_nor_one_before_it() {
    let portal = Portal::start().await;
    let anna = portal.person("anna").await;
    let telephone = portal.telephone(&portal.signed_in(&anna).await).await;
    let earlier = telephone.next_code(&portal);
    let code = telephone.next_code(&portal);
    let (browser, page) = portal.half_signed_in(&anna).await;
    assert_eq!(browser.submit(&page, SECOND_STEP, &[("code", &code)]).await.path, "/account");
    for replayed in [&code, &earlier] {
        let (thief, page) = portal.half_signed_in(&anna).await;
        let refused = thief.submit(&page, SECOND_STEP, &[("code", replayed)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(refused.text("#code-error"), Lang::Ko.proof_wrong_code());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_who_bring_the_same_code_at_once_one_is_refused() {
    let portal = Portal::start().await;
    let anna = portal.person("anna").await;
    let telephone = portal.telephone(&portal.signed_in(&anna).await).await;
    for recovery in [None, telephone.recovery_codes.first(), None] {
        let (owner, owners) = portal.half_signed_in(&anna).await;
        let (thief, thiefs) = portal.half_signed_in(&anna).await;
        // read now: a code is over after a minute, however long signing in took
        let code = recovery.cloned().unwrap_or_else(|| telephone.next_code(&portal));
        let values = [("code", code.as_str())];
        let (one, other) =
            tokio::join!(owner.submit(&owners, SECOND_STEP, &values), thief.submit(&thiefs, SECOND_STEP, &values));
        let taken = [one, other].iter().filter(|shown| shown.path == "/account").count();
        assert_eq!(taken, 1, "{code}");
    }
    assert_eq!(portal.ask::<i64>("select count(*) from sessions").await, 1 + 3);
}

#[tokio::test]
async fn codes_are_guessed_no_faster_than_passwords() {
    let portal = Portal::start().await;
    let anna = portal.person("anna").await;
    let telephone = portal.telephone(&portal.signed_in(&anna).await).await;
    for tries in 0..10 {
        let (browser, page) = portal.half_signed_in(&anna).await;
        let refused = browser.submit(&page, SECOND_STEP, &[("code", "000000")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{tries}");
    }
    let (browser, page) = portal.half_signed_in(&anna).await;
    let code = telephone.next_code(&portal);
    let waits = browser.submit(&page, SECOND_STEP, &[("code", &code)]).await;
    assert_eq!(waits.status, StatusCode::TOO_MANY_REQUESTS, "a new first step begins no new count");
}

/// The only mail with this subject.
async fn mail_called(portal: &Portal, subject: &str) -> Mail {
    let mut found: Vec<Mail> = portal.mails().await.into_iter().filter(|mail| mail.subject == subject).collect();
    assert_eq!((found.len(), found[0].to.as_str()), (1, "anna@people.example"), "{subject}");
    found.remove(0)
}

#[tokio::test]
async fn a_recovery_code_opens_once_when_the_telephone_is_gone() {
    let portal = Portal::start().await;
    let anna = portal.person("anna").await;
    let telephone = portal.telephone(&portal.signed_in(&anna).await).await;
    let code = &telephone.recovery_codes[3];
    let (browser, page) = portal.half_signed_in(&anna).await;
    let typed = code.to_uppercase().replace('-', " ");
    assert_eq!(browser.submit(&page, SECOND_STEP, &[("code", &typed)]).await.path, "/account");
    let shown = browser.get("/account/second-factor").await;
    assert!(shown.words().contains(Lang::Ko.recovery_codes_left(9).as_ref()), "{}", shown.words());
    let told = mail_called(&portal, &Lang::Ko.letter_recovery_used()).await;
    assert!(told.text.contains("9개") && !told.text.contains(code.as_str()), "{}", told.text);
    let (thief, page) = portal.half_signed_in(&anna).await;
    assert_eq!(thief.submit(&page, SECOND_STEP, &[("code", code)]).await.status, StatusCode::UNPROCESSABLE_ENTITY);

    let fresh = browser.submit(&shown, "/codes", &[]).await.texts("ol.mono li");
    assert_eq!(fresh.len(), 10);
    let told = mail_called(&portal, &Lang::Ko.letter_recovery_made()).await;
    assert!(fresh.iter().all(|code| !told.raw.contains(code.as_str())));
    let used = "select count(*) from deliveries where kind = 'recovery_code_used'";
    assert_eq!(portal.ask::<i64>(used).await, 1, "the thief's wrong code told of nothing");
    let (browser, page) = portal.half_signed_in(&anna).await;
    let old = browser.submit(&page, SECOND_STEP, &[("code", &telephone.recovery_codes[4])]).await;
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY, "new codes end the old ones");
    assert_eq!(browser.submit(&page, SECOND_STEP, &[("code", &fresh[0])]).await.path, "/account");
}

#[tokio::test]
async fn the_store_alone_gives_away_neither_key_nor_recovery_codes() {
    let portal = Portal::start().await;
    let anna = portal.person("anna").await;
    let berta = portal.person("berta").await;
    let browser = portal.signed_in(&anna).await;
    let page = browser.get("/account/second-factor").await;
    let page = browser.submit(&page, "/begin", &[]).await;
    let key: String = page.text("[data-key]").split_whitespace().collect();
    let mut telephone = Telephone::scan(&page);
    let code = telephone.code(&portal);
    let done = browser.submit(&page, "/account/second-factor", &[("code", &code)]).await;
    telephone.recovery_codes = done.texts("ol.mono li");
    let rows: String = portal
        .ask("select (select json_agg(f)::text from second_factors f) || (select json_agg(c)::text from recovery_codes c)")
        .await;
    assert!(!rows.contains(&key));
    for code in &telephone.recovery_codes {
        assert!(!rows.contains(&code.replace('-', "")));
    }
    // a sealed key that is moved to another person opens nothing there
    portal.telephone(&portal.signed_in(&berta).await).await;
    let sql =
        "update second_factors b set sealed = a.sealed from second_factors a where a.user_id = $1 and b.user_id = $2";
    sqlx::query(sql).bind(anna.id).bind(berta.id).execute(&portal.app.db).await.unwrap();
    let (thief, page) = portal.half_signed_in(&berta).await;
    let shown = thief.submit(&page, SECOND_STEP, &[("code", &telephone.next_code(&portal))]).await;
    assert_eq!(shown.status, StatusCode::INTERNAL_SERVER_ERROR);
}

#[tokio::test]
async fn a_wrong_first_code_turns_nothing_on() {
    let portal = Portal::start().await;
    let anna = portal.person("anna").await;
    let browser = portal.signed_in(&anna).await;
    let page = browser.get("/account/second-factor").await;
    let page = browser.submit(&page, "/begin", &[]).await;
    assert!(page.has("svg[role=img] path"), "a picture to scan");
    let refused = browser.submit(&page, "/account/second-factor", &[("code", "000000")]).await;
    assert_eq!(
        (refused.status, refused.text("#code-error")),
        (StatusCode::UNPROCESSABLE_ENTITY, Lang::Ko.set_up_wrong().into_owned())
    );
    assert_eq!(refused.text("[data-key]"), page.text("[data-key]"), "the same key goes on");
    assert!(!portal.has_telephone(anna.id).await);
    assert_eq!(try_in(&portal.browser(), &anna.email, PASSWORD).await.path, "/account");
}

#[tokio::test]
async fn a_new_telephone_takes_the_place_of_the_old_one_only_once_it_has_shown_a_code() {
    let portal = Portal::start().await;
    let anna = portal.person("anna").await;
    let browser = portal.signed_in(&anna).await;
    let old = portal.telephone(&browser).await;
    let page = browser.get("/account/second-factor").await;
    let page = browser.submit(&page, "/begin", &[]).await;
    let page = browser.submit(&page, "/cancel", &[]).await;
    assert!(page.words().contains(Lang::Ko.second_factor_is_on().as_ref()), "who changes their mind keeps the old one");
    let (elsewhere, step) = portal.half_signed_in(&anna).await;
    assert_eq!(elsewhere.submit(&step, SECOND_STEP, &[("code", &old.next_code(&portal))]).await.path, "/account");
    let new = portal.telephone(&browser).await;
    let (elsewhere, step) = portal.half_signed_in(&anna).await;
    let refused = elsewhere.submit(&step, SECOND_STEP, &[("code", &old.next_code(&portal))]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(elsewhere.submit(&step, SECOND_STEP, &[("code", &new.next_code(&portal))]).await.path, "/account");
}

#[tokio::test]
async fn how_one_signs_in_changes_only_after_a_fresh_proof() {
    let portal = Portal::start().await;
    let anna = portal.person("anna").await;
    let browser = portal.signed_in(&anna).await;
    let telephone = portal.telephone(&browser).await;
    let page = browser.get("/account/second-factor").await;
    portal.app.clock.advance(Duration::minutes(10));
    for action in ["/codes", "/remove", "/begin"] {
        let asked = browser.submit(&page, action, &[]).await;
        assert!(asked.has("input[name=proof]"), "{action}: {}", asked.words());
    }
    assert!(portal.has_telephone(anna.id).await);
    let asked = browser.get("/account/second-factor").await;
    let wrong = browser.submit(&asked, "/account/proof", &[("proof", PASSWORD)]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "the password is not enough");
    let code = telephone.next_code(&portal);
    let page = browser.submit(&asked, "/account/proof", &[("proof", &code)]).await;
    assert_eq!(browser.submit(&page, "/remove", &[]).await.path, "/account");
    assert!(!portal.has_telephone(anna.id).await);
    assert_eq!(portal.mail_to(&anna.email).await.subject, Lang::Ko.letter_second_factor_removed());
}

#[tokio::test]
async fn setting_it_up_ends_sessions_that_began_without_it() {
    let portal = Portal::start().await;
    let anna = portal.person("anna").await;
    let elsewhere = portal.signed_in(&anna).await;
    portal.telephone(&portal.signed_in(&anna).await).await;
    assert!(elsewhere.get("/account").await.path.starts_with("/sign-in?"));
}

#[tokio::test]
async fn staff_set_up_a_second_factor_before_anything_else_opens() {
    let portal = Portal::with(&["--staff-second-factor=required"]).await;
    let lead = portal.staff("lead", StaffRole::Lead).await;
    let browser = portal.signed_in(&lead).await;
    for path in ["/cases", "/health", "/account", "/account/password", "/account/sessions"] {
        let shown = browser.get(path).await;
        assert!(shown.path.starts_with("/account/second-factor?back="), "{path}: {}", shown.path);
        assert!(shown.words().contains(Lang::Ko.second_factor_needed_first().as_ref()));
    }
    let page = browser.get("/cases").await;
    let posted =
        browser.post("/cases/1/take", &[("csrf", &page.attribute("input[name=csrf]", "value").unwrap())]).await;
    assert_eq!(posted.status, StatusCode::FORBIDDEN);
    assert!(posted.words().contains(Lang::Ko.second_factor_needed_title().as_ref()), "{}", posted.words());

    let page = browser.submit(&page, "/begin", &[]).await;
    let telephone = Telephone::scan(&page);
    let done = browser.submit(&page, "/account/second-factor", &[("code", &telephone.code(&portal))]).await;
    assert_eq!(done.attribute("main a.primary", "href").as_deref(), Some("/cases"), "and on to where they were going");
    assert_eq!(browser.get("/cases").await.path, "/cases");
    let own = browser.get("/account/second-factor").await;
    assert!(!own.has("form[action$='/remove']"), "staff cannot turn it off");
    let token = own.attribute("input[name=csrf]", "value").unwrap();
    let forced = browser.post("/account/second-factor/remove", &[("csrf", &token)]).await;
    assert_eq!(forced.status, StatusCode::FORBIDDEN);
    assert!(portal.has_telephone(lead.id).await);
}

#[tokio::test]
async fn who_must_set_it_up_can_still_sign_out() {
    let portal = Portal::with(&["--staff-second-factor=required"]).await;
    let lead = portal.staff("lead", StaffRole::Lead).await;
    let browser = portal.signed_in(&lead).await;
    let page = browser.get("/cases").await;
    assert_eq!(browser.submit(&page, "/sign-out", &[]).await.path, "/sign-in");
    assert_eq!(portal.ask::<i64>("select count(*) from sessions").await, 0);
}
