//! What was typed into the form, and what it means: the fields of Contact Seller, and what only the store knows.

use std::borrow::Cow;

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    contact_us::Way,
    lang::Lang,
    storefront::contact::{self, Asked, Visitor},
    web::{
        Errors, Upload,
        typed::{MomentError, read_moment},
    },
};

/// What came longer ago is a mistyped year.
const LONGEST_AGO: TimeDelta = TimeDelta::days(366);

/// What was typed.
#[derive(Debug, Clone)]
pub(super) struct Typed {
    pub(super) way: String,
    pub(super) arrived_at: String,
    pub(super) lang: String,
    pub(super) asked: contact::Typed,
}

impl Typed {
    pub(super) fn of(upload: &Upload) -> Typed {
        let field = |name| upload.field(name).to_owned();
        Typed {
            way: field("way"),
            arrived_at: field("arrived_at"),
            lang: field("lang"),
            asked: contact::Typed::of(upload),
        }
    }

    /// Everything that was typed.
    pub(super) fn content(&self) -> impl Iterator<Item = String> {
        [&*self.way, &*self.arrived_at, &*self.lang].into_iter().chain(self.asked.content()).map(str::to_owned)
    }
}

/// A good form.
#[derive(Debug)]
pub(super) struct Entered {
    pub(super) way: Way,
    pub(super) arrived_at: DateTime<Utc>,
    /// The customer's language.
    pub(super) lang: Lang,
    pub(super) asked: Asked,
}

/// Reads the form, or says what to mend, field by field in the order of the page.
pub(super) fn parse(typed: &Typed, visitor: Visitor) -> Result<Entered, Errors> {
    let lang = visitor.lang;
    let mut errors = Errors::new();
    let way = errors.take("way", Way::from_code(&typed.way).ok_or(()), |()| lang.error_way());
    let arrived_at = errors.take("arrived_at", arrival(&typed.arrived_at, visitor), |sentence| sentence);
    let of_customer = errors.take("lang", Lang::from_code(&typed.lang).ok_or(()), |()| lang.error_entry_lang());
    let asked = contact::parse(&typed.asked, visitor).map_err(|wrong| errors.extend(wrong)).ok();
    match (way, arrived_at, of_customer, asked) {
        (Some(way), Some(arrived_at), Some(lang), Some(asked)) => Ok(Entered { way, arrived_at, lang, asked }),
        _ => Err(errors),
    }
}

/// When it came to the store, in the viewer's zone.
fn arrival(typed: &str, visitor: Visitor) -> Result<DateTime<Utc>, Cow<'static, str>> {
    let lang = visitor.lang;
    match read_moment(typed, visitor.zone) {
        Ok(at) if at > visitor.now => Err(lang.error_arrived_future()),
        Ok(at) if at < visitor.now - LONGEST_AGO => Err(lang.error_arrived_long_ago()),
        Ok(at) => Ok(at),
        Err(MomentError::Empty | MomentError::Unreadable) => Err(lang.error_arrived()),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use chrono_tz::Tz;

    use super::*;

    fn visitor() -> Visitor {
        Visitor { lang: Lang::En, zone: Tz::Asia__Seoul, now: "2026-11-23T06:00:00Z".parse().unwrap() }
    }

    #[test]
    fn it_came_to_the_store_in_the_past_and_not_in_another_year() {
        for (typed, good) in [
            ("2026-11-23T15:00", true),
            ("2026-11-23T15:01", false),
            ("2025-12-01T09:00", true),
            ("2024-11-23T09:00", false),
            ("yesterday", false),
            ("", false),
        ] {
            assert_eq!(arrival(typed, visitor()).is_ok(), good, "{typed}");
        }
    }

    #[test]
    fn an_empty_form_says_everything_that_is_missing() {
        let empty = Typed {
            way: String::new(),
            arrived_at: String::new(),
            lang: String::new(),
            asked: contact::Typed::default(),
        };
        let wrong = parse(&empty, visitor()).map(|_| ()).unwrap_err();
        for field in ["way", "arrived_at", "lang", "category", "name", "email", "subject", "body"] {
            assert!(wrong.get(field).is_some(), "{field}");
        }
    }
}
