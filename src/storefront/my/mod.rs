//! Customers who come back without a link at hand: all links by mail again, or all own inquiries after a mailed code.
//!
//! Whoever types an address learns nothing about it: known and unknown ones get the same page, made by the same statements.

mod code;
mod links;
mod list;
mod queries;
mod views;

use crate::{app::App, web::Routes};

/// All own inquiries; without a session, the form that asks for the address.
pub const MY: &str = "/my";
/// After a link was replaced.
pub(super) const REPLACED: &str = "/my/links/replaced";

pub(super) fn routes() -> Routes<App> {
    list::routes().merge(code::routes()).merge(links::routes())
}
