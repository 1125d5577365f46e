//! What must be handed to the outside, written in the same transaction as its cause.
//!
//! A delivery is claimed with a lease, lane by lane (a lane is the recipient's domain), rendered once, tried again with
//! growing delay, and ends. «Handed over» is said only with the server's answer on record; a connection lost after the
//! final dot is an unknown outcome, tried once more under the same Message-ID.

mod account;
mod by_address;
mod case_messages;
mod contact_us;
mod forget;
mod lease;
pub mod load;
mod model;
mod queries;
mod question;
mod queue;
mod to_colleague;
mod to_people;
mod to_support;

pub use account::{AboutAccount, to_person, to_reset_password};
pub use by_address::{LINKS_AFTER_END, cancel_confirmations, to_customer_with_code, to_customer_with_links};
pub use case_messages::carry;
pub use contact_us::to_customer_of_entry;
pub use forget::forget_customers;
pub use lease::{
    Claim, Ended, Rendered, claim, delay, expire_leases, fail, hand_over, mark_data_sent, release, renew,
    store_rendered, unknown,
};
pub use model::{About, DeliveryKind, DeliveryRow, DeliveryState};
pub use queries::{backlog, next_try, of_inquiry};
pub use question::{cancel_questions, to_customer_with_question};
pub use queue::{
    cancel_reminders, to_assignee, to_confirm_address, to_customer, to_mentioned, to_operations, to_seller,
    to_seller_digest,
};
pub use to_colleague::to_colleague;
pub use to_people::{to_invited, to_team_member};
pub use to_support::{cancel_support_confirm, to_support};
