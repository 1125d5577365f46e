//! Members close what is no question, or is asked a second time, and open it again when that was a mistake.
//!
//! Nothing goes to operations then, and no mail goes out. What a case is open about stays: the decision is operations'. Opening
//! again moves no moment: the answer is due when it was due before.

use serde_json::json;

use super::{
    CloseReason, State,
    hold::{DeskRefusal, Held, Outcome, hold},
    turn::{start_turn, stop_clocks},
};
use crate::{
    deadlines::{self, DeadlineKind, NewDeadline},
    events::{self, EventKind, NewEvent, Subject},
    id::InquiryId,
    public_no::PublicNo,
    rules::Rules,
    work::Work,
};

/// Why a member closes an inquiry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dismissal {
    /// Not from a customer.
    Spam,
    /// The same as another.
    Duplicate,
}

impl Dismissal {
    fn reason(self) -> CloseReason {
        match self {
            Dismissal::Spam => CloseReason::Spam,
            Dismissal::Duplicate => CloseReason::Duplicate,
        }
    }
}

/// Closes inquiries without an answer; those that cannot be say why.
///
/// # Errors
/// `Err` when the database does not answer; `Ok(Err)` is a refusal.
pub async fn dismiss(
    work: &mut Work,
    nos: &[PublicNo],
    why: Dismissal,
) -> sqlx::Result<Result<Vec<(InquiryId, Outcome)>, DeskRefusal>> {
    let hold = match hold(work, nos).await? {
        Ok(hold) => hold,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let outcomes = outcomes(work, &hold.held).await?;
    let closing: Vec<&Held> = hold
        .held
        .iter()
        .zip(&outcomes)
        .filter(|(_, (_, outcome))| *outcome == Outcome::Done)
        .map(|(one, _)| one)
        .collect();
    close_all(work, &closing, why.reason()).await?;
    Ok(Ok(outcomes))
}

/// What is to become of each, in their order.
async fn outcomes(work: &mut Work, held: &[Held]) -> sqlx::Result<Vec<(InquiryId, Outcome)>> {
    let ids: Vec<InquiryId> = held.iter().map(|one| one.inquiry_id).collect();
    let obstacles = sqlx::query!(
        r#"select inquiry_id as "inquiry_id!: InquiryId", bool_or(of_case) as "of_case!"
           from (select c.inquiry_id, true as of_case from cancellations c
                 where c.inquiry_id = any($1)
                   and c.state not in ('declined', 'returned', 'confirmed', 'failed', 'withdrawn')
                 union all
                 select p.inquiry_id, false from pending_replies p
                 where p.inquiry_id = any($1)) as obstacles
           group by inquiry_id"#,
        &ids as &[InquiryId]
    )
    .fetch_all(work.db())
    .await?;
    let outcome = |one: &Held| match obstacles.iter().find(|obstacle| obstacle.inquiry_id == one.inquiry_id) {
        _ if one.state == State::Closed => Outcome::Unchanged,
        Some(obstacle) if obstacle.of_case => Outcome::HasCase,
        Some(_) => Outcome::AnswerWaits,
        None => Outcome::Done,
    };
    Ok(held.iter().map(|one| (one.inquiry_id, outcome(one))).collect())
}

async fn close_all(work: &mut Work, closing: &[&Held], reason: CloseReason) -> sqlx::Result<()> {
    let ids: Vec<InquiryId> = closing.iter().map(|one| one.inquiry_id).collect();
    stop_clocks(work, &ids).await?;
    let now = work.now();
    let closed = sqlx::query!(
        r#"update inquiries set state = 'closed', close_reason = $2, closed_at = $3, sequence = sequence + 1
           where inquiry_id = any($1)
           returning inquiry_id as "inquiry_id: InquiryId", sequence"#,
        &ids as &[InquiryId],
        reason as CloseReason,
        now
    )
    .fetch_all(work.db())
    .await?;
    let events: Vec<NewEvent> = closed
        .iter()
        .filter_map(|one| {
            let was = closing.iter().find(|held| held.inquiry_id == one.inquiry_id)?.state;
            let event = NewEvent::new(Subject::Inquiry(one.inquiry_id), one.sequence, EventKind::Closed);
            Some(event.with(json!({ "reason": reason, "was": was })))
        })
        .collect();
    events::record(work, &events).await
}

/// Opens an inquiry that a member closed, as it was: the answer is due when it was due before, even if that is over; what was
/// answered is answered. What nobody of the seller closed is left alone.
///
/// # Errors
/// `Err` when the database does not answer; `Ok(Err)` is a refusal.
pub async fn reopen(work: &mut Work, rules: &Rules, no: &PublicNo) -> sqlx::Result<Result<Outcome, DeskRefusal>> {
    let hold = match hold(work, std::slice::from_ref(no)).await? {
        Ok(hold) => hold,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let Some(held) = hold.held.first() else { return Ok(Err(DeskRefusal::NotFound)) };
    let Some(was_answered) = dismissed(work, held).await? else { return Ok(Ok(Outcome::Unchanged)) };
    let (inquiry, turn) = (held.inquiry_id, held.turn);
    let state = if was_answered { State::Answered } else { State::AwaitingDeveloper };
    let sequence = sqlx::query_scalar!(
        "update inquiries set state = $2, close_reason = null, closed_at = null, sequence = sequence + 1
         where inquiry_id = $1 returning sequence",
        inquiry as InquiryId,
        state as State
    )
    .fetch_one(work.db())
    .await?;
    match held.reply_due_at.filter(|_| !was_answered) {
        Some(due) => start_turn(work, rules, inquiry, turn, due).await?,
        None => {
            let due_at = work.now() + rules.quiet;
            deadlines::start(work, &[NewDeadline { inquiry, turn, kind: DeadlineKind::QuietClose, due_at }]).await?;
        }
    }
    events::record(work, &[NewEvent::new(Subject::Inquiry(inquiry), sequence, EventKind::ReopenedBySeller)]).await?;
    Ok(Ok(Outcome::Done))
}

/// Of what a member closed, whether it had been answered; nothing of anything else.
async fn dismissed(work: &mut Work, held: &Held) -> sqlx::Result<Option<bool>> {
    sqlx::query_scalar!(
        r#"select e.data ->> 'was' = 'answered' as "was_answered!"
           from inquiries i join events e using (inquiry_id)
           where i.inquiry_id = $1 and i.state = 'closed' and i.close_reason in ('spam', 'duplicate')
             and e.kind = 'closed' and e.data ? 'was'
           order by e.sequence desc limit 1"#,
        held.inquiry_id as InquiryId
    )
    .fetch_optional(work.db())
    .await
}
