//! `devcenter demo`: the portal with demo data, with nothing to configure.

use std::process::ExitCode;

use clap::Args;

use super::{
    serve::serve_app,
    start_logs,
    store::{Owner, Store},
};
use crate::config::Config;

#[derive(Debug, Args)]
#[command(after_help = "\
The data goes into ./data/demo and stays there; delete the folder to begin anew. Mails are shown on /mailbox.
  devcenter demo
  devcenter demo --listen 127.0.0.1:9000")]
pub(super) struct DemoArgs {
    #[command(flatten)]
    config: Config,
}

/// Fills an own store with demo data and serves it.
pub(super) async fn demo(args: DemoArgs) -> anyhow::Result<ExitCode> {
    let mut config = args.config;
    config.data_dir = config.data_dir.join("demo");
    config.database_url = None;
    start_logs(&config)?;
    let store = Store::open(&config, Owner::MustBe).await?;
    let app = store.app(config).await?;
    serve_app(&app, |address| println!("{address}")).await?;
    store.close().await;
    Ok(ExitCode::SUCCESS)
}
