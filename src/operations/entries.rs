//! What search and the menu know of entries of the store's own Contact Us; the rest is in [`crate::contact_us`], which shows
//! the form of the public pages and so stands above this module.

use crate::{
    lang::Lang,
    public_no::PublicNo,
    web::{Tone, parts::Badge},
};

/// Where an entry stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "contact_us_state", rename_all = "snake_case")]
pub enum EntryState {
    /// Not forwarded: operations' work.
    Waiting,
    /// An inquiry of the seller.
    Forwarded,
    /// Over without the seller.
    Closed,
}

impl EntryState {
    /// As it stands in lists.
    pub(crate) fn badge(self, lang: Lang) -> Badge {
        match self {
            EntryState::Waiting => Badge::new(Tone::Soon, "inbox", lang.entry_waiting()),
            EntryState::Forwarded => Badge::new(Tone::Ok, "forward", lang.entry_forwarded()),
            EntryState::Closed => Badge::new(Tone::Mute, "circle-check", lang.entry_closed()),
        }
    }
}

/// The lists of entries.
pub const CONTACT_US: &str = "/contact-us";

/// The page of an entry.
pub fn entry_path(no: &PublicNo) -> String {
    format!("{CONTACT_US}/{}", no.as_str())
}
