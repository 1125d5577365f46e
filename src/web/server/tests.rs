//! The accept loop over real connections, with limits short enough to wait for.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use axum::{
    body::Bytes,
    http::StatusCode,
    routing::{get, post},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    sync::oneshot,
    task::JoinHandle,
    time::Instant,
};

use super::*;

const SHORT: Duration = Duration::from_millis(150);

/// Long enough to be sure that nothing is coming, short enough not to be noticed.
const LONG: Duration = Duration::from_secs(5);

fn short() -> Limits {
    Limits {
        headers_within: SHORT,
        patience: SHORT,
        least_rate: 1000,
        linger: SHORT,
        idle: LONG * 2,
        finish_within: SHORT,
        ..Limits::default()
    }
}

fn app() -> Router {
    Router::new()
        .route("/", get(|| async { "hello" }))
        .route("/peer", get(|ConnectInfo(peer): ConnectInfo<SocketAddr>| async move { peer.to_string() }))
        .route("/refuse", post(|| async { StatusCode::PAYLOAD_TOO_LARGE }))
        .route("/length", post(|body: Bytes| async move { body.len().to_string() }))
        .route("/large", get(|| async { vec![b'x'; 32 << 20] }))
        .route("/slow", get(|| async { sleep(SHORT * 2).await }))
        .route("/never", get(std::future::pending::<()>))
        .route("/panic", get(panics))
}

async fn panics() -> StatusCode {
    panic!("on purpose")
}

struct Server {
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<io::Result<()>>,
}

async fn start(limits: Limits) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel();
    let ended = tokio::spawn(serve(listener, app(), limits, async { stopped.await.unwrap_or_default() }));
    Server { address, stop, ended }
}

impl Server {
    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    async fn get(&self, path: &str) -> reqwest::Result<reqwest::Response> {
        reqwest::Client::builder().no_proxy().build()?.get(format!("http://{}{path}", self.address)).send().await
    }
}

/// What comes until the connection ends, and when it ends.
async fn rest(stream: &mut TcpStream) -> (String, Duration) {
    let (began, mut text) = (Instant::now(), Vec::new());
    // a reset is an end as well
    let _ = timeout(LONG, stream.read_to_end(&mut text)).await.expect("the connection was not cut");
    (String::from_utf8(text).unwrap(), began.elapsed())
}

/// One answer of a connection that stays open.
async fn answer(stream: &mut TcpStream) -> String {
    let mut text = vec![0; 4096];
    let length = timeout(LONG, stream.read(&mut text)).await.unwrap().unwrap();
    text.truncate(length);
    String::from_utf8(text).unwrap()
}

#[tokio::test]
async fn ordinary_requests_are_answered_and_know_their_peer() {
    let server = start(Limits::default()).await;
    let response = server.get("/").await.unwrap();
    assert_eq!(response.version(), reqwest::Version::HTTP_11);
    assert_eq!(response.text().await.unwrap(), "hello");
    let mut stream = server.connect().await;
    stream.write_all(b"GET /peer HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").await.unwrap();
    let us = stream.local_addr().unwrap().to_string();
    assert!(rest(&mut stream).await.0.ends_with(&us));
}

#[tokio::test]
async fn a_connection_that_says_nothing_is_cut() {
    let server = start(short()).await;
    let (text, after) = rest(&mut server.connect().await).await;
    assert_eq!(text, "");
    assert!(after >= SHORT, "{after:?}");
}

#[tokio::test]
async fn headers_that_trickle_in_are_cut() {
    let server = start(short()).await;
    let mut stream = server.connect().await;
    let began = Instant::now();
    stream.write_all(b"GET / HTTP/1.1\r\n").await.unwrap();
    while stream.write_all(b"x: y\r\n").await.is_ok() {
        assert!(began.elapsed() < LONG, "the connection was not cut");
        sleep(SHORT / 10).await;
    }
    assert!(began.elapsed() >= SHORT);
}

