//! One inquiry: its thread, its history, what became of each answer, and the box to answer in.

mod access;
mod listed;
mod mark_routes;
mod marks;
mod queries;
mod reply;
mod routes;
mod views;

use crate::{app::App, web::Routes};

/// The routes of a thread.
pub(super) fn routes() -> Routes<App> {
    routes::routes().merge(mark_routes::routes()).merge(listed::routes())
}
