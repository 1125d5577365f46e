//! The people of operations: inviting them, changing roles, locking them out.

mod actions;
mod queries;
mod routes;
mod views;

pub(super) use routes::routes;
