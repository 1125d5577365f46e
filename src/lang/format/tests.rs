#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use chrono::TimeZone;
use proptest::prelude::*;

use super::*;

const SEOUL: Tz = Tz::Asia__Seoul;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn seoul(lang: Lang) -> Format {
    Format::new(lang, SEOUL, at("2026-11-25T10:12:30+09:00"))
}

#[test]
fn a_due_moment_reads_as_the_design_says() {
    let due = at("2026-11-26T15:20:00+09:00");
    assert_eq!(seoul(Lang::Ko).moment(due), "11월 26일(목) 15:20");
    assert_eq!(seoul(Lang::En).moment(due), "Thu 26 Nov, 15:20");
}

#[test]
fn another_year_is_said() {
    let due = at("2027-01-03T09:05:00+09:00");
    assert_eq!(seoul(Lang::Ko).moment(due), "2027년 1월 3일(일) 09:05");
    assert_eq!(seoul(Lang::En).moment(due), "Sun 3 Jan 2027, 09:05");
}

#[test]
fn the_year_is_the_viewers_year() {
    let new_year_in_seoul = at("2026-12-31T16:00:00Z");
    let format = Format::new(Lang::Ko, SEOUL, at("2026-12-31T15:30:00Z"));
    assert_eq!(format.date(new_year_in_seoul), "1월 1일");
    let format = Format { zone: Tz::UTC, ..format };
    assert_eq!(format.date(new_year_in_seoul), "12월 31일");
}

#[test]
fn the_leap_day_is_a_day() {
    let format = Format::new(Lang::Ko, SEOUL, at("2028-03-01T00:30:00+09:00"));
    assert_eq!(format.near(at("2028-02-29T23:00:00+09:00")), "어제 23:00");
    assert_eq!(format.day(at("2028-02-29T23:00:00+09:00")), "2월 29일(화)");
}

#[test]
fn near_moments_are_said_as_people_say_them() {
    let cases = [
        ("2026-11-25T10:12:30+09:00", "방금", "just now"),
        ("2026-11-25T10:11:31+09:00", "방금", "just now"),
        ("2026-11-25T10:11:30+09:00", "오늘 10:11", "today 10:11"),
        ("2026-11-25T10:12:31+09:00", "오늘 10:12", "today 10:12"),
        ("2026-11-24T11:02:00+09:00", "어제 11:02", "yesterday 11:02"),
        ("2026-11-26T00:00:00+09:00", "내일 00:00", "tomorrow 00:00"),
        ("2026-11-21T10:02:00+09:00", "11월 21일 10:02", "21 Nov, 10:02"),
        ("2025-11-21T10:02:00+09:00", "2025년 11월 21일 10:02", "21 Nov 2025, 10:02"),
    ];
    for (moment, ko, en) in cases {
        assert_eq!(seoul(Lang::Ko).near(at(moment)), ko);
        assert_eq!(seoul(Lang::En).near(at(moment)), en);
    }
}

#[test]
fn yesterday_is_the_calendar_day_before_even_when_it_has_23_hours() {
    // New York, 8 March 2026: clocks go from 02:00 to 03:00
    let zone = Tz::America__New_York;
    let format = Format::new(Lang::En, zone, zone.with_ymd_and_hms(2026, 3, 9, 0, 10, 0).unwrap().to_utc());
    let skipped = zone.with_ymd_and_hms(2026, 3, 8, 3, 0, 0).unwrap().to_utc();
    assert_eq!(format.near(skipped), "yesterday 03:00");
    assert_eq!(format.near(skipped - TimeDelta::seconds(1)), "yesterday 01:59");
}

#[test]
fn the_repeated_hour_is_told_apart_by_its_offset() {
    // Berlin, 25 October 2026: 02:30 happens twice
    let format = Format::new(Lang::En, Tz::Europe__Berlin, at("2026-10-26T00:00:00Z"));
    let (first, second) = (at("2026-10-25T00:30:00Z"), at("2026-10-25T01:30:00Z"));
    assert_eq!(format.clock(first), format.clock(second));
    assert_eq!(format.iso(first), "2026-10-25T02:30:00+02:00");
    assert_eq!(format.iso(second), "2026-10-25T02:30:00+01:00");
    assert_ne!(format.time(first).full, format.time(second).full);
}

