//! Voice of Customer portal of an app store.

pub mod clock;
pub mod error;
pub mod id;
pub mod lang;
pub mod mail;
