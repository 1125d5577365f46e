//! The frame around every page of the desk: who is there, and the menu with what waits.

use chrono::{DateTime, Utc};
use sqlx::PgExecutor;

use super::{INBOX, MENTIONS, SAVED_REPLIES};
use crate::{
    auth::{Membership, Viewer},
    id::SellerId,
    web::{
        Chrome, MenuItem, Tone, Who,
        countdown::{SOON, URGENT},
        filters::COUNTED_TO,
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

/// What waits, for pages that read nothing else of the inbox.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn waiting(db: impl PgExecutor<'_>, seller: SellerId) -> sqlx::Result<Waiting> {
    sqlx::query_as!(
        Waiting,
        r#"select count(*) as "count!", min(reply_due_at) as first_due
           from (select reply_due_at from inquiries where seller_id = $1 and state = 'awaiting_developer'
                 order by reply_due_at limit $2::bigint + 1) as soonest"#,
        seller as SellerId,
        COUNTED_TO
    )
    .fetch_one(db)
    .await
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
    let here = chrome.here.clone();
    let is_here = |path: &str| here.starts_with(path);
    let inbox = MenuItem::new(INBOX, lang.inquiries(), "inbox").current(is_here(INBOX)).count(
        waiting.count,
        waiting.tone(now),
        lang.count_unanswered(),
    );
    let mentions = MenuItem::new(MENTIONS, lang.mentions(), "at-sign").current(is_here(MENTIONS)).count(
        viewer.mentions,
        Some(Tone::Soon),
        lang.count_mentions(),
    );
    let saved = MenuItem::new(SAVED_REPLIES, lang.saved_replies(), "file-text").current(is_here(SAVED_REPLIES)).more();
    chrome.signed_in(who).at(Desk::Developer, vec![inbox, mentions, saved])
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
