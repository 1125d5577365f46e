//! The list of apps, and the public page of each.

mod routes;
mod views;

pub use routes::{app_path, desk_of};
pub(super) use routes::{find_app, find_public, routes};
