//! Locking a case for a decision: the inquiry first, then the case, then what stands in the way.

use super::State;
use crate::{
    auth::{StaffRole, Verb},
    events::{self, Audience, EventKind, NewEvent, Subject},
    id::{CancellationId, InquiryId, SubmissionKey, UserId},
    inquiries::verdict,
    public_no::PublicNo,
    work::{Pressed, Work},
};

/// Why a case did not change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseRefusal {
    /// There is no such case.
    NotFound,
    /// The person's role decides no cases, or does so no more.
    MayNot,
    /// Somebody else has it: they decide, or it is taken over first.
    NotTaken,
    /// Somebody took it after the page was read.
    TakenMeanwhile,
    /// It has moved on: this cannot be done in its state any more.
    MovedOn,
    /// The developer answered, or the customer wrote, after the page was read.
    SomethingNewer,
    /// An answer of the developer is about to go out: it must be read first.
    AnswerWaits,
    /// The new due moment lies in the past.
    DueInPast,
    /// The new due moment lies too far ahead.
    DueTooFar,
    /// The purchase lies in the future.
    PurchaseInFuture,
    /// Nothing was paid, so there is nothing to cancel.
    NothingPaid,
    /// Whoever is to get it decides no cases.
    NoColleague,
    /// The form was used already, for another text.
    FormUsed,
}

/// What the person had read when deciding.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    /// The inquiry's newest event on the page.
    pub sequence: i32,
    /// One press of the button.
    pub key: SubmissionKey,
}

/// A case under its lock, and who acts on it.
pub(super) struct Locked {
    pub(super) id: CancellationId,
    pub(super) inquiry: Option<InquiryId>,
    pub(super) state: State,
    pub(super) taken_by: Option<UserId>,
    /// The person of operations whose work it is.
    pub(super) by: UserId,
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

/// Locks the case's inquiry, then the case, for the person whose work it is and who may decide cases at this moment.
/// The inquiry of a case never changes, so it may be read without a lock.
pub(super) async fn lock(work: &mut Work, no: &PublicNo) -> sqlx::Result<Result<Locked, CaseRefusal>> {
    let Some(by) = work.actor().staff() else { return Ok(Err(CaseRefusal::MayNot)) };
    let inquiry = sqlx::query_scalar!(
        r#"select inquiry_id as "inquiry_id: InquiryId" from cancellations where case_no = $1"#,
        no.as_str()
    )
    .fetch_optional(work.db())
    .await?;
    let Some(inquiry) = inquiry else { return Ok(Err(CaseRefusal::NotFound)) };
    if let Some(inquiry) = inquiry {
        verdict::lock(work, inquiry).await?;
    }
    let case = sqlx::query!(
        r#"select c.cancellation_id as "id: CancellationId", c.state as "state: State", c.taken_by as "taken_by: UserId",
                  (select staff.role from staff join users using (user_id)
                   where user_id = $2 and disabled_at is null) as "role: StaffRole"
           from cancellations c where c.case_no = $1 for no key update of c"#,
        no.as_str(),
        by as UserId
    )
    .fetch_one(work.db())
    .await?;
    if !case.role.is_some_and(|role| role.may(Verb::Decide)) {
        return Ok(Err(CaseRefusal::MayNot));
    }
    Ok(Ok(Locked { id: case.id, inquiry, state: case.state, taken_by: case.taken_by, by }))
}

/// Locks a case that the person whose work it is has taken and may decide, having read everything that the customer and the
/// developer wrote.
pub(super) async fn lock_to_decide(work: &mut Work, no: &PublicNo, seen: Seen, decision: &[&str]) -> sqlx::Result<Go> {
    let case = match lock(work, no).await? {
        Ok(case) => case,
        Err(refusal) => return Ok(Go::Refused(refusal)),
    };
    match work.once(seen.key, no.as_str(), decision).await? {
        Pressed::First => {}
        Pressed::Repeated(_) => return Ok(Go::Repeated),
        // a form is used by the decision it makes
        Pressed::Reused => return Ok(Go::Refused(CaseRefusal::MovedOn)),
    }
    if !case.state.is_undecided() {
        return Ok(Go::Refused(CaseRefusal::MovedOn));
    }
    if case.state == State::Open || case.taken_by != Some(case.by) {
        return Ok(Go::Refused(CaseRefusal::NotTaken));
    }
    let news = match case.inquiry {
        Some(inquiry) => news_since(work, inquiry, seen.sequence).await?,
        None => None,
    };
    Ok(news.map_or(Go::On(case), Go::Refused))
}

/// What the person who decides has not read: something written since, or an answer that is about to go out.
pub(super) async fn news_since(work: &mut Work, inquiry: InquiryId, seen: i32) -> sqlx::Result<Option<CaseRefusal>> {
    let row = sqlx::query!(
        r#"select exists (select from events
                          where inquiry_id = $1 and sequence > $2
                            and kind in ('customer_wrote', 'answered', 'answered_late', 'told_operations')) as "wrote!",
                  exists (select from pending_replies where inquiry_id = $1) as "answer_waits!""#,
        inquiry as InquiryId,
        seen
    )
    .fetch_one(work.db())
    .await?;
    let waits = row.answer_waits.then_some(CaseRefusal::AnswerWaits);
    Ok(if row.wrote { Some(CaseRefusal::SomethingNewer) } else { waits })
}

/// Records what happened to a case; operations read it.
pub(super) async fn record(work: &mut Work, case: CancellationId, sequence: i32, kind: EventKind) -> sqlx::Result<()> {
    let event = NewEvent::new(Subject::Cancellation(case), sequence, kind).for_audience(Audience::Operations);
    events::record(work, &[event]).await
}
