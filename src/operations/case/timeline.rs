//! What happened to the inquiry and to the case, in one line of time.

use chrono::{DateTime, Utc};

use super::queries::{Entries, Head};
use crate::{
    deliveries::{DeliveryKind, DeliveryRow, DeliveryState},
    events::{EventKind, EventRow},
    id::UserId,
    inquiries::shown::{Happened, Reader, happened},
    lang::format::{Format, Moment},
    web::Tone,
    work::ActorKind,
};

/// One thing that happened.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) tone: Tone,
    pub(super) icon: &'static str,
    pub(super) text: String,
    pub(super) at: Moment,
    pub(super) detail: Option<String>,
}

/// Everything, oldest first. What inquiry and case tell of one instant is told once, in the words of the case.
pub(super) fn timeline(head: &Head, entries: &Entries, format: &Format) -> Vec<Entry> {
    let told_once = entries.events.iter().filter(|event| !is_told_by_case(event, &entries.case_events));
    let mut events: Vec<&EventRow> = told_once.chain(&entries.case_events).collect();
    events.sort_by_key(|event| event.at);
    events.into_iter().map(|event| entry(event, head, entries, format)).collect()
}

/// Whether an event of the inquiry is the other side of an event of the case.
fn is_told_by_case(event: &EventRow, case_events: &[EventRow]) -> bool {
    let other: &[EventKind] = match event.kind {
        EventKind::Escalated => &[EventKind::CaseOpened, EventKind::CaseCauseAdded],
        EventKind::Returned => &[EventKind::CaseReturned],
        EventKind::OperationsAnswered => &[EventKind::CaseDeclined, EventKind::CaseFailed],
        EventKind::Withdrawn => &[EventKind::CaseWithdrawn],
        EventKind::Closed => &[EventKind::CaseConfirmed],
        EventKind::OperationsWrote => &[EventKind::CaseWaits],
        EventKind::ToldOperations => &[EventKind::CaseResumed],
        _ => return false,
    };
    case_events.iter().any(|case| case.at == event.at && other.contains(&case.kind))
}

fn entry(event: &EventRow, head: &Head, entries: &Entries, format: &Format) -> Entry {
    let Happened { icon, tone, text } = happened(event, Reader::Operations, format);
    Entry {
        tone: tone.unwrap_or(Tone::Mute),
        icon,
        text,
        at: format.exact_s(event.at),
        detail: detail(event, head, &entries.deliveries, format),
    }
}

/// Who did it, or what shows that it was done when it should be.
fn detail(event: &EventRow, head: &Head, deliveries: &[DeliveryRow], format: &Format) -> Option<String> {
    let lang = format.lang;
    match event.kind {
        EventKind::CaseOpened | EventKind::CaseCauseAdded | EventKind::Escalated => {
            let due = event.due_at()?;
            Some(lang.planned_and_done(&format.clock_ms(due), &format.clock_ms(event.at)).into())
        }
        EventKind::Reminded => match reminders_at(event.at, deliveries) {
            (0, 0) => None,
            (0, called_off) => Some(lang.proof_called_off(called_off).into()),
            (mails, _) => Some(lang.mails_sent(mails).into()),
        },
        EventKind::CaseAssigned => {
            let to: UserId = event.data.get("to")?.as_str()?.parse().ok()?;
            head.colleagues().find(|(id, _)| *id == to).map(|(_, name)| lang.assigned_to(name).into())
        }
        EventKind::CaseReturned => head.returned_due_at.map(|due| lang.new_due(&format.moment(due)).into()),
        _ if event.actor == ActorKind::Member => {
            event.user_name.as_deref().map(|name| format!("{name} · {}", head.seller_name(lang)))
        }
        _ => None,
    }
}

/// How many mails went out, or are to, and how many were taken back.
fn reminders_at(at: DateTime<Utc>, deliveries: &[DeliveryRow]) -> (usize, usize) {
    let is_reminder = |kind| matches!(kind, DeliveryKind::FirstReminder | DeliveryKind::SecondReminder);
    let mails = deliveries.iter().filter(|row| is_reminder(row.kind) && row.created_at == at);
    let (called_off, mails): (Vec<_>, Vec<_>) = mails.partition(|row| row.state == DeliveryState::Canceled);
    (mails.len(), called_off.len())
}
