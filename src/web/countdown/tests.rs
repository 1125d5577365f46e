#![expect(clippy::unwrap_used, reason = "tests")]

use chrono_tz::Tz;
use proptest::prelude::*;

use super::*;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

/// The inquiry of the design: received Monday 15:20, due Thursday 15:20.
fn design(now: &str, state: DueState) -> Countdown {
    Countdown::new(at("2026-11-23T15:20:00+09:00"), at("2026-11-26T15:20:00+09:00"), at(now), state)
}

fn korean(now: &str) -> Format {
    Format::new(Lang::Ko, Tz::Asia__Seoul, at(now))
}

fn running(left: TimeDelta) -> Countdown {
    let due = at("2026-11-26T15:20:00+09:00");
    Countdown::new(due - TimeDelta::hours(72), due, due - left, DueState::Running)
}

#[test]
fn the_tone_changes_exactly_at_24_and_4_hours() {
    let second = TimeDelta::seconds(1);
    assert_eq!(running(SOON + second).tone(), Tone::Calm);
    assert_eq!(running(SOON).tone(), Tone::Soon);
    assert_eq!(running(URGENT + second).tone(), Tone::Soon);
    assert_eq!(running(URGENT).tone(), Tone::Urgent);
    assert_eq!(running(TimeDelta::zero()).tone(), Tone::Urgent);
    assert_eq!(running(-second).tone(), Tone::Urgent);
}

#[test]
fn the_ruler_is_the_designs() {
    let marks = |past: [bool; 4]| {
        [2, 242, 482, 718].into_iter().zip(past).map(|(x, past)| Mark { x, past }).collect::<Vec<_>>()
    };
    for (now, split, needle, past) in [
        ("2026-11-25T10:12:00+09:00", 430, 429, [true, true, false, false]),
        ("2026-11-26T01:49:00+09:00", 590, 585, [true, true, true, false]),
        ("2026-11-26T13:33:00+09:00", 710, 702, [true, true, true, false]),
        ("2026-11-26T15:20:00+09:00", 720, 720, [true, true, true, true]),
        ("2026-11-23T15:20:00+09:00", 0, 0, [false, false, false, false]),
    ] {
        let ruler = design(now, DueState::Running).ruler();
        assert_eq!((ruler.split, ruler.now), (split, needle), "{now}");
        assert_eq!(ruler.marks.to_vec(), marks(past), "{now}");
    }
}

