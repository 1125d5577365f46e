//! The frame around every page of operations: who is there, and the menu with what is to be decided.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgExecutor;

use super::{CONTACT_US, HEALTH, POLICY, QUEUE, SEARCH, SELLERS, STAFF};
use crate::{
    auth::{StaffRole, Verb, Viewer},
    web::{Chrome, MenuItem, Tone, Who, filters::COUNTED_TO, page::Desk},
};

/// A customer who has waited so long after the developer's time ran out is the first thing to look at.
const LONG_WAIT: TimeDelta = TimeDelta::hours(24);

/// Which line of the menu a page is below.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// The queue.
    Queue,
    /// What came in through the store's own Contact Us.
    ContactUs,
    /// Search.
    Search,
    /// The state of the system.
    Health,
    /// Sellers and their apps.
    Sellers,
    /// The people of operations.
    Staff,
    /// The rules that turns start by.
    Policy,
}

/// What is to be decided, as the menu tells it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Undecided {
    /// How many cases; counted to one more than is shown.
    pub(crate) count: i64,
    /// The earliest moment at which a developer should have answered.
    pub(crate) first_due: Option<DateTime<Utc>>,
    /// How many entries of Contact Us are to be forwarded; counted in the same way.
    pub(crate) entries: i64,
    /// When the first of them came to the store.
    pub(crate) first_arrived: Option<DateTime<Utc>>,
}

/// What came in through the store's own Contact Us is forwarded within this time.
pub(crate) const FORWARD_WITHIN: TimeDelta = TimeDelta::hours(24);

impl Undecided {
    /// Urgent once somebody has waited long.
    pub(crate) fn tone(&self, now: DateTime<Utc>) -> Option<Tone> {
        let waited = now - self.first_due?;
        Some(if waited >= LONG_WAIT { Tone::Urgent } else { Tone::Ops })
    }

    /// Urgent once an entry was to be forwarded.
    pub(crate) fn entries_tone(&self, now: DateTime<Utc>) -> Option<Tone> {
        let waited = now - self.first_arrived?;
        Some(if waited >= FORWARD_WITHIN { Tone::Urgent } else { Tone::Soon })
    }
}

/// Counts the cases to be decided.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn undecided(db: impl PgExecutor<'_>) -> sqlx::Result<Undecided> {
    sqlx::query_as!(
        Undecided,
        r#"select count(*) as "count!", min(due_at) as first_due,
                  (select count(*) from (select from contact_us_entries where state = 'waiting'
                                         limit $1::bigint + 1) as waiting) as "entries!",
                  (select min(arrived_at) from contact_us_entries where state = 'waiting') as first_arrived
           from (select due_at from cancellations where state in ('open', 'in_review', 'needs_information')
                 order by due_at limit $1::bigint + 1) as undecided"#,
        COUNTED_TO
    )
    .fetch_one(db)
    .await
}

/// Puts the frame of operations around a page. Who may not see cases has no queue in the menu.
pub(crate) fn frame(
    chrome: Chrome,
    (viewer, role): (&Viewer, StaffRole),
    place: Place,
    undecided: Undecided,
    now: DateTime<Utc>,
) -> Chrome {
    let lang = chrome.lang;
    let who = Who::new(&viewer.name, format!("{} · {}", lang.operations_team(), role.name(lang)));
    let queue = MenuItem::new(QUEUE, lang.menu_cases(), "scale").current(place == Place::Queue).count(
        undecided.count,
        undecided.tone(now),
        lang.count_undecided(),
    );
    let health = MenuItem::new(HEALTH, lang.menu_health(), "monitor").current(place == Place::Health);
    let contact_us = MenuItem::new(CONTACT_US, lang.contact_us(), "inbox").current(place == Place::ContactUs).count(
        undecided.entries,
        undecided.entries_tone(now),
        lang.count_entries(),
    );
    let search = MenuItem::new(SEARCH, lang.menu_search(), "search").current(place == Place::Search);
    let menu = role.may(Verb::See).then_some([queue, contact_us, search]).into_iter().flatten().chain([health]);
    let sellers = MenuItem::new(SELLERS, lang.menu_sellers(), "store").current(place == Place::Sellers);
    let staff = MenuItem::new(STAFF, lang.menu_staff(), "users").current(place == Place::Staff);
    let policy = MenuItem::new(POLICY, lang.menu_policy(), "hourglass").current(place == Place::Policy);
    let admin = [sellers, staff].into_iter().filter(|_| role.may(Verb::Administer));
    let policy = Some(policy.more()).filter(|_| role.may(Verb::SeeLogs));
    chrome
        .signed_in(who)
        .written_by(viewer.user_id)
        .with_shortcuts(viewer.shortcuts)
        .at(Desk::Operations, menu.chain(admin).chain(policy).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_menu_is_urgent_once_somebody_has_waited_for_a_day() {
        let now = DateTime::UNIX_EPOCH;
        let tone = |waited| Undecided { count: 1, first_due: Some(now - waited), ..Undecided::default() }.tone(now);
        assert_eq!(tone(TimeDelta::hours(1)), Some(Tone::Ops));
        assert_eq!(tone(TimeDelta::hours(24)), Some(Tone::Urgent));
        assert_eq!(Undecided::default().tone(now), None);
    }
}
