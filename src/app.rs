//! The handles that every request and every loop shares.

use std::sync::Arc;

use sqlx::PgPool;
use tokio::sync::Notify;

use crate::{
    clock::Clock,
    config::Config,
    crypto::Secret,
    heartbeats::Heart,
    live::Hub,
    passwords::Passwords,
    rosters::Rosters,
    rules::LiveRules,
    work::{Actor, Work},
};

/// Shared by all tasks of a process; cheap to clone.
#[derive(Debug, Clone)]
pub struct App {
    /// Connections to the store.
    pub db: PgPool,
    /// The one source of time.
    pub clock: Clock,
    /// The settings.
    pub config: Arc<Config>,
    /// The rules that turns are started and ended by; a saved policy replaces them.
    pub rules: LiveRules,
    /// The key of all signatures.
    pub secret: Secret,
    /// This process's signs of life.
    pub heart: Arc<Heart>,
    /// Checks passwords, few at a time.
    pub passwords: Passwords,
    /// The tabs that this process keeps up to date.
    pub live: Arc<Hub>,
    /// What the desks of sellers choose from, as far as this process keeps it.
    pub rosters: Arc<Rosters>,
    /// Wakes this process's loops at once; other processes look every second.
    pub wake: Arc<Wake>,
}

/// Bells of the background loops.
#[derive(Debug, Default)]
pub struct Wake {
    /// A reply was accepted or a deadline stored.
    pub scanner: Notify,
    /// Something was queued to go out.
    pub outbox: Notify,
}

impl App {
    /// The name of the session's cookie; the prefix binds it to this host and to TLS.
    pub fn session_cookie(&self) -> &'static str {
        if self.config.public_url().is_https() { "__Host-session" } else { "session" }
    }

    /// After how long without a request a session ends.
    pub fn session_idle(&self) -> chrono::Duration {
        chrono::Duration::from_std(self.config.sign_in.session_idle).unwrap_or(chrono::Duration::MAX)
    }

    /// Begins a change of state on behalf of `actor`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn work(&self, actor: Actor) -> sqlx::Result<Work> {
        Work::begin(&self.db, &self.clock, actor).await
    }
}
