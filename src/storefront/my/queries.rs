//! A customer's own inquiries: the session's customer is part of each look-up.

use sqlx::PgExecutor;

use crate::{
    cancellations,
    id::{CustomerId, InquiryId},
    inquiries::{Category, CloseReason, State},
    public_no::PublicNo,
    storefront::inquiry::InquiryRow,
    web::keyset::PAGE_ROWS,
};

/// A page of them, newest first, behind an inquiry or from the beginning; one row more than is shown.
pub(super) async fn inquiries_of(
    db: impl PgExecutor<'_>,
    customer: CustomerId,
    after: Option<InquiryId>,
) -> sqlx::Result<Vec<InquiryRow>> {
    sqlx::query_as!(
        InquiryRow,
        r#"select i.inquiry_id as "inquiry_id: InquiryId", i.link_generation, i.customer_id as "customer_id: CustomerId",
                  i.public_no as "public_no: PublicNo", i.state as "state: State", i.category as "category: Category",
                  i.subject, i.awaiting_since, i.reply_due_at, i.close_reason as "close_reason: CloseReason", i.closed_at,
                  i.answer_read_at, null::boolean as satisfied, null::text as satisfaction_words,
                  i.purchased_at, i.item, i.amount_minor, i.currency, i.app_version, i.device, a.icon, a.name_ko, a.name_en,
                  s.name_ko as seller_name_ko, s.name_en as seller_name_en, c.state as "case?: cancellations::State",
                  false as "operations_wrote!", null::text as "merged_no: PublicNo"
           from inquiries i
           join apps a using (app_id)
           join sellers s on s.seller_id = i.seller_id
           left join cancellations c on c.inquiry_id = i.inquiry_id
               and c.state not in ('declined', 'returned', 'confirmed', 'failed', 'withdrawn')
           where i.customer_id = $1 and i.state <> 'unconfirmed' and i.merged_into is null
             and ($2::uuid is null or i.inquiry_id < $2)
           order by i.inquiry_id desc limit $3"#,
        customer as CustomerId,
        after as Option<InquiryId>,
        PAGE_ROWS as i64 + 1
    )
    .fetch_all(db)
    .await
}

/// The inquiry of a number and which of its links is the present one, if it is the customer's.
pub(super) async fn link_of(
    db: impl PgExecutor<'_>,
    customer: CustomerId,
    no: &PublicNo,
) -> sqlx::Result<Option<(InquiryId, i32)>> {
    let row = sqlx::query!(
        r#"select inquiry_id as "inquiry_id: InquiryId", link_generation from inquiries
           where public_no = $1 and customer_id = $2 and state <> 'unconfirmed'"#,
        no.as_str(),
        customer as CustomerId
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| (row.inquiry_id, row.link_generation)))
}
