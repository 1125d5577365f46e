//! How a tag is shown in lists and threads: a small word in its colour.

use std::borrow::Cow;

use askama::Template;

use crate::{
    id::TagId,
    inquiries::tags::TagColour,
    lang::Lang,
    rosters::NamedTag,
    web::{Tone, filters, parts::part},
};

/// A tag on a page.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(
    source = r#"<span class="badge" data-tone="{{ colour.tone() }}">{{ "tag"|icon }}{{ name }}</span>"#,
    ext = "html"
)]
pub(super) struct TagMark {
    pub(super) id: TagId,
    pub(super) name: String,
    pub(super) colour: TagColour,
}

part!(TagMark);

impl TagMark {
    /// A tag of the seller.
    pub(super) fn of(tag: &NamedTag) -> TagMark {
        TagMark { id: tag.id, name: tag.name.clone(), colour: tag.colour }
    }
}

impl TagColour {
    /// What people call it.
    pub(super) fn name(self, lang: Lang) -> Cow<'static, str> {
        match self {
            TagColour::Grey => lang.colour_grey(),
            TagColour::Teal => lang.colour_teal(),
            TagColour::Green => lang.colour_green(),
            TagColour::Amber => lang.colour_amber(),
            TagColour::Red => lang.colour_red(),
            TagColour::Violet => lang.colour_violet(),
        }
    }

    /// The tone that has this colour.
    pub(super) fn tone(self) -> Tone {
        match self {
            TagColour::Grey => Tone::Mute,
            TagColour::Teal => Tone::Calm,
            TagColour::Green => Tone::Ok,
            TagColour::Amber => Tone::Soon,
            TagColour::Red => Tone::Urgent,
            TagColour::Violet => Tone::Ops,
        }
    }
}
