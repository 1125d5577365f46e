//! What a killed process left behind: a server that still runs, or only its pid file.
//!
//! Needs the home's lock: without a living owner, whatever runs on the data is an orphan.

use std::{
    fs,
    path::Path,
    process::Command,
    thread::sleep,
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process};

use super::{EmbeddedError, Result};

/// A fast shutdown writes a checkpoint; with our small memory that takes seconds at the very worst.
const FAST: Duration = Duration::from_secs(10);

/// An immediate shutdown writes nothing; PostgreSQL itself kills what is left after five seconds.
const IMMEDIATE: Duration = Duration::from_secs(8);

/// What `postmaster.pid` says.
pub(super) struct PidFile {
    pub(super) pid: i32,
    pub(super) ready: bool,
}

impl PidFile {
    /// Reads the file of a data folder, when there is one.
    pub(super) fn read(data: &Path) -> Option<PidFile> {
        let text = fs::read_to_string(data.join("postmaster.pid")).ok()?;
        let pid = text.lines().next()?.trim().parse().ok()?;
        let ready = text.lines().nth(7).is_some_and(|status| status.trim() == "ready");
        Some(PidFile { pid, ready })
    }
}

/// Stops an orphan. The number in a pid file that is merely stale is returned: a new server has to be told of it.
pub(super) fn clear(data: &Path) -> Result<Option<i32>> {
    let Some(PidFile { pid, .. }) = PidFile::read(data) else { return Ok(None) };
    if !serves(pid, data) {
        return Ok(Some(pid));
    }
    tracing::info!(pid, "a database server of a killed process is still there and is stopped first");
    for (signal, patience) in [(Signal::INT, FAST), (Signal::QUIT, IMMEDIATE)] {
        if let Some(pid) = Pid::from_raw(pid) {
            // gone in the meantime is as good
            let _ = kill_process(pid, signal);
        }
        if ends(pid, data, patience) {
            return Ok(PidFile::read(data).map(|left| left.pid));
        }
    }
    Err(EmbeddedError::Orphan { pid })
}

fn ends(pid: i32, data: &Path, patience: Duration) -> bool {
    let end = Instant::now() + patience;
    while Instant::now() < end {
        if !serves(pid, data) {
            return true;
        }
        sleep(Duration::from_millis(10));
    }
    false
}

/// Whether the process is a server of this very data. After a restart of the machine or in a new container the number
/// may be that of anybody, and a zombie has no command line any more.
fn serves(pid: i32, data: &Path) -> bool {
    let data = data.to_string_lossy();
    match fs::read(format!("/proc/{pid}/cmdline")) {
        Ok(line) => line.split(|byte| *byte == 0).any(|argument| argument == data.as_bytes()),
        Err(_) if Path::new("/proc/self").exists() => false,
        Err(_) => Command::new("ps")
            .args(["-o", "command=", "-p", &pid.to_string()])
            .output()
            .is_ok_and(|said| String::from_utf8_lossy(&said.stdout).contains(&*data)),
    }
}
