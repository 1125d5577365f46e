//! What the list shows, as it stands in the address: filters stay when a page is turned, a link can be kept.

use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    id::{AppId, InquiryId, TagId},
    inquiries::{Category, State, desk::thread_path},
    public_no::PublicNo,
    web::keyset::{self, Place},
};

/// The value that asks for answers that did not arrive.
const UNDELIVERED: &str = "undelivered";

/// The query of an address, as it came.
#[derive(Debug, Clone, Default, Deserialize)]
pub(in crate::inquiries::desk) struct Query {
    #[serde(default)]
    state: String,
    #[serde(default)]
    due: String,
    #[serde(default)]
    app: String,
    #[serde(default)]
    category: String,
    #[serde(default)]
    who: String,
    #[serde(default)]
    tag: String,
    #[serde(default)]
    mail: String,
    #[serde(default)]
    pick: String,
    #[serde(default)]
    after: String,
    #[serde(default)]
    before: String,
}

impl Query {
    /// Whether every row of the page is to be ticked.
    pub(super) fn picks_all(&self) -> bool {
        self.pick == "all"
    }
}

/// Only what is due within so long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::inquiries::desk) enum Within {
    /// Before the viewer's day ends.
    Today,
    /// A day.
    Day,
    /// Four hours.
    FourHours,
}

impl Within {
    pub(super) fn code(self) -> &'static str {
        match self {
            Within::Today => "today",
            Within::Day => "24h",
            Within::FourHours => "4h",
        }
    }

    /// The last moment that is within it, for a viewer in `zone`.
    pub(in crate::inquiries::desk) fn until(self, now: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
        match self {
            Within::Today => end_of_day(now, zone),
            Within::Day => now + crate::web::countdown::SOON,
            Within::FourHours => now + crate::web::countdown::URGENT,
        }
    }
}

/// The last instant of the present day in `zone`; where midnight does not exist, a day later.
fn end_of_day(now: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
    let tomorrow = now.with_timezone(&zone).date_naive().succ_opt().and_then(|day| day.and_hms_opt(0, 0, 0));
    let begins = tomorrow.and_then(|midnight| midnight.and_local_timezone(zone).earliest());
    begins.map_or(now + Duration::days(1), |begins| begins.to_utc() - Duration::microseconds(1))
}

/// Whose inquiries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::inquiries::desk) enum Whose {
    /// The viewer's.
    Mine,
    /// Nobody's.
    Nobodys,
}

impl Whose {
    pub(super) const ALL: [Whose; 2] = [Whose::Mine, Whose::Nobodys];

    pub(super) fn code(self) -> &'static str {
        match self {
            Whose::Mine => "me",
            Whose::Nobodys => "nobody",
        }
    }
}

/// Which inquiries are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::inquiries::desk) struct Filter {
    /// In this state.
    pub(in crate::inquiries::desk) state: State,
    /// Of unanswered ones, only what is due soon.
    pub(in crate::inquiries::desk) within: Option<Within>,
    /// Of this app.
    pub(in crate::inquiries::desk) app: Option<AppId>,
    /// Of this category.
    pub(in crate::inquiries::desk) category: Option<Category>,
    /// The viewer's, or nobody's.
    pub(in crate::inquiries::desk) whose: Option<Whose>,
    /// With this tag.
    pub(in crate::inquiries::desk) tag: Option<TagId>,
    /// Only those whose newest answer did not arrive, whatever their state.
    pub(in crate::inquiries::desk) undelivered: bool,
}

impl Default for Filter {
    /// What waits for an answer.
    fn default() -> Filter {
        Filter::of(&Query::default())
    }
}

impl Filter {
    /// What is not understood filters nothing.
    pub(super) fn of(query: &Query) -> Filter {
        let undelivered = query.mail == UNDELIVERED;
        let state = State::from_code(&query.state).filter(|_| !undelivered).unwrap_or(State::AwaitingDeveloper);
        let within =
            [Within::Today, Within::Day, Within::FourHours].into_iter().find(|within| within.code() == query.due);
        Filter {
            state,
            within: within.filter(|_| state == State::AwaitingDeveloper && !undelivered),
            app: query.app.parse().ok(),
            category: Category::from_code(&query.category),
            whose: Whose::ALL.into_iter().find(|whose| whose.code() == query.who),
            tag: query.tag.parse().ok(),
            undelivered,
        }
    }

    /// The filter of an address's query that a form carries.
    pub(in crate::inquiries::desk) fn of_text(text: &str) -> Filter {
        let uri = format!("{}?{text}", super::INBOX).parse().unwrap_or_default();
        Filter::of(
            &axum::extract::Query::try_from_uri(&uri).map(|axum::extract::Query(query)| query).unwrap_or_default(),
        )
    }

    /// The same of another state.
    pub(super) fn of_state(self, state: State, within: Option<Within>) -> Filter {
        Filter { state, within, undelivered: false, ..self }
    }

    /// The same of answers that did not arrive.
    pub(super) fn of_undelivered(self) -> Filter {
        Filter { undelivered: true, ..self.of_state(State::AwaitingDeveloper, None) }
    }

    /// Whether more than the state narrows the list.
    pub(super) fn narrows(self) -> bool {
        self.app.is_some() || self.category.is_some() || self.whose.is_some() || self.tag.is_some()
    }

    /// The same, as wide as its state.
    pub(super) fn widened(self) -> Filter {
        Filter { app: None, category: None, whose: None, tag: None, ..self }
    }

