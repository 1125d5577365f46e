//! What a thread's head tells of working together: one column, so that the page needs no statement more.

use chrono::{DateTime, Utc};
use serde::Deserialize;

pub(super) use super::contact_us::Forwarded;
use crate::{
    id::{NoteId, SavedReplyId},
    inquiries::notes::Colleague,
    public_no::PublicNo,
};

/// Saved replies that the thread offers; more are found by their words.
pub(super) const SAVED_SHOWN: i64 = 15;

/// The column.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Together {
    /// The customer's time zone.
    pub(super) zone: String,
    /// Oldest first.
    pub(super) notes: Vec<Note>,
    /// How many of them call the viewer and were not seen.
    pub(super) unseen: i64,
    /// Who can be called.
    pub(super) colleagues: Vec<Colleague>,
    /// The most used first, at most one more than are shown.
    pub(super) saved: Vec<SavedTitle>,
    /// The inquiry that this one was merged into.
    pub(super) goes_on_in: Option<Other>,
    /// What was merged into this one.
    pub(super) merged: Vec<Merged>,
    /// That it came in through the store's own Contact Us.
    pub(super) contact_us: Option<Forwarded>,
}

/// An internal note.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Note {
    pub(super) note_id: NoteId,
    pub(super) author: String,
    pub(super) body: String,
    pub(super) at: DateTime<Utc>,
}

/// A saved reply to choose.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct SavedTitle {
    pub(super) id: SavedReplyId,
    pub(super) title: String,
}

/// Another inquiry of the customer.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Other {
    pub(super) no: PublicNo,
    pub(super) subject: String,
}

/// One that was merged into this one.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Merged {
    pub(super) no: PublicNo,
    pub(super) subject: String,
    pub(super) at: DateTime<Utc>,
}
