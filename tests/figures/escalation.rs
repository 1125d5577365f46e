//! Many overdue inquiries at once, and two processes that find them.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use devcenter::id::InquiryId;
use tokio::time::sleep;

use super::{
    program::Program,
    report::{Report, thousands},
    rounds::{median, seconds},
    store::Database,
};

/// The mails of a round's escalations go out before the next round.
const PATIENCE: Duration = Duration::from_secs(300);

pub async fn measure(database: &Database, report: &mut Report, rounds: u8) -> Result<()> {
    let mut times = Vec::new();
    for _ in 0..rounds {
        times.push(round(database).await?);
    }
    let time = median(&times).unwrap_or_default();
    let name = "overdue inquiries escalated by two processes, from their start";
    report.put(name, format!("{} in {}, each exactly once", thousands(database.overdue), seconds(time)));
    Ok(())
}

async fn round(database: &Database) -> Result<Duration> {
    let overdue = fall_due(database).await?;
    let begun = Instant::now();
    let both = tokio::try_join!(Program::serve(database, &[]), Program::serve(database, &[]))?;
    while anything_due(database).await? {
        ensure!(begun.elapsed() < PATIENCE, "what is overdue is not escalated");
        sleep(Duration::from_millis(20)).await;
    }
    let time = begun.elapsed();
    database.until_quiet(PATIENCE).await?;
    both.0.stop()?;
    both.1.stop()?;
    each_has_one_case(database, &overdue).await?;
    Ok(time)
}

/// Brings back as many of those that were put off as make a round.
async fn fall_due(database: &Database) -> Result<Vec<InquiryId>> {
    let ids = sqlx::query_scalar!(
        r#"with chosen as (
               select deadline_id from deadlines
               where kind = 'reply_due' and due_at > now() + interval '9 days' and fired_at is null
                 and cancelled_at is null and skipped_at is null
               order by due_at limit $1
           ), due as (
               update deadlines d set due_at = due_at - interval '10 days'
               from chosen where d.deadline_id = chosen.deadline_id
               returning d.inquiry_id
           )
           update inquiries i set reply_due_at = reply_due_at - interval '10 days'
           from due where i.inquiry_id = due.inquiry_id
           returning i.inquiry_id as "inquiry_id: InquiryId""#,
        i64::try_from(database.overdue)?
    )
    .fetch_all(&database.pool)
    .await?;
    ensure!(ids.len() as u64 == database.overdue, "too few inquiries are overdue");
    Ok(ids)
}

async fn anything_due(database: &Database) -> Result<bool> {
    let due = sqlx::query_scalar!(
        r#"select exists (select from deadlines
                          where kind = 'reply_due' and due_at <= now() and fired_at is null and cancelled_at is null
                            and skipped_at is null) as "due!""#
    );
    Ok(due.fetch_one(&database.pool).await?)
}

/// Exactly one case and one mark in the history for each.
async fn each_has_one_case(database: &Database, overdue: &[InquiryId]) -> Result<()> {
    let found = sqlx::query!(
        r#"select (select count(*) from cancellations where inquiry_id = any($1)) as "cases!",
                  (select count(distinct inquiry_id) from cancellations where inquiry_id = any($1)) as "with_case!",
                  (select count(*) from events where inquiry_id = any($1) and kind = 'escalated'
                     and at > now() - interval '1 hour') as "escalated!""#,
        overdue as &[InquiryId]
    )
    .fetch_one(&database.pool)
    .await?;
    let all = i64::try_from(overdue.len())?;
    ensure!([found.cases, found.with_case, found.escalated] == [all; 3], "not each exactly once: {found:?} of {all}");
    Ok(())
}
