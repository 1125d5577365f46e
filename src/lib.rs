//! Voice of Customer portal of an app store.

pub mod clock;
pub mod db;
pub mod error;
pub mod id;
pub mod lang;
