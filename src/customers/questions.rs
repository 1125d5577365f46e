//! Whether a customer is asked by mail how it was. The mark in such a mail says who decides: it is signed, so that it works
//! for as long as the mail is kept, and opens nothing else.

use sqlx::PgExecutor;

use crate::{
    crypto::{Purpose, Secret, Tag, sign, verify},
    deliveries,
    id::{CustomerId, InquiryId},
    work::Work,
};

const MARK: Purpose = Purpose::new("no more questions");

/// The mark of the question about an inquiry.
pub fn questions_mark(secret: &Secret, inquiry: InquiryId) -> String {
    format!("{inquiry}.{}", sign(secret, MARK, inquiry.0.as_bytes()))
}

/// The inquiry of a mark that we made.
pub fn inquiry_of_mark(secret: &Secret, mark: &str) -> Option<InquiryId> {
    let (inquiry, tag) = mark.split_once('.')?;
    let (inquiry, tag): (InquiryId, Tag) = (inquiry.parse().ok()?, Tag::parse(tag).ok()?);
    verify(secret, MARK, inquiry.0.as_bytes(), &tag).then_some(inquiry)
}

/// The customer who was asked about an inquiry.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// Who.
    pub customer: CustomerId,
    /// Whether they want such questions.
    pub wants_questions: bool,
}

/// Who was asked about an inquiry. `None`: it is gone.
///
/// # Errors
/// When the database does not answer.
pub async fn asked_about(db: impl PgExecutor<'_>, inquiry: InquiryId) -> sqlx::Result<Option<Asked>> {
    sqlx::query_as!(
        Asked,
        r#"select customer_id as "customer: CustomerId", no_questions_at is null as "wants_questions!"
           from inquiries join customers using (customer_id) where inquiry_id = $1"#,
        inquiry as InquiryId
    )
    .fetch_optional(db)
    .await
}

/// Keeps whether a customer wants such questions. Those that have not gone out to who wants none are taken back.
///
/// # Errors
/// When the database does not answer.
pub async fn want_questions(work: &mut Work, customer: CustomerId, wants: bool) -> sqlx::Result<()> {
    let now = work.now();
    sqlx::query!(
        "update customers set no_questions_at = case when not $2 then coalesce(no_questions_at, $3) end
         where customer_id = $1 and (no_questions_at is null) <> $2",
        customer as CustomerId,
        wants,
        now
    )
    .execute(work.db())
    .await?;
    if !wants {
        deliveries::cancel_questions(work, customer).await?;
    }
    Ok(())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn only_a_mark_that_we_made_names_its_inquiry() {
        let secret = Secret::from_text("a secret of thirty-two characters").unwrap();
        let inquiry = InquiryId::new();
        let mark = questions_mark(&secret, inquiry);
        assert_eq!(inquiry_of_mark(&secret, &mark), Some(inquiry));
        let of_another = mark.replace(&inquiry.to_string(), &InquiryId::new().to_string());
        for forged in [of_another.as_str(), &inquiry.to_string(), "", ".", "x.y"] {
            assert_eq!(inquiry_of_mark(&secret, forged), None, "{forged}");
        }
    }
}
