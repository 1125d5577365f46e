//! Passwords: changed by who knows the present one, set anew by a mailed link.

mod change;
mod forgot;
mod reset;

use crate::{
    app::App,
    web::{Access, FORGOT_PASSWORD, Routes},
};

/// Where a password is changed.
pub(super) const PASSWORD: &str = "/account/password";
/// What is said after a link was asked for.
const LINK_SENT: &str = "/forgot-password/sent";

pub(super) fn routes() -> Routes<App> {
    Routes::new()
        .get(PASSWORD, Access::SignedIn, change::show)
        .post(PASSWORD, Access::SignedIn, change::change)
        .get(FORGOT_PASSWORD, Access::Public, forgot::show)
        .post(FORGOT_PASSWORD, Access::Public, forgot::ask)
        .get(LINK_SENT, Access::Public, forgot::show_sent)
        .get("/reset-password/{token}", Access::Public, reset::show)
        .post("/reset-password/{token}", Access::Public, reset::set)
}
