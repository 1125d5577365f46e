//! What everybody sees: the apps and their pages, Contact Seller, confirming an address, and the customer's page of one
//! inquiry.
//!
//! No account anywhere: a customer proves an address with the button behind a mailed link, and sees an inquiry by its own
//! signed link, or all of them after a mailed code. Nothing here shows a person of the seller or of operations by name.

mod apps;
mod confirm;
pub(crate) mod contact;
mod inquiry;
mod my;
mod parts;
mod questions;

use crate::{app::App, web::Routes};

pub use apps::{app_path, desk_of};
pub use confirm::confirm_path;
pub use contact::contact_path;
pub use inquiry::{Finished, finish, inquiry_path};
pub use my::MY;
pub(crate) use parts::secret_address;
pub(crate) use parts::{span, submission, time_to_answer};

/// The routes of all of it.
pub fn routes() -> Routes<App> {
    Routes::new()
        .merge(apps::routes())
        .merge(contact::routes())
        .merge(confirm::routes())
        .merge(inquiry::routes())
        .merge(my::routes())
        .merge(questions::routes())
}