    /// Whether rows come in the order in which they are due.
    pub(super) fn is_by_due(self) -> bool {
        self.undelivered || !matches!(self.state, State::Answered | State::Closed)
    }

    /// Before everything of the list: what is due comes in that order, what is over comes newest first.
    pub(super) fn first_place(self) -> Place<InquiryId> {
        let key = if self.is_by_due() { Uuid::nil() } else { Uuid::max() };
        Place { at: DateTime::UNIX_EPOCH, key: InquiryId(key) }
    }

    /// The address of the list, turned to `turn`.
    pub(in crate::inquiries::desk) fn path(self, turn: Option<Turn>) -> String {
        match self.text(turn) {
            empty if empty.is_empty() => super::INBOX.to_owned(),
            query => format!("{}?{query}", super::INBOX),
        }
    }

    /// The thread of an inquiry of this list; its address tells the list.
    pub(in crate::inquiries::desk) fn thread_path(self, no: &PublicNo) -> String {
        let list: String = url::form_urlencoded::byte_serialize(self.text(None).as_bytes()).collect();
        format!("{}?list={list}", thread_path(no))
    }

    /// The way to a neighbour of an inquiry in this list.
    pub(in crate::inquiries::desk) fn neighbour_path(self, no: &PublicNo, to: &str) -> String {
        let list: String = url::form_urlencoded::byte_serialize(self.text(None).as_bytes()).collect();
        format!("{}/neighbour?to={to}&list={list}", thread_path(no))
    }

    /// The query of that address.
    pub(in crate::inquiries::desk) fn text(self, turn: Option<Turn>) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        if self.undelivered {
            query.append_pair("mail", UNDELIVERED);
        }
        if self.state != State::AwaitingDeveloper {
            query.append_pair("state", self.state.code());
        }
        if let Some(within) = self.within {
            query.append_pair("due", within.code());
        }
        if let Some(app) = self.app {
            query.append_pair("app", &app.to_string());
        }
        if let Some(category) = self.category {
            query.append_pair("category", category.code());
        }
        if let Some(whose) = self.whose {
            query.append_pair("who", whose.code());
        }
        if let Some(tag) = self.tag {
            query.append_pair("tag", &tag.to_string());
        }
        query.extend_pairs(turn.map(|turn| turn.pair()));
        query.finish()
    }
}

/// Which way the list was turned.
pub(in crate::inquiries::desk) type Turn = keyset::Turn<InquiryId>;

/// The turn of a query.
pub(super) fn turn_of(query: &Query) -> Option<Turn> {
    Turn::of(&query.after, &query.before)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn query(text: &str) -> Query {
        axum::extract::Query::try_from_uri(&format!("/inquiries?{text}").parse().unwrap()).unwrap().0
    }

    #[test]
    fn the_list_shows_what_waits_unless_it_is_asked_for_something_else() {
        let filter = Filter::of(&query(""));
        assert_eq!(filter.state, State::AwaitingDeveloper);
        assert_eq!(filter.path(None), "/inquiries");
        for nonsense in ["state=unconfirmed", "state=%00", "app=x", "category=x", "due=1h", "after=x&before=1.2"] {
            assert_eq!(Filter::of(&query(nonsense)), filter, "{nonsense}");
            assert_eq!(turn_of(&query(nonsense)), None, "{nonsense}");
        }
    }

    #[test]
    fn what_is_chosen_is_read_again_from_the_address() {
        let app = AppId::new();
        let place =
            Place { at: DateTime::UNIX_EPOCH + Duration::microseconds(1_764_137_000_123_456), key: InquiryId::new() };
        for state in State::LISTED {
            for turn in [None, Some(Turn::After(place)), Some(Turn::Before(place))] {
                let within = (state == State::AwaitingDeveloper).then_some(Within::Day);
                let (category, whose, tag) = (Some(Category::Refund), Some(Whose::Mine), Some(TagId::new()));
                let filter = Filter { state, within, app: Some(app), category, whose, tag, undelivered: false };
                let path = filter.path(turn);
                let again = query(path.split_once('?').unwrap().1);
                assert_eq!((Filter::of(&again), turn_of(&again)), (filter, turn), "{path}");
            }
        }
    }

    #[test]
    fn answers_that_did_not_arrive_are_asked_for_whatever_their_state() {
        let filter = Filter::of(&query("mail=undelivered&state=closed&due=4h&who=nobody"));
        assert_eq!((filter.undelivered, filter.state, filter.within), (true, State::AwaitingDeveloper, None));
        assert_eq!(filter.path(None), "/inquiries?mail=undelivered&who=nobody");
        assert_eq!(Filter::of_text("mail=undelivered&who=nobody"), filter);
    }

    #[test]
    fn a_day_ends_where_the_viewer_is() {
        let now: DateTime<Utc> = "2026-11-23T06:20:00Z".parse().unwrap();
        assert_eq!(end_of_day(now, Tz::Asia__Seoul).to_rfc3339(), "2026-11-23T14:59:59.999999+00:00");
        assert_eq!(end_of_day(now, Tz::America__New_York).to_rfc3339(), "2026-11-24T04:59:59.999999+00:00");
    }

    #[test]
    fn only_what_waits_is_filtered_by_when_it_is_due() {
        assert_eq!(Filter::of(&query("due=24h")).within, Some(Within::Day));
        assert_eq!(Filter::of(&query("due=24h&state=closed")).within, None);
    }
}
