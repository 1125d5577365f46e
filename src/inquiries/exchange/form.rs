//! The form in which a side answers operations: what was typed, read into an answer, or given back with what is wrong.

use axum::http::StatusCode;
use serde::Deserialize;

use super::AnswerRefusal;
use crate::{
    error::AppError,
    id::{CaseMessageId, SubmissionKey},
    lang::Lang,
    text::MessageBody,
    web::{Errors, Tone, parts::Notice, typed::too_long_or},
};

/// The field of the words; on every page that has it, it is the only one of that name.
pub(super) const WORDS: &str = "to_operations";

/// What stands in the form.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct AnswerForm {
    to_operations: String,
    seen: String,
    submission: String,
}

/// A good form.
#[derive(Debug, Clone)]
pub struct NewAnswer {
    /// The words.
    pub body: MessageBody,
    /// The newest message that the page had shown.
    pub seen: Option<CaseMessageId>,
    /// One press of the button.
    pub key: SubmissionKey,
}

/// What stands in the form on the page, and what stood in the way.
#[derive(Debug, Clone)]
pub struct TypedAnswer {
    pub(super) body: String,
    pub(super) key: SubmissionKey,
    pub(super) errors: Errors,
    pub(super) notice: Option<Notice>,
    /// The status of the page that shows it again.
    pub status: StatusCode,
}

impl TypedAnswer {
    /// Nothing yet.
    pub fn empty() -> TypedAnswer {
        TypedAnswer {
            body: String::new(),
            key: SubmissionKey::new(),
            errors: Errors::new(),
            notice: None,
            status: StatusCode::OK,
        }
    }

    /// An answer that was not taken, with why: it stands in the form again.
    ///
    /// # Errors
    /// When there is no such inquiry for its author, or the author may only read.
    pub fn refused(answer: &NewAnswer, refusal: AnswerRefusal, lang: Lang) -> Result<TypedAnswer, AppError> {
        let (title, text) = match refusal {
            AnswerRefusal::NotFound => return Err(AppError::NotFound),
            AnswerRefusal::ReadOnly => return Err(AppError::Forbidden),
            AnswerRefusal::Over => (lang.exchange_over_title(), lang.exchange_over_text()),
            AnswerRefusal::SomethingNewer => (lang.exchange_newer_title(), lang.exchange_newer_text()),
            AnswerRefusal::FormUsed => (lang.used_form_title(), lang.used_form_text()),
        };
        let key = if refusal == AnswerRefusal::FormUsed { SubmissionKey::new() } else { answer.key };
        Ok(TypedAnswer {
            body: answer.body.as_str().to_owned(),
            key,
            notice: Some(Notice::new(Tone::Soon).title(title).text(text).alert()),
            status: StatusCode::CONFLICT,
            ..TypedAnswer::empty()
        })
    }

    /// An answer that must wait: one too many for now.
    pub fn too_often(answer: &NewAnswer, notice: Notice) -> TypedAnswer {
        TypedAnswer {
            body: answer.body.as_str().to_owned(),
            key: answer.key,
            notice: Some(notice),
            status: StatusCode::TOO_MANY_REQUESTS,
            ..TypedAnswer::empty()
        }
    }

    /// Whether there is something that must not be lost.
    pub(super) fn holds_something(&self) -> bool {
        !self.body.is_empty() || self.notice.is_some()
    }
}

impl AnswerForm {
    /// Reads the form.
    ///
    /// # Errors
    /// What is to be mended, with what was typed.
    pub fn read(self, lang: Lang) -> Result<NewAnswer, Box<TypedAnswer>> {
        let key = self.submission.parse().unwrap_or_default();
        let mut errors = Errors::new();
        let parsed = MessageBody::parse(&self.to_operations);
        match errors.take(WORDS, parsed, |refusal| too_long_or(refusal, lang, lang.error_exchange_words())) {
            Some(body) => Ok(NewAnswer { body, seen: self.seen.parse().ok(), key }),
            None => Err(Box::new(TypedAnswer {
                body: self.to_operations,
                key,
                errors,
                notice: None,
                status: StatusCode::UNPROCESSABLE_ENTITY,
            })),
        }
    }
}
