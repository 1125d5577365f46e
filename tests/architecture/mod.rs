//! The rules that the picture in `src/lib.rs` states: who may name whom, who writes which table, how long a file may be.

mod files;
mod modules;
pub mod source;
mod tables;
mod words;
