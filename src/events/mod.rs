//! History: one append-only row per thing that happened, numbered per subject.
//!
//! The number comes from the subject's locked row; timeline order, «something newer» and entity tags are that number.
//! Rows hold ids and codes only, no personal text, so that erasure never touches history.

pub mod load;
mod model;
mod queries;

pub use model::{Audience, EventKind, EventRow, NewEvent, Subject};
pub use queries::{of_case, of_inquiry, record};
