//! What a seller says of its apps: the support contact, what customers read before they write, the languages of answers.
//!
//! Owners and managers set it. Notices go to another address only once its mailbox has agreed; until then the old one stays
//! in use. Without a contact they go to the members alone, of whom one is an owner. Nobody saves over what they had not seen.

mod confirm;
mod contact;
mod desk;
mod form;
mod model;
mod queries;
mod routes;
mod save;
mod support;
mod views;

pub use confirm::support_path;
pub(in crate::team) use form::changed;
pub use model::Refusal as AppRefusal;
pub use queries::forget_support_changes;
pub(in crate::team) use routes::routes;
pub use save::save as save_app_settings;
pub use support::support_token;
