//! What the demo reads: what a person would find in a mail or on a page.

use chrono::{DateTime, Utc};
use sqlx::PgExecutor;

use crate::{
    id::{ConfirmationId, InquiryId},
    public_no::PublicNo,
};

/// The number that people read.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn number(db: impl PgExecutor<'_>, inquiry: InquiryId) -> sqlx::Result<PublicNo> {
    sqlx::query_scalar!(
        r#"select public_no as "public_no: PublicNo" from inquiries where inquiry_id = $1"#,
        inquiry as InquiryId
    )
    .fetch_one(db)
    .await
}

/// The mail that asks the customer to confirm.
///
/// # Errors
/// When the database does not answer, or there is none.
pub(super) async fn confirmation(db: impl PgExecutor<'_>, inquiry: InquiryId) -> sqlx::Result<ConfirmationId> {
    sqlx::query_scalar!(
        r#"select c.confirmation_id as "confirmation_id: ConfirmationId"
           from inquiries i join confirmations c using (customer_id)
           where i.inquiry_id = $1 order by c.created_at desc limit 1"#,
        inquiry as InquiryId
    )
    .fetch_one(db)
    .await
}

/// The newest case.
///
/// # Errors
/// When the database does not answer, or there is none.
pub(super) async fn case(db: impl PgExecutor<'_>, inquiry: InquiryId) -> sqlx::Result<PublicNo> {
    sqlx::query_scalar!(
        r#"select case_no as "case_no: PublicNo" from cancellations
           where inquiry_id = $1 order by cancellation_id desc limit 1"#,
        inquiry as InquiryId
    )
    .fetch_one(db)
    .await
}

/// When the customer bought it, as the form says.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn purchased_at(db: impl PgExecutor<'_>, inquiry: InquiryId) -> sqlx::Result<Option<DateTime<Utc>>> {
    sqlx::query_scalar!("select purchased_at from inquiries where inquiry_id = $1", inquiry as InquiryId)
        .fetch_one(db)
        .await
}

/// What the customer asked the same seller before.
///
/// # Errors
/// When the database does not answer, or they asked nothing.
pub(super) async fn asked_before(db: impl PgExecutor<'_>, inquiry: InquiryId) -> sqlx::Result<PublicNo> {
    sqlx::query_scalar!(
        r#"select earlier.public_no as "public_no: PublicNo"
           from inquiries i join inquiries earlier using (customer_id, seller_id)
           where i.inquiry_id = $1 and earlier.created_at < i.created_at
           order by earlier.inquiry_id desc limit 1"#,
        inquiry as InquiryId
    )
    .fetch_one(db)
    .await
}

/// The due moments of inquiries that wait for an answer, up to `before`.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn due_before(
    db: impl PgExecutor<'_>,
    now: DateTime<Utc>,
    before: DateTime<Utc>,
) -> sqlx::Result<Vec<DateTime<Utc>>> {
    sqlx::query_scalar!(
        r#"select reply_due_at as "reply_due_at!" from inquiries
           where state = 'awaiting_developer' and reply_due_at > $1 and reply_due_at <= $2 order by reply_due_at"#,
        now,
        before
    )
    .fetch_all(db)
    .await
}

/// How often customers of these addresses have asked.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn asked_by(db: impl PgExecutor<'_>, addresses: &[&str]) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"select count(*) as "count!" from inquiries join customers using (customer_id) where email = any($1)"#,
        addresses as &[&str]
    )
    .fetch_one(db)
    .await
}
