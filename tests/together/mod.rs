//! Answering together: notes, saved replies, two inquiries as one.

use crate::desk::{LANGS, desk, patient_portal, read_in};

mod clocks;
mod merge;
mod notes;
mod saved_replies;
