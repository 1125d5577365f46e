//! How long a request may take: files may come slowly, what is done with them may not.

use std::time::Duration;

use tokio::{
    sync::watch,
    time::{Instant, sleep_until},
};

/// Files may come slowly; the accept loop cuts who stalls.
const UPLOAD_PATIENCE: Duration = Duration::from_secs(15 * 60);

/// The moment by which a request must be answered. Clones share it.
#[derive(Debug, Clone)]
pub(super) struct TimeLimit {
    patience: Duration,
    until: watch::Sender<Instant>,
}

impl TimeLimit {
    /// From now on.
    pub(super) fn new(patience: Duration) -> Self {
        Self { patience, until: watch::Sender::new(Instant::now() + patience) }
    }

    /// Reads files as long as they come; what is done with them then has the usual time.
    pub(super) async fn reading<T>(&self, reading: impl Future<Output = T>) -> T {
        self.until.send_replace(Instant::now() + UPLOAD_PATIENCE);
        let read = reading.await;
        self.until.send_replace(Instant::now() + self.patience);
        read
    }

    /// Waits for an answer, or until the time is used up.
    pub(super) async fn keep<T>(&self, answer: impl Future<Output = T>) -> Option<T> {
        tokio::select! {
            answer = answer => Some(answer),
            () = self.used_up() => None,
        }
    }

    async fn used_up(&self) {
        let mut changes = self.until.subscribe();
        loop {
            let until = *changes.borrow_and_update();
            tokio::select! {
                () = sleep_until(until) => return,
                _ = changes.changed() => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use tokio::time::sleep;

    use super::*;

    /// Of the patience, which is ten of them.
    const TENTH: Duration = Duration::from_millis(50);

    /// Whether a request is answered that does something, reads files, and does something with them.
    async fn is_answered(before: u32, reading: u32, after: u32) -> bool {
        let limit = TimeLimit::new(TENTH * 10);
        let answer = async {
            sleep(TENTH * before).await;
            limit.reading(sleep(TENTH * reading)).await;
            sleep(TENTH * after).await;
        };
        limit.keep(answer).await.is_some()
    }

    #[tokio::test]
    async fn files_may_come_slowly_and_what_is_done_before_and_with_them_may_not_be_slow() {
        let (steady, slow_after, slow_before) =
            tokio::join!(is_answered(5, 20, 5), is_answered(0, 20, 15), is_answered(15, 0, 0));
        assert!(steady && !slow_after && !slow_before, "{steady} {slow_after} {slow_before}");
    }
}
