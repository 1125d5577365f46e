//! The questions and their answers, in the order in which they come up.

use std::borrow::Cow;

use crate::lang::Lang;

/// Times that the answers tell, in words.
#[derive(Debug, Clone)]
pub(super) struct Times {
    /// How long the seller has.
    pub(super) answer: String,
    /// How long before the due moment the developer is reminded, first and again.
    pub(super) reminders: (String, String),
    /// How long an answer can be undone, if at all.
    pub(super) undo: Option<String>,
    /// After how long an answered inquiry closes.
    pub(super) quiet: String,
    /// How long an address waits to be confirmed.
    pub(super) confirm: String,
}

/// For whom an answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reader {
    Customer,
    Developer,
    Operations,
}

impl Reader {
    pub(super) const ALL: [Reader; 3] = [Reader::Customer, Reader::Developer, Reader::Operations];

    /// The fragment of the address.
    pub(super) fn code(self) -> &'static str {
        match self {
            Reader::Customer => "customers",
            Reader::Developer => "developers",
            Reader::Operations => "operations",
        }
    }

    pub(super) fn title(self, lang: Lang) -> Cow<'static, str> {
        match self {
            Reader::Customer => lang.help_for_customers(),
            Reader::Developer => lang.help_for_developers(),
            Reader::Operations => lang.help_for_operations(),
        }
    }
}

/// A question: its fragment, its words, its answer.
pub(super) type Question = (&'static str, Cow<'static, str>, Cow<'static, str>);

pub(super) fn questions(reader: Reader, times: &Times, lang: Lang) -> Vec<Question> {
    let Times { answer, reminders: (first, second), undo, quiet, confirm } = times;
    match reader {
        Reader::Customer => vec![
            ("when", lang.help_when(), lang.help_when_answer(answer)),
            ("escalation", lang.help_escalation(), lang.help_escalation_answer(answer)),
            ("confirm", lang.help_confirm(), lang.help_confirm_answer(confirm)),
            ("wrong-address", lang.help_wrong_address(), lang.help_wrong_address_answer()),
            ("lost-link", lang.help_lost_link(), lang.help_lost_link_answer()),
            ("seen-link", lang.help_seen_link(), lang.help_seen_link_answer()),
            ("who-sees", lang.help_who_sees(), lang.help_who_sees_answer()),
            ("refund", lang.help_refund(), lang.help_refund_answer()),
            ("close", lang.help_close(), lang.help_close_answer(quiet)),
            ("how-it-was", lang.help_how_it_was(), lang.help_how_it_was_answer()),
        ],
        Reader::Developer => vec![
            ("clock", lang.help_clock(), lang.help_clock_answer(answer)),
            ("reminders", lang.help_reminders(), lang.help_reminders_answer(first, second)),
            ("undo", lang.help_undo(), undo_answer(undo.as_deref(), lang)),
            ("handed-over", lang.help_handed_over(), lang.help_handed_over_answer()),
            ("not-delivered", lang.help_not_delivered(), lang.help_not_delivered_answer()),
            ("late", lang.help_late(), lang.help_late_answer()),
            ("masked", lang.help_masked(), lang.help_masked_answer()),
        ],
        Reader::Operations => vec![
            ("cases", lang.help_cases(), lang.help_cases_answer()),
            ("taking", lang.help_taking(), lang.help_taking_answer()),
            ("deciding", lang.help_deciding(), lang.help_deciding_answer()),
            ("proof", lang.help_proof(), lang.help_proof_answer()),
            ("address-search", lang.help_address_search(), lang.help_address_search_answer()),
        ],
    }
}

fn undo_answer(undo: Option<&str>, lang: Lang) -> Cow<'static, str> {
    undo.map_or_else(|| lang.help_no_undo_answer(), |time| lang.help_undo_answer(time))
}
