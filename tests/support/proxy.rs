//! A TCP proxy that cuts what a client of PostgreSQL or SMTP says into messages, and loses, drops or counts them.
//!
//! A message is what a client writes before it waits: for PostgreSQL everything up to a Sync, for SMTP a command line, the
//! text of a mail, or its final dot.

use std::{
    net::SocketAddr,
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use sqlx::postgres::{PgConnectOptions, PgSslMode};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::{TcpListener, TcpStream, UnixStream},
    sync::{Notify, watch},
    task::JoinHandle,
    time::timeout,
};

mod messages;

use messages::Messages;

/// How long a server may take to answer what is handed on last.
const LAST_ANSWER: Duration = Duration::from_secs(5);

/// What becomes of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// It is handed on.
    Pass,
    /// It is handed on; the server does what it says, its answer is lost with the connection.
    LoseAnswer,
    /// It is lost with the connection.
    Lose,
    /// It is swallowed, and the connection stays open and silent, as when the server's host has vanished.
    Hang,
}

/// Decides by what a message says: a statement, a command, `the mail`, `the final dot`.
pub type Rule = Box<dyn FnMut(&str) -> Act + Send>;

#[derive(Clone)]
enum Server {
    Postgres(PathBuf),
    Smtp(SocketAddr),
}

/// The proxy. It ends when it is dropped.
pub struct Proxy {
    pub address: SocketAddr,
    shared: Arc<Shared>,
    accepting: JoinHandle<()>,
}

struct Shared {
    server: Server,
    rule: Mutex<Rule>,
    open: AtomicUsize,
    cut: watch::Sender<usize>,
}

impl Proxy {
    /// Before the private PostgreSQL of the tests.
    pub async fn to_postgres(options: &PgConnectOptions) -> Proxy {
        let socket = options.get_socket().unwrap().join(format!(".s.PGSQL.{}", options.get_port()));
        Proxy::to(Server::Postgres(socket)).await
    }

    /// Before a mail server.
    pub async fn to_smtp(address: SocketAddr) -> Proxy {
        Proxy::to(Server::Smtp(address)).await
    }

    async fn to(server: Server) -> Proxy {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let rule: Rule = Box::new(|_| Act::Pass);
        let shared =
            Arc::new(Shared { server, rule: Mutex::new(rule), open: AtomicUsize::new(0), cut: watch::Sender::new(0) });
        let accepting = tokio::spawn(accept(listener, Arc::clone(&shared)));
        Proxy { address, shared, accepting }
    }

    /// The address of the same database by way of the proxy.
    pub fn url(&self, direct: &PgConnectOptions) -> String {
        let database = direct.get_database().unwrap();
        format!("postgres://{}@{}/{database}?sslmode=disable", direct.get_username(), self.address)
    }

    /// The same database by way of the proxy.
    pub fn options(&self, direct: &PgConnectOptions) -> PgConnectOptions {
        PgConnectOptions::new_without_pgpass()
            .host("127.0.0.1")
            .port(self.address.port())
            .ssl_mode(PgSslMode::Disable)
            .username(direct.get_username())
            .database(direct.get_database().unwrap())
    }

    /// What becomes of messages from now on.
    pub fn rule(&self, rule: impl FnMut(&str) -> Act + Send + 'static) {
        *self.shared.rule.lock().unwrap_or_else(PoisonError::into_inner) = Box::new(rule);
    }

    /// The next message that says `what` meets with `act`; everything else passes.
    pub fn once(&self, what: &'static str, act: Act) {
        let mut left = 1;
        self.rule(move |said| {
            let meant = left > 0 && said.contains(what);
            left -= i32::from(meant);
            if meant { act } else { Act::Pass }
        });
    }

    /// Connections that are open now: of a client that went, until its last message was answered.
    pub fn open_connections(&self) -> usize {
        self.shared.open.load(Ordering::SeqCst)
    }

    /// Everything passes again.
    pub fn heal(&self) {
        self.rule(|_| Act::Pass);
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.accepting.abort();
        self.shared.cut.send_modify(|value| *value += 1);
    }
}

impl Shared {
    fn act(&self, said: &str) -> Act {
        (self.rule.lock().unwrap_or_else(PoisonError::into_inner))(said)
    }
}

async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    while let Ok((client, _)) = listener.accept().await {
        let shared = Arc::clone(&shared);
        let mut cut = shared.cut.subscribe();
        shared.open.fetch_add(1, Ordering::SeqCst);
        tokio::spawn(async move {
            tokio::select! {
                () = carry(client, &shared) => {}
                _ = cut.changed() => {}
            }
            shared.open.fetch_sub(1, Ordering::SeqCst);
        });
    }
}

async fn carry(client: TcpStream, shared: &Shared) {
    client.set_nodelay(true).unwrap();
    match &shared.server {
        Server::Postgres(socket) => {
            let Ok(server) = UnixStream::connect(socket).await else { return };
            let (from_client, to_client) = client.into_split();
            let (from_server, to_server) = server.into_split();
            let messages = Messages::of_postgres(from_client);
            hold(messages, to_client, from_server, to_server, shared).await;
        }
        Server::Smtp(address) => {
            let Ok(server) = TcpStream::connect(address).await else { return };
            server.set_nodelay(true).unwrap();
            let (from_client, to_client) = client.into_split();
            let (from_server, to_server) = server.into_split();
            hold(Messages::of_smtp(from_client), to_client, from_server, to_server, shared).await;
        }
    }
}

/// Carries messages one way and answers the other until one side goes, or a rule ends it.
async fn hold(
    mut messages: Messages,
    to_client: impl AsyncWrite + Unpin,
    from_server: impl AsyncRead + Unpin,
    mut to_server: impl AsyncWrite + Unpin,
    shared: &Shared,
) {
    let (answered, losing) = (Notify::new(), watch::Sender::new(false));
    let there = async {
        while let Some(message) = messages.next().await {
            let act = shared.act(&message.says);
            match act {
                Act::Lose => return,
                Act::Hang => return std::future::pending().await,
                Act::Pass | Act::LoseAnswer => {}
            }
            losing.send_replace(act == Act::LoseAnswer);
            if to_server.write_all(&message.bytes).await.is_err() {
                return;
            }
            if act == Act::LoseAnswer {
                if message.is_answered {
                    // a server that does not answer is cut off as well
                    let _ = timeout(LAST_ANSWER, answered.notified()).await;
                }
                return;
            }
        }
    };
    tokio::select! {
        () = there => {}
        () = back(from_server, to_client, &losing, &answered) => {}
    }
}

async fn back(
    mut from_server: impl AsyncRead + Unpin,
    mut to_client: impl AsyncWrite + Unpin,
    losing: &watch::Sender<bool>,
    answered: &Notify,
) {
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let Ok(read @ 1..) = from_server.read(&mut buffer).await else { return };
        if *losing.borrow() {
            answered.notify_one();
            return std::future::pending().await;
        }
        if to_client.write_all(&buffer[..read]).await.is_err() {
            return;
        }
    }
}
