//! Mail: composing, sending and, later, receiving it.
//!
//! [`smtp`] hands a rendered message to the relay and says truthfully what became of it.

pub mod smtp;
