//! The forms of a case file with what stands in them.

use askama::Template;
use chrono::{DateTime, Utc};

use super::{
    decision::{self, Reading, Verdict},
    outcome::{self, RESULTS},
    queries::Head,
};
use crate::{
    auth::{Operator, ProofKind, Verb},
    cancellations::{BillingResult, Ground, State},
    lang::Lang,
    operations::case_path,
    rules::Rules,
    text::{Evidence, Item, Reason},
    web::{
        Chrome, Errors,
        page::FormKeys,
        parts::{Choices, ErrorSummary, Field, part},
        proof::{PROOF, proof_field},
        typed::currencies,
    },
};

/// Rows of the larger fields.
const ROWS: u8 = 3;

/// The decision.
#[derive(Debug, Template)]
#[template(path = "operations/decision.html")]
pub(super) struct DecisionForm {
    lang: Lang,
    action: String,
    keys: FormKeys,
    seen: i32,
    summary: Option<ErrorSummary>,
    verdict: Choices,
    purchase: Vec<Field>,
    price: Vec<Field>,
    evidence: Field,
    due: Field,
    reason: Field,
    proof: Option<Field>,
}

part!(DecisionForm, OutcomeForm);

impl DecisionForm {
    /// For who has the case, also while it waits for information, or has tried to decide it: what was typed is not lost.
    pub(super) fn new(
        head: &Head,
        operator: &Operator,
        (rules, chrome, now): (&Rules, &Chrome, DateTime<Utc>),
        typed: Option<decision::Typed>,
        errors: &Errors,
    ) -> Option<Self> {
        let has_it = head.state != State::Open && head.taken_by == Some(operator.viewer.user_id);
        let may = operator.role.may(Verb::Decide) && head.state.is_undecided();
        if !(may && (has_it || typed.is_some())) {
            return None;
        }
        let reading = Reading { lang: chrome.lang, zone: chrome.zone(), now };
        let typed = typed.unwrap_or_else(|| decision::Typed::prefilled(head, rules, reading));
        let fields = Fields { lang: chrome.lang, typed: &typed, errors, case: head.no.as_str() };
        let zone = chrome.prefs.zone_name();
        Some(Self {
            lang: chrome.lang,
            action: format!("{}/decision", case_path(&head.no)),
            keys: chrome.keys_once(&typed.seen().key),
            seen: head.sequence,
            summary: errors.summary(chrome.lang),
            verdict: fields.verdict(),
            purchase: fields.purchase(&zone),
            price: fields.price(),
            evidence: fields.evidence(),
            due: fields.due(&zone),
            reason: fields.reason(),
            proof: errors.get(PROOF).map(|_| fields.proof(operator.viewer.proof_kind())),
        })
    }
}

/// Makes the fields of a decision with what was typed and what is wrong.
struct Fields<'a> {
    lang: Lang,
    typed: &'a decision::Typed,
    errors: &'a Errors,
    case: &'a str,
}

