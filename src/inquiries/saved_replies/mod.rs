//! Saved replies: texts that a seller's people use again, with gaps that are filled when one is used.
//!
//! Who runs the seller's texts writes them, who answers uses them. A text is checked when it is saved, filled when it is put
//! into an answer, and an answer that still has a gap is refused: no customer reads `{{customer}}`.

mod template;

pub use template::{Unresolved, Values, Variable, check, expand, has_gap};
