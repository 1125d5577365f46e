//! Contact Seller: the form on an app's page, and the page after it.
//!
//! Nothing of what is written leaves before the address is confirmed. Fields of another category than the chosen one are
//! hidden by the stylesheet and not read here.

mod form;
mod routes;
mod sent;
mod views;

pub(crate) use form::{Asked, Typed, Visitor, parse};
pub use routes::contact_path;
pub(super) use routes::routes;
pub(crate) use views::{Fields, files_field};

/// The version of the privacy notice in `lang::storefront`, stored with every inquiry; raised when its meaning changes.
const PRIVACY_NOTICE: &str = "contact-seller/2026-11";
