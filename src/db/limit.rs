//! The time limit of the loops.

use std::{io, time::Duration};

use tokio::time::timeout;

/// A database that is there cancels a statement after 30 s. One whose host has vanished says nothing at all.
const LONGEST: Duration = Duration::from_secs(45);

/// Waits for the database as long as makes sense, so that a loop begins again when nobody answers any more.
///
/// # Errors
/// Those of what is waited for; that of a lost connection when it takes too long.
pub async fn in_time<T>(doing: impl Future<Output = sqlx::Result<T>>) -> sqlx::Result<T> {
    within(LONGEST, doing).await
}

/// The same with another limit.
pub(super) async fn within<T>(limit: Duration, doing: impl Future<Output = sqlx::Result<T>>) -> sqlx::Result<T> {
    timeout(limit, doing).await.unwrap_or_else(|late| Err(io::Error::new(io::ErrorKind::TimedOut, late).into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_says_nothing_any_more_is_given_up_as_a_lost_connection() {
        let lost = within::<()>(Duration::from_millis(10), std::future::pending()).await;
        assert!(lost.is_err_and(|lost| crate::error::passes(&lost)));
        assert!(within(Duration::from_secs(9), std::future::ready(Ok(()))).await.is_ok());
    }
}
