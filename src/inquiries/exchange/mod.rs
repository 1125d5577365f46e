//! What operations and one side of a case write to each other, beside the thread that everybody reads.
//!
//! It is written by [`crate::cancellations`]; this is how it is read, shown and recorded. A page for the seller asks for the
//! seller's side, a page for the customer for the customer's; only operations read both.

mod form;
mod model;
mod queries;
mod views;

pub use form::{AnswerForm, NewAnswer, TypedAnswer};
pub use model::{AnswerRefusal, CaseMessageRow, CaseSide, record};
pub use queries::exchange_of;
pub use views::{AskBox, message_of_case};
