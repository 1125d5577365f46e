//! The page: a plain verdict, then what it rests on.

use askama::Template;
use chrono::{DateTime, TimeDelta, Utc};
use uuid::Uuid;

use super::model::{Beat, Process, ScannerTrouble, Signs, Standing, Verdict};
use crate::{
    deliveries::DeliveryState,
    lang::{Lang, format::Moment},
    operations::HEALTH,
    web::{
        Chrome, Tone, filters,
        parts::{Badge, Facts, Notice},
    },
};

/// A loop as it is shown.
struct ShownLoop {
    name: String,
    state: Badge,
    heard: Moment,
}

/// A process as it is shown; of one that ended nobody asks what it did.
struct ShownProcess {
    title: String,
    loops: Vec<ShownLoop>,
}

/// The page.
#[derive(Template)]
#[template(path = "health/page.html")]
pub(super) struct HealthPage {
    chrome: Chrome,
    verdict: Notice,
    due: Facts,
    mail: Facts,
    processes: Vec<ShownProcess>,
}

impl HealthPage {
    pub(super) fn new(chrome: Chrome, signs: &Signs, this: Uuid, now: DateTime<Utc>) -> Self {
        let shown = signs.processes.iter().map(|process| ShownProcess::new(&chrome, process, this, now));
        Self {
            verdict: verdict(signs.verdict(now), chrome.lang, now),
            due: due(&chrome, signs, now),
            mail: mail(chrome.lang, signs, now),
            processes: shown.collect(),
            chrome,
        }
    }
}

impl ShownProcess {
    fn new(chrome: &Chrome, process: &Process, this: Uuid, now: DateTime<Utc>) -> Self {
        let (lang, lives) = (chrome.lang, process.lives(now));
        let id: String = process.key.simple().to_string().chars().take(8).collect();
        if !lives {
            let silence = process.last().map(|at| span(lang, now - at)).unwrap_or_default();
            return Self { title: lang.health_process_ended(&id, &silence).into(), loops: Vec::new() };
        }
        let title = if process.key == this { lang.health_this_process(&id) } else { lang.health_process(&id) };
        let loops = process.beats.iter().map(|beat| ShownLoop::new(chrome, beat, now));
        Self { title: title.into(), loops: loops.collect() }
    }
}

impl ShownLoop {
    fn new(chrome: &Chrome, beat: &Beat, now: DateTime<Utc>) -> Self {
        let lang = chrome.lang;
        let state = match beat.is_fresh(now) {
            true => Badge::new(Tone::Ok, "circle-check", lang.loop_alive()),
            false => Badge::new(Tone::Urgent, "circle-x", lang.loop_dead()),
        };
        Self {
            name: loop_name(&beat.loop_name, lang),
            state,
            heard: Moment {
                text: lang.health_ago(&span(lang, now - beat.at)).into(),
                ..chrome.format(now).exact(beat.at)
            },
        }
    }
}

fn loop_name(name: &str, lang: Lang) -> String {
    match name {
        "scanner" => lang.loop_scanner(),
        "outbox" => lang.loop_outbox(),
        "clock" => lang.loop_clock(),
        "housekeeping" => lang.loop_housekeeping(),
        "watch" => lang.loop_watch(),
        other => other.to_owned().into(),
    }
    .into()
}

fn verdict(verdict: Verdict, lang: Lang, now: DateTime<Utc>) -> Notice {
    let (tone, title, text) = match verdict {
        Verdict::Scanner(ScannerTrouble::Behind(by)) => {
            (Tone::Urgent, lang.health_scanner_behind(&span(lang, by)), lang.health_scanner_behind_text())
        }
        Verdict::Scanner(ScannerTrouble::Silent(time)) => {
            (Tone::Urgent, lang.health_scanner_silent(&span(lang, time)), lang.health_scanner_gone_text())
        }
        Verdict::Scanner(ScannerTrouble::Absent) => {
            (Tone::Urgent, lang.health_scanner_absent(), lang.health_scanner_gone_text())
        }
        Verdict::Mail(backlog) => {
            let wait = span(lang, backlog.wait(now).unwrap_or_default());
            (Tone::Urgent, lang.health_mail_waits(backlog.waiting, &wait), lang.health_mail_waits_text())
        }
        Verdict::Loop => (Tone::Soon, lang.health_loop_dead(), lang.health_loop_dead_text()),
        Verdict::Failures(n) => (Tone::Soon, lang.health_failures(n), lang.health_failures_text()),
        Verdict::Well => (Tone::Ok, lang.health_well(), lang.health_well_text()),
    };
    Notice::new(tone).title(title).text(text)
}

fn due(chrome: &Chrome, signs: &Signs, now: DateTime<Utc>) -> Facts {
    let (lang, format) = (chrome.lang, chrome.format(now));
    let lag = signs.scanner.lag(now);
    let behind = if lag.num_seconds() == 0 { lang.health_no_lag() } else { span(lang, lag).into() };
    let heard = signs.scanner.last_round.map(|at| lang.health_ago(&span(lang, now - at)));
    let next = signs.scanner.next_due.map(|at| format.moment_s(at));
    Facts::new()
        .fact(lang.health_lag(), behind)
        .fact(lang.health_last_round(), heard.unwrap_or_else(|| lang.health_never()))
        .fact(lang.health_next_due(), next.unwrap_or_else(|| lang.health_nothing_due().into()))
}

fn mail(lang: Lang, signs: &Signs, now: DateTime<Utc>) -> Facts {
    let now_due = match signs.backlog.wait(now) {
        None => lang.health_no_lag().into(),
        Some(wait) => {
            format!("{} · {}", lang.health_mails(signs.backlog.waiting), lang.open_for(&span(lang, wait)))
        }
    };
    let first = Facts::new().fact(lang.health_mail_due(), now_due);
    signs
        .mail
        .iter()
        .fold(first, |facts, standing| facts.maybe(standing_name(*standing, lang), counted(*standing, lang)))
}

fn standing_name(standing: Standing, lang: Lang) -> String {
    match standing.state {
        DeliveryState::Queued => lang.health_queued(),
        DeliveryState::Sending => lang.health_sending(),
        DeliveryState::Delayed => lang.health_delayed(),
        DeliveryState::OutcomeUnknown => lang.health_unknown(),
        DeliveryState::Bounced => lang.health_bounced(),
        DeliveryState::Failed => lang.health_failed(),
        DeliveryState::HandedOver | DeliveryState::Canceled => "".into(),
    }
    .into()
}

/// What has arrived or was taken back is nobody's worry.
fn counted(standing: Standing, lang: Lang) -> Option<String> {
    let over = matches!(standing.state, DeliveryState::HandedOver | DeliveryState::Canceled);
    (!over).then(|| lang.health_mails(standing.count).into())
}

fn span(lang: Lang, time: TimeDelta) -> String {
    lang.rough_span(u64::try_from(time.num_seconds()).unwrap_or(0))
}
