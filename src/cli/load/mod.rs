//! `devcenter load`: fills an empty database with invented sellers, customers and inquiries, for trying and measuring.
//!
//! Rows go in by COPY, some thousand inquiries a transaction, over several connections; indexes, checks and foreign keys
//! stay in force. The same seed invents the same data, moved to the present.

mod dice;
mod life;
mod plan;
mod progress;
mod words;
mod world;

use std::{
    process::ExitCode,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::Instant,
};

use anyhow::{Context, bail};
use chrono::Duration;
use clap::Args;
use sqlx::{PgConnection, PgPool};
use tokio::task::{JoinSet, spawn_blocking};

use self::{life::Lives, plan::Plan, progress::Progress, world::World};
use super::store::{Aim, Store};
use crate::{app::App, auth, cancellations, config::Config, customers, deadlines, deliveries, events, inquiries};

/// How many inquiries or customers go in with one transaction.
const CHUNK: u64 = 2_000;
/// Connections at most: more only wait for each other.
const WRITERS: usize = 4;
/// Everybody's password.
const PASSWORD: &str = "a million voices";
/// How long the sellers have been there.
const FOUNDED: Duration = Duration::days(400);

#[derive(Debug, Args)]
#[command(after_help = "\
The database must hold no inquiries yet. A million takes some minutes and about 6 GB.
  devcenter load --inquiries 10000
  devcenter load --inquiries 1000000 --overdue 10000 --data-dir ./data/million
  DATABASE_URL=postgres://… devcenter load --inquiries 1000000 --seed 2")]
pub(super) struct LoadArgs {
    /// How many inquiries, with three messages each
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=100_000_000))]
    inquiries: u64,
    /// How many of them nobody answered in time and the scanner has not seen yet
    #[arg(long, value_name = "M", default_value = "0")]
    overdue: u64,
    /// How many of them wait for an answer of the last seller alone
    #[arg(long, value_name = "M", default_value = "0")]
    backlog: u64,
    /// Another number invents other data
    #[arg(long, default_value = "1")]
    seed: u64,
    #[command(flatten)]
    config: Config,
}

pub(super) async fn load(args: LoadArgs) -> anyhow::Result<ExitCode> {
    let LoadArgs { inquiries, overdue, backlog, .. } = args;
    if overdue.saturating_add(backlog) > inquiries {
        bail!("--overdue {overdue} and --backlog {backlog} are more than --inquiries {inquiries}");
    }
    let store = Store::open(&args.config, Aim::Write).await?;
    let app = store.app(args.config).await?;
    let loaded = fill(&app, inquiries, (overdue, backlog), args.seed).await;
    store.close().await;
    loaded?;
    Ok(ExitCode::SUCCESS)
}

async fn fill(app: &App, inquiries: u64, apart: (u64, u64), seed: u64) -> anyhow::Result<()> {
    if inquiries::load::are_there_any(&app.db).await? {
        bail!(
            "The database holds inquiries already. Load into an empty one: choose another with DATABASE_URL or --data-dir"
        );
    }
    let begun = Instant::now();
    let customers = inquiries.div_ceil(3);
    let world = Arc::new(invent(app, inquiries, apart, customers, seed).await?);
    write_all(app, &world, "Customers", customers, Kind::Customers).await?;
    write_all(app, &world, "Inquiries", inquiries, Kind::Inquiries).await?;
    analyze(&app.db).await?;
    println!("Loaded {inquiries} inquiries of {customers} customers in {:.0?}.", begun.elapsed());
    print_sign_ins(app);
    Ok(())
}

