//! The customer's page, as it is shown.

use std::{borrow::Cow, time::Duration};

use askama::Template;
use axum::http::StatusCode;
use chrono::{DateTime, Utc};

use super::{asked, queries::InquiryRow, satisfaction::Question};
use crate::{
    app::App,
    calendar::Reminders,
    events::{EventKind, EventRow},
    id::SubmissionKey,
    inquiries::{
        CloseReason, FileRow, SolveRefusal, State,
        exchange::{AskBox, CaseMessageRow, TypedAnswer},
        shown::{MessageRow, Reader, ThreadItem, ThreadRows, thread},
    },
    lang::{Lang, format::Format},
    storefront::{
        contact::files_field,
        parts::{AppIcon, span},
    },
    text::MessageBody,
    web::{
        Chrome, Errors, Tone,
        countdown::{Audience, Countdown, CountdownPanel, DueState},
        filters,
        parts::{Badge, Facts, Field, Notice, Sentence, part},
    },
};

/// Rows of the field for writing more.
const BODY_ROWS: u8 = 4;

/// What the page is made of.
pub(super) struct Read {
    pub(super) row: InquiryRow,
    pub(super) messages: Vec<MessageRow>,
    pub(super) events: Vec<EventRow>,
    pub(super) files: Vec<FileRow>,
    /// What operations wrote with the customer.
    pub(super) exchange: Vec<CaseMessageRow>,
    pub(super) now: DateTime<Utc>,
}

/// What is being written, and what stood in the way of it or of closing.
pub(super) struct Writing {
    key: SubmissionKey,
    body: String,
    errors: Errors,
    had_files: bool,
    notice: Option<Notice>,
    /// The answer to operations.
    to_operations: TypedAnswer,
    pub(super) status: StatusCode,
}

impl Writing {
    /// Nothing yet.
    pub(super) fn empty() -> Writing {
        let key = SubmissionKey::new();
        let errors = Errors::new();
        let to_operations = TypedAnswer::empty();
        Writing {
            key,
            body: String::new(),
            errors,
            had_files: false,
            notice: None,
            to_operations,
            status: StatusCode::OK,
        }
    }

    /// A message that lacks something; its files are lost.
    pub(super) fn refused(key: SubmissionKey, body: &str, errors: Errors, had_files: bool) -> Writing {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        Writing { key, body: body.to_owned(), errors, had_files, status, ..Writing::empty() }
    }

    /// Another text in a form that was used already: it goes out by a press of its own.
    pub(super) fn form_used(body: &str, lang: Lang) -> Writing {
        let notice = Notice::new(Tone::Soon).title(lang.used_form_title()).text(lang.used_form_text()).alert();
        Writing { body: body.to_owned(), ..Writing::beside(notice) }
    }

    /// One message too many for now: what was typed stays, to be sent later.
    pub(super) fn too_often(key: SubmissionKey, body: &str, seconds: u32, lang: Lang) -> Writing {
        let wait = span(Duration::from_secs(u64::from(seconds)), lang);
        let notice = Notice::new(Tone::Soon)
            .title(lang.too_many_messages_title())
            .text(lang.too_many_messages_text(&wait))
            .alert();
        Writing { key, body: body.to_owned(), status: StatusCode::TOO_MANY_REQUESTS, ..Writing::beside(notice) }
    }

    /// An answer to operations that was not taken.
    pub(super) fn to_operations(typed: TypedAnswer) -> Writing {
        Writing { status: typed.status, to_operations: typed, ..Writing::empty() }
    }

    /// Nothing yet, and something else was not done.
    pub(super) fn beside(notice: Notice) -> Writing {
        Writing { notice: Some(notice), status: StatusCode::CONFLICT, ..Writing::empty() }
    }
}

/// The clock of an inquiry as its history tells it. None when the clock says nothing: operations' answer has no due moment.
pub(in crate::storefront) fn countdown(row: &InquiryRow, events: &[EventRow], now: DateTime<Utc>) -> Option<Countdown> {
    let (received, due) = row.awaiting_since.zip(row.reply_due_at)?;
    let state = match row.state {
        State::Unconfirmed => return None,
        State::AwaitingDeveloper => DueState::Running,
        State::Escalated => {
            let escalated = last(events, &[EventKind::Escalated]);
            DueState::WithOperations { since: escalated.map_or(due, |event| event.at) }
        }
        State::Answered => DueState::Answered { at: developers_answer(events)?.at },
        State::Closed => DueState::Closed { at: row.closed_at? },
    };
    Some(Countdown::new(received, due, now, state))
}

fn last<'a>(events: &'a [EventRow], kinds: &[EventKind]) -> Option<&'a EventRow> {
    events.iter().rev().find(|event| kinds.contains(&event.kind))
}

