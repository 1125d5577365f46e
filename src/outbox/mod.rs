//! The outbox: takes deliveries that are due, renders each once, hands it over, and keeps the truth about it.
//!
//! Any number of processes may run it. «Data is about to go out» is committed before the message's data; a lease that was lost
//! by then sends nothing. «Handed over» is written only with the server's answer; when writing fails, the lease ends later and
//! the outcome counts as unknown.

pub mod compose;
mod hand_over;
pub mod mailbox;
mod material;
mod record;
mod render;
mod under_way;

use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::{
    task::JoinSet,
    time::{sleep, timeout},
};
use tracing::warn;

pub use material::{
    Account, AddressChange, Case, CaseMessage, Confirmation, ContactUs, Inquiry, Invitation, LinkTo, Material, Message,
    Names, Note, Person, Purchase, Recipient, SupportChange, TeamEvent, material,
};

use self::under_way::UnderWay;
use crate::{
    app::App,
    db::in_time,
    deliveries::{self, Claim},
    mail::smtp::Smtp,
};

/// How often a process looks for mail that another one queued.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// How long mails whose data is going out may take once the program is asked to stop.
const FINISH_WITHIN: Duration = Duration::from_secs(10);
/// How many claims are prepared ahead of the connections, so that none of them waits for the next claim.
const AHEAD: usize = 4;

/// Where mail goes.
#[derive(Debug, Clone)]
pub enum Transport {
    /// To the configured server.
    Smtp(Smtp),
    /// Nowhere: it is kept for the built-in mailbox.
    Mailbox,
    /// As the mailbox, but mail to one address is refused for good, as the server of a full mailbox does: the demo tells of one.
    Refusing {
        /// That address.
        to: String,
        /// The server's words.
        words: String,
    },
}

/// One process's outbox.
#[derive(Debug, Clone)]
pub struct Outbox {
    app: App,
    transport: Transport,
    under_way: UnderWay,
}

impl Outbox {
    /// An outbox that hands over to `transport`.
    pub fn new(app: App, transport: Transport) -> Outbox {
        Outbox { app, transport, under_way: UnderWay::default() }
    }

    /// Hands over what is due, until the task is dropped. What is under way then goes on: see [`Outbox::finish`].
    ///
    /// # Errors
    /// When the database does not answer; each mail under way still records its own end.
    pub async fn run(&self) -> sqlx::Result<()> {
        let mut renewed = self.app.clock.now();
        loop {
            if let Some(pause) = in_time(self.begin_due(&mut renewed)).await? {
                tokio::select! {
                    () = self.under_way.one_ended() => {}
                    () = self.app.wake.outbox.notified() => {}
                    () = sleep(pause) => {}
                }
            }
        }
    }

    /// Begins what is due. Returns how long to wait for the next; nothing when there may be more at once.
    async fn begin_due(&self, renewed: &mut DateTime<Utc>) -> sqlx::Result<Option<Duration>> {
        self.app.heart.beat(&self.app.db, "outbox", self.app.clock.now()).await?;
        *renewed = self.keep_leases(*renewed).await?;
        let room = self.room(self.under_way.count());
        let claims = if room == 0 { Vec::new() } else { self.claim(room).await? };
        let idle = claims.is_empty();
        for claim in render::rendered(&self.app, claims).await? {
            self.under_way.spawn(self.clone().deliver(claim));
        }
        match idle {
            true => Ok(Some(self.until_next().await?)),
            false if self.room(self.under_way.count()) > 0 => Ok(None),
            false => Ok(Some(LOOK_EVERY)),
        }
    }

    /// Ends what is under way when the program stops: mails whose data is going out get their answer, others are given back
    /// untried. What takes too long is left to its lease.
    pub async fn finish(&self) {
        self.under_way.stop();
        if timeout(FINISH_WITHIN, self.under_way.finished()).await.is_err() {
            warn!(left = self.under_way.count(), "mails were cut off at the end; their outcome will be unknown");
        }
    }

    /// Does everything that is due now and returns how many deliveries were tried: for tests and the demo's filling.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn drain(&self) -> sqlx::Result<usize> {
        let mut tried = 0;
        self.expire().await?;
        loop {
            let claims = render::rendered(&self.app, self.claim(self.room(0)).await?).await?;
            if claims.is_empty() {
                return Ok(tried);
            }
            tried += claims.len();
            let mut sending: JoinSet<()> = claims.into_iter().map(|claim| self.clone().deliver(claim)).collect();
            while sending.join_next().await.is_some() {}
        }
    }

    fn connections(&self) -> usize {
        self.app.config.mail.mail_connections.get()
    }

    fn room(&self, busy: usize) -> usize {
        (self.connections() * AHEAD).saturating_sub(busy)
    }

    async fn claim(&self, limit: usize) -> sqlx::Result<Vec<Claim>> {
        let now = self.app.clock.now();
        let per_lane = self.app.config.mail.mail_lane.get();
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let per_lane = i64::try_from(per_lane).unwrap_or(i64::MAX);
        deliveries::claim(&self.app.db, now, self.lease_end(now), per_lane, limit).await
    }

    fn lease_end(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        now + self.app.config.mail.mail_lease
    }

    /// Renews the leases under way and takes back those of dead processes, three times in the length of a lease.
    async fn keep_leases(&self, renewed: DateTime<Utc>) -> sqlx::Result<DateTime<Utc>> {
        let now = self.app.clock.now();
        if now < renewed + self.app.config.mail.mail_lease / 3 {
            return Ok(renewed);
        }
        deliveries::renew(&self.app.db, &self.under_way.leases(), self.lease_end(now)).await?;
        self.expire().await?;
        Ok(now)
    }

    async fn expire(&self) -> sqlx::Result<u64> {
        let now = self.app.clock.now();
        let retry_unknown_at = now + self.app.config.mail.mail_retry.wait_after(1);
        deliveries::expire_leases(&self.app.db, now, retry_unknown_at).await
    }

    async fn until_next(&self) -> sqlx::Result<Duration> {
        let next = deliveries::next_try(&self.app.db).await?;
        let wait = next.and_then(|at| (at - self.app.clock.now()).to_std().ok());
        // what is due and was not claimed waits for its lane or for another process
        Ok(wait.unwrap_or(LOOK_EVERY).clamp(Duration::from_millis(50), LOOK_EVERY))
    }
}
