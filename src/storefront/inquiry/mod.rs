//! The customer's page of one inquiry, behind its signed link: the moment by which the developer must answer, what happens
//! then, the thread, a box to write more, «solved, thanks».

mod access;
mod actions;
mod asked;
mod queries;
mod replace;
mod routes;
mod satisfaction;
mod views;

pub use actions::{Finished, finish};
pub(super) use queries::{InquiryRow, received_by};
pub use routes::inquiry_path;
pub(super) use routes::{link_to, routes};
pub(super) use views::{countdown, state_badge};
