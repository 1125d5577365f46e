//! Which messages are of a step, and how one of them is met.

use std::sync::{Arc, Mutex};

use super::Stage;
use crate::support::{
    program::Process,
    proxy::{Act, Proxy},
    until,
};

/// What the loops say all the time; nothing of a step begins or ends with it.
const LOOPS: [&str; 14] = [
    "are you there?",
    "insert into heartbeats",
    "clock_timestamp()",
    "select min(release_at)",
    "from pending_replies where release_at <= $1",
    "select max(beat_at)",
    "select p.policy_id",
    "select count(*) as",
    "select deadline_id, inquiry_id as",
    "select min(next_of_kind.due_at)",
    "select min(next_try_at)",
    "with recursive lanes",
    "update deliveries set lease_until = greatest",
    "update deliveries set state = case when data_sent_at is null",
];

/// Between the program and which server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Database,
    Mail,
}

/// Which messages are of the step.
#[derive(Clone, Copy)]
pub(super) struct Aim {
    pub(super) way: Way,
    /// What loops say, and is of this step nevertheless.
    pub(super) also: &'static [&'static str],
    /// Its last message.
    pub(super) last: &'static str,
}

/// At which message the program is killed.
#[derive(Debug)]
pub(super) struct Blow {
    /// The message's place in the step.
    n: usize,
    pub(super) said: String,
    pub(super) when: When,
}

/// Whether the message still reaches the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    NeverArrived,
    Arrived,
    /// Its answer came as well.
    Answered,
}

impl When {
    pub(super) fn words(self) -> &'static str {
        match self {
            When::NeverArrived => "never arrived",
            When::Arrived => "arrived, its answer did not",
            When::Answered => "was answered",
        }
    }
}

/// Something that is to happen at the proxy.
pub(super) struct Awaited<T>(Arc<Mutex<Option<T>>>);

impl<T> Awaited<T> {
    /// Waits for it.
    pub(super) async fn wait(self) -> T {
        until("the step's messages pass", async || self.0.lock().unwrap().is_some()).await;
        self.0.lock().unwrap().take().unwrap()
    }
}

impl Aim {
    fn proxy<'a>(&self, stage: &'a Stage) -> &'a Proxy {
        match self.way {
            Way::Database => &stage.database,
            Way::Mail => &stage.mail,
        }
    }

    /// Whether a message is of the step.
    fn hits(&self, said: &str) -> bool {
        self.also.iter().any(|own| said.starts_with(own)) || !LOOPS.iter().any(|of_loops| said.contains(of_loops))
    }

    /// Notes the messages up to the last one.
    pub(super) fn record(&self, stage: &Stage) -> Awaited<Vec<String>> {
        let done = Arc::new(Mutex::new(None));
        let (told, aim, mut messages) = (Arc::clone(&done), *self, Vec::new());
        self.proxy(stage).rule(move |said| {
            if aim.hits(said) {
                messages.push(said.to_owned());
                if said.contains(aim.last) {
                    told.lock().unwrap().get_or_insert_with(|| messages.clone());
                }
            }
            Act::Pass
        });
        Awaited(done)
    }

    /// Kills the program at a message.
    pub(super) fn strike(&self, stage: &Stage, blow: &Blow, process: Process) -> Awaited<()> {
        let done = Arc::new(Mutex::new(None));
        let (told, aim, mut count) = (Arc::clone(&done), *self, 0);
        let (n, when, expected) = (blow.n, blow.when, without_names(&blow.said).to_owned());
        self.proxy(stage).rule(move |said| {
            let over = count == n;
            if !over && aim.hits(said) {
                count += 1;
                assert!(count < n || without_names(said) == expected, "{said} instead of {expected}");
            }
            let now = if when == When::Answered { over } else { !over && count == n };
            if !now || told.lock().unwrap().is_some() {
                return Act::Pass;
            }
            process.kill();
            *told.lock().unwrap() = Some(());
            if when == When::Arrived { Act::LoseAnswer } else { Act::Lose }
        });
        Awaited(done)
    }

    /// All ways to kill the program in a step of these messages: each arrived; and, where that makes a difference, each never
    /// arrived; at last, the last one answered.
    pub(super) fn blows(&self, said: &[String]) -> Vec<Blow> {
        let mut blows = Vec::new();
        let mut in_transaction = false;
        for (at, said) in said.iter().enumerate() {
            let blow = |when| Blow { n: at + 1, said: said.clone(), when };
            in_transaction = said == "BEGIN" || in_transaction && said != "COMMIT";
            if self.way == Way::Mail || !in_transaction && changes(said) {
                blows.push(blow(When::NeverArrived));
            }
            blows.push(blow(When::Arrived));
            if self.way == Way::Database && said.contains(self.last) {
                blows.push(blow(When::Answered));
            }
        }
        blows
    }
}

/// Whether a message changes the database by itself. What stands in a transaction changes nothing before its COMMIT.
fn changes(said: &str) -> bool {
    ["insert", "update", "delete", "with", "COMMIT"].iter().any(|verb| said.starts_with(verb))
}

/// A mail command without its address: that changes from mail to mail.
fn without_names(said: &str) -> &str {
    said.split('<').next().unwrap_or_default()
}
