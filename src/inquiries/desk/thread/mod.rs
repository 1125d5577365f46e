//! One inquiry: its thread, its history, what became of each answer, and the box to answer in.

mod access;
mod merge;
mod notes;
mod queries;
mod reply;
mod routes;
mod saved;
mod together;
mod views;

pub(super) use routes::routes;
pub(super) use saved::unresolved;
