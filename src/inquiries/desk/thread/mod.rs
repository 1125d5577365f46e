//! One inquiry: its thread, its history, what became of each answer, and the box to answer in.

mod access;
mod around;
mod contact_us;
mod draft;
mod listed;
mod live;
mod mark_routes;
mod marks;
mod merge;
mod news;
mod notes;
mod presence;
mod queries;
mod reply;
mod routes;
mod saved;

mod views;

pub(super) use saved::unresolved;

use crate::{app::App, web::Routes};

/// The routes of a thread.
pub(super) fn routes() -> Routes<App> {
    routes::routes().merge(mark_routes::routes()).merge(listed::routes())
}
