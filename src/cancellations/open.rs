//! Opening cases for overdue inquiries, many at once.

use std::collections::HashMap;

use serde_json::json;

use crate::{
    events::{self, Audience, EventKind, NewEvent, Subject},
    id::{AppId, CancellationId, InquiryId, SellerId},
    inquiries::Overdue,
    public_no::PublicNo,
    work::Work,
};

/// The case of an overdue inquiry.
#[derive(Debug, Clone, Copy)]
pub struct OpenCase {
    /// The inquiry.
    pub inquiry_id: InquiryId,
    /// Its open case.
    pub cancellation_id: CancellationId,
    /// The number of its newest event: 1 for a case opened just now.
    pub sequence: i32,
}

/// Opens a case for each overdue inquiry; a case that is open already gets the turn added to its causes.
/// The inquiries must be locked.
///
/// # Errors
/// When the database does not answer.
pub async fn open_for_overdue(work: &mut Work, overdue: &[Overdue]) -> sqlx::Result<Vec<OpenCase>> {
    let keys: Vec<CancellationId> = overdue.iter().map(|_| CancellationId::new()).collect();
    let numbers: Vec<PublicNo> = overdue.iter().map(|_| PublicNo::random()).collect();
    let inquiries: Vec<InquiryId> = overdue.iter().map(|one| one.inquiry_id).collect();
    let sellers: Vec<SellerId> = overdue.iter().map(|one| one.seller_id).collect();
    let apps: Vec<AppId> = overdue.iter().map(|one| one.app_id).collect();
    let turns: Vec<i32> = overdue.iter().map(|one| one.turn).collect();
    let dues: Vec<_> = overdue.iter().map(|one| one.due_at).collect();
    let now = work.now();
    let cases = sqlx::query_as!(
        OpenCase,
        r#"insert into cancellations as c (cancellation_id, case_no, inquiry_id, seller_id, app_id, causes, due_at, origin,
                                           state, opened_at, sequence)
           select id, case_no, inquiry_id, seller_id, app_id, array[turn], due_at, 'escalation', 'open', $8, 1
           from unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::uuid[], $6::int[], $7::timestamptz[])
                as new(id, case_no, inquiry_id, seller_id, app_id, turn, due_at)
           on conflict (inquiry_id)
               where state not in ('declined', 'returned', 'confirmed', 'failed', 'withdrawn')
           do update set causes = c.causes || excluded.causes, sequence = c.sequence + 1
           returning inquiry_id as "inquiry_id!: InquiryId", cancellation_id as "cancellation_id: CancellationId", sequence"#,
        &keys as &[CancellationId],
        &numbers as &[PublicNo],
        &inquiries as &[InquiryId],
        &sellers as &[SellerId],
        &apps as &[AppId],
        &turns,
        &dues,
        now
    )
    .fetch_all(work.db())
    .await?;
    record_openings(work, overdue, &cases).await?;
    Ok(cases)
}

async fn record_openings(work: &mut Work, overdue: &[Overdue], cases: &[OpenCase]) -> sqlx::Result<()> {
    let causes: HashMap<InquiryId, &Overdue> = overdue.iter().map(|one| (one.inquiry_id, one)).collect();
    let events: Vec<NewEvent> = cases
        .iter()
        .filter_map(|case| {
            let cause = causes.get(&case.inquiry_id)?;
            let kind = if case.sequence == 1 { EventKind::CaseOpened } else { EventKind::CaseCauseAdded };
            Some(
                NewEvent::new(Subject::Cancellation(case.cancellation_id), case.sequence, kind)
                    .for_audience(Audience::Operations)
                    .with(json!({ "turn": cause.turn, "due_at": cause.due_at })),
            )
        })
        .collect();
    events::record(work, &events).await
}
