//! The page of an entry.

use std::sync::Arc;

use askama::Template;
use chrono::{DateTime, Utc};

use super::{
    form::Typed,
    queries::{Entry, FileRow},
    routes::Attempt,
};
use crate::{
    auth::{Operator, Verb},
    contact_us::{Ending, EntryRefusal, State, file_path, list::waiting_badge},
    customers::{masked_email, masked_name},
    id::SubmissionKey,
    inquiries::{
        Category,
        shown::{MailState, delivery_badge},
    },
    lang::{Lang, format::Format},
    operations::{
        CONTACT_US, case_path, entry_path,
        frame::{Place, Undecided, frame},
    },
    rules::Rules,
    text::Reason,
    web::{
        Chrome, Errors, Tone, filters,
        page::FormKeys,
        parts::{Badge, Choices, ErrorSummary, Facts, Field, FileLink, HistoryLine, Message, Notice, Side, part},
    },
};

/// Rows of the larger fields.
const ROWS: u8 = 3;

/// What the page is made of.
pub(super) struct Read {
    pub(super) entry: Entry,
    pub(super) files: Vec<FileRow>,
    pub(super) undecided: Undecided,
    pub(super) rules: Arc<Rules>,
    pub(super) now: DateTime<Utc>,
}

/// The page.
#[derive(Debug, Template)]
#[template(path = "contact_us/entry.html")]
pub(super) struct EntryPage {
    chrome: Chrome,
    no: String,
    subject: String,
    badges: Vec<Badge>,
    notices: Vec<Notice>,
    message: Message,
    history: Vec<HistoryLine>,
    /// What the seller was told besides, or the customer when it was closed.
    words: Option<(String, String)>,
    /// What became of the mail that told it.
    mail: Option<Badge>,
    about: Facts,
    outcome: Option<Facts>,
    case: Option<(String, String)>,
    purchase: Option<Facts>,
    forms: Option<Forms>,
}

impl EntryPage {
    pub(super) fn new(chrome: Chrome, operator: &Operator, read: &Read, attempt: &Attempt) -> Self {
        let (lang, format, entry) = (chrome.lang, chrome.format(read.now), &read.entry);
        let Operator { viewer, role } = operator;
        let may = role.may(Verb::Decide);
        let reads_only = (!may).then(|| Notice::new(Tone::Mute).icon("lock").text(lang.auditors_read_only()));
        let forms = (may && entry.state == State::Waiting).then(|| Forms::new(&chrome, read, attempt));
        Self {
            no: entry.no.of_inquiry(),
            subject: entry.subject.clone(),
            badges: badges(entry, &format),
            notices: news(entry, attempt, &format).into_iter().chain(reads_only).collect(),
            message: message(entry, &read.files, &format),
            history: history(entry, &format),
            words: words(entry, lang),
            mail: mail(entry, lang),
            about: about(entry, &format),
            outcome: outcome(entry, &format),
            case: entry.case_no.as_ref().map(|no| (case_path(no), no.of_case())),
            purchase: purchase(entry, &format),
            forms,
            chrome: frame(chrome, (viewer, *role), Place::ContactUs, read.undecided, read.now),
        }
    }
}

fn badges(entry: &Entry, format: &Format) -> Vec<Badge> {
    let lang = format.lang;
    let state = match entry.state {
        State::Waiting => waiting_badge(entry.arrived_at, format),
        state @ (State::Forwarded | State::Closed) => state.badge(lang),
    };
    vec![
        Badge::outline(entry.category.icon(), entry.category.name(lang)),
        state,
        Badge::outline("store", entry.app_name(lang)),
    ]
}

/// Why nothing was done: somebody else was there first, or the form had done something else.
fn news(entry: &Entry, attempt: &Attempt, format: &Format) -> Option<Notice> {
    let lang = format.lang;
    let notice = Notice::new(Tone::Soon).alert();
    match attempt.refusal? {
        EntryRefusal::MovedOn => {
            let (who, at) = (entry.ended_name.as_deref()?, format.moment(entry.ended_at?));
            let text = match entry.state {
                State::Forwarded => lang.entry_was_forwarded(who, &at),
                State::Waiting | State::Closed => lang.entry_was_closed(who, &at),
            };
            Some(notice.title(lang.entry_moved_on()).text(text))
        }
        EntryRefusal::FormUsed | EntryRefusal::MustBeForwarded | EntryRefusal::NotFound | EntryRefusal::MayNot => None,
    }
}

fn message(entry: &Entry, files: &[FileRow], format: &Format) -> Message {
    let links = files.iter().map(|file| FileLink {
        href: file_path(&entry.no, file.file_id),
        name: file.file_name.clone(),
        bytes: u64::try_from(file.size).unwrap_or(0),
    });
    Message::new(Side::Customer, masked_name(&entry.customer_name), format.time(entry.arrived_at), &entry.body)
        .badge(Badge::outline("user", format.lang.author_customer()))
        .files(links.collect())
}

