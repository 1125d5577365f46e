//! The rules that turns are started and ended by: the three days and what belongs to them; and how often the public form is
//! taken.

use std::sync::Arc;

use chrono::{DateTime, Datelike, Duration, Utc};
use chrono_tz::Asia::Seoul;
use tokio::sync::watch;

use crate::{
    calendar::{DuePolicy, Holidays, Reminders},
    config::{self, Config},
};

/// The rules that hold now: all tasks of a process share them, and a new version replaces them between two looks.
#[derive(Debug, Clone)]
pub struct LiveRules(Arc<watch::Sender<Arc<Rules>>>);

impl LiveRules {
    /// Rules that hold from the start.
    pub fn new(rules: Rules) -> Self {
        Self(Arc::new(watch::Sender::new(Arc::new(rules))))
    }

    /// As they are now.
    pub fn current(&self) -> Arc<Rules> {
        self.0.borrow().clone()
    }

    /// From now on, these hold.
    pub fn replace(&self, rules: Rules) {
        self.0.send_replace(Arc::new(rules));
    }
}

/// How early a year without holidays is noticed.
const LOOK_AHEAD: Duration = Duration::days(31);

/// The settings of turns, as dates are reckoned with them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// How long the developer has.
    pub policy: DuePolicy,
    /// The days that do not count under some policies.
    pub holidays: Holidays,
    /// When the developer is reminded.
    pub reminders: Reminders,
    /// How long an answer can be undone.
    pub undo: Duration,
    /// How long an answered inquiry stays open without a word.
    pub quiet: Duration,
    /// How often the public form is taken.
    pub contact: ContactLimits,
}

/// How often an address, a network and the holder of a link may write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ContactLimits {
    /// How long what comes in is counted together; whole seconds.
    pub window: std::time::Duration,
    /// Inquiries of one e-mail address, at most.
    pub per_email: u32,
    /// Inquiries from one network address, at most.
    pub per_network: u32,
    /// Messages through the link of one inquiry, at most.
    pub per_link: u32,
}

impl ContactLimits {
    /// Those of the settings.
    pub fn of(settings: &config::Contact) -> ContactLimits {
        ContactLimits {
            window: settings.contact_window,
            per_email: settings.contact_per_email.get(),
            per_network: settings.contact_per_ip.get(),
            per_link: settings.contact_per_link.get(),
        }
    }
}

impl Rules {
    /// The rules of the settings.
    ///
    /// # Errors
    /// When a time is longer than dates reach; the settings refuse that before.
    pub fn of(config: &Config) -> Result<Rules, chrono::OutOfRangeError> {
        let settings = &config.rules;
        Ok(Rules {
            policy: settings.due_policy,
            holidays: settings.holidays(),
            reminders: settings.reminders(),
            undo: Duration::from_std(settings.undo_time)?,
            quiet: Duration::from_std(settings.quiet_close)?,
            contact: ContactLimits::of(&config.contact),
        })
    }

    /// The year whose holidays nobody told, if a turn of the coming month is due in one and the policy counts days: of such a
    /// year only the weekends are known.
    pub fn year_without_holidays(&self, now: DateTime<Utc>) -> Option<i32> {
        let due = self.due(now + LOOK_AHEAD).with_timezone(&Seoul).date_naive();
        let counts_days = !matches!(self.policy, DuePolicy::Elapsed(_));
        (counts_days && !self.holidays.knows_year_of(due)).then(|| due.year())
    }

    /// The due moment of a turn that starts at `start`.
    pub fn due(&self, start: DateTime<Utc>) -> DateTime<Utc> {
        self.policy.due(start, &self.holidays)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_year_whose_holidays_are_unknown_is_noticed_a_month_before_where_days_are_counted() {
        let unknown = |flags: &[&str], now: &str| {
            let rules = Rules::of(&Config::without_environment(flags.iter().copied()).unwrap()).unwrap();
            rules.year_without_holidays(now.parse().unwrap())
        };
        let business = ["--due-policy=3 business days"];
        assert_eq!(unknown(&business, "2027-11-20T00:00:00Z"), None);
        assert_eq!(unknown(&business, "2027-12-10T00:00:00Z"), Some(2028));
        assert_eq!(unknown(&["--due-policy=3 civil days"], "2028-06-01T00:00:00Z"), Some(2028));
        assert_eq!(unknown(&["--due-policy=72h"], "2028-06-01T00:00:00Z"), None);
        let told = [business[0], "--holidays=2028-01-01"];
        assert_eq!(unknown(&told, "2027-12-10T00:00:00Z"), None);
    }
}
