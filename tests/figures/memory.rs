//! The program's memory at rest, without PostgreSQL.

use std::time::Duration;

use anyhow::Result;
use tokio::time::sleep;

use super::{program::Program, report::Report};

/// At rest: nobody has asked for so long.
const REST: Duration = Duration::from_secs(5);
const MOST: u64 = 60_000_000;

pub async fn measure_fresh(program: &Program, report: &mut Report) -> Result<()> {
    measure(program, report, "memory at rest after the start").await
}

pub async fn measure_after(program: &Program, report: &mut Report) -> Result<()> {
    measure(program, report, "memory at rest after all requests").await
}

async fn measure(program: &Program, report: &mut Report, name: &str) -> Result<()> {
    sleep(REST).await;
    let bytes = program.resident()?;
    report.judge(name, "≤ 60 MB", bytes <= MOST, format!("{:.1} MB", bytes as f64 / 1e6));
    Ok(())
}
