//! What came in through the store's own Contact Us: operations enter it and forward it to the seller, whose clock starts then,
//! or close it with a reason.
//!
//! It is operations' own work: agents, leads and auditors see every entry, also agents, who else see what a case is about;
//! auditors see only. Who enters it vouches for the customer's address, so that nobody is asked to confirm it, and the limits
//! of the public form do not apply. Before it is forwarded no seller can see it (the schema says how). A complaint about a
//! payment is never closed as answered: the law says that it is forwarded.

mod enter;
mod entry;
mod forget;
mod list;
mod lock;
mod model;

use crate::{
    app::App,
    id::AttachmentId,
    operations::{EntryState as State, entry_path},
    public_no::PublicNo,
    web::Routes,
};

pub use enter::{NewEntry, enter};
pub use entry::{Closing, close, forward};
pub use forget::forget_closed;
pub use lock::EntryRefusal;
pub use model::{Ending, Way};

/// A file of an entry; the inquiry has it under the same key.
fn file_path(no: &PublicNo, file: AttachmentId) -> String {
    format!("{}/files/{file}", entry_path(no))
}

/// The routes of all of it.
pub fn routes() -> Routes<App> {
    list::routes().merge(enter::routes()).merge(entry::routes())
}
