//! The desk of a seller's members: the list of inquiries and each one's thread, where they answer.
//!
//! What a member sees is decided in the SQL: only sellers they belong to, only inquiries whose address was confirmed. Who
//! sees but may not answer gets no box, and 403 for trying.

mod drafts;
pub(crate) mod frame;
mod home;
mod list;
mod many;
mod marks;
mod mentions;
mod saved_replies;
mod tags;
mod thread;
mod watch;

use crate::{app::App, id::AttachmentId, public_no::PublicNo, web::Routes};

/// The list.
pub const INBOX: &str = "/inquiries";

/// The home page, where members land.
pub const HOME: &str = "/home";

/// Where something is done to many inquiries.
const MANY: &str = "/inquiries/bulk";

/// Where a seller's tags are tidied.
const TAGS: &str = "/tags";
/// The notes that call the viewer.
pub const MENTIONS: &str = "/mentions";

/// Texts that are used again.
pub const SAVED_REPLIES: &str = "/saved-replies";

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
    list::routes()
        .merge(thread::routes())
        .merge(home::routes())
        .merge(many::routes())
        .merge(tags::routes())
        .merge(mentions::routes())
        .merge(saved_replies::routes())
        .merge(drafts::routes())
}
