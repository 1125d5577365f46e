//! Handing messages to the relay, and saying truthfully what became of each.
//!
//! Used by the loop that delivers mail: [`Smtp::begin`] brings the relay to the point where the message's data may go out,
//! the caller commits «data is about to go out», [`Ready::finish`] sends it.
//!
//! - [`Outcome::HandedOver`] only with the relay's 2xx to the end of the message.
//! - [`Outcome::Unknown`] only when the end went out and no answer came: a loss before that is [`Outcome::Deferred`].
//! - Every step has its own time limit. The end of the message has 10 minutes: less would double mails at a slow relay.
//! - One message, one recipient. Connections are kept and used again; a kept one that died is replaced, not reported.

mod data;
mod envelope;
mod outcome;
mod pool;
mod session;
mod tls;
mod wire;

use std::{fmt, sync::Arc, time::Duration};

use lettre::transport::smtp::extension::ClientId;
use tokio::time::timeout;

use self::{
    data::Data,
    pool::{Lease, Pool},
    session::Session,
    tls::Encryption,
};
pub use self::{
    data::{MAX_LINE, MessageFault, check},
    envelope::Envelope,
    outcome::{Answer, Outcome, Refusal, Step, Trouble},
    tls::SetupFault,
};
pub use crate::config::{SmtpUrl, SmtpUrlFault, Tls};

/// How long each step may take. Up to DATA and up to the end of the message, a caller is free again after at most 5 minutes each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeouts {
    /// Finding and reaching the relay; again for the TLS handshake.
    pub connect: Duration,
    /// The relay's first words: some wait on purpose.
    pub greeting: Duration,
    /// Each command up to RCPT (RFC 5321 section 4.5.3.2 would allow 5 minutes).
    pub command: Duration,
    /// All of the above together.
    pub begin: Duration,
    /// DATA to its 354.
    pub data: Duration,
    /// All bytes of the message.
    pub body: Duration,
    /// The end of the message to its answer (RFC 5321 section 4.5.3.2.6): 10 minutes, not less.
    pub final_dot: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Timeouts {
            connect: Duration::from_secs(30),
            greeting: Duration::from_secs(60),
            command: Duration::from_secs(60),
            begin: Duration::from_secs(300),
            data: Duration::from_secs(60),
            body: Duration::from_secs(240),
            final_dot: Duration::from_secs(600),
        }
    }
}

/// How the relay is used.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The most connections at once. More than one lane may fill, or a lane that hangs holds up the others.
    pub connections: usize,
    /// How long a connection is kept without use. Relays close idle ones after 5 minutes or so.
    pub idle: Duration,
    /// Time limits.
    pub timeouts: Timeouts,
    /// The name given in EHLO: this machine's, or better the portal's host.
    pub hello: String,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            connections: 8,
            idle: Duration::from_secs(60),
            timeouts: Timeouts::default(),
            hello: ClientId::default().to_string(),
        }
    }
}

/// The name if it can stand in EHLO, else an address literal, as RFC 5321 section 4.1.4 asks for.
fn ehlo_name(name: &str) -> String {
    let fits = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || ".-:[]".contains(c));
    if fits { name } else { "[127.0.0.1]" }.to_owned()
}

/// The way to the relay. Cheap to clone; clones share the connections.
#[derive(Clone)]
pub struct Smtp {
    relay: Arc<Relay>,
    pool: Pool,
}

/// All that a new connection needs.
struct Relay {
    url: SmtpUrl,
    settings: Settings,
    encryption: Option<Encryption>,
}

impl Smtp {
    /// Prepares the way to a relay, without connecting.
    ///
    /// # Errors
    /// When the certificates to trust cannot be read.
    pub fn new(url: SmtpUrl, mut settings: Settings) -> Result<Smtp, SetupFault> {
        settings.hello = ehlo_name(&settings.hello);
        let encryption = Encryption::of(&url)?;
        let pool = Pool::new(settings.connections, settings.idle);
        Ok(Smtp { relay: Arc::new(Relay { url, settings, encryption }), pool })
    }

    /// Connects, encrypts and signs in, and sends nothing: for `doctor`.
    ///
    /// # Errors
    /// The step at which it failed.
    pub async fn check(&self) -> Result<(), Trouble> {
        Session::connect(&self.relay).await?.quit().await;
        Ok(())
    }

    /// Brings the relay to the point where it waits for the message's data. Nothing of the message has gone out then; a
    /// [`Ready`] that is dropped sends nothing.
    ///
    /// # Errors
    /// When the message or its addresses are refused, or the relay cannot be reached.
    pub async fn begin(&self, envelope: &Envelope, message: &[u8]) -> Result<Ready, Refusal> {
        let data = Data::prepare(message).map_err(Trouble::from)?;
        let lease = self.pool.lease().await;
        let begun = timeout(self.relay.settings.timeouts.begin, self.begin_within(lease, envelope, data));
        begun.await.unwrap_or(Err(Refusal::Deferred(Trouble::TimedOut(Step::Begin))))
    }

    async fn begin_within(&self, lease: Lease, envelope: &Envelope, data: Data) -> Result<Ready, Refusal> {
        if let Some(mut session) = lease.take_idle() {
            match session.open(envelope, data.bytes().len()).await {
                Err(trouble) if !trouble.leaves_connection_usable() => {} // it died while it was idle
                opened => return settle(opened, session, lease, data),
            }
        }
        let mut session = Session::connect(&self.relay).await?;
        let opened = session.open(envelope, data.bytes().len()).await;
        settle(opened, session, lease, data)
    }
}

fn settle(opened: Result<(), Trouble>, session: Session, lease: Lease, data: Data) -> Result<Ready, Refusal> {
    match opened {
        Ok(()) => Ok(Ready { session, lease, data }),
        Err(trouble) => {
            if trouble.leaves_connection_usable() {
                lease.give_back(session);
            }
            Err(trouble.into())
        }
    }
}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Smtp").field("url", &self.relay.url).finish_non_exhaustive()
    }
}

/// A message whose sender and recipient the relay has accepted, and whose data has not gone out.
#[must_use = "nothing is sent until `finish`"]
pub struct Ready {
    session: Session,
    lease: Lease,
    data: Data,
}

impl Ready {
    /// Sends the message and waits for the relay's word.
    pub async fn finish(self) -> Outcome {
        let Ready { mut session, lease, data } = self;
        let outcome = session.transmit(&data).await;
        let usable = match &outcome {
            Outcome::HandedOver(_) => true,
            Outcome::Rejected(trouble) | Outcome::Deferred(trouble) => trouble.leaves_connection_usable(),
            Outcome::Unknown(_) => false,
        };
        if usable {
            lease.give_back(session);
        }
        outcome
    }
}

impl fmt::Debug for Ready {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ready").finish_non_exhaustive()
    }
}
