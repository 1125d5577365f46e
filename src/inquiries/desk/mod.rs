//! The desk of a seller's members: the list of inquiries and each one's thread, where they answer.
//!
//! What a member sees is decided in the SQL: only sellers they belong to, only inquiries whose address was confirmed. Who
//! sees but may not answer gets no box, and 403 for trying.

mod drafts;
mod frame;
mod list;
mod thread;
mod watch;

use crate::{app::App, id::AttachmentId, public_no::PublicNo, web::Routes};

/// The list.
pub const INBOX: &str = "/inquiries";

/// Where the seller whose inbox is open is changed.
pub const SELLER: &str = "/seller";

/// The thread of an inquiry.
pub fn thread_path(no: &PublicNo) -> String {
    format!("{INBOX}/{}", no.as_str())
}

/// A file of an inquiry.
fn file_path(no: &PublicNo, attachment: AttachmentId) -> String {
    format!("{}/files/{attachment}", thread_path(no))
}

/// The routes of the desk.
pub fn routes() -> Routes<App> {
    list::routes().merge(thread::routes()).merge(drafts::routes())
}
