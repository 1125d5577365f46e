//! The key as a picture that telephones scan.

use askama::Template;
use fast_qr::{ECL, QRBuilder};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::web::parts::part;

/// Light modules around the code that scanners need (ISO/IEC 18004).
const QUIET: usize = 4;

/// A QR code; black on white whatever the page's colours are, for scanners need it.
#[derive(Debug, Template)]
#[template(
    source = r##"<svg width="224" height="224" viewBox="0 0 {{ size }} {{ size }}" role="img" aria-label="{{ label }}"><rect width="100%" height="100%" fill="#fff"/><path fill="#000" shape-rendering="crispEdges" d="{{ path }}"/></svg>"##,
    ext = "html"
)]
pub(super) struct Qr {
    size: usize,
    label: String,
    path: String,
}

part!(Qr);

impl Qr {
    /// `None` when the text is longer than a code can hold.
    pub(super) fn new(text: &str, label: impl Into<String>) -> Option<Qr> {
        let code = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
        let rows = code.data.chunks(code.size.max(1)).take(code.size).enumerate();
        let path = rows.map(|(y, row)| {
            let dark: Vec<bool> = row.iter().map(|module| module.value()).collect();
            let mut x = QUIET;
            let runs = dark.chunk_by(|one, next| one == next).map(|run| {
                let start = x;
                x += run.len();
                let is_dark = run.first().copied().unwrap_or_default();
                if is_dark { format!("M{start} {}h{len}v1h-{len}z", y + QUIET, len = run.len()) } else { String::new() }
            });
            runs.collect::<String>()
        });
        let path = path.collect();
        Some(Qr { size: code.size + 2 * QUIET, label: label.into(), path })
    }
}

/// What stands as it is in an address of mail.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'-').remove(b'_').remove(b'@');

/// The address by which authenticator apps take a key over. What is as by default (SHA-1, six digits, 30 seconds) is left out:
/// the less is written, the better it scans.
pub(super) fn key_address(issuer: &str, account: &str, base32: &str) -> String {
    let written = |text: &str| utf8_percent_encode(text, PLAIN).to_string();
    let (issuer, account) = (written(issuer), written(account));
    format!("otpauth://totp/{issuer}:{account}?secret={base32}&issuer={issuer}")
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_written_as_apps_read_it() {
        let address = key_address("고객의 소리", "kim@moon.example", "GEZDGNBVGY3TQOJQ");
        let url = url::Url::parse(&address).unwrap();
        assert_eq!((url.scheme(), url.host_str()), ("otpauth", Some("totp")));
        let query: Vec<_> = url.query_pairs().collect();
        assert!(query.contains(&("secret".into(), "GEZDGNBVGY3TQOJQ".into())), "{query:?}");
        assert!(query.contains(&("issuer".into(), "고객의 소리".into())), "{query:?}");
    }

    #[test]
    fn a_code_is_drawn_with_its_quiet_zone() {
        let qr = Qr::new("otpauth://totp/a", "code").unwrap();
        assert!(qr.size > 2 * QUIET + 20);
        // the corner of the first finder pattern
        assert!(qr.path.starts_with("M4 4h7v1h-7z"));
        assert!(Qr::new(&"x".repeat(10_000), "code").is_none());
    }
}
