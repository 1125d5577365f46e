//! «How was it?»: two buttons once the inquiry is over, and a page of its own with one button behind the links of the mail that
//! asks. A link never answers it, for mail scanners follow links.

use std::borrow::Cow;

use askama::Template;
use axum::{
    extract::{Query, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use chrono::{DateTime, Utc};
use serde::Deserialize;

use super::{
    access::OpenInquiry,
    queries::InquiryRow,
    routes::{inquiry_path, page},
    views::Writing,
};
use crate::{
    app::App,
    error::AppError,
    inquiries::{self, is_asked},
    lang::Lang,
    storefront::parts::secret_address,
    text::{Remark, TextError},
    web::{
        Access, Chrome, Errors, Flash, Form, Page, Routes, Tone, filters,
        page::FormKeys,
        parts::{Choices, ErrorSummary, Field, Notice, part},
        see_other,
        typed::too_long_or,
    },
    work::Actor,
};

/// Rows of the field for a few words.
const ROWS: u8 = 2;
/// The answers, as forms and links say them.
const GOOD: &str = "good";
const BAD: &str = "bad";

pub(super) fn routes() -> Routes<App> {
    Routes::new().get("/i/{token}/satisfaction", Access::Customer, show_question).post(
        "/i/{token}/satisfaction",
        Access::Customer,
        give_satisfaction,
    )
}

#[derive(Debug, Default, Deserialize)]
struct Typed {
    #[serde(default)]
    choice: String,
    #[serde(default)]
    words: String,
}

async fn show_question(
    State(app): State<App>,
    chrome: Chrome,
    open: OpenInquiry,
    Query(typed): Query<Typed>,
) -> Result<Response, AppError> {
    if !is_asked(open.row.close_reason, open.row.closed_at, app.clock.now()) {
        let mut writing = Writing::beside(refused(chrome.lang.not_asked_any_more()));
        writing.status = StatusCode::OK;
        return page(&app, chrome, open, writing).await;
    }
    Ok(secret_address(Page(QuestionPage::new(chrome, &open, &typed, &Errors::new()))))
}

async fn give_satisfaction(
    State(app): State<App>,
    chrome: Chrome,
    open: OpenInquiry,
    Form(typed): Form<Typed>,
) -> Result<Response, AppError> {
    let lang = chrome.lang;
    let (good, words) = match parse(&typed, lang) {
        Ok(said) => said,
        Err(errors) => {
            let page = Page(QuestionPage::new(chrome, &open, &typed, &errors));
            return Ok(secret_address(page.with_status(StatusCode::UNPROCESSABLE_ENTITY)));
        }
    };
    let mut work = app.work(Actor::Customer(open.row.customer_id)).await?;
    if inquiries::give_satisfaction(&mut work, open.row.inquiry_id, good, words.as_ref()).await?.is_err() {
        drop(work);
        return page(&app, chrome, open, Writing::beside(refused(lang.not_asked_any_more()))).await;
    }
    work.commit().await?;
    Ok(see_other(inquiry_path(&open.token)).flash(Flash::SatisfactionGiven).into_response())
}

/// Whether it was good, and a few words if there are any.
fn parse(typed: &Typed, lang: Lang) -> Result<(bool, Option<Remark>), Errors> {
    let mut errors = Errors::new();
    let good = match typed.choice.as_str() {
        GOOD => Ok(true),
        BAD => Ok(false),
        _ => Err(()),
    };
    let good = errors.take("choice", good, |()| lang.satisfaction_choose());
    let words = match Remark::parse(&typed.words) {
        Err(TextError::Empty) => Ok(None),
        parsed => parsed.map(Some),
    };
    let words = errors.take("words", words, |refusal| too_long_or(refusal, lang, lang.invalid_title()));
    good.zip(words).ok_or(errors)
}

fn refused(sentence: Cow<'static, str>) -> Notice {
    Notice::new(Tone::Soon).text(sentence).alert()
}

fn words(lang: Lang, value: &str) -> Field {
    Field::area(lang, "words", lang.satisfaction_words(), ROWS).value(value).max(Remark::MAX).optional()
}

/// The question, with what was answered before.
#[derive(Debug, Template)]
#[template(path = "storefront/satisfaction.html")]
pub(super) struct Question {
    lang: Lang,
    action: String,
    keys: FormKeys,
    given: Option<bool>,
    words: Field,
}

part!(Question);

impl Question {
    /// None while the inquiry is open, and when it has been over for long.
    pub(super) fn new(chrome: &Chrome, row: &InquiryRow, now: DateTime<Utc>) -> Option<Self> {
        let lang = chrome.lang;
        is_asked(row.close_reason, row.closed_at, now).then(|| Self {
            lang,
            action: format!("{}/satisfaction", chrome.here),
            keys: chrome.keys(),
            given: row.satisfied,
            words: words(lang, row.satisfaction_words.as_deref().unwrap_or_default()),
        })
    }

    fn is_given(&self, good: bool) -> bool {
        self.given == Some(good)
    }
}

/// The question alone, with the answer chosen that the link named, and one button.
#[derive(Debug, Template)]
#[template(path = "storefront/satisfaction_question.html")]
struct QuestionPage {
    chrome: Chrome,
    /// The page of the inquiry.
    inquiry: String,
    app: String,
    subject: String,
    errors: Option<ErrorSummary>,
    choice: Choices,
    words: Field,
}

impl QuestionPage {
    fn new(chrome: Chrome, open: &OpenInquiry, typed: &Typed, errors: &Errors) -> Self {
        let (lang, row, inquiry) = (chrome.lang, &open.row, inquiry_path(&open.token));
        let choice = Choices::new("choice", lang.satisfaction_choice())
            .choice(GOOD, "thumbs-up", lang.satisfaction_good(), None)
            .choice(BAD, "flag", lang.satisfaction_bad(), None)
            .chosen(&typed.choice);
        Self {
            app: row.app_name(lang).to_owned(),
            subject: row.subject.clone(),
            errors: errors.summary(lang),
            choice: choice.error(errors.get("choice")),
            words: words(lang, &typed.words).error(errors.get("words")),
            chrome: Chrome { here: format!("{inquiry}/satisfaction"), ..chrome },
            inquiry,
        }
    }
}
