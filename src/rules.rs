//! The rules that turns are started and ended by: the three days and what belongs to them.

use chrono::{DateTime, Duration, Utc};

use crate::{
    calendar::{DuePolicy, Holidays, Reminders},
    config,
};

/// The settings of turns, as dates are reckoned with them.
#[derive(Debug, Clone)]
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
}

impl Rules {
    /// The rules of the settings.
    ///
    /// # Errors
    /// When a time is longer than dates reach; the settings refuse that before.
    pub fn of(settings: &config::Rules) -> Result<Rules, chrono::OutOfRangeError> {
        Ok(Rules {
            policy: settings.due_policy,
            holidays: settings.holidays(),
            reminders: settings.reminders(),
            undo: Duration::from_std(settings.undo_time)?,
            quiet: Duration::from_std(settings.quiet_close)?,
        })
    }

    /// The due moment of a turn that starts at `start`.
    pub fn due(&self, start: DateTime<Utc>) -> DateTime<Utc> {
        self.policy.due(start, &self.holidays)
    }
}