/// The developer's answer, if it was the last one that counted.
fn developers_answer(events: &[EventRow]) -> Option<&EventRow> {
    last(events, &[EventKind::Answered, EventKind::OperationsAnswered])
        .filter(|event| event.kind == EventKind::Answered)
}

/// What stands first: the countdown, or, where operations answered, their word.
#[derive(Debug, Template)]
#[template(
    source = "{% match self %}{% when Self::Clock(panel) %}{{ panel }}{% when Self::Word(notice) %}{{ notice }}{% endmatch %}",
    ext = "html"
)]
enum Hero {
    Clock(Box<CountdownPanel>),
    Word(Box<Notice>),
}

part!(Hero);

impl Hero {
    fn of(read: &Read, format: &Format, reminders: Reminders) -> Hero {
        let Some(countdown) = countdown(&read.row, &read.events, read.now) else {
            return Hero::Word(Box::new(operations_word(&read.events, format.lang)));
        };
        let reminders = countdown.reminders(format.lang, reminders);
        let panel = countdown.panel(format, Audience::Customer).and_then(reminders);
        Hero::Clock(Box::new(in_case_words(panel, &read.row, format.lang)))
    }
}

/// Operations told their decision, or that billing refused.
fn operations_word(events: &[EventRow], lang: Lang) -> Notice {
    let answered = last(events, &[EventKind::OperationsAnswered]);
    let told = answered.is_some_and(|event| event.data.get("message_id").is_some());
    let (title, text) = if told {
        (lang.operations_answered_title(), lang.operations_answered_text())
    } else {
        (lang.billing_refused_title(), lang.billing_refused_text())
    };
    Notice::new(Tone::Ops).icon("scale").title(title).text(text)
}

/// What operations are doing, where that is more than reviewing.
fn in_case_words(panel: CountdownPanel, row: &InquiryRow, lang: Lang) -> CountdownPanel {
    match (row.state, row.close_reason) {
        (State::Escalated, _) if row.case.is_none_or(|case| case.is_undecided()) => panel.with_then(vec![
            Sentence::new("forward", lang.then_open_case()),
            Sentence::new("store", lang.then_case_seller()).quiet(),
        ]),
        (State::Escalated, _) => panel.with_word(lang.word_approved()).with_then(vec![
            Sentence::new("circle-check", lang.then_approved_case()).tail(lang.then_approved_case_tail()),
        ]),
        (State::Closed, Some(CloseReason::Canceled)) => {
            panel.with_word(lang.word_canceled()).with_then(vec![Sentence::new("receipt", lang.then_canceled())])
        }
        _ => panel,
    }
}

/// Where an inquiry stands, in its customer's words.
pub(in crate::storefront) fn state_badge(
    row: &InquiryRow,
    events: &[EventRow],
    now: DateTime<Utc>,
    lang: Lang,
) -> Badge {
    let decided = row.case.is_some_and(|case| !case.is_undecided());
    match (row.state, row.close_reason) {
        (State::Unconfirmed | State::AwaitingDeveloper, _) => {
            let tone = countdown(row, events, now).map_or(Tone::Calm, |countdown| countdown.tone());
            Badge::new(tone, tone.clock_icon(), lang.customer_awaits())
        }
        (State::Answered, _) => Badge::new(Tone::Ok, "circle-check", lang.customer_answered()),
        (State::Escalated, _) if decided => Badge::new(Tone::Ops, "receipt", lang.customer_approved()),
        (State::Escalated, _) => Badge::new(Tone::Ops, "forward", lang.customer_escalated()),
        (State::Closed, Some(CloseReason::Canceled)) => Badge::new(Tone::Ok, "receipt", lang.customer_canceled()),
        (State::Closed, _) => Badge::new(Tone::Mute, "circle-check", lang.customer_closed()),
    }
}

/// The box to write more.
#[derive(Debug)]
struct WriteMore {
    title: Cow<'static, str>,
    text: Cow<'static, str>,
    key: SubmissionKey,
    body: Field,
    files: Field,
}

impl WriteMore {
    fn new(app: &App, row: &InquiryRow, writing: &Writing, lang: Lang) -> Self {
        let (title, text) = match row.state {
            State::Closed => (lang.write_reopen(), lang.write_reopen_text()),
            State::Answered => (lang.write_more(), lang.write_answered_text()),
            State::Escalated => (lang.write_more(), lang.write_escalated_text()),
            State::Unconfirmed | State::AwaitingDeveloper => (lang.write_more(), lang.write_more_text()),
        };
        let body = Field::area(lang, "body", lang.message_label(), BODY_ROWS)
            .hidden_label()
            .value(&writing.body)
            .max(MessageBody::MAX)
            .below(lang.kept_on_device())
            .keep(format!("inquiry:{}", row.public_no.as_str()))
            .error(writing.errors.get("body"));
        let files = files_field(lang, app, writing.had_files).error(writing.errors.get("files"));
        Self { title, text, key: writing.key, body, files }
    }
}

