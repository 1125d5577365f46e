//! Mail: composing, sending and, later, receiving it.
//!
//! [`message`] makes the bytes of one mail, [`smtp`] hands them to the relay and says truthfully what became of them.

mod address;
pub mod message;
pub mod smtp;
mod words;

pub use address::{Address, AddressFault, MAX_ADDRESS};
