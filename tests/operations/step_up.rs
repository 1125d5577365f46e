//! Before money moves, who decides proves once more who they are; nothing that was typed is lost.

use chrono::Duration;
use devcenter::{auth::StaffRole, lang::Lang};
use reqwest::StatusCode;

use super::{APPROVAL, Desk};
use crate::support::world::PASSWORD;

#[tokio::test]
async fn an_approval_asks_again_who_decides_and_keeps_what_was_typed() {
    let desk = Desk::open().await;
    let browser = desk.operator("lead", StaffRole::Lead).await;
    let telephone = desk.portal.telephone(&browser).await;
    let page = desk.taken(&browser).await;
    desk.portal.app.clock.advance(Duration::minutes(10));
    let asked = browser.submit(&page, "/decision", &APPROVAL).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(asked.text("#proof-error"), Lang::Ko.proof_missing_code());
    let kept = asked.form("/decision").fields;
    for (name, value) in APPROVAL {
        assert!(kept.contains(&(name.to_owned(), value.to_owned())), "{name} is kept: {kept:?}");
    }
    assert_eq!(desk.case_state().await, "in_review");
    for wrong in ["000000", PASSWORD] {
        let refused = browser.submit(&asked, "/decision", &[("proof", wrong)]).await;
        assert_eq!(refused.text("#proof-error"), Lang::Ko.proof_wrong_code(), "{wrong}");
        assert!(refused.form("/decision").fields.contains(&("reason".to_owned(), APPROVAL[2].1.to_owned())));
    }
    let code = telephone.next_code(&desk.portal);
    let done = browser.submit(&asked, "/decision", &[("proof", &code)]).await;
    assert_eq!((done.status, done.path.as_str()), (StatusCode::OK, desk.path().as_str()));
    assert_eq!(desk.case_state().await, "pending_at_store");
}

#[tokio::test]
async fn a_proof_lasts_ten_minutes_in_its_session_only() {
    let desk = Desk::open().await;
    let person = desk.portal.staff("lead", StaffRole::Lead).await;
    let here = desk.portal.signed_in(&person).await;
    desk.portal.app.clock.advance(Duration::minutes(10));
    let elsewhere = desk.portal.signed_in(&person).await;
    let page = desk.taken(&here).await;
    let asked = here.submit(&page, "/decision", &APPROVAL).await;
    assert_eq!(asked.text("#proof-error"), Lang::Ko.proof_missing_password(), "without a second factor, the password");
    desk.portal.app.clock.advance(Duration::minutes(10) - Duration::seconds(1));
    let page = elsewhere.get(&desk.path()).await;
    let done = elsewhere.submit(&page, "/decision", &APPROVAL).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.words());
    assert_eq!(desk.case_state().await, "pending_at_store");
}

#[tokio::test]
async fn what_moves_no_money_asks_nothing() {
    let desk = Desk::open().await;
    let browser = desk.operator("agent", StaffRole::Agent).await;
    let page = desk.taken(&browser).await;
    desk.portal.app.clock.advance(Duration::hours(1));
    let values = [("decision", "decline"), ("reason", "구매 내역이 없습니다.")];
    assert_eq!(browser.submit(&page, "/decision", &values).await.status, StatusCode::OK);
    assert_eq!(desk.case_state().await, "declined");
}
