//! Until when, and who stands in.

use chrono::{DateTime, Days, Duration, NaiveDate, Utc};

use crate::{id::UserId, lang::format::Format, team::forms::Fields, web::Errors};

/// So many days from today on can somebody be away; who goes for longer hands their work over.
pub(super) const MOST_DAYS: u64 = 90;

/// Name of the field with the last day.
pub(super) const UNTIL: &str = "until";
/// Name of the field with the deputy; empty: nobody.
pub(super) const DEPUTY: &str = "deputy";

/// The first moment after the last day, and the deputy; the day is one of the viewer's zone.
pub(super) fn absence(
    fields: &Fields,
    errors: &mut Errors,
    format: &Format,
) -> Option<(DateTime<Utc>, Option<UserId>)> {
    let today = today(format);
    let last = today.checked_add_days(Days::new(MOST_DAYS)).unwrap_or(today);
    let day = fields.get(UNTIL).parse().ok().filter(|day: &NaiveDate| (today..=last).contains(day));
    let deputy = match fields.get(DEPUTY) {
        "" => Ok(None),
        typed => typed.parse().map(Some),
    };
    if day.is_none() {
        errors.set(UNTIL, format.lang.away_until_wrong(&MOST_DAYS.to_string()));
    }
    if deputy.is_err() {
        errors.set(DEPUTY, format.lang.deputy_not_there());
    }
    Some((end_of(day?, format), deputy.ok()?))
}

/// Today, where the viewer is.
fn today(format: &Format) -> NaiveDate {
    format.now.with_timezone(&format.zone).date_naive()
}

/// The first moment of the next day; where midnight does not exist, that of the day in UTC.
fn end_of(day: NaiveDate, format: &Format) -> DateTime<Utc> {
    let next = (day + Duration::days(1)).and_time(chrono::NaiveTime::MIN);
    next.and_local_timezone(format.zone).earliest().map_or_else(|| next.and_utc(), |begins| begins.to_utc())
}

/// A last day as the field takes it.
pub(super) fn typed_day(until: DateTime<Utc>, format: &Format) -> String {
    (until - Duration::seconds(1)).with_timezone(&format.zone).date_naive().to_string()
}

#[cfg(test)]
mod tests {
    use chrono::TimeZone;
    use chrono_tz::{Asia::Seoul, Tz};

    use super::*;
    use crate::lang::Lang;

    fn until(day: &str, zone: Tz) -> Option<String> {
        // it is the 25th in Seoul already
        let now = Utc.with_ymd_and_hms(2026, 11, 24, 20, 0, 0).single()?;
        let format = Format::new(Lang::En, zone, now);
        let fields: Fields = serde_json::from_value(serde_json::json!([["until", day]])).ok()?;
        let (until, _) = absence(&fields, &mut Errors::new(), &format)?;
        assert_eq!(typed_day(until, &format), day, "the field shows what was typed");
        Some(until.to_rfc3339())
    }

    #[test]
    fn a_day_ends_where_the_person_is() {
        assert_eq!(until("2026-12-03", Seoul).as_deref(), Some("2026-12-03T15:00:00+00:00"));
        assert_eq!(until("2026-12-03", Tz::UTC).as_deref(), Some("2026-12-04T00:00:00+00:00"));
    }

    #[test]
    fn no_day_is_over_or_too_far_away() {
        assert_eq!(until("2026-11-24", Seoul), None);
        assert!(until("2026-11-25", Seoul).is_some());
        assert!(until("2027-02-23", Seoul).is_some());
        assert_eq!(until("2027-02-24", Seoul), None);
        assert_eq!(until("", Seoul), None);
    }
}
