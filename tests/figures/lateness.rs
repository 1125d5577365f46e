//! How long after a due moment another connection sees the inquiry escalated.

use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

use anyhow::{Result, ensure};
use chrono::{DateTime, Utc};
use devcenter::id::InquiryId;
use tokio::time::sleep;

use super::{
    report::Report,
    rounds::{at, median, ms},
    store::Database,
};

/// Inquiries that fall due, one after the other.
const COUNT: i64 = 20;

pub async fn measure(database: &Database, report: &mut Report) -> Result<()> {
    let due = fall_due_soon(database).await?;
    let seen = watch(database, &due).await?;
    let late: Vec<Duration> =
        due.iter().filter_map(|(inquiry, due)| (*seen.get(inquiry)? - due).to_std().ok()).collect();
    ensure!(late.len() == due.len(), "an inquiry was escalated before it was due");
    let (middle, most) = (median(&late).unwrap_or_default(), at(&late, 1.0).unwrap_or_default());
    let value = format!("{}, median {}", ms(most), ms(middle));
    report.judge("lateness of an escalation, the most of 20", "≤ 1 s", most <= Duration::from_secs(1), value);
    Ok(())
}

/// Moves the moments of some inquiries that wait: the first is due in three seconds, the others at odd times after it.
async fn fall_due_soon(database: &Database) -> Result<Vec<(InquiryId, DateTime<Utc>)>> {
    let moved = sqlx::query!(
        r#"with chosen as (
               select d.deadline_id, now() + interval '3 s' + row_number() over () * interval '437 ms' as due_at
               from deadlines d join inquiries i using (inquiry_id)
               where d.kind = 'reply_due' and i.state = 'awaiting_developer' and i.turn = d.turn and d.fired_at is null
                 and d.cancelled_at is null and d.skipped_at is null and d.due_at between now() + interval '1 hour' and now() + interval '9 days'
               limit $1
           ), moved as (
               update deadlines d set due_at = chosen.due_at from chosen where d.deadline_id = chosen.deadline_id
               returning d.inquiry_id, d.due_at
           )
           update inquiries i set reply_due_at = moved.due_at from moved where i.inquiry_id = moved.inquiry_id
           returning i.inquiry_id as "inquiry_id: InquiryId", i.reply_due_at as "due_at!""#,
        COUNT
    )
    .fetch_all(&database.pool)
    .await?;
    Ok(moved.into_iter().map(|row| (row.inquiry_id, row.due_at)).collect())
}

/// When each was first seen escalated, by the database's clock.
async fn watch(database: &Database, due: &[(InquiryId, DateTime<Utc>)]) -> Result<HashMap<InquiryId, DateTime<Utc>>> {
    let ids: Vec<InquiryId> = due.iter().map(|(inquiry, _)| *inquiry).collect();
    let mut seen = HashMap::new();
    let end = Instant::now() + Duration::from_secs(60);
    while seen.len() < ids.len() {
        ensure!(Instant::now() < end, "what is due is not escalated");
        let escalated = sqlx::query!(
            r#"select inquiry_id as "inquiry_id: InquiryId", clock_timestamp() as "now!" from inquiries
               where inquiry_id = any($1) and state = 'escalated'"#,
            &ids as &[InquiryId]
        )
        .fetch_all(&database.pool)
        .await?;
        for row in escalated {
            seen.entry(row.inquiry_id).or_insert(row.now);
        }
        sleep(Duration::from_millis(5)).await;
    }
    Ok(seen)
}
