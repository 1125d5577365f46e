//! Signing in and out, one's own account, how one likes pages.
//!
//! Known and unknown addresses get the same words in the same time. Guessing is limited by [`crate::auth::count_try`]; a
//! browser that signed in to an account before carries a signed mark, so that strangers cannot lock its owner out.

mod actions;
mod address;
mod form_page;
mod kept;
mod known_browser;
mod password;
mod routes;
mod second_factor;
mod sessions;
mod shortcuts;
mod views;

pub use kept::{forget_kept_forms, keep_forms};
pub use routes::routes;
