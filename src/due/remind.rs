//! Reminders, each once per turn. One that is found too late to be of use is marked skipped, and the case says so.

use serde_json::json;

use crate::{
    calendar::Reminders,
    deadlines::{self, DeadlineKind},
    deliveries::{self, About, DeliveryKind},
    events::EventKind,
    id::InquiryId,
    inquiries::{self, Overdue},
    work::Work,
};

/// Sends those of a batch of reminders of one kind that are still of use. Returns how many were sent or skipped.
///
/// # Errors
/// When the database does not answer.
pub async fn remind(
    work: &mut Work,
    reminders: Reminders,
    kind: DeadlineKind,
    due: &[InquiryId],
) -> sqlx::Result<usize> {
    let locked = inquiries::lock_for_scan(work, due).await?;
    let found = inquiries::remindable(work, &locked, kind).await?;
    let now = work.now();
    let (late, in_time): (Vec<Overdue>, Vec<Overdue>) = found.into_iter().partition(|one| match kind {
        // once the second is due, the first says nothing new; none is of use once the moment is past
        DeadlineKind::FirstReminder => now >= one.reply_due_at - reminders.second,
        _ => now >= one.reply_due_at,
    });
    send(work, kind, &in_time).await?;
    skip(work, kind, &late).await?;
    Ok(in_time.len() + late.len())
}

async fn send(work: &mut Work, kind: DeadlineKind, reminded: &[Overdue]) -> sqlx::Result<()> {
    let told = match kind {
        DeadlineKind::FirstReminder => DeliveryKind::FirstReminder,
        _ => DeliveryKind::SecondReminder,
    };
    deadlines::fire(work, &keys(reminded)).await?;
    let ids: Vec<InquiryId> = reminded.iter().map(|one| one.inquiry_id).collect();
    inquiries::record_for_all(work, &ids, EventKind::Reminded, &json!({ "reminder": kind })).await?;
    let about: Vec<About> = ids.into_iter().map(About::inquiry).collect();
    deliveries::to_seller(work, told, &about).await
}

async fn skip(work: &mut Work, kind: DeadlineKind, late: &[Overdue]) -> sqlx::Result<()> {
    deadlines::skip(work, &keys(late)).await?;
    let ids: Vec<InquiryId> = late.iter().map(|one| one.inquiry_id).collect();
    inquiries::record_for_all(work, &ids, EventKind::ReminderSkipped, &json!({ "reminder": kind })).await
}

fn keys(deadlines: &[Overdue]) -> Vec<i64> {
    deadlines.iter().map(|one| one.deadline_id).collect()
}