#[test]
fn a_moment_becomes_a_time_element() {
    let html = seoul(Lang::Ko).time(at("2026-11-24T11:02:03+09:00")).to_string();
    assert_eq!(
        html,
        r#"<time datetime="2026-11-24T11:02:03+09:00" title="2026년 11월 24일(화) 11:02:03 KST">어제 11:02</time>"#
    );
}

#[test]
fn a_span_is_its_largest_two_units() {
    for (seconds, ko, en) in [
        (0, "0초", "0 sec"),
        (59, "59초", "59 sec"),
        (60, "1분 0초", "1 min 0 sec"),
        (3_600 + 47 * 60, "1시간 47분", "1 hour 47 min"),
        (86_400 + 5 * 3_600 + 8 * 60, "1일 5시간", "1 day 5 hours"),
        (3 * 86_400, "3일 0시간", "3 days 0 hours"),
    ] {
        assert_eq!(Lang::Ko.span(seconds), ko);
        assert_eq!(Lang::En.span(seconds), en);
    }
}

#[test]
fn money_has_the_decimals_of_its_currency() {
    assert_eq!(Lang::Ko.money(11_000, "KRW"), "11,000원");
    assert_eq!(Lang::En.money(11_000, "KRW"), "₩11,000");
    assert_eq!(Lang::Ko.money(0, "KRW"), "0원");
    assert_eq!(Lang::En.money(-55_000, "KRW"), "-₩55,000");
    assert_eq!(Lang::En.money(123_456, "USD"), "1,234.56 USD");
    assert_eq!(Lang::Ko.money(5, "USD"), "0.05 USD");
    assert_eq!(Lang::Ko.money(1_200, "JPY"), "1,200 JPY");
    assert_eq!(Lang::En.money(1_500, "KWD"), "1.500 KWD");
    assert_eq!(Lang::En.money(i64::MIN, "KRW"), "-₩9,223,372,036,854,775,808");
}

#[test]
fn sizes_and_counts_are_short() {
    assert_eq!(file_size(0), "0 B");
    assert_eq!(file_size(1_023), "1023 B");
    assert_eq!(file_size(421_888), "412 KB");
    assert_eq!(file_size(1_048_575), "1023 KB");
    assert_eq!(file_size(10 * 1_048_576), "10.0 MB");
    assert_eq!(file_size(1_468_006), "1.3 MB");
    assert_eq!(count(1_284), "1,284");
    assert_eq!(count(999), "999");
    assert_eq!(count(-1_000_000), "-1,000,000");
}

proptest! {
    #[test]
    fn the_parts_of_a_span_never_exceed_it(seconds in 0_u64..10_000_000, most in 1_usize..5) {
        let parts = span_parts(seconds, most);
        let sum: u64 = parts.iter().map(|(n, unit)| n * Unit::ALL.iter().find(|(u, _)| u == unit).unwrap().1).sum();
        prop_assert!(sum <= seconds);
        prop_assert!(parts.len() <= most && !parts.is_empty());
        prop_assert!(parts[0].0 > 0 || seconds == 0);
    }

    #[test]
    fn every_moment_in_every_zone_can_be_written(secs in 0_i64..4_000_000_000, zone in 0..chrono_tz::TZ_VARIANTS.len(), korean: bool) {
        let lang = if korean { Lang::Ko } else { Lang::En };
        let at = DateTime::from_timestamp(secs, 0).unwrap();
        let format = Format::new(lang, chrono_tz::TZ_VARIANTS[zone], at);
        prop_assert_eq!(format.near(at), lang.just_now());
        prop_assert_eq!(DateTime::parse_from_rfc3339(&format.iso(at)).unwrap().timestamp().div_euclid(60), secs.div_euclid(60));
    }
}
