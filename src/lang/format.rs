//! How moments, spans, money, sizes and counts are written, in the viewer's language and zone.
//!
//! Pure. Pages and mails use the same functions, so that a moment reads the same on every side.

use std::fmt;

use chrono::{DateTime, Datelike, NaiveDate, Offset, TimeDelta, Timelike, Utc};
use chrono_tz::Tz;

use super::{Lang, messages};

messages! {
    just_now() { ko: "방금", en: "just now" }
    today_at(clock: &str) { ko: format!("오늘 {clock}"), en: format!("today {clock}") }
    yesterday_at(clock: &str) { ko: format!("어제 {clock}"), en: format!("yesterday {clock}") }
    tomorrow_at(clock: &str) { ko: format!("내일 {clock}"), en: format!("tomorrow {clock}") }
}

const WEEKDAYS_KO: [&str; 7] = ["월", "화", "수", "목", "금", "토", "일"];
const MONTHS_EN: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Writes moments for one viewer: language, zone, and the present instant, which decides «today» and whether the year is said.
#[derive(Debug, Clone, Copy)]
pub struct Format {
    /// The viewer's language.
    pub lang: Lang,
    /// The viewer's zone.
    pub zone: Tz,
    /// The present instant.
    pub now: DateTime<Utc>,
}

impl Format {
    /// A writer for this viewer.
    pub fn new(lang: Lang, zone: Tz, now: DateTime<Utc>) -> Self {
        Self { lang, zone, now }
    }

    /// `11월 26일`, `26 Nov`; with the year when it is not the present one.
    pub fn date(&self, at: DateTime<Utc>) -> String {
        self.date_of(self.local(at).date_naive())
    }

    /// `11월 26일(목)`, `Thu 26 Nov`.
    pub fn day(&self, at: DateTime<Utc>) -> String {
        self.day_of(self.local(at).date_naive())
    }

    /// `15:20`.
    pub fn clock(&self, at: DateTime<Utc>) -> String {
        clock_of(&self.local(at))
    }

    /// `15:20:07`, for proof.
    pub fn clock_s(&self, at: DateTime<Utc>) -> String {
        clock_s_of(&self.local(at))
    }

    /// `15:20:07.214`, for how punctual something was.
    pub fn clock_ms(&self, at: DateTime<Utc>) -> String {
        at.with_timezone(&self.zone).format("%H:%M:%S%.3f").to_string()
    }

    /// `11월 26일(목) 15:20`, `Thu 26 Nov, 15:20`: for what is due.
    pub fn moment(&self, at: DateTime<Utc>) -> String {
        self.moment_of(&self.local(at))
    }

    /// `11월 26일 15:20:07`, `26 Nov, 15:20:07`: for proof.
    pub fn moment_s(&self, at: DateTime<Utc>) -> String {
        self.join(self.date(at), &self.clock_s(at))
    }

    /// As near as people say it: `방금`, `오늘 10:08`, `어제 11:02`, else `11월 21일 10:02`.
    pub fn near(&self, at: DateTime<Utc>) -> String {
        let past = self.now.signed_duration_since(at);
        if (TimeDelta::zero()..TimeDelta::minutes(1)).contains(&past) {
            return self.lang.just_now().into();
        }
        let (local, today) = (self.local(at), self.local(self.now).date_naive());
        let (day, clock) = (local.date_naive(), clock_of(&local));
        match day.signed_duration_since(today).num_days() {
            0 => self.lang.today_at(&clock).into(),
            -1 => self.lang.yesterday_at(&clock).into(),
            1 => self.lang.tomorrow_at(&clock).into(),
            _ => self.join(self.date_of(day), &clock),
        }
    }

    /// A moment as a `<time>` element: near words, the exact moment for machines and in the tool tip.
    pub fn time(&self, at: DateTime<Utc>) -> Moment {
        Moment { text: self.near(at), ..self.exact(at) }
    }

    /// As [`Format::time`], but with the exact moment as text: for what is due.
    pub fn exact(&self, at: DateTime<Utc>) -> Moment {
        let local = self.local(at);
        Moment { iso: iso_of(&local), text: self.moment_of(&local), full: self.full_of(&local) }
    }

