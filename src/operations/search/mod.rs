//! Search: by number, by a customer's address, by seller or app.
//!
//! Agents find what a case is about, leads and auditors every inquiry. An address stands in no link and in no log: it is sent
//! as a form, the look-up is written down under a keyed hash, and the page after it names the customer by key.

mod entries;
mod queries;
mod routes;
mod views;

pub use queries::forget_look_ups;
pub(super) use routes::routes;
pub(super) use views::inquiry_badge;
