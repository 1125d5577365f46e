//! Sellers and their apps: making them known, renaming them, inviting the first owner.

mod actions;
mod queries;
mod routes;
mod views;

pub(super) use routes::routes;
