//! The accept loop: every connection has a time for each thing it does, and a place that it gives back.
//!
//! Used by the command line instead of `axum::serve`, which lets a client that sends a byte now and then keep its
//! connection for ever. HTTP/1.1 only: other versions and TLS are the business of a proxy in front.

mod body;
mod patience;
mod places;
#[cfg(test)]
mod tests;
mod wire;

use std::{
    convert::Infallible,
    io,
    net::SocketAddr,
    pin::pin,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{Router, body::Body, extract::ConnectInfo, http::Request, response::Response};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use ipnet::IpNet;
use tokio::{
    net::{TcpListener, TcpStream},
    task::{JoinError, JoinSet},
    time::{sleep, timeout},
};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

use self::{
    body::{Reported, RequestBody},
    patience::Pace,
    places::{Place, Places},
    wire::{Answering, Stage, Wire},
};

/// More than any browser or proxy of ours sends in the head of a request.
const HEAD_MAX: usize = 64 * 1024;

/// How long to wait for files to be closed when the system has none left.
const OUT_OF_FILES_PAUSE: Duration = Duration::from_millis(250);

/// Marks an answer that goes on for as long as somebody looks. Its connection gives its place back at once and serves nothing
/// after it; whoever makes such answers bounds their number.
#[derive(Debug, Clone, Copy)]
pub struct Lasting;

/// What a connection may take. The defaults suit a portal on the open internet; tests use shorter ones.
#[derive(Debug, Clone)]
pub struct Limits {
    /// From the first byte of a request, or from the connection, to the end of its headers.
    pub headers_within: Duration,
    /// How far a client may fall behind `least_rate` in sending a body or taking an answer.
    pub patience: Duration,
    /// Bytes per second that a client sends or takes at least.
    pub least_rate: u32,
    /// How long what nobody reads of a body is taken in, so that its sender hears the answer.
    pub linger: Duration,
    /// How long a connection may rest between two requests. Longer than the 60 s of common proxies: a proxy that reuses
    /// a connection which we are just closing answers its client with an error.
    pub idle: Duration,
    /// Connections in all. The usual limit of open files is 1024, and the database needs some of them.
    pub connections: usize,
    /// Connections of one address (IPv6: of one /64 network). Loopback and `trusted_proxies` have no such limit.
    pub per_address: usize,
    /// Proxies in front of us, through which many people come.
    pub trusted_proxies: Vec<IpNet>,
    /// How long requests under way may take once the program is asked to stop.
    pub finish_within: Duration,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            headers_within: Duration::from_secs(10),
            patience: Duration::from_secs(20),
            least_rate: 2048,
            linger: Duration::from_secs(30),
            idle: Duration::from_secs(75),
            connections: 800,
            per_address: 100,
            trusted_proxies: Vec::new(),
            finish_within: Duration::from_secs(10),
        }
    }
}

/// Serves until `shutdown` resolves, then lets requests under way finish. Every request carries the peer's address as
/// [`ConnectInfo`]`<SocketAddr>`.
///
/// # Errors
/// When the listener's own address cannot be told; whatever happens to a connection is that connection's end only.
pub async fn serve(
    listener: TcpListener,
    app: Router,
    limits: Limits,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    tracing::debug!(address = %listener.local_addr()?, "accepting connections");
    let places = Places::new(&limits);
    let limits = Arc::new(limits);
    let closing = CancellationToken::new();
    let mut connections = JoinSet::new();
    let mut shutdown = pin!(shutdown);
    loop {
        tokio::select! {
            () = &mut shutdown => break,
            Some(ended) = connections.join_next() => report(ended),
            (stream, peer) = accept(&listener) => match places.take(peer.ip()) {
                Some(place) => {
                    let app = app.clone();
                    connections.spawn(converse(stream, peer, place, app, Arc::clone(&limits), closing.clone()));
                }
                None => turn_away(&stream),
            },
        }
    }
    drop(listener);
    closing.cancel();
    finish(connections, limits.finish_within).await;
    Ok(())
}

/// The next connection, however long it takes to get one.
async fn accept(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok(accepted) => return accepted,
            Err(error) if is_the_clients(&error) => {}
            Err(error) => {
                tracing::error!(%error, "no connection can be accepted for the moment");
                sleep(OUT_OF_FILES_PAUSE).await;
            }
        }
    }
}

/// The client has gone between its knock and our answer; all other errors are a shortage of ours.
fn is_the_clients(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset, Interrupted};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset | Interrupted)
}

/// Says so in one packet. Nothing is waited for, so a client that does not listen costs nothing.
fn turn_away(stream: &TcpStream) {
    const FULL: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nretry-after: 5\r\nconnection: close\r\n\
        content-type: text/plain; charset=utf-8\r\ncontent-length: 39\r\n\r\n\
        Too many connections. Try again later.\n";
    let told = stream.try_write(FULL).is_ok();
    tracing::debug!(told, "a connection found no place");
}

async fn converse(
    stream: TcpStream,
    peer: SocketAddr,
    place: Place,
    app: Router,
    limits: Arc<Limits>,
    closing: CancellationToken,
) {
    // without it the last packet of an answer waits 40 ms for the client's acknowledgement
    let nodelay = stream.set_nodelay(true);
    let pace = Pace { patience: limits.patience, least_rate: limits.least_rate };
    let stage = Stage::new(limits.headers_within);
    let wire = Wire::new(stream, stage.clone(), pace);
    let linger = limits.linger;
    let place = Mutex::new(Some(place));
    let answer = service_fn(|request: Request<Incoming>| {
        let answering = Arc::new(stage.answering());
        let body = |body| Body::new(RequestBody::new(body, pace, linger, Arc::clone(&answering)));
        respond(app.clone(), request.map(body), peer, answering, &place)
    });
    // hyper's clock for headers starts with the rest between two requests; the headers' own time is kept by the wire
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.idle)
        .max_buf_size(HEAD_MAX)
        .serve_connection(TokioIo::new(wire), answer);
    let mut connection = pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = closing.cancelled() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = nodelay.map_err(axum::BoxError::from).and(ended.map_err(axum::BoxError::from)) {
        tracing::debug!(%error, "a connection ended early");
    }
}

async fn respond(
    app: Router,
    mut request: Request<Body>,
    peer: SocketAddr,
    answering: Arc<Answering>,
    place: &Mutex<Option<Place>>,
) -> Result<Response, Infallible> {
    request.extensions_mut().insert(ConnectInfo(peer));
    let response = app.oneshot(request).await?;
    if response.extensions().get::<Lasting>().is_some() {
        place.lock().unwrap_or_else(PoisonError::into_inner).take();
    }
    Ok(response.map(|body| Body::new(Reported::new(body, answering))))
}

fn report(ended: Result<(), JoinError>) {
    if let Err(error) = ended {
        tracing::error!(%error, "a connection's task panicked");
    }
}

/// What is not done in time is cut off when the set is dropped.
async fn finish(mut connections: JoinSet<()>, within: Duration) {
    let all = async {
        while let Some(ended) = connections.join_next().await {
            report(ended);
        }
    };
    if timeout(within, all).await.is_err() {
        tracing::warn!(left = connections.len(), "requests were cut off at the end");
    }
}
