//! «How was it?»: two buttons once the inquiry is over. A link never answers it, for mail scanners follow links.

use std::borrow::Cow;

use askama::Template;
use axum::{
    extract::State,
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
    text::{Remark, TextError},
    web::{
        Access, Chrome, Flash, Form, Routes, Tone, filters,
        page::FormKeys,
        parts::{Field, Notice, part},
        see_other,
        typed::too_long_or,
    },
    work::Actor,
};

/// Rows of the field for a few words.
const ROWS: u8 = 2;

pub(super) fn routes() -> Routes<App> {
    Routes::new().post("/i/{token}/satisfaction", Access::Customer, give_satisfaction)
}

#[derive(Debug, Deserialize)]
struct Typed {
    #[serde(default)]
    choice: String,
    #[serde(default)]
    words: String,
}

async fn give_satisfaction(
    State(app): State<App>,
    chrome: Chrome,
    mut open: OpenInquiry,
    Form(typed): Form<Typed>,
) -> Result<Response, AppError> {
    let lang = chrome.lang;
    let good = match typed.choice.as_str() {
        "good" => true,
        "bad" => false,
        _ => return Err(AppError::Invalid("an answer that is neither good nor bad")),
    };
    let words = match Remark::parse(&typed.words) {
        Ok(words) => Some(words),
        Err(TextError::Empty) => None,
        Err(refusal) => {
            let sentence = too_long_or(refusal, lang, lang.invalid_title());
            let mut writing = Writing::beside(refused(sentence));
            writing.status = StatusCode::UNPROCESSABLE_ENTITY;
            open.row.satisfaction_words = Some(typed.words);
            return page(&app, chrome, open, writing).await;
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

fn refused(sentence: Cow<'static, str>) -> Notice {
    Notice::new(Tone::Soon).text(sentence).alert()
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
            words: Field::area(lang, "words", lang.satisfaction_words(), ROWS)
                .value(row.satisfaction_words.as_deref().unwrap_or_default())
                .max(Remark::MAX)
                .optional(),
        })
    }

    fn is_given(&self, good: bool) -> bool {
        self.given == Some(good)
    }
}
