//! One inquiry: its thread, its history, what became of each answer, and the box to answer in.

mod access;
mod draft;
mod live;
mod news;
mod presence;
mod queries;
mod reply;
mod routes;
mod views;

pub(super) use routes::routes;
