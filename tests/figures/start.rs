//! How long it takes until the database answers, and until the program serves.

use std::{
    fs,
    time::{Duration, Instant},
};

use anyhow::Result;
use devcenter::db::{self, embedded};

use super::{
    program::Program,
    report::{Report, target},
    rounds::{median, seconds},
};

pub async fn measure(report: &mut Report, rounds: u8) -> Result<()> {
    let folder = target().join("figures-start");
    let mut times: [Vec<Duration>; 4] = Default::default();
    for _ in 0..rounds {
        let _ = fs::remove_dir_all(&folder);
        let (database, data) = (folder.join("database"), folder.join("data"));
        let round = [
            until_answer(&database).await?,
            until_answer(&database).await?,
            until_page(&data).await?,
            until_page(&data).await?,
        ];
        times.iter_mut().zip(round).for_each(|(times, time)| times.push(time));
    }
    let _ = fs::remove_dir_all(&folder);
    let figures = [
        ("embedded database, from nothing to its first answer", "< 3 s", 3.0),
        ("embedded database, later starts", "< 0.5 s", 0.5),
        ("program, from nothing to its first page", "", f64::MAX),
        ("program, later starts", "", f64::MAX),
    ];
    for ((name, target, most), times) in figures.into_iter().zip(&times) {
        let time = median(times).unwrap_or_default();
        report.judge(name, target, time.as_secs_f64() < most, seconds(time));
    }
    Ok(())
}

async fn until_answer(home: &std::path::Path) -> Result<Duration> {
    let begun = Instant::now();
    let server = embedded::start(embedded::Settings::new(home)).await?;
    let pool = db::pool(server.options(), 1);
    sqlx::query!("select 1 as one").fetch_one(&pool).await?;
    let time = begun.elapsed();
    pool.close().await;
    server.stop().await;
    Ok(time)
}

async fn until_page(data_dir: &std::path::Path) -> Result<Duration> {
    let begun = Instant::now();
    let program = Program::embedded(data_dir).await?;
    let time = begun.elapsed();
    program.stop()?;
    Ok(time)
}
