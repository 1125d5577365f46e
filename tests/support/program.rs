//! The real program as a process of its own, over a database and a mail server of the test.

use std::{
    net::{TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use devcenter::{clock::Clock, db, outbox::Transport};
use sqlx::postgres::PgConnectOptions;
use tempfile::TempDir;

use super::{Portal, cluster};

/// A running `devcenter serve`.
pub struct Program {
    child: Child,
    folder: TempDir,
    port: u16,
    options: PgConnectOptions,
}

/// The key of its signatures: that of [`Portal::over`], so that tests can make the same links.
const SECRET: &str = "a secret of the tests, long enough";

impl Program {
    /// Serves over a new database, with settings.
    pub async fn serve(flags: &[&str]) -> Program {
        let options = cluster::database().await;
        let folder = TempDir::new().unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let child = Command::new(env!("CARGO_BIN_EXE_devcenter"))
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .arg("serve")
            .arg(format!("--listen=127.0.0.1:{port}"))
            .arg(format!("--data-dir={}", folder.path().display()))
            .arg(format!("--database-url={}", url_of(&options)))
            .arg(format!("--secret={SECRET}"))
            .args(flags)
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let program = Program { child, folder, port, options };
        program.wait_until_it_listens();
        program
    }

    /// The address people open.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// The same store in the test's process, by the database's clock: for making people and asking the store.
    pub async fn portal(&self) -> Portal {
        let pool = db::pool(self.options.clone(), 4);
        let clock = Clock::anchored(&pool).await.unwrap();
        Portal::over(pool, clock, &[], Transport::Mailbox).await
    }

    fn wait_until_it_listens(&self) {
        let patience = Instant::now() + Duration::from_secs(30);
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            assert!(
                Instant::now() < patience,
                "the program does not listen; its folder is {}",
                self.folder.path().display()
            );
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn url_of(options: &PgConnectOptions) -> String {
    let socket = options.get_socket().expect("the tests' server listens on a socket").display().to_string();
    let database = options.get_database().expect("a database");
    format!("postgres://{}@localhost/{database}?host={socket}&port=5432", options.get_username())
}
