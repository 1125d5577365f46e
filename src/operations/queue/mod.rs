//! The queue: what is to be decided, longest overdue first; what billing is asked to do; what is over.

mod filter;
mod queries;
mod routes;
mod views;

pub(super) use routes::routes;
