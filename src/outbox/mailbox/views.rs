//! The mailbox's pages: the list, one mail, and the mail's HTML for its frame.

use askama::Template;
use chrono::{DateTime, Utc};
use mail_parser::{Message, MessageParser};

use super::{
    MAILBOX,
    queries::{MailBytes, MailRow},
};
use crate::{
    deliveries::DeliveryState,
    id::DeliveryId,
    lang::{Lang, format::Moment},
    web::{
        Chrome, Tone, filters,
        parts::{Action, Art, Badge, Empty, Facts, Notice, Pager},
    },
};

/// All mails, newest first.
#[derive(Template)]
#[template(path = "outbox/mailbox.html")]
pub(super) struct MailboxPage {
    chrome: Chrome,
    to: String,
    lines: Vec<Line>,
    pager: Pager,
}

/// A mail of the list.
struct Line {
    href: String,
    subject: String,
    from: String,
    to: String,
    state: Badge,
    at: Moment,
}

impl MailboxPage {
    pub(super) fn new(
        chrome: Chrome,
        now: DateTime<Utc>,
        to: &str,
        older: bool,
        rows: &[MailRow],
        page: usize,
    ) -> Self {
        let lang = chrome.lang;
        let format = chrome.format(now);
        let lines: Vec<Line> = rows.iter().map(|row| Line::new(lang, row, format.time(row.created_at))).collect();
        let last = rows.last().filter(|_| rows.len() == page);
        let after = last.map(|row| list_path(to, Some(row.delivery_id)));
        let pager = Pager::new(lang, lang.mailbox_shown(lines.len())).before(older.then(|| list_path(to, None)));
        Self { chrome, to: to.to_owned(), lines, pager: pager.after(after) }
    }

    fn explanation(&self) -> Notice {
        let lang = self.chrome.lang;
        Notice::new(Tone::Calm).icon("mail").title(lang.mailbox_kept_here_title()).text(lang.mailbox_kept_here_text())
    }

    fn empty(&self) -> Empty {
        let lang = self.chrome.lang;
        if self.to.is_empty() {
            return Empty::new(Art::Tray, lang.mailbox_empty_title(), lang.mailbox_empty_text());
        }
        Empty::new(Art::Bubble, lang.mailbox_nobody_title(), lang.mailbox_nobody_text(&self.to))
            .action(Action::link(MAILBOX, lang.mailbox_show_all()))
    }
}

impl Line {
    fn new(lang: Lang, row: &MailRow, at: Moment) -> Self {
        let head = MessageParser::default().parse_headers(&row.head);
        Self {
            href: mail_path(row.delivery_id),
            subject: head.as_ref().and_then(Message::subject).unwrap_or_default().to_owned(),
            from: head.as_ref().map(sender).unwrap_or_default(),
            to: row.to.clone(),
            state: state_badge(lang, row.state),
            at,
        }
    }
}

/// One mail: who, when, and the mail itself in a frame of its own.
#[derive(Template)]
#[template(path = "outbox/mail.html")]
pub(super) struct MailPage {
    chrome: Chrome,
    subject: String,
    back: String,
    html_path: String,
    facts: Facts,
    state: Badge,
    text: String,
    headers: String,
}

impl MailPage {
    /// `None` for bytes that are no mail.
    pub(super) fn new(chrome: Chrome, now: DateTime<Utc>, delivery: DeliveryId, mail: &MailBytes) -> Option<Self> {
        let lang = chrome.lang;
        let parsed = MessageParser::default().parse(&mail.bytes)?;
        let at = parsed.date().and_then(|date| DateTime::from_timestamp(date.to_timestamp(), 0));
        let facts = Facts::new()
            .fact(lang.mailbox_from(), sender(&parsed))
            .fact(lang.mailbox_to(), recipient(&parsed))
            .maybe(lang.mailbox_when(), at.map(|at| chrome.format(now).moment_s(at)));
        Some(Self {
            subject: parsed.subject().unwrap_or_default().to_owned(),
            back: list_path(&mail.to, None),
            html_path: format!("{}/html", mail_path(delivery)),
            facts,
            state: state_badge(lang, mail.state),
            text: parsed.body_text(0).unwrap_or_default().into_owned(),
            headers: raw_headers(&mail.bytes),
            chrome,
        })
    }
}

/// The HTML part, whose links open in the whole window.
pub(super) fn html_part(bytes: &[u8]) -> Option<String> {
    let parsed = MessageParser::default().parse(bytes)?;
    Some(parsed.body_html(0)?.replacen("<head>", "<head>\n<base target=\"_top\">", 1))
}

fn mail_path(delivery: DeliveryId) -> String {
    format!("{MAILBOX}/{delivery}")
}

fn list_path(to: &str, before: Option<DeliveryId>) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    if !to.is_empty() {
        query.append_pair("to", to);
    }
    if let Some(before) = before {
        query.append_pair("before", &before.to_string());
    }
    let query = query.finish();
    if query.is_empty() { MAILBOX.to_owned() } else { format!("{MAILBOX}?{query}") }
}

fn sender(mail: &Message) -> String {
    party(mail.from())
}

fn recipient(mail: &Message) -> String {
    party(mail.to())
}

fn party(addresses: Option<&mail_parser::Address>) -> String {
    let Some(first) = addresses.and_then(mail_parser::Address::first) else { return String::new() };
    let address = first.address().unwrap_or_default();
    first.name().map_or_else(|| address.to_owned(), |name| format!("{name} <{address}>"))
}

fn raw_headers(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    text.split_once("\r\n\r\n").map_or_else(String::new, |(head, _)| head.replace("\r\n", "\n"))
}

/// Where a mail stands. One that was «handed over» is kept here: nothing else is kept with its bytes.
fn state_badge(lang: Lang, state: DeliveryState) -> Badge {
    match state {
        DeliveryState::HandedOver => Badge::new(Tone::Ok, "mail-check", lang.mailbox_kept()),
        DeliveryState::Queued => Badge::new(Tone::Mute, "clock", lang.sent_queued()),
        DeliveryState::Sending => Badge::new(Tone::Calm, "send", lang.sending()),
        DeliveryState::Delayed => Badge::new(Tone::Soon, "hourglass", lang.delayed()),
        DeliveryState::OutcomeUnknown => Badge::new(Tone::Soon, "circle-alert", lang.mailbox_state_unknown()),
        DeliveryState::Bounced => Badge::new(Tone::Urgent, "mail-x", lang.mailbox_state_bounced()),
        DeliveryState::Failed => Badge::new(Tone::Urgent, "mail-x", lang.mailbox_state_failed()),
        DeliveryState::Canceled => Badge::new(Tone::Mute, "ban", lang.sent_canceled()),
    }
}
