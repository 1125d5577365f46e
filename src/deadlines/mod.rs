//! Moments at which something must happen: one row per (subject, kind, turn), fired exactly once.
//!
//! Stored when a clock starts (a reminder already past is not stored), cancelled when it stops. The scanner reads due rows
//! without locks, takes the subjects' locks, and only then fires them; pages, mails and scanner read the same moment.

pub mod load;
mod model;
mod queries;

pub use model::{DeadlineKind, DueDeadline, NewDeadline};
pub use queries::{OpenDeadline, cancel, drop_turn, due, fire, next_due, open_of, reopen, skip, skip_rest, start};
