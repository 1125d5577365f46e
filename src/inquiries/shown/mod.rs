//! How an inquiry is shown: its thread, what happened to it, what became of its mails, the names of its kinds and states.
//!
//! One place for the seller's desk, the customer's page and the case file of operations, so that all three say the same.
//! Whom a sentence is for is a [`Reader`]: customers see neither names of persons nor the ways of mails; sellers see
//! customers masked; the reminders that were skipped are for operations.

mod deliveries;
mod history;
mod names;
mod queries;
mod thread;

pub use deliveries::{MailState, delivery_badge, delivery_name, sent_line};
pub use history::{Happened, happened, message_of};
pub use queries::{MessageRow, messages_of};
pub use thread::{ThreadItem, ThreadRows, thread, thread_with};

use crate::events::Audience;

/// Who reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader<'a> {
    /// The one who asked; to them the seller has one name.
    Customer {
        /// The seller's name in the reader's language.
        seller: &'a str,
    },
    /// A member of the seller.
    Seller,
    /// A person of operations.
    Operations,
}

impl Reader<'_> {
    /// The events that may be read.
    pub fn audience(self) -> Audience {
        match self {
            Reader::Customer { .. } => Audience::Everyone,
            Reader::Seller => Audience::Seller,
            Reader::Operations => Audience::Operations,
        }
    }

    fn is_customer(self) -> bool {
        matches!(self, Reader::Customer { .. })
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]
mod tests;
