//! Threads: messages, what happened between them, and what became of each mail.

use askama::Template;

use super::{Action, Badge, Tone, part};
use crate::{
    lang::{
        Lang,
        format::{Moment, file_size},
    },
    web::filters,
};

/// Who wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The one who asked.
    Customer,
    /// The seller.
    Developer,
    /// The store's operations team.
    Operations,
    /// The seller's own people, for each other.
    Note,
}

/// A file to download.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileLink {
    /// Where.
    pub href: String,
    /// As the sender named it.
    pub name: String,
    /// How large.
    pub bytes: u64,
}

impl FileLink {
    /// `412 KB`.
    pub fn size(&self) -> String {
        file_size(self.bytes)
    }
}

/// The files of a message.
#[derive(Debug, Clone, PartialEq, Eq, Default, Template)]
#[template(
    source = r#"{% if !files.is_empty() %}<ul class="files">{% for file in files %}<li><a href="{{ file.href }}">{{ "paperclip"|icon }}{{ file.name }} <span class="mute">{{ file.size() }}</span></a></li>{% endfor %}</ul>{% endif %}"#,
    ext = "html"
)]
pub struct Files {
    /// The files.
    pub files: Vec<FileLink>,
}

/// Takes a waiting answer back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undo {
    /// Seconds until it goes out, counted by the server.
    pub seconds: u64,
    /// The button.
    pub action: Action,
}

/// What became of a mail, under the message that it carries. «Sent» is not a word here.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/sent.html")]
pub struct SentLine {
    lang: Lang,
    tone: Tone,
    icon: &'static str,
    label: String,
    text: String,
    said: Option<String>,
    undo: Option<u64>,
    actions: Vec<Action>,
}

impl SentLine {
    fn new(lang: Lang, tone: Tone, icon: &'static str, label: String, text: String) -> Self {
        Self { lang, tone, icon, label, text, said: None, undo: None, actions: Vec::new() }
    }

    /// Still waiting; can be taken back.
    pub fn waiting(lang: Lang, undo: Undo) -> Self {
        let line = Self::new(lang, Tone::Mute, "hourglass", String::new(), lang.sent_waiting_text().into());
        Self { undo: Some(undo.seconds), actions: vec![undo.action], ..line }
    }

    /// A colleague's, still waiting.
    pub fn going_out(lang: Lang, seconds: u64) -> Self {
        let line = Self::new(lang, Tone::Mute, "hourglass", String::new(), lang.going_out_text().into());
        Self { undo: Some(seconds), ..line }
    }

    /// In the queue.
    pub fn queued(lang: Lang) -> Self {
        Self::new(lang, Tone::Mute, "send", lang.sent_queued().into(), lang.sent_queued_text().into())
    }

    /// Talking with the mail server.
    pub fn sending(lang: Lang) -> Self {
        Self::new(lang, Tone::Mute, "send", lang.sending().into(), lang.sending_text().into())
    }

    /// The recipient's server took it at `clock`.
    pub fn handed_over(lang: Lang, clock: &str) -> Self {
        Self::new(lang, Tone::Ok, "mail-check", lang.handed_over(clock).into(), lang.handed_over_text().into())
    }

    /// The server said «later»; the next try is at `clock`.
    pub fn delayed(lang: Lang, clock: &str) -> Self {
        Self::new(lang, Tone::Soon, "hourglass", lang.delayed().into(), lang.delayed_text(clock).into())
    }

    /// It came back at `clock`.
    pub fn bounced(lang: Lang, clock: &str) -> Self {
        Self::new(lang, Tone::Urgent, "mail-x", lang.bounced(clock).into(), lang.bounced_text().into())
    }

    /// Refused, or given up, at `clock`.
    pub fn failed(lang: Lang, clock: &str) -> Self {
        Self::new(lang, Tone::Urgent, "circle-x", lang.send_failed(clock).into(), lang.send_failed_text().into())
    }

    /// The connection died after the last byte.
    pub fn unknown(lang: Lang, clock: &str) -> Self {
        Self::new(
            lang,
            Tone::Soon,
            "circle-alert",
            lang.outcome_unknown(clock).into(),
            lang.outcome_unknown_text().into(),
        )
    }

    /// Called off before it went out.
    pub fn canceled(lang: Lang) -> Self {
        Self::new(lang, Tone::Mute, "ban", lang.sent_canceled().into(), lang.sent_canceled_text().into())
    }

    /// Other words of explanation.
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.text = text.into();
        self
    }

    /// What the mail server said, word for word.
    pub fn said(mut self, said: Option<impl Into<String>>) -> Self {
        self.said = said.map(Into::into);
        self
    }

    /// Something to do; may be called again.
    pub fn action(mut self, action: Action) -> Self {
        self.actions.push(action);
        self
    }
}

/// One entry of a thread.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(path = "parts/message.html")]
pub struct Message {
    side: Side,
    heading: u8,
    author: String,
    badge: Option<Badge>,
    at: Moment,
    text: String,
    files: Files,
    sent: Option<SentLine>,
    anchor: Option<String>,
}

impl Message {
    /// A message. `author` is shown as it is: mask it before.
    pub fn new(side: Side, author: impl Into<String>, at: Moment, text: impl Into<String>) -> Self {
        let (author, text) = (author.into(), text.into());
        Self { side, heading: 3, author, badge: None, at, text, files: Files::default(), sent: None, anchor: None }
    }

    /// The level of the name's heading: 3 below a section with its own heading (as it is), 2 directly below the page's.
    pub fn heading(mut self, level: u8) -> Self {
        self.heading = level;
        self
    }

    /// With a badge beside the name.
    pub fn badge(mut self, badge: Badge) -> Self {
        self.badge = Some(badge);
        self
    }

    /// With files.
    pub fn files(mut self, files: Vec<FileLink>) -> Self {
        self.files = Files { files };
        self
    }

    /// With what became of its mail.
    pub fn sent(mut self, sent: Option<SentLine>) -> Self {
        self.sent = sent;
        self
    }

    /// Where links lead to it.
    pub fn anchor(mut self, id: impl Into<String>) -> Self {
        self.anchor = Some(id.into());
        self
    }

    fn class(&self) -> &'static str {
        match self.side {
            Side::Customer => "",
            Side::Developer => " dev",
            Side::Operations => " ops",
            Side::Note => " note",
        }
    }

    fn avatar_tone(&self) -> Option<Tone> {
        match self.side {
            Side::Customer => None,
            Side::Developer => Some(Tone::Calm),
            Side::Operations => Some(Tone::Ops),
            Side::Note => Some(Tone::Soon),
        }
    }
}

/// Something that happened between messages.
#[derive(Debug, Clone, PartialEq, Eq, Template)]
#[template(
    source = r#"<li class="happened"{% if let Some(tone) = tone %} data-tone="{{ tone }}"{% endif %}>{{ icon|icon }}<span>{{ text }}</span>{{ at }}</li>"#,
    ext = "html"
)]
pub struct HistoryLine {
    tone: Option<Tone>,
    icon: &'static str,
    text: String,
    at: Moment,
}

impl HistoryLine {
    /// A plain fact.
    pub fn new(icon: &'static str, text: impl Into<String>, at: Moment) -> Self {
        Self { tone: None, icon, text: text.into(), at }
    }

    /// With a meaning.
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = Some(tone);
        self
    }
}

part!(Files, SentLine, Message, HistoryLine);
