//! The store that a command works on: the configured database, or the private one of the data directory.

use std::{str::FromStr, sync::Arc};

use anyhow::{Context, bail};
use sqlx::{ConnectOptions, Connection, PgPool, postgres::PgConnectOptions};

use super::secret::kept_secret;
use crate::{
    app::{App, Wake},
    auth::Passwords,
    clock::Clock,
    config::Config,
    db::{self, Schema, embedded},
    rules::{LiveRules, Rules},
};

/// The name of our database on the private server.
const DATABASE: &str = "devcenter";

/// An open store. A private server of ours stops with it.
#[derive(Debug)]
pub(super) struct Store {
    pub(super) pool: PgPool,
    server: Option<embedded::Embedded>,
}

/// What a command opens the store for: only some may change its schema, and only one must own a private server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Aim {
    /// To serve pages, over a private server of its own. The schema is brought up to date.
    Serve,
    /// To bring the schema up to date.
    Migrate,
    /// To write rows. A database that others use is not migrated as a side effect, but refused when its schema is another;
    /// a private one that nobody uses is brought up to date.
    Write,
    /// To look. Nothing is made or changed.
    Look,
}

impl Store {
    /// Opens the store of the settings.
    pub(super) async fn open(config: &Config, aim: Aim) -> anyhow::Result<Store> {
        let (options, server) = match &config.database_url {
            Some(url) => (PgConnectOptions::from_str(url.reveal()).context("DATABASE_URL is not understood")?, None),
            None => {
                let (options, server) = private(config, aim).await?;
                (options, Some(server))
            }
        };
        let store = Store { pool: db::pool(options, config.database_connections.get()), server };
        db::check_character_type(&store.pool).await.context("The database will not do")?;
        match aim {
            Aim::Serve | Aim::Migrate => store.bring_up_to_date().await?,
            Aim::Write if store.is_ours_alone() => store.bring_up_to_date().await?,
            Aim::Write => {
                if let Some(advice) = schema_advice(db::schema(&store.pool).await?) {
                    bail!("{advice}");
                }
            }
            Aim::Look => {}
        }
        Ok(store)
    }

    async fn bring_up_to_date(&self) -> anyhow::Result<()> {
        db::migrate(&self.pool).await.context("The schema could not be brought up to date")
    }

    fn is_ours_alone(&self) -> bool {
        self.server.as_ref().is_some_and(embedded::Embedded::owned)
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
            rules: LiveRules::new(Rules::of(&config)?),
            config: Arc::new(config),
            secret,
            passwords: Passwords::new()?,
            heart: Arc::default(),
            live: Arc::default(),
            rosters: Arc::default(),
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

/// What to do about a schema that is not this program's.
pub(super) fn schema_advice(schema: Schema) -> Option<String> {
    let known = db::newest_migration();
    match schema {
        Schema::Current => None,
        Schema::Behind(0) => Some("The database has no schema yet. Run: devcenter migrate".to_owned()),
        Schema::Behind(found) => Some(format!(
            "The database's schema is older than this program (migration {found}, {known} is needed). Run: devcenter migrate"
        )),
        Schema::Ahead(found) => Some(format!(
            "The database's schema is newer than this program (migration {found}, {known} is known). \
             Use the program that migrated it, or a newer one."
        )),
    }
}

/// How the private server runs.
pub(super) fn private_settings(config: &Config, aim: Aim) -> embedded::Settings {
    embedded::Settings {
        programs: config.pg_bindir.clone(),
        join: aim != Aim::Serve,
        max_connections: u16::try_from(config.database_connections.get() + 10).unwrap_or(u16::MAX),
        ..embedded::Settings::new(config.data_dir.join("postgres"))
    }
}

async fn private(config: &Config, aim: Aim) -> anyhow::Result<(PgConnectOptions, embedded::Embedded)> {
    let server = embedded::start(private_settings(config, aim)).await?;
    if aim != Aim::Look {
        create_database(server.options()).await?;
    }
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
