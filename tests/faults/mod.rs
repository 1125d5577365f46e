//! Things are broken on purpose: connections and the program at every message, answers to COMMIT, the database itself.

mod clock;
mod commit;
mod connection;
mod kill;
mod outage;
mod table;

use std::{future::Future, time::Duration};

/// Waits until something holds, some seconds at the most.
async fn until<F: Future<Output = bool>>(what: &str, holds: impl Fn() -> F) {
    for _ in 0..1_000 {
        if holds().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("waited in vain: {what}");
}
