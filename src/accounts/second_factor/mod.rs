//! The second factor: asked for at sign-in, set up and looked after in the account.

mod own;
mod qr;
mod sign_in;
mod views;

use crate::{
    app::App,
    web::{Access, Routes, SECOND_FACTOR},
};

pub(super) use sign_in::ask_for_code;

/// Where the code is asked for at sign-in.
const SECOND_STEP: &str = "/sign-in/second-factor";
/// Where a person proves once more who they are.
const PROOF: &str = "/account/proof";

pub(super) fn routes() -> Routes<App> {
    Routes::new()
        .get(SECOND_STEP, Access::Public, sign_in::show)
        .post(SECOND_STEP, Access::Public, sign_in::enter)
        .get(SECOND_FACTOR, Access::SignedIn, own::show)
        .post(SECOND_FACTOR, Access::SignedIn, own::confirm)
        .post("/account/second-factor/begin", Access::SignedIn, own::begin)
        .post("/account/second-factor/cancel", Access::SignedIn, own::cancel)
        .post("/account/second-factor/codes", Access::SignedIn, own::make_codes)
        .post("/account/second-factor/remove", Access::SignedIn, own::remove)
        .post(PROOF, Access::SignedIn, own::prove)
}
