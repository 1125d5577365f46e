//! What a lease that was lost may still do: nothing.

use std::time::Duration;

use chrono::Duration as Time;
use devcenter::{
    db,
    deliveries::{self, Claim},
};

use crate::support::{Portal, cluster};

async fn claim(portal: &Portal) -> Claim {
    let now = portal.now();
    let claims = deliveries::claim(&portal.app.db, now, now + Time::minutes(1), 1, 1).await.unwrap();
    claims.into_iter().next().unwrap()
}

fn made(mut claim: Claim, bytes: &[u8]) -> Claim {
    claim.rendered = Some(bytes.to_vec());
    claim.rendered_to = Some("haneul@mail.example".to_owned());
    claim
}

#[tokio::test]
async fn a_process_that_wakes_up_late_does_not_change_the_mail_that_another_one_made() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    portal.file(&portal.form_of(&seller, "haneul")).await;
    let late = claim(&portal).await;
    portal.app.clock.advance(Time::minutes(2));
    deliveries::expire_leases(&portal.app.db, portal.now(), portal.now()).await.unwrap();
    let holder = claim(&portal).await;
    deliveries::store_rendered(&portal.app.db, &[made(late.clone(), b"of the late one")]).await.unwrap();
    assert_eq!(portal.ask::<i64>("select count(*) from deliveries where rendered is not null").await, 0);
    deliveries::store_rendered(&portal.app.db, &[made(holder, b"of the holder")]).await.unwrap();
    deliveries::store_rendered(&portal.app.db, &[made(late, b"of the late one")]).await.unwrap();
    assert_eq!(portal.ask::<Vec<u8>>("select rendered from deliveries").await, b"of the holder");
}

#[tokio::test]
async fn the_next_moment_is_found_by_an_index_however_much_waits() {
    let options = cluster::database().await;
    let portal = Portal::on(&options, &[]).await;
    let seller = portal.seller("moon").await;
    portal.file(&portal.form_of(&seller, "haneul")).await;
    let many = "insert into deliveries (delivery_id, kind, lane, customer_id, confirmation_id, created_at, next_try_at)
                select uuid_v7(), kind, 'd' || n % 100, customer_id, confirmation_id, created_at,
                       next_try_at + n * interval '1 second'
                from deliveries, generate_series(1, 20000) as n;
                analyze deliveries";
    sqlx::raw_sql(many).execute(&portal.app.db).await.unwrap();
    let alone = db::pool(options, 1);
    deliveries::next_try(&alone).await.unwrap().unwrap();
    deliveries::backlog(&alone, portal.now() + Time::seconds(50)).await.unwrap();
    sqlx::query("select pg_stat_force_next_flush()").execute(&alone).await.unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    let scans = "select idx_scan from pg_stat_user_indexes where indexrelname = 'deliveries_next'";
    assert_eq!(sqlx::query_scalar::<_, i64>(scans).fetch_one(&alone).await.unwrap(), 2);
}
