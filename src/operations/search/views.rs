//! The page of search.

use askama::Template;
use chrono::{DateTime, Utc};

use super::{
    entries::{FoundEntry, ShownEntry},
    queries::{Found, Named, Of},
    routes::list_path,
};
use crate::{
    auth::{Operator, Verb},
    cancellations,
    customers::masked_name,
    inquiries::State,
    lang::{
        Lang,
        format::{Format, Moment},
    },
    operations::{
        SEARCH, case_path,
        frame::{Place, Undecided, frame},
        inquiry_path,
        names::state_badge,
    },
    web::{
        Chrome, Errors, Tone, filters,
        keyset::PAGE_ROWS,
        parts::{Art, Badge, Empty, Field, Pager},
    },
};

/// A row as it is shown.
#[derive(Debug)]
struct ShownRow {
    case: Option<(String, String, Badge)>,
    href: String,
    no: String,
    subject: String,
    customer: String,
    app: String,
    seller: String,
    state: Badge,
    sent: Moment,
}

impl ShownRow {
    fn new(row: &Found, format: &Format) -> Self {
        let lang = format.lang;
        let (app, seller) = match lang {
            Lang::Ko => (&row.app_name_ko, &row.seller_name_ko),
            Lang::En => (&row.app_name_en, &row.seller_name_en),
        };
        let case = |(no, state): (&crate::public_no::PublicNo, cancellations::State)| {
            (case_path(no), no.of_case(), state_badge(state, None, lang))
        };
        Self {
            case: row.case_no.as_ref().zip(row.case_state).map(case),
            href: inquiry_path(&row.inquiry_no),
            no: row.inquiry_no.of_inquiry(),
            subject: row.subject.clone(),
            customer: masked_name(&row.customer_name),
            app: app.clone(),
            seller: seller.clone(),
            state: inquiry_badge(row.state, lang),
            sent: format.time(row.created_at),
        }
    }
}

/// Where an inquiry stands.
pub(in crate::operations) fn inquiry_badge(state: State, lang: Lang) -> Badge {
    let (tone, icon) = match state {
        State::Unconfirmed => (Tone::Mute, "mail"),
        State::AwaitingDeveloper => (Tone::Calm, "clock"),
        State::Answered => (Tone::Ok, "circle-check"),
        State::Escalated => (Tone::Ops, "forward"),
        State::Closed => (Tone::Mute, "circle-check"),
    };
    Badge::new(tone, icon, state.name(lang))
}

/// A seller or an app that was found: address, icon, name.
#[derive(Debug)]
struct Name {
    href: String,
    icon: &'static str,
    text: String,
}

/// Search.
#[derive(Debug, Template)]
#[template(path = "operations/search.html")]
pub(super) struct SearchPage {
    chrome: Chrome,
    q: String,
    hint: String,
    errors: Errors,
    names: Vec<Name>,
    rows: Vec<ShownRow>,
    entries: Vec<ShownEntry>,
    pager: Option<Pager>,
    empty: Option<Empty>,
}

impl SearchPage {
    /// Nothing was asked for yet.
    pub(super) fn new(chrome: Chrome, operator: &Operator, undecided: Undecided, now: DateTime<Utc>) -> Self {
        let (lang, Operator { viewer, role }) = (chrome.lang, operator);
        let hint = if role.may(Verb::Reveal) { lang.search_hint() } else { lang.search_hint_auditor() };
        Self {
            q: String::new(),
            hint: hint.into(),
            errors: Errors::new(),
            names: Vec::new(),
            rows: Vec::new(),
            entries: Vec::new(),
            pager: None,
            empty: None,
            chrome: frame(chrome, (viewer, *role), Place::Search, undecided, now),
        }
    }

    /// With what was typed.
    pub(super) fn typed(self, q: &str) -> Self {
        Self { q: q.to_owned(), ..self }
    }

    /// With what is wrong with it.
    pub(super) fn mend(self, errors: Errors) -> Self {
        Self { errors, ..self }
    }

    /// The inquiries that were found; of a list one row more than a page, if there are more.
    pub(super) fn with_rows(mut self, rows: Vec<Found>, of: Option<Of>, now: DateTime<Utc>) -> Self {
        let format = self.chrome.format(now);
        let shown = rows.get(..PAGE_ROWS).unwrap_or(&rows);
        let last = shown.last().filter(|_| rows.len() > PAGE_ROWS);
        let after = of.zip(last).map(|(of, last)| list_path(of, Some(last.key)));
        self.pager =
            Some(Pager::new(format.lang, format.lang.newest_first()).after(after)).filter(|_| !rows.is_empty());
        self.empty = rows.is_empty().then(|| nothing(format.lang));
        self.rows = shown.iter().map(|row| ShownRow::new(row, &format)).collect();
        self
    }

    /// With what came in through the store's own Contact Us.
    pub(super) fn with_entries(mut self, found: Vec<FoundEntry>, now: DateTime<Utc>) -> Self {
        let format = self.chrome.format(now);
        self.empty = self.empty.filter(|_| found.is_empty());
        self.entries = found.iter().map(|one| ShownEntry::new(one, &format)).collect();
        self
    }

    /// The sellers and apps whose name was found.
    pub(super) fn with_names(mut self, found: Vec<Named>) -> Self {
        let lang = self.chrome.lang;
        self.empty = found.is_empty().then(|| nothing(lang));
        let name = |one: Named| Name {
            href: list_path(one.app_id.map_or(Of::Seller(one.seller_id), Of::App), None),
            icon: if one.app_id.is_some() { "smartphone" } else { "store" },
            text: if lang == Lang::Ko { one.name_ko } else { one.name_en },
        };
        self.names = found.into_iter().map(name).collect();
        self
    }

    fn field(&self) -> Field {
        let lang = self.chrome.lang;
        Field::text(lang, "q", lang.search_label()).value(&self.q).hint(&self.hint).error(self.errors.get("q"))
    }
}

fn nothing(lang: Lang) -> Empty {
    Empty::new(Art::Bubble, lang.nothing_found(), lang.nothing_found_text())
}
