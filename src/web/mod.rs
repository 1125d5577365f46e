//! The HTML toolkit, and the server under it: the frame around pages, their parts, forms and their safety, errors, assets.
//!
//! Every feature's `routes.rs` and `views.rs` build on it; it knows no feature. Counts in menus, names and roles are handed
//! in. Pages work without script; `static/portal.js` only adds.

pub mod around;
pub mod assets;
pub mod client;
pub mod cookies;
pub mod countdown;
pub mod csrf;
pub mod errors;
pub mod filters;
pub mod flash;
pub mod forms;
pub mod headers;
pub mod keyset;
pub mod multipart;
mod pack;
pub mod page;
pub mod parts;
pub mod prefs;
pub mod proof;
pub mod routes;
pub mod server;
mod time_limit;
pub mod typed;
pub mod visit;

pub use around::{Settings, around};
pub use flash::{Flash, SeeOther, see_other};
pub use forms::{Errors, Form, NoFields};
pub use multipart::{Upload, UploadedFile};
pub use page::{Chrome, MenuItem, Page, Who};
pub use parts::Tone;
pub use routes::{Access, RouteEntry, Routes};

/// Where people sign in.
pub const SIGN_IN: &str = "/sign-in";
/// One's own account.
pub const ACCOUNT: &str = "/account";
/// Where a mail that sets a new password is asked for.
pub const FORGOT_PASSWORD: &str = "/forgot-password";
/// Where one's signed-in browsers are listed.
pub const SESSIONS: &str = "/account/sessions";
/// Where a second factor is set up.
pub const SECOND_FACTOR: &str = "/account/second-factor";
/// Where a session is ended.
pub const SIGN_OUT: &str = "/sign-out";
