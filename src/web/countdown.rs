//! The answer-by moment, the same on every side: tone, words and ruler from four instants.
//!
//! Pure. Pages make a [`Countdown`] from the stored moments and the present one, then show it as a panel, a chip or a row.
//! The browser ticks down from the seconds that were left when the page was made, never from its own clock.

use askama::Template;
use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    calendar::Reminders,
    lang::{
        Lang,
        format::{Format, Unit, span_parts},
    },
    web::{
        filters,
        parts::{Sentence, Tone, part},
    },
};

/// From here on a countdown is amber: the first reminder goes out now.
pub const SOON: TimeDelta = TimeDelta::hours(24);
/// From here on a countdown is red: the second reminder goes out now.
pub const URGENT: TimeDelta = TimeDelta::hours(4);

/// Length of the ruler in its own units: 72 ticks of 10.
const RULER: u64 = 720;
/// One tick: an hour of the usual 72.
const TICK: u64 = 10;
/// The long marks, one a day of the usual three; the outer two are moved in by half their width.
const MARKS: [u64; 4] = [2, 242, 482, 718];

/// What the clock of an inquiry is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueState {
    /// It runs.
    Running,
    /// It ran out: the inquiry is with operations.
    WithOperations {
        /// Since when.
        since: DateTime<Utc>,
    },
    /// The developer answered.
    Answered {
        /// When.
        at: DateTime<Utc>,
    },
    /// The inquiry is closed.
    Closed {
        /// When.
        at: DateTime<Utc>,
    },
}

/// Who reads the words of a panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// The one who asked.
    Customer,
    /// The seller's members.
    Seller,
    /// Operations staff.
    Operations,
}

/// One turn of the clock, looked at now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Countdown {
    received: DateTime<Utc>,
    due: DateTime<Utc>,
    now: DateTime<Utc>,
    state: DueState,
}

impl Countdown {
    /// The clock that started at `received` and runs out at `due`.
    pub fn new(received: DateTime<Utc>, due: DateTime<Utc>, now: DateTime<Utc>, state: DueState) -> Self {
        Self { received, due, now, state }
    }

    /// Colour and meaning.
    pub fn tone(&self) -> Tone {
        match self.state {
            DueState::WithOperations { .. } => Tone::Ops,
            DueState::Answered { .. } => Tone::Ok,
            DueState::Closed { .. } => Tone::Mute,
            DueState::Running => match self.left() {
                left if left <= URGENT => Tone::Urgent,
                left if left <= SOON => Tone::Soon,
                _ => Tone::Calm,
            },
        }
    }

    /// Whole seconds until it runs out, if it runs; never below zero.
    pub fn seconds_left(&self) -> Option<u64> {
        (self.state == DueState::Running).then(|| seconds(self.left()))
    }

    /// How the ruler is drawn.
    pub fn ruler(&self) -> Ruler {
        let total = milliseconds(self.due - self.received).max(1);
        let gone = milliseconds(self.until() - self.received).min(total);
        // rounded for the needle, up to the next tick for the colour
        let now = (gone * RULER + total / 2) / total;
        let split = (gone * RULER).div_ceil(total).div_ceil(TICK) * TICK;
        Ruler { split, now, marks: MARKS.map(|x| Mark { x, past: x < split || split == RULER }) }
    }

    /// The large panel: what stands over a thread.
    pub fn panel(&self, format: &Format, audience: Audience) -> CountdownPanel {
        let lang = format.lang;
        let (end_label, end) = match self.state {
            DueState::Running => (lang.due_label(), self.due),
            DueState::WithOperations { since } => (lang.operations_took_label(), since),
            DueState::Answered { at } => (lang.answered_label(), at),
            DueState::Closed { at } => (lang.closed_label(), at),
        };
        CountdownPanel {
            tone: self.tone(),
            title: self.title(lang, audience),
            clock: self.clock(lang, 3),
            word: self.word(format),
            suffix: (audience == Audience::Customer).then(|| lang.left_suffix().into()),
            due_iso: format.iso(self.due),
            total: seconds(self.due - self.received),
            ruler: self.ruler(),
            ruler_label: self.ruler_label(lang),
            now_label: (self.state == DueState::Running && audience == Audience::Customer)
                .then(|| lang.now_label().into()),
            start: [lang.received_label().into(), format.moment(self.received)],
            end: [end_label.into(), format.moment(end)],
            then: self.then(format, audience),
        }
    }

