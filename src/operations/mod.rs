//! The desk of operations: the queue of purchase cancellations, and each one's case file, where it is decided.
//!
//! Agents, leads and auditors see every case; auditors see only. For anybody else there is no such page. What a decision does
//! is said in [`crate::cancellations`].

mod access;
mod case;
mod entries;
pub(crate) mod frame;
mod inquiry;
mod names;
mod queue;
mod search;

pub use search::forget_look_ups;

use crate::{app::App, id::AttachmentId, public_no::PublicNo, web::Routes};

pub(crate) use access::Decider;
pub use case::given_back;
pub use entries::{CONTACT_US, EntryState, entry_path};

/// The queue.
pub const QUEUE: &str = "/cases";

/// Search.
pub const SEARCH: &str = "/search";

/// The state of the system.
pub const HEALTH: &str = "/health";

/// Sellers and their apps, for admins.
pub const SELLERS: &str = "/admin/sellers";

/// The people of operations, for admins.
pub const STAFF: &str = "/admin/staff";

/// The rules that turns start by.
pub const POLICY: &str = "/admin/policy";

/// The file of a case.
pub fn case_path(no: &PublicNo) -> String {
    format!("{QUEUE}/{}", no.as_str())
}

/// An inquiry, as operations read it.
fn inquiry_path(no: &PublicNo) -> String {
    format!("{SEARCH}/inquiries/{}", no.as_str())
}

/// A file of a case's inquiry.
fn file_path(no: &PublicNo, attachment: AttachmentId) -> String {
    format!("{}/files/{attachment}", case_path(no))
}

/// The routes of the desk.
pub fn routes() -> Routes<App> {
    queue::routes().merge(case::routes()).merge(search::routes()).merge(inquiry::routes())
}
