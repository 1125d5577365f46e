//! The frame around every page of the desk: who is there, and the menu with what waits.

use chrono::{DateTime, Utc};
use sqlx::PgExecutor;

use super::{HOME, INBOX, MENTIONS, SAVED_REPLIES};
use crate::{
    auth::{Membership, Verb, Viewer},
    id::{AppId, SellerId},
    sellers::{APPS, TEAM, TOLD, away_path},
    web::{
        Chrome, MenuItem, Tone, Who,
        countdown::{SOON, URGENT},
        filters::COUNTED_TO,
        page::Desk,
        parts::Action,
    },
};

/// What waits for a seller's answer, as the menu tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Waiting {
    /// How many; counted to one more than is shown.
    pub(crate) count: i64,
    /// When the first is due.
    pub(crate) first_due: Option<DateTime<Utc>>,
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

/// Which line of the menu a page is below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Line {
    /// What there is to do, at a glance.
    Home,
    /// The list and its threads.
    Inbox,
    /// Notes that call the member.
    Mentions,
    /// Texts that are used again.
    SavedReplies,
    /// The team.
    Team,
    /// The seller's apps.
    Apps,
    /// Who was told what.
    Told,
}

/// What waits for a member, for pages that do not read it with what they show.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn waiting(db: impl PgExecutor<'_>, place: &Membership) -> sqlx::Result<Waiting> {
    sqlx::query_as!(
        Waiting,
        r#"select count(*) as "count!", min(reply_due_at) as first_due
           from (select reply_due_at from inquiries
                 where seller_id = $1 and state = 'awaiting_developer' and coalesce(app_id = any($2), true)
                 order by reply_due_at limit $3::bigint + 1) as soonest"#,
        place.seller_id as SellerId,
        place.app_ids.as_deref() as Option<&[AppId]>,
        COUNTED_TO
    )
    .fetch_one(db)
    .await
}

/// Puts the desk's frame around a page of the inbox.
pub(super) fn frame(
    chrome: Chrome,
    viewer: &Viewer,
    place: &Membership,
    waiting: Waiting,
    now: DateTime<Utc>,
) -> Chrome {
    frame_at(chrome, (viewer, place), Line::Inbox, waiting, now)
}

/// Puts the desk's frame around a page below a line of the menu.
pub(crate) fn frame_at(
    chrome: Chrome,
    (viewer, place): (&Viewer, &Membership),
    line: Line,
    waiting: Waiting,
    now: DateTime<Utc>,
) -> Chrome {
    let lang = chrome.lang;
    let who = Who::new(&viewer.name, format!("{} · {}", place.name(lang), place.role.name(lang)));
    let home = MenuItem::new(HOME, lang.desk_home(), "chart-column").current(line == Line::Home);
    let inbox = MenuItem::new(INBOX, lang.inquiries(), "inbox").current(line == Line::Inbox).count(
        waiting.count,
        waiting.tone(now),
        lang.count_unanswered(),
    );
    let team = MenuItem::new(TEAM, lang.menu_team(), "users").current(line == Line::Team).more();
    let mentions = MenuItem::new(MENTIONS, lang.mentions(), "at-sign").current(line == Line::Mentions).count(
        viewer.mentions,
        Some(Tone::Soon),
        lang.count_mentions(),
    );
    let saved =
        MenuItem::new(SAVED_REPLIES, lang.saved_replies(), "file-text").current(line == Line::SavedReplies).more();
    let apps = MenuItem::new(APPS, lang.menu_apps(), "smartphone").current(line == Line::Apps).more();
    let told = MenuItem::new(TOLD, lang.told_title(), "mail-check").current(line == Line::Told).more();
    let run = [apps, told].into_iter().filter(|_| place.role.may(Verb::Configure));
    let menu = [home, inbox, mentions, saved, team].into_iter().chain(run).collect();
    let away = away(&chrome, (viewer, place), now);
    let chrome = Chrome { away, ..chrome };
    chrome.signed_in(who).written_by(viewer.user_id).with_shortcuts(viewer.shortcuts).at(Desk::Developer, menu)
}

/// What who is away is told on every page of the desk.
fn away(chrome: &Chrome, (viewer, place): (&Viewer, &Membership), now: DateTime<Utc>) -> Option<(String, Action)> {
    let (away, lang) = (place.away_of(viewer.user_id)?, chrome.lang);
    let day = away.last_day(&chrome.format(now));
    let words = match &away.stand_in_name {
        Some(name) => lang.you_are_away_with_deputy(&day, name),
        None => lang.you_are_away(&day),
    };
    let back = Action::post(format!("{}/end", away_path(&place.roster.seller_no)), lang.i_am_back(), chrome).quiet();
    Some((words.into(), back))
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
