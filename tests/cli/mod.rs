mod load;
mod people;
mod schema;

use std::{
    io::Write,
    process::{Command, Output, Stdio},
};

use sqlx::{PgPool, postgres::PgConnectOptions};

use crate::support::program::url_of;

/// Runs the program over a database, with nothing of this machine's settings and with `input` on its standard input.
fn run(database: &PgConnectOptions, arguments: &[&str], input: &str) -> Output {
    run_with(&["--database-url", &url_of(database)], arguments, input)
}

/// Runs the program with further flags.
fn run_with(flags: &[&str], arguments: &[&str], input: &str) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_devcenter"));
    command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command.args(arguments).args(flags);
    if !flags.contains(&"--data-dir") {
        command.arg("--data-dir").arg(folder.path());
    }
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // one that refused before it read has closed its end
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

/// What it said, on both ways.
fn words(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

async fn count(pool: &PgPool, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(pool).await.unwrap()
}
