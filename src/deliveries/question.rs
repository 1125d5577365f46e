//! The question how it was: one mail per inquiry, ever. The schema counts.

use crate::{
    id::{CustomerId, InquiryId},
    work::Work,
};

/// Asks the customers of inquiries that were never asked about. Returns those that are asked about now.
///
/// # Errors
/// When the database does not answer.
pub async fn to_customer_with_question(work: &mut Work, inquiries: &[InquiryId]) -> sqlx::Result<Vec<InquiryId>> {
    let now = work.now();
    sqlx::query_scalar!(
        r#"insert into deliveries (delivery_id, kind, lane, customer_id, inquiry_id, question_of, turn, created_at,
                                   next_try_at)
           select uuid_v7(), 'satisfaction_question', lower(split_part(c.email, '@', 2)), c.customer_id, i.inquiry_id,
                  i.inquiry_id, i.turn, $2, $2
           from inquiries i join customers c using (customer_id)
           where i.inquiry_id = any($1)
           on conflict (question_of) where question_of is not null and state <> 'canceled' do nothing
           returning inquiry_id as "inquiry_id!: InquiryId""#,
        inquiries as &[InquiryId],
        now
    )
    .fetch_all(work.db())
    .await
}

/// Takes back questions to a customer that have not gone out. One that may have gone out is not sent again.
///
/// # Errors
/// When the database does not answer.
pub async fn cancel_questions(work: &mut Work, customer: CustomerId) -> sqlx::Result<()> {
    let now = work.now();
    sqlx::query!(
        "update deliveries
         set state = case state when 'outcome_unknown' then state else 'canceled' end, ended_at = $2, rendered = null,
             rendered_to = null
         where customer_id = $1 and question_of is not null and state in ('queued', 'delayed', 'outcome_unknown')
           and ended_at is null",
        customer as CustomerId,
        now
    )
    .execute(work.db())
    .await?;
    Ok(())
}
