//! What stands in the way of the private server, in sentences that say what to do.

use std::{
    io,
    path::{Path, PathBuf},
};

/// Why the private server cannot run.
#[derive(Debug, thiserror::Error)]
pub enum EmbeddedError {
    /// The machine has only PostgreSQL servers that are too old.
    #[error(
        "the newest PostgreSQL server on this machine is {newest}, but {oldest} or newer is needed. {advice} \
         One elsewhere than in the usual folders: set PG_BINDIR. To use a database of your own: set DATABASE_URL.",
        oldest = super::find::OLDEST
    )]
    TooOld {
        /// Its major version.
        newest: u32,
        /// The way to a newer one on this system.
        advice: String,
    },
    /// The machine has no PostgreSQL server.
    #[error(
        "no PostgreSQL server {oldest} or newer is installed on this machine. {advice} \
         Elsewhere than in the usual folders: set PG_BINDIR. To use a database of your own: set DATABASE_URL.",
        oldest = super::find::OLDEST
    )]
    NoPrograms {
        /// The command of this system that installs it.
        advice: String,
    },
    /// The data were made by a major version that is not installed.
    #[error(
        "the data in {} are of PostgreSQL {wanted}, but only {} is installed. \
         Install PostgreSQL {wanted}, or choose another folder with --data-dir.",
        .data.display(), list(.installed)
    )]
    OtherVersion {
        /// The data folder.
        data: PathBuf,
        /// Its major version.
        wanted: u32,
        /// The major versions that were found.
        installed: Vec<u32>,
    },
    /// PostgreSQL refuses to run as root, and there is nobody else to run it.
    #[error(
        "PostgreSQL does not run as root, and this system has neither a user «postgres» nor «nobody» to run it. \
         Start the program as another user, or set DATABASE_URL."
    )]
    NoAccount,
    /// A container was started with a bare user number.
    #[error(
        "PostgreSQL needs a user with a name, but user number {uid} is not in /etc/passwd. \
         Start the program as a named user, or set DATABASE_URL."
    )]
    NamelessUser {
        /// The user's number.
        uid: u32,
    },
    /// A folder that must be ours is not.
    #[error(
        "{} belongs to user number {owner}, not to {expected}. \
         Start the program as the user who made it, remove it, or choose another folder with --data-dir.",
        .path.display()
    )]
    Foreign {
        /// The folder.
        path: PathBuf,
        /// Who owns it.
        owner: u32,
        /// Who should.
        expected: u32,
    },
    /// Something else is where a folder must be: a file, or a link that may lead anywhere.
    #[error("{} is not a folder. Remove it and start again.", .path.display())]
    NotAFolder {
        /// What is in the way.
        path: PathBuf,
    },
    /// The place of the data is taken by something else.
    #[error("{} holds files, but no database. Move them away, or choose another folder with --data-dir.", .path.display())]
    NotACluster {
        /// The folder.
        path: PathBuf,
    },
    /// Another process runs the server of this folder.
    #[error(
        "another devcenter{} already runs the database in {}. \
         Stop it first, or choose another folder with --data-dir.",
        process(.pid), .home.display()
    )]
    InUse {
        /// The folder.
        home: PathBuf,
        /// The other process, where known.
        pid: Option<u32>,
    },
    /// The process that owns the folder did not get its server up while we waited to join it.
    #[error("another devcenter{} holds the database in {}, but its server does not come up.", process(.pid), .home.display())]
    NeverReady {
        /// The folder.
        home: PathBuf,
        /// The other process, where known.
        pid: Option<u32>,
    },
    /// A server left over by a killed process does not stop.
    #[error(
        "a PostgreSQL server left over by a killed devcenter (process {pid}) does not stop. End it, then start again."
    )]
    Orphan {
        /// The server's process.
        pid: i32,
    },
    /// The cluster could not be made.
    #[error("PostgreSQL's initdb failed: {output}")]
    Initdb {
        /// What it said.
        output: String,
    },
    /// The server ended, or did not become ready.
    #[error("PostgreSQL did not start: {last_words} (more in {})", .log.display())]
    Server {
        /// The last complaints of its log.
        last_words: String,
        /// The log.
        log: PathBuf,
    },
    /// The system refused something.
    #[error("{doing} {}: {source}", .path.display())]
    Io {
        /// What was tried.
        doing: &'static str,
        /// With what.
        path: PathBuf,
        /// The system's answer.
        source: io::Error,
    },
}

impl EmbeddedError {
    pub(super) fn io(doing: &'static str, path: impl AsRef<Path>, source: io::Error) -> EmbeddedError {
        EmbeddedError::Io { doing, path: path.as_ref().to_owned(), source }
    }
}

/// Names what was tried when the system refuses.
pub(super) trait While<T> {
    fn while_(self, doing: &'static str, path: impl AsRef<Path>) -> super::Result<T>;
}

impl<T> While<T> for io::Result<T> {
    fn while_(self, doing: &'static str, path: impl AsRef<Path>) -> super::Result<T> {
        self.map_err(|source| EmbeddedError::io(doing, path, source))
    }
}

fn process(pid: &Option<u32>) -> String {
    pid.map(|pid| format!(" (process {pid})")).unwrap_or_default()
}

fn list(majors: &[u32]) -> String {
    majors.iter().map(u32::to_string).collect::<Vec<_>>().join(", ")
}
