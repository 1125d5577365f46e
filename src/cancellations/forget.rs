//! Forgetting the cases of inquiries whose time is over.

use crate::{id::InquiryId, work::Work};

/// Deletes the cases of inquiries, which are locked, with their history and their mails.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_cases(work: &mut Work, inquiries: &[InquiryId]) -> sqlx::Result<()> {
    sqlx::query!("delete from cancellations where inquiry_id = any($1)", inquiries as &[InquiryId])
        .execute(work.db())
        .await?;
    Ok(())
}
