//! Another address to sign in with: asked for in the account, agreed to in both mailboxes.

mod agree;
mod ask;

use crate::{
    app::App,
    web::{Access, Routes},
};

/// Where a change is asked for.
pub(super) const ADDRESS: &str = "/account/address";

pub(super) fn routes() -> Routes<App> {
    Routes::new()
        .get(ADDRESS, Access::SignedIn, ask::show)
        .post(ADDRESS, Access::SignedIn, ask::ask)
        .get("/address-change/{token}", Access::Public, agree::show)
        .post("/address-change/{token}", Access::Public, agree::answer)
}
