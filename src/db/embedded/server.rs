//! The server's process: started, ready, stopped.

use std::{
    fs::{self, File},
    io::{Read, Seek, SeekFrom},
    os::unix::fs::OpenOptionsExt,
    path::Path,
    process::{Child, Command},
    thread::sleep,
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process};

use super::{
    EmbeddedError, Result,
    cluster::Cluster,
    error::While,
    guard::Guard,
    leftovers::{self, PidFile},
};

/// Recovery after a crash reads the log since the last checkpoint, which can take a while.
const READY_WITHIN: Duration = Duration::from_secs(60);

/// The processes of a killed server may take a moment to notice and to let go of its shared memory.
const TRIES_AFTER_KILL: u32 = 20;
const BETWEEN_TRIES: Duration = Duration::from_millis(250);

/// How long a fast shutdown may take before an immediate one is asked for.
const STOPPED_WITHIN: Duration = Duration::from_secs(20);

/// A log larger than this is put aside at the next start.
const LOG_MAX: u64 = 10 * 1024 * 1024;

/// A server that is ready, and the shell that stops it should this process be killed.
#[derive(Debug)]
pub(super) struct Server {
    // dropped first, while the process is not yet reaped: see Guard
    guard: Option<Guard>,
    process: Child,
}

impl Cluster {
    /// Clears away what a killed process left and starts the server.
    pub(super) fn start(&self) -> Result<Server> {
        let stale = leftovers::clear(&self.folders.data)?;
        self.account.private_folder(&self.folders.sockets)?;
        let tries = if stale.is_some() { TRIES_AFTER_KILL } else { 1 };
        let mut last = self.try_start(stale);
        for _ in 1..tries {
            if !matches!(last, Err(EmbeddedError::Server { .. })) {
                break;
            }
            sleep(BETWEEN_TRIES);
            last = self.try_start(stale);
        }
        last.inspect_err(|_| self.folders.remove_sockets())
    }

    fn try_start(&self, stale: Option<i32>) -> Result<Server> {
        let (log, heard) = self.open_log()?;
        let mut command = self.command(stale);
        let copy = log.try_clone().while_("opening", &self.folders.log)?;
        let process = command.stdout(copy).stderr(log).spawn().while_("running", &self.programs.folder)?;
        let guard = Guard::set(&self.account, process.id()).while_("running", "/bin/sh")?;
        let mut server = Server { guard: Some(guard), process };
        if server.becomes_ready(&self.folders.data) {
            return Ok(server);
        }
        server.stop();
        Err(EmbeddedError::Server { last_words: last_words(&self.folders.log, heard), log: self.folders.log.clone() })
    }

    fn command(&self, stale: Option<i32>) -> Command {
        let mut command = self.account.command(self.programs.folder.join("postgres"));
        command.arg("-D").arg(&self.folders.data).arg("-k").arg(&self.folders.sockets);
        for (name, value) in self.parameters() {
            command.arg("-c").arg(format!("{name}={value}"));
        }
        if let Some(pid) = stale {
            // PostgreSQL takes a zombie, or a stranger who got the same number, for the server that wrote the pid file.
            // This is its own way to be told «not that one»; it still refuses while old processes use the shared memory.
            command.env("PG_GRANDPARENT_PID", pid.to_string());
        }
        command
    }

    /// No network: the socket's folder is the door.
    fn parameters(&self) -> Vec<(String, String)> {
        let settings = &self.settings;
        let connections = settings.max_connections.to_string();
        let mut parameters = vec![
            ("listen_addresses", ""),
            ("unix_socket_permissions", "0700"),
            ("max_connections", connections.as_str()),
            ("shared_buffers", "128MB"),
            ("timezone", "UTC"),
            ("log_timezone", "UTC"),
        ];
        if !settings.durable {
            parameters.extend(["fsync", "synchronous_commit", "full_page_writes"].map(|name| (name, "off")));
        }
        let ours = parameters.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned()));
        ours.chain(settings.extra.iter().cloned()).collect()
    }

    /// The log, and how much of it is of earlier starts. Statements with people's words can get into it: nobody else
    /// may read it.
    fn open_log(&self) -> Result<(File, u64)> {
        let path = &self.folders.log;
        if fs::metadata(path).is_ok_and(|log| log.len() > LOG_MAX) {
            fs::rename(path, path.with_extension("log.1")).while_("putting aside", path)?;
        }
        let log = File::options().create(true).append(true).mode(0o600).open(path).while_("opening", path)?;
        let heard = log.metadata().while_("looking at", path)?.len();
        Ok((log, heard))
    }
}

impl Server {
    /// Whether the process has ended, by itself or by somebody's hand.
    pub(super) fn has_ended(&mut self) -> bool {
        !matches!(self.process.try_wait(), Ok(None))
    }

    fn becomes_ready(&mut self, data: &Path) -> bool {
        let end = Instant::now() + READY_WITHIN;
        while Instant::now() < end && !self.has_ended() {
            if PidFile::read(data).is_some_and(|file| file.ready && file.pid.unsigned_abs() == self.process.id()) {
                return true;
            }
            sleep(Duration::from_millis(5));
        }
        false
    }

    /// Fast shutdown: running transactions are rolled back, committed ones are all there at the next start.
    pub(super) fn stop(&mut self) {
        self.guard = None;
        self.signal(Signal::INT);
        let end = Instant::now() + STOPPED_WITHIN;
        while !self.has_ended() {
            if Instant::now() > end {
                tracing::warn!("the database does not stop; it is made to, and recovers at the next start");
                self.signal(Signal::QUIT);
                let _ = self.process.wait();
                return;
            }
            sleep(Duration::from_millis(5));
        }
    }

    fn signal(&mut self, signal: Signal) {
        if !self.has_ended()
            && let Some(pid) = i32::try_from(self.process.id()).ok().and_then(Pid::from_raw)
        {
            let _ = kill_process(pid, signal);
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

/// The complaints in the log since a start.
fn last_words(log: &Path, heard: u64) -> String {
    let mut text = Vec::new();
    let read = File::open(log).and_then(|mut log| {
        log.seek(SeekFrom::Start(heard))?;
        log.read_to_end(&mut text)
    });
    let text = String::from_utf8_lossy(&text);
    let telling = |line: &&str| ["FATAL", "PANIC", "HINT", "DETAIL"].iter().any(|level| line.contains(level));
    let lines: Vec<&str> = text.lines().filter(telling).collect();
    match read {
        Ok(_) if !lines.is_empty() => lines.join("; "),
        _ => "it gave no reason".to_owned(),
    }
}
