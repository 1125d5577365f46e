//! What waits to be forwarded, longest first, and what became of the rest.

mod queries;
mod routes;
mod views;

pub(super) use routes::routes;
pub(super) use views::waiting_badge;
