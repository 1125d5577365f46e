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
        r#"select m.message_id as "message_id!: MessageId", m.author as "author!: MessageAuthor", m.user_name,
                  m.body as "body!", m.sent_at as "sent_at!", m.late as "late!", m.mail_state as "mail_state: DeliveryState",
                  m.next_try_at, m.ended_at, m.answer
           from messages_with_mails m
           where m.inquiry_id = any(array(select $1::uuid union all select o.inquiry_id from inquiries o where o.merged_into = $1))
           order by m.sent_at, m.message_id"#,
        inquiry as InquiryId
    )
    .fetch_all(db)
    .await
}
