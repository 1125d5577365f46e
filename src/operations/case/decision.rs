//! The form of a decision: what was typed, read into a decision, or given back with what is wrong.

use std::borrow::Cow;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde::Deserialize;

use super::queries::Head;
use crate::{
    cancellations::{self, Approval, CaseRefusal, FURTHEST_DUE, Ground, Origin, Purchase, Seen},
    lang::Lang,
    public_no::PublicNo,
    rules::Rules,
    text::{Amount, Evidence, Item, Reason},
    web::{
        Errors, Flash,
        typed::{MomentError, moment_value, read_currency, read_moment, too_long_or},
    },
    work::Work,
};

/// What stands in the form.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    pub(super) decision: String,
    pub(super) ground: String,
    pub(super) item: String,
    pub(super) purchased_at: String,
    pub(super) amount: String,
    pub(super) currency: String,
    pub(super) evidence: String,
    pub(super) due: String,
    pub(super) reason: String,
    pub(super) seen: String,
    pub(super) submission: String,
    pub(super) proof: String,
}

impl Typed {
    /// Nothing decided yet: the purchase as the customer told it, the new due moment as the rules reckon it from now.
    pub(super) fn prefilled(head: &Head, rules: &Rules, reading: Reading) -> Typed {
        let moment = |at| moment_value(at, reading.zone);
        let currency = head.told_currency.clone().unwrap_or_else(|| "KRW".to_owned());
        let amount = head.told_amount_minor.zip(read_currency(&currency));
        let amount = amount.and_then(|(minor, currency)| Amount::of_minor(minor, currency).ok());
        let ground = (head.origin == Origin::Escalation).then_some(Ground::Unanswered3d.code());
        Typed {
            ground: ground.unwrap_or_default().to_owned(),
            item: head.told_item.clone().unwrap_or_default(),
            purchased_at: head.told_purchased_at.map(moment).unwrap_or_default(),
            amount: amount.map(Amount::grouped).unwrap_or_default(),
            currency,
            due: moment(rules.due(reading.now)),
            ..Typed::default()
        }
    }

    /// What the page had shown, and which press this is. A form that does not say what it had shown has seen nothing.
    pub(super) fn seen(&self) -> Seen {
        Seen { sequence: self.seen.parse().unwrap_or(0), key: self.submission.parse().unwrap_or_default() }
    }
}

/// Whose form it is: decides words and how moments are read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading {
    pub(super) lang: Lang,
    pub(super) zone: Tz,
    pub(super) now: DateTime<Utc>,
}

/// What can be decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Approve,
    Return,
    Decline,
}

impl Verdict {
    pub(super) const ALL: [Verdict; 3] = [Verdict::Approve, Verdict::Return, Verdict::Decline];

    pub(super) fn code(self) -> &'static str {
        match self {
            Verdict::Approve => "approve",
            Verdict::Return => "return",
            Verdict::Decline => "decline",
        }
    }

    fn from_code(code: &str) -> Option<Verdict> {
        Verdict::ALL.into_iter().find(|verdict| verdict.code() == code)
    }
}

/// A good form.
#[derive(Debug, Clone)]
pub(super) enum Decision {
    Approve(Approval),
    Return { reason: Reason, due: DateTime<Utc> },
    Decline { reason: Reason },
}

impl Decision {
    /// Decides the case.
    pub(super) async fn carry_out(
        &self,
        work: &mut Work,
        rules: &Rules,
        no: &PublicNo,
        seen: Seen,
    ) -> sqlx::Result<Result<(), CaseRefusal>> {
        match self {
            Decision::Approve(approval) => cancellations::approve(work, no, approval, seen).await,
            Decision::Return { reason, due } => {
                cancellations::return_to_developer(work, rules, no, reason, *due, seen).await
            }
            Decision::Decline { reason } => cancellations::decline(work, rules, no, reason, seen).await,
        }
    }

    /// Whether money moves by it.
    pub(super) fn moves_money(&self) -> bool {
        matches!(self, Decision::Approve(_))
    }

    /// What the next page says of it.
    pub(super) fn flash(&self) -> Flash {
        match self {
            Decision::Approve(_) => Flash::CaseApproved,
            Decision::Return { .. } => Flash::CaseReturned,
            Decision::Decline { .. } => Flash::CaseDeclined,
        }
    }
}

/// Reads the form, or says what to mend, field by field in the order of the page. Fields of other decisions are not read.
pub(super) fn parse(typed: &Typed, reading: Reading) -> Result<Decision, Errors> {
    let lang = reading.lang;
    let mut errors = Errors::new();
    let verdict = Verdict::from_code(&typed.decision).ok_or(());
    let verdict = errors.take("decision", verdict, |()| lang.error_decision());
    let approval =
        verdict.filter(|verdict| *verdict == Verdict::Approve).map(|_| approval(typed, reading, &mut errors));
    let due = verdict.filter(|verdict| *verdict == Verdict::Return);
    let due = due.and_then(|_| errors.take("due", due_moment(&typed.due, reading), |sentence| sentence));
    let reason = errors.take("reason", Reason::parse(&typed.reason), |it| too_long_or(it, lang, lang.error_reason()));
    let decision = match (verdict, approval.flatten(), due, reason) {
        (Some(Verdict::Approve), Some((purchase, ground)), _, Some(reason)) => {
            Some(Decision::Approve(Approval { purchase, ground, reason }))
        }
        (Some(Verdict::Return), _, Some(due), Some(reason)) => Some(Decision::Return { reason, due }),
        (Some(Verdict::Decline), _, _, Some(reason)) => Some(Decision::Decline { reason }),
        _ => None,
    };
    decision.filter(|_| errors.is_empty()).ok_or(errors)
}

