//! An inquiry as operations read it, with a case or without: its thread, its history, what became of its mails.
//!
//! Leads and auditors see every inquiry; for agents only those exist that a case is about. Nothing is done here, and nobody's
//! address is shown.

mod queries;
mod routes;
mod views;

pub(super) use routes::routes;
