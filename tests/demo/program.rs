//! The demo as a program: what it prints, and what it says when it cannot start.

use std::{
    fs,
    io::{BufRead, BufReader},
    net::TcpListener,
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use sqlx::{ConnectOptions, postgres::PgConnectOptions};
use tempfile::TempDir;

/// A running `devcenter demo`, ended when it is dropped.
struct Demo {
    child: Child,
    port: u16,
}

impl Demo {
    fn start(folder: &Path) -> Demo {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        Demo { child: command(folder, port).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap(), port }
    }

    /// What it prints until it is open.
    fn welcome(&mut self) -> String {
        let lines = BufReader::new(self.child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let mut words = String::new();
        for line in lines {
            words.push_str(&line);
            words.push('\n');
            if line.starts_with("Ctrl+C") {
                break;
            }
        }
        words
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn command(folder: &Path, port: u16) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_devcenter"));
    command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
    // what a machine may have set must not reach the demo
    command.env("SMTP_URL", "smtp://mail.invalid:25").env("DUE_POLICY", "90s");
    command.arg("demo").arg(format!("--listen=127.0.0.1:{port}")).arg(format!("--data-dir={}", folder.display()));
    command
}

/// One value of the demo's own database.
async fn ask(folder: &Path, sql: &'static str) -> i64 {
    let lock = fs::read_to_string(folder.join("demo/postgres/pg.lock")).unwrap();
    let sockets = lock.lines().nth(1).expect("the server's place");
    let options = PgConnectOptions::new_without_pgpass()
        .socket(sockets)
        .username(devcenter::db::embedded::SUPERUSER)
        .database("devcenter");
    let mut connection = options.connect().await.unwrap();
    sqlx::query_scalar(sql).fetch_one(&mut connection).await.unwrap()
}

#[tokio::test]
async fn a_first_start_that_is_killed_is_made_up_for_by_the_next_which_says_where_and_as_whom() {
    let folder = TempDir::new().unwrap();
    let first = Demo::start(folder.path());
    let patience = Instant::now() + Duration::from_secs(60);
    while !folder.path().join("demo/unfinished").exists() {
        assert!(Instant::now() < patience, "the first start makes no data");
        std::thread::sleep(Duration::from_millis(20));
    }
    std::thread::sleep(Duration::from_millis(600));
    drop(first);

    let mut second = Demo::start(folder.path());
    let words = second.welcome();
    let url = format!("http://127.0.0.1:{}", second.port);
    for expected in [
        format!("{url}/apps/com.moonrabbit.farm"),
        format!("{url}/mailbox"),
        format!("{url}/sign-in"),
        "demo1234".to_owned(),
        "agent@moonrabbit.example".to_owned(),
        "agent@bluewhale.example".to_owned(),
        "agent@portal.example".to_owned(),
        "lead@portal.example".to_owned(),
        "in 1, 3 and 6 minutes".to_owned(),
    ] {
        assert!(words.contains(&expected), "no {expected} in:\n{words}");
    }
    let page = reqwest::get(format!("{url}/mailbox")).await.unwrap();
    assert!(page.status().is_success(), "the mailbox is there whatever the environment says of a mail server");
    assert_eq!(ask(folder.path(), "select count(*) from inquiries").await, 39);
    assert_eq!(ask(folder.path(), "select count(distinct subject) from inquiries").await, 39);

    // making the mark and removing it would show on the folder
    let changed = || fs::metadata(folder.path().join("demo")).unwrap().modified().unwrap();
    let before = changed();
    drop(second);
    Demo::start(folder.path()).welcome();
    assert_eq!(changed(), before, "a later start that is interrupted loses nothing");
}

#[test]
fn a_taken_address_is_told_with_what_to_do() {
    let folder = TempDir::new().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let ended = command(folder.path(), port).output().unwrap();
    let words = String::from_utf8_lossy(&ended.stderr);
    assert_eq!(ended.status.code(), Some(1));
    assert!(words.contains(&format!("127.0.0.1:{port} is taken")) && words.contains("--listen"), "{words}");
    assert!(!folder.path().join("demo").exists(), "nothing was begun");
}
