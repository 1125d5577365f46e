//! What was seen of the scanner, the mail and the loops, and when that is bad.

use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use crate::deliveries::DeliveryState;

/// What is due is done within a second or so; after this long the scanner is behind.
pub(super) const SCANNER_LAG: TimeDelta = TimeDelta::seconds(15);
/// A scanner tells that it lives every five seconds; after this long it is taken for dead.
pub(super) const SCANNER_SILENCE: TimeDelta = TimeDelta::seconds(30);
/// Mail that is due waits for its turn at most so long while all is well.
pub(super) const MAIL_WAIT: TimeDelta = TimeDelta::minutes(2);
/// A process whose time is off by more than this judges due moments wrongly.
pub(super) const CLOCK_DRIFT: TimeDelta = TimeDelta::seconds(2);
/// Mails that failed are counted for so long.
pub(super) const FAILURES_OF: TimeDelta = TimeDelta::days(7);

/// The scanners of all processes together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scanner {
    /// The oldest moment at which something was or will be due, and was not done.
    pub(super) next_due: Option<DateTime<Utc>>,
    /// When one of them last said that it lives.
    pub(super) last_round: Option<DateTime<Utc>>,
}

/// What is wrong with the scanner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ScannerTrouble {
    /// It does not do in time what is due; by so much.
    Behind(TimeDelta),
    /// None was heard of for so long.
    Silent(TimeDelta),
    /// None was ever heard of.
    Absent,
}

impl Scanner {
    /// How long what is due has been waiting.
    pub(super) fn lag(self, now: DateTime<Utc>) -> TimeDelta {
        self.next_due.map_or(TimeDelta::zero(), |due| (now - due).max(TimeDelta::zero()))
    }

    /// What is wrong, if anything is.
    pub(super) fn trouble(self, now: DateTime<Utc>) -> Option<ScannerTrouble> {
        let lag = self.lag(now);
        if lag > SCANNER_LAG {
            return Some(ScannerTrouble::Behind(lag));
        }
        match self.last_round.map(|at| now - at) {
            Some(silence) if silence > SCANNER_SILENCE => Some(ScannerTrouble::Silent(silence)),
            Some(_) => None,
            None => Some(ScannerTrouble::Absent),
        }
    }
}

/// Deliveries that are due and wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Backlog {
    /// How many.
    pub(super) waiting: i64,
    /// Since when the oldest does.
    pub(super) oldest: Option<DateTime<Utc>>,
}

impl Backlog {
    /// How long the oldest has been waiting.
    pub(super) fn wait(self, now: DateTime<Utc>) -> Option<TimeDelta> {
        self.oldest.map(|at| now - at)
    }

    /// Whether mail goes out as fast as it should.
    pub(super) fn moves(self, now: DateTime<Utc>) -> bool {
        self.wait(now).is_none_or(|wait| wait <= MAIL_WAIT)
    }
}

/// How many deliveries stand somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Standing {
    /// Where.
    pub(super) state: DeliveryState,
    /// How many.
    pub(super) count: i64,
}

impl Standing {
    /// Whether these did not arrive.
    pub(super) fn is_failure(self) -> bool {
        matches!(self.state, DeliveryState::Failed | DeliveryState::Bounced)
    }
}

/// The loops, as the page lists them.
const LOOPS: [&str; 5] = ["scanner", "outbox", "clock", "watch", "housekeeping"];

/// A loop of a process, and when it last said that it lives.
#[derive(Debug, Clone)]
pub(super) struct Beat {
    /// The loop.
    pub(super) loop_name: String,
    /// The process.
    pub(super) process: Uuid,
    /// When.
    pub(super) at: DateTime<Utc>,
}

impl Beat {
    /// Whether the loop is heard of as often as it should be.
    pub(super) fn is_fresh(&self, now: DateTime<Utc>) -> bool {
        let expected = match self.loop_name.as_str() {
            // these go round every half minute and every minute
            "clock" => TimeDelta::seconds(90),
            "housekeeping" => TimeDelta::minutes(3),
            _ => SCANNER_SILENCE,
        };
        now - self.at <= expected
    }
}

/// The loops of one process.
#[derive(Debug, Clone)]
pub(super) struct Process {
    /// Which.
    pub(super) key: Uuid,
    /// Its loops.
    pub(super) beats: Vec<Beat>,
}

impl Process {
    /// Beats put together by process; the one heard of last comes first, and in each what matters most.
    pub(super) fn group(mut beats: Vec<Beat>) -> Vec<Process> {
        beats.sort_by_key(|beat| LOOPS.iter().position(|name| *name == beat.loop_name).unwrap_or(LOOPS.len()));
        let mut processes: Vec<Process> = Vec::new();
        for beat in beats {
            match processes.iter_mut().find(|process| process.key == beat.process) {
                Some(process) => process.beats.push(beat),
                None => processes.push(Process { key: beat.process, beats: vec![beat] }),
            }
        }
        processes.sort_by_key(|process| std::cmp::Reverse(process.last()));
        processes
    }

