//! Messages of a case: operations write to the seller or to the customer, and are answered.
//!
//! Each stays between operations and its side. «Waiting for the answer» sets the case to `needs_information`; the answer, or
//! the last of two, brings it back to review and is told to who has it. A case that waits can still be decided.

mod answer;
mod desk;
mod write;

pub use answer::{Answering, answer_from_customer, answer_from_seller, customer_wrote};
pub(super) use desk::routes;
pub use write::{CaseLetter, see_answers, write};
