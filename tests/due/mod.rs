//! The scanner: escalation, release, reminders.

mod escalation;
