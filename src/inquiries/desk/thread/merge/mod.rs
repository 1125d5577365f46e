//! Merging from the thread: choose another inquiry of the customer, see what will happen, do it, take it back.

mod queries;
mod routes;
mod views;

pub(super) use routes::routes;
pub(super) use views::{notices, way};
