//! Whatever people, mails and time do to an inquiry, in whatever order: these rules hold after every step.

use std::collections::HashSet;

use chrono::Duration;
use devcenter::{
    auth::{MemberRole, StaffRole},
    cancellations::BillingResult,
    id::{MessageId, SubmissionKey},
    inquiries::{self, AcceptedReply, State},
    work::Actor,
};
use proptest::{
    prelude::*,
    test_runner::{Config, TestCaseError, TestRunner},
};

use crate::support::{
    Portal,
    world::{Asked, Person, Seller},
};

/// What holds for an inquiry `i` at every moment. `open` are its deadlines that have not ended, `fired` its due moments
/// that passed without an answer.
const ALWAYS: [(&str, &str); 16] = [
    (
        "awaiting has one open due moment, that of its turn, and nobody else has one",
        "(select count(*) from open where kind = 'reply_due' and turn = i.turn and due_at = i.reply_due_at)
         = case i.state when 'awaiting_developer' then 1 else 0 end
         and (i.state = 'awaiting_developer' or not exists (select from open where kind = 'reply_due'))",
    ),
    ("no deadline of an old turn is open", "not exists (select from open where turn <> i.turn)"),
    (
        "nothing closed has an open deadline but for the question how it was, and nothing else has that one",
        "not exists (select from open where (i.state = 'closed') <> (kind = 'satisfaction_question'))",
    ),
    (
        "what is answered closes some day",
        "i.state <> 'answered' or exists (select from history where kind = 'operations_answered') or 1 = (select count(*) from open where kind = 'quiet_close' and turn = i.turn)",
    ),
    ("every turn had one due moment", "i.turn = (select count(*) from deadlines d where d.inquiry_id = i.inquiry_id and kind = 'reply_due')"),
    ("escalated means that this turn's due moment passed", "i.state <> 'escalated' or exists (select from fired where turn = i.turn)"),
    ("a due moment that passed is one escalation", "(select count(*) from fired) = (select count(*) from history where kind = 'escalated')"),
    (
        "a due moment that passed is one cause of one case",
        "(select coalesce(array_agg(turn order by turn), '{}') from fired)
         = (select coalesce(array_agg(cause order by cause), '{}') from cases, unnest(cases.causes) as cause)",
    ),
    (
        "a due moment that passed is one notice to the customer",
        "(select count(*) from fired) = (select count(*) from mails where kind = 'escalated_customer')",
    ),
    ("escalated means one open case", "i.state <> 'escalated' or 1 = (select count(*) from cases where is_open)"),
    ("at most one case is open", "2 > (select count(*) from cases where is_open)"),
    (
        "the history is numbered without gaps",
        "i.sequence = (select count(*) from history) and i.sequence = (select max(sequence) from history)",
    ),
    (
        "a case's history is numbered without gaps",
        "not exists (select from cases where sequence <> (select count(*) from events e where e.cancellation_id = cases.id)
                     or sequence <> (select max(sequence) from events e where e.cancellation_id = cases.id))",
    ),
    (
        "an answer is a message, an event and a mail",
        "(select count(*) from said where author = 'developer') = (select count(*) from mails where kind = 'answer')
         and (select count(*) from mails where kind = 'answer')
             = (select count(*) from history where kind in ('answered', 'answered_late'))",
    ),
    (
        "a late answer is marked as late",
        "(select count(*) from said where late) = (select count(*) from history where kind = 'answered_late')",
    ),
    ("only what is closed has a reason for it", "(i.state = 'closed') = (i.close_reason is not null)"),
];

/// What holds besides once the scanner has done everything.
const AFTER_SCAN: [(&str, &str); 2] = [
    ("no deadline is left behind", "not exists (select from open where due_at <= $2)"),
    (
        "no answer is left waiting",
        "not exists (select from pending_replies p
                     where p.inquiry_id = i.inquiry_id and p.release_at <= $2)",
    ),
];

/// A step.
#[derive(Debug, Clone, Copy)]
enum Step {
    CustomerWrites,
    Solved,
    Answer(usize),
    Undo(usize),
    /// The answer's mail is refused for good.
    AnswerBounces,
    Take(usize),
    Decline(usize),
    Return(usize, i64),
    Approve(usize),
    Result(bool),
    DeveloperRequests,
    /// Time passes while the scanner sleeps.
    Sleep(i64),
    /// Time passes and the scanner does what is due.
    Pass(i64),
}

