//! One private PostgreSQL for the whole run, one database a test, copied from a template.

use std::{
    path::PathBuf,
    sync::atomic::{AtomicU32, Ordering},
};

use devcenter::db::{self, embedded};
use sqlx::{ConnectOptions, Connection, PgConnection, postgres::PgConnectOptions};
use tokio::sync::OnceCell;

const TEMPLATE: &str = "portal_template";

static CLUSTER: OnceCell<embedded::Embedded> = OnceCell::const_new();
static COUNT: AtomicU32 = AtomicU32::new(0);

/// A new database with the newest schema.
pub async fn database() -> PgConnectOptions {
    let cluster = CLUSTER.get_or_init(start).await;
    let name = format!("portal_{}", COUNT.fetch_add(1, Ordering::Relaxed));
    let mut connection = connect(&cluster.options()).await;
    execute(&mut connection, &format!("create database {name} template {TEMPLATE}")).await;
    connection.close().await.unwrap();
    cluster.options().database(&name)
}

/// What the server says.
pub fn log() -> PathBuf {
    home().join("pg.log")
}

/// Runs a statement of the tests' own making.
pub async fn execute(connection: &mut PgConnection, sql: &str) {
    sqlx::query(sqlx::AssertSqlSafe(sql)).execute(connection).await.expect("the test's own statement");
}

async fn connect(options: &PgConnectOptions) -> PgConnection {
    options.connect().await.expect("the cluster of the tests answers")
}

async fn start() -> embedded::Embedded {
    remove_ended();
    let mut settings = embedded::Settings::new(home());
    settings.durable = false;
    settings.max_connections = 300;
    // of whom a line tells: a test may log its own database's statements
    settings.extra.push(("log_line_prefix".to_owned(), "%d ".to_owned()));
    let cluster = embedded::start(settings).await.expect("PostgreSQL for the tests");
    let mut connection = connect(&cluster.options()).await;
    execute(&mut connection, &format!("create database {TEMPLATE}")).await;
    let pool = db::pool(cluster.options().database(TEMPLATE), 1);
    db::migrate(&pool).await.expect("migrations");
    pool.close().await;
    cluster
}

/// A folder of this run.
fn home() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("postgres-{}", std::process::id()))
}

/// Removes the folders of runs that ended.
fn remove_ended() {
    for entry in PathBuf::from(env!("CARGO_TARGET_TMPDIR")).read_dir().into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let ended = name.strip_prefix("postgres-").is_some_and(|pid| !PathBuf::from(format!("/proc/{pid}")).exists());
        if ended {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}
