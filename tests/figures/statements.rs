//! Statements per warm request, counted in PostgreSQL's own log: each once, BEGIN and COMMIT too.

use std::{collections::HashSet, time::Duration};

use anyhow::Result;
use sqlx::AssertSqlSafe;
use tokio::{task::block_in_place, time::sleep};

use super::{
    pages::{self, CALLERS, Thread},
    program::Program,
    replies,
    report::Report,
    rounds::median,
    store::Database,
    visitor::Visitor,
};

/// The seller whose owner asks: none of those who are measured later.
const SELLER: usize = CALLERS + 1;
/// Requests before those that count, so that every connection knows its statements.
const WARM: usize = 40;
/// Requests that count; background loops speak between them, so that the median tells.
const COUNTED: usize = 15;
/// Long enough to hear everything that the loops say every second.
const LISTEN: Duration = Duration::from_millis(2500);
/// The answers that were counted go out before anything else is measured.
const PATIENCE: Duration = Duration::from_secs(120);

pub async fn measure(database: &Database, ours: &Program, report: &mut Report) -> Result<()> {
    let seller = pages::seller(database, SELLER, 2 * (WARM + COUNTED) as i64).await?;
    let mut visitor = block_in_place(|| Visitor::sign_in(ours.address, SELLER))?;
    let log = Log::listen(database).await?;
    block_in_place(|| {
        let inbox = |visitor: &mut Visitor, _: &Thread| visitor.connection.get("/inquiries")?.expect(200).map(drop);
        log.judge(report, ("inbox", 3), &mut visitor, &seller.threads, inbox)?;
        let thread = |visitor: &mut Visitor, thread: &Thread| {
            visitor.connection.get(&format!("/inquiries/{}", thread.no))?.expect(200).map(drop)
        };
        log.judge(report, ("thread", 5), &mut visitor, &seller.threads, thread)?;
        log.judge(report, ("reply", 14), &mut visitor, &seller.threads, replies::answer)
    })?;
    set_log(database, "alter system reset log_statement").await?;
    database.until_quiet(PATIENCE).await
}

/// The home page alone.
pub async fn measure_home(database: &Database, ours: &Program, report: &mut Report) -> Result<()> {
    let seller = pages::seller(database, SELLER, (WARM + COUNTED) as i64).await?;
    let mut visitor = block_in_place(|| Visitor::sign_in(ours.address, SELLER))?;
    let log = Log::listen(database).await?;
    block_in_place(|| {
        let home = |visitor: &mut Visitor, _: &Thread| visitor.connection.get("/home")?.expect(200).map(drop);
        log.judge(report, ("home", 4), &mut visitor, &seller.threads, home)
    })?;
    set_log(database, "alter system reset log_statement").await?;
    database.until_quiet(PATIENCE).await
}

async fn set_log(database: &Database, statement: &str) -> Result<()> {
    for statement in [statement, "select pg_reload_conf()"] {
        sqlx::query(AssertSqlSafe(statement)).execute(&database.pool).await?;
    }
    sleep(Duration::from_millis(500)).await;
    Ok(())
}

/// What the server logs, without what the loops say in any case.
struct Log<'a> {
    database: &'a Database,
    said_by_loops: HashSet<String>,
}

impl<'a> Log<'a> {
    /// Switches the log on, and hears what the loops say in any case.
    async fn listen(database: &'a Database) -> Result<Log<'a>> {
        set_log(database, "alter system set log_statement = 'all'").await?;
        let start = database.logged()?;
        sleep(LISTEN).await;
        let said_by_loops = said(&database.log_since(start)?).into_iter().filter(|said| !is_frame(said)).collect();
        Ok(Log { database, said_by_loops })
    }

    fn judge(
        &self,
        report: &mut Report,
        (name, most): (&str, usize),
        visitor: &mut Visitor,
        threads: &[Thread],
        request: impl Fn(&mut Visitor, &Thread) -> Result<()>,
    ) -> Result<()> {
        let (warm, counted) = threads.split_at(WARM.min(threads.len()));
        for thread in warm {
            request(visitor, thread)?;
        }
        let mut counts = Vec::new();
        for thread in counted.iter().take(COUNTED) {
            let start = self.database.logged()?;
            request(visitor, thread)?;
            let said = said(&self.database.log_since(start)?);
            counts.push(said.iter().filter(|said| !self.said_by_loops.contains(*said)).count());
        }
        let count = median(&counts).unwrap_or(usize::MAX);
        report.judge(&format!("{name}: statements"), &format!("≤ {most}"), count <= most, count.to_string());
        Ok(())
    }
}

/// The statements in a piece of the log, each in one line.
fn said(log: &str) -> Vec<String> {
    let mut statements: Vec<String> = Vec::new();
    let mut goes_on = false;
    for line in log.lines() {
        let begun = ["LOG:  execute ", "LOG:  statement: "].iter().find_map(|mark| Some(line.split_once(mark)?.1));
        match (begun, statements.last_mut()) {
            (Some(text), _) => {
                // before the text stands the name under which the connection knows it
                let text = if line.contains("LOG:  execute ") {
                    text.split_once(": ").map_or(text, |(_, text)| text)
                } else {
                    text
                };
                statements.push(text.trim().to_owned());
                goes_on = true;
            }
            (None, Some(statement)) if goes_on && line.starts_with('\t') => {
                statement.push(' ');
                statement.push_str(line.trim());
            }
            (None, _) => goes_on = false,
        }
    }
    statements
}

/// What begins and ends a transaction, whosever it is.
fn is_frame(statement: &str) -> bool {
    ["BEGIN", "COMMIT", "ROLLBACK"].iter().any(|frame| statement.to_ascii_uppercase().starts_with(frame))
}
