//! What can be merged with an inquiry.

use chrono::{DateTime, Utc};
use sqlx::PgExecutor;

use crate::{
    id::InquiryId,
    inquiries::{State, merge::Clock},
    public_no::PublicNo,
};

/// Inquiries that are offered; a customer with more than these has other troubles.
const OFFERED: i64 = 50;

/// Another inquiry of the customer with the seller.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) no: PublicNo,
    pub(super) subject: String,
    pub(super) state: State,
    awaiting_since: Option<DateTime<Utc>>,
    reply_due_at: Option<DateTime<Utc>>,
    pub(super) created_at: DateTime<Utc>,
    pub(super) sequence: i32,
    pub(super) messages: i64,
}

impl Candidate {
    pub(super) fn clock(&self) -> Clock {
        Clock::of(self.state, self.awaiting_since, self.reply_due_at)
    }
}

/// The customer's other inquiries with the seller that were not merged, newest first.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn candidates(db: impl PgExecutor<'_>, inquiry: InquiryId) -> sqlx::Result<Vec<Candidate>> {
    sqlx::query_as!(
        Candidate,
        r#"select o.public_no as "no: PublicNo", o.subject, o.state as "state: State", o.awaiting_since, o.reply_due_at,
                  o.created_at, o.sequence,
                  (select count(*) from messages m where m.inquiry_id = o.inquiry_id) as "messages!"
           from inquiries i join inquiries o on o.customer_id = i.customer_id and o.seller_id = i.seller_id
           where i.inquiry_id = $1 and o.inquiry_id <> i.inquiry_id and o.turn > 0 and o.merged_into is null
           order by o.inquiry_id desc limit $2"#,
        inquiry as InquiryId,
        OFFERED
    )
    .fetch_all(db)
    .await
}
