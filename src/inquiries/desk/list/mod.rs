//! The list of a seller's inquiries: what waits, soonest due first; what is with operations; what is over.

pub(super) mod filter;
mod overview;
pub(super) mod queries;
mod routes;
mod views;

use super::INBOX;

pub(super) use routes::routes;
