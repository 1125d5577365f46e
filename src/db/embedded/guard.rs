//! Stops the server, or the making of its cluster, when this process dies, even by SIGKILL.
//!
//! A shell holds the other end of a pipe of ours. Whatever ends us closes the pipe, and the shell interrupts the server.
//! (Linux could signal a child of a dead parent by itself; macOS cannot, and PostgreSQL's own children would not be told.)

use std::{
    io,
    process::{Child, Stdio},
};

use super::user::Account;

/// The shell that watches over us. Dropping it calls it off.
#[derive(Debug)]
pub(super) struct Guard(Child);

/// Signals to all processes of a service or a terminal must not end the guard before us.
const SCRIPT: &str = r#"trap "" HUP INT TERM; read -r line; kill -INT "$0""#;

impl Guard {
    /// Sets a guard over a process of the account.
    pub(super) fn set(account: &Account, process: u32) -> io::Result<Guard> {
        let mut shell = account.command("/bin/sh");
        shell.args(["-c", SCRIPT, &process.to_string()]);
        shell.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        shell.spawn().map(Guard)
    }
}

impl Drop for Guard {
    /// Ends the shell before its pipe closes: the number may belong to another process by then.
    fn drop(&mut self) {
        let ended = self.0.kill().and_then(|()| self.0.wait());
        if let Err(error) = ended {
            tracing::warn!(%error, "the database's guard could not be called off");
        }
    }
}
