//! The command line: `devcenter serve`, `demo`, `migrate`, `user`, `load`, `doctor`.

mod advice;
mod demo;
mod doctor;
mod load;
mod migrate;
mod secret;
mod serve;
mod store;
mod user;

use std::{path::Path, process::ExitCode};

use clap::{Args, Parser, Subcommand};
use tracing_subscriber::EnvFilter;

use crate::config::{Config, LogFormat};

/// The portal for the Voice of Customer of an app store.
#[derive(Debug, Parser)]
#[command(name = "devcenter", version, about, after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: ServeArgs,
}

const EXAMPLES: &str = "\
Examples:
  devcenter demo                                  try it: demo data, nothing to configure
  devcenter serve --listen 0.0.0.0:8080           serve, with the database in ./data
  DATABASE_URL=postgres://… SMTP_URL=smtp+starttls://… devcenter serve --public-url https://voc.example
  devcenter user add --email kim@example.com --name 김하늘 --staff lead
  devcenter load --inquiries 10000                fill an empty database with invented data
  devcenter doctor                                what is wrong with the settings, and what to do";

#[derive(Debug, Args)]
struct ServeArgs {
    #[command(flatten)]
    config: Config,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the portal (the default)
    #[command(after_help = "\
Examples:
  devcenter serve                                 with a private database in ./data, on 127.0.0.1:8080
  devcenter serve --listen 0.0.0.0:8080 --public-url https://voc.example --trusted-proxies 10.0.0.0/8
  DATABASE_URL=postgres://… SMTP_URL=smtp+starttls://… SECRET=… devcenter serve")]
    Serve(ServeArgs),
    /// Serve with demo data; prints the address and the sign-ins
    Demo(demo::DemoArgs),
    /// Bring the database's schema up to date and end
    #[command(after_help = "\
Examples:
  devcenter migrate                               the private database in ./data
  DATABASE_URL=postgres://… devcenter migrate     before the processes of a new version start")]
    Migrate(ServeArgs),
    /// Add people, set passwords, reset second factors
    User(user::UserArgs),
    /// Fill an empty database with invented data, for trying and measuring
    Load(load::LoadArgs),
    /// Check settings, database and mail server, and say what to do
    #[command(after_help = "\
Nothing is made or changed. The exit code is 1 when something does not work.
Examples:
  devcenter doctor                                the settings of the environment and of .env
  devcenter doctor --database-url postgres://… --smtp-url smtp+starttls://user:password@host")]
    Doctor(ServeArgs),
}

/// Runs the program: settings from flags, then the environment, then `.env`.
pub fn run() -> ExitCode {
    if Path::new(".env").exists()
        && let Err(error) = dotenvy::dotenv()
    {
        eprintln!("The file .env cannot be read: {error}");
        return ExitCode::from(EXIT_USAGE);
    }
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("The program cannot start its threads: {error}");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(dispatch(cli)) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Wrong flags or settings (as clap ends with).
const EXIT_USAGE: u8 = 2;

async fn dispatch(cli: Cli) -> anyhow::Result<ExitCode> {
    match cli.command.unwrap_or(Command::Serve(cli.serve)) {
        Command::Serve(args) => serve::serve(args.config).await,
        Command::Demo(args) => demo::demo(args).await,
        Command::Migrate(args) => migrate::migrate(args.config).await,
        Command::User(args) => user::user(args).await,
        Command::Load(args) => load::load(args).await,
        Command::Doctor(args) => doctor::doctor(args.config).await,
    }
}

/// Starts logging to standard error.
fn start_logs(config: &Config) -> anyhow::Result<()> {
    let filter = EnvFilter::try_new(&config.log_filter)
        .map_err(|error| anyhow::anyhow!("LOG_FILTER is not understood: {error}. Try LOG_FILTER=info"))?;
    let logs = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match config.log_format {
        LogFormat::Text => logs.init(),
        LogFormat::Json => logs.json().init(),
    }
    Ok(())
}
