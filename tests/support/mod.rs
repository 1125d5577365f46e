//! What tests share.

pub mod browser;
pub mod cluster;
pub mod portal;
pub mod smtp_server;
pub mod world;

pub use browser::{Browser, Shown};
pub use portal::Portal;
