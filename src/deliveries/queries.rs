//! Reads of `deliveries`.

use chrono::{DateTime, Utc};
use sqlx::PgExecutor;

use super::{DeliveryKind, DeliveryRow, DeliveryState};
use crate::id::{CancellationId, CaseMessageId, DeliveryId, InquiryId, MessageId, SellerId};

/// Everything that went out, or is to go out, about an inquiry, oldest first; also the mails in which its seller was told of
/// many inquiries at once, at one of the instants `together`: those to the contact of its app, and those to members.
///
/// # Errors
/// When the database does not answer.
pub async fn of_inquiry(
    db: impl PgExecutor<'_>,
    inquiry: InquiryId,
    seller: SellerId,
    together: &[DateTime<Utc>],
) -> sqlx::Result<Vec<DeliveryRow>> {
    sqlx::query_as!(
        DeliveryRow,
        r#"select d.delivery_id as "delivery_id: DeliveryId", d.kind as "kind: DeliveryKind",
                  d.state as "state: DeliveryState", d.message_id as "message_id: MessageId",
                  d.cancellation_id as "cancellation_id: CancellationId",
                  d.case_message_id as "case_message_id: CaseMessageId", d.turn,
                  coalesce(c.email, u.email, support_email_at(d.support_app_id, d.created_at)) as address,
                  d.created_at, d.next_try_at, d.attempts, d.ended_at, d.answer
           from deliveries d
           left join customers c on c.customer_id = d.customer_id
           left join users u on u.user_id = d.user_id
           where d.inquiry_id = $1
              or (d.seller_id = $2 and d.many is not null and d.created_at = any($3)
                  and (d.support_app_id is not null) = (
                      select coalesce(lower(support_email_at(i.app_id, d.created_at))
                                      = lower(coalesce(u.email, support_email_at(d.support_app_id, d.created_at))), false)
                      from inquiries i where i.inquiry_id = $1))
           order by d.created_at, d.delivery_id"#,
        inquiry as InquiryId,
        seller as SellerId,
        together
    )
    .fetch_all(db)
    .await
}

/// How many deliveries are due and still wait, and since when the oldest does.
///
/// # Errors
/// When the database does not answer.
pub async fn backlog(db: impl PgExecutor<'_>, now: DateTime<Utc>) -> sqlx::Result<(i64, Option<DateTime<Utc>>)> {
    let row = sqlx::query!(
        r#"select count(*) as "waiting!", min(next_try_at) as oldest from deliveries
           where state in ('queued', 'delayed', 'outcome_unknown') and ended_at is null and next_try_at <= $1"#,
        now
    )
    .fetch_one(db)
    .await?;
    Ok((row.waiting, row.oldest))
}

/// The next moment at which any delivery is to be tried.
///
/// # Errors
/// When the database does not answer.
pub async fn next_try(db: impl PgExecutor<'_>) -> sqlx::Result<Option<DateTime<Utc>>> {
    sqlx::query_scalar!(
        "select min(next_try_at) from deliveries
         where state in ('queued', 'delayed', 'outcome_unknown') and ended_at is null"
    )
    .fetch_one(db)
    .await
}
