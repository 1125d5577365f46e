//! One press, many inquiries: the rows ticked in the list are assigned, tagged, closed, or answered together; a page tells what
//! became of each.

mod form;
mod queries;
mod routes;
mod views;

use super::{INBOX, MANY};
use crate::id::BulkRunId;

pub(super) use routes::routes;

/// The page that tells what a press did.
fn run_path(run: BulkRunId) -> String {
    format!("{MANY}/{run}")
}
