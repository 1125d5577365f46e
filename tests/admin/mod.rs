//! Administering operations over HTTP: sellers, apps, first owners, staff.

use devcenter::auth::StaffRole;

use crate::support::{Browser, Portal, world::Person};

mod contact_limits;
mod policy;
mod sellers;
mod staff;

/// An admin and the browser in which they are signed in.
async fn admin(portal: &Portal) -> (Person, Browser) {
    let admin = portal.staff("admin", StaffRole::Admin).await;
    let browser = portal.signed_in(&admin).await;
    (admin, browser)
}
