//! Lists that are turned page by page: a place between two rows, the way to go from there, and the rows of a page.
//!
//! A page costs what it shows: rows are found by their place in an index, never by counting those before them. The place
//! stands in the address, so that a page can be kept and sent to a colleague.

use std::{fmt::Display, str::FromStr};

use chrono::{DateTime, TimeZone, Utc};

/// The end of the year 9999: behind everything that is due, and the database can keep it.
pub const LATEST: DateTime<Utc> = match DateTime::from_timestamp(253_402_300_799, 0) {
    Some(at) => at,
    None => DateTime::UNIX_EPOCH,
};

/// Rows of a page; queries read one more, which tells whether there is another page.
pub const PAGE_ROWS: usize = 25;

/// A place between two rows: a row's moment and key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place<K> {
    /// The moment that the list is ordered by.
    pub at: DateTime<Utc>,
    /// The row's key, which orders rows of one moment.
    pub key: K,
}

impl<K: Display + FromStr> Place<K> {
    fn text(&self) -> String {
        format!("{}.{}", self.at.timestamp_micros(), self.key)
    }

    fn parse(text: &str) -> Option<Self> {
        let (at, key) = text.split_once('.')?;
        let at = Utc.timestamp_micros(at.parse().ok()?).single()?;
        let bounded = (DateTime::UNIX_EPOCH..=LATEST).contains(&at);
        Some(Self { at, key: key.parse().ok()? }).filter(|_| bounded)
    }
}

/// Which way a list was turned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn<K> {
    /// The rows behind a place.
    After(Place<K>),
    /// The rows before a place.
    Before(Place<K>),
}

impl<K: Display + FromStr> Turn<K> {
    /// The turn of an address' `after` and `before`; what is not understood is the first page.
    pub fn of(after: &str, before: &str) -> Option<Self> {
        let after = Place::parse(after).map(Turn::After);
        after.or_else(|| Place::parse(before).map(Turn::Before))
    }

    /// Name and value in an address.
    pub fn pair(&self) -> (&'static str, String) {
        match self {
            Turn::After(place) => ("after", place.text()),
            Turn::Before(place) => ("before", place.text()),
        }
    }
}

/// The rows of a page.
#[derive(Debug)]
pub struct Rows<R> {
    /// In the order of the list.
    pub rows: Vec<R>,
    /// Whether there are rows before these.
    pub before: bool,
    /// Whether there are rows behind these.
    pub after: bool,
}

impl<R> Rows<R> {
    /// Of what a query read, nearest to the place first and one row more than a page.
    pub fn cut<K>(rows: Vec<R>, turn: Option<Turn<K>>) -> Self {
        Self::facing(rows, matches!(turn, Some(Turn::Before(_))), turn.is_some())
    }

    /// The same for lists whose places are no moments: whether they were turned at all, and then backwards.
    pub fn facing(mut rows: Vec<R>, backwards: bool, turned: bool) -> Self {
        let more = rows.len() > PAGE_ROWS;
        rows.truncate(PAGE_ROWS);
        if backwards {
            rows.reverse();
        }
        Self { rows, before: if backwards { more } else { turned }, after: backwards || more }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::InquiryId;

    #[test]
    fn a_place_that_the_database_cannot_compare_is_none() {
        for text in
            ["-1.00000000-0000-0000-0000-000000000000", "9223372036854775807.00000000-0000-0000-0000-000000000000"]
        {
            assert_eq!(Place::<InquiryId>::parse(text), None, "{text}");
        }
        let last = Place { at: LATEST, key: InquiryId::new() };
        assert_eq!(Place::parse(&last.text()), Some(last));
    }

    #[test]
    fn a_page_knows_its_neighbours() {
        let place = Place { at: LATEST, key: 0 };
        let read = |rows: usize, turn| Rows::cut((1..=rows).collect(), turn);
        let ends = |rows: &Rows<usize>| (rows.before, rows.after, rows.rows.first().copied(), rows.rows.len());
        assert_eq!(ends(&read(26, None::<Turn<u8>>)), (false, true, Some(1), 25));
        assert_eq!(ends(&read(3, Some(Turn::After(place)))), (true, false, Some(1), 3));
        assert_eq!(ends(&read(26, Some(Turn::Before(place)))), (true, true, Some(25), 25));
        assert_eq!(ends(&read(3, Some(Turn::Before(place)))), (false, true, Some(3), 3));
    }
}