    /// As [`Format::exact`], to the second: for proof.
    pub fn exact_s(&self, at: DateTime<Utc>) -> Moment {
        Moment { text: self.moment_s(at), ..self.exact(at) }
    }

    /// `2026-11-26T15:20:07+09:00`, for `datetime` attributes.
    pub fn iso(&self, at: DateTime<Utc>) -> String {
        iso_of(&self.local(at))
    }

    /// By hand, as the others: chrono parses its patterns anew at each call, and a list shows a hundred moments.
    fn date_of(&self, day: NaiveDate) -> String {
        let says_year = day.year() != self.local(self.now).year();
        match (self.lang, says_year) {
            (Lang::Ko, false) => format!("{}월 {}일", day.month(), day.day()),
            (Lang::Ko, true) => format!("{}년 {}월 {}일", day.year(), day.month(), day.day()),
            (Lang::En, false) => format!("{} {}", day.day(), month_en(day)),
            (Lang::En, true) => format!("{} {} {}", day.day(), month_en(day), day.year()),
        }
    }

    fn day_of(&self, day: NaiveDate) -> String {
        match self.lang {
            Lang::Ko => format!("{}({})", self.date_of(day), weekday_ko(day)),
            Lang::En => format!("{} {}", day.weekday(), self.date_of(day)),
        }
    }

    fn moment_of(&self, local: &DateTime<Tz>) -> String {
        self.join(self.day_of(local.date_naive()), &clock_of(local))
    }

    /// Everything there is to say: `2026년 11월 26일(목) 15:20:07 KST`.
    fn full_of(&self, local: &DateTime<Tz>) -> String {
        let (day, clock, zone) = (local.date_naive(), clock_s_of(local), local.offset());
        let (y, m, d) = (day.year(), day.month(), day.day());
        match self.lang {
            Lang::Ko => format!("{y}년 {m}월 {d}일({}) {clock} {zone}", weekday_ko(day)),
            Lang::En => format!("{} {d} {} {y}, {clock} {zone}", day.weekday(), month_en(day)),
        }
    }

    fn join(&self, date: String, clock: &str) -> String {
        match self.lang {
            Lang::Ko => format!("{date} {clock}"),
            Lang::En => format!("{date}, {clock}"),
        }
    }

    fn local(&self, at: DateTime<Utc>) -> DateTime<Tz> {
        at.with_timezone(&self.zone)
    }
}

fn clock_of(local: &DateTime<Tz>) -> String {
    format!("{:02}:{:02}", local.hour(), local.minute())
}

fn clock_s_of(local: &DateTime<Tz>) -> String {
    format!("{:02}:{:02}:{:02}", local.hour(), local.minute(), local.second())
}

fn iso_of(local: &DateTime<Tz>) -> String {
    let (day, offset) = (local.date_naive(), local.offset().fix());
    format!("{:04}-{:02}-{:02}T{}{offset}", day.year(), day.month(), day.day(), clock_s_of(local))
}

fn month_en(day: NaiveDate) -> &'static str {
    MONTHS_EN.get(day.month0() as usize).copied().unwrap_or_default()
}

fn weekday_ko(day: NaiveDate) -> &'static str {
    WEEKDAYS_KO.get(day.weekday().num_days_from_monday() as usize).copied().unwrap_or_default()
}

/// A moment ready to be shown; in a template it becomes a `<time>` element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// For machines.
    pub iso: String,
    /// What stands on the page.
    pub text: String,
    /// Date, weekday, time to the second, zone.
    pub full: String,
}

impl fmt::Display for Moment {
    /// The element. Its three texts are made of digits, letters and fixed words, none of which needs escaping.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, r#"<time datetime="{}" title="{}">{}</time>"#, self.iso, self.full, self.text)
    }
}

impl askama::filters::HtmlSafe for Moment {}

/// The parts a span is spoken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// 24 hours.
    Day,
    /// 60 minutes.
    Hour,
    /// 60 seconds.
    Minute,
    /// The smallest.
    Second,
}

impl Unit {
    const ALL: [(Unit, u64); 4] = [(Unit::Day, 86_400), (Unit::Hour, 3_600), (Unit::Minute, 60), (Unit::Second, 1)];

