//! What happened, as sentences.

use std::borrow::Cow;

use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::Reader;
use crate::{
    deadlines::DeadlineKind,
    events::{EventKind, EventRow},
    id::MessageId,
    inquiries::{CloseReason, exchange::CaseSide},
    lang::{Lang, format::Format},
    public_no::PublicNo,
    web::parts::{HistoryLine, Tone},
};

/// An event in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happened {
    /// Its icon in the sprite.
    pub icon: &'static str,
    /// Its colour, if it has a meaning.
    pub tone: Option<Tone>,
    /// The sentence.
    pub text: String,
}

impl Happened {
    fn new(icon: &'static str, text: impl Into<String>) -> Self {
        Self { icon, tone: None, text: text.into() }
    }

    fn tone(mut self, tone: Tone) -> Self {
        self.tone = Some(tone);
        self
    }

    /// As a line between messages.
    pub fn line(self, at: DateTime<Utc>, format: &Format) -> HistoryLine {
        let line = HistoryLine::new(self.icon, self.text, format.time(at));
        match self.tone {
            Some(tone) => line.tone(tone),
            None => line,
        }
    }
}

/// What the kinds keep in `data`; what an event lacks is none.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Data {
    pub(super) due_at: Option<DateTime<Utc>>,
    pub(super) message_id: Option<MessageId>,
    reminder: Option<DeadlineKind>,
    reason: Option<CloseReason>,
    good: Option<bool>,
    to: Option<Recipient>,
    /// The number of the other inquiry.
    no: Option<PublicNo>,
    /// With whom operations write.
    side: Option<CaseSide>,
}

/// Whom an inquiry was given to.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Recipient {
    Oneself,
    Colleague,
    Deputy,
}

impl Data {
    pub(super) fn of(event: &EventRow) -> Data {
        Data::deserialize(&event.data).unwrap_or_default()
    }
}

/// The message that an event tells of.
pub fn message_of(event: &EventRow) -> Option<MessageId> {
    Data::of(event).message_id
}

/// An event in the reader's words. Every kind has them; a thread shows those that no message says already.
pub fn happened(event: &EventRow, reader: Reader<'_>, format: &Format) -> Happened {
    let lang = format.lang;
    let data = Data::of(event);
    let due = data.due_at.map(|at| format.moment(at)).unwrap_or_default();
    let other = data.no.as_ref().map(PublicNo::of_inquiry).unwrap_or_default();
    let who = event.user_name.as_deref().unwrap_or_default();
    let customer = reader.is_customer();
    match event.kind {
        EventKind::Received => Happened::new("message-square", lang.happened_received()),
        EventKind::Confirmed if customer => Happened::new("clock", lang.happened_started(&due)).tone(Tone::Calm),
        EventKind::Confirmed => Happened::new("clock", lang.happened_confirmed(&due)).tone(Tone::Calm),
        EventKind::Forwarded => Happened::new("forward", lang.happened_forwarded(&due)).tone(Tone::Calm),
        EventKind::CustomerWrote => Happened::new("message-square", lang.happened_customer_wrote()),
        EventKind::Answered => Happened::new("send", lang.happened_answered()).tone(Tone::Ok),
        EventKind::AnsweredLate => Happened::new("history", lang.happened_answered_late()).tone(Tone::Soon),
        EventKind::Reopened => Happened::new("clock", lang.happened_reopened(&due)).tone(Tone::Calm),
        EventKind::UnansweredAgain if customer => {
            Happened::new("undo-2", lang.happened_unanswered_customer(&due)).tone(Tone::Soon)
        }
        EventKind::UnansweredAgain => Happened::new("undo-2", lang.happened_unanswered(&due)).tone(Tone::Urgent),
        EventKind::Undeliverable => Happened::new("mail-x", lang.happened_undeliverable()).tone(Tone::Urgent),
        EventKind::Reminded => reminded(data.reminder, reader, format),
        EventKind::ReminderSkipped => Happened::new("bell", lang.happened_reminder_skipped()).tone(Tone::Soon),
        EventKind::Escalated => Happened::new("forward", lang.happened_escalated()).tone(Tone::Ops),
        EventKind::OperationsAnswered if data.message_id.is_none() => {
            Happened::new("receipt", lang.happened_billing_refused()).tone(Tone::Ops)
        }
        EventKind::OperationsAnswered => Happened::new("scale", lang.happened_operations_answered()).tone(Tone::Ops),
        EventKind::Returned => Happened::new("undo-2", lang.happened_returned(&due)).tone(Tone::Calm),
        EventKind::Solved if customer => Happened::new("circle-check", lang.happened_you_solved()).tone(Tone::Ok),
        EventKind::Solved => Happened::new("circle-check", lang.happened_solved()).tone(Tone::Ok),
        EventKind::Withdrawn if customer => {
            Happened::new("circle-check", lang.happened_you_withdrew()).tone(Tone::Mute)
        }
        EventKind::Withdrawn => Happened::new("circle-check", lang.happened_withdrawn()).tone(Tone::Mute),
        EventKind::Closed if customer && data.reason == Some(CloseReason::Spam) => {
            Happened::new("circle-check", lang.happened_seller_closed()).tone(Tone::Mute)
        }
        EventKind::Closed => {
            let text = data.reason.map_or_else(|| lang.happened_closed(), |reason| reason.sentence(lang));
            Happened::new("circle-check", text).tone(Tone::Mute)
        }
        EventKind::CaseOpened => Happened::new("forward", lang.happened_case_opened()).tone(Tone::Ops),
        EventKind::CaseCauseAdded => Happened::new("plus", lang.happened_case_cause_added()).tone(Tone::Ops),
        EventKind::CaseTaken => Happened::new("eye", lang.happened_case_taken(who)).tone(Tone::Calm),
        EventKind::CaseDeclined => Happened::new("scale", lang.happened_case_declined(who)).tone(Tone::Mute),
        EventKind::CaseReturned => Happened::new("undo-2", lang.happened_case_returned(who)).tone(Tone::Calm),
        EventKind::CaseApproved => Happened::new("circle-check", lang.happened_case_approved(who)).tone(Tone::Ok),
        EventKind::CaseSubmitted => Happened::new("send", lang.happened_case_submitted()),
        EventKind::CaseConfirmed => Happened::new("receipt", lang.happened_case_confirmed()).tone(Tone::Ok),
        EventKind::CaseFailed => Happened::new("circle-x", lang.happened_case_failed()).tone(Tone::Urgent),
        EventKind::CaseWithdrawn => Happened::new("ban", lang.happened_case_withdrawn()).tone(Tone::Mute),
        EventKind::AddressCorrected => Happened::new("mail", lang.happened_address_corrected()).tone(Tone::Mute),
        EventKind::CaseAssigned => Happened::new("forward", lang.happened_case_assigned(who)).tone(Tone::Calm),
        EventKind::SatisfactionGiven if data.good == Some(true) => {
            Happened::new("thumbs-up", lang.happened_satisfied()).tone(Tone::Ok)
        }
        EventKind::SatisfactionGiven => Happened::new("flag", lang.happened_dissatisfied()).tone(Tone::Soon),
        EventKind::SatisfactionAsked => Happened::new("mail", lang.happened_satisfaction_asked()).tone(Tone::Mute),
        EventKind::LinkReplaced => Happened::new("key-round", lang.happened_link_replaced()).tone(Tone::Mute),
        EventKind::Assigned => Happened::new("user", assigned(&data, who, lang)),
        EventKind::ReopenedBySeller => Happened::new("undo-2", lang.happened_reopened_by_seller()).tone(Tone::Calm),
        EventKind::Noted => Happened::new("sticky-note", lang.happened_noted()),
        EventKind::Merged => Happened::new("merge", lang.happened_merged(&other, &due)).tone(Tone::Calm),
        EventKind::MergedInto => Happened::new("merge", lang.happened_merged_into(&other)).tone(Tone::Mute),
        EventKind::Unmerged => Happened::new("undo-2", lang.happened_unmerged(&other)),
        EventKind::OperationsWrote => Happened::new("mail", operations_wrote(&data, who, reader, lang)).tone(Tone::Ops),
        EventKind::ToldOperations => {
            Happened::new("message-square", told_operations(&data, who, lang)).tone(Tone::Calm)
        }
        EventKind::CaseWaits => Happened::new("clock", case_waits(&data, who, lang)).tone(Tone::Soon),
        EventKind::CaseResumed => Happened::new("eye", case_resumed(&data, lang)).tone(Tone::Calm),
    }
}

