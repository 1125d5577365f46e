//! Codes that follow the time.

use chrono::{DateTime, Utc};
use totp_rs::{Builder, Secret as Key, Totp};

/// Bytes of a key: 160 bits, as RFC 4226 section 4 advises.
pub(super) const KEY_BYTES: usize = 20;
const DIGITS: usize = 6;

/// The six digits of what was typed; people put spaces between them.
pub(super) fn code(typed: &str) -> Option<String> {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
    (digits.len() == DIGITS && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
}

/// The step to which a code belongs: the present one, or the one before or after it, for clocks that differ.
pub(super) fn step_of(key: &[u8], code: &str, now: DateTime<Utc>) -> Option<i64> {
    let step = totp(key).check(code, u64::try_from(now.timestamp()).ok()?)?;
    i64::try_from(step).ok()
}

/// The key as people type it when they cannot scan.
pub(super) fn base32(key: &[u8]) -> String {
    Key::from(key.to_vec()).to_base32()
}

fn totp(key: &[u8]) -> Totp {
    Builder::new().with_secret(key.to_vec()).build_noncompliant()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    /// The key of RFC 6238, appendix B.
    const KEY: &[u8] = b"12345678901234567890";

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    #[test]
    fn codes_are_those_of_the_standard() {
        // appendix B has eight digits, of which six are shown
        for (seconds, code) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")] {
            assert_eq!(step_of(KEY, code, at(seconds)), Some(seconds / 30));
        }
        assert_eq!(base32(KEY), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }

    #[test]
    fn a_telephone_may_be_half_a_minute_off_and_no_more() {
        for (seconds, taken) in [(0, true), (29, true), (59, true), (89, true), (90, false)] {
            assert_eq!(step_of(KEY, "287082", at(seconds)).is_some(), taken, "{seconds}");
        }
    }

    #[test]
    fn a_code_is_six_digits_however_they_are_set() {
        assert_eq!(code(" 287 082 ").as_deref(), Some("287082"));
        for typed in ["", "28708", "2870821", "28708a", "２８７０８２"] {
            assert_eq!(code(typed), None, "{typed}");
        }
    }
}
