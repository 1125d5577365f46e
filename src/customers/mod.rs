//! Customers: people who write from an app's page. They have no password; a signed link proves their address.
//!
//! The developer sees a display name and a masked address; the real one is read by the mailer alone.

mod confirm;
mod limits;
pub mod load;
mod mask;
mod purge;

pub use confirm::{
    NewCustomer, OpenConfirmation, UsedConfirmation, ask_to_confirm, confirmation_token, find_or_add,
    open_confirmation, use_confirmation,
};
pub use limits::{ContactVerdict, count_contact, count_message, forget_contacts};
pub use mask::{masked_email, masked_name};
pub use purge::purge_unconfirmed;
