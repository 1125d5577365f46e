//! Being away until a day, with a deputy: what an answering member says of themself, and an owner of a colleague who cannot.
//!
//! Nothing has to end it: the day passes. What goes to the deputy meanwhile is said where inquiries are given and mails are
//! queued; notices that go to all members and to the support contact go to everybody as ever.

mod act;
mod form;
mod routes;
mod views;

pub use act::{end_away, go_away};

pub(super) use routes::routes;
pub(super) use views::{AwayCard, Team};
