//! What an author has not seen: shown beside the text that it stopped, and told to open pages before they send.

use super::access::SeenInquiry;
use crate::{
    events::EventRow,
    id::UserId,
    inquiries::{
        desk::file_path,
        shown::{Reader, ThreadItem, ThreadRows, message_of, thread},
    },
    lang::format::Format,
};

fn stops(event: &EventRow, viewer: UserId) -> bool {
    event.kind.stops_an_answer() && event.user_id != Some(viewer)
}

/// The number of the newest event that stops an answer of the viewer.
pub(super) fn newest(events: &[EventRow], viewer: UserId) -> i32 {
    events.iter().filter(|event| stops(event, viewer)).map(|event| event.sequence).max().unwrap_or(0)
}

/// What happened after `seen` and stops an answer: the messages in full, and what else happened.
pub(super) fn since(seen: i32, inquiry: &SeenInquiry, format: &Format) -> Vec<ThreadItem> {
    let viewer = inquiry.viewer.user_id;
    let events: Vec<EventRow> =
        inquiry.head.events.iter().filter(|event| event.sequence > seen && stops(event, viewer)).cloned().collect();
    let written = |id| events.iter().any(|event| message_of(event) == Some(id));
    let messages: Vec<_> =
        inquiry.head.messages.iter().filter(|message| written(message.message_id)).cloned().collect();
    let rows = ThreadRows {
        customer_name: &inquiry.head.customer_name,
        messages: &messages,
        events: &events,
        files: &inquiry.around.files,
    };
    thread(rows, Reader::Seller, format, |file| file_path(&inquiry.head.no, file))
}
