//! The frame around every page of the desk: who is there, and the menu with what waits.

use chrono::{DateTime, Utc};

use super::INBOX;
use crate::{
    auth::{Membership, Viewer},
    web::{
        Chrome, MenuItem, Tone, Who,
        countdown::{SOON, URGENT},
        page::Desk,
    },
};

/// What waits for a seller's answer, as the menu tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Waiting {
    /// How many; counted to one more than is shown.
    pub(super) count: i64,
    /// When the first is due.
    pub(super) first_due: Option<DateTime<Utc>>,
}

impl Waiting {
    /// The tone of the most urgent one; calm ones have none.
    pub(super) fn tone(&self, now: DateTime<Utc>) -> Option<Tone> {
        match self.first_due? - now {
            left if left <= URGENT => Some(Tone::Urgent),
            left if left <= SOON => Some(Tone::Soon),
            _ => None,
        }
    }
}

/// Puts the desk's frame around a page.
pub(super) fn frame(
    chrome: Chrome,
    viewer: &Viewer,
    place: &Membership,
    waiting: Waiting,
    now: DateTime<Utc>,
) -> Chrome {
    let lang = chrome.lang;
    let who = Who::new(&viewer.name, format!("{} · {}", place.name(lang), place.role.name(lang)));
    let inbox = MenuItem::new(INBOX, lang.inquiries(), "inbox").current(true).count(
        waiting.count,
        waiting.tone(now),
        lang.count_unanswered(),
    );
    chrome.signed_in(who).written_by(viewer.user_id).with_shortcuts(viewer.shortcuts).at(Desk::Developer, vec![inbox])
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    #[test]
    fn the_menu_has_the_tone_of_the_most_urgent() {
        let now = DateTime::UNIX_EPOCH;
        let tone = |left| Waiting { count: 1, first_due: Some(now + left) }.tone(now);
        assert_eq!(tone(TimeDelta::hours(25)), None);
        assert_eq!(tone(TimeDelta::hours(24)), Some(Tone::Soon));
        assert_eq!(tone(TimeDelta::hours(4)), Some(Tone::Urgent));
        assert_eq!(tone(TimeDelta::hours(-1)), Some(Tone::Urgent));
        assert_eq!(Waiting { count: 0, first_due: None }.tone(now), None);
    }
}
