//! Voice of Customer portal of an app store.

pub mod clock;
pub mod db;
pub mod deadlines;
pub mod deliveries;
pub mod crypto;
pub mod error;
pub mod events;
pub mod id;
pub mod lang;
pub mod work;
pub mod public_no;