fn operations_wrote(data: &Data, who: &str, reader: Reader<'_>, lang: Lang) -> Cow<'static, str> {
    match (reader, data.side) {
        (Reader::Operations, Some(CaseSide::Customer)) => lang.happened_wrote_to_customer(who),
        (Reader::Operations, _) => lang.happened_wrote_to_seller(who),
        (Reader::Seller | Reader::Customer { .. }, _) => lang.happened_operations_wrote(),
    }
}

fn told_operations(data: &Data, who: &str, lang: Lang) -> Cow<'static, str> {
    match data.side {
        Some(CaseSide::Customer) => lang.happened_customer_told(),
        _ => lang.happened_seller_told(who),
    }
}

fn case_waits(data: &Data, who: &str, lang: Lang) -> Cow<'static, str> {
    match data.side {
        Some(CaseSide::Customer) => lang.happened_waits_for_customer(who),
        _ => lang.happened_waits_for_seller(who),
    }
}

fn case_resumed(data: &Data, lang: Lang) -> Cow<'static, str> {
    match data.side {
        Some(CaseSide::Customer) => lang.happened_customer_answered(),
        _ => lang.happened_seller_answered(),
    }
}

/// Names are looked up when it is told; an event keeps keys only, and who gave it away may be gone.
fn assigned(data: &Data, who: &str, lang: Lang) -> String {
    match data.to {
        Some(Recipient::Oneself) => lang.happened_taken(who),
        Some(Recipient::Colleague) => lang.happened_assigned(who),
        Some(Recipient::Deputy) => lang.happened_assigned_to_deputy(who),
        None => lang.happened_unassigned(who),
    }
    .into()
}

fn reminded(reminder: Option<DeadlineKind>, reader: Reader<'_>, format: &Format) -> Happened {
    let lang = format.lang;
    let second = reminder == Some(DeadlineKind::SecondReminder);
    let text = match reader {
        Reader::Customer { .. } => lang.happened_reminded_customer(),
        Reader::Seller | Reader::Operations if second => lang.happened_reminded_again(),
        Reader::Seller | Reader::Operations => lang.happened_reminded(),
    };
    Happened::new("bell", text).tone(if second { Tone::Urgent } else { Tone::Soon })
}
