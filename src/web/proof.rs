//! The field in which somebody proves once more who they are, and what is wrong with it.

use super::{Errors, parts::Field};
use crate::{
    auth::{ProofKind, Proved},
    lang::Lang,
};

/// The field's name.
pub const PROOF: &str = "proof";

/// The field of a proof.
pub fn proof_field(lang: Lang, kind: ProofKind, errors: &Errors) -> Field {
    let field = match kind {
        ProofKind::Code => Field::text(lang, PROOF, lang.proof_code()).autocomplete("one-time-code"),
        ProofKind::Password => Field::password(lang, PROOF, lang.proof_password()),
    };
    field.hint(lang.proof_hint()).error(errors.get(PROOF))
}

/// What is wrong with a proof, and how long to wait.
pub fn proof_fault(proved: Proved, kind: ProofKind, lang: Lang) -> Option<(String, Option<u32>)> {
    let sentence = match (proved, kind) {
        (Proved::Yes, _) => return None,
        (Proved::Wait(seconds), _) => {
            return Some((lang.proof_wait(&lang.span(u64::from(seconds))).into(), Some(seconds)));
        }
        (Proved::Missing, ProofKind::Code) => lang.proof_missing_code(),
        (Proved::Missing, ProofKind::Password) => lang.proof_missing_password(),
        (Proved::Wrong, ProofKind::Code) => lang.proof_wrong_code(),
        (Proved::Wrong, ProofKind::Password) => lang.proof_wrong_password(),
    };
    Some((sentence.into(), None))
}