#[test]
fn the_panel_shows_three_units_while_there_are_days_and_two_after() {
    let shown = |now: &str| {
        let clock = design(now, DueState::Running).clock(Lang::Ko, 3).unwrap();
        clock.parts.iter().map(|(n, word)| format!("{n}{word}")).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(shown("2026-11-25T10:12:00+09:00"), "1일 5시간 8분");
    assert_eq!(shown("2026-11-26T01:49:00+09:00"), "13시간 31분");
    assert_eq!(shown("2026-11-26T15:19:30+09:00"), "30초");
}

#[test]
fn a_clock_that_has_run_out_shows_no_numbers() {
    let late = design("2026-11-26T15:20:01+09:00", DueState::Running);
    assert_eq!(late.seconds_left(), Some(0));
    let html = late.chip(&korean("2026-11-26T15:20:01+09:00")).to_string();
    assert!(html.contains("기한이 되었습니다") && !html.contains("data-left"), "{html}");
}

#[test]
fn an_answer_says_how_early_or_late_it_came() {
    let now = "2026-11-27T10:00:00+09:00";
    let word = |answered| design(now, DueState::Answered { at: at(answered) }).word(&korean(now));
    assert_eq!(word("2026-11-25T10:12:00+09:00"), "기한보다 1일 5시간 앞서 답했습니다");
    assert_eq!(word("2026-11-26T17:26:00+09:00"), "기한보다 2시간 6분 늦게 답했습니다");
}

#[test]
fn the_ruler_stands_still_once_answered() {
    let answered = DueState::Answered { at: at("2026-11-25T10:12:00+09:00") };
    let (today, next_year) =
        (design("2026-11-25T11:00:00+09:00", answered), design("2027-11-25T11:00:00+09:00", answered));
    assert_eq!(today.ruler(), next_year.ruler());
    assert_eq!(today.ruler().now, 429);
}

#[test]
fn a_list_marks_only_what_is_near() {
    let pill = |now: &str| design(now, DueState::Running).row(&korean(now)).pill;
    assert!(!pill("2026-11-25T10:12:00+09:00"));
    assert!(pill("2026-11-26T01:49:00+09:00"));
}

#[test]
fn the_page_carries_the_seconds_for_the_script() {
    let now = "2026-11-25T10:12:00+09:00";
    let html = design(now, DueState::Running).panel(&korean(now), Audience::Customer).to_string();
    assert!(html.contains(r#"data-left="104880""#), "{html}");
    assert!(html.contains(r#"aria-label="72시간 가운데 42시간 52분 지남""#), "{html}");
    assert!(html.contains("<i><b>1</b>일</i> <i><b>5</b>시간</i> <i><b>8</b>분</i>"), "{html}");
}

#[test]
fn the_customer_is_told_of_the_reminders_that_the_settings_have() {
    let hours = |n: u64| std::time::Duration::from_secs(n * 3600);
    let countdown = design("2026-11-25T10:12:00+09:00", DueState::Running);
    let said = |lang, first, second| {
        let reminders = Reminders { first: hours(first), second: hours(second) };
        countdown.reminders(lang, reminders).unwrap().to_string()
    };
    let usual = said(Lang::Ko, 24, 4);
    assert!(usual.contains("1일 전과 4시간 전에 판매자에게 다시 알립니다. 글을 더"), "{usual}");
    let other = said(Lang::En, 36, 2);
    assert!(other.contains("is reminded 1 day 12 hours and 2 hours before."), "{other}");
    // a reminder before the clock starts never comes
    let late = said(Lang::En, 72, 2);
    assert!(late.contains("is reminded 2 hours before."), "{late}");
    let none = said(Lang::Ko, 100, 72);
    assert!(!none.contains("다시 알립니다") && none.contains("기한은 밀리지 않습니다"), "{none}");
    let over = design("2026-11-27T10:12:00+09:00", DueState::Running);
    assert_eq!(over.reminders(Lang::Ko, Reminders::default()), None);
}

proptest! {
    #[test]
    fn nothing_is_ever_negative_or_off_the_ruler(
        total in -10_000_i64..40_000_000,
        gone in -40_000_000_i64..80_000_000,
        stopped in -40_000_000_i64..80_000_000,
        state in 0..4,
    ) {
        let received = at("2026-11-23T15:20:00+09:00");
        let stopped = received + TimeDelta::seconds(stopped);
        let state = match state {
            0 => DueState::Running,
            1 => DueState::WithOperations { since: stopped },
            2 => DueState::Answered { at: stopped },
            _ => DueState::Closed { at: stopped },
        };
        let now = received + TimeDelta::seconds(gone);
        let countdown = Countdown::new(received, received + TimeDelta::seconds(total), now, state);
        let ruler = countdown.ruler();
        prop_assert!(ruler.now <= RULER && ruler.split <= RULER && ruler.split.is_multiple_of(TICK));
        prop_assert!(ruler.split >= ruler.now);
        let format = Format::new(Lang::En, Tz::UTC, now);
        let html = format!("{}{}", countdown.panel(&format, Audience::Seller), countdown.chip(&format));
        prop_assert!(!html.contains(">-") && !html.contains("\"-"), "{}", html);
    }

    #[test]
    fn the_needle_never_moves_back(total in 60_i64..40_000_000, first in 0_i64..40_000_000, step in 0_i64..100_000) {
        let received = at("2026-11-23T15:20:00+09:00");
        let ruler = |gone| {
            let now = received + TimeDelta::seconds(gone);
            Countdown::new(received, received + TimeDelta::seconds(total), now, DueState::Running).ruler()
        };
        prop_assert!(ruler(first).now <= ruler(first + step).now);
    }
}
