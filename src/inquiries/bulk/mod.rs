//! One press, many inquiries: what became of each is kept under the press's key, so that a page can tell it, and the same press
//! comes to the same page. Everything is set-based: five hundred cost as many statements as two.

mod answer;
mod record;
mod texts;
mod undo;

pub use answer::{ManyAnswers, ManyRefusal, answer_many};
pub use record::{BulkKind, begin, record};
pub use undo::undo_many;