impl Fields<'_> {
    fn verdict(&self) -> Choices {
        let lang = self.lang;
        let choices = Choices::new("decision", lang.decision()).chosen(&self.typed.decision).tight();
        let choices = Verdict::ALL.into_iter().fold(choices, |choices, verdict| {
            let (icon, label, hint) = match verdict {
                Verdict::Approve => ("circle-check", lang.verdict_approve(), lang.verdict_approve_hint()),
                Verdict::Return => ("undo-2", lang.verdict_return(), lang.verdict_return_hint()),
                Verdict::Decline => ("circle-x", lang.verdict_decline(), lang.verdict_decline_hint()),
            };
            choices.choice(verdict.code(), icon, label, Some(hint.into()))
        });
        choices.error(self.errors.get("decision"))
    }

    fn purchase(&self, zone: &str) -> Vec<Field> {
        let (lang, typed, errors) = (self.lang, self.typed, self.errors);
        let grounds = Ground::ALL.map(|ground| (ground.code().to_owned(), ground.name(lang).into()));
        let choose = (String::new(), lang.choose_ground().into());
        vec![
            Field::select(lang, "ground", lang.letter_ground(), std::iter::once(choose).chain(grounds).collect())
                .value(&typed.ground)
                .error(errors.get("ground")),
            Field::text(lang, "item", lang.fact_item()).value(&typed.item).max(Item::MAX).error(errors.get("item")),
            Field::datetime(lang, "purchased_at", lang.form_purchased_at())
                .value(&typed.purchased_at)
                .hint(lang.in_zone(zone))
                .error(errors.get("purchased_at")),
        ]
    }

    fn price(&self) -> Vec<Field> {
        let (lang, typed, errors) = (self.lang, self.typed, self.errors);
        vec![
            Field::text(lang, "amount", lang.fact_amount()).value(&typed.amount).error(errors.get("amount")),
            Field::select(lang, "currency", lang.form_currency(), currencies(lang))
                .value(&typed.currency)
                .error(errors.get("currency")),
        ]
    }

    fn evidence(&self) -> Field {
        let lang = self.lang;
        Field::area(lang, "evidence", lang.fact_evidence(), ROWS)
            .value(&self.typed.evidence)
            .hint(lang.evidence_hint())
            .max(Evidence::MAX)
            .keep(format!("case:{}:evidence", self.case))
            .error(self.errors.get("evidence"))
    }

    fn due(&self, zone: &str) -> Field {
        let lang = self.lang;
        Field::datetime(lang, "due", lang.fact_new_due())
            .value(&self.typed.due)
            .hint(lang.in_zone(zone))
            .error(self.errors.get("due"))
    }

    /// Once money is about to move, and the last proof is too old.
    fn proof(&self, kind: ProofKind) -> Field {
        proof_field(self.lang, kind, self.errors).hint(self.lang.proof_for_money())
    }

    fn reason(&self) -> Field {
        let lang = self.lang;
        Field::area(lang, "reason", lang.reason(), ROWS)
            .value(&self.typed.reason)
            .hint(lang.reason_hint())
            .max(Reason::MAX)
            .keep(format!("case:{}:reason", self.case))
            .error(self.errors.get("reason"))
    }
}

/// What billing made of it.
#[derive(Debug, Template)]
#[template(path = "operations/outcome.html")]
pub(super) struct OutcomeForm {
    lang: Lang,
    action: String,
    keys: FormKeys,
    summary: Option<ErrorSummary>,
    result: Choices,
    evidence: Field,
}

impl OutcomeForm {
    /// For who may decide, while billing's result is awaited.
    pub(super) fn new(
        head: &Head,
        operator: &Operator,
        chrome: &Chrome,
        typed: Option<outcome::Typed>,
        errors: &Errors,
    ) -> Option<Self> {
        if head.state != State::PendingAtStore || !operator.role.may(Verb::Decide) {
            return None;
        }
        let (lang, typed) = (chrome.lang, typed.unwrap_or_default());
        let choices = Choices::new("result", lang.billing_result()).chosen(&typed.result).tight();
        let choices = RESULTS.into_iter().fold(choices, |choices, (result, code)| match result {
            BillingResult::Confirmed => choices.choice(code, "receipt", lang.result_confirmed(), None),
            BillingResult::Failed => choices.choice(code, "circle-x", lang.result_failed(), None),
        });
        let evidence = Field::area(lang, "result_evidence", lang.fact_evidence(), ROWS)
            .value(&typed.result_evidence)
            .hint(lang.result_evidence_hint())
            .max(Evidence::MAX)
            .keep(format!("case:{}:result", head.no.as_str()))
            .error(errors.get("result_evidence"));
        Some(Self {
            lang,
            action: format!("{}/result", case_path(&head.no)),
            keys: chrome.keys_once(&typed.key()),
            summary: errors.summary(lang),
            result: choices.error(errors.get("result")),
            evidence,
        })
    }
}
