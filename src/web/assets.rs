//! The files of `static/`, embedded, under names that carry the hash of their content, so that browsers keep them for ever.

use std::sync::LazyLock;

use axum::Router;
use memory_serve::{Manifest, MemoryServe};

/// Where they are served.
const BELOW: &str = "/static";

/// Files and their addresses. Made once: unpacking them takes some milliseconds.
static ASSETS: LazyLock<(Manifest, Router)> = LazyLock::new(|| {
    let files: MemoryServe =
        memory_serve::load!().index_file(None).enable_hashed_routes(true).enable_gzip(true).enable_brotli(true);
    let manifest = files.manifest();
    (manifest, files.into_router())
});

/// Addresses by file name, made once.
static PATHS: LazyLock<Vec<(&'static str, String)>> = LazyLock::new(|| {
    let (manifest, _) = &*ASSETS;
    manifest.iter().map(|(plain, hashed)| (plain.trim_start_matches('/'), format!("{BELOW}{hashed}"))).collect()
});

/// The address of a file of `static/`.
pub fn asset(name: &str) -> &'static str {
    let found = PATHS.iter().find(|(plain, _)| *plain == name);
    debug_assert!(found.is_some(), "no asset called {name}");
    found.map_or("", |(_, path)| path)
}

/// Serves them; public, and no route of any feature.
pub fn router<S: Clone + Send + Sync + 'static>() -> Router<S> {
    let (_, files) = &*ASSETS;
    Router::new().nest_service(BELOW, files.clone())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use axum::{
        body::{Body, to_bytes},
        http::{Request, StatusCode, header},
    };
    use tower::ServiceExt;

    use super::*;

    async fn get(path: &str, name: header::HeaderName, value: &str) -> axum::response::Response {
        let request = Request::get(path).header(name, value).body(Body::empty()).unwrap();
        router::<()>().oneshot(request).await.unwrap()
    }

    #[tokio::test]
    async fn a_file_is_kept_for_ever_under_its_hashed_name() {
        let path = asset("portal.css");
        assert!(path.starts_with("/static/portal.") && path.len() > "/static/portal.css".len() + 8, "{path}");
        let response = get(path, header::ACCEPT_ENCODING, "br").await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()[header::CACHE_CONTROL], "max-age=31536000, immutable");
        assert_eq!(response.headers()[header::CONTENT_ENCODING], "br");
        assert_eq!(response.headers()[header::CONTENT_TYPE], "text/css");
        let bytes = to_bytes(response.into_body(), 100_000).await.unwrap();
        assert!(bytes.len() < 12_000, "{}", bytes.len());
    }

    #[tokio::test]
    async fn a_file_that_has_not_changed_is_not_sent_again() {
        let path = asset("icons.svg");
        let first = get(path, header::ACCEPT_ENCODING, "identity").await;
        let tag = first.headers()[header::ETAG].to_str().unwrap().to_owned();
        assert_eq!(get(path, header::IF_NONE_MATCH, &tag).await.status(), StatusCode::NOT_MODIFIED);
    }

    #[tokio::test]
    async fn nothing_outside_the_folder_is_served() {
        for path in ["/static/../Cargo.toml", "/static/%2e%2e/Cargo.toml", "/static/", "/static/nothing.css"] {
            assert_eq!(get(path, header::ACCEPT, "*/*").await.status(), StatusCode::NOT_FOUND, "{path}");
        }
    }
}
