//! One inquiry: its thread, its history, what became of each answer, and the box to answer in.

mod access;
mod queries;
mod reply;
mod routes;
mod views;

pub(super) use routes::routes;
