//! The page of the list.

use askama::Template;
use chrono::{DateTime, Utc};

use super::{
    INBOX,
    filter::{Filter, Turn, Whose, Within},
    overview::Overview,
    queries::Row,
};
use crate::{
    auth::{SellerDesk, Verb},
    id::{SellerId, SubmissionKey, UserId},
    inquiries::{
        Category, MOST_AT_ONCE, State,
        desk::{
            MANY, SELLER,
            drafts::DRAFTS,
            frame::{Waiting, frame},
            marks::TagMark,
        },
    },
    lang::{Lang, format::Format},
    rosters::{NamedApp, Roster},
    web::{
        Chrome, Tone,
        countdown::{Countdown, DueChip, DueState},
        filters::{self, COUNTED_TO},
        keyset::Rows,
        parts::{Action, Art, Badge, Empty, Pager, Tab, Tabs},
    },
};

/// Characters of a message that a row shows at most.
const SNIPPET_CHARACTERS: usize = 120;

/// A row as it is shown.
#[derive(Debug)]
struct ShownRow {
    href: String,
    due: DueChip,
    icon: &'static str,
    category: String,
    subject: String,
    snippet: String,
    customer: String,
    app: String,
    no: String,
    tags: Vec<TagMark>,
    /// Whose it is, and whether that is the viewer.
    whose: Option<(String, bool)>,
    /// For whom the viewer stands in.
    instead_of: Option<Badge>,
}

impl ShownRow {
    fn new(row: &Row, roster: &Roster, (desk, filter): (&SellerDesk, Filter), format: &Format) -> Self {
        let lang = format.lang;
        let is_mine = row.assigned_to == Some(desk.viewer.user_id);
        let assignee = row.assigned_to.and_then(|user| roster.member_name(user));
        let name = if is_mine { Some(lang.me().into()) } else { assignee.map(str::to_owned) };
        Self {
            no: row.no.as_str().to_owned(),
            tags: roster.tags.iter().filter(|tag| row.tags.contains(&tag.id)).map(TagMark::of).collect(),
            whose: name.map(|name| (name, is_mine)),
            instead_of: instead_of(row, assignee, desk, format),
            href: filter.thread_path(&row.no),
            due: countdown(row, format.now).row(format),
            icon: row.category.icon(),
            category: row.category.name(lang).into(),
            subject: row.subject.clone(),
            snippet: snippet(row, format),
            customer: row.customer_name.masked(),
            app: roster.app_name(row.app_id, lang).to_owned(),
        }
    }
}

/// What a member has because they stand in for a colleague.
fn instead_of(row: &Row, assignee: Option<&str>, desk: &SellerDesk, format: &Format) -> Option<Badge> {
    let away = desk.place.away_of(row.assigned_to?).filter(|away| away.stand_in == Some(desk.viewer.user_id))?;
    let words = format.lang.standing_in_for(assignee?, &away.last_day(format));
    Some(Badge::outline("user", words))
}

fn countdown(row: &Row, now: DateTime<Utc>) -> Countdown {
    let due = row.reply_due_at;
    let state = match row.state {
        State::Unconfirmed | State::AwaitingDeveloper => DueState::Running,
        State::Escalated => DueState::WithOperations { since: due },
        State::Answered => DueState::Answered { at: due },
        State::Closed => DueState::Closed { at: due },
    };
    Countdown::new(row.awaiting_since, due, now, state)
}

/// How the newest message begins, in one line; of what is with operations, that it can still be answered.
fn snippet(row: &Row, format: &Format) -> String {
    if row.state == State::Escalated {
        let late = u64::try_from((format.now - row.reply_due_at).num_seconds()).unwrap_or(0);
        return format.lang.still_answerable(&format.lang.span(late)).into();
    }
    let words: Vec<&str> = row.newest.split_whitespace().collect();
    words.join(" ").chars().take(SNIPPET_CHARACTERS).collect()
}

/// An entry of a menu: value, words, whether it is chosen.
type Choice = (String, String, bool);

/// What can be done to the rows that are ticked.
#[derive(Debug)]
struct ManyBar {
    key: SubmissionKey,
    /// Whether every row of the page is ticked.
    all: bool,
    /// The list as it is, with every row ticked or none.
    toggle: String,
    members: Vec<(UserId, String)>,
    tags: Vec<TagMark>,
}

/// The list of inquiries.
#[derive(Debug, Template)]
#[template(path = "inquiries/list.html")]
pub(super) struct ListPage {
    chrome: Chrome,
    filter: Filter,
    sellers: Vec<(SellerId, String, bool)>,
    tabs: Tabs,
    apps: Vec<Choice>,
    categories: Vec<Choice>,
    whose: Vec<Choice>,
    tags: Vec<Choice>,
    many: Option<ManyBar>,
    rows: Vec<ShownRow>,
    pager: Pager,
    empty: Option<Empty>,
    escalated: Option<String>,
    drafts: i64,
}

