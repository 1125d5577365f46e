//! A side answers operations.

use serde_json::{Value, json};

use super::write::record_of_case;
use crate::{
    auth::{MemberRole, Verb},
    cancellations::State,
    deliveries::{self, About, DeliveryKind},
    events::EventKind,
    id::{CancellationId, CaseMessageId, InquiryId, MessageId, UserId},
    inquiries::{
        MessageAuthor,
        exchange::{self, AnswerRefusal, CaseSide, NewAnswer},
        verdict,
    },
    public_no::PublicNo,
    work::{Pressed, Work},
};

/// What became of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answering {
    /// It was taken.
    Taken,
    /// The same press had been taken before.
    Repeated,
}

/// `Err` when the database does not answer; `Ok(Err)` is a refusal.
type Answered = sqlx::Result<Result<Answering, AnswerRefusal>>;

/// Takes the answer of a member of the seller who may answer its inquiries.
///
/// # Errors
/// When the database does not answer; a refusal is the inner error.
pub async fn answer_from_seller(work: &mut Work, no: &PublicNo, answer: &NewAnswer) -> Answered {
    let Some(author) = work.actor().member() else { return Ok(Err(AnswerRefusal::NotFound)) };
    let locked = sqlx::query!(
        r#"select i.inquiry_id as "inquiry_id: InquiryId", m.role as "role: MemberRole"
           from inquiries i join memberships m using (seller_id) join users u using (user_id)
           where i.public_no = $1 and m.user_id = $2 and u.disabled_at is null and i.turn > 0
             and (m.app_ids is null or i.app_id = any(m.app_ids))
           for no key update of i"#,
        no.as_str(),
        author as UserId
    )
    .fetch_optional(work.db())
    .await?;
    match locked {
        None => Ok(Err(AnswerRefusal::NotFound)),
        Some(locked) if !locked.role.may(Verb::Answer) => Ok(Err(AnswerRefusal::ReadOnly)),
        Some(locked) => take(work, locked.inquiry_id, Writer::Member(author), answer).await,
    }
}

/// Takes the customer's answer; the signed link is the proof of who writes.
///
/// # Errors
/// When the database does not answer; a refusal is the inner error.
pub async fn answer_from_customer(work: &mut Work, inquiry: InquiryId, answer: &NewAnswer) -> Answered {
    verdict::lock(work, inquiry).await?;
    take(work, inquiry, Writer::Customer, answer).await
}

/// Who answers.
#[derive(Debug, Clone, Copy)]
enum Writer {
    Member(UserId),
    Customer,
}

impl Writer {
    fn side(self) -> CaseSide {
        match self {
            Writer::Member(_) => CaseSide::Seller,
            Writer::Customer => CaseSide::Customer,
        }
    }

    fn author(self) -> MessageAuthor {
        match self {
            Writer::Member(_) => MessageAuthor::Developer,
            Writer::Customer => MessageAuthor::Customer,
        }
    }

    fn user(self) -> Option<UserId> {
        match self {
            Writer::Member(user) => Some(user),
            Writer::Customer => None,
        }
    }
}

/// A locked case, as an answer finds it.
struct Awaiting {
    id: CancellationId,
    state: State,
    holder: Option<UserId>,
    other_is_asked: bool,
}

/// The open case in which operations wrote with the side.
struct Asking {
    awaiting: Awaiting,
    newest: CaseMessageId,
}

async fn take(work: &mut Work, inquiry: InquiryId, writer: Writer, answer: &NewAnswer) -> Answered {
    let side = writer.side();
    match work.once(answer.key, &format!("{inquiry}/operations"), &[side.code(), answer.body.as_str()]).await? {
        Pressed::First => {}
        Pressed::Repeated(_) => return Ok(Ok(Answering::Repeated)),
        Pressed::Reused => return Ok(Err(AnswerRefusal::FormUsed)),
    }
    let Some(case) = asking(work, inquiry, side).await? else { return Ok(Err(AnswerRefusal::Over)) };
    if answer.seen != Some(case.newest) {
        return Ok(Err(AnswerRefusal::SomethingNewer));
    }
    let message = insert(work, inquiry, &case, writer, answer).await?;
    exchange::record(work, inquiry, side, EventKind::ToldOperations, message).await?;
    note_answer(work, &case.awaiting, json!({ "side": side, "case_message_id": message }), side).await?;
    if let Some(holder) = case.awaiting.holder {
        let about = About::case(inquiry, case.awaiting.id);
        deliveries::to_colleague(work, DeliveryKind::CaseAnswered, holder, about).await?;
        deliveries::carry(work, DeliveryKind::CaseAnswered, message).await?;
    }
    Ok(Ok(Answering::Taken))
}

