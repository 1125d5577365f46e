//! What is known: the purchase as the customer told it, who asked, and what was decided.

use super::queries::Head;
use crate::{
    cancellations::State,
    customers::{masked_email, masked_name},
    lang::{Lang, format::Format},
    web::parts::Facts,
};

/// The purchase as the customer told it: nobody has checked it.
pub(super) fn purchase_told(head: &Head, format: &Format) -> Option<Facts> {
    let lang = format.lang;
    let amount = money(head.told_amount_minor, head.told_currency.as_deref(), lang);
    let told = head.told_item.is_some() || head.told_purchased_at.is_some() || amount.is_some();
    told.then(|| {
        Facts::new()
            .maybe(lang.fact_item(), head.told_item.as_deref())
            .maybe(lang.fact_amount(), amount)
            .maybe(lang.fact_purchased_at(), head.told_purchased_at.map(|at| format.moment(at)))
    })
}

/// Who asked about what, and who should have answered.
pub(super) fn inquiry(head: &Head, format: &Format) -> Facts {
    let lang = format.lang;
    Facts::new()
        .fact(lang.form_subject(), &head.subject)
        .fact(lang.author_customer(), masked_name(&head.customer_name))
        .locked(lang.fact_email(), masked_email(&head.customer_email))
        .fact(lang.language(), head.lang.own_name())
        .fact(lang.app_label(), head.app_name(lang))
        .fact(lang.seller_label(), head.seller_name(lang))
        .maybe(lang.fact_app_version(), head.app_version.as_deref())
        .maybe(lang.fact_device(), head.device.as_deref())
        .mono(lang.inquiry_no(), head.inquiry_no.of_inquiry())
}

/// What was decided, by whom, when, about which purchase; none while it is open.
pub(super) fn decided(head: &Head, format: &Format) -> Option<Facts> {
    let lang = format.lang;
    let at = head.decided_at?;
    let verdict = match head.state {
        State::Declined => lang.verdict_decline(),
        State::Returned => lang.verdict_return(),
        _ => lang.verdict_approve(),
    };
    let due = head.returned_due_at.map(|due| format.moment(due));
    Some(
        Facts::new()
            .fact(lang.decision(), verdict)
            .maybe(lang.fact_who(), head.decided_name.as_deref())
            .fact(lang.fact_when(), format.moment_s(at))
            .maybe(lang.fact_new_due(), due)
            .maybe(lang.letter_ground(), head.ground.map(|ground| ground.name(lang)))
            .maybe(lang.fact_item(), head.item.as_deref())
            .maybe(lang.fact_amount(), money(head.amount_minor, head.currency.as_deref(), lang))
            .maybe(lang.letter_purchased_at(), head.purchased_at.map(|at| format.moment(at)))
            .maybe(lang.fact_evidence(), head.evidence.as_deref()),
    )
}

/// What billing made of it, and what it is known from.
pub(super) fn result(head: &Head, format: &Format) -> Option<Facts> {
    let lang = format.lang;
    let at = head.result_at?;
    let result = if head.state == State::Failed { lang.result_failed() } else { lang.result_confirmed() };
    Some(
        Facts::new()
            .fact(lang.billing_result(), result)
            .maybe(lang.fact_who(), head.result_name.as_deref())
            .fact(lang.fact_when(), format.moment_s(at))
            .maybe(lang.fact_evidence(), head.result_evidence.as_deref()),
    )
}

fn money(minor: Option<i64>, currency: Option<&str>, lang: Lang) -> Option<String> {
    minor.zip(currency).map(|(minor, currency)| lang.money(minor, currency))
}
