//! A page and the frame around it: who is there, the menu, language, theme, zone, the last change's message.

use std::time::Duration;

use askama::Template;
use axum::{
    extract::FromRequestParts,
    http::{StatusCode, request::Parts},
    response::{Html, IntoResponse, Response},
};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::{
    csrf::FormToken,
    parts::{Action, Bar, Notice, Tone, part},
    prefs::{self, PREFERENCES, Prefs, Theme},
    visit::CurrentVisit,
};
use crate::{
    error::AppError,
    id::{SubmissionKey, UserId},
    lang::{
        Lang,
        format::{Format, Unit},
    },
    web::filters,
};

/// Where the keys of the desks are listed.
pub const SHORTCUTS: &str = "/account/shortcuts";

/// A template as an answer.
#[derive(Debug)]
pub struct Page<T>(pub T);

impl<T: Template> IntoResponse for Page<T> {
    fn into_response(self) -> Response {
        match self.0.render() {
            Ok(html) => Html(html).into_response(),
            Err(error) => AppError::Internal(error.into()).into_response(),
        }
    }
}

impl<T: Template> Page<T> {
    /// The same page with another status: 422 for a form that was refused.
    pub fn with_status(self, status: StatusCode) -> Response {
        (status, self).into_response()
    }
}

/// Who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// Name.
    pub name: String,
    /// Where and as what: `달토끼 게임즈 · 상담원`.
    pub place: String,
}

impl Who {
    /// A person and their place.
    pub fn new(name: impl Into<String>, place: impl Into<String>) -> Self {
        Self { name: name.into(), place: place.into() }
    }
}

/// One line of the menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuItem {
    href: String,
    label: String,
    icon: &'static str,
    count: Option<(i64, Option<Tone>, String)>,
    current: bool,
    more: bool,
}

impl MenuItem {
    /// A line.
    pub fn new(href: impl Into<String>, label: impl Into<String>, icon: &'static str) -> Self {
        Self { href: href.into(), label: label.into(), icon, count: None, current: false, more: false }
    }

    /// With a count; `words` go on after the number for screen readers («건 미답변»). A count of nothing is not shown.
    pub fn count(mut self, n: i64, tone: Option<Tone>, words: impl Into<String>) -> Self {
        self.count = (n > 0).then(|| (n, tone, words.into()));
        self
    }

    /// Whether the page is below this line.
    pub fn current(mut self, current: bool) -> Self {
        self.current = current;
        self
    }

    /// Left out on telephones, where only the first few fit.
    pub fn more(mut self) -> Self {
        self.more = true;
        self
    }
}

/// Which desk a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Desk {
    /// The developers'.
    Developer,
    /// The store's operations team's.
    Operations,
}

/// The frame around a page. Handlers take it as an extractor; pages carry it as their field `chrome`.
#[derive(Debug, Clone)]
pub struct Chrome {
    /// The viewer's language.
    pub lang: Lang,
    /// Language, theme, zone.
    pub prefs: Prefs,
    /// Names the request.
    pub request_id: String,
    /// The token for forms; [`Chrome::keys`] writes the hidden field.
    pub csrf: String,
    /// Path and query of this page.
    pub here: String,
    /// Whether people reach the portal by HTTPS.
    pub https: bool,
    /// The last change's message.
    pub flash: Option<Notice>,
    /// Who is signed in.
    pub who: Option<Who>,
    /// Which desk.
    pub desk: Desk,
    /// The menu of a desk.
    pub menu: Vec<MenuItem>,
    /// Over the whole desk.
    pub bar: Option<Bar>,
    /// Told over the desk to who is away: until when, and the button that ends it.
    pub away: Option<(String, Action)>,
    /// Whether single keys act on this page.
    pub shortcuts: bool,
    /// The mark of who writes the page's forms; see [`Chrome::written_by`].
    pub author: Option<String>,
    /// Makes the tokens and marks of this viewer's forms.
    pub token: FormToken,
    /// How far the scanners are behind, if they are: told over every desk.
    pub scanner_behind: Option<Duration>,
}

impl<S: Send + Sync> FromRequestParts<S> for Chrome {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, AppError> {
        let visit = CurrentVisit::from_request_parts(parts, state).await?;
        Ok(Chrome { flash: visit.0.flash().map(|flash| flash.notice(visit.0.prefs.lang)), ..Chrome::bare(&visit) })
    }
}

impl Chrome {
    /// Without the last change's message, which waits for the next page: for error pages.
    pub(in crate::web) fn bare(visit: &CurrentVisit) -> Chrome {
        let visit = &visit.0;
        Chrome {
            lang: visit.prefs.lang,
            prefs: visit.prefs,
            request_id: visit.request_id.clone(),
            csrf: visit.token.issue(),
            here: visit.here.clone(),
            https: visit.https,
            flash: None,
            who: None,
            desk: Desk::Developer,
            menu: Vec::new(),
            bar: None,
            away: None,
            shortcuts: false,
            author: None,
            token: visit.token.clone(),
            scanner_behind: visit.scanner_behind,
        }
    }

    /// Somebody is signed in.
    pub fn signed_in(mut self, who: Who) -> Self {
        self.who = Some(who);
        self
    }

