//! What tests share.

pub mod acts;
pub mod browser;
pub mod chromium;
pub mod cluster;
pub mod mail_server;
pub mod portal;
pub mod program;
pub mod proxy;
pub mod schema;
pub mod smtp_server;
pub mod telephone;
pub mod until;
pub mod world;

pub use browser::Browser;
pub use portal::Portal;
pub use until::until;
