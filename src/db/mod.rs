//! The database: where it comes from.

pub mod embedded;
