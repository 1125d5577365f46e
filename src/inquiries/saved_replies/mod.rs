//! Saved replies: texts that a seller's people use again, with gaps that are filled when one is used.
//!
//! Who runs the seller's texts writes them, who answers uses them. A text is checked when it is saved, filled when it is put
//! into an answer, and an answer that still has a gap is refused: no customer reads `{{customer}}`.

mod change;
mod queries;
mod template;

pub use change::{SaveRefusal, SavedForm, delete, save};
pub use queries::{MOST, SavedReply, SavedText, find, list, one, take};
pub use template::{Unresolved, Values, Variable, check, expand, has_gap};
