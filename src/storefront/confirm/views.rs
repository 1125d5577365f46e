//! The page with the button, and the list of what was received.

use std::time::Duration;

use askama::Template;
use chrono::{DateTime, Utc};

use crate::{
    customers::OpenConfirmation,
    storefront::{
        inquiry::{InquiryRow, countdown},
        parts::{AppIcon, span},
    },
    web::{Chrome, countdown::DueChip, filters, parts::Badge},
};

/// One button. Of the inquiry it shows nothing.
#[derive(Debug, Template)]
#[template(path = "storefront/confirm.html")]
pub(super) struct ConfirmPage {
    chrome: Chrome,
    action: String,
    title: String,
    text: String,
    button: String,
    not_me: Option<String>,
}

impl ConfirmPage {
    pub(super) fn new(chrome: Chrome, action: String, open: &OpenConfirmation, deleted_after: Duration) -> Self {
        let lang = chrome.lang;
        let address = open.email.masked();
        let (title, text, button) = match open {
            OpenConfirmation { used: true, .. } => {
                (lang.confirmed_already_title(), lang.confirmed_already_text(), lang.see_inquiry())
            }
            OpenConfirmation { waiting: 2.., .. } => {
                (lang.confirming_title(), lang.confirming_text_many(&address, open.waiting), lang.confirming_button())
            }
            _ => (lang.confirming_title(), lang.confirming_text(&address), lang.confirming_button()),
        };
        let not_me = lang.confirming_not_me(&span(deleted_after, lang));
        Self {
            action,
            title: title.into(),
            text: text.into(),
            button: button.into(),
            not_me: (!open.used).then(|| not_me.into()),
            chrome,
        }
    }
}

/// One inquiry of the list.
#[derive(Debug)]
struct Received {
    href: String,
    icon: AppIcon,
    subject: String,
    app: String,
    category: Badge,
    due: Option<DueChip>,
}

/// Everything that one press received.
#[derive(Debug, Template)]
#[template(path = "storefront/confirmed.html")]
pub(super) struct ConfirmedPage {
    chrome: Chrome,
    inquiries: Vec<Received>,
}

impl ConfirmedPage {
    pub(super) fn new(
        chrome: Chrome,
        rows: &[InquiryRow],
        now: DateTime<Utc>,
        link_to: impl Fn(&InquiryRow) -> String,
    ) -> Self {
        let (lang, format) = (chrome.lang, chrome.format(now));
        let received = |row: &InquiryRow| Received {
            href: link_to(row),
            icon: AppIcon::new(&row.icon),
            subject: row.subject.clone(),
            app: row.app_name(lang).to_owned(),
            category: Badge::outline(row.category.icon(), row.category.name(lang)),
            due: countdown(row, &[], now).map(|countdown| countdown.chip(&format)),
        };
        Self { inquiries: rows.iter().map(received).collect(), chrome }
    }

    fn how_many(&self) -> usize {
        self.inquiries.len()
    }
}
