//! Operations write to one side.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use sqlx::PgExecutor;

use crate::{
    cancellations::{
        FURTHEST_DUE,
        lock::{CaseRefusal, Locked, Seen, lock, news_since},
    },
    deliveries::{self, About, DeliveryKind},
    events::{self, Audience, EventKind, NewEvent, Subject},
    id::{CancellationId, CaseMessageId, InquiryId, UserId},
    inquiries::exchange::{self, CaseSide},
    public_no::PublicNo,
    text::MessageBody,
    work::{Pressed, Work},
};

/// What operations write.
#[derive(Debug, Clone)]
pub struct CaseLetter {
    /// To whom.
    pub side: CaseSide,
    /// The words.
    pub body: MessageBody,
    /// Whether the case waits for the answer.
    pub waits: bool,
    /// Until when the answer is to come.
    pub wanted_by: Option<DateTime<Utc>>,
    /// What its author had read.
    pub seen: Seen,
}

/// Writes to one side, for who has the case and has read everything that came in; the side is told by mail.
///
/// # Errors
/// `Err` when the database does not answer; `Ok(Err)` is a refusal. A repeated press is carried out once and is `Ok(Ok)`.
pub async fn write(work: &mut Work, no: &PublicNo, letter: &CaseLetter) -> sqlx::Result<Result<(), CaseRefusal>> {
    let case = match lock(work, no).await? {
        Ok(case) => case,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let until = letter.wanted_by.map(|at| at.to_rfc3339()).unwrap_or_default();
    let waits = if letter.waits { "waits" } else { "tells" };
    let content = ["message", letter.side.code(), letter.body.as_str(), waits, &until];
    match work.once(letter.seen.key, no.as_str(), &content).await? {
        Pressed::First => {}
        Pressed::Repeated(_) => return Ok(Ok(())),
        Pressed::Reused => return Ok(Err(CaseRefusal::FormUsed)),
    }
    let Some(inquiry) = case.inquiry else { return Ok(Err(CaseRefusal::NotFound)) };
    if let Some(refusal) = in_the_way(work, &case, inquiry, letter).await? {
        return Ok(Err(refusal));
    }
    let message = insert(work, &case, inquiry, letter).await?;
    exchange::record(work, inquiry, letter.side, EventKind::OperationsWrote, message).await?;
    if letter.waits {
        wait(work, &case, letter, message).await?;
    }
    tell(work, letter.side, About::case(inquiry, case.id), message).await?;
    Ok(Ok(()))
}

async fn in_the_way(
    work: &mut Work,
    case: &Locked,
    inquiry: InquiryId,
    letter: &CaseLetter,
) -> sqlx::Result<Option<CaseRefusal>> {
    if !case.state.is_open() || letter.waits && !case.state.is_undecided() {
        return Ok(Some(CaseRefusal::MovedOn));
    }
    if case.taken_by != Some(case.by) {
        return Ok(Some(CaseRefusal::NotTaken));
    }
    match letter.wanted_by {
        Some(at) if at <= work.now() => return Ok(Some(CaseRefusal::DueInPast)),
        Some(at) if at > work.now() + FURTHEST_DUE => return Ok(Some(CaseRefusal::DueTooFar)),
        _ => {}
    }
    // an answer that is about to go out stands in the way of a decision, not of a question
    let news = news_since(work, inquiry, letter.seen.sequence).await?;
    Ok(news.filter(|refusal| *refusal == CaseRefusal::SomethingNewer))
}

async fn insert(
    work: &mut Work,
    case: &Locked,
    inquiry: InquiryId,
    letter: &CaseLetter,
) -> sqlx::Result<CaseMessageId> {
    let message = CaseMessageId::new();
    let now = work.now();
    sqlx::query!(
        "insert into case_messages (case_message_id, cancellation_id, inquiry_id, side, author, user_id, body, waits,
                                    wanted_by, sent_at)
         values ($1, $2, $3, $4, 'operations', $5, $6, $7, $8, $9)",
        message as CaseMessageId,
        case.id as CancellationId,
        inquiry as InquiryId,
        letter.side as CaseSide,
        case.by as UserId,
        letter.body.as_str(),
        letter.waits,
        letter.wanted_by.filter(|_| letter.waits),
        now
    )
    .execute(work.db())
    .await?;
    Ok(message)
}

async fn wait(work: &mut Work, case: &Locked, letter: &CaseLetter, message: CaseMessageId) -> sqlx::Result<()> {
    let now = work.now();
    let of_seller = letter.side == CaseSide::Seller;
    let sequence = sqlx::query_scalar!(
        "update cancellations
         set state = 'needs_information',
             seller_asked_at = case when $2 then $3 else seller_asked_at end,
             seller_until = case when $2 then $4 else seller_until end,
             customer_asked_at = case when $2 then customer_asked_at else $3 end,
             customer_until = case when $2 then customer_until else $4 end,
             sequence = sequence + 1
         where cancellation_id = $1 returning sequence",
        case.id as CancellationId,
        of_seller,
        now,
        letter.wanted_by
    )
    .fetch_one(work.db())
    .await?;
    let data = json!({ "side": letter.side, "case_message_id": message });
    record_of_case(work, (case.id, sequence), EventKind::CaseWaits, data).await
}

/// Records in the case's history what a message did to it; operations read it.
pub(super) async fn record_of_case(
    work: &mut Work,
    (case, sequence): (CancellationId, i32),
    kind: EventKind,
    data: Value,
) -> sqlx::Result<()> {
    let event =
        NewEvent::new(Subject::Cancellation(case), sequence, kind).for_audience(Audience::Operations).with(data);
    events::record(work, &[event]).await
}

async fn tell(work: &mut Work, side: CaseSide, about: About, message: CaseMessageId) -> sqlx::Result<()> {
    let kind = match side {
        CaseSide::Seller => {
            deliveries::to_seller(work, DeliveryKind::CaseToSeller, &[about]).await?;
            DeliveryKind::CaseToSeller
        }
        CaseSide::Customer => {
            deliveries::to_customer(work, DeliveryKind::CaseToCustomer, &[about]).await?;
            DeliveryKind::CaseToCustomer
        }
    };
    deliveries::carry(work, kind, message).await
}

/// Keeps that who has the case has read the answer of that moment; one that came later is still new.
///
/// # Errors
/// When the database does not answer.
pub async fn see_answers(
    db: impl PgExecutor<'_>,
    case: CancellationId,
    by: UserId,
    (answered_at, now): (DateTime<Utc>, DateTime<Utc>),
) -> sqlx::Result<()> {
    sqlx::query!(
        "update cancellations set answer_seen_at = $4 where cancellation_id = $1 and taken_by = $2 and answered_at = $3",
        case as CancellationId,
        by as UserId,
        answered_at,
        now
    )
    .execute(db)
    .await?;
    Ok(())
}
