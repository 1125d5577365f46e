//! Internal notes: what a seller's people write for each other below an inquiry.
//!
//! A table of their own, which nothing reads that speaks to a customer or to operations. A note is no answer and stops no
//! clock. It is append-only, as messages are. Whom it calls by `@name` is told by mail and finds it in a list.

mod mention;
mod write;

pub use mention::{Colleague, mentioned};
pub use write::{NoteForm, NoteRefusal, see_mentions, write_note};
