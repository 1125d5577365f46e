//! Moments, currencies and texts as people type them into fields. Pure.

use std::borrow::Cow;

use chrono::{DateTime, LocalResult, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;

use crate::{
    lang::Lang,
    text::{Currency, TextError},
};

/// How browsers write a `datetime-local` field, and how people do where the browser has none.
const MOMENT_FORMS: [&str; 4] = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y.%m.%d %H:%M"];

/// The currencies of the store's markets, the store's own first.
const CURRENCIES: [&str; 4] = ["KRW", "USD", "TWD", "JPY"];

/// Why a text is no moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MomentError {
    /// Nothing was typed.
    Empty,
    /// It is not read as a date and time, or the zone's clocks skipped it.
    Unreadable,
}

/// Reads a moment in the viewer's zone. One that the zone's clocks showed twice is the earlier; one they skipped is none.
///
/// # Errors
/// When it is empty or no date and time.
pub fn read_moment(typed: &str, zone: Tz) -> Result<DateTime<Utc>, MomentError> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(MomentError::Empty);
    }
    let local = MOMENT_FORMS.iter().find_map(|form| NaiveDateTime::parse_from_str(typed, form).ok());
    match zone.from_local_datetime(&local.ok_or(MomentError::Unreadable)?) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => Ok(at.with_timezone(&Utc)),
        LocalResult::None => Err(MomentError::Unreadable),
    }
}

/// A moment as a `datetime-local` field holds it.
pub fn moment_value(at: DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone).format("%Y-%m-%dT%H:%M").to_string()
}

/// Reads the choice of a currency; others than those of the markets are none.
pub fn read_currency(typed: &str) -> Option<Currency> {
    Currency::parse(typed).ok().filter(|currency| CURRENCIES.contains(&currency.code()))
}

/// The currencies to choose from, with their names.
pub fn currencies(lang: Lang) -> Vec<(String, String)> {
    let name = |code: &str| match code {
        "USD" => lang.currency_usd(),
        "TWD" => lang.currency_twd(),
        "JPY" => lang.currency_jpy(),
        _ => lang.currency_krw(),
    };
    CURRENCIES.map(|code| (code.to_owned(), name(code).into())).to_vec()
}

/// What is wrong with a text: too long says how long, anything else is as good as empty.
pub fn too_long_or(refusal: TextError, lang: Lang, empty: Cow<'static, str>) -> Cow<'static, str> {
    match refusal {
        TextError::TooLong { max, is } => lang.error_too_long(max, is),
        TextError::Empty | TextError::NotAllowed => empty,
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_in_the_viewers_zone() {
        let seoul = "2026-11-20T12:04:00+00:00";
        assert_eq!(read_moment("2026-11-20T07:04", Tz::America__New_York).unwrap().to_rfc3339(), seoul);
        assert_eq!(read_moment(" 2026.11.20 21:04 ", Tz::Asia__Seoul).unwrap().to_rfc3339(), seoul);
        let at = read_moment("2026-11-20T21:04", Tz::Asia__Seoul).unwrap();
        assert_eq!(moment_value(at, Tz::Asia__Seoul), "2026-11-20T21:04");
    }

    #[test]
    fn a_moment_that_the_clocks_skipped_is_none_and_one_they_showed_twice_is_the_earlier() {
        let new_york = |text| read_moment(text, Tz::America__New_York);
        assert_eq!(new_york("2026-03-08T02:30"), Err(MomentError::Unreadable));
        assert_eq!(new_york("2026-11-01T01:30").unwrap().to_rfc3339(), "2026-11-01T05:30:00+00:00");
    }

    #[test]
    fn what_is_no_date_and_time_is_refused() {
        assert_eq!(read_moment("  ", Tz::Asia__Seoul), Err(MomentError::Empty));
        for text in ["2026-11-20", "어제", "2026-13-01T00:00"] {
            assert_eq!(read_moment(text, Tz::Asia__Seoul), Err(MomentError::Unreadable), "{text}");
        }
    }

    #[test]
    fn only_the_currencies_of_the_markets_are_taken() {
        assert_eq!(read_currency("krw"), Some(Currency::KRW));
        assert_eq!(read_currency("ZZZ"), None);
        assert_eq!(currencies(Lang::En).len(), 4);
    }
}
