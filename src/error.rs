//! What can go wrong with a request. Causes are logged once; people see a fixed sentence and the request id.

use axum::http::StatusCode;

/// Why a request was not answered as asked. `web` renders it.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// There is no such thing, or it does not exist for this viewer.
    #[error("not found")]
    NotFound,
    /// The viewer sees the thing, but may not do this with it.
    #[error("forbidden")]
    Forbidden,
    /// Nobody is signed in; the page asks to, and comes back.
    #[error("sign-in needed")]
    SignIn,
    /// The person must set up a second factor before anything else opens; the page leads there.
    #[error("a second factor is needed")]
    SecondFactorNeeded,
    /// The request is malformed: no browser of ours sends it.
    #[error("invalid: {0}")]
    Invalid(&'static str),
    /// More bytes than allowed.
    #[error("too large")]
    TooLarge,
    /// Too often; try again after some seconds.
    #[error("too many")]
    TooMany {
        /// Seconds to wait, for `Retry-After`.
        retry_after: u32,
    },
    /// The database or a bounded resource cannot serve now.
    #[error("unavailable: {0}")]
    Unavailable(#[source] anyhow::Error),
    /// A fault of ours.
    #[error("internal: {0}")]
    Internal(#[source] anyhow::Error),
}

impl AppError {
    /// The HTTP status of the page.
    pub fn status(&self) -> StatusCode {
        match self {
            AppError::NotFound => StatusCode::NOT_FOUND,
            AppError::Forbidden | AppError::SecondFactorNeeded => StatusCode::FORBIDDEN,
            AppError::SignIn => StatusCode::UNAUTHORIZED,
            AppError::Invalid(_) => StatusCode::BAD_REQUEST,
            AppError::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            AppError::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            AppError::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            AppError::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl From<sqlx::Error> for AppError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::RowNotFound => AppError::NotFound,
            error if passes(&error) => AppError::Unavailable(error.into()),
            error => AppError::Internal(error.into()),
        }
    }
}

/// Whether a statement was refused by this constraint or unique index of the schema. Who looked first may still be refused by
/// it, when somebody else writes the same at that instant.
pub fn breaks(error: &sqlx::Error, rule: &str) -> bool {
    error.as_database_error().is_some_and(|error| error.constraint() == Some(rule))
}

/// Whether an error passes by itself: a lost connection, a full pool, a lock held too long, a server that is starting or
/// stopping. Anything else is ours, and comes again.
pub fn passes(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Tls(_) => true,
        // classes 08 connection, 53 resources, 57 operator intervention; 25006 read-only, 40001/40P01 lost a race, 55P03 lock
        sqlx::Error::Database(db) => db.code().is_some_and(|code| {
            ["08", "53", "57"].iter().any(|class| code.starts_with(class))
                || ["25006", "40001", "40P01", "55P03"].contains(&&*code)
        }),
        _ => false,
    }
}
