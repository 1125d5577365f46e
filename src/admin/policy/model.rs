//! A version of the policy, and what it changes.

use std::time::Duration;

use chrono::NaiveDate;

use crate::{
    calendar::{DuePolicy, Holidays, Reminders},
    config::Config,
    lang::Lang,
    rules::{ContactLimits, Rules},
};

/// What a version says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Policy {
    pub(super) due: DuePolicy,
    /// Days off beside those that the program knows, in order.
    pub(super) holidays: Vec<NaiveDate>,
    pub(super) reminders: Reminders,
    pub(super) undo: Duration,
    pub(super) quiet: Duration,
    pub(super) contact: ContactLimits,
}

impl Policy {
    /// What the settings say: the version before the first.
    pub(super) fn of(config: &Config) -> Policy {
        let settings = &config.rules;
        let mut holidays = settings.holidays.clone();
        holidays.sort_unstable();
        holidays.dedup();
        Policy {
            due: settings.due_policy,
            holidays,
            reminders: settings.reminders(),
            undo: settings.undo_time,
            quiet: settings.quiet_close,
            contact: ContactLimits::of(&config.contact),
        }
    }

    /// The rules that turns are started and ended by.
    pub(super) fn rules(&self) -> Result<Rules, chrono::OutOfRangeError> {
        Ok(Rules {
            policy: self.due,
            holidays: Holidays::korea(self.holidays.iter().copied()),
            reminders: self.reminders,
            undo: chrono::Duration::from_std(self.undo)?,
            quiet: chrono::Duration::from_std(self.quiet)?,
            contact: self.contact,
        })
    }

    /// What differs from the version before, in words.
    pub(super) fn differences(&self, before: &Policy, lang: Lang) -> Vec<String> {
        let mut found = Vec::new();
        let mut differs = |label: &str, old: String, new: String| {
            if old != new {
                found.push(lang.policy_difference(label, &old, &new).into_owned());
            }
        };
        differs(&lang.policy_due(), due_words(before.due, lang), due_words(self.due, lang));
        let span = |time: Duration| lang.whole_span(time.as_secs());
        differs(&lang.policy_first_reminder(), span(before.reminders.first), span(self.reminders.first));
        differs(&lang.policy_second_reminder(), span(before.reminders.second), span(self.reminders.second));
        differs(&lang.policy_undo(), span(before.undo), span(self.undo));
        differs(&lang.policy_quiet(), span(before.quiet), span(self.quiet));
        let (old, new) = (before.contact, self.contact);
        differs(&lang.policy_contact_window(), span(old.window), span(new.window));
        differs(&lang.policy_per_email(), old.per_email.to_string(), new.per_email.to_string());
        differs(&lang.policy_per_network(), old.per_network.to_string(), new.per_network.to_string());
        differs(&lang.policy_per_link(), old.per_link.to_string(), new.per_link.to_string());
        let only = |one: &Policy, other: &Policy| {
            let days = one.holidays.iter().filter(|day| !other.holidays.contains(day)).map(NaiveDate::to_string);
            days.collect::<Vec<_>>().join(", ")
        };
        let (added, dropped) = (only(self, before), only(before, self));
        found.extend((!added.is_empty()).then(|| lang.policy_holidays_added(&added).into_owned()));
        found.extend((!dropped.is_empty()).then(|| lang.policy_holidays_dropped(&dropped).into_owned()));
        found
    }
}

/// `3일`, `3 business days`.
pub(super) fn due_words(due: DuePolicy, lang: Lang) -> String {
    match due {
        DuePolicy::Elapsed(time) => lang.policy_elapsed(&lang.whole_span(time.as_secs())).into(),
        DuePolicy::CivilDays(days) => lang.policy_civil(days).into(),
        DuePolicy::BusinessDays(days) => lang.policy_business(days).into(),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn what_a_version_changes_is_said_in_words_and_nothing_else_is() {
        let before = Policy::of(&Config::without_environment([]).unwrap());
        assert_eq!(before.differences(&before, Lang::En), Vec::<String>::new());
        let after = Policy {
            due: DuePolicy::BusinessDays(3),
            holidays: vec!["2026-12-24".parse().unwrap()],
            undo: Duration::from_secs(20),
            ..before.clone()
        };
        assert_eq!(
            after.differences(&before, Lang::En),
            [
                "Time to answer: 3 days → 3 business days",
                "Undoing an answer: 10 sec → 20 sec",
                "Days off added: 2026-12-24",
            ]
        );
        assert_eq!(before.differences(&after, Lang::En).last().unwrap(), "Days off dropped: 2026-12-24");
    }

    #[test]
    fn a_version_makes_the_rules_of_the_settings_it_came_from() {
        let settings = Config::without_environment(["--due-policy=3 civil days", "--holidays=2026-12-24"]).unwrap();
        assert_eq!(Policy::of(&settings).rules().unwrap(), Rules::of(&settings).unwrap());
    }
}
