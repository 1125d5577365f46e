//! The page of tags.

use askama::Template;
use chrono::{DateTime, Utc};

use super::TAGS;
use crate::{
    auth::SellerDesk,
    id::TagId,
    inquiries::{
        desk::{
            INBOX,
            frame::{Waiting, frame},
            marks::TagMark,
        },
        tags::TagColour,
    },
    web::{Chrome, Tone, filters, parts::Notice},
};

/// A seller's tags.
#[derive(Debug, Template)]
#[template(path = "inquiries/tags.html")]
pub(super) struct TagsPage {
    chrome: Chrome,
    tags: Vec<TagMark>,
    typed: Option<Typed>,
    notice: Option<Notice>,
}

/// What was typed as the name of a tag, and why it was not saved.
#[derive(Debug)]
pub(super) struct Typed {
    pub(super) tag: TagId,
    pub(super) name: String,
    pub(super) colour: TagColour,
    pub(super) why: String,
}

impl TagsPage {
    pub(super) fn new(
        chrome: Chrome,
        desk: &SellerDesk,
        tags: Vec<TagMark>,
        typed: Option<Typed>,
        (waiting, now): (Waiting, DateTime<Utc>),
    ) -> Self {
        Self {
            tags,
            notice: typed.as_ref().map(|typed| Notice::new(Tone::Urgent).text(typed.why.as_str()).alert()),
            typed,
            chrome: frame(chrome, &desk.viewer, &desk.place, waiting, now),
        }
    }

    fn typed_for(&self, tag: &TagMark) -> Option<&Typed> {
        self.typed.as_ref().filter(|typed| typed.tag == tag.id)
    }

    fn name_in_form<'a>(&'a self, tag: &'a TagMark) -> &'a str {
        self.typed_for(tag).map_or(&tag.name, |typed| &typed.name)
    }

    fn colour_in_form(&self, tag: &TagMark) -> TagColour {
        self.typed_for(tag).map_or(tag.colour, |typed| typed.colour)
    }

    fn colours(&self) -> [TagColour; 6] {
        TagColour::ALL
    }
}
