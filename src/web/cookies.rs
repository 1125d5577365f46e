//! Cookies, as all of ours are: only for this host, not for scripts, not sent along from other sites.

use axum::http::{HeaderMap, HeaderValue};
use axum_extra::extract::CookieJar;

/// The name of a cookie: with the prefix that binds it to this host and to HTTPS, where there is HTTPS.
pub fn name(https: bool, base: &str) -> String {
    if https { format!("__Host-{base}") } else { base.to_owned() }
}

/// The header value that sets a cookie for so many seconds; zero makes the browser forget it.
///
/// None when the value has something in it that no cookie can carry.
pub fn set(https: bool, base: &str, value: &str, seconds: u32) -> Option<HeaderValue> {
    let fits = value.bytes().all(|b| b.is_ascii_graphic() && !b"\",;\\".contains(&b));
    let secure = if https { "; Secure" } else { "" };
    let name = name(https, base);
    fits.then(|| format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"))
        .and_then(|text| HeaderValue::try_from(text).ok())
}

/// The value of a cookie of ours.
pub fn read(headers: &HeaderMap, https: bool, base: &str) -> Option<String> {
    read_exact(headers, &name(https, base))
}

/// The value of a cookie by its whole name.
pub fn read_exact(headers: &HeaderMap, name: &str) -> Option<String> {
    CookieJar::from_headers(headers).get(name).map(|cookie| cookie.value().to_owned())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use axum::http::header;

    use super::*;

    #[test]
    fn under_https_a_cookie_is_bound_to_host_and_https() {
        assert_eq!(
            set(true, "prefs", "ko.dark.Asia/Seoul", 60).unwrap(),
            "__Host-prefs=ko.dark.Asia/Seoul; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure"
        );
        assert_eq!(set(false, "prefs", "x", 0).unwrap(), "prefs=x; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
    }

    #[test]
    fn a_value_cannot_smuggle_attributes() {
        for value in ["a; Domain=evil.example", "a\r\nSet-Cookie: b=c", "\"a\"", "가"] {
            assert!(set(true, "prefs", value, 60).is_none(), "{value}");
        }
    }

    #[test]
    fn a_cookie_set_without_https_is_not_read_under_https() {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_static("prefs=planted; __Host-flash=ours"));
        assert_eq!(read(&headers, true, "prefs"), None);
        assert_eq!(read(&headers, true, "flash").as_deref(), Some("ours"));
    }
}