const SECOND: i64 = 1_000_000;
const HOUR: i64 = 3_600 * SECOND;

/// Times around which something happens, in microseconds.
fn time() -> impl Strategy<Value = i64> {
    prop::sample::select(vec![
        0,
        1,
        SECOND,
        10 * SECOND - 1,
        10 * SECOND,
        4 * HOUR,
        24 * HOUR,
        48 * HOUR,
        68 * HOUR,
        72 * HOUR - 5 * SECOND,
        72 * HOUR - 1,
        72 * HOUR,
        14 * 24 * HOUR,
    ])
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => Just(Step::CustomerWrites),
        1 => Just(Step::Solved),
        5 => (0..2usize).prop_map(Step::Answer),
        2 => (0..2usize).prop_map(Step::Undo),
        2 => Just(Step::AnswerBounces),
        4 => (0..2usize).prop_map(Step::Take),
        2 => (0..2usize).prop_map(Step::Decline),
        2 => ((0..2usize), time()).prop_map(|(by, time)| Step::Return(by, time)),
        2 => (0..2usize).prop_map(Step::Approve),
        2 => any::<bool>().prop_map(Step::Result),
        1 => Just(Step::DeveloperRequests),
        3 => time().prop_map(Step::Sleep),
        8 => time().prop_map(Step::Pass),
    ]
}

/// One inquiry and everybody around it.
struct Life<'a> {
    portal: &'a Portal,
    asked: Asked,
    members: &'a [Person; 2],
    staff: &'a [Person; 2],
    /// Turns in which an answer was accepted in time and not taken back: these never escalate.
    answered: HashSet<i32>,
}

