//! Who sends and who receives, as the relay is told.

use crate::mail::Address;

/// One sender and one recipient: a delivery has one recipient, so that its outcome is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// Where bounces go. `None` is the null sender, for automatic answers to inbound mail only.
    pub return_path: Option<Address>,
    /// Who gets the message.
    pub to: Address,
}
