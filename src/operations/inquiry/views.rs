//! The page.

use askama::Template;
use chrono::{DateTime, Utc};

use super::queries::{Entries, Head};
use crate::{
    auth::Operator,
    customers::{masked_email, masked_name},
    deliveries::DeliveryRow,
    inquiries::shown::{Reader, ThreadItem, ThreadRows, thread},
    lang::{Lang, format::Format},
    operations::{
        SEARCH,
        case::proof::{Mails, mails},
        case_path,
        frame::{Place, Undecided, frame},
        inquiry_path,
        search::inquiry_badge,
    },
    web::{
        Chrome, filters,
        parts::{Badge, Facts},
    },
};

/// An inquiry, read only.
#[derive(Debug, Template)]
#[template(path = "operations/inquiry.html")]
pub(super) struct InquiryPage {
    chrome: Chrome,
    no: String,
    subject: String,
    badges: Vec<Badge>,
    items: Vec<ThreadItem>,
    mails: Option<Mails>,
    inquiry: Facts,
    purchase: Option<Facts>,
    /// Address and number of its case.
    case: Option<(String, String)>,
    /// Address and number of the inquiry that it was merged into.
    goes_on_in: Option<(String, String)>,
}

impl InquiryPage {
    pub(super) fn new(
        chrome: Chrome,
        operator: &Operator,
        head: &Head,
        entries: &Entries,
        undecided: Undecided,
        now: DateTime<Utc>,
    ) -> Self {
        let (lang, format) = (chrome.lang, chrome.format(now));
        let rows = ThreadRows {
            customer_name: &head.customer_name,
            messages: &entries.messages,
            events: &entries.events,
            files: &entries.files,
        };
        let path = inquiry_path(&head.no);
        let all: Vec<&DeliveryRow> = entries.deliveries.iter().collect();
        Self {
            no: head.no.of_inquiry(),
            subject: head.subject.clone(),
            badges: vec![
                inquiry_badge(head.state, lang),
                Badge::outline(head.category.icon(), head.category.name(lang)),
            ],
            items: thread(rows, Reader::Operations, &format, |file| format!("{path}/files/{file}")),
            mails: mails(lang.inquiry_mails(), &all, &format),
            inquiry: inquiry(head, &format),
            purchase: purchase(head, &format),
            case: head.case_no.as_ref().map(|no| (case_path(no), no.of_case())),
            goes_on_in: head.goes_on_in.as_ref().map(|no| (inquiry_path(no), no.of_inquiry())),
            chrome: frame(chrome, (&operator.viewer, operator.role), Place::Search, undecided, now),
        }
    }
}

/// Who asked about what, and by when it is to be answered. Name and address are masked, as in a case file.
fn inquiry(head: &Head, format: &Format) -> Facts {
    let lang = format.lang;
    let (app, seller) = match lang {
        Lang::Ko => (&head.app_name_ko, &head.seller_name_ko),
        Lang::En => (&head.app_name_en, &head.seller_name_en),
    };
    Facts::new()
        .fact(lang.author_customer(), masked_name(&head.customer_name))
        .locked(lang.fact_email(), masked_email(&head.customer_email))
        .fact(lang.language(), head.lang.own_name())
        .fact(lang.app_label(), app)
        .fact(lang.seller_label(), seller)
        .maybe(lang.inquiry_due(), head.reply_due_at.map(|at| format.moment(at)))
        .maybe(lang.fact_app_version(), head.app_version.as_deref())
        .maybe(lang.fact_device(), head.device.as_deref())
}

/// The purchase as the customer told it.
fn purchase(head: &Head, format: &Format) -> Option<Facts> {
    let lang = format.lang;
    let amount = head.amount_minor.zip(head.currency.as_deref()).map(|(minor, currency)| lang.money(minor, currency));
    let told = head.item.is_some() || head.purchased_at.is_some() || amount.is_some();
    told.then(|| {
        Facts::new()
            .maybe(lang.fact_item(), head.item.as_deref())
            .maybe(lang.fact_amount(), amount)
            .maybe(lang.fact_purchased_at(), head.purchased_at.map(|at| format.moment(at)))
    })
}
