//! What processes use, as `/proc` tells it.

use std::{fs, path::Path, thread, time::Duration};

use anyhow::{Context, Result};

/// The kernel counts time in hundredths of a second, on every architecture that Rust runs on.
const TICKS_PER_SECOND: f64 = 100.0;

/// What `/proc/<pid>/stat` says.
struct Stat {
    parent: u32,
    /// Its own time, and that of children that it has waited for.
    ticks: u64,
}

impl Stat {
    fn read(pid: u32) -> Option<Stat> {
        let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
        // the name stands in parentheses and may hold anything: fields are counted from behind it, from the third
        let (_, fields) = text.rsplit_once(')')?;
        let fields: Vec<&str> = fields.split_whitespace().collect();
        let number = |field: usize| fields.get(field - 3)?.parse::<u64>().ok();
        let ticks = (14..=17).map(number).sum::<Option<u64>>()?;
        Some(Stat { parent: u32::try_from(number(4)?).ok()?, ticks })
    }
}

/// The CPU time that a process, its children and their former siblings have used so far.
pub fn cpu(pid: u32) -> Duration {
    let children = pids().filter_map(Stat::read).filter(|stat| stat.parent == pid).map(|stat| stat.ticks);
    let ticks = Stat::read(pid).map_or(0, |stat| stat.ticks) + children.sum::<u64>();
    Duration::from_secs_f64(ticks as f64 / TICKS_PER_SECOND)
}

fn pids() -> impl Iterator<Item = u32> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok())
}

/// The memory that a process holds, in bytes.
pub fn resident(pid: u32) -> Result<u64> {
    let path = format!("/proc/{pid}/status");
    let text = fs::read_to_string(Path::new(&path)).context("The process has gone")?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS")?;
    let kibibytes: u64 = line.trim().trim_end_matches("kB").trim().parse().context("VmRSS is no number")?;
    Ok(kibibytes * 1024)
}

/// The machine's processors.
pub fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}