    /// When any of its loops was last heard of.
    pub(super) fn last(&self) -> Option<DateTime<Utc>> {
        self.beats.iter().map(|beat| beat.at).max()
    }

    /// Whether any of its loops is heard of; the others are then dead.
    pub(super) fn lives(&self, now: DateTime<Utc>) -> bool {
        self.beats.iter().any(|beat| now - beat.at <= SCANNER_SILENCE)
    }
}

/// Everything that the page shows.
#[derive(Debug, Clone)]
pub(super) struct Signs {
    /// The scanners.
    pub(super) scanner: Scanner,
    /// What waits to go out.
    pub(super) backlog: Backlog,
    /// Where deliveries stand that have not arrived.
    pub(super) mail: Vec<Standing>,
    /// The processes.
    pub(super) processes: Vec<Process>,
}

/// The worst that can be said, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// What is due is not done.
    Scanner(ScannerTrouble),
    /// Mail does not go out.
    Mail(Backlog),
    /// A loop of a living process is dead; the other processes do its work, if there are any.
    Loop,
    /// All well, but so many mails did not arrive.
    Failures(i64),
    /// All well.
    Well,
}

impl Signs {
    /// The verdict.
    pub(super) fn verdict(&self, now: DateTime<Utc>) -> Verdict {
        if let Some(trouble) = self.scanner.trouble(now) {
            return Verdict::Scanner(trouble);
        }
        if !self.backlog.moves(now) {
            return Verdict::Mail(self.backlog);
        }
        let living = self.processes.iter().filter(|process| process.lives(now));
        if living.flat_map(|process| &process.beats).any(|beat| !beat.is_fresh(now)) {
            return Verdict::Loop;
        }
        match self.mail.iter().filter(|standing| standing.is_failure()).map(|standing| standing.count).sum() {
            0 => Verdict::Well,
            failures => Verdict::Failures(failures),
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn now() -> DateTime<Utc> {
        "2026-11-23T06:20:00Z".parse().unwrap()
    }

    fn ago(seconds: i64) -> DateTime<Utc> {
        now() - TimeDelta::seconds(seconds)
    }

    fn beat(loop_name: &str, process: u128, seconds: i64) -> Beat {
        Beat { loop_name: loop_name.to_owned(), process: Uuid::from_u128(process), at: ago(seconds) }
    }

    fn well() -> Signs {
        let beats =
            vec![beat("scanner", 1, 2), beat("outbox", 1, 3), beat("clock", 1, 30), beat("housekeeping", 1, 55)];
        Signs {
            scanner: Scanner { next_due: Some(ago(-60)), last_round: Some(ago(2)) },
            backlog: Backlog { waiting: 0, oldest: None },
            mail: vec![Standing { state: DeliveryState::Delayed, count: 2 }],
            processes: Process::group(beats),
        }
    }

    #[test]
    fn all_is_well_while_everybody_is_heard_of_and_nothing_waits() {
        assert_eq!(well().verdict(now()), Verdict::Well);
    }

    #[test]
    fn a_scanner_is_behind_when_what_is_due_waits() {
        let scanner = |due| Scanner { next_due: Some(ago(due)), last_round: Some(ago(1)) };
        assert_eq!(scanner(15).trouble(now()), None);
        assert_eq!(scanner(16).trouble(now()), Some(ScannerTrouble::Behind(TimeDelta::seconds(16))));
    }

    #[test]
    fn a_scanner_that_died_silently_is_noticed_while_nothing_is_due() {
        let scanner = |heard| Scanner { next_due: None, last_round: heard };
        assert_eq!(scanner(Some(ago(30))).trouble(now()), None);
        assert_eq!(scanner(Some(ago(31))).trouble(now()), Some(ScannerTrouble::Silent(TimeDelta::seconds(31))));
        assert_eq!(scanner(None).trouble(now()), Some(ScannerTrouble::Absent));
    }

    #[test]
    fn the_worst_comes_first() {
        let mut signs = well();
        signs.mail.push(Standing { state: DeliveryState::Failed, count: 3 });
        assert_eq!(signs.verdict(now()), Verdict::Failures(3));
        signs.processes = Process::group(vec![beat("scanner", 1, 2), beat("outbox", 1, 40)]);
        assert_eq!(signs.verdict(now()), Verdict::Loop);
        signs.backlog = Backlog { waiting: 7, oldest: Some(ago(121)) };
        assert_eq!(signs.verdict(now()), Verdict::Mail(signs.backlog));
        signs.scanner.last_round = None;
        assert_eq!(signs.verdict(now()), Verdict::Scanner(ScannerTrouble::Absent));
    }

    #[test]
    fn a_process_that_ended_is_no_trouble() {
        let mut signs = well();
        signs.processes.extend(Process::group(vec![beat("scanner", 2, 600), beat("outbox", 2, 600)]));
        assert_eq!(signs.verdict(now()), Verdict::Well);
    }
}
