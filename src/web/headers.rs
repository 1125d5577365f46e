//! Headers of every answer. A handler that sets one of them itself keeps its own: a downloaded file, a public page.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

/// Only what we serve ourselves: no inline script or style, no frames, forms only to us.
pub(crate) const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
     connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; font-src 'none'; manifest-src 'self'";
/// A year, as browsers' preload lists ask at least.
const STRICT_TRANSPORT_SECURITY: &str = "max-age=31536000";
const PERMISSIONS_POLICY: &str = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), \
     magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

/// Adds what is missing.
pub(in crate::web) fn complete(headers: &mut HeaderMap, https: bool) {
    let wanted = [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (HeaderName::from_static("permissions-policy"), PERMISSIONS_POLICY),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    let https_only = https.then_some((header::STRICT_TRANSPORT_SECURITY, STRICT_TRANSPORT_SECURITY));
    for (name, value) in wanted.into_iter().chain(https_only) {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
}
