//! What several of the public pages share.

use std::{borrow::Cow, time::Duration};

use askama::Template;
use axum::{
    http::{HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};

use crate::{
    calendar::DuePolicy,
    crypto::Token,
    error::AppError,
    id::SubmissionKey,
    lang::Lang,
    sellers::AppSettings,
    text::TextError,
    web::{
        Chrome, Page, Upload, filters,
        parts::{Action, Art, Empty, part},
    },
};

/// An app's picture.
#[derive(Debug, Clone, Template)]
#[template(
    source = r##"<svg class="app-icon{% if hero %} hero-icon{% endif %}" viewBox="0 0 64 64" aria-hidden="true"><use href="{{ "icons.svg"|asset }}#{{ name }}"/></svg>"##,
    ext = "html"
)]
pub(super) struct AppIcon {
    name: String,
    hero: bool,
}

impl AppIcon {
    pub(super) fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), hero: false }
    }

    /// As large as a heading.
    pub(super) fn hero(self) -> Self {
        Self { hero: true, ..self }
    }
}

part!(AppIcon);

/// What the seller says to customers before they write, in their language or else in the other.
#[derive(Debug, Clone, Template)]
#[template(
    source = r#"<section class="card" aria-labelledby="before"><h2 id="before">{{ lang.before_you_write() }}</h2><div class="stack gap-s" lang="{{ text_lang }}">{{ text|paragraphs }}</div></section>"#,
    ext = "html"
)]
pub(super) struct BeforeYouWrite {
    lang: Lang,
    text_lang: Lang,
    text: String,
}

part!(BeforeYouWrite);

impl BeforeYouWrite {
    /// `None`: the seller says nothing.
    pub(super) fn new(settings: &AppSettings, lang: Lang) -> Option<Self> {
        let (text_lang, text) = settings.public_text(lang)?;
        Some(Self { lang, text_lang, text: text.as_str().to_owned() })
    }
}

/// How long the seller has, in words: `3일`, `3 business days`.
pub(crate) fn time_to_answer(policy: DuePolicy, lang: Lang) -> Cow<'static, str> {
    match policy {
        DuePolicy::Elapsed(time) => span(time, lang),
        DuePolicy::CivilDays(days) => lang.whole_days(days.into()),
        DuePolicy::BusinessDays(days) => lang.business_days(days.into()),
    }
}

/// A setting's time in words.
pub(crate) fn span(time: Duration, lang: Lang) -> Cow<'static, str> {
    lang.whole_span(time.as_secs()).into()
}

/// A page whose address is a secret: no search engine keeps it, and no other page learns it by a link. The origin alone is
/// told, for with none at all browsers without `Sec-Fetch-Site` would send forms from nowhere, and those are refused.
pub(crate) fn secret_address(page: impl IntoResponse) -> Response {
    let mut response = page.into_response();
    let wanted = [
        (header::REFERRER_POLICY, "strict-origin"),
        (HeaderName::from_static("x-robots-tag"), "noindex, nofollow"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    for (name, value) in wanted {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// What to mend in an address.
pub(super) fn address_refusal(refusal: TextError, typed: &str, lang: Lang) -> Cow<'static, str> {
    match refusal {
        TextError::Empty => lang.error_email(),
        _ if typed.trim().is_empty() => lang.error_email(),
        _ if !typed.contains('@') => lang.error_email_at(),
        TextError::TooLong { .. } | TextError::NotAllowed => lang.error_email_form(),
    }
}

/// The key of one press of a button, from the hidden field that [`Chrome::keys_once`] writes.
pub(crate) fn submission(upload: &Upload) -> Result<SubmissionKey, AppError> {
    upload.field("submission").parse().map_err(|_| AppError::Invalid("a form without a key"))
}

/// The token of a link; one that has not the form of a token needs no looking up.
pub(super) fn token(text: &str) -> Option<Token> {
    Token::parse(text).ok()
}

/// Nothing behind a link: what is so, and what to do.
#[derive(Debug, Template)]
#[template(path = "storefront/nothing.html")]
pub(super) struct NothingPage {
    chrome: Chrome,
    title: String,
    empty: Empty,
}

impl NothingPage {
    pub(super) fn respond(chrome: Chrome, title: Cow<'static, str>, text: Cow<'static, str>) -> Response {
        let home = Action::link("/", chrome.lang.home()).primary();
        let own = Action::link("/my", chrome.lang.my_inquiries()).icon("inbox");
        let empty = Empty::page(Art::Bubble, title.clone(), text).action(home).action(own);
        let page = NothingPage { chrome, title: title.into(), empty };
        secret_address(Page(page).with_status(axum::http::StatusCode::NOT_FOUND))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sellers_time_is_said_as_people_say_it() {
        let hours = |n: u64| DuePolicy::Elapsed(Duration::from_secs(n * 3600));
        for (policy, ko, en) in [
            (hours(72), "3일", "3 days"),
            (hours(24), "1일", "1 day"),
            (hours(36), "1일 12시간", "1 day 12 hours"),
            (DuePolicy::Elapsed(Duration::from_secs(300)), "5분", "5 min"),
            (DuePolicy::CivilDays(3), "3일", "3 days"),
            (DuePolicy::BusinessDays(3), "영업일 3일", "3 business days"),
        ] {
            assert_eq!(time_to_answer(policy, Lang::Ko), ko);
            assert_eq!(time_to_answer(policy, Lang::En), en);
        }
    }

    #[test]
    fn a_secret_address_is_told_to_nobody() {
        let response = secret_address("page");
        let header = |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok());
        assert_eq!(header("referrer-policy"), Some("strict-origin"));
        assert_eq!(header("x-robots-tag"), Some("noindex, nofollow"));
        assert_eq!(header("cache-control"), Some("no-store"));
    }
}
