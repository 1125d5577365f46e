//! Whose work a case is: taking the next one, handing one on.

use std::collections::HashSet;

use devcenter::{
    auth::StaffRole,
    cancellations::{self, CaseRefusal},
    lang::Lang,
    work::Actor,
};
use reqwest::StatusCode;

use super::Desk;
use crate::support::Portal;

#[tokio::test]
async fn the_next_case_is_the_longest_overdue_one_that_nobody_has() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let mut cases = Vec::new();
    for n in 0..3 {
        cases.push(portal.asked(&seller, &format!("c{n}")).await);
        portal.app.clock.advance(chrono::Duration::minutes(1));
    }
    portal.pass(chrono::Duration::hours(72)).await;
    let (sora, dami) = (portal.staff("sora", StaffRole::Agent).await, portal.staff("dami", StaffRole::Lead).await);
    let first = portal.case_of(&cases[0]).await.unwrap();
    portal.take(&first, &dami).await.unwrap();
    let browser = portal.signed_in(&sora).await;
    for asked in &cases[1..] {
        let queue = browser.get("/cases").await;
        let shown = browser.submit(&queue, "/cases/next", &[]).await;
        assert_eq!(shown.path, format!("/cases/{}", portal.case_of(asked).await.unwrap().as_str()));
        assert!(shown.words().contains(&*Lang::Ko.case_taken()) && shown.has("form[action$='/decision']"));
    }
    let queue = browser.get("/cases").await;
    let none = browser.submit(&queue, "/cases/next", &[]).await;
    assert_eq!(none.path, "/cases");
    assert!(none.words().contains(&*Lang::Ko.no_case_free()), "{}", none.words());
}

#[tokio::test]
async fn people_who_ask_for_the_next_case_at_once_get_different_ones() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    for n in 0..8 {
        portal.asked(&seller, &format!("c{n}")).await;
    }
    portal.pass(chrono::Duration::hours(72)).await;
    let mut people = Vec::new();
    for n in 0..10 {
        people.push(portal.staff(&format!("p{n}"), StaffRole::Agent).await);
    }
    let taken = people.iter().map(async |person| {
        let mut work = portal.work(Actor::Staff(person.id)).await;
        let no = cancellations::take_next(&mut work).await.unwrap().unwrap();
        // held for a while: the others pass it over and do not wait for it
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        work.commit().await.unwrap();
        no
    });
    let taken: Vec<_> = futures_util::future::join_all(taken).await.into_iter().flatten().collect();
    assert_eq!(taken.len(), 8);
    assert_eq!(taken.iter().collect::<HashSet<_>>().len(), 8, "nobody shares a case");
    let holders = "select count(distinct taken_by) from cancellations where state = 'in_review'";
    assert_eq!(portal.ask::<i64>(holders).await, 8);
}

#[tokio::test]
async fn who_only_reads_gets_no_next_case_and_sees_no_button_for_it() {
    let desk = Desk::open().await;
    let auditor = desk.portal.staff("audit", StaffRole::Auditor).await;
    let browser = desk.portal.signed_in(&auditor).await;
    assert!(!browser.get("/cases").await.has("form[action='/cases/next']"));
    let mut work = desk.portal.work(Actor::Staff(auditor.id)).await;
    assert_eq!(cancellations::take_next(&mut work).await.unwrap(), Err(CaseRefusal::MayNot));
}

#[tokio::test]
async fn a_lead_hands_a_case_to_a_colleague_who_is_told_by_mail() {
    let desk = Desk::open().await;
    let portal = &desk.portal;
    let sora = portal.staff("sora", StaffRole::Agent).await;
    let lead = desk.operator("iden", StaffRole::Lead).await;
    let page = lead.get(&desk.path()).await;
    let told = lead.submit(&page, "/assign", &[("to", &sora.id.to_string())]).await;
    assert!(told.words().contains(&*Lang::Ko.case_assigned_told()), "{}", told.words());
    assert!(told.text(".timeline").contains("sora 님에게"), "{}", told.text(".timeline"));
    let mail = portal.mail_to(&sora.email).await;
    assert!(mail.subject.contains(&*Lang::Ko.letter_case_assigned()), "{}", mail.subject);
    let hers = portal.signed_in(&sora).await;
    let shown = hers.get(&mail.link("/cases/")).await;
    assert!(shown.has("form[action$='/decision']"), "she can decide it at once");
    assert!(hers.get("/cases?tab=mine").await.text("tbody tr").contains("별빛 농장"));
}

#[tokio::test]
async fn an_agent_hands_on_only_the_own_case_and_only_to_who_decides_cases() {
    let desk = Desk::open().await;
    let portal = &desk.portal;
    let (sora, dami) = (portal.staff("sora", StaffRole::Agent).await, portal.staff("dami", StaffRole::Agent).await);
    let auditor = portal.staff("audit", StaffRole::Auditor).await;
    let hers = portal.signed_in(&sora).await;
    assert!(!hers.get(&desk.path()).await.has("form[action$='/assign']"), "it is not hers");
    let assign = async |by: &crate::support::world::Person, to, shown| {
        let mut work = portal.work(Actor::Staff(by.id)).await;
        let done = cancellations::assign(&mut work, &desk.case, to, shown).await.unwrap();
        if done.is_ok() {
            work.commit().await.unwrap();
        }
        done
    };
    assert_eq!(assign(&sora, dami.id, None).await, Err(CaseRefusal::NotTaken));
    portal.take(&desk.case, &sora).await.unwrap();
    let page = hers.get(&desk.path()).await;
    for to in [auditor.id, desk.member.id] {
        let refused = hers.submit(&page, "/assign", &[("to", &to.to_string())]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(refused.text("#to-error"), Lang::Ko.error_colleague());
    }
    assert_eq!(assign(&dami, dami.id, None).await, Err(CaseRefusal::TakenMeanwhile), "the page was old");
    hers.submit(&page, "/assign", &[("to", &dami.id.to_string())]).await;
    let late = hers.submit(&page, "/assign", &[("to", &dami.id.to_string())]).await;
    assert_eq!(late.status, StatusCode::OK, "pressed twice it is handed on once");
    assert_eq!(portal.ask::<i64>("select count(*) from events where kind = 'case_assigned'").await, 1);
    assert_eq!(portal.ask::<i64>("select count(*) from deliveries where kind = 'case_assigned'").await, 1);
    assert_eq!(assign(&sora, sora.id, Some(dami.id)).await, Err(CaseRefusal::NotTaken), "it is hers no more");
}

#[tokio::test]
async fn a_case_that_is_decided_is_handed_to_nobody() {
    let desk = Desk::open().await;
    let (sora, lead) =
        (desk.portal.staff("sora", StaffRole::Agent).await, desk.portal.staff("iden", StaffRole::Lead).await);
    desk.portal.take(&desk.case, &sora).await.unwrap();
    desk.portal.approve(&desk.case, &sora).await.unwrap();
    let mut work = desk.portal.work(Actor::Staff(lead.id)).await;
    let done = cancellations::assign(&mut work, &desk.case, lead.id, Some(sora.id)).await.unwrap();
    assert_eq!(done, Err(CaseRefusal::MovedOn));
    let browser = desk.portal.signed_in(&lead).await;
    assert!(!browser.get(&desk.path()).await.has("form[action$='/assign']"));
}
