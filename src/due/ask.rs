//! Customers are asked how it was, each at most once about an inquiry.

use serde_json::json;

use crate::{
    deadlines, deliveries,
    events::EventKind,
    id::InquiryId,
    inquiries::{self, Askable},
    work::Work,
};

/// Asks the customers of a batch who are to be asked. Returns how many were asked or passed over.
///
/// # Errors
/// When the database does not answer.
pub async fn ask(work: &mut Work, due: &[InquiryId]) -> sqlx::Result<usize> {
    let locked = inquiries::lock_for_scan(work, due).await?;
    let found = inquiries::askable(work, &locked).await?;
    let (asked, passed_over): (Vec<Askable>, Vec<Askable>) = found.iter().partition(|one| one.asks);
    deadlines::fire(work, &keys(&asked)).await?;
    deadlines::skip(work, &keys(&passed_over)).await?;
    let ids: Vec<InquiryId> = asked.iter().map(|one| one.inquiry_id).collect();
    let told = deliveries::to_customer_with_question(work, &ids).await?;
    inquiries::record_for_all(work, &told, EventKind::SatisfactionAsked, &json!({})).await?;
    Ok(found.len())
}

fn keys(deadlines: &[Askable]) -> Vec<i64> {
    deadlines.iter().map(|one| one.deadline_id).collect()
}
