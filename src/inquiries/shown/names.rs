//! Icons and names of categories, states and reasons.

use std::borrow::Cow;

use crate::{
    inquiries::{Category, CloseReason, State},
    lang::Lang,
};

impl Category {
    /// Its icon in the sprite.
    pub fn icon(self) -> &'static str {
        match self {
            Category::Maintenance => "life-buoy",
            Category::ErrorReport => "bug",
            Category::Refund => "receipt",
            Category::Other => "message-square",
        }
    }

    /// What people call it.
    pub fn name(self, lang: Lang) -> Cow<'static, str> {
        match self {
            Category::Maintenance => lang.category_maintenance(),
            Category::ErrorReport => lang.category_error_report(),
            Category::Refund => lang.category_refund(),
            Category::Other => lang.category_other(),
        }
    }
}

impl State {
    /// What the seller calls it.
    pub fn name(self, lang: Lang) -> Cow<'static, str> {
        match self {
            State::Unconfirmed => lang.state_unconfirmed(),
            State::AwaitingDeveloper => lang.state_awaiting(),
            State::Answered => lang.state_answered(),
            State::Escalated => lang.state_escalated(),
            State::Closed => lang.state_closed(),
        }
    }
}

impl CloseReason {
    /// Why, as a sentence for seller and operations.
    pub fn sentence(self, lang: Lang) -> Cow<'static, str> {
        match self {
            CloseReason::Solved => lang.happened_solved(),
            CloseReason::Quiet => lang.happened_quiet(),
            CloseReason::Withdrawn => lang.happened_withdrawn(),
            CloseReason::Duplicate => lang.happened_duplicate(),
            CloseReason::Spam => lang.happened_spam(),
            CloseReason::Canceled => lang.happened_canceled(),
            CloseReason::Merged => lang.happened_closed_as_merged(),
        }
    }
}
