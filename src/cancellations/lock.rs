//! Locking a case for a decision: the inquiry first, then the case, then what stands in the way.

use super::State;
use crate::{
    auth::{StaffRole, Verb},
    events::{self, Audience, EventKind, NewEvent, Subject},
    id::{CancellationId, InquiryId, SubmissionKey, UserId},
    inquiries::verdict,
    public_no::PublicNo,
    work::Work,
};

/// Why a case did not change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseRefusal {
    /// There is no such case.
    NotFound,
    /// The person's role decides nothing.
    MayNot,
    /// Somebody else has it: they decide, or it is taken over first.
    NotTaken,
    /// It has moved on: this cannot be done in its state any more.
    MovedOn,
    /// The developer answered, or the customer wrote, after the page was read.
    SomethingNewer,
    /// The new due moment lies in the past.
    DueInPast,
    /// The purchase lies in the future.
    PurchaseInFuture,
}

/// What the person had read when deciding.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    /// The inquiry's newest event on the page.
    pub sequence: i32,
    /// One press of the button.
    pub key: SubmissionKey,
}

/// A case under its lock.
pub(super) struct Locked {
    pub(super) id: CancellationId,
    pub(super) inquiry: Option<InquiryId>,
    pub(super) state: State,
    pub(super) taken_by: Option<UserId>,
}

/// Whether to go on with an action.
pub(super) enum Go {
    /// The case is locked and may be acted on.
    On(Locked),
    /// The same press was carried out before.
    Repeated,
    /// It may not.
    Refused(CaseRefusal),
}

/// Locks the case's inquiry, then the case, for a person who may decide it. The inquiry of a case never changes, so it may
/// be read without a lock.
pub(super) async fn lock(work: &mut Work, no: &PublicNo, by: UserId) -> sqlx::Result<Result<Locked, CaseRefusal>> {
    let found = sqlx::query!(
        r#"select c.inquiry_id as "inquiry: InquiryId", s.role as "role?: StaffRole"
           from cancellations c
           left join (staff s join users u on u.user_id = s.user_id and u.disabled_at is null) on s.user_id = $2
           where c.case_no = $1"#,
        no.as_str(),
        by as UserId
    )
    .fetch_optional(work.db())
    .await?;
    let Some(found) = found else { return Ok(Err(CaseRefusal::NotFound)) };
    if !found.role.is_some_and(|role| role.may(Verb::Decide)) {
        return Ok(Err(CaseRefusal::MayNot));
    }
    if let Some(inquiry) = found.inquiry {
        verdict::lock(work, inquiry).await?;
    }
    let case = sqlx::query_as!(
        Locked,
        r#"select cancellation_id as "id: CancellationId", inquiry_id as "inquiry: InquiryId", state as "state: State",
                  taken_by as "taken_by: UserId"
           from cancellations where case_no = $1 for no key update"#,
        no.as_str()
    )
    .fetch_one(work.db())
    .await?;
    Ok(Ok(case))
}

/// Locks a case that `by` has taken and may decide, having read everything the customer and the developer wrote.
pub(super) async fn lock_to_decide(work: &mut Work, no: &PublicNo, by: UserId, seen: Seen) -> sqlx::Result<Go> {
    let case = match lock(work, no, by).await? {
        Ok(case) => case,
        Err(refusal) => return Ok(Go::Refused(refusal)),
    };
    if work.once(seen.key, no.as_str()).await?.is_some() {
        return Ok(Go::Repeated);
    }
    if !case.state.is_undecided() {
        return Ok(Go::Refused(CaseRefusal::MovedOn));
    }
    if case.state != State::InReview || case.taken_by != Some(by) {
        return Ok(Go::Refused(CaseRefusal::NotTaken));
    }
    if let Some(inquiry) = case.inquiry
        && wrote_since(work, inquiry, seen.sequence).await?
    {
        return Ok(Go::Refused(CaseRefusal::SomethingNewer));
    }
    Ok(Go::On(case))
}

async fn wrote_since(work: &mut Work, inquiry: InquiryId, seen: i32) -> sqlx::Result<bool> {
    sqlx::query_scalar!(
        r#"select exists (select from events
                          where inquiry_id = $1 and sequence > $2
                            and kind in ('customer_wrote', 'answered', 'answered_late')) as "wrote!""#,
        inquiry as InquiryId,
        seen
    )
    .fetch_one(work.db())
    .await
}

/// Records what happened to a case; operations read it.
pub(super) async fn record(work: &mut Work, case: CancellationId, sequence: i32, kind: EventKind) -> sqlx::Result<()> {
    let event = NewEvent::new(Subject::Cancellation(case), sequence, kind).for_audience(Audience::Operations);
    events::record(work, &[event]).await
}
