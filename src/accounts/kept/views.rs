//! The page of a form that waits for its author.

use askama::Template;

use super::{KEPT, store::KeptForm};
use crate::{
    id::KeptFormId,
    web::{Chrome, filters, prefs::local_path},
};

/// Longer values, and those with white space in them, were written by a person and can be written on.
const SHORT_CHARACTERS: usize = 20;

/// What was written, and the form to send it by.
#[derive(Debug, Template)]
#[template(path = "accounts/kept.html")]
pub(super) struct KeptPage {
    chrome: Chrome,
    id: KeptFormId,
    action: String,
    multipart: bool,
    had_files: bool,
    written: Vec<(String, String)>,
    hidden: Vec<(String, String)>,
}

impl KeptPage {
    pub(super) fn new(chrome: Chrome, id: KeptFormId, form: &KeptForm) -> Self {
        let fields = form.fields.clone().into_iter();
        let is_written = |(_, value): &(String, String)| {
            value.chars().count() > SHORT_CHARACTERS && value.parse::<uuid::Uuid>().is_err()
                || value.trim().contains(char::is_whitespace)
        };
        let (written, hidden) = fields.partition(is_written);
        let (multipart, had_files) = (form.multipart, form.had_files);
        Self { chrome, id, action: local_path(&form.path).to_owned(), multipart, had_files, written, hidden }
    }
}
