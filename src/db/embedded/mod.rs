//! The embedded database: with no DATABASE_URL the program runs a private PostgreSQL from the machine's own programs.
//!
//! Used by the command line and by the tests. One process owns the server of a folder ([`lock`]); it finds the programs
//! ([`find`]), drops root ([`user`]), makes the cluster ([`cluster`]), starts it ([`server`]), restarts it when it dies
//! ([`supervisor`]) and stops it at the end. When the owner is killed, a shell that watches it stops the server
//! ([`guard`]); what even that misses, the next start clears away ([`leftovers`]).

mod cluster;
mod error;
mod find;
mod folders;
mod guard;
mod install;
mod leftovers;
mod lock;
mod server;
mod supervisor;
#[cfg(test)]
mod tests;
mod user;

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use sqlx::postgres::{PgConnectOptions, PgSslMode};

pub use self::error::EmbeddedError;
use self::{cluster::Cluster, find::Programs, folders::Folders, lock::Claim, lock::Lock, supervisor::Supervisor};

/// The superuser of the private server. Only who can enter the socket's folder can connect, so it has no password.
pub const SUPERUSER: &str = "portal";

/// How long a command waits for the owner's server to come up before it gives up joining.
const JOIN_PATIENCE: Duration = Duration::from_secs(60);

type Result<T> = std::result::Result<T, EmbeddedError>;

/// Where and how the private server runs.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The folder of the server's files: data (`pg/`), log (`pg.log`) and lock (`pg.lock`).
    pub home: PathBuf,
    /// Where the programs are; without it, the usual places are searched.
    pub programs: Option<PathBuf>,
    /// Whether a commit survives a power cut. Off only in tests, where it halves the time.
    pub durable: bool,
    /// Connections that the server accepts.
    pub max_connections: u16,
    /// Whether to become a client of a server that another process owns. For short commands only: a joined server goes
    /// when its owner goes.
    pub join: bool,
    /// Further settings of the server, as `postgresql.conf` names them.
    pub extra: Vec<(String, String)>,
}

impl Settings {
    /// Durable, 60 connections, not joining, with the programs of PG_BINDIR or of the usual places.
    pub fn new(home: impl Into<PathBuf>) -> Settings {
        let programs = std::env::var_os("PG_BINDIR").map(PathBuf::from);
        Settings { home: home.into(), programs, durable: true, max_connections: 60, join: false, extra: Vec::new() }
    }
}

/// A running private server, ours or another process's. Dropping it stops a server of ours, which blocks for about as
/// long as [`Embedded::stop`] takes (some 50 ms).
#[derive(Debug)]
pub struct Embedded {
    options: PgConnectOptions,
    supervisor: Option<Supervisor>,
}

/// Starts the private server of `settings.home`, or joins it where the settings say so.
///
/// # Errors
/// [`EmbeddedError`] says what is in the way and what to do about it.
pub async fn start(settings: Settings) -> Result<Embedded> {
    tokio::task::spawn_blocking(move || start_or_join(&settings))
        .await
        .unwrap_or_else(|error| Err(EmbeddedError::io("starting the database", "", error.into())))
}

/// What there is for the server of a folder.
#[derive(Debug, Clone)]
pub struct Outlook {
    /// Whether the cluster was made; otherwise the first start makes it.
    pub made: bool,
    /// The folder of PostgreSQL's programs.
    pub programs: PathBuf,
    /// Their major version.
    pub major: u32,
}

/// Looks whether the private server of the settings could start, and makes nothing.
///
/// # Errors
/// [`EmbeddedError`] says what is in the way and what to do about it.
pub fn look(settings: &Settings) -> Result<Outlook> {
    let (folders, _) = Folders::choose(&settings.home)?;
    let programs = Programs::find(&folders.data, settings.programs.as_deref())?;
    Ok(Outlook { made: folders.data.join("PG_VERSION").exists(), programs: programs.folder, major: programs.major })
}

impl Embedded {
    /// How to connect: as the superuser, to the database `postgres`. The caller makes and chooses its own.
    pub fn options(&self) -> PgConnectOptions {
        self.options.clone()
    }

    /// Whether this process runs the server, or only joined it.
    pub fn owned(&self) -> bool {
        self.supervisor.is_some()
    }

    /// Stops a server of ours. Close the pools first: what still runs is cut off and rolled back.
    pub async fn stop(self) {
        // nothing to report: the supervisor has logged what went wrong, and the next start recovers
        let _ = tokio::task::spawn_blocking(move || drop(self)).await;
    }
}

fn start_or_join(settings: &Settings) -> Result<Embedded> {
    let home = folders::make_home(&settings.home)?;
    let end = Instant::now() + JOIN_PATIENCE;
    loop {
        match Lock::claim(&home)? {
            Claim::Taken(lock) => return own(settings, &home, lock),
            Claim::Held { pid, .. } if !settings.join => return Err(EmbeddedError::InUse { home, pid }),
            Claim::Held { sockets: Some(sockets), .. } => {
                return Ok(Embedded { options: connect_options(&sockets), supervisor: None });
            }
            Claim::Held { pid, .. } if Instant::now() > end => return Err(EmbeddedError::NeverReady { home, pid }),
            Claim::Held { .. } => std::thread::sleep(Duration::from_millis(20)),
        }
    }
}

fn own(settings: &Settings, home: &Path, lock: Lock) -> Result<Embedded> {
    let cluster = Cluster::prepare(home, settings)?;
    let server = cluster.start()?;
    lock.announce(&cluster.folders.sockets)?;
    let options = connect_options(&cluster.folders.sockets);
    Ok(Embedded { options, supervisor: Some(Supervisor::watch(cluster, server, lock)?) })
}

/// Nothing of a person's own PG… variables may lead us elsewhere.
fn connect_options(sockets: &Path) -> PgConnectOptions {
    PgConnectOptions::new_without_pgpass()
        .socket(sockets)
        .port(5432)
        .ssl_mode(PgSslMode::Disable)
        .username(SUPERUSER)
        .database("postgres")
}
