//! Help and the privacy notice: short, in both languages, linked from where the questions arise.

use std::collections::HashSet;

use devcenter::{auth::StaffRole, lang::Lang};
use reqwest::StatusCode;

use crate::support::Portal;

const LANGS: [Lang; 2] = [Lang::Ko, Lang::En];

#[tokio::test]
async fn answers_tell_the_times_of_the_settings() {
    let flags = ["--due-policy=2 business days", "--undo-time=25s", "--quiet-close=10days", "--confirm-within=3days"];
    let portal = Portal::with(&flags).await;
    for (lang, times) in [
        (Lang::Ko, ["영업일 2일", "25초", "10일", "3일"]),
        (Lang::En, ["2 business days", "25 sec", "10 days", "3 days"]),
    ] {
        let page = portal.browser().reading(lang).get("/help").await;
        assert_eq!((page.status, page.text("h1")), (StatusCode::OK, lang.help_title().into_owned()));
        for time in times {
            assert!(page.words().contains(time), "{time}");
        }
        let privacy = portal.browser().reading(lang).get("/privacy").await;
        assert!(privacy.words().contains(times[3]));
    }
}

#[tokio::test]
async fn answers_tell_the_times_of_the_policy_that_was_saved_last() {
    let portal = Portal::start().await;
    let lead = portal.signed_in(&portal.staff("lead", StaffRole::Lead).await).await;
    let admin = portal.signed_in(&portal.staff("admin", StaffRole::Admin).await).await;
    let (policy, settings) = ("/admin/policy", "/admin/settings");
    lead.submit(&lead.get(policy).await, policy, &[("due_time", "50h"), ("first_reminder", "7h")]).await;
    admin.submit(&admin.get(policy).await, settings, &[("undo", "25s"), ("quiet", "9d")]).await;
    let help = portal.browser().get("/help").await;
    for (answer, time) in [("clock", "2일 2시간"), ("reminders", "7시간"), ("undo", "25초"), ("close", "9일")] {
        assert!(help.text(&format!("#{answer}")).contains(time), "{time}: {}", help.text(&format!("#{answer}")));
    }
    admin.submit(&admin.get(policy).await, settings, &[("undo", "0s")]).await;
    for lang in LANGS {
        let help = portal.browser().reading(lang).get("/help").await;
        assert!(help.text("#undo").contains(&*lang.help_no_undo_answer()));
    }
}

#[tokio::test]
async fn every_link_into_help_leads_to_an_answer() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let asked = portal.asked(&seller, "haneul").await;
    let browser = portal.browser();
    let help = browser.get("/help").await;
    let ids: Vec<String> = ids(&help.body);
    assert_eq!(ids.iter().collect::<HashSet<_>>().len(), ids.len(), "an answer has its own address");
    let contact = format!("/apps/{}/contact", seller.client_id);
    for path in ["/", "/my", "/sign-in", "/help", &contact, &asked.customer_path(&portal)] {
        let page = browser.get(path).await;
        for wanted in ["/help", "/privacy", "/my"] {
            assert!(page.has(&format!("footer a[href='{wanted}']")), "{path} {wanted}");
        }
        for part in page.body.split("href=\"/help#").skip(1) {
            let id = part.split('"').next().unwrap();
            assert!(ids.iter().any(|known| known == id), "{path} leads to #{id}");
        }
    }
    assert!(browser.get(&asked.customer_path(&portal)).await.has("a[href='/help#escalation']"));
    assert!(browser.get(&contact).await.has("main a[href='/privacy']"));
}

fn ids(body: &str) -> Vec<String> {
    body.split(" id=\"").skip(1).map(|part| part.split('"').next().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn each_page_has_a_title_that_says_what_it_is() {
    let portal = Portal::start().await;
    for lang in LANGS {
        let browser = portal.browser().reading(lang);
        let mut titles = HashSet::new();
        for path in ["/help", "/privacy", "/my", "/my/links", "/my/links/sent", "/my/links/replaced"] {
            let page = browser.get(path).await;
            assert_eq!(page.text("title"), format!("{} · {}", page.text("h1"), lang.brand()), "{path}");
            assert!(titles.insert(page.text("title")), "{path}");
        }
    }
}
