//! Keeps the server running as long as this process wants it.

use std::{
    sync::mpsc::{self, Receiver, RecvTimeoutError, Sender},
    thread::{self, JoinHandle},
    time::Duration,
};

use super::{Result, cluster::Cluster, error::While, lock::Lock, server::Server};

/// How often the server is looked after. Also the pause between attempts to start one that does not come up.
const LOOK_EVERY: Duration = Duration::from_millis(200);

/// A thread that owns the server: restarts it when it dies, stops it when the supervisor is dropped. A thread and not a
/// task, so that it can finish its work whatever becomes of the runtime.
#[derive(Debug)]
pub(super) struct Supervisor {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Supervisor {
    /// Takes over a server that is ready, and the lock that makes it ours.
    pub(super) fn watch(cluster: Cluster, server: Server, lock: Lock) -> Result<Supervisor> {
        let (stop, stopped) = mpsc::channel();
        let thread = thread::Builder::new()
            .name("database".to_owned())
            .spawn(move || {
                cluster.write_down();
                keep_running(&cluster, server, &stopped);
                cluster.folders.remove_sockets();
                drop(lock);
            })
            .while_("starting a thread for", "the database")?;
        Ok(Supervisor { stop: Some(stop), thread: Some(thread) })
    }
}

impl Drop for Supervisor {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the database's supervisor panicked");
        }
    }
}

/// Returns when the server has been stopped.
fn keep_running(cluster: &Cluster, server: Server, stopped: &Receiver<()>) {
    let mut running = Some(server);
    while stopped.recv_timeout(LOOK_EVERY) == Err(RecvTimeoutError::Timeout) {
        if running.as_mut().is_some_and(Server::has_ended) {
            tracing::error!("the database server ended by itself and is started again");
            running = None;
        }
        if running.is_none() {
            running = cluster
                .start()
                .inspect_err(|error| tracing::error!(%error, "the database server could not be started again"))
                .ok();
        }
    }
}
