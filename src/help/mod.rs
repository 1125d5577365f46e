//! Help that answers what people ask, for customers, for developers and for operations; and the privacy notice.
//!
//! Times in the answers are those of the policy that holds. Everybody may read all of it.

mod questions;
mod routes;
mod views;

pub use routes::routes;

/// Help; what a question is about stands behind it as a fragment.
pub const HELP: &str = "/help";
/// The privacy notice.
pub const PRIVACY: &str = "/privacy";
