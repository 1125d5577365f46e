//! What operations do with a case: take, decline, return, approve, record billing's result.

use chrono::{DateTime, TimeDelta, Utc};

use super::{
    Ground, State,
    lock::{CaseRefusal, Go, Locked, Seen, lock, lock_to_decide, record},
};
use crate::{
    deliveries::{self, About, DeliveryKind},
    events::EventKind,
    id::{CancellationId, InquiryId, SubmissionKey, UserId},
    inquiries::verdict,
    public_no::PublicNo,
    rules::Rules,
    text::{Amount, Evidence, Item, Reason},
    work::{Pressed, Work},
};

/// How far ahead a new due moment may lie: a slip in the year must not leave a customer waiting for ever.
pub const FURTHEST_DUE: TimeDelta = TimeDelta::days(30);

/// The purchase that staff entered.
#[derive(Debug, Clone)]
pub struct Purchase {
    /// When.
    pub purchased_at: DateTime<Utc>,
    /// What.
    pub item: Item,
    /// How much.
    pub amount: Amount,
    /// What it is known from.
    pub evidence: Evidence,
}

/// An approval.
#[derive(Debug, Clone)]
pub struct Approval {
    /// The purchase to cancel.
    pub purchase: Purchase,
    /// Why.
    pub ground: Ground,
    /// In words, for both sides.
    pub reason: Reason,
}

/// What billing made of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BillingResult {
    /// The purchase is canceled.
    Confirmed,
    /// It cannot be canceled.
    Failed,
}

/// `Err` when the database does not answer; `Ok(Err)` is a refusal. A repeated press is carried out once and is `Ok(Ok)`.
type Decided = sqlx::Result<Result<(), CaseRefusal>>;

/// Takes a case, or takes it over from the colleague whom the page had `shown`. Who has it already goes on with it, and waits
/// for nobody any more; who takes it over waits on.
///
/// # Errors
/// When the database does not answer; a refusal is the inner error.
pub async fn take(work: &mut Work, no: &PublicNo, shown: Option<UserId>) -> Decided {
    let case = match lock(work, no).await? {
        Ok(case) => case,
        Err(refusal) => return Ok(Err(refusal)),
    };
    if !case.state.is_undecided() {
        return Ok(Err(CaseRefusal::MovedOn));
    }
    let has_it = case.taken_by == Some(case.by);
    if has_it && case.state == State::InReview {
        return Ok(Ok(()));
    }
    if !has_it && case.taken_by != shown {
        return Ok(Err(CaseRefusal::TakenMeanwhile));
    }
    let now = work.now();
    let sequence = sqlx::query_scalar!(
        "update cancellations
         set state = case when state = 'needs_information' and not $4 then state else 'in_review' end,
             seller_asked_at = case when $4 then null else seller_asked_at end,
             seller_until = case when $4 then null else seller_until end,
             customer_asked_at = case when $4 then null else customer_asked_at end,
             customer_until = case when $4 then null else customer_until end,
             taken_by = $2, taken_at = $3, sequence = sequence + 1
         where cancellation_id = $1 returning sequence",
        case.id as CancellationId,
        case.by as UserId,
        now,
        has_it
    )
    .fetch_one(work.db())
    .await?;
    record(work, case.id, sequence, EventKind::CaseTaken).await?;
    Ok(Ok(()))
}

/// Declines: the reason is operations' answer to the customer, and is told to the developer.
///
/// # Errors
/// When the database does not answer; a refusal is the inner error.
pub async fn decline(work: &mut Work, rules: &Rules, no: &PublicNo, reason: &Reason, seen: Seen) -> Decided {
    let case = match lock_to_decide(work, no, seen, &["decline", reason.as_str()]).await? {
        Go::On(case) => case,
        Go::Repeated => return Ok(Ok(())),
        Go::Refused(refusal) => return Ok(Err(refusal)),
    };
    settle(work, &case, State::Declined, EventKind::CaseDeclined, reason, None).await?;
    if let Some(inquiry) = case.inquiry {
        let message = verdict::answer_by_operations(work, rules, inquiry, case.by, reason.as_str()).await?;
        let about = [About { inquiry, message: Some(message), cancellation: Some(case.id) }];
        deliveries::to_customer(work, DeliveryKind::DeclinedCustomer, &about).await?;
        deliveries::to_seller(work, DeliveryKind::DeclinedSeller, &about).await?;
    }
    Ok(Ok(()))
}

