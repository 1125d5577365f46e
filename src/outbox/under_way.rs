//! The deliveries that this process has in hand. They outlive the loop that claimed them: a loop that fails and begins again
//! neither cuts them off nor forgets to let go of their leases.

use std::{
    collections::HashSet,
    future::Future,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use tokio::sync::Notify;
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use uuid::Uuid;

/// What is under way. Clones share it.
#[derive(Debug, Clone, Default)]
pub(super) struct UnderWay {
    tasks: TaskTracker,
    leases: Arc<Mutex<HashSet<Uuid>>>,
    ended: Arc<Notify>,
    stopping: CancellationToken,
}

/// A lease that is renewed until this is dropped, however the delivery ends.
#[derive(Debug)]
pub(super) struct Held {
    under_way: UnderWay,
    lease: Uuid,
}

impl UnderWay {
    /// Begins a delivery.
    pub(super) fn spawn(&self, delivery: impl Future<Output = ()> + Send + 'static) {
        let ended = Arc::clone(&self.ended);
        self.tasks.spawn(async move {
            delivery.await;
            ended.notify_one();
        });
    }

    /// Holds a lease.
    pub(super) fn hold(&self, lease: Uuid) -> Held {
        self.lock().insert(lease);
        Held { under_way: self.clone(), lease }
    }

    /// The leases to renew.
    pub(super) fn leases(&self) -> Vec<Uuid> {
        self.lock().iter().copied().collect()
    }

    /// How many deliveries were begun and have not ended.
    pub(super) fn count(&self) -> usize {
        self.tasks.len()
    }

    /// One of them ended.
    pub(super) async fn one_ended(&self) {
        self.ended.notified().await;
    }

    /// Nothing new is to go out.
    pub(super) fn stop(&self) {
        self.tasks.close();
        self.stopping.cancel();
    }

    /// Nothing new is to go out any more.
    pub(super) async fn stopping(&self) {
        self.stopping.cancelled().await;
    }

    /// All of them ended.
    pub(super) async fn finished(&self) {
        self.tasks.wait().await;
    }

    fn lock(&self) -> MutexGuard<'_, HashSet<Uuid>> {
        self.leases.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.under_way.lock().remove(&self.lease);
    }
}
