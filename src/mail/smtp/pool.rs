//! Connections that are kept between messages.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
    time::Duration,
};

use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::{Instant, sleep},
};

use super::session::Session;

/// At most so many connections at once; idle ones wait for the next message.
#[derive(Clone)]
pub(super) struct Pool {
    permits: Arc<Semaphore>,
    idle: Arc<Mutex<Idle>>,
    keep: Duration,
}

#[derive(Default)]
struct Idle {
    /// The longest unused first.
    sessions: Vec<(Instant, Session)>,
    /// A task is waiting to close what nobody uses.
    is_swept: bool,
}

impl Pool {
    pub(super) fn new(connections: usize, keep: Duration) -> Pool {
        Pool { permits: Arc::new(Semaphore::new(connections.max(1))), idle: Arc::default(), keep }
    }

    /// Waits for the right to one connection. Every holder is bounded by its time limits.
    pub(super) async fn lease(&self) -> Lease {
        let permit = Arc::clone(&self.permits).acquire_owned().await.ok(); // never closed
        Lease { pool: self.clone(), _permit: permit }
    }
}

/// The right to one connection.
pub(super) struct Lease {
    pool: Pool,
    _permit: Option<OwnedSemaphorePermit>,
}

impl Lease {
    /// The connection used last, if one is idle and still alive.
    pub(super) fn take_idle(&self) -> Option<Session> {
        let mut idle = lock(&self.pool.idle);
        while let Some((since, mut session)) = idle.sessions.pop() {
            if since.elapsed() < self.pool.keep && session.is_quiet() {
                return Some(session);
            }
        }
        None
    }

    /// Keeps a connection for the next message.
    pub(super) fn give_back(self, session: Session) {
        let mut idle = lock(&self.pool.idle);
        idle.sessions.push((Instant::now(), session));
        if !idle.is_swept {
            idle.is_swept = true;
            tokio::spawn(sweep(Arc::downgrade(&self.pool.idle), self.pool.keep));
        }
    }
}

/// Closes idle connections in time, with a good-bye, until none is left or the pool is gone.
async fn sweep(idle: Weak<Mutex<Idle>>, keep: Duration) {
    loop {
        sleep(keep).await;
        let Some(idle) = idle.upgrade() else { return };
        let (expired, done) = expired(&idle, keep);
        for session in expired {
            session.quit().await;
        }
        if done {
            return;
        }
    }
}

fn expired(idle: &Mutex<Idle>, keep: Duration) -> (Vec<Session>, bool) {
    let mut idle = lock(idle);
    let fresh = idle.sessions.partition_point(|(since, _)| since.elapsed() >= keep);
    let expired = idle.sessions.drain(..fresh).map(|(_, session)| session).collect();
    idle.is_swept = !idle.sessions.is_empty();
    (expired, !idle.is_swept)
}

fn lock(idle: &Mutex<Idle>) -> MutexGuard<'_, Idle> {
    idle.lock().unwrap_or_else(PoisonError::into_inner)
}
