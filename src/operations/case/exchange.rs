//! What operations and each side wrote, each side in a card of its own with a form of its own: nothing goes to the wrong one.

use askama::Template;
use chrono::{DateTime, Utc};

use super::{
    proof::{self, Mails},
    queries::{Entries, Head},
    write::{Names, Typed},
};
use crate::{
    auth::{Operator, Verb},
    cancellations::State,
    customers::masked_name,
    deliveries::{DeliveryKind, DeliveryRow},
    inquiries::{
        exchange::{CaseMessageRow, CaseSide, message_of_case},
        shown::{MailState, Reader, sent_line},
    },
    lang::{Lang, format::Format},
    operations::case_path,
    text::MessageBody,
    web::{
        Chrome, Tone, filters,
        page::FormKeys,
        parts::{Badge, ErrorSummary, Field, Message, Notice, part},
    },
};

/// Rows of the field.
const ROWS: u8 = 4;

/// The form to one side.
#[derive(Debug)]
struct WriteForm {
    label: String,
    action: String,
    keys: FormKeys,
    seen: i32,
    open: bool,
    summary: Option<ErrorSummary>,
    words: Field,
    /// Name and state of the box that waits; none once the case is decided.
    waits: Option<(&'static str, bool)>,
    until: Field,
    send: String,
}

/// One side's card.
#[derive(Debug, Template)]
#[template(path = "operations/exchange.html")]
pub(super) struct ExchangeCard {
    lang: Lang,
    id: &'static str,
    icon: &'static str,
    title: String,
    only: String,
    waits: Option<Badge>,
    items: Vec<Message>,
    mails: Option<Mails>,
    form: Option<WriteForm>,
}

part!(ExchangeCard);

/// Both cards, for who sees cases. A form is there for who has the case, or has tried to write.
pub(super) fn cards(
    head: &Head,
    entries: &Entries,
    operator: &Operator,
    (chrome, format): (&Chrome, &Format),
    typed: Option<&Typed>,
) -> Vec<ExchangeCard> {
    CaseSide::ALL
        .into_iter()
        .filter_map(|side| {
            let typed = typed.filter(|typed| typed.side == side);
            ExchangeCard::new(side, (head, entries, operator), (chrome, format), typed)
        })
        .collect()
}

impl ExchangeCard {
    fn new(
        side: CaseSide,
        (head, entries, operator): (&Head, &Entries, &Operator),
        (chrome, format): (&Chrome, &Format),
        typed: Option<&Typed>,
    ) -> Option<Self> {
        let lang = chrome.lang;
        let rows: Vec<&CaseMessageRow> = entries.exchange.iter().filter(|row| row.side == side).collect();
        let mails: Vec<&DeliveryRow> = entries.deliveries.iter().filter(|row| carries(row, side)).collect();
        let form = WriteForm::new(side, (head, operator), chrome, typed);
        let name = name(side, head, lang);
        let (id, icon, title, only) = match side {
            CaseSide::Seller => ("with-seller", "store", lang.exchange_with_seller(&name), lang.exchange_seller_only()),
            CaseSide::Customer => {
                ("with-customer", "user", lang.exchange_with_customer(&name), lang.exchange_customer_only())
            }
        };
        (form.is_some() || !rows.is_empty()).then(|| Self {
            lang,
            id,
            icon,
            title: title.into(),
            only: only.into(),
            waits: asked(side, head).map(|_| Badge::new(Tone::Soon, "clock", lang.exchange_asked())),
            items: rows.iter().map(|row| item(row, &mails, head, format)).collect(),
            mails: proof::mails(lang.every_case_mail(), &mails, format),
            form,
        })
    }
}

/// Whom the form writes to. The customer's name is masked here as everywhere in the file.
fn name(side: CaseSide, head: &Head, lang: Lang) -> String {
    match side {
        CaseSide::Seller => head.seller_name(lang).to_owned(),
        CaseSide::Customer => masked_name(&head.customer_name),
    }
}

/// Whether a mail carries what operations wrote with the side.
fn carries(row: &DeliveryRow, side: CaseSide) -> bool {
    match side {
        CaseSide::Seller => row.kind == DeliveryKind::CaseToSeller,
        CaseSide::Customer => row.kind == DeliveryKind::CaseToCustomer,
    }
}

/// A message with what became of its mails: of one mail in full, of several how many were taken.
fn item(row: &CaseMessageRow, mails: &[&DeliveryRow], head: &Head, format: &Format) -> Message {
    let own: Vec<&DeliveryRow> =
        mails.iter().filter(|mail| mail.case_message_id == Some(row.case_message_id)).copied().collect();
    let worst = own.iter().max_by_key(|mail| proof::trouble(mail.state));
    let line =
        worst.map(|mail| sent_line(MailState::from(*mail), false, format).text(proof::summary(&own, format.lang)));
    message_of_case(row, Reader::Operations, &head.customer_name, format).sent(line)
}

/// Since when a side is waited for, and until when it was asked to answer.
fn asked(side: CaseSide, head: &Head) -> Option<(DateTime<Utc>, Option<DateTime<Utc>>)> {
    let (at, until) = match side {
        CaseSide::Seller => (head.seller_asked_at, head.seller_until),
        CaseSide::Customer => (head.customer_asked_at, head.customer_until),
    };
    at.filter(|_| head.state == State::NeedsInformation).map(|at| (at, until))
}

/// What the case waits for, in sentences.
pub(super) fn waiting_for(head: &Head, format: &Format) -> Vec<String> {
    let lang = format.lang;
    CaseSide::ALL
        .into_iter()
        .filter_map(|side| {
            let (at, until) = asked(side, head)?;
            let (since, wanted) = (format.near(at), until.map(|until| format.moment(until)));
            let sentence = match (side, wanted) {
                (CaseSide::Seller, Some(until)) => lang.waits_for_seller_until(&since, &until),
                (CaseSide::Seller, None) => lang.waits_for_seller(&since),
                (CaseSide::Customer, Some(until)) => lang.waits_for_customer_until(&since, &until),
                (CaseSide::Customer, None) => lang.waits_for_customer(&since),
            };
            let passed = until.is_some_and(|until| until <= format.now);
            let passed = if passed { format!(" {}", lang.until_has_passed()) } else { String::new() };
            Some(format!("{sentence}{passed}"))
        })
        .collect()
}

/// That an answer came which the viewer, who has the case, has not seen.
pub(super) fn new_answer(head: &Head, operator: &Operator, lang: Lang) -> Option<Notice> {
    let mine = head.taken_by == Some(operator.viewer.user_id);
    (mine && head.unseen_answer_at().is_some())
        .then(|| Notice::new(Tone::Calm).icon("message-square").title(lang.new_answer_came()))
}

impl WriteForm {
    fn new(
        side: CaseSide,
        (head, operator): (&Head, &Operator),
        chrome: &Chrome,
        typed: Option<&Typed>,
    ) -> Option<Self> {
        let has_it = head.state.is_open() && head.taken_by == Some(operator.viewer.user_id);
        let may = operator.role.may(Verb::Decide);
        if !(may && (has_it || typed.is_some())) {
            return None;
        }
        let (lang, names, name) = (chrome.lang, Names::of(side), name(side, head, chrome.lang));
        let open = typed.is_some();
        let typed = typed.cloned().unwrap_or_else(|| Typed::empty(side));
        let (label, words, send) = match side {
            CaseSide::Seller => (lang.write_to_seller(), lang.words_to_seller(&name), lang.send_to_seller(&name)),
            CaseSide::Customer => (lang.write_to_customer(), lang.words_to_customer(&name), lang.send_to_customer()),
        };
        Some(Self {
            label: label.into(),
            action: format!("{}/messages/{}", case_path(&head.no), side.code()),
            keys: chrome.keys_once(&typed.key),
            seen: head.sequence,
            open,
            summary: typed.errors.summary(lang),
            words: Field::area(lang, names.words, words, ROWS)
                .value(typed.words)
                .max(MessageBody::MAX)
                .keep(format!("case:{}:{}", head.no.as_str(), side.code()))
                .error(typed.errors.get(names.words)),
            waits: head.state.is_undecided().then_some((names.waits, typed.waits)),
            until: Field::datetime(lang, names.until, lang.wanted_by())
                .value(typed.until)
                .hint(lang.wanted_by_hint(&chrome.prefs.zone_name()))
                .optional()
                .error(typed.errors.get(names.until)),
            send: send.into(),
        })
    }
}
