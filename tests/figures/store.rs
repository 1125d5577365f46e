//! A PostgreSQL of our own, as the program itself would run it, with a database for each size.

use std::{
    fs,
    path::PathBuf,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use devcenter::db::{self, embedded};
use sqlx::{AssertSqlSafe, PgPool};

use super::{
    bulk, processes,
    report::{target, thousands},
    rounds::seconds,
};

/// Overdue inquiries of an escalation, of a million; of fewer, a hundredth.
const OVERDUE: u64 = 10_000;

/// The running server.
pub struct Store {
    server: embedded::Embedded,
    home: PathBuf,
}

/// A filled database.
pub struct Database {
    /// For the harness' own questions.
    pub pool: PgPool,
    /// How programs connect.
    pub url: String,
    /// The programs' own folder: with the key that the loaded links were signed with.
    pub data_dir: PathBuf,
    /// Overdue inquiries of one round.
    pub overdue: u64,
    /// How it came to be, in a sentence.
    pub story: String,
    name: String,
    log: PathBuf,
    postmaster: u32,
}

impl Store {
    /// Starts an empty server with the settings of production.
    pub async fn start() -> Result<Store> {
        let home = target().join("figures");
        let _ = fs::remove_dir_all(&home);
        let mut settings = embedded::Settings::new(home.join("postgres"));
        settings.max_connections = 100;
        Ok(Store { server: embedded::start(settings).await?, home })
    }

    /// A new database with so many inquiries, of which enough are overdue, and enough wait for one seller, for some rounds.
    pub async fn filled(&self, inquiries: u64, rounds: u8) -> Result<Database> {
        let name = format!("figures_{inquiries}");
        self.run(&format!("create database {name}")).await?;
        let overdue = OVERDUE.min(inquiries / 100);
        let mut database = self.database(name, overdue)?;
        db::migrate(&database.pool).await?;
        let begun = Instant::now();
        let rounds = u64::from(rounds);
        load(&database, inquiries, [("--overdue", overdue * rounds), ("--backlog", bulk::MANY * rounds)])?;
        let size: i64 =
            sqlx::query_scalar("select pg_database_size(current_database())").fetch_one(&database.pool).await?;
        database.story = format!(
            "{} inquiries with three messages each: loaded in {}, {} MB.",
            thousands(inquiries),
            seconds(begun.elapsed()),
            thousands(u64::try_from(size)? / 1_000_000)
        );
        database.settle().await?;
        Ok(database)
    }

    fn database(&self, name: String, overdue: u64) -> Result<Database> {
        let folder = self.home.join("postgres");
        let pid = fs::read_to_string(folder.join("pg/postmaster.pid")).context("The server's pid is not known")?;
        let options = self.server.options();
        let socket = options.get_socket().context("The server has no socket")?.display().to_string();
        let url = format!("postgres://{}@localhost/{name}?host={socket}&port=5432", options.get_username());
        Ok(Database {
            pool: db::pool(options.database(&name), 4),
            url,
            data_dir: self.home.join("data"),
            overdue,
            story: String::new(),
            name,
            log: folder.join("pg.log"),
            postmaster: pid.lines().next().unwrap_or_default().parse().context("The server's pid is no number")?,
        })
    }

    /// Makes room for the next size.
    pub async fn drop_database(&self, database: Database) -> Result<()> {
        database.pool.close().await;
        self.run(&format!("drop database {} with (force)", database.name)).await
    }

    /// Stops the server and removes its files.
    pub async fn stop(self) -> Result<()> {
        self.server.stop().await;
        fs::remove_dir_all(&self.home).context("The figures' database cannot be removed")
    }

    async fn run(&self, statement: &str) -> Result<()> {
        let pool = db::pool(self.server.options(), 1);
        sqlx::query(AssertSqlSafe(statement)).execute(&pool).await?;
        pool.close().await;
        Ok(())
    }
}

fn load(database: &Database, inquiries: u64, of_them: [(&str, u64); 2]) -> Result<()> {
    eprintln!("Loading {} inquiries", thousands(inquiries));
    let of_them = of_them.iter().flat_map(|(flag, count)| [(*flag).to_owned(), count.to_string()]);
    let ended = Command::new(env!("CARGO_BIN_EXE_devcenter"))
        .args(["load", "--inquiries", &inquiries.to_string()])
        .args(of_them)
        .arg("--data-dir")
        .arg(&database.data_dir)
        .args(["--database-url", &database.url])
        .stdout(Stdio::null())
        .status()?;
    if !ended.success() {
        bail!("devcenter load failed");
    }
    Ok(())
}

impl Database {
    /// The CPU time that the server has used so far, all of its processes together.
    pub fn cpu(&self) -> Duration {
        processes::cpu(self.postmaster)
    }

    /// What the server has logged so far, in bytes.
    pub fn logged(&self) -> Result<u64> {
        Ok(fs::metadata(&self.log)?.len())
    }

    /// The server's log from a place on.
    pub fn log_since(&self, start: u64) -> Result<String> {
        let bytes = fs::read(&self.log)?;
        let (_, new) = bytes.split_at(usize::try_from(start)?.min(bytes.len()));
        Ok(String::from_utf8_lossy(new).into_owned())
    }

    /// Lets the server do what it would do in quiet hours, so that no round pays for the loading; puts the overdue off, so
    /// that each round has its own.
    async fn settle(&self) -> Result<()> {
        let mut connection = self.pool.acquire().await?;
        for statement in ["set statement_timeout = 0", "vacuum analyze", "checkpoint", "reset statement_timeout"] {
            sqlx::query(AssertSqlSafe(statement)).execute(&mut *connection).await?;
        }
        sqlx::query!(
            "with overdue as (
                 update deadlines set due_at = due_at + interval '10 days'
                 where kind = 'reply_due' and due_at < now() and fired_at is null and cancelled_at is null
                   and skipped_at is null
                 returning inquiry_id
             )
             update inquiries i set reply_due_at = reply_due_at + interval '10 days'
             from overdue where i.inquiry_id = overdue.inquiry_id"
        )
        .execute(&mut *connection)
        .await?;
        Ok(())
    }

    /// Waits until the background loops have done everything there is to do now.
    pub async fn until_quiet(&self, patience: Duration) -> Result<()> {
        let end = Instant::now() + patience;
        loop {
            let busy = sqlx::query_scalar!(
                r#"select exists (select from deliveries
                                  where state in ('queued', 'delayed', 'outcome_unknown') and ended_at is null
                                    and next_try_at <= now() + interval '1 minute')
                       or exists (select from deliveries where state = 'sending')
                       or exists (select from pending_replies) as "busy!""#
            )
            .fetch_one(&self.pool)
            .await?;
            if !busy {
                return Ok(());
            }
            if Instant::now() > end {
                bail!("the portal does not come to rest");
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }
}
