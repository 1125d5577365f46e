//! The list of a seller's apps, and the page of one.

use askama::Template;
use chrono::{DateTime, Utc};

use super::{
    form::{ANSWER_LANG, Typed},
    model::{AppLine, Read, Waiting},
    routes::app_path,
};
use crate::{
    deliveries::DeliveryState,
    lang::{Lang, format::Format},
    sellers::{APPS, AppSettings},
    team::{
        model::RecordRow,
        views::{RecordLine, record_lines},
    },
    text::{MAX_EMAIL_BYTES, PhoneNumber, PublicText},
    web::{
        Chrome, Errors, Tone, filters,
        keyset::PAGE_ROWS,
        parts::{Action, Art, Badge, Empty, ErrorSummary, Field, Notice, Pager},
    },
};

/// An app in the list.
#[derive(Debug)]
struct Line {
    href: String,
    name: String,
    client_id: String,
    contact: String,
    asked: Option<Badge>,
    text: String,
    langs: String,
}

impl Line {
    fn new(app: &AppLine, lang: Lang) -> Self {
        let name = match lang {
            Lang::Ko => &app.name_ko,
            Lang::En => &app.name_en,
        };
        let asked = app.asked.then(|| Badge::new(Tone::Soon, "hourglass", lang.address_asked()));
        Self {
            href: app_path(&app.client_id),
            name: name.clone(),
            client_id: app.client_id.clone(),
            contact: app.support_email.clone().unwrap_or_else(|| lang.members_only().into()),
            asked,
            text: if app.has_text { lang.app_has_text() } else { lang.app_has_no_text() }.into(),
            langs: AppSettings::language_names(app.answer_langs.as_deref(), lang)
                .unwrap_or_else(|| lang.not_said())
                .into(),
        }
    }
}

/// The list.
#[derive(Debug, Template)]
#[template(path = "team/apps/list.html")]
pub(super) struct AppsPage {
    chrome: Chrome,
    lines: Vec<Line>,
    empty: Option<Empty>,
}

impl AppsPage {
    pub(super) fn new(chrome: Chrome, apps: &[AppLine]) -> Self {
        let lang = chrome.lang;
        let empty = Empty::new(Art::Tray, lang.apps_empty(), lang.apps_empty_text());
        Self {
            lines: apps.iter().map(|app| Line::new(app, lang)).collect(),
            empty: apps.is_empty().then_some(empty),
            chrome,
        }
    }
}

/// What the page shows besides what is saved.
#[derive(Debug, Default)]
pub(super) struct Shown {
    /// The form of settings, as it was sent.
    pub(super) typed: Option<Typed>,
    /// The new address, as it was sent.
    pub(super) email: Option<String>,
    pub(super) errors: Errors,
    /// Somebody else saved settings meanwhile.
    pub(super) newer: bool,
    /// Somebody else changed the contact meanwhile.
    pub(super) contact_newer: bool,
    /// Where the page of the record begins.
    pub(super) before: Option<i64>,
}

impl Shown {
    pub(super) fn typed(typed: Typed, errors: Errors) -> Self {
        Self { typed: Some(typed), errors, ..Self::default() }
    }
}

/// The part of the page about the contact.
#[derive(Debug)]
struct ContactPart {
    present: Option<String>,
    notices: Vec<Notice>,
    email: Field,
    seen: String,
    remove: Option<Action>,
}

impl ContactPart {
    fn new(chrome: &Chrome, read: &Read, shown: &Shown, format: &Format) -> Self {
        let lang = chrome.lang;
        let path = app_path(&read.app.client_id);
        let seen = read.contact.newest.map(|id| id.to_string()).unwrap_or_default();
        let bounce = read.contact.bounce.as_ref().filter(|_| read.saved.support_email.is_some()).map(|bounce| {
            let notice =
                Notice::new(Tone::Urgent).icon("mail-x").title(lang.contact_bounced(&format.moment(bounce.at)));
            bounce.answer.iter().fold(notice, |notice, answer| notice.text(answer))
        });
        let waiting = read.contact.waiting.as_ref().map(|waiting| waits(waiting, chrome, &path, format));
        let newer = Notice::new(Tone::Soon).title(lang.contact_newer()).text(lang.contact_newer_text()).alert();
        let newer = shown.contact_newer.then_some(newer);
        let remove = Action::post(format!("{path}/support/removal"), lang.remove_contact(), chrome).with("seen", &seen);
        Self {
            present: read.saved.support_email.clone(),
            notices: newer.into_iter().chain(bounce).chain(waiting).collect(),
            email: Field::email(lang, "email", lang.new_contact())
                .hint(lang.new_contact_hint())
                .autocomplete("off")
                .max(MAX_EMAIL_BYTES)
                .value(shown.email.clone().unwrap_or_default())
                .error(shown.errors.get("email")),
            remove: read.saved.support_email.as_ref().map(|_| remove.icon("x").quiet()),
            seen,
        }
    }
}

/// The address that has not agreed yet, and what to do about it.
fn waits(waiting: &Waiting, chrome: &Chrome, path: &str, format: &Format) -> Notice {
    let lang = chrome.lang;
    let sent = format.moment(waiting.asked_at);
    let text = match waiting.expires_at <= format.now {
        true => lang.contact_waited_text(&sent),
        false => lang.contact_waits_text(&sent, &format.moment(waiting.expires_at)),
    };
    let notice = Notice::new(Tone::Soon).icon("hourglass").title(lang.contact_waits(waiting.email.as_str())).text(text);
    let notice = match waiting.mail {
        Some(DeliveryState::Failed | DeliveryState::Bounced) => notice.text(lang.contact_mail_failed()),
        _ => notice,
    };
    notice
        .action(Action::post(format!("{path}/support/again"), lang.send_again(), chrome).icon("send"))
        .action(Action::post(format!("{path}/support/withdrawal"), lang.withdraw_contact(), chrome).icon("x").quiet())
}

