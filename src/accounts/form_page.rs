//! What the pages around signing in are made of: one form in the middle, or one sentence of what is so.

use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::Response,
};

use crate::{
    auth::{PasswordError, Viewer},
    lang::Lang,
    passwords::{MAX_CHARACTERS, MIN_CHARACTERS},
    web::{
        Chrome, Errors, Page, Tone, Who, filters,
        parts::{Action, Art, Empty, ErrorSummary, Facts, Field, Notice},
        prefs::local_path,
    },
};

/// A page with one form.
#[derive(Debug, Template)]
#[template(path = "accounts/form.html")]
pub(super) struct FormPage {
    chrome: Chrome,
    title: String,
    texts: Vec<String>,
    notice: Option<Notice>,
    summary: Option<ErrorSummary>,
    facts: Option<Facts>,
    action: String,
    back: String,
    fields: Vec<Field>,
    button: String,
    hint: Option<String>,
    link: Option<Action>,
}

impl FormPage {
    /// A form that is posted to `action` by a button that says what it does.
    pub(super) fn new(
        chrome: Chrome,
        title: impl Into<String>,
        action: impl Into<String>,
        button: impl Into<String>,
    ) -> Self {
        Self {
            chrome,
            title: title.into(),
            texts: Vec::new(),
            notice: None,
            summary: None,
            facts: None,
            action: action.into(),
            back: String::new(),
            fields: Vec::new(),
            button: button.into(),
            hint: None,
            link: None,
        }
    }

    /// What it is for; may be called again.
    pub(super) fn text(mut self, text: impl Into<String>) -> Self {
        self.texts.push(text.into());
        self
    }

    pub(super) fn notice(mut self, notice: Option<Notice>) -> Self {
        self.notice = notice;
        self
    }

    pub(super) fn facts(mut self, facts: Facts) -> Self {
        self.facts = Some(facts);
        self
    }

    /// Where the person was going.
    pub(super) fn back(mut self, back: &str) -> Self {
        local_path(back).clone_into(&mut self.back);
        self
    }

    /// A field; may be called again.
    pub(super) fn field(mut self, field: Field) -> Self {
        self.fields.push(field);
        self
    }

    /// On top, for what is to be mended.
    pub(super) fn errors(mut self, errors: &Errors) -> Self {
        self.summary = errors.summary(self.chrome.lang);
        self
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Where to go instead.
    pub(super) fn link(mut self, href: &str, label: impl Into<String>) -> Self {
        self.link = Some(Action::link(href, label).quiet().icon("chevron-left"));
        self
    }
}

/// A page that says one thing.
#[derive(Debug, Template)]
#[template(path = "storefront/nothing.html")]
pub(super) struct SaidPage {
    chrome: Chrome,
    title: String,
    empty: Empty,
}

impl SaidPage {
    /// What is so, and what to do.
    pub(super) fn new(chrome: Chrome, title: impl Into<String>, text: impl Into<String>, action: Action) -> Self {
        let title = title.into();
        let empty = Empty::page(Art::Bubble, title.clone(), text).action(action);
        Self { chrome, title, empty }
    }

    /// A quiet line under it.
    pub(super) fn small(mut self, text: impl Into<String>) -> Self {
        self.empty = self.empty.small(text);
        self
    }
}

/// The frame of a person's own pages.
pub(super) fn own(chrome: Chrome, viewer: &Viewer) -> Chrome {
    let place = viewer.place_name(chrome.lang);
    chrome.signed_in(Who::new(&viewer.name, place))
}

/// A refused form: 422, or 429 when the person must wait.
pub(super) fn refused(page: FormPage, wait: Option<u32>) -> Response {
    let Some(seconds) = wait else { return Page(page).with_status(StatusCode::UNPROCESSABLE_ENTITY) };
    let mut response = Page(page).with_status(StatusCode::TOO_MANY_REQUESTS);
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    response
}

/// Links were asked for too often.
pub(super) fn mails_wait(lang: Lang, seconds: u32) -> Notice {
    let text = lang.mails_wait_text(&lang.span(u64::from(seconds)));
    Notice::new(Tone::Soon).title(lang.mails_wait()).text(text).alert()
}

/// The field of a new password.
pub(super) fn new_password_field(lang: Lang, errors: &Errors) -> Field {
    Field::password(lang, "new_password", lang.new_password())
        .autocomplete("new-password")
        .hint(lang.new_password_hint(MIN_CHARACTERS))
        .error(errors.get("new_password"))
}

/// What is wrong with a new password; nothing when the machine could not hash it.
pub(super) fn password_fault(error: &PasswordError, typed: &str, lang: Lang) -> Option<String> {
    let sentence = match error {
        PasswordError::TooShort if typed.is_empty() => lang.new_password_missing(),
        PasswordError::TooShort => lang.password_too_short(MIN_CHARACTERS),
        PasswordError::TooLong => lang.password_too_long(MAX_CHARACTERS),
        PasswordError::Common => lang.password_common(),
        PasswordError::Hash(_) => return None,
    };
    Some(sentence.into())
}
