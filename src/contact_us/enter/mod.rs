//! Entering what came in: first the app, then the form of Contact Seller with what only the store knows.

mod act;
mod choose;
mod form;
mod routes;
mod views;

pub use act::{NewEntry, enter};
pub(super) use routes::routes;

/// Where an app is chosen.
const NEW: &str = "/contact-us/new";

/// The form for an app.
fn form_path(client_id: &str) -> String {
    format!("/apps/{client_id}/contact-us")
}