/// A language to tick: its code, its name, whether it is ticked.
type Tick = (&'static str, &'static str, bool);

/// The page of one app.
#[derive(Debug, Template)]
#[template(path = "team/apps/app.html")]
pub(super) struct AppPage {
    chrome: Chrome,
    title: String,
    path: String,
    public_path: String,
    summary: Option<ErrorSummary>,
    contact: ContactPart,
    newer: Option<Notice>,
    version: i32,
    texts: [Field; 2],
    ticks: [Tick; 2],
    ticks_error: Option<String>,
    phone: Field,
    mail_lang: Field,
    /// The public text as customers will see it, and in which language.
    previews: Vec<(Lang, String)>,
    record: Vec<RecordLine>,
    pager: Pager,
}

impl AppPage {
    pub(super) fn new(chrome: Chrome, read: &Read, record: &[RecordRow], shown: &Shown, now: DateTime<Utc>) -> Self {
        let (lang, format) = (chrome.lang, chrome.format(now));
        let path = app_path(&read.app.client_id);
        let typed = shown.typed.clone().unwrap_or_else(|| Typed::saved(read));
        let errors = &shown.errors;
        let last = record.get(PAGE_ROWS.saturating_sub(1)).filter(|_| record.len() > PAGE_ROWS);
        let older = last.map(|row| format!("{path}?before={}", row.team_event_id));
        Self {
            title: read.app.name(lang).to_owned(),
            public_path: format!("/apps/{}", read.app.client_id),
            summary: errors.summary(lang),
            contact: ContactPart::new(&chrome, read, shown, &format),
            newer: shown.newer.then(|| newer(read, record, &format)),
            version: read.saved.version,
            texts: texts(&typed, errors, lang),
            ticks: [Lang::Ko, Lang::En].map(|one| (one.code(), one.own_name(), typed.answers_in(one))),
            ticks_error: errors.get(ANSWER_LANG).map(str::to_owned),
            phone: Field::text(lang, "phone", lang.support_phone())
                .hint(lang.support_phone_hint())
                .max(PhoneNumber::MAX)
                .autocomplete("off")
                .optional()
                .value(typed.phone.as_str())
                .error(errors.get("phone")),
            mail_lang: mail_lang(&typed, lang),
            previews: previews(&typed),
            record: record_lines(record, &format, PAGE_ROWS),
            pager: Pager::new(lang, lang.record_newest_first()).before(shown.before.map(|_| path.clone())).after(older),
            path,
            chrome,
        }
    }
}

fn texts(typed: &Typed, errors: &Errors, lang: Lang) -> [Field; 2] {
    let area = |name, label: &str, value: &str| {
        Field::area(lang, name, label, 5).optional().max(PublicText::MAX).value(value).error(errors.get(name))
    };
    [
        area("text_ko", &lang.public_text_ko(), &typed.text_ko).hint(lang.public_text_hint()),
        area("text_en", &lang.public_text_en(), &typed.text_en),
    ]
}

fn mail_lang(typed: &Typed, lang: Lang) -> Field {
    let langs = [lang, lang.other()].map(|one| (one.code().to_owned(), one.own_name().to_owned()));
    Field::select(lang, "mail_lang", lang.support_mail_lang(), langs.into())
        .hint(lang.support_mail_lang_hint())
        .value(typed.mail_lang.as_str())
}

/// What would be shown: cleaned as it is when it is saved. A text that is refused has no preview.
fn previews(typed: &Typed) -> Vec<(Lang, String)> {
    let texts = [(Lang::Ko, &typed.text_ko), (Lang::En, &typed.text_en)];
    let shown = texts.into_iter().filter_map(|(lang, text)| Some((lang, PublicText::parse(text).ok()?)));
    shown.map(|(lang, text)| (lang, text.as_str().to_owned())).collect()
}

/// What somebody else saved meanwhile, and who.
fn newer(read: &Read, record: &[RecordRow], format: &Format) -> Notice {
    let (lang, settings) = (format.lang, &read.saved.settings);
    let text = |text: &Option<PublicText>| text.as_ref().map(|text| text.as_str().to_owned());
    let values = [
        (lang.public_text_ko(), text(&settings.text_ko)),
        (lang.public_text_en(), text(&settings.text_en)),
        (lang.answer_langs(), settings.languages(lang).map(Into::into)),
        (lang.support_phone(), settings.phone.as_ref().map(|phone| phone.as_str().to_owned())),
        (lang.support_mail_lang(), Some(settings.mail_lang.own_name().to_owned())),
    ];
    let who = record_lines(record, format, 1).into_iter().map(|line| format!("{} · {}", line.what, line.at));
    let notice = Notice::new(Tone::Soon).title(lang.app_settings_newer()).text(lang.app_settings_newer_text()).alert();
    let values = values
        .map(|(label, value)| lang.saved_value(&label, &value.unwrap_or_else(|| lang.none_said().into())).into_owned());
    who.chain(values).fold(notice, Notice::text)
}
