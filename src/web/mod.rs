//! The HTML toolkit, and the server under it.

pub mod server;