#[tokio::test]
async fn slow_headers_of_a_second_request_are_cut_before_the_rest_would_end() {
    let server = start(short()).await;
    let mut stream = server.connect().await;
    stream.write_all(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n").await.unwrap();
    assert!(answer(&mut stream).await.ends_with("hello"));
    sleep(SHORT * 2).await;
    stream.write_all(b"GET / HT").await.unwrap();
    assert_eq!(rest(&mut stream).await.0, "");
}

#[tokio::test]
async fn a_connection_may_rest_longer_than_headers_may_take_but_not_for_ever() {
    let server = start(Limits { idle: SHORT * 4, ..short() }).await;
    let mut stream = server.connect().await;
    for _ in 0..2 {
        stream.write_all(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n").await.unwrap();
        assert!(answer(&mut stream).await.ends_with("hello"));
        sleep(SHORT * 2).await;
    }
    assert_eq!(rest(&mut stream).await.0, "");
}

#[tokio::test]
async fn a_body_that_stops_is_cut() {
    let server = start(short()).await;
    let mut stream = server.connect().await;
    stream.write_all(b"POST /length HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\nhalf").await.unwrap();
    let (text, after) = rest(&mut stream).await;
    assert!(text.starts_with("HTTP/1.1 400"), "{text}");
    assert!(after >= SHORT, "{after:?}");
}

#[tokio::test]
async fn a_body_that_trickles_is_cut_although_it_never_stops() {
    let server = start(short()).await;
    let mut stream = server.connect().await;
    let began = Instant::now();
    stream.write_all(b"POST /length HTTP/1.1\r\nhost: a\r\ncontent-length: 9999\r\n\r\n").await.unwrap();
    while stream.write_all(b"x").await.is_ok() {
        assert!(began.elapsed() < LONG, "the connection was not cut");
        sleep(SHORT / 10).await;
    }
}

#[tokio::test]
async fn a_slow_but_steady_body_is_taken() {
    let server = start(Limits { patience: SHORT * 2, ..short() }).await;
    let mut stream = server.connect().await;
    let head = b"POST /length HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: 1500\r\n\r\n";
    stream.write_all(head).await.unwrap();
    for _ in 0..15 {
        sleep(SHORT / 5).await;
        stream.write_all(&[b'x'; 100]).await.unwrap();
    }
    let (text, _) = rest(&mut stream).await;
    assert!(text.ends_with("\r\n\r\n1500"), "{text}");
}

#[tokio::test]
async fn who_is_refused_while_still_sending_hears_why() {
    let server = start(Limits::default()).await;
    let mut stream = server.connect().await;
    for _ in 0..2 {
        let body = vec![b'x'; 8 << 20];
        let head = format!("POST /refuse HTTP/1.1\r\nhost: a\r\ncontent-length: {}\r\n\r\n", body.len());
        stream.write_all(head.as_bytes()).await.unwrap();
        stream.write_all(&body).await.unwrap();
        assert!(
            answer(&mut stream).await.starts_with("HTTP/1.1 413"),
            "and the connection is good for another request"
        );
    }
}

#[tokio::test]
async fn who_goes_on_sending_what_nobody_reads_is_cut() {
    let server = start(short()).await;
    let mut stream = server.connect().await;
    stream.write_all(b"POST /refuse HTTP/1.1\r\nhost: a\r\ncontent-length: 999999999\r\n\r\n").await.unwrap();
    let began = Instant::now();
    while stream.write_all(&[b'x'; 1000]).await.is_ok() {
        assert!(began.elapsed() < LONG, "the connection was not cut");
        sleep(SHORT / 10).await;
    }
    assert!(began.elapsed() >= SHORT);
}

#[tokio::test]
async fn an_answer_that_nobody_takes_is_cut() {
    let server = start(short()).await;
    let mut stream = server.connect().await;
    stream.write_all(b"GET /large HTTP/1.1\r\nhost: a\r\n\r\n").await.unwrap();
    sleep(SHORT * 3).await;
    let mut taken = Vec::new();
    let _ = timeout(LONG, stream.read_to_end(&mut taken)).await.expect("the connection was not cut");
    assert!(taken.len() < 32 << 20, "only what the system had in its buffers: {}", taken.len());
}

#[tokio::test]
async fn our_own_slowness_is_not_held_against_the_client() {
    let server = start(short()).await;
    assert_eq!(server.get("/slow").await.unwrap().status(), StatusCode::OK);
}

#[tokio::test]
async fn a_connection_too_many_is_turned_away_until_another_ends() {
    let server = start(Limits { connections: 2, ..Limits::default() }).await;
    let held = [server.connect().await, server.connect().await];
    let mut third = server.connect().await;
    let (text, _) = rest(&mut third).await;
    assert!(text.starts_with("HTTP/1.1 503") && text.contains("retry-after: 5"), "{text}");
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    assert!(head.contains(&format!("content-length: {}", body.len())), "{text}");

    drop(held);
    let began = Instant::now();
    while !server.get("/").await.is_ok_and(|response| response.status() == StatusCode::OK) {
        assert!(began.elapsed() < LONG, "no place was given back");
        sleep(SHORT / 10).await;
    }
}

#[tokio::test]
async fn a_handler_that_panics_ends_only_its_own_connection() {
    let server = start(Limits { connections: 1, ..Limits::default() }).await;
    let mut stream = server.connect().await;
    stream.write_all(b"GET /panic HTTP/1.1\r\nhost: a\r\n\r\n").await.unwrap();
    assert_eq!(rest(&mut stream).await.0, "");
    assert_eq!(server.get("/").await.unwrap().text().await.unwrap(), "hello", "and its place is free again");
}

#[tokio::test]
async fn requests_under_way_are_finished_before_the_end() {
    let server = start(Limits { finish_within: LONG, ..Limits::default() }).await;
    let mut idle = server.connect().await;
    let mut busy = server.connect().await;
    busy.write_all(b"GET /slow HTTP/1.1\r\nhost: a\r\n\r\n").await.unwrap();
    sleep(SHORT / 2).await;
    server.stop.send(()).unwrap();
    assert!(rest(&mut busy).await.0.starts_with("HTTP/1.1 200"));
    assert_eq!(rest(&mut idle).await.0, "");
    timeout(LONG, server.ended).await.unwrap().unwrap().unwrap();
    assert!(TcpStream::connect(server.address).await.is_err(), "nobody listens any more");
}

#[tokio::test]
async fn a_request_without_end_does_not_keep_the_program_from_ending() {
    let server = start(short()).await;
    let mut stream = server.connect().await;
    stream.write_all(b"GET /never HTTP/1.1\r\nhost: a\r\n\r\n").await.unwrap();
    sleep(SHORT / 2).await;
    server.stop.send(()).unwrap();
    timeout(LONG, server.ended).await.unwrap().unwrap().unwrap();
    assert_eq!(rest(&mut stream).await.0, "");
}

#[test]
fn only_a_shortage_of_ours_makes_the_loop_pause() {
    let of = |number| io::Error::from_raw_os_error(number);
    let (emfile, enfile) = (24, 23);
    assert!(!is_the_clients(&of(emfile)) && !is_the_clients(&of(enfile)));
    assert!(is_the_clients(&io::ErrorKind::ConnectionAborted.into()));
}

#[test]
fn the_shipped_limits_suit_the_open_internet() {
    let limits = Limits::default();
    assert_eq!(limits.headers_within, Duration::from_secs(10));
    assert_eq!((limits.patience, limits.least_rate), (Duration::from_secs(20), 2048));
    assert_eq!((limits.linger, limits.idle), (Duration::from_secs(30), Duration::from_secs(75)));
    assert_eq!((limits.connections, limits.per_address), (800, 100));
    assert!(limits.trusted_proxies.is_empty());
    assert_eq!(limits.finish_within, Duration::from_secs(10));
}
