//! Unanswered at the due moment: the inquiry becomes a purchase cancellation in the queue of operations, exactly once.

use std::collections::HashMap;

use crate::{
    app::App,
    cancellations::{self, OpenCase},
    deliveries::{self, About, DeliveryKind},
    id::{InquiryId, SellerId},
    inquiries::{self, Overdue},
    work::Work,
};

/// A seller with more escalations than this in one batch is told of them in one mail.
pub const DIGEST_ABOVE: usize = 20;

/// Escalates those of a batch that are overdue. Returns how many.
///
/// # Errors
/// When the database does not answer.
pub async fn escalate(work: &mut Work, app: &App, due: &[InquiryId]) -> sqlx::Result<usize> {
    let locked = inquiries::lock_for_scan(work, due).await?;
    let overdue = inquiries::overdue(work, &locked).await?;
    if overdue.is_empty() {
        return Ok(0);
    }
    let cases = cancellations::open_for_overdue(work, &overdue).await?;
    inquiries::mark_escalated(work, &overdue).await?;
    tell(work, app.config.mail.operations_email.host(), &overdue, &cases).await?;
    Ok(overdue.len())
}

/// Tells customers each, sellers each or in one mail, and operations once.
async fn tell(work: &mut Work, lane: &str, overdue: &[Overdue], cases: &[OpenCase]) -> sqlx::Result<()> {
    let about: Vec<About> = cases.iter().map(|case| About::case(case.inquiry_id, case.cancellation_id)).collect();
    deliveries::to_customer(work, DeliveryKind::EscalatedCustomer, &about).await?;
    let together = told_together(overdue);
    let each: Vec<About> = about.iter().filter(|one| !together.contains(&one.inquiry)).copied().collect();
    deliveries::to_seller(work, DeliveryKind::EscalatedSeller, &each).await?;
    deliveries::to_seller_digest(work, &together).await?;
    let single = if let [only] = about.as_slice() { Some(*only) } else { None };
    let many = i32::try_from(cases.len()).unwrap_or(i32::MAX);
    deliveries::to_operations(work, lane, single, many).await
}

/// The inquiries of sellers with more than they are told of one by one.
fn told_together(overdue: &[Overdue]) -> Vec<InquiryId> {
    let mut counts: HashMap<SellerId, usize> = HashMap::new();
    for one in overdue {
        *counts.entry(one.seller_id).or_default() += 1;
    }
    let many = |one: &&Overdue| counts.get(&one.seller_id).is_some_and(|count| *count > DIGEST_ABOVE);
    overdue.iter().filter(many).map(|one| one.inquiry_id).collect()
}
