//! A real SMTP server that keeps what it is sent and misbehaves as told.
//!
//! ```ignore
//! let server = SmtpServer::start().await;
//! server.once(At::FinalDot, Fault::Drop);          // stores the message, says nothing
//! server.always(At::Rcpt, Fault::answer("550 5.1.1 no such user")).to("gone@example.com");
//! let mails = server.wait_for(1).await;
//! ```

use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex, MutexGuard,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::{
    net::TcpListener,
    sync::{Notify, watch},
    task::JoinHandle,
    time::timeout,
};
use tokio_rustls::TlsAcceptor;

mod conversation;
mod tls;

pub use tls::CA_PEM_PATH;

/// A point of the conversation at which the server can misbehave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// Before the greeting.
    Connect,
    Ehlo,
    StartTls,
    Auth,
    Mail,
    Rcpt,
    /// The DATA command, before its 354.
    Data,
    /// After 354, when the first line of the message has been read. A small message is all in the socket by then, so that no
    /// client can tell a loss here from one after the final dot: send some megabytes.
    Body,
    /// After the final dot. An answer of 4xx or 5xx discards the message; every other fault happens after it is stored.
    FinalDot,
    Rset,
}

/// How it misbehaves.
#[derive(Debug, Clone)]
pub enum Fault {
    /// Answers this instead; after a 421 it closes the connection. Lines are separated by `\r\n`.
    Answer(Vec<u8>),
    /// Closes the connection.
    Drop,
    /// Says and reads nothing more, and keeps the connection open.
    Hang,
    /// Waits, then goes on as usual.
    Slow(Duration),
    /// Goes on as usual, and says this unasked a moment later.
    Babble(&'static str),
}

impl Fault {
    /// Answers this instead.
    pub fn answer(text: &str) -> Fault {
        Fault::Answer(text.as_bytes().to_vec())
    }
}

/// A message as the server got it.
#[derive(Debug, Clone)]
pub struct Stored {
    /// Empty for the null sender.
    pub from: String,
    pub to: Vec<String>,
    /// Without doubled dots and the final dot.
    pub data: Vec<u8>,
    /// Which connection brought it, counted from 1.
    pub connection: usize,
    /// Whether it came encrypted.
    pub encrypted: bool,
}

impl Stored {
    /// The message as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.data).into_owned()
    }
}

/// What the server offers.
#[derive(Debug, Clone, Default)]
pub struct Offers {
    pub no_pipelining: bool,
    pub start_tls: bool,
    /// Encrypted from the first byte.
    pub implicit_tls: bool,
    /// Demands this sign-in, by this mechanism.
    pub sign_in: Option<SignIn>,
    pub size: Option<usize>,
}

/// A user the server knows.
#[derive(Debug, Clone)]
pub struct SignIn {
    pub mechanism: &'static str,
    pub user: &'static str,
    pub password: &'static str,
}

/// The server. It ends when it is dropped.
pub struct SmtpServer {
    address: SocketAddr,
    shared: Arc<Shared>,
    accepting: JoinHandle<()>,
}

struct Shared {
    offers: Offers,
    tls: Option<TlsAcceptor>,
    stored: Mutex<Vec<Stored>>,
    more: Notify,
    rules: Mutex<Vec<Rule>>,
    connections: AtomicUsize,
    open: AtomicUsize,
    commands: Mutex<Vec<String>>,
    /// Its value changes when all open connections are to be closed.
    close_all: watch::Sender<usize>,
}

#[derive(Debug, Clone)]
struct Rule {
    at: At,
    fault: Fault,
    left: Option<usize>,
    to: Option<String>,
}

impl SmtpServer {
    /// A server on a free port of the loopback that offers PIPELINING, 8BITMIME and SIZE.
    pub async fn start() -> SmtpServer {
        SmtpServer::offering(Offers::default()).await
    }

    /// A server with other offers.
    pub async fn offering(offers: Offers) -> SmtpServer {
        let tls = (offers.start_tls || offers.implicit_tls).then(tls::acceptor);
        let shared = Arc::new(Shared {
            offers,
            tls,
            stored: Mutex::default(),
            more: Notify::new(),
            rules: Mutex::default(),
            connections: AtomicUsize::new(0),
            open: AtomicUsize::new(0),
            commands: Mutex::default(),
            close_all: watch::Sender::new(0),
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let accepting = tokio::spawn(accept(listener, Arc::clone(&shared)));
        SmtpServer { address, shared, accepting }
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// `smtp://…` of this server, for the configuration.
    pub fn url(&self) -> String {
        format!("smtp://{}", self.address)
    }

    /// Misbehaves whenever the point is reached, until [`SmtpServer::heal`].
    pub fn always(&self, at: At, fault: Fault) -> Scope<'_> {
        self.rule(at, fault, None)
    }

    /// Misbehaves the next time the point is reached.
    pub fn once(&self, at: At, fault: Fault) -> Scope<'_> {
        self.times(1, at, fault)
    }

    /// Misbehaves the next so many times the point is reached.
    pub fn times(&self, times: usize, at: At, fault: Fault) -> Scope<'_> {
        self.rule(at, fault, Some(times))
    }

