//! A waiting answer becomes a message: the state, the mail and the history in one transaction, for many at once.
//!
//! An answer accepted before the due moment always counts as in time; one accepted after it is late and changes no state.
//! It ends only the turn that it was accepted in: what the customer wrote while it waited is not answered by it.

use chrono::{DateTime, Utc};
use serde_json::json;
use sqlx::PgExecutor;

use super::{State, overdue::lock_for_scan, turn::stop_clocks};
use crate::{
    deadlines::{self, DeadlineKind, NewDeadline},
    deliveries::{self, About, DeliveryKind},
    events::{self, EventKind, NewEvent, Subject},
    id::{InquiryId, MessageId, UserId},
    rules::Rules,
    work::Work,
};

/// An answer that went out.
struct Released {
    inquiry: InquiryId,
    message: MessageId,
    author: UserId,
    late: bool,
    ends_turn: bool,
}

/// What became of its inquiry.
struct Moved {
    inquiry: InquiryId,
    turn: i32,
    sequence: i32,
    state: State,
}

/// Releases those answers of `inquiries` whose time for undoing is over. Returns how many.
/// Inquiries that somebody else holds are left for the next round.
///
/// # Errors
/// When the database does not answer.
pub async fn release_answers(work: &mut Work, rules: &Rules, inquiries: &[InquiryId]) -> sqlx::Result<usize> {
    let locked = lock_for_scan(work, inquiries).await?;
    if locked.is_empty() {
        return Ok(0);
    }
    let released = write_messages(work, &locked).await?;
    let moved = move_inquiries(work, &released).await?;
    let answered: Vec<&Moved> = moved.iter().filter(|one| one.state == State::Answered).collect();
    let in_time: Vec<InquiryId> = answered.iter().map(|one| one.inquiry).collect();
    stop_clocks(work, &in_time).await?;
    let quiet_at = work.now() + rules.quiet;
    let quiet: Vec<NewDeadline> = answered
        .iter()
        .map(|one| NewDeadline {
            inquiry: one.inquiry,
            turn: one.turn,
            kind: DeadlineKind::QuietClose,
            due_at: quiet_at,
        })
        .collect();
    deadlines::start(work, &quiet).await?;
    record_answers(work, &released, &moved).await?;
    let about: Vec<About> = released.iter().map(|one| About::message(one.inquiry, one.message)).collect();
    deliveries::to_customer(work, DeliveryKind::Answer, &about).await?;
    Ok(released.len())
}

/// Up to `limit` inquiries whose waiting answers are to go out, the longest waiting first; without locks.
///
/// # Errors
/// When the database does not answer.
pub async fn due_answers(db: impl PgExecutor<'_>, now: DateTime<Utc>, limit: i64) -> sqlx::Result<Vec<InquiryId>> {
    sqlx::query_scalar!(
        r#"select inquiry_id as "inquiry_id: InquiryId" from pending_replies
           where release_at <= $1 order by release_at limit $2"#,
        now,
        limit
    )
    .fetch_all(db)
    .await
}

/// Asks again under the locks (an answer may have been undone meanwhile) and turns what still waits into messages.
async fn write_messages(work: &mut Work, locked: &[InquiryId]) -> sqlx::Result<Vec<Released>> {
    let now = work.now();
    sqlx::query_as!(
        Released,
        r#"with due as (
               select p.pending_reply_id, uuid_v7() as message_id, p.inquiry_id, p.user_id, p.body,
                      i.state = 'escalated' or (i.state = 'awaiting_developer' and p.accepted_at >= i.reply_due_at) as late,
                      i.state = 'awaiting_developer' and p.accepted_at >= i.awaiting_since
                          and p.accepted_at < i.reply_due_at as ends_turn, i.turn
               from pending_replies p join inquiries i using (inquiry_id)
               where p.inquiry_id = any($1) and p.release_at <= $2
           ), written as (
               insert into messages (message_id, inquiry_id, author, user_id, body, sent_at, late, ended_turn)
               select message_id, inquiry_id, 'developer', user_id, body, $2, late, case when ends_turn then turn end
               from due
           ), files as (
               update attachments a set message_id = due.message_id, pending_reply_id = null
               from due where a.pending_reply_id = due.pending_reply_id
           ), gone as (
               delete from pending_replies p using due where p.pending_reply_id = due.pending_reply_id
           )
           select inquiry_id as "inquiry: InquiryId", message_id as "message!: MessageId", user_id as "author: UserId",
                  late as "late!", ends_turn as "ends_turn!"
           from due"#,
        locked as &[InquiryId],
        now
    )
    .fetch_all(work.db())
    .await
}

async fn move_inquiries(work: &mut Work, released: &[Released]) -> sqlx::Result<Vec<Moved>> {
    let now = work.now();
    let ids: Vec<InquiryId> = released.iter().map(|one| one.inquiry).collect();
    let ends_turn: Vec<bool> = released.iter().map(|one| one.ends_turn).collect();
    sqlx::query_as!(
        Moved,
        r#"update inquiries i
           set sequence = sequence + 1,
               state = case when answer.ends_turn then 'answered' else i.state end,
               undelivered_at = null,
               first_answered_at = coalesce(i.first_answered_at, $3),
               first_answer_seconds = coalesce(i.first_answer_seconds, greatest(0, extract(epoch from $3 - coalesce(
                   (select min(e.at) from events e where e.inquiry_id = i.inquiry_id and e.kind = 'confirmed'),
                   i.created_at)))::int)
           from unnest($1::uuid[], $2::bool[]) as answer(inquiry_id, ends_turn)
           where i.inquiry_id = answer.inquiry_id
           returning i.inquiry_id as "inquiry: InquiryId", i.turn, i.sequence, i.state as "state: State""#,
        &ids as &[InquiryId],
        &ends_turn,
        now
    )
    .fetch_all(work.db())
    .await
}

async fn record_answers(work: &mut Work, released: &[Released], moved: &[Moved]) -> sqlx::Result<()> {
    let events: Vec<NewEvent> = released
        .iter()
        .filter_map(|answer| {
            let inquiry = moved.iter().find(|one| one.inquiry == answer.inquiry)?;
            let kind = if answer.late { EventKind::AnsweredLate } else { EventKind::Answered };
            Some(
                NewEvent::new(Subject::Inquiry(answer.inquiry), inquiry.sequence, kind)
                    .by(answer.author)
                    .with(json!({ "message_id": answer.message })),
            )
        })
        .collect();
    events::record(work, &events).await
}

/// The next moment at which an answer goes out.
///
/// # Errors
/// When the database does not answer.
pub async fn next_release(db: impl PgExecutor<'_>) -> sqlx::Result<Option<DateTime<Utc>>> {
    sqlx::query_scalar!("select min(release_at) from pending_replies").fetch_one(db).await
}
