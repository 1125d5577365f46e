//! Figures: what the release build does on this machine, as a table. `scripts/figures` runs it.
//!
//! Each size has a database of its own, filled by `devcenter load`. The real program serves it as a process of its own, and
//! beside it stand bare pages of the same rows ([`bare`]). Linux only: time and memory are read from `/proc`.

mod bare;
mod bulk;
mod escalation;
mod flood;
mod home;
mod http;
mod lateness;
mod live;
mod mail;
mod memory;
mod pages;
mod processes;
mod program;
mod replies;
mod report;
mod rounds;
mod sink;
mod start;
mod statements;
mod store;
mod visitor;
mod wire;

use anyhow::Result;
use clap::{Parser, ValueEnum};

use self::{program::Program, report::Report, store::Store};

/// Measures the portal and prints a table.
#[derive(Debug, Parser)]
#[command(
    name = "scripts/figures",
    after_help = "\
Examples:
  scripts/figures                                    everything, at 10,000 and at 1,000,000 inquiries
  scripts/figures --inquiries 10000                  the small database only: some minutes
  scripts/figures --inquiries 10000 --only pages     pages only"
)]
struct Args {
    /// Sizes to measure at: numbers of inquiries, with commas
    #[arg(long, value_name = "N", value_delimiter = ',', default_values_t = [10_000, 1_000_000],
          value_parser = clap::value_parser!(u64).range(4_000..))]
    inquiries: Vec<u64>,
    /// Measure only these parts, with commas
    #[arg(long, value_enum, value_delimiter = ',', value_name = "PART")]
    only: Vec<Part>,
    /// Rounds, of which the median counts
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u8).range(1..))]
    rounds: u8,
    /// How `cargo bench` calls every program
    #[arg(long, hide = true)]
    bench: bool,
    #[command(subcommand)]
    serve: Option<Serve>,
}

/// What this program is when it calls itself.
#[derive(Debug, clap::Subcommand)]
enum Serve {
    /// The bare pages
    #[command(hide = true)]
    Bare(bare::BareArgs),
}

/// What can be measured alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// How long the program takes to serve
    Start,
    /// Many overdue inquiries, two processes
    Escalation,
    /// Statements per request
    Statements,
    /// Bytes per page
    Bytes,
    /// Memory at rest
    Memory,
    /// How late a due moment is acted on
    Lateness,
    /// Inbox and thread beside bare pages
    Pages,
    /// Answers beside a bare form
    Replies,
    /// Mails per second
    Mail,
    /// Answers while tabs are open
    Live,
    /// Sign-ins at once
    Flood,
    /// The home page: statements, and beside a bare page
    Home,
    /// One answer to 500 inquiries
    Bulk,
}

#[tokio::main]
async fn main() -> Result<()> {
    let args = Args::parse();
    match args.serve {
        Some(Serve::Bare(bare)) => bare::serve(bare).await,
        None => measure(&args).await,
    }
}

async fn measure(args: &Args) -> Result<()> {
    let mut report = Report::new(&args.inquiries);
    if args.measures(Part::Start) {
        let measured = start::measure(&mut report, args.rounds).await;
        report.ended(Part::Start, measured);
    }
    let store = Store::start().await?;
    for (column, inquiries) in args.inquiries.iter().enumerate() {
        let database = store.filled(*inquiries, args.rounds).await?;
        report.begin(column, &database);
        measure_all(args, &database, &mut report).await?;
        store.drop_database(database).await?;
    }
    store.stop().await?;
    report.publish()
}

/// What needs a program that nobody has asked anything yet.
const FRESH: [Part; 5] = [Part::Memory, Part::Statements, Part::Home, Part::Bytes, Part::Lateness];
/// What is measured beside the bare pages. Answers come last: they change what the other parts look at.
const BESIDE: [Part; 6] = [Part::Pages, Part::Home, Part::Bulk, Part::Replies, Part::Live, Part::Memory];
/// What has programs of its own, with the others out of the way.
const ALONE: [Part; 2] = [Part::Flood, Part::Mail];

/// A part that cannot be measured is told at the end; the others go on.
async fn measure_all(args: &Args, database: &store::Database, report: &mut Report) -> Result<()> {
    if args.measures(Part::Escalation) {
        let measured = escalation::measure(database, report, args.rounds).await;
        report.ended(Part::Escalation, measured);
    }
    let ours = Program::serve(database, &[]).await?;
    for part in FRESH.into_iter().filter(|part| args.measures(*part)) {
        let measured = measure_fresh(part, database, &ours, report).await;
        report.ended(part, measured);
    }
    let bare = Program::bare(database).await?;
    let both = pages::Both { database, ours: &ours, bare: &bare };
    for part in BESIDE.into_iter().filter(|part| args.measures(*part)) {
        let measured = measure_beside(part, &both, report, args.rounds).await;
        report.ended(part, measured);
    }
    ours.stop()?;
    bare.stop()?;
    for part in ALONE.into_iter().filter(|part| args.measures(*part)) {
        let measured = measure_alone(part, database, report, args.rounds).await;
        report.ended(part, measured);
    }
    Ok(())
}

async fn measure_fresh(part: Part, database: &store::Database, ours: &Program, report: &mut Report) -> Result<()> {
    match part {
        Part::Memory => memory::measure_fresh(ours, report).await,
        Part::Statements => statements::measure(database, ours, report).await,
        Part::Home => statements::measure_home(database, ours, report).await,
        Part::Bytes => wire::measure(database, ours, report).await,
        Part::Lateness => lateness::measure(database, report).await,
        _ => Ok(()),
    }
}

async fn measure_beside(part: Part, both: &pages::Both<'_>, report: &mut Report, rounds: u8) -> Result<()> {
    match part {
        Part::Pages => pages::measure(both, report, rounds).await,
        Part::Home => home::measure(both, report, rounds).await,
        Part::Bulk => bulk::measure(both, report, rounds).await,
        Part::Replies => replies::measure(both, report, rounds).await,
        Part::Live => live::measure(both, report).await,
        Part::Memory => memory::measure_after(both.ours, report).await,
        _ => Ok(()),
    }
}

async fn measure_alone(part: Part, database: &store::Database, report: &mut Report, rounds: u8) -> Result<()> {
    match part {
        Part::Flood => flood::measure(database, report).await,
        Part::Mail => mail::measure(database, report, rounds).await,
        _ => Ok(()),
    }
}

impl Args {
    fn measures(&self, part: Part) -> bool {
        self.only.is_empty() || self.only.contains(&part)
    }
}
