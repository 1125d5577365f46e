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
            AppError::Forbidden => StatusCode::FORBIDDEN,
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
    /// A lost connection, a full pool or a server that is starting or stopping pass by themselves; anything else is ours.
    fn from(error: sqlx::Error) -> Self {
        let passing = match &error {
            sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Tls(_) => true,
            sqlx::Error::RowNotFound => return AppError::NotFound,
            // classes 08 connection, 53 resources, 57 operator intervention; 25006 read-only, 40001/40P01 lost a race
            sqlx::Error::Database(db) => db.code().is_some_and(|code| {
                ["08", "53", "57"].iter().any(|class| code.starts_with(class))
                    || ["25006", "40001", "40P01"].contains(&&*code)
            }),
            _ => false,
        };
        if passing { AppError::Unavailable(error.into()) } else { AppError::Internal(error.into()) }
    }
}
