//! What the list shows, as it stands in the address: filters stay when a page is turned, a link can be kept.

use chrono::{DateTime, Duration};
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    id::{AppId, InquiryId},
    inquiries::{Category, State},
    web::keyset::{self, Place},
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
        query.extend_pairs(turn.map(|turn| turn.pair()));
        match query.finish() {
            empty if empty.is_empty() => super::INBOX.to_owned(),
            query => format!("{}?{query}", super::INBOX),
        }
    }
}

/// Before everything of a state's list: what is due comes in that order, what is over comes newest first.
pub(super) fn first_place(state: State) -> Place<InquiryId> {
    let key = match state {
        State::Unconfirmed | State::AwaitingDeveloper | State::Escalated => Uuid::nil(),
        State::Answered | State::Closed => Uuid::max(),
    };
    Place { at: DateTime::UNIX_EPOCH, key: InquiryId(key) }
}

/// Which way the list was turned.
pub(super) type Turn = keyset::Turn<InquiryId>;

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
                let filter = Filter { state, within, app: Some(app), category: Some(Category::Refund) };
                let path = filter.path(turn);
                let again = query(path.split_once('?').unwrap().1);
                assert_eq!((Filter::of(&again), turn_of(&again)), (filter, turn), "{path}");
            }
        }
    }

    #[test]
    fn only_what_waits_is_filtered_by_when_it_is_due() {
        assert_eq!(Filter::of(&query("due=24h")).within, Some(Within::Day));
        assert_eq!(Filter::of(&query("due=24h&state=closed")).within, None);
    }
}