    /// A pill: `1일 5시간 남음`.
    pub fn chip(&self, format: &Format) -> DueChip {
        DueChip {
            suffix: self.clock(format.lang, 2).map(|_| format.lang.left_short().into()),
            ..self.in_row(format, true)
        }
    }

    /// For lists: as the pill, but calm ones are plain words, so that only what is near stands out.
    pub fn row(&self, format: &Format) -> DueChip {
        let pill = !matches!(self.tone(), Tone::Calm | Tone::Mute | Tone::Ok);
        self.in_row(format, pill)
    }

    fn in_row(&self, format: &Format, pill: bool) -> DueChip {
        DueChip {
            tone: self.tone(),
            pill,
            clock: self.clock(format.lang, 2),
            word: self.short_word(format.lang),
            suffix: None,
            due: format.exact(self.due),
        }
    }

    /// What the customer is told of the seller's reminders, as the settings have them, while the clock runs. One that would
    /// have come before the clock started is none.
    pub fn reminders(&self, lang: Lang, reminders: Reminders) -> Option<Sentence> {
        self.seconds_left().filter(|left| *left > 0)?;
        let moments = reminders.moments(self.due, self.received);
        let [first, second] = [reminders.first, reminders.second].map(|time| lang.whole_span(time.as_secs()));
        let told = match (moments.first, moments.second) {
            (Some(_), Some(_)) => lang.then_reminded_twice(&first, &second),
            (Some(_), None) => lang.then_reminded_once(&first),
            (None, Some(_)) => lang.then_reminded_once(&second),
            (None, None) => return Some(Sentence::new("info", lang.then_writing_moves_nothing()).quiet()),
        };
        Some(Sentence::new("bell", told).tail(lang.then_writing_moves_nothing()).quiet())
    }

    /// Since the clock stopped, or now.
    fn until(&self) -> DateTime<Utc> {
        match self.state {
            DueState::Running => self.now,
            DueState::WithOperations { .. } | DueState::Closed { .. } => self.due,
            DueState::Answered { at } => at,
        }
    }

    fn left(&self) -> TimeDelta {
        (self.due - self.now).max(TimeDelta::zero())
    }

    /// The ticking numbers; none once the clock stands or has run out.
    fn clock(&self, lang: Lang, most: usize) -> Option<Clock> {
        let left = self.seconds_left().filter(|left| *left > 0)?;
        // three units only while there are days: hours, minutes and seconds side by side would only be restless
        let most = if left < 86_400 { most.min(2) } else { most };
        let parts = span_parts(left, most).into_iter().map(|(n, unit)| (n, unit.word(lang, n))).collect();
        Some(Clock { left, most, parts })
    }

    fn title(&self, lang: Lang, audience: Audience) -> String {
        match (self.state, audience) {
            (DueState::Running, Audience::Customer) => lang.time_for_seller(),
            (DueState::Running, _) => lang.time_to_answer(),
            (DueState::WithOperations { .. }, _) => lang.with_operations(),
            (DueState::Answered { .. }, Audience::Customer) => lang.got_answer(),
            (DueState::Answered { .. }, _) => lang.answered(),
            (DueState::Closed { .. }, _) => lang.closed_inquiry(),
        }
        .into()
    }

    fn word(&self, format: &Format) -> String {
        let lang = format.lang;
        match self.state {
            DueState::Running => lang.time_is_up(),
            DueState::WithOperations { .. } => lang.operations_review(),
            DueState::Answered { at } if at <= self.due => lang.answered_before(&lang.span(seconds(self.due - at))),
            DueState::Answered { at } => lang.answered_after(&lang.span(seconds(at - self.due))),
            DueState::Closed { at } => lang.closed_on(&format.date(at)),
        }
        .into()
    }

    fn short_word(&self, lang: Lang) -> String {
        match self.state {
            DueState::Running => lang.time_is_up(),
            DueState::WithOperations { .. } => lang.with_operations(),
            DueState::Answered { .. } => lang.answered(),
            DueState::Closed { .. } => lang.closed(),
        }
        .into()
    }

    fn ruler_label(&self, lang: Lang) -> String {
        let (total, gone) = (seconds(self.due - self.received), seconds(self.until() - self.received));
        lang.ruler_says(&whole_hours(lang, total), &lang.span_hours(gone.min(total))).into()
    }