/// Adds everybody but the customers.
async fn invent(
    app: &App,
    inquiries: u64,
    (overdue, backlog): (u64, u64),
    customers: u64,
    seed: u64,
) -> anyhow::Result<World> {
    let password = spawn_blocking(|| auth::hash_password(PASSWORD)).await??;
    let now = app.clock.now();
    let mut transaction = app.db.begin().await?;
    let sellers = world::add_sellers(&mut transaction, &password, now - FOUNDED).await?;
    let lead = world::add_staff(&mut transaction, &password, app, now - FOUNDED).await?;
    transaction.commit().await?;
    Ok(World {
        sellers,
        lead,
        operations_host: app.config.mail.operations_email.host().to_owned(),
        customers,
        plan: Plan::of(inquiries, overdue, backlog, now),
        now,
        rules: app.rules.current(),
        secret: app.secret.clone(),
        seed,
    })
}

/// What a chunk holds.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Customers,
    Inquiries,
}

/// Writes chunk after chunk over several connections.
async fn write_all(app: &App, world: &Arc<World>, what: &'static str, all: u64, kind: Kind) -> anyhow::Result<()> {
    let progress = Arc::new(Progress::of(what, all));
    let next = Arc::new(AtomicU64::new(0));
    let mut writers = JoinSet::new();
    for _ in 0..writers_of(app) {
        writers.spawn(write_chunks(app.db.clone(), world.clone(), next.clone(), all, kind, progress.clone()));
    }
    while let Some(ended) = writers.join_next().await {
        ended?.context("Loading stopped; what was written stays. Begin again with an empty database")?;
    }
    progress.end();
    Ok(())
}

fn writers_of(app: &App) -> usize {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let connections = usize::try_from(app.config.database_connections.get()).unwrap_or(WRITERS);
    (cores + 1).min(connections).min(WRITERS)
}

async fn write_chunks(
    db: PgPool,
    world: Arc<World>,
    next: Arc<AtomicU64>,
    all: u64,
    kind: Kind,
    progress: Arc<Progress>,
) -> anyhow::Result<()> {
    loop {
        let start = next.fetch_add(CHUNK, Ordering::Relaxed);
        if start >= all {
            return Ok(());
        }
        let end = (start + CHUNK).min(all);
        let mut transaction = db.begin().await?;
        // a crash loses the last chunks, and then loading begins anew anyway
        sqlx::query("set local synchronous_commit = off").execute(&mut *transaction).await?;
        match kind {
            Kind::Customers => write_customers(&mut transaction, &world, start, end).await?,
            Kind::Inquiries => write_inquiries(&mut transaction, world.clone(), start, end).await?,
        }
        transaction.commit().await?;
        progress.add(end - start);
    }
}

async fn write_customers(db: &mut PgConnection, world: &World, start: u64, end: u64) -> sqlx::Result<()> {
    let customers: Vec<_> = (start..end).map(|n| world.customer(n)).collect();
    customers::load::load(db, &customers).await
}

async fn write_inquiries(db: &mut PgConnection, world: Arc<World>, start: u64, end: u64) -> anyhow::Result<()> {
    let secret = world.secret.clone();
    let lives = spawn_blocking(move || {
        let mut lives = Lives::default();
        (start..end).for_each(|n| lives.add(&world, n));
        lives
    })
    .await?;
    inquiries::load::load(db, &secret, &lives.inquiries).await?;
    cancellations::load::load(db, &lives.cases).await?;
    deadlines::load::load(db, &lives.deadlines).await?;
    events::load::load(db, &lives.events).await?;
    deliveries::load::load(db, &lives.deliveries).await?;
    Ok(())
}

/// Lets the planner know what there is now, before the database finds time for it by itself.
async fn analyze(db: &PgPool) -> anyhow::Result<()> {
    let mut connection = db.acquire().await?;
    sqlx::query("set statement_timeout = 0").execute(&mut *connection).await?;
    sqlx::query("analyze").execute(&mut *connection).await?;
    sqlx::query("reset statement_timeout").execute(&mut *connection).await?;
    Ok(())
}

fn print_sign_ins(app: &App) {
    let host = app.config.mail.operations_email.host();
    println!("Sign-ins, all with the password «{PASSWORD}»:");
    println!("  sellers     owner@, agent1@ and agent2@ of seller01.example to seller40.example");
    println!("  operations  agent@{host}, lead@{host}");
}
