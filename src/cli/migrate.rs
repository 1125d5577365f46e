//! `devcenter migrate`.

use std::process::ExitCode;

use super::store::{Aim, Store};
use crate::{config::Config, db};

/// Brings the schema up to date; opening the store does that.
pub(super) async fn migrate(config: Config) -> anyhow::Result<ExitCode> {
    let store = Store::open(&config, Aim::Migrate).await?;
    println!("The schema is up to date: migration {}.", db::newest_migration());
    store.close().await;
    Ok(ExitCode::SUCCESS)
}