    /// The page's forms are written by this person: what is sent when the session has ended is kept for them.
    pub fn written_by(mut self, author: UserId) -> Self {
        self.author = Some(self.token.mark(author));
        self
    }

    /// Single keys act, unless the person has switched them off.
    pub fn with_shortcuts(mut self, on: bool) -> Self {
        self.shortcuts = on;
        self
    }

    /// At a desk, with its menu. Whoever works there is told when due moments are not looked after.
    pub fn at(mut self, desk: Desk, menu: Vec<MenuItem>) -> Self {
        self.desk = desk;
        self.menu = menu;
        self.bar = self.scanner_behind.map(|behind| {
            let span = self.lang.rough_span(behind.as_secs());
            Bar::new(Tone::Urgent, self.lang.bar_behind_title(&span), self.lang.bar_behind_text())
        });
        self
    }

    /// Writes moments for this viewer.
    pub fn format(&self, now: DateTime<Utc>) -> Format {
        Format::new(self.lang, self.prefs.zone, now)
    }

    /// The viewer's zone.
    pub fn zone(&self) -> Tz {
        self.prefs.zone
    }

    /// The first thing inside every form that posts: `{{ chrome.keys() }}`.
    pub fn keys(&self) -> FormKeys {
        FormKeys { csrf: self.csrf.clone(), submission: None, author: None }
    }

    /// As [`Chrome::keys`], with the mark of who writes.
    pub fn keys_author(&self) -> FormKeys {
        FormKeys { author: self.author.clone(), ..self.keys() }
    }

    /// As [`Chrome::keys_author`], with a key that makes pressing twice the same as pressing once. Keep it when the form is refused.
    pub fn keys_once(&self, key: &SubmissionKey) -> FormKeys {
        FormKeys { submission: Some(*key), ..self.keys_author() }
    }

    /// What the desk is called.
    fn desk_name(&self) -> String {
        match self.desk {
            Desk::Developer => self.lang.developer_center(),
            Desk::Operations => self.lang.operations_desk(),
        }
        .into()
    }

    /// Where the desk begins: the first entry of its menu.
    fn desk_path(&self) -> &str {
        self.menu.first().map_or("/", |item| &item.href)
    }

    /// `data-theme`, unless the device decides.
    pub fn forced_theme(&self) -> Option<&'static str> {
        (self.prefs.theme != Theme::System).then(|| self.prefs.theme.code())
    }

    /// The words that the script ticks with: one and many of day, hour, minute, second.
    pub fn unit_words(&self) -> String {
        let units = [Unit::Day, Unit::Hour, Unit::Minute, Unit::Second];
        units.map(|unit| format!("{}|{}", unit.word(self.lang, 1), unit.word(self.lang, 2))).join("|")
    }

    /// The menu of a desk: at the side, or below on telephones.
    pub fn side_bar(&self) -> SideBar {
        SideBar { chrome: self.clone() }
    }

    /// The menu of view settings.
    pub fn menus(&self) -> ViewMenu {
        ViewMenu { chrome: self.clone(), zones: prefs::menu_zones(&self.prefs) }
    }

    /// The button that switches the language.
    pub fn language_switch(&self) -> LanguageSwitch {
        LanguageSwitch { other: self.lang.other(), csrf: self.csrf.clone(), back: self.here.clone() }
    }
}

/// Hidden fields of a form.
#[derive(Debug, Clone, Template)]
#[template(
    source = r#"<input type="hidden" name="csrf" value="{{ csrf }}">{% if let Some(key) = submission %}<input type="hidden" name="submission" value="{{ key }}">{% endif %}{% if let Some(author) = author %}<input type="hidden" name="by" value="{{ author }}">{% endif %}"#,
    ext = "html"
)]
pub struct FormKeys {
    csrf: String,
    submission: Option<SubmissionKey>,
    author: Option<String>,
}

/// Brand, menu, and who is signed in.
#[derive(Debug, Clone, Template)]
#[template(path = "layout/side_bar.html")]
pub struct SideBar {
    chrome: Chrome,
}

/// Language, theme, zone, and who is signed in: the menu in every head.
#[derive(Debug, Clone, Template)]
#[template(path = "layout/view_menu.html")]
pub struct ViewMenu {
    chrome: Chrome,
    zones: Vec<(&'static str, String, bool)>,
}

impl ViewMenu {
    fn label(&self) -> String {
        match self.chrome.who {
            Some(_) => self.chrome.lang.account_and_view(),
            None => self.chrome.lang.view_settings(),
        }
        .into()
    }

    fn icon(&self) -> &'static str {
        match (&self.chrome.who, self.chrome.prefs.theme) {
            (Some(_), _) => "user",
            (None, Theme::Dark) => "moon",
            (None, Theme::System | Theme::Light) => "sun",
        }
    }
}

/// The other language, as a button that says its own name.
#[derive(Debug, Clone, Template)]
#[template(path = "layout/language_switch.html")]
pub struct LanguageSwitch {
    other: Lang,
    csrf: String,
    back: String,
}

part!(FormKeys, SideBar, ViewMenu, LanguageSwitch);

impl Lang {
    /// What the language calls itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Lang::Ko => "한국어",
            Lang::En => "English",
        }
    }
}
