//! A mistyped address is corrected by whoever sent the form, until it is confirmed.
//!
//! The form is known by the key of its press, which only its sender's next page holds, signed. What went to the wrong address
//! holds nothing of the form, and its link dies; what has not gone out yet does not.

use chrono::{DateTime, Utc};
use sqlx::PgExecutor;

use super::{State, talk::next_sequence};
use crate::{
    config::Contact,
    crypto::Secret,
    customers::{self, NewCustomer},
    events::{self, Audience, EventKind, NewEvent, Subject},
    id::{CustomerId, InquiryId, SubmissionKey},
    text::EmailAddress,
    work::Work,
};

/// How often the address of one form is corrected; the schema knows it too.
const CORRECTIONS: i32 = 3;

/// Why an address was not corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CorrectRefusal {
    /// The address was confirmed, or the inquiry was deleted: nothing waits any more.
    Over,
    /// It was corrected too often.
    TooOften,
}

/// Remembers which inquiry a form filed.
///
/// # Errors
/// When the database does not answer.
pub async fn remember_form(work: &mut Work, form: SubmissionKey, inquiry: InquiryId) -> sqlx::Result<()> {
    let now = work.now();
    sqlx::query!(
        "insert into sent_forms (submission_key, inquiry_id, created_at) values ($1, $2, $3)",
        form as SubmissionKey,
        inquiry as InquiryId,
        now
    )
    .execute(work.db())
    .await?;
    Ok(())
}

/// Whether the address of a form may still be corrected.
///
/// # Errors
/// When the database does not answer.
pub async fn is_correctable(db: impl PgExecutor<'_>, form: SubmissionKey) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select from sent_forms join inquiries using (inquiry_id)
                          where submission_key = $1 and state = 'unconfirmed' and corrections < $2) as "is!""#,
        form as SubmissionKey,
        CORRECTIONS
    )
    .fetch_one(db)
    .await
}

/// Moves the inquiry of a form to another address, which is asked to confirm.
///
/// # Errors
/// `Err` when the database does not answer; `Ok(Err)` is a refusal, and nothing may be committed.
pub async fn correct_address(
    work: &mut Work,
    secret: &Secret,
    limits: &Contact,
    form: SubmissionKey,
    email: EmailAddress,
) -> sqlx::Result<Result<(), CorrectRefusal>> {
    let Some(filed) = filed_by(work, form).await? else { return Ok(Err(CorrectRefusal::Over)) };
    if filed.corrections >= CORRECTIONS {
        return Ok(Err(CorrectRefusal::TooOften));
    }
    // confirming locks the address before its inquiries; so does this
    customers::void_confirmations(work, filed.customer, filed.inquiry).await?;
    let person = NewCustomer { email, ..customers::as_new(work, filed.customer).await? };
    let customer = customers::find_or_add(work, &person).await?;
    if !move_to(work, &filed, customer).await? {
        return Ok(Err(CorrectRefusal::Over));
    }
    let sequence = next_sequence(work, filed.inquiry).await?;
    let event = NewEvent::new(Subject::Inquiry(filed.inquiry), sequence, EventKind::AddressCorrected);
    events::record(work, &[event.for_audience(Audience::Operations)]).await?;
    customers::ask_to_confirm(work, secret, limits, customer).await?;
    Ok(Ok(()))
}

struct Filed {
    inquiry: InquiryId,
    customer: CustomerId,
    corrections: i32,
}

/// The inquiry of a form that waits for its address. The form's row is locked: two corrections at once are one after the other.
async fn filed_by(work: &mut Work, form: SubmissionKey) -> sqlx::Result<Option<Filed>> {
    sqlx::query_as!(
        Filed,
        r#"select inquiry_id as "inquiry: InquiryId", customer_id as "customer: CustomerId", corrections
           from sent_forms f join inquiries i using (inquiry_id)
           where submission_key = $1 and state = 'unconfirmed' for update of f"#,
        form as SubmissionKey
    )
    .fetch_optional(work.db())
    .await
}

/// `false`: its address was confirmed meanwhile.
async fn move_to(work: &mut Work, filed: &Filed, customer: CustomerId) -> sqlx::Result<bool> {
    let moved = sqlx::query!(
        "with moved as (
             update inquiries set customer_id = $3
             where inquiry_id = $1 and customer_id = $2 and state = $4 returning inquiry_id)
         update sent_forms set corrections = corrections + 1 where inquiry_id in (select inquiry_id from moved)",
        filed.inquiry as InquiryId,
        filed.customer as CustomerId,
        customer as CustomerId,
        State::Unconfirmed as State
    )
    .execute(work.db())
    .await?;
    Ok(moved.rows_affected() > 0)
}

/// Drops what is known of forms whose address was confirmed in time, or whose inquiry is gone.
///
/// # Errors
/// When the database does not answer.
pub async fn forget_forms(db: impl PgExecutor<'_>, limits: &Contact, now: DateTime<Utc>) -> sqlx::Result<()> {
    sqlx::query!("delete from sent_forms where created_at < $1", now - limits.confirm_within).execute(db).await?;
    Ok(())
}
