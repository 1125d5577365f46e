//! The store that a command works on: the configured database, or the private one of the data directory.

use std::{str::FromStr, sync::Arc};

use anyhow::Context;
use sqlx::{ConnectOptions, Connection, PgPool, postgres::PgConnectOptions};

use super::secret::kept_secret;
use crate::{
    app::{App, Wake},
    auth::Passwords,
    clock::Clock,
    config::Config,
    db::{self, embedded},
    rules::Rules,
};

/// The name of our database on the private server.
const DATABASE: &str = "devcenter";

/// An open store. A private server of ours stops with it.
#[derive(Debug)]
pub(super) struct Store {
    pub(super) pool: PgPool,
    server: Option<embedded::Embedded>,
}

/// Whether a command may use the server of another process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// The command serves pages: it must own the server.
    MustBe,
    /// The command is short: it may join.
    MayJoin,
}

impl Store {
    /// Opens the store of the settings and brings its schema up to date.
    pub(super) async fn open(config: &Config, owner: Owner) -> anyhow::Result<Store> {
        let (options, server) = match &config.database_url {
            Some(url) => (PgConnectOptions::from_str(url.reveal()).context("DATABASE_URL is not understood")?, None),
            None => {
                let (options, server) = private(config, owner).await?;
                (options, Some(server))
            }
        };
        let store = Store { pool: db::pool(options, config.database_connections.get()), server };
        db::check_character_type(&store.pool).await.context("The database will not do")?;
        db::migrate(&store.pool).await.context("The schema could not be brought up to date")?;
        Ok(store)
    }

    /// The shared handles over this store.
    pub(super) async fn app(&self, config: Config) -> anyhow::Result<App> {
        let secret = match &config.secret {
            Some(secret) => secret.clone(),
            None => kept_secret(&config.data_dir)?,
        };
        Ok(App {
            db: self.pool.clone(),
            clock: Clock::anchored(&self.pool).await.context("The database's time could not be read")?,
            rules: Arc::new(Rules::of(&config.rules)?),
            config: Arc::new(config),
            secret,
            passwords: Passwords::new()?,
            heart: Arc::default(),
            wake: Arc::<Wake>::default(),
        })
    }

    /// Closes connections, then stops a private server.
    pub(super) async fn close(self) {
        self.pool.close().await;
        if let Some(server) = self.server {
            server.stop().await;
        }
    }
}

async fn private(config: &Config, owner: Owner) -> anyhow::Result<(PgConnectOptions, embedded::Embedded)> {
    let mut settings = embedded::Settings::new(config.data_dir.join("postgres"));
    settings.join = owner == Owner::MayJoin;
    settings.max_connections = u16::try_from(config.database_connections.get() + 10).unwrap_or(u16::MAX);
    let server = embedded::start(settings).await?;
    create_database(server.options()).await?;
    Ok((server.options().database(DATABASE), server))
}

async fn create_database(options: PgConnectOptions) -> anyhow::Result<()> {
    let mut connection = options.connect().await.context("The private database does not answer")?;
    let there = sqlx::query_scalar::<_, bool>("select exists (select from pg_database where datname = 'devcenter')");
    if !there.fetch_one(&mut connection).await? {
        let made = sqlx::query("create database devcenter").execute(&mut connection).await;
        // two commands at once: the other was faster
        if let Err(error) = made
            && error.as_database_error().and_then(|error| error.code()).as_deref() != Some("42P04")
        {
            return Err(error.into());
        }
    }
    connection.close().await?;
    Ok(())
}
