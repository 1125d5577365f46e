//! The built-in mailbox: every mail as its recipient would see it, where no mail server is configured.
//!
//! For the demo and for development. Whoever opens it reads everybody's links, without signing in: so it exists only while
//! no SMTP server is configured and only this machine can reach the portal; otherwise its addresses are not found ([`access`]).

mod access;
mod queries;
mod routes;
mod views;

pub use access::{OfThisMachine, exists};
pub use routes::{MAILBOX, routes};
