//! Two inquiries of one customer with one seller made one, and taken apart again.
//!
//! The one that goes on keeps its rows, and so does the other: who reads the first reads the second's messages with it, in
//! the order of time. The earlier due moment counts. Taking it back gives each its own clock again; no due moment ever moves
//! later by either. Both rows are locked in the order of their keys, so that of two opposite merges one wins.

mod act;
mod clock;
mod lock;
mod undo;

pub use act::{Seen, merge};
pub use clock::{Clock, Waits, takes_over};
pub use lock::MergeRefusal;
pub use undo::{UNDO_FOR, unmerge};