async fn asking(work: &mut Work, inquiry: InquiryId, side: CaseSide) -> sqlx::Result<Option<Asking>> {
    let row = sqlx::query!(
        r#"select c.cancellation_id as "id: CancellationId", c.state as "state: State", c.taken_by as "holder: UserId",
                  case $2::case_side when 'seller' then c.customer_asked_at else c.seller_asked_at end is not null
                      as "other_is_asked!",
                  newest.case_message_id as "newest: CaseMessageId"
           from cancellations c
           cross join lateral (
               select m.case_message_id from case_messages m where m.inquiry_id = c.inquiry_id and m.side = $2
               order by m.sent_at desc, m.case_message_id desc limit 1) as newest
           where c.inquiry_id = $1 and c.state not in ('declined', 'returned', 'confirmed', 'failed', 'withdrawn')
             and exists (select from case_messages m where m.cancellation_id = c.cancellation_id and m.side = $2)
           for no key update of c"#,
        inquiry as InquiryId,
        side as CaseSide
    )
    .fetch_optional(work.db())
    .await?;
    Ok(row.map(|row| Asking {
        awaiting: Awaiting { id: row.id, state: row.state, holder: row.holder, other_is_asked: row.other_is_asked },
        newest: row.newest,
    }))
}

async fn insert(
    work: &mut Work,
    inquiry: InquiryId,
    case: &Asking,
    writer: Writer,
    answer: &NewAnswer,
) -> sqlx::Result<CaseMessageId> {
    let message = CaseMessageId::new();
    let now = work.now();
    sqlx::query!(
        "insert into case_messages (case_message_id, cancellation_id, inquiry_id, side, author, user_id, body, sent_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
        message as CaseMessageId,
        case.awaiting.id as CancellationId,
        inquiry as InquiryId,
        writer.side() as CaseSide,
        writer.author() as MessageAuthor,
        writer.user() as Option<UserId>,
        answer.body.as_str(),
        now
    )
    .execute(work.db())
    .await?;
    Ok(message)
}

/// The side is waited for no more; the case is reviewed again once nobody is.
async fn note_answer(work: &mut Work, case: &Awaiting, data: Value, side: CaseSide) -> sqlx::Result<()> {
    let now = work.now();
    let resumes = case.state == State::NeedsInformation && !case.other_is_asked;
    let state = if resumes { State::InReview } else { case.state };
    let sequence = sqlx::query_scalar!(
        "update cancellations
         set answered_at = $2, answer_seen_at = null, state = $3, sequence = sequence + $4,
             seller_asked_at = case when $5 then null else seller_asked_at end,
             seller_until = case when $5 then null else seller_until end,
             customer_asked_at = case when $5 then customer_asked_at end,
             customer_until = case when $5 then customer_until end
         where cancellation_id = $1 returning sequence",
        case.id as CancellationId,
        now,
        state as State,
        i32::from(resumes),
        side == CaseSide::Seller
    )
    .fetch_one(work.db())
    .await?;
    if resumes {
        record_of_case(work, (case.id, sequence), EventKind::CaseResumed, data).await?;
    }
    Ok(())
}

/// What the customer writes in the thread while the case waits for them is the answer as well: it is not asked for twice. Its
/// inquiry is locked by the caller, who has just added the message.
///
/// # Errors
/// When the database does not answer.
pub async fn customer_wrote(work: &mut Work, inquiry: InquiryId) -> sqlx::Result<()> {
    let now = work.now();
    let waiting = sqlx::query!(
        r#"select c.cancellation_id as "id: CancellationId", c.state as "state: State", c.taken_by as "holder: UserId",
                  c.seller_asked_at is not null as "other_is_asked!",
                  (select m.message_id from messages m
                   where m.inquiry_id = c.inquiry_id and m.author = 'customer' and m.sent_at = $2
                   order by m.message_id desc limit 1) as "message: MessageId"
           from cancellations c
           where c.inquiry_id = $1 and c.state = 'needs_information' and c.customer_asked_at is not null
           for no key update of c"#,
        inquiry as InquiryId,
        now
    )
    .fetch_optional(work.db())
    .await?;
    let Some(row) = waiting else { return Ok(()) };
    let case = Awaiting { id: row.id, state: row.state, holder: row.holder, other_is_asked: row.other_is_asked };
    let data = json!({ "side": CaseSide::Customer, "message_id": row.message });
    note_answer(work, &case, data, CaseSide::Customer).await?;
    if let Some(holder) = case.holder {
        let about = About { message: row.message, ..About::case(inquiry, case.id) };
        deliveries::to_colleague(work, DeliveryKind::CaseAnswered, holder, about).await?;
    }
    Ok(())
}
