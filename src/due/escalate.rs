//! Unanswered at the due moment: the inquiry becomes a purchase cancellation in the queue of operations, exactly once.

use std::collections::{HashMap, HashSet};

use crate::{
    app::App,
    cancellations::{self, OpenCase},
    deliveries::{self, About, DeliveryKind},
    id::{InquiryId, SellerId},
    inquiries::{self, Overdue},
    work::Work,
};

/// A seller with more escalations than this in one batch is told of them in one mail, not in one each.
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
    let digests = sellers_with_many(overdue);
    let told_together: HashSet<InquiryId> =
        overdue.iter().filter(|one| digests.contains_key(&one.seller_id)).map(|one| one.inquiry_id).collect();
    let told_each: Vec<About> = about.iter().filter(|one| !told_together.contains(&one.inquiry)).copied().collect();
    deliveries::to_seller(work, DeliveryKind::EscalatedSeller, &told_each).await?;
    deliveries::to_seller_digest(work, &digests.into_iter().collect::<Vec<_>>()).await?;
    let single = if let [only] = about.as_slice() { Some(*only) } else { None };
    let many = i32::try_from(cases.len()).unwrap_or(i32::MAX);
    deliveries::to_operations(work, lane, single, many).await
}

fn sellers_with_many(overdue: &[Overdue]) -> HashMap<SellerId, i32> {
    let mut counts: HashMap<SellerId, i32> = HashMap::new();
    for one in overdue {
        *counts.entry(one.seller_id).or_default() += 1;
    }
    counts.retain(|_, count| usize::try_from(*count).is_ok_and(|count| count > DIGEST_ABOVE));
    counts
}
