//! The page that answers many, and the page that tells what a press did.

use askama::Template;
use chrono::{DateTime, Utc};

use super::{
    INBOX, MANY,
    queries::{Chosen, Item},
    routes::Typed,
    run_path,
};
use crate::{
    auth::SellerDesk,
    id::{BulkRunId, SubmissionKey},
    inquiries::{
        Outcome, State,
        bulk::BulkKind,
        desk::{
            frame::{Waiting, frame},
            thread_path,
        },
    },
    lang::Lang,
    text::MessageBody,
    web::{
        Chrome, Tone, filters,
        parts::{Action, Badge, ErrorSummary, Field, Notice},
    },
};

/// One of those that are answered together.
#[derive(Debug)]
struct ChosenRow {
    href: String,
    subject: String,
    customer: String,
    due: String,
    /// Its number and the newest event that this page shows.
    seen: String,
    answering: bool,
}

/// One answer to many.
#[derive(Debug, Template)]
#[template(path = "inquiries/many/answer.html")]
pub(super) struct AnswerPage {
    chrome: Chrome,
    rows: Vec<ChosenRow>,
    body: Field,
    summary: Option<ErrorSummary>,
    notice: Option<Notice>,
    key: SubmissionKey,
    list: String,
    back: String,
}

impl AnswerPage {
    pub(super) fn new(
        chrome: Chrome,
        desk: &SellerDesk,
        chosen: &[Chosen],
        typed: Typed,
        (waiting, now): (Waiting, DateTime<Utc>),
    ) -> Self {
        let (lang, format) = (chrome.lang, chrome.format(now));
        let row = |one: &Chosen| ChosenRow {
            href: thread_path(&one.no),
            subject: one.subject.clone(),
            customer: one.customer_name.masked(),
            due: match one.state {
                State::AwaitingDeveloper => format.moment(one.reply_due_at),
                state => state.name(lang).into(),
            },
            seen: format!("{}.{}", one.no.as_str(), one.sequence),
            answering: one.answering,
        };
        let body = Field::area(lang, "body", lang.one_answer_for_all(), 8).max(MessageBody::MAX).value(typed.body);
        Self {
            rows: chosen.iter().map(row).collect(),
            body: body.error(typed.errors.get("body")),
            summary: typed.errors.summary(lang),
            notice: typed.notice,
            key: typed.key,
            back: if typed.list.is_empty() { INBOX.to_owned() } else { format!("{INBOX}?{}", typed.list) },
            list: typed.list,
            chrome: frame(chrome, &desk.viewer, &desk.place, waiting, now),
        }
    }
}

/// What became of one inquiry.
#[derive(Debug)]
struct ToldRow {
    href: String,
    subject: String,
    customer: String,
    badge: Badge,
}

/// What a press did.
#[derive(Debug, Template)]
#[template(path = "inquiries/many/run.html")]
pub(super) struct RunPage {
    chrome: Chrome,
    heading: String,
    summary: String,
    /// Those that need a look stand first.
    rows: Vec<ToldRow>,
    /// Seconds until the answers go out, and the button that takes them back.
    undo: Option<(i64, Action)>,
}

impl RunPage {
    pub(super) fn new(
        chrome: Chrome,
        desk: &SellerDesk,
        run: BulkRunId,
        items: &[Item],
        (waiting, now): (Waiting, DateTime<Utc>),
    ) -> Self {
        let lang = chrome.lang;
        let first = items.iter().filter_map(|item| item.release_at).filter(|at| *at > now).min();
        let undo = first.map(|at| {
            let action = Action::post(format!("{}/undo", run_path(run)), lang.take_back_all(), &chrome).icon("undo-2");
            ((at - now).num_seconds(), action)
        });
        let (smooth, rough): (Vec<&Item>, Vec<&Item>) = items
            .iter()
            .partition(|item| matches!(item.outcome, Outcome::Done | Outcome::Waits | Outcome::Deputy) && !item.undone);
        Self {
            heading: items.first().map_or_else(String::new, |item| heading(item.kind, lang)),
            summary: lang.many_summary(smooth.len(), rough.len()).into(),
            rows: rough.into_iter().chain(smooth).map(|item| told(item, now, lang)).collect(),
            undo,
            chrome: frame(chrome, &desk.viewer, &desk.place, waiting, now),
        }
    }
}

fn heading(kind: BulkKind, lang: Lang) -> String {
    match kind {
        BulkKind::Answer => lang.many_answered(),
        BulkKind::Assign => lang.many_assigned(),
        BulkKind::Tag => lang.many_tagged(),
        BulkKind::Spam => lang.many_spam(),
        BulkKind::Duplicate => lang.many_duplicate(),
    }
    .into()
}

fn told(item: &Item, now: DateTime<Utc>, lang: Lang) -> ToldRow {
    let (tone, icon, words) = match item.outcome {
        Outcome::Waits if item.undone => (Tone::Mute, "undo-2", lang.outcome_taken_back()),
        Outcome::Waits if item.release_at.is_some_and(|at| at > now) => (Tone::Calm, "hourglass", lang.outcome_waits()),
        Outcome::Waits => (Tone::Ok, "send", lang.outcome_gone_out()),
        Outcome::Done => (Tone::Ok, "circle-check", lang.outcome_done()),
        Outcome::Unchanged => (Tone::Mute, "circle-check", lang.outcome_unchanged()),
        Outcome::Newer => (Tone::Soon, "message-square", lang.outcome_newer()),
        Outcome::Answering => (Tone::Soon, "hourglass", lang.outcome_answering()),
        Outcome::OwnDraft => (Tone::Soon, "sticky-note", lang.outcome_own_draft()),
        Outcome::HasCase => (Tone::Ops, "forward", lang.outcome_has_case()),
        Outcome::AnswerWaits => (Tone::Soon, "hourglass", lang.outcome_answer_waits()),
        Outcome::Deputy => (Tone::Ok, "user", lang.outcome_deputy()),
        Outcome::Away => (Tone::Soon, "user", lang.outcome_away()),
    };
    ToldRow {
        href: thread_path(&item.no),
        subject: item.subject.clone(),
        customer: item.customer_name.masked(),
        badge: Badge::new(tone, icon, words),
    }
}
