//! The PostgreSQL store: the embedded default server, connection pools, migrations.


mod pool;

pub use pool::{CheckError, check_character_type, migrate, newest_migration, pool};
//! The database: where it comes from.

pub mod embedded;
