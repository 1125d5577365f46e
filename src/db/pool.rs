//! Pools and migrations.

use std::{cmp::Ordering, time::Duration};

use sqlx::{
    Connection, PgConnection, PgPool,
    migrate::{MigrateError, Migrator},
    postgres::{PgConnectOptions, PgPoolOptions},
};

use super::limit::within;

static MIGRATIONS: Migrator = sqlx::migrate!();

/// How long a request waits for a connection before it is told that the portal is busy.
const WAIT_FOR_CONNECTION: Duration = Duration::from_secs(5);
/// How long one statement may take before the database cancels it; batches of the loops stay well below.
const STATEMENT_LIMIT: &str = "30s";
/// How long a statement waits for another's lock.
const LOCK_LIMIT: &str = "10s";
/// How long a transaction may sit idle, so that a frozen process gives back its locks.
const IDLE_TRANSACTION_LIMIT: &str = "60s";
/// For migrations.
const WITHOUT_LIMITS: [(&str, &str); 3] =
    [("statement_timeout", "0"), ("lock_timeout", "0"), ("idle_in_transaction_session_timeout", "0")];

/// How long a connection may rest before it is asked whether it still lives.
const RESTED: Duration = Duration::from_millis(500);
/// How long a rested connection may take to say so.
const ALIVE_WITHIN: Duration = Duration::from_secs(1);
/// How long a connection that is given back may take to be ready for the next: somebody may have left in mid-statement.
const READY_WITHIN: Duration = Duration::from_secs(5);

/// A pool of at most `connections`.
pub fn pool(options: PgConnectOptions, connections: u32) -> PgPool {
    let options = options.application_name("devcenter").options([
        ("statement_timeout", STATEMENT_LIMIT),
        ("lock_timeout", LOCK_LIMIT),
        ("idle_in_transaction_session_timeout", IDLE_TRANSACTION_LIMIT),
        ("timezone", "UTC"),
        // plans of these short statements are never worth compiling
        ("jit", "off"),
        // nor worth planning anew each time, which costs more than running them: none has values that ask for another plan
        ("plan_cache_mode", "force_generic_plan"),
        // a plan that is kept must suit the full table, also when it was made while the table was all but empty
        ("enable_seqscan", "off"),
    ]);
    PgPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(WAIT_FOR_CONNECTION)
        .test_before_acquire(false)
        .before_acquire(|connection, meta| Box::pin(is_alive(connection, meta.idle_for)))
        // the library asks once more, without a limit: connections to a host that vanished would fill the pool
        .after_release(|connection, _| Box::pin(answers(connection, READY_WITHIN)))
        .idle_timeout(Duration::from_secs(300))
        .connect_lazy_with(options)
}

/// After a restart of the database all resting connections are dead: without asking, as many visitors would be turned away.
/// Connections in constant use are not asked, so that a busy portal pays no round trip for it.
async fn is_alive(connection: &mut PgConnection, idle_for: Duration) -> sqlx::Result<bool> {
    if idle_for >= RESTED { answers(connection, ALIVE_WITHIN).await } else { Ok(true) }
}

async fn answers(connection: &mut PgConnection, limit: Duration) -> sqlx::Result<bool> {
    within(limit, connection.ping()).await.map(|()| true)
}

/// Brings the schema up to date, over a connection of its own without the pool's limits: an index over millions of rows takes
/// its minutes. Many processes may try at once: the migrator holds an advisory lock, and the others wait as long as it takes.
///
/// # Errors
/// When the database does not answer, or holds a schema of another version of the program.
pub async fn migrate(pool: &PgPool) -> Result<(), MigrateError> {
    let options = PgConnectOptions::clone(&pool.connect_options()).options(WITHOUT_LIMITS);
    let own = PgPoolOptions::new().max_connections(1).connect_lazy_with(options);
    let done = MIGRATIONS.run(&own).await;
    own.close().await;
    done
}

/// How a database's schema stands to this program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Schema {
    /// It is this program's.
    Current,
    /// It lacks migrations. The newest it has; 0 when it is empty.
    Behind(i64),
    /// A newer program has migrated it. The newest it has.
    Ahead(i64),
}

/// Compares a database's schema with the program's, and changes nothing.
///
/// # Errors
/// When the database does not answer.
pub async fn schema(pool: &PgPool) -> sqlx::Result<Schema> {
    // the migrator makes its table itself, so that the checked macros may not know it
    let migrated = sqlx::query_scalar::<_, bool>("select to_regclass('_sqlx_migrations') is not null");
    if !migrated.fetch_one(pool).await? {
        return Ok(Schema::Behind(0));
    }
    let newest = "select coalesce(max(version), 0) from _sqlx_migrations where success";
    let found: i64 = sqlx::query_scalar(newest).fetch_one(pool).await?;
    Ok(match found.cmp(&newest_migration()) {
        Ordering::Less => Schema::Behind(found),
        Ordering::Equal => Schema::Current,
        Ordering::Greater => Schema::Ahead(found),
    })
}

/// The newest migration this program knows.
pub fn newest_migration() -> i64 {
    MIGRATIONS.iter().map(|migration| migration.version).max().unwrap_or(0)
}

/// Why a database will not do.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// With the character type C, lower-casing and search pass over Korean letters.
    #[error(
        "the database \"{database}\" has LC_CTYPE \"{found}\", under which search finds no Korean. Create it anew:\n  \
         createdb --template=template0 --encoding=UTF8 --locale=C.UTF-8 {database}"
    )]
    CharacterType {
        /// The database's name.
        database: String,
        /// Its LC_CTYPE.
        found: String,
    },
    /// Older servers lack what the schema uses.
    #[error("this is PostgreSQL {found}; 15 or newer is needed")]
    Version {
        /// The server's version text.
        found: String,
    },
    /// The database does not answer.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

/// Refuses a database under which Korean could not be searched, or that is too old.
///
/// # Errors
/// See [`CheckError`].
pub async fn check_character_type(pool: &PgPool) -> Result<(), CheckError> {
    let row = sqlx::query!(
        r#"select datname as "database!", datctype as "ctype!", current_setting('server_version') as "version!",
                  current_setting('server_version_num')::int >= 150000 as "new_enough!", lower('Ä') = 'ä' as "lowers!"
           from pg_database where datname = current_database()"#
    )
    .fetch_one(pool)
    .await?;
    if !row.new_enough {
        return Err(CheckError::Version { found: row.version });
    }
    if matches!(row.ctype.as_str(), "C" | "POSIX") && !row.lowers {
        return Err(CheckError::CharacterType { database: row.database, found: row.ctype });
    }
    Ok(())
}
