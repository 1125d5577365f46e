//! Purchase cancellations: the work item of operations, whatever opened it.
//!
//! One case is open per inquiry: a second cause is added to it, never a second row. Money is never moved here: operations
//! decide, billing carries out, and the case keeps the proof. Every action locks the inquiry first, then the case.

mod assign;
mod decide;
mod forget;
pub mod load;
mod lock;
pub mod messages;
mod model;
mod names;
mod open;

pub use assign::{assign, take_next};
pub use decide::{
    Approval, BillingResult, FURTHEST_DUE, Purchase, approve, decline, record_result, return_to_developer, take,
    withdraw_for_customer,
};
pub use forget::forget_cases;
pub use lock::{CaseRefusal, Seen};
pub use model::{Ground, Origin, State};
pub use open::{OpenCase, open_for_overdue};

use crate::{app::App, web::Routes};

/// The pages on which a seller's members answer operations.
pub fn routes() -> Routes<App> {
    messages::routes()
}