    fn rule(&self, at: At, fault: Fault, left: Option<usize>) -> Scope<'_> {
        let mut rules = lock(&self.shared.rules);
        rules.push(Rule { at, fault, left, to: None });
        Scope { server: self, index: rules.len() - 1 }
    }

    /// Behaves from now on.
    pub fn heal(&self) {
        lock(&self.shared.rules).clear();
    }

    /// Closes all open connections, as a restart does, and waits until they are.
    pub async fn close_connections(&self) {
        self.shared.close_all.send_modify(|value| *value += 1);
        timeout(Duration::from_secs(5), async {
            while self.open_connections() > 0 {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        })
        .await
        .expect("the test server did not close its connections");
    }

    /// Connections accepted so far.
    pub fn connections(&self) -> usize {
        self.shared.connections.load(Ordering::SeqCst)
    }

    /// Connections that are open now.
    pub fn open_connections(&self) -> usize {
        self.shared.open.load(Ordering::SeqCst)
    }

    /// All messages stored so far.
    pub fn messages(&self) -> Vec<Stored> {
        lock(&self.shared.stored).clone()
    }

    /// How many messages are stored.
    pub fn count(&self) -> usize {
        lock(&self.shared.stored).len()
    }

    /// Waits until so many messages are stored.
    pub async fn wait_for(&self, count: usize) -> Vec<Stored> {
        let waiting = async {
            loop {
                let more = self.shared.more.notified();
                if self.count() >= count {
                    return self.messages();
                }
                more.await;
            }
        };
        match timeout(Duration::from_secs(10), waiting).await {
            Ok(messages) => messages,
            Err(_) => panic!("waited for {count} messages, have {}", self.count()),
        }
    }

    /// All command lines so far, without message data and without what AUTH says.
    pub fn commands(&self) -> Vec<String> {
        lock(&self.shared.commands).clone()
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        self.accepting.abort();
        self.shared.close_all.send_modify(|value| *value += 1);
    }
}

/// A rule just made; it may be narrowed to one recipient.
pub struct Scope<'a> {
    server: &'a SmtpServer,
    index: usize,
}

impl Scope<'_> {
    /// Only for recipients that end in this: an address, or `@` and a domain. For RCPT and what follows it.
    pub fn to(self, suffix: &str) {
        lock(&self.server.shared.rules)[self.index].to = Some(suffix.to_owned());
    }
}

async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    while let Ok((stream, _)) = listener.accept().await {
        stream.set_nodelay(true).unwrap();
        let shared = Arc::clone(&shared);
        let number = shared.connections.fetch_add(1, Ordering::SeqCst) + 1;
        shared.open.fetch_add(1, Ordering::SeqCst);
        let mut closed = shared.close_all.subscribe();
        tokio::spawn(async move {
            tokio::select! {
                // a client that goes away ends its conversation, not the test
                _ = conversation::hold(stream, &shared, number) => {}
                _ = closed.changed() => {}
            }
            shared.open.fetch_sub(1, Ordering::SeqCst);
        });
    }
}

impl Shared {
    /// The fault for this point, counted down.
    fn fault(&self, at: At, recipient: Option<&str>) -> Option<Fault> {
        let mut rules = lock(&self.rules);
        let rule = rules.iter_mut().find(|rule| rule.applies(at, recipient))?;
        if let Some(left) = &mut rule.left {
            *left -= 1;
        }
        Some(rule.fault.clone())
    }

    fn store(&self, message: Stored) {
        lock(&self.stored).push(message);
        self.more.notify_waiters();
    }
}

impl Rule {
    fn applies(&self, at: At, recipient: Option<&str>) -> bool {
        let meant = match &self.to {
            None => true,
            Some(suffix) => recipient.is_some_and(|recipient| recipient.ends_with(suffix.as_str())),
        };
        self.at == at && self.left != Some(0) && meant
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}
