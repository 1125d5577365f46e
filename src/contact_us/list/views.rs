//! The page of the lists.

use askama::Template;
use chrono::{DateTime, Utc};

use super::queries::{Row, Tab, Turn};
use crate::{
    auth::{Operator, Verb},
    contact_us::State,
    customers::masked_name,
    lang::{
        Lang,
        format::{Format, Moment},
    },
    operations::{
        CONTACT_US, entry_path,
        frame::{FORWARD_WITHIN, Place, Undecided, frame},
    },
    web::{
        Chrome, Tone,
        filters::{self, COUNTED_TO},
        keyset::Rows,
        parts::{Action, Art, Badge, Empty, Pager, Tabs},
    },
};

/// A row as it is shown.
#[derive(Debug)]
struct ShownRow {
    href: String,
    no: String,
    subject: String,
    category: String,
    app: String,
    seller: String,
    customer: String,
    arrived: Moment,
    /// For how long it has waited, or what became of it.
    state: Badge,
    /// Who entered or ended it.
    by: String,
    ended: Option<Moment>,
}

impl ShownRow {
    fn new(row: &Row, format: &Format) -> Self {
        let lang = format.lang;
        let (app, seller) = match lang {
            Lang::Ko => (&row.app_name_ko, &row.seller_name_ko),
            Lang::En => (&row.app_name_en, &row.seller_name_en),
        };
        let state = match (row.state, row.ending) {
            (State::Waiting, _) => waiting_badge(row.arrived_at, format),
            (State::Closed, Some(ending)) => Badge::new(Tone::Mute, "circle-check", ending.name(lang)),
            (state, _) => state.badge(lang),
        };
        Self {
            href: entry_path(&row.no),
            no: row.no.of_inquiry(),
            subject: row.subject.clone(),
            category: row.category.name(lang).into(),
            app: app.clone(),
            seller: seller.clone(),
            customer: masked_name(&row.customer_name),
            arrived: format.time(row.arrived_at),
            state,
            by: row.ended_name.clone().unwrap_or_else(|| row.entered_name.clone()),
            ended: row.ended_at.map(|at| format.time(at)),
        }
    }
}

/// For how long an entry has waited since it came to the store: exactly once it is late.
pub(in crate::contact_us) fn waiting_badge(arrived_at: DateTime<Utc>, format: &Format) -> Badge {
    let (waited, lang) = (format.now - arrived_at, format.lang);
    let seconds = u64::try_from(waited.num_seconds()).unwrap_or(0);
    if waited >= FORWARD_WITHIN {
        Badge::new(Tone::Urgent, "alarm-clock", lang.entry_waits_for(&lang.span(seconds)))
    } else {
        Badge::new(Tone::Soon, "hourglass", lang.entry_waits_for(&lang.rough_span(seconds)))
    }
}

/// The lists.
#[derive(Debug, Template)]
#[template(path = "contact_us/list.html")]
pub(super) struct ListPage {
    chrome: Chrome,
    title: String,
    over: bool,
    tabs: Tabs,
    rows: Vec<ShownRow>,
    pager: Pager,
    empty: Option<Empty>,
    enter: Option<Action>,
}

impl ListPage {
    pub(super) fn new(
        chrome: Chrome,
        operator: &Operator,
        (tab, rows): (Tab, &Rows<Row>),
        undecided: Undecided,
        now: DateTime<Utc>,
    ) -> Self {
        let (lang, format) = (chrome.lang, chrome.format(now));
        let Operator { viewer, role } = operator;
        let enter = Action::link(format!("{CONTACT_US}/new"), lang.enter_contact_us()).icon("plus").primary();
        Self {
            title: tab_name(tab, lang),
            over: tab == Tab::Over,
            tabs: tabs(lang, tab, undecided, now),
            rows: rows.rows.iter().map(|row| ShownRow::new(row, &format)).collect(),
            pager: pager(lang, tab, rows, undecided.entries),
            empty: rows.rows.is_empty().then(|| empty(tab, lang)),
            enter: role.may(Verb::Decide).then_some(enter),
            chrome: frame(chrome, (viewer, *role), Place::ContactUs, undecided, now),
        }
    }
}

fn tab_name(tab: Tab, lang: Lang) -> String {
    match tab {
        Tab::Waiting => lang.entries_waiting(),
        Tab::Over => lang.entries_over(),
    }
    .into()
}

fn path(tab: Tab, turn: Option<Turn>) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    if tab != Tab::Waiting {
        query.append_pair("tab", tab.code());
    }
    query.extend_pairs(turn.map(|turn| turn.pair()));
    match query.finish() {
        empty if empty.is_empty() => CONTACT_US.to_owned(),
        query => format!("{CONTACT_US}?{query}"),
    }
}

fn tabs(lang: Lang, chosen: Tab, undecided: Undecided, now: DateTime<Utc>) -> Tabs {
    let tabs = Tab::ALL.map(|tab| {
        let link = crate::web::parts::Tab::new(path(tab, None), tab_name(tab, lang)).current(tab == chosen);
        if tab == Tab::Waiting { link.count(undecided.entries, undecided.entries_tone(now)) } else { link }
    });
    Tabs::new(lang.entry_lists(), tabs.into())
}

fn pager(lang: Lang, tab: Tab, rows: &Rows<Row>, waiting: i64) -> Pager {
    let first = rows.rows.first().map(|row| path(tab, Some(Turn::Before(row.place()))));
    let last = rows.rows.last().map(|row| path(tab, Some(Turn::After(row.place()))));
    let order = lang.longest_waiting_first();
    let text = match tab {
        Tab::Over => lang.newest_first(),
        Tab::Waiting if waiting > COUNTED_TO => lang.list_size(&format!("{COUNTED_TO}+"), &order),
        Tab::Waiting => lang.list_size(&waiting.to_string(), &order),
    };
    Pager::new(lang, text).before(first.filter(|_| rows.before)).after(last.filter(|_| rows.after))
}

fn empty(tab: Tab, lang: Lang) -> Empty {
    match tab {
        Tab::Waiting => Empty::new(Art::Tray, lang.nothing_to_forward(), lang.nothing_to_forward_text()),
        Tab::Over => Empty::new(Art::Bubble, lang.no_entry_over(), lang.no_entry_over_text()),
    }
}
