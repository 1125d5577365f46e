//! Reads for showing a thread.

use chrono::{DateTime, Utc};
use sqlx::PgExecutor;

use crate::{
    deliveries::DeliveryState,
    id::{InquiryId, MessageId},
    inquiries::MessageAuthor,
};

/// A message with what became of the mail that carries it to the customer.
#[derive(Debug, Clone, serde::Deserialize)]
pub struct MessageRow {
    /// The row's key.
    pub message_id: MessageId,
    /// Who wrote.
    pub author: MessageAuthor,
    /// The person's name, if one signed in.
    pub user_name: Option<String>,
    /// The words.
    pub body: String,
    /// When.
    pub sent_at: DateTime<Utc>,
    /// Whether it came after the due moment.
    pub late: bool,
    /// Where its mail stands; none for what the customer wrote.
    pub mail_state: Option<DeliveryState>,
    /// When the mail is tried next.
    pub next_try_at: Option<DateTime<Utc>>,
    /// When the mail's delivery ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// The mail server's last words, or our reason.
    pub answer: Option<String>,
}

/// The messages of an inquiry and of those merged into it, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn messages_of(db: impl PgExecutor<'_>, inquiry: InquiryId) -> sqlx::Result<Vec<MessageRow>> {
    sqlx::query_as!(
        MessageRow,
        r#"select m.message_id as "message_id: MessageId", m.author as "author: MessageAuthor", u.name as "user_name?",
                  m.body, m.sent_at, m.late, d.state as "mail_state?: DeliveryState", d.next_try_at as "next_try_at?",
                  d.ended_at, d.answer
           from messages m
           left join users u using (user_id)
           left join deliveries d on d.message_id = m.message_id and d.customer_id is not null and m.author <> 'customer'
           where m.inquiry_id = any(array(select $1::uuid union all select o.inquiry_id from inquiries o where o.merged_into = $1))
           order by m.sent_at, m.message_id"#,
        inquiry as InquiryId
    )
    .fetch_all(db)
    .await
}
