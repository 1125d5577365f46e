//! Turns: each start of the clock stores the due moment, the policy it came from, and the deadlines that go with it.

use chrono::{DateTime, Duration, Utc};

use crate::{
    calendar::Reminders,
    deadlines::{self, DeadlineKind, NewDeadline},
    deliveries,
    id::InquiryId,
    rules::Rules,
    work::Work,
};

/// The least time given again when an answer did not arrive.
pub(super) const LEAST_AFTER_FAILURE: Duration = Duration::hours(24);

/// The deadlines of a turn that is due at `due`; reminders already past at `start` are left out.
pub(super) fn deadlines_of(
    reminders: Reminders,
    inquiry: InquiryId,
    turn: i32,
    start: DateTime<Utc>,
    due: DateTime<Utc>,
) -> Vec<NewDeadline> {
    let moments = reminders.moments(due, start);
    [
        (DeadlineKind::ReplyDue, Some(due)),
        (DeadlineKind::FirstReminder, moments.first),
        (DeadlineKind::SecondReminder, moments.second),
    ]
    .into_iter()
    .filter_map(|(kind, at)| at.map(|due_at| NewDeadline { inquiry, turn, kind, due_at }))
    .collect()
}

/// Stores the deadlines of one turn that starts now.
pub(super) async fn start_turn(
    work: &mut Work,
    rules: &Rules,
    inquiry: InquiryId,
    turn: i32,
    due: DateTime<Utc>,
) -> sqlx::Result<()> {
    let all = deadlines_of(rules.reminders, inquiry, turn, work.now(), due);
    deadlines::start(work, &all).await
}

/// Stops the clocks of these inquiries: what has not fired will not, and reminders and questions that have not gone out do not.
pub(super) async fn stop_clocks(work: &mut Work, inquiries: &[InquiryId]) -> sqlx::Result<()> {
    deadlines::cancel(work, inquiries).await?;
    deliveries::cancel_reminders(work, inquiries).await
}
