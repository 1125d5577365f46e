//! The PostgreSQL store: the embedded default server, connection pools, migrations.

mod copy;
pub mod embedded;
mod limit;
mod pool;

pub use copy::Rows;
pub use limit::in_time;
pub use pool::{CheckError, Schema, check_character_type, migrate, newest_migration, pool, schema};
