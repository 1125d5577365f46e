//! What the queue shows, as it stands in the address: filters stay when a page is turned, a link can be kept.

use chrono::DateTime;
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    cancellations::Origin,
    id::{CancellationId, SellerId},
    operations::QUEUE,
    web::keyset::{self, LATEST, Place},
};

/// The query of an address, as it came.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Query {
    #[serde(default)]
    tab: String,
    #[serde(default)]
    origin: String,
    #[serde(default)]
    seller: String,
    #[serde(default)]
    after: String,
    #[serde(default)]
    before: String,
}

/// A list of the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tab {
    /// To be decided, by whomever.
    Undecided,
    /// Not over, and taken by the viewer.
    Mine,
    /// Waiting for an answer of the seller or the customer; part of what is to be decided.
    Waiting,
    /// Approved: billing's result is awaited.
    AtBilling,
    /// Decided, or withdrawn.
    Over,
}

impl Tab {
    /// All of them, in the order of the page.
    pub(super) const ALL: [Tab; 5] = [Tab::Undecided, Tab::Mine, Tab::Waiting, Tab::AtBilling, Tab::Over];

    pub(super) fn code(self) -> &'static str {
        match self {
            Tab::Undecided => "undecided",
            Tab::Mine => "mine",
            Tab::Waiting => "waiting",
            Tab::AtBilling => "billing",
            Tab::Over => "over",
        }
    }

    /// Before everything of the list: what is not over is longest overdue first, what is over is newest first.
    pub(super) fn first_place(self) -> Place<CancellationId> {
        match self {
            Tab::Undecided | Tab::Mine | Tab::Waiting | Tab::AtBilling => {
                Place { at: DateTime::UNIX_EPOCH, key: CancellationId(Uuid::nil()) }
            }
            Tab::Over => Place { at: LATEST, key: CancellationId(Uuid::max()) },
        }
    }
}

/// Which way the queue was turned.
pub(super) type Turn = keyset::Turn<CancellationId>;

/// The turn of a query.
pub(super) fn turn_of(query: &Query) -> Option<Turn> {
    Turn::of(&query.after, &query.before)
}

/// Which cases are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Filter {
    /// Of this list.
    pub(super) tab: Tab,
    /// Opened so.
    pub(super) origin: Option<Origin>,
    /// Of this seller.
    pub(super) seller: Option<SellerId>,
}

impl Filter {
    /// What is not understood filters nothing.
    pub(super) fn of(query: &Query) -> Filter {
        Filter {
            tab: Tab::ALL.into_iter().find(|tab| tab.code() == query.tab).unwrap_or(Tab::Undecided),
            origin: Origin::from_code(&query.origin),
            seller: query.seller.parse().ok(),
        }
    }

    /// Whether origin or seller narrow the list.
    pub(super) fn narrows(self) -> bool {
        self.origin.is_some() || self.seller.is_some()
    }

    /// The whole list.
    pub(super) fn whole(self) -> Filter {
        Filter { origin: None, seller: None, ..self }
    }

    /// The address of the queue, turned to `turn`.
    pub(super) fn path(self, turn: Option<Turn>) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        if self.tab != Tab::Undecided {
            query.append_pair("tab", self.tab.code());
        }
        if let Some(origin) = self.origin {
            query.append_pair("origin", origin.code());
        }
        if let Some(seller) = self.seller {
            query.append_pair("seller", &seller.to_string());
        }
        query.extend_pairs(turn.map(|turn| turn.pair()));
        match query.finish() {
            empty if empty.is_empty() => QUEUE.to_owned(),
            query => format!("{QUEUE}?{query}"),
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn query(text: &str) -> Query {
        axum::extract::Query::try_from_uri(&format!("/cases?{text}").parse().unwrap()).unwrap().0
    }

    #[test]
    fn the_queue_shows_what_is_to_be_decided_unless_it_is_asked_for_something_else() {
        let filter = Filter::of(&query(""));
        assert_eq!((filter.tab, filter.path(None).as_str()), (Tab::Undecided, "/cases"));
        for nonsense in ["tab=x", "tab=%00", "origin=x", "seller=x", "after=x&before=1.2"] {
            assert_eq!((Filter::of(&query(nonsense)), turn_of(&query(nonsense))), (filter, None), "{nonsense}");
        }
    }

    #[test]
    fn what_is_chosen_is_read_again_from_the_address() {
        let place = Place { at: LATEST, key: CancellationId::new() };
        for tab in Tab::ALL {
            for turn in [None, Some(Turn::After(place)), Some(Turn::Before(place))] {
                let filter = Filter { tab, origin: Some(Origin::Escalation), seller: Some(SellerId::new()) };
                let path = filter.path(turn);
                let again = query(path.split_once('?').unwrap().1);
                assert_eq!((Filter::of(&again), turn_of(&again)), (filter, turn), "{path}");
            }
        }
    }
}