impl ListPage {
    pub(super) fn new(
        chrome: Chrome,
        desk: &SellerDesk,
        filter: Filter,
        (overview, roster): (&Overview, &Roster),
        rows: &Rows<Row>,
        now: DateTime<Utc>,
    ) -> Self {
        let (lang, format) = (chrome.lang, chrome.format(now));
        let waiting = Waiting { count: overview.awaiting, first_due: overview.first_due };
        let sellers = desk
            .viewer
            .memberships
            .iter()
            .map(|place| (place.seller_id, place.name(lang).to_owned(), place.seller_id == desk.place.seller_id));
        Self {
            filter,
            sellers: sellers.collect(),
            tabs: tabs(lang, filter, overview),
            apps: apps(lang, filter, roster.apps.iter().filter(|app| desk.place.sees(app.id))),
            categories: categories(lang, filter),
            whose: whose(lang, filter),
            tags: tags(lang, filter, roster),
            many: None,
            rows: rows.rows.iter().map(|row| ShownRow::new(row, roster, (desk, filter), &format)).collect(),
            pager: pager(lang, filter, overview, rows),
            empty: rows.rows.is_empty().then(|| empty(lang, filter)),
            escalated: escalated(lang, filter, overview),
            drafts: overview.drafts,
            chrome: frame(chrome, &desk.viewer, &desk.place, waiting, now),
        }
    }

    /// With what can be done to many, for who may; `all` ticks every row.
    pub(super) fn with_bar(
        mut self,
        desk: &SellerDesk,
        roster: &Roster,
        (turn, all): (Option<Turn>, bool),
        now: DateTime<Utc>,
    ) -> Self {
        let (lang, viewer) = (self.chrome.lang, desk.viewer.user_id);
        let format = self.chrome.format(now);
        let others = roster.members.iter().filter(|one| one.answers && one.id != viewer);
        let others = others.map(|one| (one.id, desk.place.named(one.id, &one.name, &format)));
        let oneself = (viewer, lang.assign_to_me().into());
        let mut toggle = self.filter.path(turn);
        if !all {
            toggle.push_str(if toggle.contains('?') { "&pick=all" } else { "?pick=all" });
        }
        let may = desk.place.role.may(Verb::Answer) && !self.rows.is_empty();
        self.many = may.then(|| ManyBar {
            key: SubmissionKey::new(),
            all,
            toggle,
            members: std::iter::once(oneself).chain(others).collect(),
            tags: roster.tags.iter().map(TagMark::of).collect(),
        });
        self
    }

    /// What the page is called.
    fn title(&self) -> String {
        let lang = self.chrome.lang;
        let list = if self.filter.undelivered { lang.undelivered_answers() } else { self.filter.state.name(lang) };
        format!("{list} · {}", lang.inquiries())
    }
}

fn tabs(lang: Lang, filter: Filter, overview: &Overview) -> Tabs {
    use State::{AwaitingDeveloper, Closed, Escalated};
    let tab = |state, within: Option<Within>, label: String| {
        let shown = filter.of_state(state, within);
        Tab::new(shown.path(None), label).current(shown == filter)
    };
    // the sizes are those of the whole lists: of narrowed ones they are not known
    let sized = |tab: Tab, n, tone| if filter.narrows() { tab } else { tab.count(n, tone) };
    let waiting = tab(AwaitingDeveloper, None, AwaitingDeveloper.name(lang).into());
    let day = tab(AwaitingDeveloper, Some(Within::Day), lang.within_a_day().into());
    let hours = tab(AwaitingDeveloper, Some(Within::FourHours), lang.within_four_hours().into());
    let escalated = tab(Escalated, None, Escalated.name(lang).into());
    let undelivered = filter.of_undelivered();
    let lost = Tab::new(undelivered.path(None), lang.undelivered_answers()).current(undelivered == filter);
    let mut all = vec![
        sized(waiting, overview.awaiting, None),
        sized(day, overview.within_day, Some(Tone::Soon)),
        sized(hours, overview.within_four_hours, Some(Tone::Urgent)),
        sized(escalated, overview.escalated, Some(Tone::Ops)),
    ];
    if filter.undelivered || overview.undelivered > 0 {
        all.push(sized(lost, overview.undelivered, Some(Tone::Urgent)));
    }
    all.push(tab(State::Answered, None, State::Answered.name(lang).into()));
    all.push(tab(Closed, None, Closed.name(lang).into()));
    Tabs::new(lang.inquiry_state(), all)
}

fn whose(lang: Lang, filter: Filter) -> Vec<Choice> {
    let anyones = (String::new(), lang.anyones().into(), filter.whose.is_none());
    let each = Whose::ALL.map(|whose| {
        let words = match whose {
            Whose::Mine => lang.mine(),
            Whose::Nobodys => lang.nobodys(),
        };
        (whose.code().to_owned(), words.into(), filter.whose == Some(whose))
    });
    std::iter::once(anyones).chain(each).collect()
}

