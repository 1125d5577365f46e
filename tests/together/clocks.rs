//! Whatever is merged and taken apart, and whenever: no due moment ever moves later, and each fires once.

use std::collections::HashMap;

use chrono::{DateTime, Duration, Utc};
use devcenter::{auth::MemberRole, id::InquiryId};
use proptest::{
    prelude::*,
    test_runner::{Config, TestCaseError, TestRunner},
};

use crate::support::{
    Portal,
    world::{Asked, Person, Seller},
};

/// What happens to two inquiries of one customer.
#[derive(Debug, Clone, Copy)]
enum Step {
    Merge(bool),
    Unmerge(bool),
    Answer(bool),
    /// Time passes while the scanner sleeps.
    Sleep(i64),
    /// Time passes and the scanner does what is due.
    Pass(i64),
}

fn step() -> impl Strategy<Value = Step> {
    let hours = prop::sample::select(vec![0, 1, 4, 20, 24, 47, 68]);
    prop_oneof![
        4 => any::<bool>().prop_map(Step::Merge),
        4 => any::<bool>().prop_map(Step::Unmerge),
        1 => any::<bool>().prop_map(Step::Answer),
        2 => hours.clone().prop_map(Step::Sleep),
        4 => hours.prop_map(Step::Pass),
    ]
}

/// The due moments that run, by inquiry; those of a merged one are looked for where it goes on.
async fn running(portal: &Portal, both: &[Asked; 2]) -> HashMap<InquiryId, DateTime<Utc>> {
    let sql = "select asked.inquiry_id, i.reply_due_at
               from inquiries asked join inquiries i on i.inquiry_id = coalesce(asked.merged_into, asked.inquiry_id)
               where asked.inquiry_id = any($1) and i.state = 'awaiting_developer'";
    let ids: Vec<InquiryId> = both.iter().map(|asked| asked.id).collect();
    let rows: Vec<(InquiryId, DateTime<Utc>)> = sqlx::query_as(sql).bind(ids).fetch_all(&portal.app.db).await.unwrap();
    rows.into_iter().collect()
}

async fn take(portal: &Portal, both: &[Asked; 2], agent: &Person, step: Step) -> bool {
    let pair = |first: bool| if first { (&both[0], &both[1]) } else { (&both[1], &both[0]) };
    match step {
        Step::Merge(first) => portal.merge(pair(first).0, pair(first).1, agent).await.is_ok(),
        Step::Unmerge(first) => portal.unmerge(pair(first).0, pair(first).1, agent).await.is_ok(),
        Step::Answer(first) => portal.answer(pair(first).0, agent).await.is_ok(),
        Step::Sleep(hours) => {
            portal.app.clock.advance(Duration::hours(hours));
            true
        }
        Step::Pass(hours) => {
            portal.pass(Duration::hours(hours)).await;
            true
        }
    }
}

/// What holds after every step.
const ALWAYS: [(&str, &str); 5] = [
    (
        "what waits has one open due moment, its own, and nothing else has one",
        "select count(*) from inquiries i where turn > 0 and
             (select count(*) from deadlines d where d.inquiry_id = i.inquiry_id and kind = 'reply_due'
              and fired_at is null and cancelled_at is null and skipped_at is null
              and d.turn = i.turn and d.due_at = i.reply_due_at)
             <> case i.state when 'awaiting_developer' then 1 else 0 end",
    ),
    (
        "no deadline of another turn is open",
        "select count(*) from deadlines d join inquiries i using (inquiry_id)
         where d.turn <> i.turn and fired_at is null and cancelled_at is null and skipped_at is null",
    ),
    (
        "what is answered closes some day",
        "select count(*) from inquiries i where state = 'answered' and 1 <> (
             select count(*) from deadlines d where d.inquiry_id = i.inquiry_id and kind = 'quiet_close' and d.turn = i.turn
             and fired_at is null and cancelled_at is null and skipped_at is null)",
    ),
    (
        "a due moment that passed is one escalation",
        "select count(*) from inquiries i where
             (select count(*) from deadlines d where d.inquiry_id = i.inquiry_id and kind = 'reply_due' and fired_at is not null)
             <> (select count(*) from events e where e.inquiry_id = i.inquiry_id and kind = 'escalated')",
    ),
    (
        "the history is numbered without gaps",
        "select count(*) from inquiries i where turn > 0 and
             sequence <> (select count(*) from events e where e.inquiry_id = i.inquiry_id)",
    ),
];

async fn live(
    portal: &Portal,
    seller: &Seller,
    agent: &Person,
    apart: i64,
    steps: &[Step],
) -> Result<(), TestCaseError> {
    let name = format!("c{}", devcenter::id::SubmissionKey::new());
    let first = portal.asked(seller, &name).await;
    portal.pass(Duration::hours(apart)).await;
    let both = [first, portal.asked(seller, &name).await];
    // nobody writes again in these lives: each has the moment that it was given when it came
    let own = own_moments(portal, &both).await;
    for (number, step) in steps.iter().enumerate() {
        let before = running(portal, &both).await;
        let done = take(portal, &both, agent, *step).await;
        portal.all_let_go().await;
        let after = running(portal, &both).await;
        if matches!(step, Step::Merge(_)) && done {
            for (inquiry, due) in &before {
                let now = after.get(inquiry);
                prop_assert!(now.is_some_and(|now| now <= due), "after step {number} {step:?}: {due} became {now:?}");
            }
        }
        let are_one = "select exists (select from inquiries where merged_into is not null and merged_into = any($1))";
        let ids: Vec<InquiryId> = own.keys().copied().collect();
        let one: bool = sqlx::query_scalar(are_one).bind(ids).fetch_one(&portal.app.db).await.unwrap();
        for (inquiry, due) in &after {
            let right = if one { own.values().any(|own| own == due) } else { own[inquiry] == *due };
            prop_assert!(right, "after step {number} {step:?} of {steps:?}: {due} is none of {own:?}");
        }
        for (rule, broken) in ALWAYS {
            let broken: i64 = sqlx::query_scalar(broken).fetch_one(&portal.app.db).await.unwrap();
            prop_assert!(broken == 0, "after step {number} {step:?} of {steps:?}: {rule}");
        }
    }
    Ok(())
}

/// The moments that both were given when they came.
async fn own_moments(portal: &Portal, both: &[Asked; 2]) -> HashMap<InquiryId, DateTime<Utc>> {
    let mut own = HashMap::new();
    for asked in both {
        let sql = "select (data->>'due_at')::timestamptz from events where inquiry_id = $1 and kind = 'confirmed'";
        own.insert(asked.id, sqlx::query_scalar(sql).bind(asked.id).fetch_one(&portal.app.db).await.unwrap());
    }
    own
}

#[test]
fn no_due_moment_moves_later_and_each_fires_once() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (portal, seller, agent) = runtime.block_on(async {
        let portal = Portal::start().await;
        let seller = portal.seller("moon").await;
        let agent = portal.member(&seller, "jihu", MemberRole::Agent).await;
        (portal, seller, agent)
    });
    let config = Config { cases: 24, max_shrink_iters: 200, failure_persistence: None, ..Config::default() };
    let lives = (prop::sample::select(vec![0i64, 1, 30, 60]), prop::collection::vec(step(), 1..12));
    let run = TestRunner::new(config)
        .run(&lives, |(apart, steps)| runtime.block_on(live(&portal, &seller, &agent, apart, &steps)));
    if let Err(error) = run {
        panic!("{error}");
    }
}
