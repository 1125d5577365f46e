//! What was typed into the two forms of the page, and what it means.

use serde::Deserialize;

use super::Closing;
use crate::{
    contact_us::Ending,
    id::SubmissionKey,
    lang::Lang,
    text::{Reason, TextError},
    web::{Errors, typed::too_long_or},
};

/// What stands in a form; each has its own fields.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    pub(super) note: String,
    pub(super) ending: String,
    pub(super) told: String,
    submission: String,
}

impl Typed {
    /// One press of a button.
    pub(super) fn key(&self) -> SubmissionKey {
        self.submission.parse().unwrap_or_default()
    }
}

/// The note to the seller; none is as good.
pub(super) fn note(typed: &Typed, lang: Lang) -> Result<Option<Reason>, Errors> {
    match Reason::parse(&typed.note) {
        Ok(note) => Ok(Some(note)),
        Err(TextError::Empty) => Ok(None),
        Err(refusal) => Err(Errors::new().with("note", too_long_or(refusal, lang, lang.error_reason()))),
    }
}

/// Why it is closed; where the customer is told, in which words.
pub(super) fn closing(typed: &Typed, lang: Lang) -> Result<Closing, Errors> {
    let mut errors = Errors::new();
    let ending = errors.take("ending", Ending::from_code(&typed.ending).ok_or(()), |()| lang.error_ending());
    let told = ending.filter(|ending| ending.is_told()).and_then(|_| {
        errors.take("told", Reason::parse(&typed.told), |refusal| too_long_or(refusal, lang, lang.error_told()))
    });
    match (ending, told) {
        (Some(Ending::Answered), Some(words)) => Ok(Closing::Answered(words)),
        (Some(Ending::StoreMatter), Some(words)) => Ok(Closing::StoreMatter(words)),
        (Some(Ending::Duplicate), _) => Ok(Closing::Duplicate),
        (Some(Ending::Spam), _) => Ok(Closing::Spam),
        (Some(Ending::Mistake), _) => Ok(Closing::Mistake),
        (Some(Ending::Answered | Ending::StoreMatter) | None, _) => Err(errors),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn typed(ending: &str, told: &str) -> Typed {
        Typed { ending: ending.into(), told: told.into(), ..Typed::default() }
    }

    #[test]
    fn who_is_told_is_told_in_words_and_nobody_else_is() {
        for ending in Ending::ALL {
            let without = closing(&typed(ending.code(), " "), Lang::En);
            assert_eq!(without.is_err(), ending.is_told(), "{ending:?}");
            assert!(closing(&typed(ending.code(), "words"), Lang::En).is_ok());
        }
        assert!(closing(&typed("", "words"), Lang::En).unwrap_err().get("ending").is_some());
    }

    #[test]
    fn a_note_may_be_left_out_but_not_be_a_book() {
        assert!(note(&typed("", ""), Lang::En).unwrap().is_none());
        let long = Typed { note: "x".repeat(1_001), ..Typed::default() };
        assert!(note(&long, Lang::En).unwrap_err().get("note").is_some());
    }
}
