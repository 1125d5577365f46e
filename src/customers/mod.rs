//! Customers: people who write from an app's page. They have no password; a signed link proves their address.
//!
//! The developer sees a display name and a masked address; the real one is read by the mailer alone.

mod codes;
mod confirm;
mod limits;
pub mod load;
mod mask;
mod purge;
mod questions;
mod session;

pub use codes::{CODE_LIVES, TriedCode, ask_code, code_of, forget_codes, is_code_open, try_code};
pub use confirm::{
    NewCustomer, OpenConfirmation, UsedConfirmation, as_new, ask_to_confirm, confirmation_token, find_or_add,
    open_confirmation, use_confirmation, void_confirmations, vouch_for,
};
pub use limits::{ContactVerdict, Request, count_contact, count_message, count_request, forget_contacts};
pub use mask::{masked_email, masked_name};
pub use purge::{forget_without_inquiry, purge_unconfirmed};
pub use questions::{Asked, asked_about, inquiry_of_mark, questions_mark, want_questions};
pub use session::{
    COOKIE, SESSION_SECONDS, SignInAsCustomer, SignedInCustomer, end_session, forget_sessions, start_session,
};
