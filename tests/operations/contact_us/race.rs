//! Forwarding and closing in the same instant, on real connections, many rounds: one of them happens, whole.

use std::sync::Arc;

use devcenter::{
    app::App,
    auth::StaffRole,
    contact_us::{self, Closing, EntryRefusal},
    id::{SubmissionKey, UserId},
    public_no::PublicNo,
    work::Actor,
};
use tokio::sync::Barrier;

use super::{enter, entry_of};
use crate::support::Portal;

const ROUNDS: usize = 60;

/// One of two who press at once; whether they were first.
async fn press(app: App, by: UserId, no: PublicNo, barrier: Arc<Barrier>, forwards: bool) -> bool {
    barrier.wait().await;
    let mut work = app.work(Actor::Staff(by)).await.unwrap();
    let key = SubmissionKey::new();
    let done = if forwards {
        contact_us::forward(&mut work, &app.secret, &app.rules.current(), &no, (None, key)).await.unwrap()
    } else {
        let closing = Closing::StoreMatter("스토어의 일입니다.".parse().unwrap());
        contact_us::close(&mut work, &no, &closing, key).await.unwrap()
    };
    match done {
        Ok(()) => {
            work.commit().await.unwrap();
            true
        }
        Err(refusal) => {
            assert_eq!(refusal, EntryRefusal::MovedOn);
            false
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_forwarding_and_closing_at_once_one_happens() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let (sora, dami) = (portal.staff("sora", StaffRole::Agent).await, portal.staff("dami", StaffRole::Lead).await);
    let (mut forwarded, mut closed) = (0, 0);
    for round in 0..ROUNDS {
        let no = enter(&portal, &sora, &entry_of(&portal, &seller, &format!("c{round}"))).await;
        let barrier = Arc::new(Barrier::new(2));
        let one = tokio::spawn(press(portal.app.clone(), sora.id, no.clone(), barrier.clone(), round % 2 == 0));
        let other = tokio::spawn(press(portal.app.clone(), dami.id, no, barrier, round % 2 == 1));
        let (one, other) = (one.await.unwrap(), other.await.unwrap());
        assert_ne!(one, other, "round {round}");
        let forwards = if round % 2 == 0 { one } else { other };
        *(if forwards { &mut forwarded } else { &mut closed }) += 1;
    }
    let count = async |sql| portal.ask::<i64>(sql).await;
    assert_eq!(count("select count(*) from inquiries").await, forwarded);
    assert_eq!(count("select count(*) from contact_us_entries where state = 'forwarded'").await, forwarded);
    assert_eq!(count("select count(*) from contact_us_entries where state = 'closed'").await, closed);
    assert_eq!(count("select count(*) from deliveries where kind = 'contact_us_closed'").await, closed);
    assert_eq!(count("select count(*) from deliveries where kind = 'receipt'").await, forwarded);
    assert_eq!(count("select count(*) from contact_us_entries e join inquiries i using (public_no)").await, forwarded);
}
