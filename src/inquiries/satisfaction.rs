//! What the customer thought of it: asked once the inquiry is over, for the seller to read; it can be changed for some days.

use chrono::{DateTime, Duration, Utc};
use serde_json::json;

use super::{CloseReason, State, talk::next_sequence, turn::stop_clocks};
use crate::{
    events::{self, Audience, EventKind, NewEvent, Subject},
    id::InquiryId,
    text::Remark,
    work::Work,
};

/// For how long after its end the customer is asked.
pub(super) const ASKED_FOR: Duration = Duration::days(14);

/// Whether a customer is asked at this moment: it was solved, or went quiet, a short while ago.
pub fn is_asked(reason: Option<CloseReason>, closed_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
    let fits = matches!(reason, Some(CloseReason::Solved | CloseReason::Quiet));
    fits && closed_at.is_some_and(|at| now < at + ASKED_FOR)
}

/// The question is not open, or no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAsked;

/// Keeps what the customer thinks, in place of what was kept before; the same once more changes nothing.
///
/// # Errors
/// `Err` when the database does not answer; `Ok(Err)` is a refusal.
pub async fn give_satisfaction(
    work: &mut Work,
    inquiry: InquiryId,
    good: bool,
    words: Option<&Remark>,
) -> sqlx::Result<Result<(), NotAsked>> {
    let now = work.now();
    let row = sqlx::query!(
        r#"select state as "state: State", close_reason as "close_reason: CloseReason", closed_at
           from inquiries where inquiry_id = $1 for no key update"#,
        inquiry as InquiryId
    )
    .fetch_one(work.db())
    .await?;
    if row.state != State::Closed || !is_asked(row.close_reason, row.closed_at, now) {
        return Ok(Err(NotAsked));
    }
    let changed = sqlx::query!(
        "insert into satisfactions as s (inquiry_id, good, words, given_at) values ($1, $2, $3, $4)
         on conflict (inquiry_id) do update set good = excluded.good, words = excluded.words, given_at = excluded.given_at
         where (s.good, s.words) is distinct from (excluded.good, excluded.words)",
        inquiry as InquiryId,
        good,
        words.map(Remark::as_str),
        now
    )
    .execute(work.db())
    .await?;
    if changed.rows_affected() > 0 {
        let sequence = next_sequence(work, inquiry).await?;
        let event = NewEvent::new(Subject::Inquiry(inquiry), sequence, EventKind::SatisfactionGiven);
        events::record(work, &[event.for_audience(Audience::Seller).with(json!({ "good": good }))]).await?;
        // who has answered is not asked any more
        stop_clocks(work, &[inquiry]).await?;
    }
    Ok(Ok(()))
}
