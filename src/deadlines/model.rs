//! Kinds of deadlines.

use chrono::{DateTime, Utc};

use crate::id::InquiryId;

/// What must happen at the moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, sqlx::Type, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[sqlx(type_name = "deadline_kind", rename_all = "snake_case")]
pub enum DeadlineKind {
    /// The developer must have answered; else the inquiry goes to operations.
    ReplyDue,
    /// The first reminder, by default 24 h before it is due.
    FirstReminder,
    /// The second reminder, by default 4 h before it is due.
    SecondReminder,
    /// An answered inquiry was quiet for 14 days and closes.
    QuietClose,
    /// The customer is asked by mail how it was, a while after the end.
    SatisfactionQuestion,
}

/// A deadline of an inquiry about to be stored.
#[derive(Debug, Clone, Copy)]
pub struct NewDeadline {
    /// Whose it is.
    pub inquiry: InquiryId,
    /// The turn it belongs to.
    pub turn: i32,
    /// What must happen.
    pub kind: DeadlineKind,
    /// When.
    pub due_at: DateTime<Utc>,
}

/// A deadline whose moment has come, read without a lock.
#[derive(Debug, Clone, Copy)]
pub struct DueDeadline {
    /// The row's key.
    pub deadline_id: i64,
    /// Whose it is.
    pub inquiry_id: InquiryId,
    /// The turn it belongs to.
    pub turn: i32,
    /// Its moment.
    pub due_at: DateTime<Utc>,
}
