//! The rules that turns start by: how long developers have, when they are reminded, holidays, undoing, quiet closing; and how
//! often the public form is taken.
//!
//! Each saved version is a row, with who saved it; as long as there is none, the settings of the installation hold. A version
//! applies to what starts afterwards: due moments that are stored are never reckoned anew. Leads set policy and holidays,
//! admins the settings beside them.

mod actions;
mod forms;
mod model;
mod queries;
mod routes;
mod views;

pub use queries::refresh;
pub(super) use routes::routes;
