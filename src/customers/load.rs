//! Customers by COPY, for `load`.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::{db::Rows, id::CustomerId, lang::Lang};

/// A customer whose address was confirmed.
#[derive(Debug, Clone)]
pub struct LoadedCustomer {
    /// The row's key.
    pub id: CustomerId,
    /// The address, in lower case.
    pub email: String,
    /// The name.
    pub name: String,
    /// The language they read.
    pub lang: Lang,
    /// When they wrote first.
    pub created_at: DateTime<Utc>,
    /// When they confirmed the address.
    pub confirmed_at: DateTime<Utc>,
}

/// Writes customers.
///
/// # Errors
/// When the database refuses one or does not answer.
pub async fn load(db: &mut PgConnection, customers: &[LoadedCustomer]) -> sqlx::Result<()> {
    let mut rows = Rows::default();
    for one in customers {
        let row = rows.row().field(one.id)?.field(one.email.as_str())?.field(one.name.as_str())?.field(one.lang)?;
        row.field(one.created_at)?.field(one.confirmed_at)?;
    }
    rows.copy(
        db,
        "copy customers (customer_id, email, name, lang, created_at, confirmed_at) from stdin (format binary)",
    )
    .await
}
