//! What the list shows, as it stands in the address: filters stay when a page is turned, a link can be kept.

use chrono::{DateTime, Duration, TimeZone, Utc};
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    id::{AppId, InquiryId},
    inquiries::{Category, State},
};

/// The query of an address, as it came.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Query {
    #[serde(default)]
    state: String,
    #[serde(default)]
    due: String,
    #[serde(default)]
    app: String,
    #[serde(default)]
    category: String,
    #[serde(default)]
    after: String,
    #[serde(default)]
    before: String,
}

/// Only what is due within so long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    /// A day.
    Day,
    /// Four hours.
    FourHours,
}

impl Within {
    pub(super) fn code(self) -> &'static str {
        match self {
            Within::Day => "24h",
            Within::FourHours => "4h",
        }
    }

    pub(super) fn time(self) -> Duration {
        match self {
            Within::Day => crate::web::countdown::SOON,
            Within::FourHours => crate::web::countdown::URGENT,
        }
    }
}

/// Which inquiries are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Filter {
    /// In this state.
    pub(super) state: State,
    /// Of unanswered ones, only what is due soon.
    pub(super) within: Option<Within>,
    /// Of this app.
    pub(super) app: Option<AppId>,
    /// Of this category.
    pub(super) category: Option<Category>,
}

impl Filter {
    /// What is not understood filters nothing.
    pub(super) fn of(query: &Query) -> Filter {
        let state = State::from_code(&query.state).unwrap_or(State::AwaitingDeveloper);
        let within = [Within::Day, Within::FourHours].into_iter().find(|within| within.code() == query.due);
        Filter {
            state,
            within: within.filter(|_| state == State::AwaitingDeveloper),
            app: query.app.parse().ok(),
            category: Category::from_code(&query.category),
        }
    }

    /// The same of another state.
    pub(super) fn of_state(self, state: State, within: Option<Within>) -> Filter {
        Filter { state, within, ..self }
    }

    /// Whether app or category narrow the state's list.
    pub(super) fn narrows(self) -> bool {
        self.app.is_some() || self.category.is_some()
    }

    /// The address of the list, turned to `turn`.
    pub(super) fn path(self, turn: Option<Turn>) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
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
        match turn {
            Some(Turn::After(place)) => query.append_pair("after", &place.text()),
            Some(Turn::Before(place)) => query.append_pair("before", &place.text()),
            None => &mut query,
        };
        match query.finish() {
            empty if empty.is_empty() => super::INBOX.to_owned(),
            query => format!("{}?{query}", super::INBOX),
        }
    }
}

/// The end of the year 9999: behind everything that is due, and the database can keep it.
const LATEST: DateTime<Utc> = match DateTime::from_timestamp(253_402_300_799, 0) {
    Some(at) => at,
    None => DateTime::UNIX_EPOCH,
};

/// A place between two rows: the row's moment and key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// When it is due.
    pub(super) due: DateTime<Utc>,
    /// The row's key.
    pub(super) inquiry: InquiryId,
}

impl Place {
    /// Before everything of a state's list: what is due comes in that order, what is over comes newest first.
    pub(super) fn first(state: State) -> Place {
        let inquiry = match state {
            State::Unconfirmed | State::AwaitingDeveloper | State::Escalated => Uuid::nil(),
            State::Answered | State::Closed => Uuid::max(),
        };
        Place { due: DateTime::UNIX_EPOCH, inquiry: InquiryId(inquiry) }
    }

    fn text(self) -> String {
        format!("{}.{}", self.due.timestamp_micros(), self.inquiry)
    }

    fn parse(text: &str) -> Option<Place> {
        let (due, inquiry) = text.split_once('.')?;
        let due = Utc.timestamp_micros(due.parse().ok()?).single()?;
        let bounded = (DateTime::UNIX_EPOCH..=LATEST).contains(&due);
        Some(Place { due, inquiry: inquiry.parse().ok()? }).filter(|_| bounded)
    }
}

/// Which way the list was turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// The rows behind a place.
    After(Place),
    /// The rows before a place.
    Before(Place),
}

impl Turn {
    /// What is not understood is the first page.
    pub(super) fn of(query: &Query) -> Option<Turn> {
        let after = Place::parse(&query.after).map(Turn::After);
        after.or_else(|| Place::parse(&query.before).map(Turn::Before))
    }
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
            assert_eq!(Turn::of(&query(nonsense)), None, "{nonsense}");
        }
    }

    #[test]
    fn what_is_chosen_is_read_again_from_the_address() {
        let app = AppId::new();
        let place = Place {
            due: DateTime::UNIX_EPOCH + Duration::microseconds(1_764_137_000_123_456),
            inquiry: InquiryId::new(),
        };
        for state in State::LISTED {
            for turn in [None, Some(Turn::After(place)), Some(Turn::Before(place))] {
                let within = (state == State::AwaitingDeveloper).then_some(Within::Day);
                let filter = Filter { state, within, app: Some(app), category: Some(Category::Refund) };
                let path = filter.path(turn);
                let again = query(path.split_once('?').unwrap().1);
                assert_eq!((Filter::of(&again), Turn::of(&again)), (filter, turn), "{path}");
            }
        }
    }

    #[test]
    fn only_what_waits_is_filtered_by_when_it_is_due() {
        assert_eq!(Filter::of(&query("due=24h")).within, Some(Within::Day));
        assert_eq!(Filter::of(&query("due=24h&state=closed")).within, None);
    }

    #[test]
    fn a_place_that_the_database_cannot_compare_is_none() {
        for text in
            ["-1.00000000-0000-0000-0000-000000000000", "9223372036854775807.00000000-0000-0000-0000-000000000000"]
        {
            assert_eq!(Place::parse(text), None, "{text}");
        }
        let last = Place { due: LATEST, inquiry: InquiryId::new() };
        assert_eq!(Place::parse(&last.text()), Some(last));
    }
}