/// The purchase to cancel, and on which ground.
fn approval(typed: &Typed, reading: Reading, errors: &mut Errors) -> Option<(Purchase, Ground)> {
    let lang = reading.lang;
    let ground = errors.take("ground", Ground::from_code(&typed.ground).ok_or(()), |()| lang.error_ground());
    let item = errors.take("item", Item::parse(&typed.item), |it| too_long_or(it, lang, lang.error_item()));
    let purchased_at = errors.take("purchased_at", purchase_moment(&typed.purchased_at, reading), |sentence| sentence);
    let currency = errors.take("currency", read_currency(&typed.currency).ok_or(()), |()| lang.error_currency());
    let amount = currency.and_then(|currency| {
        let paid = Amount::parse(&typed.amount, currency).ok().filter(|amount| amount.minor() > 0);
        errors.take("amount", paid.ok_or(()), |()| lang.error_amount_paid())
    });
    let evidence = Evidence::parse(&typed.evidence);
    let evidence = errors.take("evidence", evidence, |it| too_long_or(it, lang, lang.error_evidence()));
    Some((Purchase { purchased_at: purchased_at?, item: item?, amount: amount?, evidence: evidence? }, ground?))
}

fn purchase_moment(typed: &str, reading: Reading) -> Result<DateTime<Utc>, Cow<'static, str>> {
    let lang = reading.lang;
    match read_moment(typed, reading.zone) {
        Ok(at) if at > reading.now => Err(lang.error_purchased_at_future()),
        Ok(at) => Ok(at),
        Err(MomentError::Empty) => Err(lang.error_purchase_moment()),
        Err(MomentError::Unreadable) => Err(lang.error_purchased_at_form()),
    }
}

fn due_moment(typed: &str, reading: Reading) -> Result<DateTime<Utc>, Cow<'static, str>> {
    let lang = reading.lang;
    match read_moment(typed, reading.zone) {
        Ok(at) if at <= reading.now => Err(lang.error_due_past()),
        Ok(at) if at > reading.now + FURTHEST_DUE => Err(lang.error_due_far(FURTHEST_DUE.num_days())),
        Ok(at) => Ok(at),
        Err(_) => Err(lang.error_due()),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::panic, reason = "tests")]
mod tests {
    use super::*;

    fn reading() -> Reading {
        Reading { lang: Lang::En, zone: Tz::Asia__Seoul, now: "2026-11-26T06:20:00Z".parse().unwrap() }
    }

    fn typed(decision: &str) -> Typed {
        Typed {
            decision: decision.into(),
            ground: "unanswered_3d".into(),
            item: "별자리 정원".into(),
            purchased_at: "2026-11-20T21:04".into(),
            amount: "11,000".into(),
            currency: "KRW".into(),
            evidence: "결제 화면".into(),
            due: "2026-11-29T15:20".into(),
            reason: "기한까지 답변이 없었습니다.".into(),
            ..Typed::default()
        }
    }

    fn wrong(typed: &Typed) -> Errors {
        parse(typed, reading()).map(|_| ()).unwrap_err()
    }

    #[test]
    fn an_approval_names_the_purchase_and_the_ground() {
        let Ok(Decision::Approve(approval)) = parse(&typed("approve"), reading()) else { panic!("no approval") };
        assert_eq!(approval.ground, Ground::Unanswered3d);
        assert_eq!(approval.purchase.purchased_at.to_rfc3339(), "2026-11-20T12:04:00+00:00");
        assert_eq!(approval.purchase.amount.to_string(), "KRW 11,000");
    }

    #[test]
    fn fields_of_another_decision_are_not_read() {
        let empty = Typed { decision: "decline".into(), reason: "까닭".into(), ..Typed::default() };
        assert!(matches!(parse(&empty, reading()), Ok(Decision::Decline { .. })));
        let returned = Typed { amount: "x".into(), ..typed("return") };
        let Ok(Decision::Return { due, .. }) = parse(&returned, reading()) else { panic!("not returned") };
        assert_eq!(due.to_rfc3339(), "2026-11-29T06:20:00+00:00");
    }

    #[test]
    fn an_empty_form_says_everything_that_is_missing() {
        let nothing = wrong(&Typed::default());
        assert!(nothing.get("decision").is_some() && nothing.get("reason").is_some());
        assert!(nothing.get("item").is_none(), "only an approval asks for it");
        let approval = wrong(&Typed { decision: "approve".into(), currency: "KRW".into(), ..Typed::default() });
        for field in ["ground", "item", "purchased_at", "amount", "evidence", "reason"] {
            assert!(approval.get(field).is_some(), "{field}");
        }
        assert!(wrong(&Typed { decision: "return".into(), ..Typed::default() }).get("due").is_some());
    }

    #[test]
    fn a_purchase_was_paid_for_and_lies_in_the_past() {
        assert!(wrong(&Typed { amount: "0".into(), ..typed("approve") }).get("amount").is_some());
        assert!(
            wrong(&Typed { purchased_at: "2026-11-26T15:21".into(), ..typed("approve") }).get("purchased_at").is_some()
        );
    }

    #[test]
    fn a_new_due_moment_lies_ahead_but_not_for_ever() {
        for due in ["2026-11-26T15:20", "2027-11-29T15:20", "", "morgen"] {
            assert!(wrong(&Typed { due: due.into(), ..typed("return") }).get("due").is_some(), "{due}");
        }
    }
}
