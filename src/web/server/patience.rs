//! How long we wait for a slow client.

use std::{
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use tokio::time::{Instant, Sleep, sleep};

/// The slowest that a client may be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pace {
    pub(super) patience: Duration,
    pub(super) least_rate: u32,
}

/// Time that waiting uses up and bytes buy back, never more than the patience. So neither silence nor a byte now and then
/// can hold a connection, while a slow but steady one is served. Only our waiting counts, not our own work.
#[derive(Debug)]
pub(super) struct Patience {
    pace: Pace,
    left: Duration,
    waiting: Option<(Instant, Pin<Box<Sleep>>)>,
}

impl Patience {
    pub(super) fn new(pace: Pace) -> Patience {
        Patience { pace, left: pace.patience, waiting: None }
    }

    /// To be asked whenever there is nothing to do but wait: ready when we have waited enough.
    pub(super) fn poll_used_up(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let left = self.left;
        let (_, sleep) = self.waiting.get_or_insert_with(|| (Instant::now(), Box::pin(sleep(left))));
        sleep.as_mut().poll(cx)
    }

    /// To be told of the bytes that ended the wait.
    pub(super) fn progress(&mut self, bytes: usize) {
        if let Some((since, _)) = self.waiting.take() {
            self.left = self.left.saturating_sub(since.elapsed());
        }
        let bytes = u32::try_from(bytes).unwrap_or(u32::MAX);
        let bought = Duration::from_secs(1).saturating_mul(bytes) / self.pace.least_rate.max(1);
        self.left = self.left.saturating_add(bought).min(self.pace.patience);
    }
}