impl Life<'_> {
    /// Does a step; what the portal refuses does not happen.
    async fn take(&mut self, step: Step) {
        let (portal, asked) = (self.portal, &self.asked);
        match step {
            Step::CustomerWrites => portal.writes(asked, SubmissionKey::new()).await,
            Step::Solved => drop(portal.solve(asked).await),
            Step::Answer(who) => self.answer(who).await,
            Step::Undo(who) => {
                if portal.undo(asked, &self.members[who]).await.is_ok() {
                    let turn = self.turn().await;
                    self.answered.remove(&turn);
                }
            }
            Step::AnswerBounces => self.answer_bounces().await,
            Step::DeveloperRequests => portal.developer_requests(asked).await,
            Step::Sleep(time) => portal.app.clock.advance(Duration::microseconds(time)),
            Step::Pass(time) => portal.pass(Duration::microseconds(time)).await,
            Step::Take(_) | Step::Decline(_) | Step::Return(..) | Step::Approve(_) | Step::Result(_) => {
                self.decide(step).await;
            }
        }
    }

    async fn answer(&mut self, who: usize) {
        let awaiting = self.portal.state(self.asked.id).await == State::AwaitingDeveloper;
        let answer = self.portal.answer(&self.asked, &self.members[who]).await;
        if let Ok(AcceptedReply::Waits { late: false, .. }) = answer
            && awaiting
        {
            let turn = self.turn().await;
            self.answered.insert(turn);
        }
    }

    async fn answer_bounces(&self) {
        let sql =
            "select message_id from messages where inquiry_id = $1 and author = 'developer' order by message_id desc";
        let newest: Option<MessageId> =
            sqlx::query_scalar(sql).bind(self.asked.id).fetch_optional(&self.portal.app.db).await.unwrap();
        let Some(message) = newest else { return };
        let mut work = self.portal.work(Actor::System).await;
        inquiries::unanswer(&mut work, &self.portal.app.rules.current(), self.asked.id, message).await.unwrap();
        work.commit().await.unwrap();
    }

    async fn decide(&self, step: Step) {
        let (portal, staff) = (self.portal, self.staff);
        let Some(case) = portal.case_of(&self.asked).await else { return };
        // a refusal is a value; what it leaves is looked at like everything else
        let _ = match step {
            Step::Take(who) => portal.take(&case, &staff[who]).await,
            Step::Decline(who) => portal.decline(&case, &staff[who]).await,
            Step::Return(who, time) => portal.give_back(&case, &staff[who], Duration::microseconds(time)).await,
            Step::Approve(who) => portal.approve(&case, &staff[who]).await,
            Step::Result(true) => portal.record_result(&case, &staff[0], BillingResult::Confirmed).await,
            _ => portal.record_result(&case, &staff[0], BillingResult::Failed).await,
        };
    }

    async fn turn(&self) -> i32 {
        let sql = "select turn from inquiries where inquiry_id = $1";
        sqlx::query_scalar(sql).bind(self.asked.id).fetch_one(&self.portal.app.db).await.unwrap()
    }

    /// The rules that are broken.
    async fn broken(&self, scanned: bool) -> Vec<String> {
        let rules = ALWAYS.iter().chain(AFTER_SCAN.iter().filter(|_| scanned));
        let checks: Vec<String> =
            rules.map(|(name, sql)| format!("case when not ({sql}) then $${name}$$ end")).collect();
        let sql = format!(
            "with i as (select * from inquiries where inquiry_id = $1),
             open as (select * from deadlines where inquiry_id = $1 and fired_at is null and cancelled_at is null
                      and skipped_at is null and $2::timestamptz is not null),
             fired as (select * from deadlines where inquiry_id = $1 and kind = 'reply_due' and fired_at is not null),
             history as (select * from events where inquiry_id = $1),
             said as (select * from messages where inquiry_id = $1),
             mails as (select * from deliveries where inquiry_id = $1),
             cases as (select cancellation_id as id, causes, sequence, state not in
                       ('declined', 'returned', 'confirmed', 'failed', 'withdrawn') as is_open
                       from cancellations where inquiry_id = $1)
             select array_remove(array[{}], null) from i",
            checks.join(", ")
        );
        let query = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).bind(self.asked.id).bind(self.portal.now());
        let mut broken: Vec<String> = query.fetch_one(&self.portal.app.db).await.unwrap();
        let escalated = "select (data->>'turn')::int from events where inquiry_id = $1 and kind = 'escalated'";
        let turns: Vec<i32> =
            sqlx::query_scalar(escalated).bind(self.asked.id).fetch_all(&self.portal.app.db).await.unwrap();
        let wronged = turns.iter().filter(|turn| self.answered.contains(turn));
        broken.extend(wronged.map(|turn| format!("turn {turn} was answered in time and escalated")));
        broken
    }
}

async fn live(
    portal: &Portal,
    seller: &Seller,
    members: &[Person; 2],
    staff: &[Person; 2],
    steps: &[Step],
) -> Result<(), TestCaseError> {
    let asked = portal.asked(seller, &format!("c{}", SubmissionKey::new())).await;
    let mut life = Life { portal, asked, members, staff, answered: HashSet::new() };
    for (number, step) in steps.iter().enumerate() {
        life.take(*step).await;
        portal.all_let_go().await;
        let broken = life.broken(matches!(step, Step::Pass(_))).await;
        prop_assert!(broken.is_empty(), "after step {} {:?}: {:?}", number + 1, step, broken);
    }
    Ok(())
}

#[test]
fn the_rules_of_inquiries_hold_after_every_step_of_every_life() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (portal, seller, members, staff) = runtime.block_on(async {
        let portal = Portal::start().await;
        let seller = portal.seller("moon").await;
        let members = [
            portal.member(&seller, "jihu", MemberRole::Agent).await,
            portal.member(&seller, "mina", MemberRole::Owner).await,
        ];
        let staff = [portal.staff("sora", StaffRole::Agent).await, portal.staff("haein", StaffRole::Lead).await];
        (portal, seller, members, staff)
    });
    let config = Config { cases: 80, max_shrink_iters: 400, failure_persistence: None, ..Config::default() };
    let lives = TestRunner::new(config).run(&prop::collection::vec(step(), 1..30), |steps| {
        runtime.block_on(live(&portal, &seller, &members, &staff, &steps))
    });
    if let Err(error) = lives {
        panic!("{error}");
    }
}
