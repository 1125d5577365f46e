//! The parts that pages are built of. Each is a struct with its own small template and shows itself: `{{ badge }}`.
//!
//! Used by every page's `views.rs`. Texts arrive here as finished sentences; the parts only know how things look.
//! Colour never stands alone: every tone has an icon and words beside it.

use std::fmt;

use askama::Template;

use crate::{
    lang::Lang,
    web::{filters, page::Chrome},
};

pub mod fields;
pub mod thread;

pub use fields::{Choices, ErrorSummary, Field};
pub use thread::{FileLink, Files, HistoryLine, Message, SentLine, Side, Undo};

/// Marks structs that render themselves as safe to stand in a page as they are.
macro_rules! part {
    ($($name:ident),* $(,)?) => { $(
        impl askama::filters::HtmlSafe for $name {}
    )* };
}
pub(crate) use part;

/// What a colour means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// In order; more than a day left.
    Calm,
    /// Within a day; needs a look.
    Soon,
    /// Within four hours; failed.
    Urgent,
    /// With operations.
    Ops,
    /// Done well.
    Ok,
    /// Over.
    Mute,
}

impl Tone {
    /// The icon of a countdown in this tone.
    pub fn clock_icon(self) -> &'static str {
        match self {
            Tone::Calm => "clock",
            Tone::Soon => "hourglass",
            Tone::Urgent => "alarm-clock",
            Tone::Ops => "forward",
            Tone::Ok | Tone::Mute => "circle-check",
        }
    }

    /// The icon of a notice in this tone.
    pub fn notice_icon(self) -> &'static str {
        match self {
            Tone::Calm | Tone::Mute => "info",
            Tone::Soon => "triangle-alert",
            Tone::Urgent => "circle-alert",
            Tone::Ops => "forward",
            Tone::Ok => "circle-check",
        }
    }
}

impl fmt::Display for Tone {
    /// The value of `data-tone`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Tone::Calm => "calm",
            Tone::Soon => "soon",
            Tone::Urgent => "urgent",
            Tone::Ops => "ops",
            Tone::Ok => "ok",
            Tone::Mute => "mute",
        })
    }
}

impl askama::filters::HtmlSafe for Tone {}

/// A fact in a pill. Never acts; at most four in a head.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(
    source = r#"<span class="badge{% if outline %} line-only{% endif %}"{% if let Some(tone) = tone %} data-tone="{{ tone }}"{% endif %}>{{ icon|icon }}{{ text }}</span>"#,
    ext = "html"
)]
pub struct Badge {
    tone: Option<Tone>,
    outline: bool,
    icon: &'static str,
    text: String,
}

impl Badge {
    /// A fact with a meaning.
    pub fn new(tone: Tone, icon: &'static str, text: impl Into<String>) -> Self {
        Self { tone: Some(tone), outline: false, icon, text: text.into() }
    }

    /// A fact without one: category, app, version.
    pub fn outline(icon: &'static str, text: impl Into<String>) -> Self {
        Self { tone: None, outline: true, icon, text: text.into() }
    }
}

/// A sentence with an icon before it, in the lower part of a panel.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(
    source = r#"<p>{{ icon|icon }}<span{% if quiet %} class="mute"{% endif %}>{{ text }}{% if let Some(strong) = strong %} <strong>{{ strong }}</strong>{% endif %}{% if let Some(tail) = tail %} {{ tail }}{% endif %}</span></p>"#,
    ext = "html"
)]
pub struct Sentence {
    icon: &'static str,
    text: String,
    strong: Option<String>,
    tail: Option<String>,
    quiet: bool,
}

impl Sentence {
    /// A sentence.
    pub fn new(icon: &'static str, text: impl Into<String>) -> Self {
        Self { icon, text: text.into(), strong: None, tail: None, quiet: false }
    }

    /// Goes on in bold.
    pub fn strong(mut self, text: impl Into<String>) -> Self {
        self.strong = Some(text.into());
        self
    }

    /// Goes on after the bold words.
    pub fn tail(mut self, text: impl Into<String>) -> Self {
        self.tail = Some(text.into());
        self
    }

    /// Less important.
    pub fn quiet(mut self) -> Self {
        self.quiet = true;
        self
    }
}

/// Something to press: a link, or a form with one button.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/action.html")]
pub struct Action {
    href: String,
    label: String,
    icon: Option<&'static str>,
    class: &'static str,
    csrf: Option<String>,
    field: Option<(&'static str, String)>,
}

impl Action {
    /// A link that looks like a button.
    pub fn link(href: impl Into<String>, label: impl Into<String>) -> Self {
        Self { href: href.into(), label: label.into(), icon: None, class: "", csrf: None, field: None }
    }

    /// A button that posts to `href`, with nothing but the token.
    pub fn post(href: impl Into<String>, label: impl Into<String>, chrome: &Chrome) -> Self {
        Self { csrf: Some(chrome.csrf.clone()), ..Self::link(href, label) }
    }

    /// A button that tells besides what the page had shown.
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        self.field = Some((name, value.to_owned()));
        self
    }

    /// With an icon.
    pub fn icon(mut self, icon: &'static str) -> Self {
        self.icon = Some(icon);
        self
    }

    /// The one main thing to do here.
    pub fn primary(mut self) -> Self {
        self.class = " primary";
        self
    }

    /// Less important than its neighbours.
    pub fn quiet(mut self) -> Self {
        self.class = " quiet";
        self
    }

    /// Cannot be taken back.
    pub fn danger(mut self) -> Self {
        self.class = " danger";
        self
    }
}

/// A notice in the page: what is so, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/notice.html")]
pub struct Notice {
    tone: Tone,
    icon: &'static str,
    role: &'static str,
    title: Option<String>,
    texts: Vec<String>,
    actions: Vec<Action>,
}

