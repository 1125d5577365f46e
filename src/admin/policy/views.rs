//! The policy's page: what holds, the forms of those who may, who changed what when.

use askama::Template;
use chrono::{DateTime, NaiveDate, Utc};

use super::{
    forms::{Counting, written},
    model::{Policy, due_words},
    queries::Version,
};
use crate::{
    auth::{StaffRole, Verb},
    lang::Lang,
    operations::POLICY,
    team::Fields,
    web::{
        Chrome, Errors, Tone, filters,
        keyset::PAGE_ROWS,
        parts::{ErrorSummary, Facts, Field, Notice, Pager},
    },
};

/// What the page is made of.
pub(super) struct Read {
    /// The number of the version that holds.
    pub(super) seen: Option<i64>,
    pub(super) held: Policy,
    /// What the settings say.
    pub(super) shipped: Policy,
    pub(super) versions: Vec<Version>,
    pub(super) before: Option<i64>,
}

/// What was typed into which form, and why it was not saved.
#[derive(Debug)]
pub(super) struct Typed {
    /// Whose form it was.
    pub(super) verb: Verb,
    pub(super) fields: Fields,
    pub(super) errors: Errors,
    /// Somebody saved another version meanwhile.
    pub(super) newer: bool,
}

/// A saved version: what it changed.
#[derive(Debug)]
struct Line {
    by: String,
    at: String,
    changes: Vec<String>,
}

#[derive(Debug, Template)]
#[template(path = "admin/policy.html")]
pub(super) struct PolicyPage {
    chrome: Chrome,
    seen: String,
    notices: Vec<Notice>,
    summary: Option<ErrorSummary>,
    facts: Facts,
    policy: Vec<Field>,
    settings: Vec<Field>,
    lines: Vec<Line>,
    pager: Pager,
}

impl PolicyPage {
    pub(super) fn new(chrome: Chrome, role: StaffRole, read: &Read, typed: Option<Typed>, now: DateTime<Utc>) -> Self {
        let lang = chrome.lang;
        let of = |verb: Verb| typed.as_ref().filter(|typed| typed.verb == verb);
        let newer = typed.as_ref().is_some_and(|typed| typed.newer);
        let newer =
            newer.then(|| Notice::new(Tone::Soon).title(lang.policy_newer()).text(lang.policy_newer_text()).alert());
        let year = read.held.rules().ok().and_then(|rules| rules.year_without_holidays(now));
        let year = year.map(|year| Notice::new(Tone::Soon).text(lang.policy_year_unknown(year)));
        let more = read.versions.get(PAGE_ROWS.saturating_sub(1)).filter(|_| read.versions.len() > PAGE_ROWS);
        let older = more.map(|version| format!("{POLICY}?before={}", version.policy_id));
        Self {
            seen: read.seen.map(|seen| seen.to_string()).unwrap_or_default(),
            notices: newer.into_iter().chain(year).collect(),
            summary: typed.as_ref().and_then(|typed| typed.errors.summary(lang)),
            facts: facts(&read.held, lang),
            policy: match role.may(Verb::Supervise) {
                true => policy_fields(&read.held, of(Verb::Supervise), lang),
                false => Vec::new(),
            },
            settings: match role.may(Verb::Administer) {
                true => settings_fields(&read.held, of(Verb::Administer), lang),
                false => Vec::new(),
            },
            lines: lines(read, &chrome, now),
            pager: Pager::new(lang, lang.newest_first()).before(read.before.map(|_| POLICY.to_owned())).after(older),
            chrome,
        }
    }
}

