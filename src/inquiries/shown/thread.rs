//! Messages and what happened between them, in one line of time.

use askama::Template;
use chrono::{DateTime, Utc};

use super::{
    MailState, MessageRow, Reader,
    history::{Data, happened},
    sent_line,
};
use crate::{
    customers::masked_name,
    events::{EventKind, EventRow},
    id::{AttachmentId, MessageId},
    inquiries::{FileRow, MessageAuthor},
    lang::format::Format,
    web::parts::{Badge, FileLink, HistoryLine, Message, Side, Tone},
};

/// One entry of a thread; shows itself inside `<ol class="thread list">`.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(
    source = "{% match self %}{% when Self::Message(message) %}{{ message }}{% when Self::Happened(line) %}{{ line }}{% endmatch %}",
    ext = "html"
)]
pub enum ThreadItem {
    /// Somebody wrote.
    Message(Box<Message>),
    /// Something happened.
    Happened(HistoryLine),
}

impl askama::filters::HtmlSafe for ThreadItem {}

/// A thread as it was read. The events are those that the reader may read of.
#[derive(Debug, Clone, Copy)]
pub struct ThreadRows<'a> {
    /// The customer's name, as it is.
    pub customer_name: &'a str,
    /// The messages, oldest first.
    pub messages: &'a [MessageRow],
    /// The history, oldest first.
    pub events: &'a [EventRow],
    /// The files of all messages.
    pub files: &'a [FileRow],
}

/// The thread in the reader's words; `file_at` writes a file's address.
pub fn thread(
    rows: ThreadRows<'_>,
    reader: Reader<'_>,
    format: &Format,
    file_at: impl Fn(AttachmentId) -> String,
) -> Vec<ThreadItem> {
    thread_with(rows, reader, format, file_at, Vec::new())
}

/// The thread with more entries among its own, each at its moment.
pub fn thread_with(
    rows: ThreadRows<'_>,
    reader: Reader<'_>,
    format: &Format,
    file_at: impl Fn(AttachmentId) -> String,
    more: Vec<(DateTime<Utc>, ThreadItem)>,
) -> Vec<ThreadItem> {
    let messages = rows.messages.iter().map(|row| {
        let files = files_of(rows.files, row.message_id, &file_at);
        (row.sent_at, ThreadItem::Message(Box::new(message(row, rows, reader, format).files(files))))
    });
    let lines = rows
        .events
        .iter()
        .filter(|event| is_line(event, reader))
        .map(|event| (event.at, ThreadItem::Happened(happened(event, reader, format).line(event.at, format))));
    // what a message causes happens at its instant: a stable sort keeps it after the message
    let mut items: Vec<(DateTime<Utc>, ThreadItem)> = messages.chain(lines).chain(more).collect();
    items.sort_by_key(|(at, _)| *at);
    items.into_iter().map(|(_, item)| item).collect()
}

/// Whether an event says something that no message beside it says.
fn is_line(event: &EventRow, reader: Reader<'_>) -> bool {
    match event.kind {
        EventKind::Received | EventKind::CustomerWrote | EventKind::Answered | EventKind::AnsweredLate => false,
        // the note itself stands in the thread of those who may read it
        EventKind::Noted => false,
        EventKind::OperationsAnswered => Data::of(event).message_id.is_none(),
        EventKind::ReminderSkipped | EventKind::AddressCorrected => reader == Reader::Operations,
        EventKind::LinkReplaced => reader.is_customer(),
        EventKind::SatisfactionAsked => !reader.is_customer(),
        EventKind::Confirmed
        | EventKind::Forwarded
        | EventKind::Reopened
        | EventKind::UnansweredAgain
        | EventKind::Undeliverable
        | EventKind::Reminded
        | EventKind::Escalated
        | EventKind::Returned
        | EventKind::Solved
        | EventKind::Withdrawn
        | EventKind::Closed
        | EventKind::CaseOpened
        | EventKind::CaseCauseAdded
        | EventKind::CaseTaken
        | EventKind::CaseDeclined
        | EventKind::CaseReturned
        | EventKind::CaseApproved
        | EventKind::CaseSubmitted
        | EventKind::CaseConfirmed
        | EventKind::CaseFailed
        | EventKind::CaseWithdrawn
        | EventKind::Assigned
        | EventKind::ReopenedBySeller
        | EventKind::Merged
        | EventKind::MergedInto
        | EventKind::Unmerged
        | EventKind::CaseAssigned
        | EventKind::SatisfactionGiven
        | EventKind::OperationsWrote
        | EventKind::ToldOperations
        | EventKind::CaseWaits
        | EventKind::CaseResumed => true,
    }
}

fn message(row: &MessageRow, rows: ThreadRows<'_>, reader: Reader<'_>, format: &Format) -> Message {
    let lang = format.lang;
    let person = row.user_name.clone().unwrap_or_default();
    let (side, author, badge) = match (row.author, reader) {
        (MessageAuthor::Customer, Reader::Customer { .. }) => (Side::Customer, lang.author_you().into(), None),
        (MessageAuthor::Customer, Reader::Seller | Reader::Operations) => {
            (Side::Customer, masked_name(rows.customer_name), Some(Badge::outline("user", lang.author_customer())))
        }
        (MessageAuthor::Developer, Reader::Customer { seller }) => {
            (Side::Developer, seller.to_owned(), Some(Badge::new(Tone::Calm, "store", lang.author_seller())))
        }
        (MessageAuthor::Developer, Reader::Seller | Reader::Operations) if row.late => {
            (Side::Developer, person, Some(Badge::new(Tone::Soon, "history", lang.badge_late_answer())))
        }
        (MessageAuthor::Developer, Reader::Seller | Reader::Operations) => {
            (Side::Developer, person, Some(Badge::new(Tone::Calm, "send", lang.badge_answer())))
        }
        (MessageAuthor::Operations, Reader::Operations) => {
            (Side::Operations, person, Some(Badge::new(Tone::Ops, "scale", lang.author_operations())))
        }
        (MessageAuthor::Operations, Reader::Customer { .. } | Reader::Seller) => {
            let badge = Badge::new(Tone::Ops, "scale", lang.badge_decision());
            (Side::Operations, lang.author_operations().into(), Some(badge))
        }
    };
    let message = Message::new(side, author, format.time(row.sent_at), row.body.clone());
    let message = match badge {
        Some(badge) => message.badge(badge),
        None => message,
    };
    message.sent(if reader.is_customer() { None } else { sent(row, rows.events, format) })
}

/// The line of the mail that carries the message. One that did not arrive counts no more once the inquiry waits again.
fn sent(row: &MessageRow, events: &[EventRow], format: &Format) -> Option<crate::web::parts::SentLine> {
    let counts = !events
        .iter()
        .any(|event| event.kind == EventKind::UnansweredAgain && Data::of(event).message_id == Some(row.message_id));
    MailState::of_message(row).map(|mail| sent_line(mail, counts, format))
}

fn files_of(files: &[FileRow], message: MessageId, file_at: impl Fn(AttachmentId) -> String) -> Vec<FileLink> {
    files
        .iter()
        .filter(|file| file.message_id == Some(message))
        .map(|file| file.link(file_at(file.attachment_id)))
        .collect()
}

impl FileRow {
    /// The file behind its address.
    pub fn link(&self, href: String) -> FileLink {
        FileLink { href, name: self.file_name.clone(), bytes: u64::try_from(self.size).unwrap_or(0) }
    }
}