    fn then(&self, format: &Format, audience: Audience) -> Vec<Sentence> {
        let lang = format.lang;
        match (self.state, audience) {
            (DueState::Running, Audience::Customer) => vec![
                Sentence::new("forward", lang.then_customer())
                    .strong(lang.then_customer_strong())
                    .tail(lang.then_customer_tail()),
            ],
            (DueState::Running, _) => vec![Sentence::new("forward", lang.then_seller())],
            (DueState::WithOperations { .. }, Audience::Customer) => {
                vec![Sentence::new("info", lang.then_operations_customer())]
            }
            (DueState::WithOperations { .. }, _) => vec![Sentence::new("info", lang.then_operations_seller())],
            (DueState::Answered { .. }, Audience::Customer) => {
                vec![Sentence::new("info", lang.then_answered_customer())]
            }
            (DueState::Closed { .. }, Audience::Customer) => vec![Sentence::new("info", lang.then_closed_customer())],
            (DueState::Answered { .. } | DueState::Closed { .. }, _) => Vec::new(),
        }
    }
}

impl Lang {
    /// `42시간 52분`: hours are not folded into days, as the ruler has hours.
    fn span_hours(self, seconds: u64) -> String {
        let (hours, minutes) = (seconds / 3_600, seconds % 3_600 / 60);
        if hours == 0 {
            return self.span(seconds);
        }
        format!("{hours}{} {minutes}{}", Unit::Hour.word(self, hours), Unit::Minute.word(self, minutes))
    }
}

fn whole_hours(lang: Lang, seconds: u64) -> String {
    match seconds / 3_600 {
        0 => lang.span(seconds),
        hours => format!("{hours}{}", Unit::Hour.word(lang, hours)),
    }
}

fn seconds(delta: TimeDelta) -> u64 {
    u64::try_from(delta.num_seconds()).unwrap_or(0)
}

fn milliseconds(delta: TimeDelta) -> u64 {
    u64::try_from(delta.num_milliseconds()).unwrap_or(0)
}

/// Geometry of the ruler, in a box of 720 × 28.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ruler {
    /// Where grey ends and colour begins: always at a tick.
    pub split: u64,
    /// Where the needle stands.
    pub now: u64,
    /// The long marks.
    pub marks: [Mark; 4],
}

/// One long mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Where.
    pub x: u64,
    /// Whether the time has passed it.
    pub past: bool,
}

impl Ruler {
    /// The needle in per mille of the width, for words over it.
    fn per_mille(&self) -> u64 {
        self.now * 1_000 / RULER
    }

    /// The needle as an SVG length: `59.5%`.
    pub fn now_percent(&self) -> String {
        format!("{}.{}%", self.per_mille() / 10, self.per_mille() % 10)
    }

    /// Which end of the word over the needle stands there, so that it never leaves the ruler.
    pub fn now_anchor(&self) -> &'static str {
        match self.per_mille() {
            0..40 => "start",
            40..=960 => "middle",
            _ => "end",
        }
    }
}

/// The numbers that tick.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// Seconds, for the script.
    pub left: u64,
    /// How many units it shows at most, for the script.
    pub most: usize,
    /// Numbers and their words.
    pub parts: Vec<(u64, &'static str)>,
}

/// The countdown as a panel with its ruler.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/countdown.html")]
pub struct CountdownPanel {
    tone: Tone,
    title: String,
    clock: Option<Clock>,
    word: String,
    suffix: Option<String>,
    due_iso: String,
    total: u64,
    ruler: Ruler,
    ruler_label: String,
    now_label: Option<String>,
    start: [String; 2],
    end: [String; 2],
    then: Vec<Sentence>,
}

impl CountdownPanel {
    /// One more sentence about what happens then.
    pub fn and_then(mut self, sentence: Option<Sentence>) -> Self {
        self.then.extend(sentence);
        self
    }

    /// Other words where the numbers stood before the clock stopped.
    pub fn with_word(mut self, word: impl Into<String>) -> Self {
        self.word = word.into();
        self
    }

    /// Other words about what happens then.
    pub fn with_then(mut self, then: Vec<Sentence>) -> Self {
        self.then = then;
        self
    }
}

/// The countdown in one line.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/due_chip.html")]
pub struct DueChip {
    tone: Tone,
    pill: bool,
    clock: Option<Clock>,
    word: String,
    suffix: Option<String>,
    due: crate::lang::format::Moment,
}

part!(CountdownPanel, DueChip);

#[cfg(test)]
mod tests;
