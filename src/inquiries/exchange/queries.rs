//! Reads of the messages of cases.

use sqlx::PgExecutor;

use super::{CaseMessageRow, CaseSide};
use crate::{
    id::{CaseMessageId, InquiryId},
    inquiries::MessageAuthor,
};

/// What operations wrote with a side about an inquiry and those merged into it, oldest first. Without a side: with both, for
/// operations themselves.
///
/// # Errors
/// When the database does not answer.
pub async fn exchange_of(
    db: impl PgExecutor<'_>,
    inquiry: InquiryId,
    side: Option<CaseSide>,
) -> sqlx::Result<Vec<CaseMessageRow>> {
    sqlx::query_as!(
        CaseMessageRow,
        r#"select m.case_message_id as "case_message_id: CaseMessageId", m.side as "side: CaseSide",
                  m.author as "author: MessageAuthor", u.name as "user_name?", m.body, m.waits, m.wanted_by, m.sent_at,
                  coalesce(m.waits and c.state = 'needs_information'
                           and m.sent_at = case m.side when 'seller' then c.seller_asked_at else c.customer_asked_at end,
                           false) as "awaited!",
                  c.state not in ('declined', 'returned', 'confirmed', 'failed', 'withdrawn') as "open!"
           from case_messages m
           join cancellations c using (cancellation_id)
           left join users u using (user_id)
           where m.inquiry_id = any(array(select $1::uuid union all select o.inquiry_id from inquiries o where o.merged_into = $1))
             and coalesce(m.side = $2, true)
           order by m.sent_at, m.case_message_id"#,
        inquiry as InquiryId,
        side as Option<CaseSide>
    )
    .fetch_all(db)
    .await
}
