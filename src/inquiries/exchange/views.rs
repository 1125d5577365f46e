//! The messages with operations as they are shown, and the box of a side: what operations ask, and the form to answer.

use askama::Template;

use super::{CaseMessageRow, TypedAnswer, form::WORDS};
use crate::{
    customers::masked_name,
    inquiries::{MessageAuthor, shown::Reader},
    lang::{Lang, format::Format},
    text::MessageBody,
    web::{
        Chrome, Tone, filters,
        page::FormKeys,
        parts::{Badge, ErrorSummary, Field, Message, Notice, Side, part},
    },
};

/// Rows of the field.
const ROWS: u8 = 4;

/// A message as its reader sees it; operations read names, to the sides they are one.
pub fn message_of_case(row: &CaseMessageRow, reader: Reader<'_>, customer_name: &str, format: &Format) -> Message {
    let lang = format.lang;
    let person = row.user_name.clone().unwrap_or_default();
    let (side, author, badge) = match (row.author, reader) {
        (MessageAuthor::Customer, Reader::Customer { .. }) => (Side::Customer, lang.author_you().into(), None),
        (MessageAuthor::Customer, _) => {
            (Side::Customer, masked_name(customer_name), Some(Badge::outline("user", lang.author_customer())))
        }
        (MessageAuthor::Developer, _) => {
            (Side::Developer, person, Some(Badge::new(Tone::Calm, "store", lang.author_seller())))
        }
        (MessageAuthor::Operations, Reader::Operations) => (Side::Operations, person, Some(asks(row, format))),
        (MessageAuthor::Operations, _) => (Side::Operations, lang.author_operations().into(), Some(asks(row, format))),
    };
    let message = Message::new(side, author, format.time(row.sent_at), row.body.clone());
    match badge {
        Some(badge) => message.badge(badge),
        None => message,
    }
}

/// Whether operations ask, and until when they wait, if they still do.
fn asks(row: &CaseMessageRow, format: &Format) -> Badge {
    let lang = format.lang;
    match (row.awaited, row.wanted_by) {
        (true, Some(until)) => Badge::new(Tone::Soon, "clock", lang.exchange_asked_until(&format.moment(until))),
        (true, None) => Badge::new(Tone::Soon, "clock", lang.exchange_asked()),
        (false, _) if row.waits => Badge::new(Tone::Ops, "scale", lang.exchange_question()),
        (false, _) => Badge::new(Tone::Ops, "scale", lang.author_operations()),
    }
}

/// The form to operations.
#[derive(Debug)]
struct AskForm {
    action: String,
    keys: FormKeys,
    seen: String,
    body: Field,
}

/// What operations ask a side, with the form to answer.
#[derive(Debug, Template)]
#[template(path = "inquiries/exchange.html")]
pub struct AskBox {
    lang: Lang,
    text: String,
    items: Vec<Message>,
    notice: Option<Notice>,
    summary: Option<ErrorSummary>,
    form: Option<AskForm>,
}

part!(AskBox);

impl AskBox {
    /// None when operations wrote nothing. The form is there for who may answer, while the case is open; what was typed
    /// stays on the page whatever became of the case.
    pub fn new(
        chrome: &Chrome,
        rows: &[CaseMessageRow],
        reader: Reader<'_>,
        format: &Format,
        answer: Option<(String, TypedAnswer)>,
    ) -> Option<Self> {
        let lang = chrome.lang;
        let (first, last) = rows.first().zip(rows.last())?;
        let open = rows.iter().any(|row| row.open);
        let answer = answer.filter(|(_, typed)| open || typed.holds_something());
        let customer = matches!(reader, Reader::Customer { .. });
        let text = match (open, customer) {
            (false, _) => lang.exchange_is_over(),
            (true, true) => lang.exchange_for_customer(),
            (true, false) => lang.exchange_for_seller(),
        };
        let (notice, summary) = match &answer {
            Some((_, typed)) => (typed.notice.clone(), typed.errors.summary(lang)),
            None => (None, None),
        };
        let form = answer.map(|(action, typed)| AskForm {
            keys: chrome.keys_once(&typed.key),
            seen: last.case_message_id.to_string(),
            body: Field::area(lang, WORDS, lang.exchange_answer_label(), ROWS)
                .value(typed.body)
                .max(MessageBody::MAX)
                .keep(format!("operations:{}", first.case_message_id))
                .error(typed.errors.get(WORDS)),
            action,
        });
        let items = rows.iter().map(|row| message_of_case(row, reader, "", format)).collect();
        Some(Self { lang, text: text.into(), items, notice, summary, form })
    }
}