/// No menu where there is nothing to choose.
fn tags(lang: Lang, filter: Filter, roster: &Roster) -> Vec<Choice> {
    let any = (String::new(), lang.any_tag().into(), filter.tag.is_none());
    let each = roster.tags.iter().map(|tag| (tag.id.to_string(), tag.name.clone(), filter.tag == Some(tag.id)));
    let each: Vec<Choice> = each.collect();
    if each.is_empty() { each } else { std::iter::once(any).chain(each).collect() }
}

fn apps<'a>(lang: Lang, filter: Filter, apps: impl Iterator<Item = &'a NamedApp>) -> Vec<Choice> {
    let every = (String::new(), lang.every_app().into(), filter.app.is_none());
    let each = apps.map(|app| (app.id.to_string(), app.name(lang).to_owned(), filter.app == Some(app.id)));
    std::iter::once(every).chain(each).collect()
}

fn categories(lang: Lang, filter: Filter) -> Vec<Choice> {
    let every = (String::new(), lang.every_category().into(), filter.category.is_none());
    let each = Category::ALL
        .map(|category| (category.code().to_owned(), category.name(lang).into(), filter.category == Some(category)));
    std::iter::once(every).chain(each).collect()
}

fn pager(lang: Lang, filter: Filter, overview: &Overview, rows: &Rows<Row>) -> Pager {
    let first = rows.rows.first().map(|row| filter.path(Some(Turn::Before(row.place()))));
    let last = rows.rows.last().map(|row| filter.path(Some(Turn::After(row.place()))));
    let size = match (filter.state, filter.within) {
        _ if filter.undelivered => Some(overview.undelivered),
        (State::AwaitingDeveloper, Some(Within::Today)) => None,
        (State::AwaitingDeveloper, None) => Some(overview.awaiting),
        (State::AwaitingDeveloper, Some(Within::Day)) => Some(overview.within_day),
        (State::AwaitingDeveloper, Some(Within::FourHours)) => Some(overview.within_four_hours),
        (State::Escalated, _) => Some(overview.escalated),
        (State::Unconfirmed | State::Answered | State::Closed, _) => None,
    };
    let order = if filter.is_by_due() { lang.soonest_first() } else { lang.newest_first() };
    let is_mine = Filter { whose: Some(Whose::Mine), ..Filter::default() } == filter;
    let size = if is_mine { Some(overview.mine) } else { size.filter(|_| !filter.narrows()) };
    let text = match size.filter(|n| *n > 0) {
        Some(n) if n > COUNTED_TO => lang.list_size(&format!("{COUNTED_TO}+"), &order),
        Some(n) => lang.list_size(&n.to_string(), &order),
        None => order,
    };
    Pager::new(lang, text).before(first.filter(|_| rows.before)).after(last.filter(|_| rows.after))
}

/// Nothing to show: all answered, or nothing fits.
fn empty(lang: Lang, filter: Filter) -> Empty {
    if filter.narrows() {
        let all = filter.widened().path(None);
        return Empty::new(Art::Bubble, lang.nothing_fits(), lang.nothing_fits_text())
            .action(Action::link(all, lang.clear_filters()).icon("x"));
    }
    let open = || Action::link(INBOX, lang.see_unanswered()).icon("inbox");
    match (filter.state, filter.within) {
        _ if filter.undelivered => {
            Empty::new(Art::Tray, lang.none_undelivered(), lang.none_undelivered_text()).action(open())
        }
        (State::AwaitingDeveloper | State::Unconfirmed, None) => {
            let answered = filter.of_state(State::Answered, None).path(None);
            Empty::new(Art::Tray, lang.all_answered(), lang.all_answered_text())
                .action(Action::link(answered, lang.see_answered()))
        }
        (State::AwaitingDeveloper | State::Unconfirmed, Some(_)) => {
            Empty::new(Art::Tray, lang.nothing_due(), lang.nothing_due_text()).action(open())
        }
        (State::Escalated, _) => {
            Empty::new(Art::Tray, lang.none_escalated(), lang.none_escalated_text()).action(open())
        }
        (State::Answered | State::Closed, _) => {
            Empty::new(Art::Bubble, lang.nothing_here(), lang.nothing_here_text()).action(open())
        }
    }
}

/// Under what waits: how many are with operations.
fn escalated(lang: Lang, filter: Filter, overview: &Overview) -> Option<String> {
    let shown = filter.state == State::AwaitingDeveloper && !filter.undelivered && overview.escalated > 0;
    let size = if overview.escalated > COUNTED_TO { format!("{COUNTED_TO}+") } else { overview.escalated.to_string() };
    shown.then(|| lang.escalated_many(&size).into())
}
