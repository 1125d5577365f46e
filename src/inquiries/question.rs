//! When a customer is asked by mail how it was: some time after the end, once per inquiry.
//!
//! Only who was answered by the developer and is done is asked: it was solved, or went quiet. Not who withdrew, whose purchase
//! operations canceled, or what was spam, a duplicate, or goes on in another inquiry. What opens it again calls the question off.

use std::time::Duration;

use super::satisfaction::ASKED_FOR;
use crate::{
    deadlines::{self, DeadlineKind, NewDeadline},
    id::InquiryId,
    work::Work,
};

/// Lets inquiries that end now, in these turns, be asked about after `after`; never, where that is nothing.
pub(super) async fn ask_later(work: &mut Work, ended: &[(InquiryId, i32)], after: Duration) -> sqlx::Result<()> {
    if after.is_zero() || ended.is_empty() {
        return Ok(());
    }
    let due_at = work.now() + after;
    let kind = DeadlineKind::SatisfactionQuestion;
    let deadlines: Vec<NewDeadline> =
        ended.iter().map(|(inquiry, turn)| NewDeadline { inquiry: *inquiry, turn: *turn, kind, due_at }).collect();
    deadlines::start(work, &deadlines).await
}

/// An inquiry whose question is due.
#[derive(Debug, Clone, Copy)]
pub struct Askable {
    /// The deadline that fires.
    pub deadline_id: i64,
    /// The inquiry.
    pub inquiry_id: InquiryId,
    /// Whether its customer is to be asked.
    pub asks: bool,
}

/// Those of the locked inquiries whose question is due, as they stand now. Nobody is asked who has answered, wants no
/// questions, or whose newest mail did not arrive.
///
/// # Errors
/// When the database does not answer.
pub async fn askable(work: &mut Work, locked: &[InquiryId]) -> sqlx::Result<Vec<Askable>> {
    let now = work.now();
    sqlx::query_as!(
        Askable,
        r#"select d.deadline_id, i.inquiry_id as "inquiry_id: InquiryId",
                  d.turn = i.turn and i.state = 'closed' and i.close_reason in ('solved', 'quiet') and i.closed_at > $3
                      and i.first_answered_at is not null and i.undelivered_at is null and c.no_questions_at is null
                      and not exists (select from satisfactions how where how.inquiry_id = i.inquiry_id)
                      and not exists (select from deliveries asked
                                      where asked.question_of = i.inquiry_id and asked.state <> 'canceled')
                      and coalesce((select newest.state = 'handed_over' from deliveries newest
                                    where newest.customer_id = i.customer_id
                                      and newest.state in ('handed_over', 'bounced', 'failed')
                                    order by newest.ended_at desc limit 1), true) as "asks!"
           from inquiries i
           join customers c using (customer_id)
           join deadlines d on d.inquiry_id = i.inquiry_id and d.kind = 'satisfaction_question'
           where i.inquiry_id = any($1) and d.due_at <= $2
             and d.fired_at is null and d.cancelled_at is null and d.skipped_at is null"#,
        locked as &[InquiryId],
        now,
        now - ASKED_FOR
    )
    .fetch_all(work.db())
    .await
}
