//! A seller keeps an owner, whatever happens at the same moment.

use devcenter::{auth::MemberRole, lang::Lang, team, work::Actor};
use reqwest::StatusCode;

use super::owned;
use crate::support::Portal;

#[tokio::test]
async fn the_last_owner_cannot_leave_or_be_demoted() {
    let portal = Portal::start().await;
    let (_, owner, browser) = owned(&portal).await;
    let path = format!("/team/{}", owner.id);
    let page = browser.get(&path).await;
    let demoted = browser.submit(&page, &path, &[("role", "agent")]).await;
    assert_eq!(demoted.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(demoted.words().contains(&*Lang::Ko.last_owner()), "{}", demoted.words());
    let left = browser.submit(&page, "/removal", &[("heir", "nobody")]).await;
    assert_eq!(left.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(left.words().contains(&*Lang::Ko.last_owner()), "{}", left.words());
    for sql in
        ["delete from memberships", "update memberships set role = 'viewer'", "update users set disabled_at = now()"]
    {
        let refused = sqlx::query(sql).execute(&portal.app.db).await.unwrap_err();
        let constraint = refused.as_database_error().and_then(|error| error.constraint()).map(str::to_owned);
        assert_eq!(constraint.as_deref(), Some("memberships_keep_an_owner"), "{sql}");
    }
}

#[tokio::test]
async fn an_owner_may_leave_when_another_stays() {
    let portal = Portal::start().await;
    let (seller, owner, browser) = owned(&portal).await;
    portal.member(&seller, "second", MemberRole::Owner).await;
    let page = browser.get(&format!("/team/{}", owner.id)).await;
    let left = browser.submit(&page, "/removal", &[("heir", "nobody")]).await;
    assert_eq!((left.status, left.path.as_str()), (StatusCode::OK, "/account"));
    assert_eq!(browser.get("/team").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn two_owners_who_remove_each_other_at_the_same_moment_leave_one() {
    let portal = Portal::start().await;
    let (seller, one, _) = owned(&portal).await;
    for round in 0..10 {
        let two = portal.member(&seller, &format!("owner{round}"), MemberRole::Owner).await;
        let removal = async |by: &crate::support::world::Person, whom: &crate::support::world::Person| {
            let mut work = portal.work(Actor::Member(by.id)).await;
            let done = team::remove_member(&mut work, (seller.id, whom.id), None).await.unwrap();
            if done.is_ok() {
                work.commit().await.unwrap();
            }
            done.is_ok()
        };
        let (first, second) = tokio::join!(removal(&one, &two), removal(&two, &one));
        assert!(first ^ second, "{first} {second}");
        let owners: i64 = portal.ask("select count(*) from memberships where role = 'owner'").await;
        assert_eq!(owners, 1);
        if second {
            let mut work = portal.work(Actor::System).await;
            let now = work.now();
            devcenter::auth::join_seller(work.db(), seller.id, one.id, MemberRole::Owner, now).await.unwrap();
            work.commit().await.unwrap();
            sqlx::query("delete from memberships where user_id = $1")
                .bind(two.id)
                .execute(&portal.app.db)
                .await
                .unwrap();
        }
    }
}

#[tokio::test]
async fn two_statements_that_demote_two_owners_at_once_leave_one() {
    let portal = Portal::start().await;
    let (seller, one, _) = owned(&portal).await;
    let two = portal.member(&seller, "two", MemberRole::Owner).await;
    // by the schema alone: the program's own lock is not taken
    let demote = async |person: &crate::support::world::Person| {
        let mut transaction = portal.app.db.begin().await.unwrap();
        let sql = "update memberships set role = 'viewer' where user_id = $1";
        let done = sqlx::query(sql).bind(person.id).execute(&mut *transaction).await;
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        done.is_ok() && transaction.commit().await.is_ok()
    };
    let (first, second) = tokio::join!(demote(&one), demote(&two));
    assert!(first ^ second, "{first} {second}");
}
