//! When an answer is due: the «three days», by one of three policies, and the reminders before it.
//!
//! Days are those of Korea. The due moment is stored when a clock starts, with the policy's label, and never recomputed: a
//! changed setting or a new holiday holds for what comes after. Due means now ≥ due.

use std::{collections::BTreeSet, fmt, str::FromStr, time::Duration};

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Utc, Weekday};

/// Korea is nine hours ahead of UTC, without summer time since 1988.
const KOREA_AHEAD: TimeDelta = TimeDelta::hours(9);

/// The store's «more than 3 days without an answer», read as 72 hours.
pub const DEFAULT_POLICY: DuePolicy = DuePolicy::Elapsed(Duration::from_secs(72 * HOUR));

/// The longest time and the most days that a policy may give.
const MAX_DAYS: u8 = 90;

const HOUR: u64 = 60 * 60;

/// How the due moment follows from the moment of receipt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DuePolicy {
    /// So much time later, holidays or not.
    Elapsed(Duration),
    /// Days by the Civil Act: the day of receipt does not count (157), the last ends at 24:00 (159), a last day that is a
    /// Saturday or a holiday gives way to the next (161).
    CivilDays(u8),
    /// Days that are neither weekend nor holiday; the day of receipt does not count, the last ends at 24:00.
    BusinessDays(u8),
}

/// The setting is no policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a due policy is like `72h`, `3 civil days` or `3 business days`, at most {MAX_DAYS} days")]
pub struct NotAPolicy;

impl DuePolicy {
    /// The moment at which an answer to what was received then is due.
    pub fn due(self, received: DateTime<Utc>, holidays: &Holidays) -> DateTime<Utc> {
        let received_on = day_before_counting(received);
        match self {
            DuePolicy::Elapsed(time) => received + time,
            DuePolicy::CivilDays(days) => {
                let last = received_on + Days::new(days.into());
                end_of(holidays.business_day_from(last))
            }
            DuePolicy::BusinessDays(days) => {
                let last = (0..days).fold(received_on, |day, _| holidays.business_day_from(day + Days::new(1)));
                end_of(last)
            }
        }
    }

    /// What is stored beside the due moment: the policy and the version of its rule.
    pub fn version_label(self) -> String {
        match self {
            DuePolicy::Elapsed(time) => format!("elapsed-{}/1", Time(time)),
            DuePolicy::CivilDays(days) => format!("civil-{days}d/1"),
            DuePolicy::BusinessDays(days) => format!("business-{days}d/1"),
        }
    }
}

impl Default for DuePolicy {
    fn default() -> Self {
        DEFAULT_POLICY
    }
}

impl fmt::Display for DuePolicy {
    /// As the setting is written.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DuePolicy::Elapsed(time) => Time(*time).fmt(f),
            DuePolicy::CivilDays(days) => write!(f, "{days} civil days"),
            DuePolicy::BusinessDays(days) => write!(f, "{days} business days"),
        }
    }
}

impl FromStr for DuePolicy {
    type Err = NotAPolicy;

    fn from_str(text: &str) -> Result<Self, NotAPolicy> {
        match text.split_whitespace().collect::<Vec<_>>().as_slice() {
            [days, "civil", "day" | "days"] => parse_days(days).map(DuePolicy::CivilDays),
            [days, "business", "day" | "days"] => parse_days(days).map(DuePolicy::BusinessDays),
            _ => parse_time(text).map(DuePolicy::Elapsed),
        }
    }
}

fn parse_days(days: &str) -> Result<u8, NotAPolicy> {
    days.parse().ok().filter(|days| (1..=MAX_DAYS).contains(days)).ok_or(NotAPolicy)
}

