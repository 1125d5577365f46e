//! The form, as it is shown.

use askama::Template;

use super::{NEW, form::Typed, form_path};
use crate::{
    app::App,
    contact_us::Way,
    id::SubmissionKey,
    lang::Lang,
    operations::CONTACT_US,
    sellers::AppRow,
    storefront::contact::{self, Fields, files_field},
    text::{DisplayName, MAX_EMAIL_BYTES, MessageBody, Subject},
    web::{
        Chrome, Errors, filters,
        parts::{Choices, Field, Notice},
    },
};

/// Rows of the large field.
const BODY_ROWS: u8 = 7;

/// What the form holds, and what is wrong with it.
#[derive(Debug)]
pub(super) struct FormState {
    pub(super) key: SubmissionKey,
    pub(super) typed: Typed,
    pub(super) errors: Errors,
    pub(super) had_files: bool,
    pub(super) notice: Option<Notice>,
}

impl FormState {
    /// A new form in the store's language.
    pub(super) fn empty() -> FormState {
        let asked = contact::Typed { currency: "KRW".into(), ..contact::Typed::default() };
        let lang = Lang::default().code().to_owned();
        FormState {
            key: SubmissionKey::new(),
            typed: Typed { way: Way::Form.code().into(), arrived_at: String::new(), lang, asked },
            errors: Errors::new(),
            had_files: false,
            notice: None,
        }
    }
}

/// The form.
#[derive(Debug, Template)]
#[template(path = "contact_us/form.html")]
pub(super) struct FormPage {
    chrome: Chrome,
    key: SubmissionKey,
    action: String,
    app: String,
    seller: String,
    errors: Errors,
    notice: Option<Notice>,
    arrival: Vec<Field>,
    category: Choices,
    purchase: Vec<Field>,
    price: Vec<Field>,
    device: Vec<Field>,
    person: Vec<Field>,
    message: Vec<Field>,
}

impl FormPage {
    pub(super) fn new(chrome: Chrome, app: &App, row: &AppRow, state: FormState) -> Self {
        let lang = chrome.lang;
        let fields = Fields { lang, typed: &state.typed.asked, errors: &state.errors };
        let zone = chrome.prefs.zone_name();
        Self {
            action: form_path(&row.client_id),
            app: row.name(lang).to_owned(),
            seller: row.seller_name(lang).to_owned(),
            arrival: arrival(lang, &state, &zone),
            category: fields.category(),
            purchase: fields.purchase(&zone),
            price: fields.price(),
            device: fields.device(),
            person: person(&fields, &state),
            message: message(&fields, app, row, &state),
            key: state.key,
            errors: state.errors,
            notice: state.notice,
            chrome,
        }
    }
}

fn arrival(lang: Lang, state: &FormState, zone: &str) -> Vec<Field> {
    let ways = Way::ALL.map(|way| (way.code().to_owned(), way.name(lang).into()));
    vec![
        Field::select(lang, "way", lang.entry_way(), ways.into())
            .value(&state.typed.way)
            .error(state.errors.get("way")),
        Field::datetime(lang, "arrived_at", lang.entry_arrived_at())
            .value(&state.typed.arrived_at)
            .hint(lang.entry_arrived_at_hint(zone))
            .error(state.errors.get("arrived_at")),
    ]
}

fn person(fields: &Fields<'_>, state: &FormState) -> Vec<Field> {
    let (lang, typed) = (fields.lang, fields.typed);
    let langs = [Lang::Ko, Lang::En].map(|one| (one.code().to_owned(), one.own_name().to_owned()));
    vec![
        fields.text("name", lang.entry_name(), &typed.name).max(DisplayName::MAX),
        Field::email(lang, "email", lang.entry_email())
            .value(&typed.email)
            .hint(lang.entry_email_hint())
            .max(MAX_EMAIL_BYTES)
            .error(fields.errors.get("email")),
        Field::select(lang, "lang", lang.entry_lang(), langs.into())
            .value(&state.typed.lang)
            .error(fields.errors.get("lang")),
    ]
}

fn message(fields: &Fields<'_>, app: &App, row: &AppRow, state: &FormState) -> Vec<Field> {
    let (lang, typed) = (fields.lang, fields.typed);
    vec![
        fields.text("subject", lang.form_subject(), &typed.subject).max(Subject::MAX),
        Field::area(lang, "body", lang.entry_body(), BODY_ROWS)
            .value(&typed.body)
            .hint(lang.entry_body_hint())
            .below(lang.kept_on_device())
            .max(MessageBody::MAX)
            .keep(format!("contact-us:{}", row.client_id))
            .error(fields.errors.get("body")),
        files_field(lang, app, state.had_files).error(fields.errors.get("files")),
    ]
}
