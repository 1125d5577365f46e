//! A seller at a glance: what is open, what is due, what went wrong, each a link to exactly those inquiries; how soon answers
//! come, by the one definition that stands beside it.

mod queries;
mod routes;
mod views;

use super::HOME;

pub(super) use routes::routes;