/// Whole seconds: what is shown and stored is what was meant.
fn parse_time(time: &str) -> Result<Duration, NotAPolicy> {
    let time = humantime::parse_duration(time).map_err(|_| NotAPolicy)?;
    let longest = Duration::from_secs(u64::from(MAX_DAYS) * 24 * HOUR);
    let fits = time > Duration::ZERO && time <= longest && time.subsec_nanos() == 0;
    if fits { Ok(time) } else { Err(NotAPolicy) }
}

/// A time in the largest unit that gives a whole number, at most hours: `72h`, `90s`.
struct Time(Duration);

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.as_secs() {
            seconds if seconds % HOUR == 0 => write!(f, "{}h", seconds / HOUR),
            seconds if seconds % 60 == 0 => write!(f, "{}m", seconds / 60),
            seconds => write!(f, "{seconds}s"),
        }
    }
}

/// The Korean day that does not count. A period that begins at 00:00 sharp counts its first day (Civil Act 157), so that
/// the day before is the one that does not.
fn day_before_counting(received: DateTime<Utc>) -> NaiveDate {
    (received + KOREA_AHEAD - TimeDelta::microseconds(1)).date_naive()
}

/// 24:00 of a Korean day, which is 00:00 of the next.
fn end_of(day: NaiveDate) -> DateTime<Utc> {
    (day + Days::new(1)).and_time(NaiveTime::MIN).and_utc() - KOREA_AHEAD
}

/// The days, beside Saturdays and Sundays, on which Korea rests.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Holidays(BTreeSet<NaiveDate>);

impl Holidays {
    /// The public holidays of 2026 and 2027, and those that the cabinet adds later, from the settings.
    pub fn korea(added: impl IntoIterator<Item = NaiveDate>) -> Holidays {
        let preset = KOREA.iter().filter_map(|&(year, month, day)| NaiveDate::from_ymd_opt(year, month, day));
        Holidays(preset.chain(added).collect())
    }

    /// Whether people work on that day.
    pub fn is_business_day(&self, day: NaiveDate) -> bool {
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !self.0.contains(&day)
    }

    /// Whether the table reaches the year of that day: after the last one it knows, weekends are all it knows.
    pub fn knows_year_of(&self, day: NaiveDate) -> bool {
        self.0.iter().any(|holiday| holiday.year() == day.year())
    }

    /// That day, or the first after it on which people work.
    fn business_day_from(&self, day: NaiveDate) -> NaiveDate {
        let mut day = day;
        while !self.is_business_day(day) {
            day = day + Days::new(1);
        }
        day
    }
}

/// Public holidays under «관공서의 공휴일에 관한 규정», as changed in 2026 (Labour Day and Constitution Day): a national
/// day, Labour Day, Children's Day, Buddha's Birthday or Christmas on a weekend, and a day of Seollal or Chuseok on a Sunday,
/// moves to the next working day. Lunar days by the Korean calendar: the new moon of February 2027 falls after midnight in
/// Seoul, a day later than in Beijing.
const KOREA: &[(i32, u32, u32)] = &[
    (2026, 1, 1),   // 신정
    (2026, 2, 16),  // 설날 전날
    (2026, 2, 17),  // 설날
    (2026, 2, 18),  // 설날 다음날
    (2026, 3, 1),   // 3·1절
    (2026, 3, 2),   // 대체공휴일 (3·1절)
    (2026, 5, 1),   // 노동절
    (2026, 5, 5),   // 어린이날
    (2026, 5, 24),  // 부처님오신날
    (2026, 5, 25),  // 대체공휴일 (부처님오신날)
    (2026, 6, 3),   // 전국동시지방선거
    (2026, 6, 6),   // 현충일
    (2026, 7, 17),  // 제헌절
    (2026, 8, 15),  // 광복절
    (2026, 8, 17),  // 대체공휴일 (광복절)
    (2026, 9, 24),  // 추석 전날
    (2026, 9, 25),  // 추석
    (2026, 9, 26),  // 추석 다음날
    (2026, 10, 3),  // 개천절
    (2026, 10, 5),  // 대체공휴일 (개천절)
    (2026, 10, 9),  // 한글날
    (2026, 12, 25), // 기독탄신일
    (2027, 1, 1),   // 신정
    (2027, 2, 6),   // 설날 전날
    (2027, 2, 7),   // 설날
    (2027, 2, 8),   // 설날 다음날
    (2027, 2, 9),   // 대체공휴일 (설날)
    (2027, 3, 1),   // 3·1절
    (2027, 5, 1),   // 노동절
    (2027, 5, 3),   // 대체공휴일 (노동절)
    (2027, 5, 5),   // 어린이날
    (2027, 5, 13),  // 부처님오신날
    (2027, 6, 6),   // 현충일
    (2027, 7, 17),  // 제헌절
    (2027, 7, 19),  // 대체공휴일 (제헌절)
    (2027, 8, 15),  // 광복절
    (2027, 8, 16),  // 대체공휴일 (광복절)
    (2027, 9, 14),  // 추석 전날
    (2027, 9, 15),  // 추석
    (2027, 9, 16),  // 추석 다음날
    (2027, 10, 3),  // 개천절
    (2027, 10, 4),  // 대체공휴일 (개천절)
    (2027, 10, 9),  // 한글날
    (2027, 10, 11), // 대체공휴일 (한글날)
    (2027, 12, 25), // 기독탄신일
    (2027, 12, 27), // 대체공휴일 (기독탄신일)
];

