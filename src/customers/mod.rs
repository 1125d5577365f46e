//! Customers: people who write from an app's page. They have no password; a signed link proves their address.
//!
//! The developer sees a display name and a masked address; the real one is read by the mailer alone.

mod confirm;
pub mod load;
mod mask;

pub use confirm::{NewCustomer, UsedConfirmation, ask_to_confirm, confirmation_token, find_or_add, use_confirmation};
pub use mask::{masked_email, masked_name};
