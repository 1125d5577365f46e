//! The page of an entry, on which it is forwarded or closed.

mod act;
mod form;
mod queries;
mod routes;
mod views;

pub use act::{Closing, close, forward};
pub(super) use routes::routes;
