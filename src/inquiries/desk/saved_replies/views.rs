//! The list and the form.

use askama::Template;
use chrono::{DateTime, Duration, Utc};

use super::{form::Typed, queries::AppName};
use crate::{
    inquiries::{
        desk::{SAVED_REPLIES, thread::unresolved},
        saved_replies::{SavedReply, Values, Variable, expand},
    },
    lang::{
        Lang,
        format::{Format, Moment},
    },
    text::{MessageBody, Subject},
    web::{
        Chrome, Errors, Tone, filters,
        parts::{Action, Art, Empty, ErrorSummary, Field, Notice},
    },
};

/// A row of the list.
#[derive(Debug)]
struct Row {
    href: Option<String>,
    title: String,
    app: String,
    snippet: String,
    used: String,
    last_used: Option<Moment>,
}

/// The list.
#[derive(Debug, Template)]
#[template(path = "inquiries/together/saved_replies.html")]
pub(super) struct ListPage {
    chrome: Chrome,
    rows: Vec<Row>,
    empty: Option<Empty>,
    may_edit: bool,
}

impl ListPage {
    pub(super) fn new(
        chrome: Chrome,
        replies: &[SavedReply],
        apps: &[AppName],
        may_edit: bool,
        format: &Format,
    ) -> Self {
        let lang = chrome.lang;
        let row = |reply: &SavedReply| {
            let app = apps.iter().find(|app| Some(app.app_id) == reply.app_id);
            let words =
                if lang == Lang::En && !reply.en.is_empty() || reply.ko.is_empty() { &reply.en } else { &reply.ko };
            Row {
                href: may_edit.then(|| format!("{SAVED_REPLIES}/{}", reply.id)),
                title: reply.title.clone(),
                app: app.map_or_else(|| lang.every_app().into_owned(), |app| app.name(lang).to_owned()),
                snippet: words.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(160).collect(),
                used: lang.saved_used(reply.used.into()).into(),
                last_used: reply.last_used_at.map(|at| format.time(at)),
            }
        };
        let empty = Empty::new(Art::Bubble, lang.no_saved_replies(), lang.no_saved_replies_text());
        let add = Action::link(format!("{SAVED_REPLIES}/new"), lang.new_saved_reply()).icon("plus").primary();
        let empty = if may_edit { empty.action(add) } else { empty };
        Self { rows: replies.iter().map(row).collect(), empty: replies.is_empty().then_some(empty), may_edit, chrome }
    }
}

/// What is saved of what the form is about.
#[derive(Debug, Clone, Copy)]
pub(super) enum Standing<'a> {
    /// Nothing yet.
    New,
    /// This.
    Saved(&'a SavedReply),
    /// This, which somebody else saved while the form was filled in.
    ChangedMeanwhile(&'a SavedReply),
}

impl<'a> Standing<'a> {
    fn reply(self) -> Option<&'a SavedReply> {
        match self {
            Standing::New => None,
            Standing::Saved(reply) | Standing::ChangedMeanwhile(reply) => Some(reply),
        }
    }
}

/// How a text would read, or why it would not.
#[derive(Debug)]
struct Preview {
    lang: Lang,
    text: String,
    refused: bool,
}

/// The form.
#[derive(Debug, Template)]
#[template(path = "inquiries/together/saved_reply.html")]
pub(super) struct FormPage {
    heading: String,
    action: String,
    delete: Option<Action>,
    version: i32,
    notice: Option<Notice>,
    summary: Option<ErrorSummary>,
    title: Field,
    app: Field,
    ko: Field,
    en: Field,
    variables: Vec<(String, String)>,
    previews: Vec<Preview>,
    chrome: Chrome,
}

impl FormPage {
    pub(super) fn new(
        chrome: Chrome,
        standing: Standing<'_>,
        typed: &Typed,
        errors: &Errors,
        apps: &[AppName],
        now: DateTime<Utc>,
    ) -> Self {
        let lang = chrome.lang;
        let reply = standing.reply();
        let action =
            reply.map_or_else(|| format!("{SAVED_REPLIES}/new"), |reply| format!("{SAVED_REPLIES}/{}", reply.id));
        let every = (String::new(), lang.every_app().into_owned());
        let each = apps.iter().map(|app| (app.app_id.to_string(), app.name(lang).to_owned()));
        let area = |name, label: &str, value: &str| {
            Field::area(lang, name, label, 7).optional().max(MessageBody::MAX).value(value).error(errors.get(name))
        };
        Self {
            heading: if reply.is_some() { lang.edit_saved_reply() } else { lang.new_saved_reply() }.into(),
            delete: reply.map(|_| Action::post(format!("{action}/delete"), lang.delete_saved_reply(), &chrome).quiet()),
            version: typed.version,
            notice: notice(standing, lang),
            summary: errors.summary(lang),
            title: Field::text(lang, "title", lang.saved_title())
                .max(Subject::MAX)
                .value(typed.title.as_str())
                .error(errors.get("title")),
            app: Field::select(lang, "app", lang.app_label(), std::iter::once(every).chain(each).collect())
                .value(typed.app.as_str())
                .error(errors.get("app")),
            ko: area("ko", &lang.saved_text_ko(), &typed.ko),
            en: area("en", &lang.saved_text_en(), &typed.en),
            variables: Variable::ALL.map(|variable| (variable.gap(), variable_name(variable, lang))).to_vec(),
            previews: [(Lang::Ko, &typed.ko), (Lang::En, &typed.en)]
                .into_iter()
                .filter(|(_, text)| !text.trim().is_empty())
                .map(|(text_lang, text)| preview(text_lang, text, &chrome, now))
                .collect(),
            action,
            chrome,
        }
    }
}

fn notice(standing: Standing<'_>, lang: Lang) -> Option<Notice> {
    let Standing::ChangedMeanwhile(reply) = standing else { return None };
    let texts = [&reply.title, &reply.ko, &reply.en].into_iter().filter(|text| !text.is_empty());
    let notice = Notice::new(Tone::Soon).title(lang.saved_changed(&reply.changed_by)).text(lang.saved_changed_text());
    Some(texts.fold(notice, |notice, text| notice.text(text.as_str())).alert())
}

fn preview(text_lang: Lang, text: &str, chrome: &Chrome, now: DateTime<Utc>) -> Preview {
    let format = Format::new(text_lang, chrome.zone(), now);
    let values = Values {
        customer: text_lang.example_customer().into(),
        app: text_lang.example_app().into(),
        due: Some(format.moment(now + Duration::days(2))),
        inquiry: text_lang.example_inquiry().into(),
        agent: text_lang.example_agent().into(),
        seller: text_lang.example_seller().into(),
    };
    match expand(text, &values) {
        Ok(text) => Preview { lang: text_lang, text, refused: false },
        Err(why) => Preview { lang: text_lang, text: unresolved(&why, chrome.lang), refused: true },
    }
}

fn variable_name(variable: Variable, lang: Lang) -> String {
    match variable {
        Variable::Customer => lang.variable_customer(),
        Variable::App => lang.variable_app(),
        Variable::Due => lang.variable_due(),
        Variable::Inquiry => lang.variable_inquiry(),
        Variable::Agent => lang.variable_agent(),
        Variable::Seller => lang.variable_seller(),
    }
    .into()
}