    /// `일`, `days`: with the blank that stands before it, if the language has one.
    pub fn word(self, lang: Lang, n: u64) -> &'static str {
        match (lang, self) {
            (Lang::Ko, Unit::Day) => "일",
            (Lang::Ko, Unit::Hour) => "시간",
            (Lang::Ko, Unit::Minute) => "분",
            (Lang::Ko, Unit::Second) => "초",
            (Lang::En, Unit::Day) if n == 1 => " day",
            (Lang::En, Unit::Day) => " days",
            (Lang::En, Unit::Hour) if n == 1 => " hour",
            (Lang::En, Unit::Hour) => " hours",
            (Lang::En, Unit::Minute) => " min",
            (Lang::En, Unit::Second) => " sec",
        }
    }
}

/// A span in its largest units: at most `most` of them, none leading that is zero, rounded down; `0 sec` for nothing.
///
/// A unit that is zero in the middle is kept (`1일 0시간`), so that a countdown does not jump about.
pub fn span_parts(seconds: u64, most: usize) -> Vec<(u64, Unit)> {
    let first = Unit::ALL.iter().position(|(_, size)| seconds >= *size).unwrap_or(Unit::ALL.len() - 1);
    let mut rest = seconds;
    let mut parts = Vec::with_capacity(most);
    for (unit, size) in Unit::ALL.into_iter().skip(first).take(most) {
        parts.push((rest / size, unit));
        rest %= size;
    }
    parts
}

impl Lang {
    /// `1일 5시간`, `1 day 5 hours`: the largest two units.
    pub fn span(self, seconds: u64) -> String {
        self.units(seconds, 2)
    }

    /// `1일`, `5 hours`: the largest unit alone, for what need not be known exactly.
    pub fn rough_span(self, seconds: u64) -> String {
        self.units(seconds, 1)
    }

    fn units(self, seconds: u64, most: usize) -> String {
        let words = span_parts(seconds, most).into_iter().map(|(n, unit)| format!("{n}{}", unit.word(self, n)));
        words.collect::<Vec<_>>().join(" ")
    }

    /// `3일`, `1일 12시간`, `4 hours`: a setting's time, without units of which there are none.
    pub fn whole_span(self, seconds: u64) -> String {
        let parts: Vec<_> = span_parts(seconds, 4).into_iter().filter(|(n, _)| *n > 0).collect();
        if parts.is_empty() {
            return self.span(0);
        }
        parts.into_iter().map(|(n, unit)| format!("{n}{}", unit.word(self, n))).collect::<Vec<_>>().join(" ")
    }

    /// `11,000원`, `₩11,000`, `12.30 USD`: an amount in the currency's smallest unit (ISO 4217).
    pub fn money(self, minor: i64, currency: &str) -> String {
        let decimals = decimals(currency);
        let scale = 10_u64.pow(decimals);
        let (whole, rest) = (minor.unsigned_abs() / scale, minor.unsigned_abs() % scale);
        let sign = if minor < 0 { "-" } else { "" };
        let fraction =
            if decimals == 0 { String::new() } else { format!(".{rest:0width$}", width = decimals as usize) };
        let number = format!("{}{fraction}", grouped(whole));
        match (self, currency) {
            (Lang::Ko, "KRW") => format!("{sign}{number}원"),
            (Lang::En, "KRW") => format!("{sign}₩{number}"),
            _ => format!("{sign}{number} {currency}"),
        }
    }
}

/// How many decimals a currency has (ISO 4217, list one).
fn decimals(currency: &str) -> u32 {
    match currency {
        "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "UYI" | "VND"
        | "VUV" | "XAF" | "XOF" | "XPF" => 0,
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        "CLF" | "UYW" => 4,
        _ => 2,
    }
}

/// `1,284`.
pub fn count(n: i64) -> String {
    let sign = if n < 0 { "-" } else { "" };
    format!("{sign}{}", grouped(n.unsigned_abs()))
}

/// `812 B`, `412 KB`, `1.4 MB`: in units of 1024, as file managers say it.
pub fn file_size(bytes: u64) -> String {
    const KB: u64 = 1024;
    const MB: u64 = KB * KB;
    match bytes {
        0..KB => format!("{bytes} B"),
        KB..MB => format!("{} KB", bytes / KB),
        _ => format!("{}.{} MB", grouped(bytes / MB), bytes % MB * 10 / MB),
    }
}

fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests;
