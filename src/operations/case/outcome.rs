//! The form in which staff record what billing made of an approved cancellation.

use serde::Deserialize;

use crate::{
    cancellations::BillingResult,
    id::SubmissionKey,
    lang::Lang,
    text::Evidence,
    web::{Errors, Flash, typed::too_long_or},
};

/// What stands in the form.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    pub(super) result: String,
    pub(super) result_evidence: String,
    pub(super) submission: String,
}

impl Typed {
    /// Which press this is.
    pub(super) fn key(&self) -> SubmissionKey {
        self.submission.parse().unwrap_or_default()
    }
}

/// The results with their names in the form.
pub(super) const RESULTS: [(BillingResult, &str); 2] =
    [(BillingResult::Confirmed, "confirmed"), (BillingResult::Failed, "failed")];

/// A good form.
#[derive(Debug, Clone)]
pub(super) struct Outcome {
    pub(super) result: BillingResult,
    pub(super) evidence: Evidence,
}

impl Outcome {
    /// What the next page says of it.
    pub(super) fn flash(&self) -> Flash {
        match self.result {
            BillingResult::Confirmed => Flash::CaseConfirmed,
            BillingResult::Failed => Flash::CaseFailed,
        }
    }
}

/// Reads the form, or says what to mend.
pub(super) fn parse(typed: &Typed, lang: Lang) -> Result<Outcome, Errors> {
    let mut errors = Errors::new();
    let result = RESULTS.into_iter().find(|(_, code)| *code == typed.result).map(|(result, _)| result);
    let result = errors.take("result", result.ok_or(()), |()| lang.error_result());
    let evidence = Evidence::parse(&typed.result_evidence);
    let evidence = errors.take("result_evidence", evidence, |it| too_long_or(it, lang, lang.error_result_evidence()));
    match (result, evidence) {
        (Some(result), Some(evidence)) => Ok(Outcome { result, evidence }),
        _ => Err(errors),
    }
}