/// How long before the due moment the two reminders go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reminders {
    /// The first: 24 hours.
    pub first: Duration,
    /// The second, which cannot be muted: 4 hours.
    pub second: Duration,
}

/// The moments of the two reminders; a reminder that would already be past is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReminderMoments {
    /// Of the first.
    pub first: Option<DateTime<Utc>>,
    /// Of the second.
    pub second: Option<DateTime<Utc>>,
}

impl Default for Reminders {
    fn default() -> Self {
        Reminders { first: Duration::from_secs(24 * HOUR), second: Duration::from_secs(4 * HOUR) }
    }
}

impl Reminders {
    /// When to remind of what is due then, of a clock that starts now.
    pub fn moments(self, due: DateTime<Utc>, starts: DateTime<Utc>) -> ReminderMoments {
        let moment = |before| Some(due - before).filter(|moment| *moment > starts);
        ReminderMoments { first: moment(self.first), second: moment(self.second) }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use chrono::TimeZone;
    use chrono_tz::Asia::Seoul;
    use proptest::prelude::*;

    use super::*;

    fn korea(text: &str) -> DateTime<Utc> {
        let local = chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
        Seoul.from_local_datetime(&local).unwrap().to_utc()
    }

    fn due(policy: &str, received: &str) -> DateTime<Utc> {
        policy.parse::<DuePolicy>().unwrap().due(korea(received), &Holidays::korea([]))
    }

    #[test]
    fn an_inquiry_of_the_eve_of_labour_day_2026() {
        let received = "2026-04-30 15:00"; // a Thursday; 1 May Labour Day, 3 May Sunday, 5 May Children's Day
        assert_eq!(due("72h", received), korea("2026-05-03 15:00"));
        assert_eq!(due("3 civil days", received), korea("2026-05-05 00:00"));
        assert_eq!(due("3 business days", received), korea("2026-05-08 00:00"));
    }

    #[test]
    fn a_refund_over_the_moved_birthday_of_buddha_2026() {
        assert_eq!(due("3 business days", "2026-05-22 11:00"), korea("2026-05-29 00:00"));
    }

    #[test]
    fn a_withdrawal_of_seven_days() {
        assert_eq!(due("7 civil days", "2026-05-01 10:00"), korea("2026-05-09 00:00"));
    }

    #[test]
    fn seollal_2027_moves_on_to_tuesday() {
        // Friday before; 6 to 8 February with Sunday the 7th, moved to Tuesday the 9th
        assert_eq!(due("1 business day", "2027-02-05 09:00"), korea("2027-02-11 00:00"));
        assert_eq!(due("1 civil day", "2027-02-05 09:00"), korea("2027-02-11 00:00"));
        assert_eq!(due("3 civil days", "2027-02-05 09:00"), korea("2027-02-11 00:00"));
    }

    #[test]
    fn a_period_that_begins_at_midnight_counts_its_first_day() {
        assert_eq!(due("3 civil days", "2026-03-10 00:00"), korea("2026-03-13 00:00"));
        assert_eq!(due("3 civil days", "2026-03-10 00:01"), korea("2026-03-14 00:00"));
    }

    #[test]
    fn the_day_is_koreas_whatever_the_day_in_utc() {
        assert_eq!(due("1 business day", "2026-03-10 00:30"), korea("2026-03-12 00:00"));
        assert_eq!(due("1 business day", "2026-03-10 23:30"), korea("2026-03-12 00:00"));
    }

    #[test]
    fn holidays_from_the_settings_count() {
        let added = NaiveDate::from_ymd_opt(2026, 3, 11).unwrap();
        let policy = DuePolicy::BusinessDays(1);
        assert_eq!(policy.due(korea("2026-03-10 09:00"), &Holidays::korea([added])), korea("2026-03-13 00:00"));
    }

    #[test]
    fn the_preset_is_whole_and_moves_what_must_move() {
        let holidays = Holidays::korea([]);
        assert_eq!(holidays.0.len(), KOREA.len());
        assert_eq!(KOREA.len(), 22 + 24);
        let on = |month, day| NaiveDate::from_ymd_opt(2027, month, day).unwrap();
        for (month, day, weekday) in
            [(2, 9, Weekday::Tue), (5, 3, Weekday::Mon), (7, 19, Weekday::Mon), (12, 27, Weekday::Mon)]
        {
            assert_eq!(on(month, day).weekday(), weekday);
            assert!(!holidays.is_business_day(on(month, day)));
        }
        // Memorial Day 2027 is a Sunday and does not move
        assert!(holidays.is_business_day(on(6, 7)));
        assert!(holidays.knows_year_of(on(1, 2)));
        assert!(!holidays.knows_year_of(NaiveDate::from_ymd_opt(2028, 1, 1).unwrap()));
    }

    #[test]
    fn the_shipped_policy_is_72_hours() {
        assert_eq!(DuePolicy::default(), DuePolicy::Elapsed(Duration::from_secs(259_200)));
        assert_eq!(DuePolicy::default().version_label(), "elapsed-72h/1");
    }

    #[test]
    fn policies_are_read_from_settings_and_labelled() {
        for (setting, shown, label) in [
            ("72h", "72h", "elapsed-72h/1"),
            ("3days", "72h", "elapsed-72h/1"),
            ("90s", "90s", "elapsed-90s/1"),
            ("2h 30m", "150m", "elapsed-150m/1"),
            ("3 civil days", "3 civil days", "civil-3d/1"),
            (" 1  business day ", "1 business days", "business-1d/1"),
        ] {
            let policy: DuePolicy = setting.parse().unwrap();
            assert_eq!((policy.to_string().as_str(), policy.version_label().as_str()), (shown, label));
            assert_eq!(policy.to_string().parse(), Ok(policy));
        }
    }

    #[test]
    fn other_settings_are_refused() {
        for setting in [
            "",
            "72",
            "0s",
            "-1h",
            "1.5s",
            "500ms",
            "91days",
            "0 civil days",
            "91 business days",
            "3 days off",
            "three civil days",
        ] {
            assert_eq!(setting.parse::<DuePolicy>(), Err(NotAPolicy), "{setting}");
        }
    }

    #[test]
    fn reminders_come_24_and_4_hours_before_unless_past() {
        let starts = korea("2026-03-10 09:00");
        let moments = |hours| Reminders::default().moments(starts + TimeDelta::hours(hours), starts);
        let at = |hours| Some(starts + TimeDelta::hours(hours));
        assert_eq!(moments(72), ReminderMoments { first: at(48), second: at(68) });
        assert_eq!(moments(25), ReminderMoments { first: at(1), second: at(21) });
        assert_eq!(moments(24), ReminderMoments { first: None, second: at(20) });
        assert_eq!(moments(4), ReminderMoments { first: None, second: None });
    }

    fn in_days() -> impl Strategy<Value = DuePolicy> {
        prop_oneof![(1..=MAX_DAYS).prop_map(DuePolicy::CivilDays), (1..=MAX_DAYS).prop_map(DuePolicy::BusinessDays),]
    }

    fn policy() -> impl Strategy<Value = DuePolicy> {
        let seconds = 1..=u64::from(MAX_DAYS) * 24 * HOUR;
        prop_oneof![in_days(), seconds.prop_map(|seconds| DuePolicy::Elapsed(Duration::from_secs(seconds)))]
    }

    /// Any microsecond from 2025 to 2028.
    fn moment() -> impl Strategy<Value = DateTime<Utc>> {
        let micros = |text| korea(text).timestamp_micros();
        (micros("2025-01-01 00:00")..micros("2029-01-01 00:00"))
            .prop_map(|micros| DateTime::from_timestamp_micros(micros).unwrap())
    }

    proptest! {
        #[test]
        fn it_is_due_after_it_was_received(policy in policy(), received in moment()) {
            prop_assert!(policy.due(received, &Holidays::korea([])) > received);
        }

        #[test]
        fn who_writes_later_is_never_due_earlier(policy in policy(), one in moment(), other in moment()) {
            let holidays = Holidays::korea([]);
            let (earlier, later) = (one.min(other), one.max(other));
            prop_assert!(policy.due(earlier, &holidays) <= policy.due(later, &holidays));
        }

        #[test]
        fn days_end_at_midnight_in_seoul_after_a_business_day(policy in in_days(), received in moment()) {
            let holidays = Holidays::korea([]);
            let due = policy.due(received, &holidays).with_timezone(&Seoul);
            prop_assert_eq!(due.time(), NaiveTime::MIN);
            prop_assert!(holidays.is_business_day(due.date_naive().pred_opt().unwrap()));
        }

        #[test]
        fn business_days_are_counted_one_by_one(days in 1..=10_u8, received in moment()) {
            let holidays = Holidays::korea([]);
            let due = DuePolicy::BusinessDays(days).due(received, &holidays).with_timezone(&Seoul).date_naive();
            let received_on = (received.with_timezone(&Seoul) - TimeDelta::microseconds(1)).date_naive();
            let counted = received_on.iter_days().skip(1).take_while(|day| *day < due).filter(|day| holidays.is_business_day(*day));
            prop_assert_eq!(counted.count(), usize::from(days));
        }

        #[test]
        fn business_days_never_end_before_civil_days(days in 1..=10_u8, received in moment()) {
            let holidays = Holidays::korea([]);
            prop_assert!(DuePolicy::BusinessDays(days).due(received, &holidays) >= DuePolicy::CivilDays(days).due(received, &holidays));
        }

        #[test]
        fn a_setting_is_read_or_refused(setting in "[0-9a-z ]{0,20}") {
            if let Ok(policy) = setting.parse::<DuePolicy>() {
                prop_assert_eq!(policy.to_string().parse(), Ok(policy));
            }
        }

        #[test]
        fn reminders_lie_between_start_and_due(start in moment(), hours in 1..100_i64) {
            let due = start + TimeDelta::hours(hours);
            let moments = Reminders::default().moments(due, start);
            for moment in [moments.first, moments.second].into_iter().flatten() {
                prop_assert!(start < moment && moment < due);
            }
        }
    }
}
