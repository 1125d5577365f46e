//! Forms: read, checked for our token, errors by field.

use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Request, rejection::BytesRejection},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, de::DeserializeOwned};

use super::{csrf, errors::Fault, parts::ErrorSummary, visit::CurrentVisit};
use crate::{error::AppError, lang::Lang};

/// The content type of a form without files.
const URLENCODED: &str = "application/x-www-form-urlencoded";

/// A form without files. Checks the token, so that no handler can forget to.
#[derive(Debug)]
pub struct Form<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Form<T> {
    type Rejection = Refused;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refused> {
        let (mut parts, body) = request.into_parts();
        let visit = CurrentVisit::from_request_parts(&mut parts, state).await?;
        if !is_type(&parts.headers, URLENCODED) {
            return Err(AppError::Invalid("a form was expected").into());
        }
        let body = Bytes::from_request(Request::from_parts(parts, body), state).await.map_err(too_large_or_invalid)?;
        check(&body, &visit)?;
        let again = Request::post("/").header(header::CONTENT_TYPE, URLENCODED).body(body.into());
        let again = again.map_err(|error| AppError::Internal(error.into()))?;
        let form = axum::extract::Form::from_request(again, &()).await;
        form.map(|axum::extract::Form(form)| Form(form)).map_err(|_| AppError::Invalid("the form lacks a field").into())
    }
}

/// The fields of a form with nothing in it but its button.
#[derive(Debug, Deserialize)]
pub struct NoFields {}

/// The token is the viewer's; no value holds what the store cannot keep.
fn check(body: &[u8], visit: &CurrentVisit) -> Result<(), Refused> {
    let mut token = None;
    for (name, value) in url::form_urlencoded::parse(body) {
        if name.contains('\0') || value.contains('\0') {
            return Err(AppError::Invalid("a NUL in a form").into());
        }
        if name == csrf::FIELD {
            token = Some(value);
        }
    }
    if visit.0.token.accepts(&token.unwrap_or_default()) { Ok(()) } else { Err(Refused::StaleForm) }
}

pub(in crate::web) fn is_type(headers: &HeaderMap, wanted: &str) -> bool {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    value.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(wanted)
}

fn too_large_or_invalid(rejection: BytesRejection) -> Refused {
    match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => AppError::TooLarge.into(),
        _ => AppError::Invalid("the form broke off").into(),
    }
}

/// Why a form was not read.
#[derive(Debug)]
pub enum Refused {
    /// Its token is missing or not the viewer's: the page says what to do.
    StaleForm,
    /// Anything else.
    App(AppError),
}

impl From<AppError> for Refused {
    fn from(error: AppError) -> Self {
        Refused::App(error)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        match self {
            Refused::StaleForm => Fault::StaleForm.into_response(),
            Refused::App(error) => error.into_response(),
        }
    }
}

/// What is wrong with a form: a sentence beside each field, in the order of the fields.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Errors(Vec<(&'static str, String)>);

impl Errors {
    /// Nothing is wrong.
    pub fn new() -> Self {
        Self::default()
    }

    /// Something is wrong with a field; only the first thing counts.
    pub fn set(&mut self, field: &'static str, sentence: impl Into<String>) {
        if self.get(field).is_none() {
            self.0.push((field, sentence.into()));
        }
    }

    /// As [`Errors::set`], for chains.
    pub fn with(mut self, field: &'static str, sentence: impl Into<String>) -> Self {
        self.set(field, sentence);
        self
    }

    /// Takes the value of a parsed field, or notes what `say` says of its refusal: `errors.take("email", parsed, |e| …)`.
    pub fn take<T, E, W: Into<String>>(
        &mut self,
        field: &'static str,
        parsed: Result<T, E>,
        say: impl FnOnce(E) -> W,
    ) -> Option<T> {
        parsed.map_err(|refusal| self.set(field, say(refusal))).ok()
    }

    /// Adds all of another's.
    pub fn extend(&mut self, other: Errors) {
        other.0.into_iter().for_each(|(field, sentence)| self.set(field, sentence));
    }

    /// What is wrong with a field.
    pub fn get(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| *name == field).map(|(_, sentence)| sentence.as_str())
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// For the top of the page, if something is wrong.
    pub fn summary(&self, lang: Lang) -> Option<ErrorSummary> {
        (!self.is_empty()).then(|| ErrorSummary { title: lang.mend(self.0.len()).into(), errors: self.0.clone() })
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn errors_stand_in_the_order_of_the_fields_and_only_the_first_counts() {
        let mut errors = Errors::new().with("email", "a").with("body", "b").with("email", "c");
        assert_eq!(errors.take("subject", Ok::<_, ()>(3), |()| "never"), Some(3));
        assert_eq!(errors.get("email"), Some("a"));
        let html = errors.summary(crate::lang::Lang::Ko).unwrap().to_string();
        assert!(html.contains("두 가지를 고쳐 주세요") && html.find("#email") < html.find("#body"), "{html}");
    }
}
