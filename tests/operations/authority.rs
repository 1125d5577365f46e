//! Who may act on a case is asked again under its lock: of roles and people as they are then.

use devcenter::{
    auth::StaffRole,
    cancellations::{self, BillingResult},
    work::Actor,
};

use super::Desk;
use crate::support::world::Person;

impl Desk {
    async fn now_is(&self, person: &Person, role: &'static str) {
        let sql = format!("update staff set role = '{role}' where user_id = $1");
        sqlx::query(sqlx::AssertSqlSafe(sql)).bind(person.id).execute(&self.portal.app.db).await.unwrap();
    }

    async fn leaves(&self, person: &Person) {
        let sql = "update users set disabled_at = now() where user_id = $1";
        sqlx::query(sql).bind(person.id).execute(&self.portal.app.db).await.unwrap();
    }
}

#[tokio::test]
async fn who_only_reads_takes_no_case() {
    let desk = Desk::open().await;
    for role in [StaffRole::Auditor, StaffRole::Admin] {
        let person = desk.portal.staff(&format!("{role:?}"), role).await;
        assert!(desk.portal.take(&desk.case, &person).await.is_err(), "{role:?}");
    }
    assert!(desk.portal.take(&desk.case, &desk.member).await.is_err(), "no person of operations");
    assert_eq!(desk.case_state().await, "open");
}

#[tokio::test]
async fn who_lost_the_role_or_left_decides_nothing_any_more() {
    let desk = Desk::open().await;
    let (sora, dami) =
        (desk.portal.staff("sora", StaffRole::Agent).await, desk.portal.staff("dami", StaffRole::Lead).await);
    desk.portal.take(&desk.case, &sora).await.unwrap();
    desk.now_is(&sora, "auditor").await;
    assert!(desk.portal.decline(&desk.case, &sora).await.is_err());
    assert!(desk.portal.approve(&desk.case, &sora).await.is_err());
    assert!(desk.portal.give_back(&desk.case, &sora, chrono::Duration::hours(48)).await.is_err());
    assert_eq!(desk.case_state().await, "in_review");
    desk.portal.take(&desk.case, &dami).await.unwrap();
    desk.portal.approve(&desk.case, &dami).await.unwrap();
    desk.leaves(&dami).await;
    assert!(desk.portal.record_result(&desk.case, &dami, BillingResult::Confirmed).await.is_err());
    assert_eq!(desk.case_state().await, "pending_at_store");
}

#[tokio::test]
async fn a_member_who_left_answers_nothing_and_takes_nothing_back() {
    let desk = Desk::open().await;
    desk.portal.answer(&desk.asked, &desk.member).await.unwrap();
    desk.leaves(&desk.member).await;
    assert!(desk.portal.undo(&desk.asked, &desk.member).await.is_err());
    desk.portal.pass(chrono::Duration::seconds(10)).await;
    assert!(desk.portal.answer(&desk.asked, &desk.member).await.is_err());
}

#[tokio::test]
async fn only_the_person_whose_work_it_is_acts() {
    let desk = Desk::open().await;
    let sora = desk.portal.staff("sora", StaffRole::Agent).await;
    for actor in [Actor::System, Actor::Member(sora.id)] {
        let mut work = desk.portal.work(actor).await;
        assert!(cancellations::take(&mut work, &desk.case, None).await.unwrap().is_err(), "{actor:?}");
    }
}
