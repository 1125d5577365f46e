//! Reading the two forms: what is wrong is said in words, beside the field.

use std::{ops::RangeInclusive, time::Duration};

use chrono::NaiveDate;

use super::model::Policy;
use crate::{
    calendar::{DuePolicy, Reminders},
    lang::Lang,
    rules::ContactLimits,
    team::Fields,
    web::Errors,
};

/// The longest time in which an answer can be undone.
const LONGEST_UNDO: Duration = Duration::from_secs(10 * 60);
/// The longest quiet time: a year.
const LONGEST_QUIET: Duration = Duration::from_secs(365 * DAY);
/// How long what comes in by the public form is counted together: long enough to bound a flood, short enough to wait for.
const CONTACT_WINDOW: RangeInclusive<Duration> = Duration::from_secs(60)..=Duration::from_secs(7 * DAY);
/// Inquiries of one address, and messages to one inquiry: nobody writes more by hand.
const PER_PERSON: RangeInclusive<u32> = 1..=1_000;
/// Inquiries from one network address, behind which a whole company may stand.
const PER_NETWORK: RangeInclusive<u32> = 1..=100_000;
const HOUR: u64 = 60 * 60;
const DAY: u64 = 24 * HOUR;
/// Days off in one version, at most.
const MOST_HOLIDAYS: usize = 400;

/// How the time to answer is counted, in forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counting {
    /// So much time.
    Elapsed,
    /// Days by the Civil Act.
    Civil,
    /// Working days.
    Business,
}

impl Counting {
    pub(super) const ALL: [Counting; 3] = [Counting::Elapsed, Counting::Civil, Counting::Business];

    pub(super) fn code(self) -> &'static str {
        match self {
            Counting::Elapsed => "elapsed",
            Counting::Civil => "civil",
            Counting::Business => "business",
        }
    }

    /// That of a policy, and how much it gives, as it is typed.
    pub(super) fn of(due: DuePolicy) -> (Counting, String) {
        match due {
            DuePolicy::Elapsed(_) => (Counting::Elapsed, due.to_string()),
            DuePolicy::CivilDays(days) => (Counting::Civil, days.to_string()),
            DuePolicy::BusinessDays(days) => (Counting::Business, days.to_string()),
        }
    }
}

/// Reads what leads set, over the version that holds.
pub(super) fn read_policy(fields: &Fields, held: &Policy, lang: Lang) -> Result<Policy, Errors> {
    let mut errors = Errors::new();
    let due = errors.take("due_time", due(fields).ok_or(()), |()| lang.policy_due_refused());
    let first = time(fields, "first_reminder", &mut errors, lang);
    let second = time(fields, "second_reminder", &mut errors, lang);
    let holidays = errors.take("holidays", holidays(fields.get("holidays")), |line| lang.policy_holiday_refused(&line));
    if first.zip(second).is_some_and(|(first, second)| first <= second) {
        errors.set("second_reminder", lang.policy_reminders_refused());
    }
    if let (Some(DuePolicy::Elapsed(given)), Some(first)) = (due, first)
        && first >= given
    {
        errors.set("first_reminder", lang.policy_reminder_too_early());
    }
    match (due, first, second, holidays) {
        (Some(due), Some(first), Some(second), Some(holidays)) if errors.is_empty() => {
            Ok(Policy { due, holidays, reminders: Reminders { first, second }, ..held.clone() })
        }
        _ => Err(errors),
    }
}

/// Reads what admins set, over the version that holds.
pub(super) fn read_settings(fields: &Fields, held: &Policy, lang: Lang) -> Result<Policy, Errors> {
    let mut errors = Errors::new();
    let undo = read_time(fields.get("undo")).filter(|undo| *undo <= LONGEST_UNDO);
    let undo = errors.take("undo", undo.ok_or(()), |()| lang.policy_undo_refused());
    let quiet =
        read_time(fields.get("quiet")).filter(|quiet| (Duration::from_secs(DAY)..=LONGEST_QUIET).contains(quiet));
    let quiet = errors.take("quiet", quiet.ok_or(()), |()| lang.policy_quiet_refused());
    let contact = contact(fields, &mut errors, lang);
    match (undo, quiet, contact) {
        (Some(undo), Some(quiet), Some(contact)) => Ok(Policy { undo, quiet, contact, ..held.clone() }),
        _ => Err(errors),
    }
}

fn contact(fields: &Fields, errors: &mut Errors, lang: Lang) -> Option<ContactLimits> {
    let window = read_time(fields.get("contact_window")).filter(|window| CONTACT_WINDOW.contains(window));
    let window = errors.take("contact_window", window.ok_or(()), |()| lang.policy_contact_window_refused());
    let mut number = |field: &'static str, range: RangeInclusive<u32>| {
        let read = fields.get(field).trim().parse().ok().filter(|number| range.contains(number));
        errors.take(field, read.ok_or(()), |()| lang.policy_number_refused(*range.end()))
    };
    let per_email = number("per_email", PER_PERSON);
    let per_network = number("per_network", PER_NETWORK);
    let per_link = number("per_link", PER_PERSON);
    Some(ContactLimits { window: window?, per_email: per_email?, per_network: per_network?, per_link: per_link? })
}

fn due(fields: &Fields) -> Option<DuePolicy> {
    let typed = fields.get("due_time").trim();
    let counting = Counting::ALL.into_iter().find(|one| one.code() == fields.get("due_counting"))?;
    let written = match counting {
        Counting::Elapsed => typed.to_owned(),
        Counting::Civil => format!("{typed} civil days"),
        Counting::Business => format!("{typed} business days"),
    };
    written.parse().ok()
}

fn time(fields: &Fields, field: &'static str, errors: &mut Errors, lang: Lang) -> Option<Duration> {
    let read = read_time(fields.get(field)).filter(|time| !time.is_zero() && *time <= LONGEST_QUIET);
    errors.take(field, read.ok_or(()), |()| lang.policy_time_refused())
}

/// Whole seconds, with a unit: what is shown and stored is what was meant.
fn read_time(text: &str) -> Option<Duration> {
    humantime::parse_duration(text.trim()).ok().filter(|time| time.subsec_nanos() == 0)
}

/// A date a line; the first line that is none is handed back.
fn holidays(text: &str) -> Result<Vec<NaiveDate>, String> {
    let words = text.split([',', '\n', ' ']).map(str::trim).filter(|word| !word.is_empty());
    let mut days = words
        .map(|word| word.parse().map_err(|_| word.chars().take(30).collect()))
        .collect::<Result<Vec<_>, String>>()?;
    days.sort_unstable();
    days.dedup();
    if days.len() > MOST_HOLIDAYS { Err(format!("{MOST_HOLIDAYS}+")) } else { Ok(days) }
}

/// A time as it is typed, in the largest unit that gives a whole number.
pub(super) fn written(time: Duration) -> String {
    match time.as_secs() {
        seconds if seconds >= 2 * DAY && seconds % DAY == 0 => format!("{}d", seconds / DAY),
        seconds if seconds >= HOUR && seconds % HOUR == 0 => format!("{}h", seconds / HOUR),
        seconds if seconds >= 60 && seconds % 60 == 0 => format!("{}m", seconds / 60),
        seconds => format!("{seconds}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_as_it_is_written() {
        for text in ["0s", "10s", "90s", "4h", "24h", "14d"] {
            assert_eq!(read_time(text).map(written).as_deref(), Some(text));
        }
        for refused in ["", "10", "soon", "1.5s", "500ms"] {
            assert_eq!(read_time(refused), None, "{refused}");
        }
    }
}
