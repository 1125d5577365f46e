//! An entry ends, once: forwarded to the seller, or closed.

use crate::{
    contact_us::{
        Ending, EntryRefusal,
        lock::{Go, lock},
    },
    crypto::Secret,
    deliveries,
    id::{EntryId, InquiryId, SubmissionKey, UserId},
    inquiries::{self, Category},
    public_no::PublicNo,
    rules::Rules,
    text::Reason,
    work::Work,
};

/// Forwards an entry: it is an inquiry of the seller from now on, whose clock starts now. The note is for the seller alone.
///
/// # Errors
/// `Err` when the database does not answer; `Ok(Err)` is a refusal.
pub async fn forward(
    work: &mut Work,
    secret: &Secret,
    rules: &Rules,
    no: &PublicNo,
    (note, key): (Option<&Reason>, SubmissionKey),
) -> sqlx::Result<Result<(), EntryRefusal>> {
    let note = note.map(Reason::as_str);
    let entry = match lock(work, no, key, &["forward", note.unwrap_or_default()]).await? {
        Go::On(entry) => entry,
        Go::Repeated => return Ok(Ok(())),
        Go::Refused(refusal) => return Ok(Err(refusal)),
    };
    let inquiry = inquiries::forward_entry(work, secret, rules, entry.id, no).await?;
    let now = work.now();
    sqlx::query!(
        "update contact_us_entries set state = 'forwarded', inquiry_id = $2, note = $3, ended_by = $4, ended_at = $5
         where entry_id = $1",
        entry.id as EntryId,
        inquiry as InquiryId,
        note,
        entry.by as UserId,
        now
    )
    .execute(work.db())
    .await?;
    Ok(Ok(()))
}

/// Why an entry is closed; the customer is told in these words where there is somebody to tell.
#[derive(Debug, Clone)]
pub enum Closing {
    /// The store answered it itself.
    Answered(Reason),
    /// It is the store's business.
    StoreMatter(Reason),
    /// The same as another.
    Duplicate,
    /// Not from a customer.
    Spam,
    /// Entered by mistake.
    Mistake,
}

impl Closing {
    fn ending(&self) -> Ending {
        match self {
            Closing::Answered(_) => Ending::Answered,
            Closing::StoreMatter(_) => Ending::StoreMatter,
            Closing::Duplicate => Ending::Duplicate,
            Closing::Spam => Ending::Spam,
            Closing::Mistake => Ending::Mistake,
        }
    }

    fn told(&self) -> Option<&str> {
        match self {
            Closing::Answered(words) | Closing::StoreMatter(words) => Some(words.as_str()),
            Closing::Duplicate | Closing::Spam | Closing::Mistake => None,
        }
    }
}

/// Closes an entry without the seller.
///
/// # Errors
/// `Err` when the database does not answer; `Ok(Err)` is a refusal.
pub async fn close(
    work: &mut Work,
    no: &PublicNo,
    closing: &Closing,
    key: SubmissionKey,
) -> sqlx::Result<Result<(), EntryRefusal>> {
    let (ending, told) = (closing.ending(), closing.told());
    let entry = match lock(work, no, key, &["close", ending.code(), told.unwrap_or_default()]).await? {
        Go::On(entry) => entry,
        Go::Repeated => return Ok(Ok(())),
        Go::Refused(refusal) => return Ok(Err(refusal)),
    };
    if entry.category == Category::Refund && ending == Ending::Answered {
        return Ok(Err(EntryRefusal::MustBeForwarded));
    }
    let now = work.now();
    sqlx::query!(
        "update contact_us_entries set state = 'closed', ending = $2, told = $3, ended_by = $4, ended_at = $5
         where entry_id = $1",
        entry.id as EntryId,
        ending as Ending,
        told,
        entry.by as UserId,
        now
    )
    .execute(work.db())
    .await?;
    if told.is_some() {
        deliveries::to_customer_of_entry(work, entry.id).await?;
    }
    Ok(Ok(()))
}
