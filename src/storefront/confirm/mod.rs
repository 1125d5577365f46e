//! Confirming an address: a page with one button behind the mailed link.
//!
//! Mail scanners fetch links and press no buttons; until it is pressed nothing of the inquiry is shown. Pressed again it
//! leads to the same place.

mod routes;
mod views;

pub use routes::confirm_path;
pub(super) use routes::routes;