/// The button that closes.
#[derive(Debug)]
struct Closing {
    title: Cow<'static, str>,
    text: Cow<'static, str>,
    button: Cow<'static, str>,
}

impl Closing {
    fn new(row: &InquiryRow, lang: Lang) -> Option<Self> {
        let (title, text, button) = match row.state {
            State::Escalated => (lang.withdraw_question(), lang.withdraw_text(), lang.withdraw_button()),
            State::Answered => (lang.solved_question(), lang.solved_answered_text(), lang.solved_button()),
            _ => (lang.solved_question(), lang.solved_text(), lang.solved_button()),
        };
        row.can_be_closed().then_some(Self { title, text, button })
    }
}

/// Why an inquiry was not closed.
pub(super) fn refusal_notice(refusal: SolveRefusal, lang: Lang) -> Notice {
    let (title, text) = match refusal {
        SolveRefusal::Closed => (lang.refused_closed_title(), lang.refused_closed_text()),
        SolveRefusal::Decided => (lang.refused_decided_title(), lang.refused_decided_text()),
    };
    Notice::new(Tone::Soon).title(title).text(text).alert()
}

/// The page.
#[derive(Debug, Template)]
#[template(path = "storefront/inquiry.html")]
pub(super) struct InquiryPage {
    chrome: Chrome,
    notice: Option<Notice>,
    errors: Errors,
    icon: AppIcon,
    app: String,
    seller: String,
    subject: String,
    category: Badge,
    state: Badge,
    number: String,
    /// Whether anything can change by itself, so that the page looks again.
    lives: bool,
    hero: Hero,
    told: Option<(Cow<'static, str>, Facts)>,
    thread: Vec<ThreadItem>,
    write: WriteMore,
    closing: Option<Closing>,
    question: Option<Question>,
    asks: Option<AskBox>,
}

impl InquiryPage {
    pub(super) fn new(chrome: Chrome, app: &App, read: &Read, writing: Writing) -> Self {
        let (lang, row) = (chrome.lang, &read.row);
        let format = chrome.format(read.now);
        let seller = row.seller_name(lang).to_owned();
        let rows = ThreadRows { customer_name: "", messages: &read.messages, events: &read.events, files: &read.files };
        let file_at = |attachment| format!("{}/files/{attachment}", chrome.here);
        Self {
            icon: AppIcon::new(&row.icon),
            app: row.app_name(lang).to_owned(),
            subject: row.subject.clone(),
            category: Badge::outline(row.category.icon(), row.category.name(lang)),
            state: state_badge(row, &read.events, read.now, lang),
            number: row.public_no.of_inquiry(),
            lives: row.state != State::Closed,
            hero: Hero::of(read, &format, app.rules.current().reminders),
            told: told(row, &format),
            thread: thread(rows, Reader::Customer { seller: &seller }, &format, file_at),
            write: WriteMore::new(app, row, &writing, lang),
            closing: Closing::new(row, lang),
            notice: writing.notice.or_else(|| merged_notice(row, lang)),
            question: Question::new(&chrome, row, read.now),
            errors: writing.errors,
            asks: AskBox::new(
                &chrome,
                &read.exchange,
                Reader::Customer { seller: &seller },
                &format,
                Some((asked::path(&chrome.here), writing.to_operations)),
            ),
            seller,
            chrome,
        }
    }
}

/// The link was given for another inquiry, which goes on here.
fn merged_notice(row: &InquiryRow, lang: Lang) -> Option<Notice> {
    let no = row.merged_no.as_ref()?;
    let text = lang.merged_for_customer_text(&no.of_inquiry(), &row.public_no.of_inquiry());
    Some(Notice::new(Tone::Calm).icon("merge").title(lang.merged_for_customer()).text(text))
}

/// What the form said of the purchase or of the device.
fn told(row: &InquiryRow, format: &Format) -> Option<(Cow<'static, str>, Facts)> {
    let lang = format.lang;
    if row.item.is_some() || row.purchased_at.is_some() {
        let amount = row.amount_minor.zip(row.currency.as_deref());
        let facts = Facts::new()
            .maybe(lang.form_item(), row.item.as_deref())
            .maybe(lang.form_purchased_at(), row.purchased_at.map(|at| format.moment(at)))
            .maybe(lang.form_amount(), amount.map(|(minor, currency)| lang.money(minor, currency)));
        return Some((lang.your_purchase(), facts));
    }
    (row.app_version.is_some() || row.device.is_some()).then(|| {
        let facts = Facts::new()
            .maybe(lang.form_app_version(), row.app_version.as_deref())
            .maybe(lang.form_device(), row.device.as_deref());
        (lang.your_device(), facts)
    })
}