fn facts(held: &Policy, lang: Lang) -> Facts {
    let span = |time: std::time::Duration| lang.whole_span(time.as_secs());
    let holidays: Vec<String> = held.holidays.iter().map(NaiveDate::to_string).collect();
    let holidays = if holidays.is_empty() { lang.policy_no_holidays().into() } else { holidays.join(", ") };
    Facts::new()
        .fact(lang.policy_due(), due_words(held.due, lang))
        .fact(lang.policy_first_reminder(), lang.policy_before_due(&span(held.reminders.first)))
        .fact(lang.policy_second_reminder(), lang.policy_before_due(&span(held.reminders.second)))
        .fact(lang.policy_holidays(), holidays)
        .fact(lang.policy_undo(), span(held.undo))
        .fact(lang.policy_quiet(), span(held.quiet))
        .fact(lang.policy_contact_window(), span(held.contact.window))
        .fact(lang.policy_per_email(), held.contact.per_email.to_string())
        .fact(lang.policy_per_network(), held.contact.per_network.to_string())
        .fact(lang.policy_per_link(), held.contact.per_link.to_string())
}

/// Each version against the one before it; the first against the settings.
fn lines(read: &Read, chrome: &Chrome, now: DateTime<Utc>) -> Vec<Line> {
    let format = chrome.format(now);
    let before = read.versions.iter().skip(1).map(|version| &version.policy).chain([&read.shipped]);
    let pairs = read.versions.iter().zip(before).take(PAGE_ROWS);
    pairs
        .map(|(version, before)| Line {
            by: version.by.clone(),
            at: format.moment(version.at),
            changes: version.policy.differences(before, chrome.lang),
        })
        .collect()
}

/// What was typed, else what holds.
fn value(typed: Option<&Typed>, field: &str, held: String) -> String {
    typed.map_or(held, |typed| typed.fields.get(field).to_owned())
}

fn error<'a>(typed: Option<&'a Typed>, field: &str) -> Option<&'a str> {
    typed.and_then(|typed| typed.errors.get(field))
}

fn policy_fields(held: &Policy, typed: Option<&Typed>, lang: Lang) -> Vec<Field> {
    let (counting, time) = Counting::of(held.due);
    let countings = Counting::ALL.map(|one| {
        let words = match one {
            Counting::Elapsed => lang.counting_elapsed(),
            Counting::Civil => lang.counting_civil(),
            Counting::Business => lang.counting_business(),
        };
        (one.code().to_owned(), words.into_owned())
    });
    let text = |name: &'static str, label: std::borrow::Cow<'static, str>, held: String| {
        Field::text(lang, name, label).value(value(typed, name, held)).error(error(typed, name))
    };
    let holidays: Vec<String> = held.holidays.iter().map(NaiveDate::to_string).collect();
    vec![
        Field::select(lang, "due_counting", lang.policy_counting(), countings.into()).value(value(
            typed,
            "due_counting",
            counting.code().to_owned(),
        )),
        text("due_time", lang.policy_due(), time).hint(lang.policy_due_hint()),
        text("first_reminder", lang.policy_first_reminder(), written(held.reminders.first))
            .hint(lang.policy_time_hint()),
        text("second_reminder", lang.policy_second_reminder(), written(held.reminders.second)),
        Field::area(lang, "holidays", lang.policy_holidays(), 4)
            .value(value(typed, "holidays", holidays.join("\n")))
            .hint(lang.policy_holidays_hint())
            .error(error(typed, "holidays"))
            .optional(),
    ]
}

fn settings_fields(held: &Policy, typed: Option<&Typed>, lang: Lang) -> Vec<Field> {
    let text = |name: &'static str, label: std::borrow::Cow<'static, str>, held: String| {
        Field::text(lang, name, label).value(value(typed, name, held)).error(error(typed, name))
    };
    vec![
        text("undo", lang.policy_undo(), written(held.undo)).hint(lang.policy_undo_hint()),
        text("quiet", lang.policy_quiet(), written(held.quiet)).hint(lang.policy_quiet_hint()),
        text("contact_window", lang.policy_contact_window(), written(held.contact.window))
            .hint(lang.policy_contact_hint()),
        text("per_email", lang.policy_per_email(), held.contact.per_email.to_string()),
        text("per_network", lang.policy_per_network(), held.contact.per_network.to_string())
            .hint(lang.policy_per_network_hint()),
        text("per_link", lang.policy_per_link(), held.contact.per_link.to_string()),
    ]
}
