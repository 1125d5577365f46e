//! What was never confirmed is forgotten, as the form says.

use chrono::Duration;
use devcenter::background::put_away;

use crate::support::Portal;

const LEFT: &str = "select concat_ws(' ', (select count(*) from customers), (select count(*) from confirmations),
                                          (select count(*) from inquiries), (select count(*) from deliveries))";

#[tokio::test]
async fn nothing_is_left_of_an_address_that_nobody_confirmed() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    portal.file(&portal.form_of(&seller, "stranger")).await;
    portal.deliver().await;
    assert_eq!(portal.ask::<String>(LEFT).await, "1 1 1 1");
    portal.app.clock.advance(Duration::days(7) - Duration::minutes(1));
    put_away(&portal.app).await;
    assert_eq!(portal.ask::<String>(LEFT).await, "1 1 1 1", "the link still works");
    portal.app.clock.advance(Duration::minutes(2));
    put_away(&portal.app).await;
    assert_eq!(portal.ask::<String>(LEFT).await, "0 0 0 0");
}

#[tokio::test]
async fn who_confirmed_stays_and_so_does_who_wrote_again() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    portal.asked(&seller, "haneul").await;
    portal.file(&portal.form_of(&seller, "stranger")).await;
    portal.app.clock.advance(Duration::days(6));
    portal.file(&portal.form_of(&seller, "stranger")).await;
    portal.app.clock.advance(Duration::days(2));
    put_away(&portal.app).await;
    let customers = "select string_agg(name, ' ' order by name) from customers";
    assert_eq!(portal.ask::<String>(customers).await, "haneul stranger");
    let inquiries = "select count(*) from inquiries";
    assert_eq!(portal.ask::<i64>(inquiries).await, 2, "the first inquiry of the stranger is gone, the second waits");
}
