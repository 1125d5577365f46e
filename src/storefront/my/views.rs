//! The pages of customers who come back.

use std::borrow::Cow;

use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use chrono::{DateTime, Utc};

use super::{MY, links::LINKS};
use crate::{
    outbox::mailbox::MAILBOX,
    storefront::{
        inquiry::{InquiryRow, countdown, state_badge},
        parts::{AppIcon, address_refusal},
    },
    text::{EmailAddress, MAX_EMAIL_BYTES, TextError},
    web::{
        Chrome, Errors, Tone,
        countdown::DueChip,
        filters,
        keyset::PAGE_ROWS,
        parts::{Action, Art, Badge, Empty, Field, Notice},
    },
};

/// What an address is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AddressForm {
    /// To mail a code to.
    Code,
    /// To mail all links to.
    Links,
}

/// A form with one address.
#[derive(Debug, Template)]
#[template(path = "my/address.html")]
pub(super) struct AddressPage {
    chrome: Chrome,
    form: AddressForm,
    typed: String,
    errors: Errors,
    notice: Option<Notice>,
}

impl AddressPage {
    pub(super) fn new(chrome: Chrome, form: AddressForm) -> Self {
        Self { chrome, form, typed: String::new(), errors: Errors::new(), notice: None }
    }

    /// What was typed is no address.
    pub(super) fn mend(mut self, refusal: TextError, typed: &str) -> Response {
        self.errors.set("email", address_refusal(refusal, typed, self.chrome.lang));
        self.typed = typed.to_owned();
        crate::web::Page(self).with_status(StatusCode::UNPROCESSABLE_ENTITY)
    }

    /// It was asked for too often.
    pub(super) fn wait(mut self, seconds: u32, typed: &str) -> Response {
        let lang = self.chrome.lang;
        let text = lang.asked_too_often_text(&lang.span(u64::from(seconds)));
        self.notice = Some(Notice::new(Tone::Soon).title(lang.asked_too_often_title()).text(text).alert());
        self.typed = typed.to_owned();
        let mut response = crate::web::Page(self).with_status(StatusCode::TOO_MANY_REQUESTS);
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        response
    }

    fn title(&self) -> Cow<'static, str> {
        match self.form {
            AddressForm::Code => self.chrome.lang.my_title(),
            AddressForm::Links => self.chrome.lang.links_title(),
        }
    }

    fn lead(&self) -> Cow<'static, str> {
        match self.form {
            AddressForm::Code => self.chrome.lang.my_lead(),
            AddressForm::Links => self.chrome.lang.links_lead(),
        }
    }

    fn action(&self) -> &'static str {
        match self.form {
            AddressForm::Code => "/my/code",
            AddressForm::Links => LINKS,
        }
    }

    fn button(&self) -> Cow<'static, str> {
        match self.form {
            AddressForm::Code => self.chrome.lang.send_code(),
            AddressForm::Links => self.chrome.lang.mail_me_links(),
        }
    }

    /// The other way to the same inquiries.
    fn other(&self) -> (&'static str, Cow<'static, str>) {
        match self.form {
            AddressForm::Code => (LINKS, self.chrome.lang.rather_links()),
            AddressForm::Links => (MY, self.chrome.lang.rather_code()),
        }
    }

    fn email(&self) -> Field {
        let lang = self.chrome.lang;
        Field::email(lang, "email", lang.address_you_wrote_from())
            .value(&self.typed)
            .max(MAX_EMAIL_BYTES)
            .error(self.errors.get("email"))
    }
}

/// Where the code is typed.
#[derive(Debug, Template)]
#[template(path = "my/code.html")]
pub(super) struct CodePage {
    chrome: Chrome,
    errors: Errors,
    mailbox: Option<Notice>,
}

impl CodePage {
    /// `wrong`: a code was typed that is not right, and so many tries are left.
    pub(super) fn new(chrome: Chrome, wrong: Option<i32>, mailbox: bool) -> Self {
        let mut errors = Errors::new();
        if let Some(left) = wrong {
            errors.set("code", chrome.lang.error_code(left));
        }
        Self { errors, mailbox: mailbox_notice(&chrome, mailbox), chrome }
    }

    fn code(&self) -> Field {
        let lang = self.chrome.lang;
        Field::text(lang, "code", lang.six_digits()).autocomplete("one-time-code").error(self.errors.get("code"))
    }
}

/// This machine sends no mail, and the visitor can read it there.
fn mailbox_notice(chrome: &Chrome, is_here: bool) -> Option<Notice> {
    let lang = chrome.lang;
    let open = Action::link(MAILBOX, lang.open_mailbox()).icon("inbox");
    is_here.then(|| Notice::new(Tone::Calm).icon("mail").text(lang.mailbox_hint()).action(open))
}

/// Something was done, and there is a mail to look for.
#[derive(Debug, Template)]
#[template(path = "my/said.html")]
pub(super) struct SaidPage {
    chrome: Chrome,
    title: String,
    text: String,
    mailbox: Option<Notice>,
    next: &'static str,
}

impl SaidPage {
    pub(super) fn new(chrome: Chrome, title: Cow<'static, str>, text: Cow<'static, str>, mailbox: bool) -> Self {
        let mailbox = mailbox_notice(&chrome, mailbox);
        Self { title: title.into(), text: text.into(), mailbox, next: MY, chrome }
    }

    /// Where to go on when no mail comes.
    pub(super) fn with_next(self, next: &'static str) -> Self {
        Self { next, ..self }
    }

    fn next_label(&self) -> Cow<'static, str> {
        if self.next == MY { self.chrome.lang.rather_code() } else { self.chrome.lang.rather_links() }
    }
}

/// One inquiry of the list.
#[derive(Debug)]
struct Own {
    href: String,
    icon: AppIcon,
    subject: String,
    app: String,
    category: Badge,
    state: Badge,
    due: Option<DueChip>,
}

/// All own inquiries.
#[derive(Debug, Template)]
#[template(path = "my/list.html")]
pub(super) struct OwnPage {
    chrome: Chrome,
    address: String,
    inquiries: Vec<Own>,
    older: Option<String>,
    empty: Option<Empty>,
}

impl OwnPage {
    /// Of one row more than a page, if there are more.
    pub(super) fn new(chrome: Chrome, email: &EmailAddress, mut rows: Vec<InquiryRow>, now: DateTime<Utc>) -> Self {
        let (lang, format) = (chrome.lang, chrome.format(now));
        let more = rows.len() > PAGE_ROWS;
        rows.truncate(PAGE_ROWS);
        let own = |row: &InquiryRow| Own {
            href: format!("{MY}/inquiries/{}", row.public_no.as_str()),
            icon: AppIcon::new(&row.icon),
            subject: row.subject.clone(),
            app: row.app_name(lang).to_owned(),
            category: Badge::outline(row.category.icon(), row.category.name(lang)),
            state: state_badge(row, &[], now, lang),
            due: countdown(row, &[], now).filter(|_| row.closed_at.is_none()).map(|countdown| countdown.chip(&format)),
        };
        Self {
            address: email.masked(),
            inquiries: rows.iter().map(own).collect(),
            older: rows.last().filter(|_| more).map(|row| format!("{MY}?after={}", row.inquiry_id)),
            empty: rows.is_empty().then(|| Empty::new(Art::Tray, lang.nothing_own_title(), lang.nothing_own_text())),
            chrome,
        }
    }
}
