//! The page of the queue.

use askama::Template;
use chrono::{DateTime, Utc};

use super::{
    filter::{Filter, Tab, Turn},
    queries::{Overview, Row},
};
use crate::{
    auth::{Operator, Verb},
    cancellations::{Origin, State},
    customers::masked_name,
    id::UserId,
    lang::{
        Lang,
        format::{Format, Moment},
    },
    operations::{
        QUEUE, case_path,
        frame::{Place, Undecided, frame},
        names::{Holder, answer_badge, late_badge, origin_badge, state_badge, waits_badge},
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
    origin: Badge,
    app: String,
    seller: String,
    customer: String,
    amount: Option<String>,
    cause: String,
    state: Badge,
    late: Option<Badge>,
    answer: Option<Badge>,
    opened: Moment,
    /// For how long it has been open; of one that is over nobody asks.
    open_for: Option<String>,
}

impl ShownRow {
    fn new(row: &Row, viewer: UserId, format: &Format) -> Self {
        let lang = format.lang;
        let (app, seller) = match lang {
            Lang::Ko => (&row.app_name_ko, &row.seller_name_ko),
            Lang::En => (&row.app_name_en, &row.seller_name_en),
        };
        let holder = match (row.taken_by, &row.taken_name) {
            (Some(by), _) if by == viewer => Some(Holder::Me),
            (_, Some(name)) => Some(Holder::Colleague(name)),
            (_, None) => None,
        };
        let waited = u64::try_from((format.now - row.opened_at).num_seconds()).unwrap_or(0);
        Self {
            href: case_path(&row.no),
            no: row.no.of_case(),
            origin: origin_badge(row.origin, lang),
            app: app.clone(),
            seller: seller.clone(),
            customer: masked_name(&row.customer_name),
            amount: row.amount_minor.zip(row.currency.as_deref()).map(|(minor, currency)| lang.money(minor, currency)),
            cause: row.ground.map_or_else(|| row.category.name(lang), |ground| ground.name(lang)).into(),
            state: match row.state {
                State::NeedsInformation => waits_badge(row.seller_asked, row.customer_asked, lang),
                state => state_badge(state, holder, lang),
            },
            answer: (row.new_answer && row.state.is_open()).then(|| answer_badge(lang)),
            late: row.answered_late.then(|| late_badge(lang)),
            opened: format.time(row.opened_at),
            open_for: (row.state.is_open() && waited >= 60).then(|| lang.open_for(&lang.span(waited)).into()),
        }
    }
}

/// An entry of a menu: value, words, whether it is chosen.
type Choice = (String, String, bool);

/// The queue.
#[derive(Debug, Template)]
#[template(path = "operations/queue.html")]
pub(super) struct QueuePage {
    chrome: Chrome,
    filter: Filter,
    tabs: Tabs,
    origins: Vec<Choice>,
    sellers: Vec<Choice>,
    rows: Vec<ShownRow>,
    pager: Pager,
    empty: Option<Empty>,
    /// Takes the next case.
    next: Option<Action>,
}

impl QueuePage {
    pub(super) fn new(
        chrome: Chrome,
        operator: &Operator,
        filter: Filter,
        overview: &Overview,
        rows: &Rows<Row>,
        now: DateTime<Utc>,
    ) -> Self {
        let (lang, format) = (chrome.lang, chrome.format(now));
        let undecided = Undecided {
            count: overview.undecided,
            first_due: overview.first_due,
            entries: overview.entries,
            first_arrived: overview.first_arrived,
        };
        let Operator { viewer, role } = operator;
        Self {
            filter,
            tabs: tabs(lang, filter, overview, undecided.tone(now)),
            origins: origins(lang, filter),
            sellers: sellers(lang, filter, overview),
            rows: rows.rows.iter().map(|row| ShownRow::new(row, viewer.user_id, &format)).collect(),
            pager: pager(lang, filter, overview, rows),
            empty: rows.rows.is_empty().then(|| empty(lang, filter)),
            next: role
                .may(Verb::Decide)
                .then(|| Action::post("/cases/next", lang.take_next(), &chrome).icon("eye").primary()),
            chrome: frame(chrome, (viewer, *role), Place::Queue, undecided, now),
        }
    }

    /// What the page is called.
    fn title(&self) -> String {
        let lang = self.chrome.lang;
        format!("{} · {}", tab_name(self.filter.tab, lang), lang.purchase_cancellations())
    }
}

fn tab_name(tab: Tab, lang: Lang) -> String {
    match tab {
        Tab::Undecided => lang.tab_undecided(),
        Tab::Mine => lang.tab_mine(),
        Tab::Waiting => lang.tab_waiting(),
        Tab::AtBilling => lang.tab_at_billing(),
        Tab::Over => lang.tab_over(),
    }
    .into()
}

fn size(tab: Tab, overview: &Overview) -> Option<i64> {
    match tab {
        Tab::Undecided => Some(overview.undecided),
        Tab::Mine => Some(overview.mine),
        Tab::Waiting => Some(overview.waiting),
        Tab::AtBilling => Some(overview.at_billing),
        Tab::Over => None,
    }
}

fn tabs(lang: Lang, filter: Filter, overview: &Overview, urgency: Option<Tone>) -> Tabs {
    let tabs = Tab::ALL.map(|tab| {
        let shown = Filter { tab, ..filter };
        let link = crate::web::parts::Tab::new(shown.path(None), tab_name(tab, lang)).current(shown == filter);
        // the sizes are those of the whole lists: of narrowed ones they are not known
        match size(tab, overview).filter(|_| !filter.narrows()) {
            Some(n) => link.count(n, urgency.filter(|_| tab == Tab::Undecided)),
            None => link,
        }
    });
    Tabs::new(lang.case_lists(), tabs.into())
}

fn origins(lang: Lang, filter: Filter) -> Vec<Choice> {
    let every = (String::new(), lang.every_origin().into(), filter.origin.is_none());
    let each =
        Origin::ALL.map(|origin| (origin.code().to_owned(), origin.name(lang).into(), filter.origin == Some(origin)));
    std::iter::once(every).chain(each).collect()
}

fn sellers(lang: Lang, filter: Filter, overview: &Overview) -> Vec<Choice> {
    let names = match lang {
        Lang::Ko => &overview.seller_names_ko,
        Lang::En => &overview.seller_names_en,
    };
    let every = (String::new(), lang.every_seller().into(), filter.seller.is_none());
    let each = overview
        .seller_ids
        .iter()
        .zip(names)
        .map(|(id, name)| (id.to_string(), name.clone(), filter.seller == Some(*id)));
    std::iter::once(every).chain(each).collect()
}

fn pager(lang: Lang, filter: Filter, overview: &Overview, rows: &Rows<Row>) -> Pager {
    let first = rows.rows.first().map(|row| filter.path(Some(Turn::Before(row.place()))));
    let last = rows.rows.last().map(|row| filter.path(Some(Turn::After(row.place()))));
    let order = match filter.tab {
        Tab::Undecided | Tab::Mine | Tab::Waiting | Tab::AtBilling => lang.longest_overdue_first(),
        Tab::Over => lang.newest_case_first(),
    };
    let text = match size(filter.tab, overview).filter(|n| *n > 0 && !filter.narrows()) {
        Some(n) if n > COUNTED_TO => lang.list_size(&format!("{COUNTED_TO}+"), &order),
        Some(n) => lang.list_size(&n.to_string(), &order),
        None => order,
    };
    Pager::new(lang, text).before(first.filter(|_| rows.before)).after(last.filter(|_| rows.after))
}

/// Nothing to show: all decided, or nothing fits.
fn empty(lang: Lang, filter: Filter) -> Empty {
    if filter.narrows() {
        return Empty::new(Art::Bubble, lang.no_case_fits(), lang.no_case_fits_text())
            .action(Action::link(filter.whole().path(None), lang.clear_filters()).icon("x"));
    }
    let undecided = || Action::link(QUEUE, lang.see_undecided()).icon("scale");
    match filter.tab {
        Tab::Undecided => {
            let over = Filter { tab: Tab::Over, ..filter }.path(None);
            Empty::new(Art::Tray, lang.nothing_to_decide(), lang.nothing_to_decide_text())
                .action(Action::link(over, lang.see_over()))
        }
        Tab::Mine => Empty::new(Art::Tray, lang.nothing_mine(), lang.nothing_mine_text()).action(undecided()),
        Tab::Waiting => Empty::new(Art::Tray, lang.nothing_waiting(), lang.nothing_waiting_text()).action(undecided()),
        Tab::AtBilling => {
            Empty::new(Art::Tray, lang.nothing_at_billing(), lang.nothing_at_billing_text()).action(undecided())
        }
        Tab::Over => Empty::new(Art::Bubble, lang.nothing_over(), lang.nothing_over_text()).action(undecided()),
    }
}
