//! A server as a process of its own: the real program, or the bare pages.

use std::{
    net::{SocketAddr, TcpListener},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process};
use tokio::time::sleep;

use super::{
    http::{Connection, PLAIN},
    processes,
    store::Database,
};

/// A running server.
pub struct Program {
    child: Child,
    pub address: SocketAddr,
}

impl Program {
    /// `devcenter serve` over a database, with settings.
    pub async fn serve(database: &Database, flags: &[&str]) -> Result<Program> {
        let (address, mut command) = devcenter()?;
        command.arg("--data-dir").arg(&database.data_dir).args(["--database-url", &database.url]).args(flags);
        Program::run(command, address).await
    }

    /// `devcenter serve` with its embedded database in `data_dir`.
    pub async fn embedded(data_dir: &std::path::Path) -> Result<Program> {
        let (address, mut command) = devcenter()?;
        command.arg("--data-dir").arg(data_dir);
        Program::run(command, address).await
    }

    /// The bare pages over a database.
    pub async fn bare(database: &Database) -> Result<Program> {
        let address = free_address()?;
        let mut command = Command::new(std::env::current_exe()?);
        command.args(["bare", "--listen", &address.to_string(), "--database-url", &database.url]);
        Program::run(command, address).await
    }

    async fn run(mut command: Command, address: SocketAddr) -> Result<Program> {
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().context("A server does not start")?;
        let mut program = Program { child, address };
        let end = Instant::now() + Duration::from_secs(60);
        while !program.serves() {
            if Instant::now() > end || program.child.try_wait()?.is_some() {
                bail!("a server does not serve; run it by hand to see why: {command:?}");
            }
            sleep(Duration::from_millis(2)).await;
        }
        Ok(program)
    }

    /// Whether the home page, which asks the database, is there.
    fn serves(&self) -> bool {
        Connection::open(self.address, PLAIN)
            .and_then(|mut connection| connection.get("/"))
            .is_ok_and(|answer| answer.status == 200)
    }

    /// The CPU time it has used so far.
    pub fn cpu(&self) -> Duration {
        processes::cpu(self.child.id())
    }

    /// The memory it holds, in bytes.
    pub fn resident(&self) -> Result<u64> {
        processes::resident(self.child.id())
    }

    /// Asks it to end, and waits for that.
    pub fn stop(mut self) -> Result<()> {
        let pid = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw).context("a process without a number")?;
        kill_process(pid, Signal::TERM)?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The program with nothing of this shell's settings, on a free port; its log goes nowhere, but is written.
fn devcenter() -> Result<(SocketAddr, Command)> {
    let address = free_address()?;
    let mut command = Command::new(env!("CARGO_BIN_EXE_devcenter"));
    command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command.args(["serve", "--listen", &address.to_string()]);
    Ok((address, command))
}

fn free_address() -> Result<SocketAddr> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}