impl Notice {
    /// A notice with the icon of its tone. Urgent ones are read out at once, others when there is a pause.
    pub fn new(tone: Tone) -> Self {
        let role = if tone == Tone::Urgent { "alert" } else { "status" };
        Self { tone, icon: tone.notice_icon(), role, title: None, texts: Vec::new(), actions: Vec::new() }
    }

    /// Its heading.
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// A paragraph; may be called again.
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.texts.push(text.into());
        self
    }

    /// Another icon.
    pub fn icon(mut self, icon: &'static str) -> Self {
        self.icon = icon;
        self
    }

    /// Read out at once, whatever its tone: something was refused.
    pub fn alert(mut self) -> Self {
        self.role = "alert";
        self
    }

    /// Something to do; may be called again.
    pub fn action(mut self, action: Action) -> Self {
        self.actions.push(action);
        self
    }
}

/// The bar over a whole desk: something about the system, not about this page.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(
    source = r#"<div class="bar" data-tone="{{ tone }}" role="status">{{ tone.notice_icon()|icon }}<span>{{ title }}</span><p>{{ text }}</p></div>"#,
    ext = "html"
)]
pub struct Bar {
    tone: Tone,
    title: String,
    text: String,
}

impl Bar {
    /// A bar: what is so, and what it means.
    pub fn new(tone: Tone, title: impl Into<String>, text: impl Into<String>) -> Self {
        Self { tone, title: title.into(), text: text.into() }
    }
}

/// The drawing of an empty page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Art {
    /// A bubble with nothing in it.
    Bubble,
    /// A tray, all done.
    Tray,
    /// A bubble with a broken line.
    Fault,
}

/// Nothing here: one drawing, one sentence of what is so, one thing to do.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/empty.html")]
pub struct Empty {
    art: Art,
    main: bool,
    title: String,
    text: String,
    small: Option<String>,
    actions: Vec<Action>,
}

impl Empty {
    /// Inside a page that has its own heading.
    pub fn new(art: Art, title: impl Into<String>, text: impl Into<String>) -> Self {
        Self { art, main: false, title: title.into(), text: text.into(), small: None, actions: Vec::new() }
    }

    /// The whole page: its title is the heading.
    pub fn page(art: Art, title: impl Into<String>, text: impl Into<String>) -> Self {
        Self { main: true, ..Self::new(art, title, text) }
    }

    /// A small line under the buttons.
    pub fn small(mut self, text: impl Into<String>) -> Self {
        self.small = Some(text.into());
        self
    }

    /// Something to do; may be called again.
    pub fn action(mut self, action: Action) -> Self {
        self.actions.push(action);
        self
    }
}

/// How the value of a fact is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hand {
    Plain,
    Mono,
    Locked,
}

/// Labels and values.
#[derive(Debug, Clone, PartialEq, Eq, Default, Template)]
#[template(path = "parts/facts.html")]
pub struct Facts {
    facts: Vec<(String, String, Hand)>,
}

impl Facts {
    /// No fact yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A fact.
    pub fn fact(self, label: impl Into<String>, value: impl Into<String>) -> Self {
        self.add(label, value, Hand::Plain)
    }

    /// A fact, if it is known.
    pub fn maybe(self, label: impl Into<String>, value: Option<impl Into<String>>) -> Self {
        match value {
            Some(value) => self.fact(label, value),
            None => self,
        }
    }

    /// An identifier, in letters of one width.
    pub fn mono(self, label: impl Into<String>, value: impl Into<String>) -> Self {
        self.add(label, value, Hand::Mono)
    }

    /// A masked value, with a lock before it.
    pub fn locked(self, label: impl Into<String>, value: impl Into<String>) -> Self {
        self.add(label, value, Hand::Locked)
    }

    fn add(mut self, label: impl Into<String>, value: impl Into<String>, hand: Hand) -> Self {
        self.facts.push((label.into(), value.into(), hand));
        self
    }
}

/// Under a list: what is shown, and the pages beside it.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/pager.html")]
pub struct Pager {
    lang: Lang,
    text: String,
    before: Option<String>,
    after: Option<String>,
}

impl Pager {
    /// Says what is shown; without neighbours there are no buttons.
    pub fn new(lang: Lang, text: impl Into<String>) -> Self {
        Self { lang, text: text.into(), before: None, after: None }
    }

    /// The page before, if there is one.
    pub fn before(mut self, href: Option<String>) -> Self {
        self.before = href;
        self
    }

    /// The page after, if there is one.
    pub fn after(mut self, href: Option<String>) -> Self {
        self.after = href;
        self
    }
}

/// One tab: a link with a count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tab {
    href: String,
    label: String,
    count: Option<(i64, Option<Tone>)>,
    current: bool,
}

impl Tab {
    /// A tab.
    pub fn new(href: impl Into<String>, label: impl Into<String>) -> Self {
        Self { href: href.into(), label: label.into(), count: None, current: false }
    }

    /// With a count; a count of nothing is mute.
    pub fn count(mut self, n: i64, tone: Option<Tone>) -> Self {
        self.count = Some((n, if n == 0 { Some(Tone::Mute) } else { tone }));
        self
    }

    /// Whether this is the present one.
    pub fn current(mut self, current: bool) -> Self {
        self.current = current;
        self
    }
}

/// A row of tabs.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/tabs.html")]
pub struct Tabs {
    label: String,
    tabs: Vec<Tab>,
}

impl Tabs {
    /// Tabs, and what they choose between (for screen readers).
    pub fn new(label: impl Into<String>, tabs: Vec<Tab>) -> Self {
        Self { label: label.into(), tabs }
    }
}

part!(Badge, Sentence, Action, Notice, Bar, Empty, Facts, Pager, Tabs);
