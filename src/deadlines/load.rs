//! Deadlines by COPY, for `load`.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::DeadlineKind;
use crate::{db::Rows, id::InquiryId};

/// A deadline and what became of it.
#[derive(Debug, Clone, Copy)]
pub struct LoadedDeadline {
    /// Whose it is.
    pub inquiry: InquiryId,
    /// The turn it belongs to.
    pub turn: i32,
    /// What must happen.
    pub kind: DeadlineKind,
    /// When.
    pub due_at: DateTime<Utc>,
    /// When it fired.
    pub fired_at: Option<DateTime<Utc>>,
    /// When its clock was stopped.
    pub cancelled_at: Option<DateTime<Utc>>,
}

impl LoadedDeadline {
    /// Whether it is still to fire.
    pub fn is_open(&self) -> bool {
        self.fired_at.is_none() && self.cancelled_at.is_none()
    }
}

/// Writes deadlines.
///
/// # Errors
/// When the database refuses one or does not answer.
pub async fn load(db: &mut PgConnection, deadlines: &[LoadedDeadline]) -> sqlx::Result<()> {
    let mut rows = Rows::default();
    for one in deadlines {
        let row = rows.row().field(one.inquiry)?.field(one.turn)?.field(one.kind)?.field(one.due_at)?;
        row.field(one.fired_at)?.field(one.cancelled_at)?;
    }
    rows.copy(db, "copy deadlines (inquiry_id, turn, kind, due_at, fired_at, cancelled_at) from stdin (format binary)")
        .await
}
