//! The real program as a process of its own, over a database and a mail server of the test.

use std::{
    net::{SocketAddr, TcpListener},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use devcenter::{clock::Clock, db, outbox::Transport};
use rustix::process::{Pid, Signal, kill_process};
use sqlx::postgres::PgConnectOptions;
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::{sleep, timeout},
};

use super::{Portal, cluster};

/// The key of its signatures: that of [`Portal::over`], so that tests can make the same links.
const SECRET: &str = "a secret of the tests, long enough";
/// A page that everybody may see.
const KNOCK: &[u8] = b"GET /sign-in HTTP/1.1\r\nhost: portal\r\nconnection: close\r\n\r\n";

/// `devcenter serve`, until it is dropped.
pub struct Program {
    process: Process,
    folder: TempDir,
    address: SocketAddr,
    options: PgConnectOptions,
    database_url: String,
    flags: Vec<String>,
}

/// The running process; clones are the same one.
#[derive(Clone)]
pub struct Process(Arc<Mutex<Child>>);

impl Program {
    /// Serves over a new database, with settings.
    pub async fn serve(flags: &[&str]) -> Program {
        let options = cluster::database().await;
        let url = url_of(&options);
        Program::over(options, url, flags).await
    }

    /// Serves over a database that it reaches by `url`, with settings.
    pub async fn over(options: PgConnectOptions, url: String, flags: &[&str]) -> Program {
        let folder = TempDir::new().unwrap();
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let flags: Vec<String> = flags.iter().map(|flag| (*flag).to_owned()).collect();
        let process = spawn(address, &folder, &url, &flags);
        let program = Program { process, folder, address, options, database_url: url, flags };
        program.wait_until_it_serves().await;
        program
    }

    /// Starts it again as it was started, on the same folder and database, and returns how long it took until it served.
    pub async fn restart(&mut self) -> Duration {
        self.process.kill();
        let began = Instant::now();
        self.process = spawn(self.address, &self.folder, &self.database_url, &self.flags);
        self.wait_until_it_serves().await;
        began.elapsed()
    }

    /// The process as it runs now.
    pub fn process(&self) -> Process {
        self.process.clone()
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address people open.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The same store in the test's process, by the database's clock: for making people and asking the store.
    pub async fn portal(&self) -> Portal {
        let pool = db::pool(self.options.clone(), 4);
        let clock = Clock::anchored(&pool).await.unwrap();
        Portal::over(pool, clock, &[], Transport::Mailbox).await
    }

    async fn wait_until_it_serves(&self) {
        let patience = Instant::now() + Duration::from_secs(30);
        while !answers(self.address).await {
            assert!(
                Instant::now() < patience,
                "the program does not serve; its folder is {}",
                self.folder.path().display()
            );
            sleep(Duration::from_millis(5)).await;
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.process.kill();
    }
}

impl Process {
    /// Kills it, as `kill -9` does, and returns when it is gone.
    pub fn kill(&self) {
        let mut child = self.lock();
        let _ = child.kill();
        let _ = child.wait();
    }

    /// Stops it in the middle of whatever it does.
    pub fn freeze(&self) {
        self.signal(Signal::STOP);
    }

    /// Lets it go on.
    pub fn thaw(&self) {
        self.signal(Signal::CONT);
    }

    fn signal(&self, signal: Signal) {
        let child = self.lock();
        let pid = i32::try_from(child.id()).ok().and_then(Pid::from_raw).unwrap();
        // a process that was killed meanwhile takes no signals
        let _ = kill_process(pid, signal);
    }

    fn lock(&self) -> MutexGuard<'_, Child> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn spawn(address: SocketAddr, folder: &TempDir, database_url: &str, flags: &[String]) -> Process {
    let child = Command::new(env!("CARGO_BIN_EXE_devcenter"))
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .arg("serve")
        .arg(format!("--listen={address}"))
        .arg(format!("--data-dir={}", folder.path().display()))
        .arg(format!("--database-url={database_url}"))
        .arg(format!("--secret={SECRET}"))
        .arg("--staff-second-factor=optional")
        .args(flags)
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    Process(Arc::new(Mutex::new(child)))
}

/// Whether a page is served.
async fn answers(address: SocketAddr) -> bool {
    let page = async {
        let mut stream = TcpStream::connect(address).await.ok()?;
        stream.write_all(KNOCK).await.ok()?;
        let mut status = [0; 12];
        stream.read_exact(&mut status).await.ok()?;
        Some(status == *b"HTTP/1.1 200")
    };
    timeout(Duration::from_secs(5), page).await.ok().flatten().unwrap_or(false)
}

/// The address of a database of the tests, by its socket.
pub fn url_of(options: &PgConnectOptions) -> String {
    let socket = options.get_socket().expect("the tests' server listens on a socket").display().to_string();
    let database = options.get_database().expect("a database");
    format!("postgres://{}@localhost/{database}?host={socket}&port=5432", options.get_username())
}
