//! Whose work a case is: taking the next one, and handing one to a colleague.

use serde_json::json;

use super::lock::{CaseRefusal, lock};
use crate::{
    auth::{StaffRole, Verb},
    deliveries::{self, About, DeliveryKind},
    events::{self, Audience, EventKind, NewEvent, Subject},
    id::{CancellationId, UserId},
    public_no::PublicNo,
    work::Work,
};

/// Takes the longest overdue case that nobody has. `None`: there is none. Two people who ask at once get different ones: a
/// case that somebody is taking is passed over. Its inquiry need not be locked, for nothing waits behind this lock.
///
/// # Errors
/// When the database does not answer; a refusal is the inner error.
pub async fn take_next(work: &mut Work) -> sqlx::Result<Result<Option<PublicNo>, CaseRefusal>> {
    let Some(by) = work.actor().staff() else { return Ok(Err(CaseRefusal::MayNot)) };
    if !role_of(work, by).await?.is_some_and(|role| role.may(Verb::Decide)) {
        return Ok(Err(CaseRefusal::MayNot));
    }
    let now = work.now();
    let taken = sqlx::query!(
        r#"with next as (
               select cancellation_id from cancellations where state = 'open'
               order by due_at, cancellation_id limit 1 for no key update skip locked)
           update cancellations c set state = 'in_review', taken_by = $1, taken_at = $2, sequence = sequence + 1
           from next where c.cancellation_id = next.cancellation_id
           returning c.cancellation_id as "id: CancellationId", c.case_no as "no: PublicNo", c.sequence"#,
        by as UserId,
        now
    )
    .fetch_optional(work.db())
    .await?;
    let Some(taken) = taken else { return Ok(Ok(None)) };
    super::lock::record(work, taken.id, taken.sequence, EventKind::CaseTaken).await?;
    Ok(Ok(Some(taken.no)))
}

/// The role of a person of operations who may sign in.
async fn role_of(work: &mut Work, user: UserId) -> sqlx::Result<Option<StaffRole>> {
    sqlx::query_scalar!(
        r#"select staff.role as "role: StaffRole" from staff join users using (user_id)
           where user_id = $1 and disabled_at is null"#,
        user as UserId
    )
    .fetch_optional(work.db())
    .await
}

/// Hands an undecided case to a colleague, who is told by mail: a lead any case, others their own. `shown` is who had it on
/// the page.
///
/// # Errors
/// When the database does not answer; a refusal is the inner error.
pub async fn assign(
    work: &mut Work,
    no: &PublicNo,
    to: UserId,
    shown: Option<UserId>,
) -> sqlx::Result<Result<(), CaseRefusal>> {
    let case = match lock(work, no).await? {
        Ok(case) => case,
        Err(refusal) => return Ok(Err(refusal)),
    };
    if !case.state.is_undecided() {
        return Ok(Err(CaseRefusal::MovedOn));
    }
    if case.taken_by == Some(to) {
        return Ok(Ok(()));
    }
    if case.taken_by != shown {
        return Ok(Err(CaseRefusal::TakenMeanwhile));
    }
    let leads = role_of(work, case.by).await?.is_some_and(|role| role.may(Verb::Supervise));
    if !leads && case.taken_by != Some(case.by) {
        return Ok(Err(CaseRefusal::NotTaken));
    }
    if !role_of(work, to).await?.is_some_and(|role| role.may(Verb::Decide)) {
        return Ok(Err(CaseRefusal::NoColleague));
    }
    let now = work.now();
    let sequence = sqlx::query_scalar!(
        "update cancellations
         set state = case state when 'open' then 'in_review' else state end, taken_by = $2, taken_at = $3,
             sequence = sequence + 1
         where cancellation_id = $1 returning sequence",
        case.id as CancellationId,
        to as UserId,
        now
    )
    .fetch_one(work.db())
    .await?;
    let event = NewEvent::new(Subject::Cancellation(case.id), sequence, EventKind::CaseAssigned);
    let event = event.for_audience(Audience::Operations).with(json!({ "to": to }));
    events::record(work, &[event]).await?;
    if let Some(inquiry) = case.inquiry {
        deliveries::to_colleague(work, DeliveryKind::CaseAssigned, to, About::case(inquiry, case.id)).await?;
    }
    Ok(Ok(()))
}
