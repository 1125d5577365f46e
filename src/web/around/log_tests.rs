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

async fn ask(router: &Router) -> Response {
    router.clone().oneshot(Request::get("/").body(Body::empty()).unwrap()).await.unwrap()
}

#[tokio::test]
async fn a_warning_inside_a_request_carries_the_requests_id_whatever_else_is_logged() {
    let settings = Settings {
        public_url: "http://portal.example".parse().unwrap(),
        secret: Secret::from_text("a secret of thirty-two characters").unwrap(),
        session_cookie: "session".into(),
        patience: Duration::from_secs(10),
        heart: Arc::default(),
    };
    let router = around(Router::new().route("/", get(|| async { tracing::warn!("slow statement") })), settings);
    // whether a place in the code is listened to is remembered for all threads, also by tests beside this one: so it is
    // passed once, and asked again when somebody listens
    ask(&router).await;
    let log = Log::default();
    let writer = log.clone();
    let logs = tracing_subscriber::fmt().with_max_level(tracing::Level::WARN).with_ansi(false);
    let guard = tracing::subscriber::set_default(logs.with_writer(move || writer.clone()).finish());
    tracing::callsite::rebuild_interest_cache();
    let answer = ask(&router).await;
    drop(guard);
    let id = answer.headers()[REQUEST_ID].to_str().unwrap();
    let lines = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(lines.contains("slow statement") && lines.contains(&format!("request{{id={id}}}")), "{lines}");
}
