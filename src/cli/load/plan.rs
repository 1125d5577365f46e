//! How many inquiries stand where, and when they began: old ones closed, new ones open.

use chrono::{DateTime, Duration, Utc};

use super::dice::Dice;
use crate::rules::Rules;

/// How far back the oldest inquiry lies.
const HISTORY: Duration = Duration::days(180);
/// Due moments that are past lie at most so far back, so that nothing was missed for long.
const OVERDUE_FOR: Duration = Duration::minutes(10);

/// Where an inquiry stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// Over.
    Closed,
    /// The developer answered, and it may still be asked again.
    Answered,
    /// Nobody answered; a case is open.
    Escalated,
    /// Nobody answered, and the scanner has not seen it yet.
    Overdue,
    /// The clock runs.
    Awaiting,
    /// The clock runs, and all of them ask the last seller.
    Backlog,
}

/// The counts, in the order of [`Fate`]; inquiries are numbered in the order of time.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    now: DateTime<Utc>,
    ends: [(Fate, u64); 6],
}

impl Plan {
    /// Of `all` inquiries `overdue` are overdue, and `backlog` wait for the last seller; of the others 90 in a hundred are
    /// closed, 6 answered, 1 escalated and 3 open.
    pub(super) fn of(all: u64, overdue: u64, backlog: u64, now: DateTime<Utc>) -> Plan {
        let overdue = overdue.min(all);
        let backlog = backlog.min(all - overdue);
        let rest = all - overdue - backlog;
        let awaiting = (rest * 3).div_ceil(100);
        let escalated = rest / 100;
        let answered = rest * 6 / 100;
        let closed = rest - awaiting - escalated - answered;
        let mut end = 0;
        let ends = [
            (Fate::Closed, closed),
            (Fate::Answered, answered),
            (Fate::Escalated, escalated),
            (Fate::Overdue, overdue),
            (Fate::Awaiting, awaiting),
            (Fate::Backlog, backlog),
        ]
        .map(|(fate, count)| {
            end += count;
            (fate, end)
        });
        Plan { now, ends }
    }

    /// What becomes of the `n`th inquiry, and how far it stands among those of its fate: from 0 to 1.
    pub(super) fn fate(&self, n: u64) -> (Fate, f64) {
        let mut start = 0;
        for (fate, end) in self.ends {
            if n < end {
                return (fate, (n - start) as f64 / (end - start) as f64);
            }
            start = end;
        }
        (Fate::Awaiting, 1.0)
    }

    /// When the clock of the last turn of such an inquiry was started.
    pub(super) fn start(&self, fate: Fate, place: f64, rules: &Rules, dice: &mut Dice) -> DateTime<Utc> {
        let time_to_answer = rules.due(self.now) - self.now;
        match fate {
            Fate::Closed => {
                let newest = self.now - rules.quiet - time_to_answer * 2 - Duration::days(5);
                let oldest = newest.min(self.now - HISTORY);
                oldest + part(newest - oldest, place)
            }
            // answered at once or after the time that reminders leave, and not quiet for long enough to close
            Fate::Answered => self.now - time_to_answer - part((rules.quiet - time_to_answer).max(MOMENT), 1.0 - place),
            Fate::Escalated => self.due_before(self.now - part(time_to_answer, 1.0 - place) - OVERDUE_FOR, rules),
            Fate::Overdue => self.due_before(dice.between(self.now - OVERDUE_FOR, self.now), rules),
            Fate::Awaiting => self.running(part(time_to_answer, 1.0 - place), rules),
            // nothing of it falls due for a while, so that all of it can be measured
            Fate::Backlog => self.running(part(time_to_answer / 2, 1.0 - place), rules),
        }
    }

    /// A start so long ago, unless it would be due already.
    fn running(&self, ago: Duration, rules: &Rules) -> DateTime<Utc> {
        let start = self.now - ago;
        if rules.due(start) > self.now { start } else { self.now }
    }

    /// A start whose due moment is not after `due`.
    fn due_before(&self, due: DateTime<Utc>, rules: &Rules) -> DateTime<Utc> {
        let mut start = due - (rules.due(due) - due);
        while rules.due(start) > due {
            start -= Duration::days(1);
        }
        start
    }
}

const MOMENT: Duration = Duration::seconds(1);

fn part(whole: Duration, place: f64) -> Duration {
    Duration::milliseconds((whole.num_milliseconds() as f64 * place) as i64)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use chrono::TimeZone;

    use super::*;
    use crate::config::Config;

    fn rules(policy: &str) -> Rules {
        let flag = format!("--due-policy={policy}");
        Rules::of(&Config::without_environment([flag.as_str()]).unwrap()).unwrap()
    }

    fn now() -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 11, 23, 6, 20, 0).unwrap()
    }

    #[test]
    fn the_counts_are_as_asked_for() {
        for (all, overdue, backlog, expected) in [
            (1_000_000, 10_000, 0, [891_000, 59_400, 9_900, 10_000, 29_700, 0]),
            (10_000, 300, 1_500, [7_380, 492, 82, 300, 246, 1_500]),
            (1, 0, 0, [0, 0, 0, 0, 1, 0]),
            (3, 3, 0, [0, 0, 0, 3, 0, 0]),
        ] {
            let plan = Plan::of(all, overdue, backlog, now());
            let mut start = 0;
            let counts = plan.ends.map(|(_, end)| end - std::mem::replace(&mut start, end));
            assert_eq!(counts, expected);
            assert_eq!(start, all);
        }
    }

    #[test]
    fn what_waits_is_due_later_and_what_is_overdue_was_due_before_under_every_policy() {
        for policy in ["72h", "90s", "3 civil days", "3 business days"] {
            let (rules, plan) = (rules(policy), Plan::of(2_000, 500, 500, now()));
            for n in 0..2_000 {
                let (fate, place) = plan.fate(n);
                let start = plan.start(fate, place, &rules, &mut Dice::of(1, 1, n));
                assert!(start <= now(), "{policy} {fate:?}");
                match fate {
                    Fate::Awaiting | Fate::Backlog => assert!(rules.due(start) > now(), "{policy}"),
                    Fate::Overdue | Fate::Escalated => assert!(rules.due(start) <= now(), "{policy}"),
                    Fate::Closed | Fate::Answered => {}
                }
            }
        }
    }

    #[test]
    fn due_moments_are_spread_over_the_coming_three_days() {
        let (rules, plan) = (rules("72h"), Plan::of(10_000, 0, 0, now()));
        let dues = (9_700..10_000).map(|n| {
            let (fate, place) = plan.fate(n);
            assert_eq!(fate, Fate::Awaiting);
            rules.due(plan.start(fate, place, &rules, &mut Dice::of(1, 1, n))) - now()
        });
        let hours: Vec<i64> = dues.map(|left| left.num_hours()).collect();
        assert!((0..72).all(|hour| hours.contains(&hour)), "{hours:?}");
    }
}
