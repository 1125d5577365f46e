//! Mails per second into a server beside us that takes everything.

use std::time::Duration;

use anyhow::{Context, Result, ensure};

use super::{
    program::Program,
    report::{Report, thousands},
    rounds::median,
    sink::Sink,
    store::Database,
};

/// Mails of a round.
const MAILS: i64 = 5_000;
const PATIENCE: Duration = Duration::from_secs(300);

pub async fn measure(database: &Database, report: &mut Report, rounds: u8) -> Result<()> {
    let sink = Sink::start().await?;
    let smtp = format!("--smtp-url=smtp://{}", sink.address);
    let program = Program::serve(database, &[&smtp, "--mail-connections=8"]).await?;
    let mut rates = Vec::new();
    for round in 0..rounds {
        let before = sink.taken();
        queue(database, i64::from(round)).await?;
        database.until_quiet(PATIENCE).await?;
        // reminders that fall due meanwhile go out as well
        let taken = sink.taken() - before;
        ensure!(taken >= MAILS.unsigned_abs(), "the server took {taken} mails");
        rates.push(rate(database).await?);
    }
    program.stop()?;
    let rate = median(&rates).unwrap_or_default();
    let value = format!("{rate:.0} of {} each with its 250 on record", thousands(MAILS.unsigned_abs()));
    report.judge("mails per second at 8 connections", "≥ 500", rate >= 500.0, value);
    Ok(())
}

/// Queues answers of the loaded data once more, of each round others.
async fn queue(database: &Database, round: i64) -> Result<()> {
    let queued = sqlx::query!(
        "insert into deliveries (delivery_id, kind, lane, customer_id, inquiry_id, message_id, turn, created_at, next_try_at)
         select uuid_v7(), 'answer', lower(split_part(c.email, '@', 2)), c.customer_id, i.inquiry_id, m.message_id, i.turn,
                now(), now()
         from (select message_id, inquiry_id from messages where author = 'developer' order by message_id limit $1 offset $2) as m
         join inquiries i using (inquiry_id)
         join customers c using (customer_id)",
        MAILS,
        MAILS * round
    )
    .execute(&database.pool)
    .await?;
    ensure!(queued.rows_affected() == MAILS.unsigned_abs(), "too few answers to send again");
    Ok(())
}

/// Mails per second of the newest round, from the first one's data to the last one's 250; all must be on record.
async fn rate(database: &Database) -> Result<f64> {
    let sent = sqlx::query!(
        r#"select count(*) filter (where state = 'handed_over' and answer like '250%') as "handed_over!",
                  extract(epoch from max(ended_at) - min(data_sent_at))::float8 as "seconds"
           from deliveries
           -- reminders and escalations may be queued meanwhile: only answers are of the round
           where kind = 'answer' and created_at = (select max(created_at) from deliveries where kind = 'answer')"#
    )
    .fetch_one(&database.pool)
    .await?;
    ensure!(sent.handed_over == MAILS, "{} of {MAILS} mails have a 250 on record", sent.handed_over);
    Ok(MAILS as f64 / sent.seconds.context("no mail was sent")?)
}
