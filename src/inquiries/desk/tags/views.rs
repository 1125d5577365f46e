//! The page of tags.

use askama::Template;
use chrono::{DateTime, Utc};

use super::TAGS;
use crate::{
    auth::SellerDesk,
    inquiries::{
        desk::{
            INBOX,
            frame::{Waiting, frame},
            marks::TagMark,
        },
        tags::TagColour,
    },
    web::{Chrome, Errors, Tone, filters, parts::Notice},
};

/// A seller's tags.
#[derive(Debug, Template)]
#[template(path = "inquiries/tags.html")]
pub(super) struct TagsPage {
    chrome: Chrome,
    tags: Vec<TagMark>,
    notice: Option<Notice>,
}

impl TagsPage {
    pub(super) fn new(
        chrome: Chrome,
        desk: &SellerDesk,
        tags: Vec<TagMark>,
        errors: &Errors,
        (waiting, now): (Waiting, DateTime<Utc>),
    ) -> Self {
        Self {
            tags,
            notice: errors.get("name").map(|sentence| Notice::new(Tone::Urgent).text(sentence)),
            chrome: frame(chrome, &desk.viewer, &desk.place, waiting, now),
        }
    }

    fn colours(&self) -> [TagColour; 6] {
        TagColour::ALL
    }
}
