//! An answer and the due moment in the same instant, on real connections, many rounds.

use std::sync::Arc;

use chrono::Duration;
use devcenter::{
    app::App,
    auth::MemberRole,
    due,
    inquiries::{AcceptedReply, ReplyForm, ReplyRefusal, State},
};
use sqlx::Row;
use tokio::sync::Barrier;

use crate::support::{
    Portal,
    acts::reply,
    world::{Asked, Person, Seller},
};

/// Rounds of each race, at least.
const ROUNDS: usize = 240;
/// Rounds until every outcome was seen, at most.
const MOST_ROUNDS: usize = 2_400;
/// The smallest step of the clock: what PostgreSQL stores.
const INSTANT: Duration = Duration::microseconds(1);

/// What became of a round.
#[derive(Debug, Default, PartialEq, Eq)]
struct Seen {
    /// The answer was in time.
    in_time: usize,
    /// Escalated; the answer was taken as a late one, and its author told so.
    late: usize,
    /// Escalated; the author was told that something happened that they had not seen.
    told: usize,
}

impl Seen {
    fn every_way(&self) -> bool {
        [self.in_time, self.late, self.told].iter().all(|seen| *seen > 0)
    }
}

/// A scanner of another process: its own bell, the same store and clock.
async fn ticks(app: App, barrier: Arc<Barrier>, wait: usize) {
    begin(&barrier, wait).await;
    for _ in 0..3 {
        due::tick(&app).await.unwrap();
    }
}

/// Meets the others, then lets some of them go ahead.
async fn begin(barrier: &Barrier, wait: usize) {
    barrier.wait().await;
    for _ in 0..wait {
        tokio::task::yield_now().await;
    }
}

/// The clock reaches the due moment while an answer is handed in and two scanners look. Where the clock stands at the start,
/// and who goes first, changes from round to round.
async fn race(portal: &Portal, asked: &Asked, author: &Person, round: usize) -> Result<AcceptedReply, ReplyRefusal> {
    // the page was read before the due moment, or its author presses «answer anyway»
    let seen = if round.is_multiple_of(2) { i32::MAX } else { sequence(portal, asked).await };
    let form = ReplyForm { seen, ..reply() };
    let barrier = Arc::new(Barrier::new(4));
    let wait = |who: usize| (round * 7 + who * 5) % 23;
    let scanners = [1, 2].map(|who| tokio::spawn(ticks(portal.app.clone(), Arc::clone(&barrier), wait(who))));
    let clock = tokio::spawn({
        let (clock, barrier, wait) = (portal.app.clock.clone(), Arc::clone(&barrier), wait(3));
        async move {
            begin(&barrier, wait).await;
            clock.advance(INSTANT);
        }
    });
    begin(&barrier, wait(4)).await;
    let answered = portal.answer_with(asked, author, &form).await;
    for other in scanners {
        other.await.unwrap();
    }
    clock.await.unwrap();
    answered
}

async fn sequence(portal: &Portal, asked: &Asked) -> i32 {
    let sql = "select sequence from inquiries where inquiry_id = $1";
    sqlx::query_scalar(sql).bind(asked.id).fetch_one(&portal.app.db).await.unwrap()
}

/// Rows about an inquiry: cases, escalations, answers in time, late answers, answers mailed, notices to the customer.
async fn counts(portal: &Portal, asked: &Asked) -> [i64; 6] {
    let sql = "select (select count(*) from cancellations where inquiry_id = $1),
                      (select count(*) from events where inquiry_id = $1 and kind = 'escalated'),
                      (select count(*) from messages where inquiry_id = $1 and author = 'developer' and not late),
                      (select count(*) from messages where inquiry_id = $1 and late),
                      (select count(*) from deliveries where inquiry_id = $1 and kind = 'answer'),
                      (select count(*) from deliveries where inquiry_id = $1 and kind = 'escalated_customer')";
    let row = sqlx::query(sql).bind(asked.id).fetch_one(&portal.app.db).await.unwrap();
    std::array::from_fn(|column| row.get(column))
}

/// An inquiry an instant before its due moment. In every third round the reminders are still to be done as well.
async fn at_the_brink(portal: &Portal, seller: &Seller, round: usize) -> Asked {
    let asked = portal.asked(seller, &format!("c{round}")).await;
    portal.app.clock.advance(Duration::hours(72) - INSTANT);
    if !round.is_multiple_of(3) {
        portal.scan().await;
    }
    asked
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_an_answer_and_the_due_moment_in_the_same_instant_exactly_one_wins_and_the_other_is_told() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
    let mut seen = Seen::default();
    for round in 0..MOST_ROUNDS {
        if round >= ROUNDS && seen.every_way() {
            break;
        }
        let asked = at_the_brink(&portal, &seller, round).await;
        let answered = race(&portal, &asked, &agent, round).await;
        portal.pass(Duration::seconds(11)).await;
        let (state, counts) = (portal.state(asked.id).await, counts(&portal, &asked).await);
        let expected = match &answered {
            Ok(AcceptedReply::Waits { late: false, .. }) => {
                seen.in_time += 1;
                (State::Answered, [0, 0, 1, 0, 1, 0])
            }
            Ok(AcceptedReply::Waits { late: true, .. }) => {
                seen.late += 1;
                (State::Escalated, [1, 1, 0, 1, 1, 1])
            }
            Err(ReplyRefusal::SomethingNewer) => {
                seen.told += 1;
                (State::Escalated, [1, 1, 0, 0, 0, 1])
            }
            other => panic!("round {round}: {other:?}"),
        };
        assert_eq!((state, counts), expected, "round {round}: {answered:?}");
    }
    assert!(seen.every_way(), "the race goes every way: {seen:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_answers_at_the_due_moment_of_a_batch_neither_deadlock_nor_hold_up_the_others() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
    let mut batch = Vec::new();
    for customer in 0..40 {
        batch.push(portal.asked(&seller, &format!("c{customer}")).await);
    }
    portal.pass(Duration::hours(72) - INSTANT).await;
    let barrier = Arc::new(Barrier::new(batch.len() / 2 + 3));
    let scanners = [0, 3].map(|wait| tokio::spawn(ticks(portal.app.clone(), Arc::clone(&barrier), wait)));
    let form = reply();
    let answers = batch.iter().step_by(2).map(|asked| async {
        begin(&barrier, 0).await;
        portal.answer_with(asked, &agent, &ReplyForm { key: devcenter::id::SubmissionKey::new(), ..form.clone() }).await
    });
    let advance = async {
        begin(&barrier, 1).await;
        portal.app.clock.advance(INSTANT);
    };
    let (answers, ()) = futures_util::join!(futures_util::future::join_all(answers), advance);
    for scanner in scanners {
        scanner.await.unwrap();
    }
    portal.pass(Duration::seconds(11)).await;
    let in_time =
        answers.iter().filter(|answer| matches!(answer, Ok(AcceptedReply::Waits { late: false, .. }))).count();
    let states = "select count(*) from inquiries where state = 'answered'";
    assert_eq!(portal.ask::<i64>(states).await, in_time as i64);
    assert_eq!(
        portal.ask::<i64>("select count(*) from inquiries where state = 'escalated'").await,
        40 - in_time as i64
    );
    assert_eq!(portal.ask::<i64>("select count(*) from cancellations").await, 40 - in_time as i64);
    assert!(answers.iter().all(Result::is_ok), "{answers:?}");
}
