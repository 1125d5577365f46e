//! The scanner: escalation, release, reminders.

mod escalation;
mod machine;
mod merged;
mod poison;
mod race;
mod submissions;
mod turns;
mod undelivered;
mod undo;