/// Gives the inquiry back to the developer, who gets a new turn due at `due`.
///
/// # Errors
/// When the database does not answer; a refusal is the inner error.
pub async fn return_to_developer(
    work: &mut Work,
    rules: &Rules,
    no: &PublicNo,
    reason: &Reason,
    due: DateTime<Utc>,
    seen: Seen,
) -> Decided {
    if due <= work.now() {
        return Ok(Err(CaseRefusal::DueInPast));
    }
    if due > work.now() + FURTHEST_DUE {
        return Ok(Err(CaseRefusal::DueTooFar));
    }
    let decision = ["return", &due.to_rfc3339(), reason.as_str()];
    let case = match lock_to_decide(work, no, seen, &decision).await? {
        Go::On(case) => case,
        Go::Repeated => return Ok(Ok(())),
        Go::Refused(refusal) => return Ok(Err(refusal)),
    };
    settle(work, &case, State::Returned, EventKind::CaseReturned, reason, Some(due)).await?;
    if let Some(inquiry) = case.inquiry {
        verdict::give_back(work, rules, inquiry, due).await?;
        tell(work, DeliveryKind::ReturnedCustomer, DeliveryKind::ReturnedSeller, inquiry, case.id).await?;
    }
    Ok(Ok(()))
}

/// Ends a case without a cancellation.
async fn settle(
    work: &mut Work,
    case: &Locked,
    state: State,
    kind: EventKind,
    reason: &Reason,
    due: Option<DateTime<Utc>>,
) -> sqlx::Result<()> {
    let now = work.now();
    let sequence = sqlx::query_scalar!(
        "update cancellations
         set state = $2, decided_by = $3, decided_at = $4, reason = $5, returned_due_at = $6, sequence = sequence + 1
         where cancellation_id = $1 returning sequence",
        case.id as CancellationId,
        state as State,
        case.by as UserId,
        now,
        reason.as_str(),
        due
    )
    .fetch_one(work.db())
    .await?;
    record(work, case.id, sequence, kind).await
}

/// Approves the cancellation of a purchase. The `manual` adapter takes the order at once: staff carry it out in billing's
/// console and record the result.
///
/// # Errors
/// When the database does not answer; a refusal is the inner error.
pub async fn approve(work: &mut Work, no: &PublicNo, approval: &Approval, seen: Seen) -> Decided {
    let purchase = &approval.purchase;
    if purchase.purchased_at > work.now() {
        return Ok(Err(CaseRefusal::PurchaseInFuture));
    }
    if purchase.amount.minor() <= 0 {
        return Ok(Err(CaseRefusal::NothingPaid));
    }
    let (purchased_at, amount) = (purchase.purchased_at.to_rfc3339(), purchase.amount.to_string());
    let (item, evidence) = (purchase.item.as_str(), purchase.evidence.as_str());
    let (ground, reason) = (approval.ground.code(), approval.reason.as_str());
    let decision = ["approve", &purchased_at, item, &amount, evidence, ground, reason];
    let case = match lock_to_decide(work, no, seen, &decision).await? {
        Go::On(case) => case,
        Go::Repeated => return Ok(Ok(())),
        Go::Refused(refusal) => return Ok(Err(refusal)),
    };
    let sequence = store_approval(work, case.id, case.by, approval).await?;
    record(work, case.id, sequence, EventKind::CaseApproved).await?;
    let sequence = submit_to_staff(work, case.id).await?;
    record(work, case.id, sequence, EventKind::CaseSubmitted).await?;
    if let Some(inquiry) = case.inquiry {
        tell(work, DeliveryKind::ApprovedCustomer, DeliveryKind::ApprovedSeller, inquiry, case.id).await?;
    }
    Ok(Ok(()))
}

async fn store_approval(work: &mut Work, case: CancellationId, by: UserId, approval: &Approval) -> sqlx::Result<i32> {
    let now = work.now();
    let purchase = &approval.purchase;
    let currency = purchase.amount.currency();
    sqlx::query_scalar!(
        "update cancellations
         set state = 'approved', decided_by = $2, decided_at = $3, reason = $4, ground = $5, purchased_at = $6, item = $7,
             amount_minor = $8, currency = $9, evidence = $10, billing_key = $11, sequence = sequence + 1
         where cancellation_id = $1 returning sequence",
        case as CancellationId,
        by as UserId,
        now,
        approval.reason.as_str(),
        approval.ground as Ground,
        purchase.purchased_at,
        purchase.item.as_str(),
        purchase.amount.minor(),
        currency.code(),
        purchase.evidence.as_str(),
        SubmissionKey::new() as SubmissionKey
    )
    .fetch_one(work.db())
    .await
}