/// What happened, from the row itself.
fn history(entry: &Entry, format: &Format) -> Vec<HistoryLine> {
    let lang = format.lang;
    let entered = lang.entry_entered_by(&entry.entered_name);
    let entered = HistoryLine::new("plus", entered, format.time(entry.entered_at));
    let ended = entry.ended_at.zip(entry.ended_name.as_deref()).map(|(at, who)| match entry.ending {
        None => HistoryLine::new("forward", lang.entry_forwarded_by(who), format.time(at)).tone(Tone::Ok),
        Some(ending) => {
            let text = lang.entry_closed_by(who, &ending.name(lang));
            HistoryLine::new("circle-check", text, format.time(at)).tone(Tone::Mute)
        }
    });
    [entered].into_iter().chain(ended).collect()
}

fn words(entry: &Entry, lang: Lang) -> Option<(String, String)> {
    let note = entry.note.clone().map(|note| (lang.entry_note_given().into(), note));
    note.or_else(|| entry.told.clone().map(|told| (lang.entry_told().into(), told)))
}

fn mail(entry: &Entry, lang: Lang) -> Option<Badge> {
    let mail = MailState {
        state: entry.mail_state?,
        created_at: entry.mail_at?,
        next_try_at: entry.mail_next_try_at?,
        ended_at: entry.mail_ended_at,
        answer: None,
    };
    Some(delivery_badge(mail, lang))
}

fn about(entry: &Entry, format: &Format) -> Facts {
    let lang = format.lang;
    Facts::new()
        .fact(lang.entry_way(), entry.way.name(lang))
        .fact(lang.entry_arrived_at(), format.moment(entry.arrived_at))
        .fact(lang.author_customer(), masked_name(&entry.customer_name))
        .locked(lang.fact_email(), masked_email(&entry.customer_email))
        .fact(lang.language(), entry.lang.own_name())
        .fact(lang.app_label(), entry.app_name(lang))
        .fact(lang.seller_label(), entry.seller_name(lang))
        .maybe(lang.fact_app_version(), entry.app_version.as_deref())
        .maybe(lang.fact_device(), entry.device.as_deref())
}

/// What came of it at the seller.
fn outcome(entry: &Entry, format: &Format) -> Option<Facts> {
    let (lang, state) = (format.lang, entry.inquiry_state?);
    let due = entry.reply_due_at.map(|at| format.moment(at));
    Some(
        Facts::new()
            .fact(lang.column_state(), state.name(lang))
            .maybe(lang.letter_answer_by(), due)
            .mono(lang.inquiry_no(), entry.no.of_inquiry()),
    )
}

fn purchase(entry: &Entry, format: &Format) -> Option<Facts> {
    let lang = format.lang;
    let amount = entry.amount_minor.zip(entry.currency.as_deref());
    (entry.category == Category::Refund).then(|| {
        Facts::new()
            .maybe(lang.fact_item(), entry.item.as_deref())
            .maybe(lang.fact_amount(), amount.map(|(minor, currency)| lang.money(minor, currency)))
            .maybe(lang.fact_purchased_at(), entry.purchased_at.map(|at| format.moment(at)))
    })
}

/// The two ways on.
#[derive(Debug, Template)]
#[template(path = "contact_us/forms.html")]
struct Forms {
    lang: Lang,
    path: String,
    summary: Option<ErrorSummary>,
    forward_keys: FormKeys,
    due: String,
    note: Field,
    close_keys: FormKeys,
    ending: Choices,
    told: Field,
}

part!(Forms);

impl Forms {
    fn new(chrome: &Chrome, read: &Read, attempt: &Attempt) -> Self {
        let (lang, no) = (chrome.lang, &read.entry.no);
        let Attempt { typed, errors, .. } = attempt;
        Self {
            path: entry_path(no),
            summary: errors.summary(lang),
            forward_keys: chrome.keys_once(&SubmissionKey::new()),
            due: chrome.format(read.now).moment(read.rules.due(read.now)),
            note: Field::area(lang, "note", lang.entry_note(), ROWS)
                .value(&typed.note)
                .hint(lang.entry_note_hint())
                .max(Reason::MAX)
                .optional()
                .keep(format!("contact-us-note:{}", no.as_str()))
                .error(errors.get("note")),
            close_keys: chrome.keys_once(&SubmissionKey::new()),
            ending: endings(lang, typed, errors, read.entry.category),
            told: Field::area(lang, "told", lang.entry_told_field(), ROWS)
                .value(&typed.told)
                .hint(lang.entry_told_hint(read.entry.lang.own_name()))
                .max(Reason::MAX)
                .keep(format!("contact-us-told:{}", no.as_str()))
                .error(errors.get("told")),
            lang,
        }
    }
}

/// A complaint about a payment is not offered to be closed as answered.
fn endings(lang: Lang, typed: &Typed, errors: &Errors, category: Category) -> Choices {
    let choices = Choices::new("ending", lang.entry_ending()).chosen(&typed.ending).tight();
    let offered = Ending::ALL.into_iter().filter(|one| category != Category::Refund || *one != Ending::Answered);
    let choices = offered.fold(choices, |choices, ending| {
        let (icon, hint) = match ending {
            Ending::Answered => ("send", Some(lang.ending_is_told())),
            Ending::StoreMatter => ("store", Some(lang.ending_is_told())),
            Ending::Duplicate => ("merge", None),
            Ending::Spam => ("ban", None),
            Ending::Mistake => ("undo-2", None),
        };
        choices.choice(ending.code(), icon, ending.name(lang), hint.map(Into::into))
    });
    choices.error(errors.get("ending"))
}
