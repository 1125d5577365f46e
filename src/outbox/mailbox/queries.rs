//! What the mailbox reads: mails with their bytes.

use chrono::{DateTime, Utc};
use sqlx::PgExecutor;

use crate::{deliveries::DeliveryState, id::DeliveryId};

/// Enough of a mail to hold its sender and subject.
const HEAD_BYTES: i32 = 4_096;

/// A mail of the list.
#[derive(Debug, Clone)]
pub(super) struct MailRow {
    pub(super) delivery_id: DeliveryId,
    pub(super) state: DeliveryState,
    pub(super) created_at: DateTime<Utc>,
    pub(super) to: String,
    /// The beginning of its bytes.
    pub(super) head: Vec<u8>,
}

/// Mails older than `before`, newest first; only those to addresses with `to` in them, if it is given.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn mails(
    db: impl PgExecutor<'_>,
    to: Option<&str>,
    before: Option<DeliveryId>,
    limit: i64,
) -> sqlx::Result<Vec<MailRow>> {
    sqlx::query_as!(
        MailRow,
        r#"select delivery_id as "delivery_id: DeliveryId", state as "state: DeliveryState", created_at,
                  rendered_to as "to!", substring(rendered from 1 for $4) as "head!"
           from deliveries
           where rendered is not null and ($1::text is null or strpos(lower(rendered_to), lower($1)) > 0)
             and ($2::uuid is null or delivery_id < $2)
           order by delivery_id desc limit $3"#,
        to,
        before as Option<DeliveryId>,
        limit,
        HEAD_BYTES
    )
    .fetch_all(db)
    .await
}

/// A mail in full.
#[derive(Debug, Clone)]
pub(super) struct MailBytes {
    pub(super) state: DeliveryState,
    pub(super) to: String,
    pub(super) bytes: Vec<u8>,
}

/// One mail.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn mail(db: impl PgExecutor<'_>, delivery: DeliveryId) -> sqlx::Result<Option<MailBytes>> {
    sqlx::query_as!(
        MailBytes,
        r#"select state as "state: DeliveryState", rendered_to as "to!", rendered as "bytes!"
           from deliveries where delivery_id = $1 and rendered is not null"#,
        delivery as DeliveryId
    )
    .fetch_optional(db)
    .await
}
