#![expect(clippy::unwrap_used, reason = "tests")]

use std::sync::Mutex;

use axum::{body::Body, routing::get};
use tower::ServiceExt;

use super::*;

/// A log that the test reads.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// One test at a time listens: whether a place in the code is listened to is remembered for all threads.
static LISTENING: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

async fn ask(router: &Router, path: &str) -> Response {
    router.clone().oneshot(Request::get(path).body(Body::empty()).unwrap()).await.unwrap()
}

/// The answer, and what the request leaves in the log at a level. It is asked once before anybody listens, so that all places
/// it passes are known when they are asked who listens.
async fn logged(routes: Router, path: &str, level: tracing::Level) -> (Response, String) {
    let settings = Settings {
        public_url: "http://portal.example".parse().unwrap(),
        secret: Secret::from_text("a secret of thirty-two characters").unwrap(),
        session_cookie: "session".into(),
        patience: Duration::from_secs(10),
        heart: Arc::default(),
    };
    let router = around(routes, settings);
    let _alone = LISTENING.lock().await;
    ask(&router, path).await;
    let log = Log::default();
    let writer = log.clone();
    let logs = tracing_subscriber::fmt().with_max_level(level).with_ansi(false);
    let guard = tracing::subscriber::set_default(logs.with_writer(move || writer.clone()).finish());
    tracing::callsite::rebuild_interest_cache();
    let answer = ask(&router, path).await;
    drop(guard);
    let lines = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    (answer, lines)
}

#[tokio::test]
async fn a_warning_inside_a_request_carries_the_requests_id_whatever_else_is_logged() {
    let routes = Router::new().route("/", get(|| async { tracing::warn!("slow statement") }));
    let (answer, lines) = logged(routes, "/", tracing::Level::WARN).await;
    let id = answer.headers()[REQUEST_ID].to_str().unwrap();
    assert!(lines.contains("slow statement") && lines.contains(&format!("request{{id={id}}}")), "{lines}");
}

#[tokio::test]
async fn probes_leave_the_log_to_those_who_come_for_something() {
    let routes = || Router::new().route("/health/live", get(|| async {})).route("/page", get(|| async {}));
    let (_, page) = logged(routes(), "/page", tracing::Level::INFO).await;
    assert!(page.contains("Answered"), "{page}");
    let (_, probe) = logged(routes(), "/health/live", tracing::Level::INFO).await;
    assert_eq!(probe, "");
}
