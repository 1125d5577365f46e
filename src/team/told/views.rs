//! The list's page.

use askama::Template;
use chrono::{DateTime, Utc};

use super::queries::Notice;
use crate::{
    id::DeliveryId,
    inquiries::{
        desk::thread_path,
        shown::{MailState, delivery_badge, delivery_name},
    },
    lang::format::Format,
    sellers::TOLD,
    web::{
        Chrome, filters,
        keyset::{PAGE_ROWS, Place, Turn},
        parts::{Art, Badge, Empty, Pager, Tab, Tabs},
    },
};

/// Which notices are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// What did not arrive, or what nobody knows of.
    Problems,
    /// Everything.
    All,
}

impl Shown {
    fn code(self) -> &'static str {
        match self {
            Shown::Problems => "problems",
            Shown::All => "all",
        }
    }

    fn path(self, after: Option<Place<DeliveryId>>) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("show", self.code());
        query.extend_pairs(after.map(|place| Turn::After(place).pair()));
        format!("{TOLD}?{}", query.finish())
    }
}

#[derive(Debug)]
struct Line {
    what: String,
    about: Option<(String, String)>,
    to: String,
    at: String,
    state: Badge,
    ended: String,
    answer: Option<String>,
}

/// Who was told what.
#[derive(Debug, Template)]
#[template(path = "team/told.html")]
pub(super) struct ToldPage {
    chrome: Chrome,
    tabs: Tabs,
    lines: Vec<Line>,
    empty: Option<Empty>,
    pager: Pager,
}

impl ToldPage {
    pub(super) fn new(chrome: Chrome, shown: Shown, mut rows: Vec<Notice>, turned: bool, now: DateTime<Utc>) -> Self {
        let (lang, format) = (chrome.lang, chrome.format(now));
        let more = rows.len() > PAGE_ROWS;
        rows.truncate(PAGE_ROWS);
        let after = rows.last().filter(|_| more).map(|row| shown.path(Some(row.place())));
        let tab =
            |one: Shown, label: std::borrow::Cow<'static, str>| Tab::new(one.path(None), label).current(one == shown);
        let empty = match shown {
            Shown::Problems => Empty::new(Art::Tray, lang.told_no_problems(), lang.told_no_problems_text()),
            Shown::All => Empty::new(Art::Tray, lang.told_nothing(), lang.told_nothing_text()),
        };
        Self {
            tabs: Tabs::new(
                lang.told_title(),
                vec![tab(Shown::Problems, lang.told_problems()), tab(Shown::All, lang.told_all())],
            ),
            lines: rows.iter().map(|row| Line::new(row, &format)).collect(),
            empty: rows.is_empty().then_some(empty),
            pager: Pager::new(lang, lang.newest_first()).before(turned.then(|| shown.path(None))).after(after),
            chrome,
        }
    }
}

impl Line {
    fn new(row: &Notice, format: &Format) -> Self {
        let mail = MailState {
            state: row.state,
            created_at: row.created_at,
            next_try_at: row.next_try_at,
            ended_at: row.ended_at,
            answer: row.answer.as_deref(),
        };
        let address = row.address.clone().unwrap_or_default();
        Self {
            what: delivery_name(row.kind, format.lang).into(),
            about: row.inquiry_no.as_ref().map(thread_path).zip(row.subject.clone()),
            to: row.name.as_ref().map_or_else(|| address.clone(), |name| format!("{name} · {address}")),
            at: format.moment(row.created_at),
            state: delivery_badge(mail, format.lang),
            ended: mail.ended(format),
            answer: row.answer.clone(),
        }
    }
}