async fn submit_to_staff(work: &mut Work, case: CancellationId) -> sqlx::Result<i32> {
    sqlx::query_scalar!(
        "update cancellations set state = 'pending_at_store', sequence = sequence + 1
         where cancellation_id = $1 returning sequence",
        case as CancellationId
    )
    .fetch_one(work.db())
    .await
}

/// Records what billing made of the order, with the evidence that staff saw. Confirmed closes the inquiry.
///
/// # Errors
/// When the database does not answer; a refusal is the inner error.
pub async fn record_result(
    work: &mut Work,
    rules: &Rules,
    no: &PublicNo,
    result: BillingResult,
    evidence: &Evidence,
    key: SubmissionKey,
) -> Decided {
    let case = match lock(work, no).await? {
        Ok(case) => case,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let (state, kind, name) = match result {
        BillingResult::Confirmed => (State::Confirmed, EventKind::CaseConfirmed, "confirmed"),
        BillingResult::Failed => (State::Failed, EventKind::CaseFailed, "failed"),
    };
    let press = work.once(key, no.as_str(), &[name, evidence.as_str()]).await?;
    if let Pressed::Repeated(_) = press {
        return Ok(Ok(()));
    }
    if press == Pressed::Reused || case.state != State::PendingAtStore {
        return Ok(Err(CaseRefusal::MovedOn));
    }
    let now = work.now();
    let sequence = sqlx::query_scalar!(
        "update cancellations
         set state = $2, result_by = $3, result_at = $4, result_evidence = $5, sequence = sequence + 1
         where cancellation_id = $1 returning sequence",
        case.id as CancellationId,
        state as State,
        case.by as UserId,
        now,
        evidence.as_str()
    )
    .fetch_one(work.db())
    .await?;
    record(work, case.id, sequence, kind).await?;
    if let Some(inquiry) = case.inquiry {
        tell_result(work, rules, result, inquiry, case.id).await?;
    }
    Ok(Ok(()))
}

async fn tell_result(
    work: &mut Work,
    rules: &Rules,
    result: BillingResult,
    inquiry: InquiryId,
    case: CancellationId,
) -> sqlx::Result<()> {
    match result {
        BillingResult::Confirmed => {
            verdict::close_as_canceled(work, inquiry).await?;
            tell(work, DeliveryKind::ConfirmedCustomer, DeliveryKind::ConfirmedSeller, inquiry, case).await
        }
        BillingResult::Failed => {
            verdict::settle_after_failure(work, rules, inquiry).await?;
            tell(work, DeliveryKind::FailedCustomer, DeliveryKind::FailedSeller, inquiry, case).await
        }
    }
}

/// Withdraws the open case of an inquiry that its customer takes back; the inquiry is locked by the caller.
///
/// # Errors
/// When the database does not answer; the inner error says that it was decided already.
pub async fn withdraw_for_customer(work: &mut Work, inquiry: InquiryId) -> Decided {
    let case = sqlx::query!(
        r#"select cancellation_id as "id: CancellationId", state as "state: State" from cancellations
           where inquiry_id = $1 and state not in ('declined', 'returned', 'confirmed', 'failed', 'withdrawn')
           for no key update"#,
        inquiry as InquiryId
    )
    .fetch_optional(work.db())
    .await?;
    let Some(case) = case else { return Ok(Ok(())) };
    if !case.state.is_undecided() {
        return Ok(Err(CaseRefusal::MovedOn));
    }
    let sequence = sqlx::query_scalar!(
        "update cancellations set state = 'withdrawn', sequence = sequence + 1 where cancellation_id = $1 returning sequence",
        case.id as CancellationId
    )
    .fetch_one(work.db())
    .await?;
    record(work, case.id, sequence, EventKind::CaseWithdrawn).await?;
    Ok(Ok(()))
}

async fn tell(
    work: &mut Work,
    customer: DeliveryKind,
    seller: DeliveryKind,
    inquiry: InquiryId,
    case: CancellationId,
) -> sqlx::Result<()> {
    let about = [About::case(inquiry, case)];
    deliveries::to_customer(work, customer, &about).await?;
    deliveries::to_seller(work, seller, &about).await
}
