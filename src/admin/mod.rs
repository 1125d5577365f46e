//! What admins of operations run: sellers and their apps, first owners, staff; and the policy, which leads set.
//!
//! Admins see no inquiries. Every change is asked for again under its lock, and stands in the record of the seller or of the
//! store. Policy and holidays are the leads', the settings beside them the admins'; both see all of it.

mod access;
mod fields;
mod invitations;
mod policy;
mod sellers;
mod staff;

use crate::{app::App, web::Routes};

pub use policy::refresh;

/// The routes of this feature.
pub fn routes() -> Routes<App> {
    sellers::routes().merge(staff::routes()).merge(policy::routes())
}
