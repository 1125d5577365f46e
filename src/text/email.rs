//! E-mail addresses.

use std::{fmt, str::FromStr};

use idna::AsciiDenyList;

use super::TextError;

/// RFC 5321 4.5.3.1.3 allows a path of 256 bytes, two of them the angle brackets.
pub const MAX_EMAIL_BYTES: usize = 254;
/// RFC 5321 4.5.3.1.1.
const MAX_LOCAL_BYTES: usize = 64;
/// A host of 254 bytes in ASCII can be longer in its own script, and people paste spaces.
const MAX_INPUT_BYTES: usize = 4 * MAX_EMAIL_BYTES;

/// An e-mail address, kept in lower case and its host in ASCII (punycode): equal addresses are equal texts, in the database
/// too. Mail servers could tell `Kim@` from `kim@`; none that people use does.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize, sqlx::Type)]
#[serde(try_from = "String", into = "String")]
#[sqlx(transparent)]
pub struct EmailAddress(String);

impl EmailAddress {
    /// Reads one plain address: no name beside it, no quotes, no comments, no address literal.
    ///
    /// # Errors
    /// When it is empty, too long, or not of the form `name@host.example`.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        if text.len() > MAX_INPUT_BYTES {
            return Err(TextError::TooLong { max: MAX_EMAIL_BYTES, is: text.len() });
        }
        let text = text.trim_matches(' ');
        if text.is_empty() {
            return Err(TextError::Empty);
        }
        let (local, host) = text.split_once('@').ok_or(TextError::NotAllowed)?;
        let address = format!("{}@{}", parse_local(local)?, parse_host(host)?);
        match address.len() {
            is if is > MAX_EMAIL_BYTES => Err(TextError::TooLong { max: MAX_EMAIL_BYTES, is }),
            _ => Ok(Self(address)),
        }
    }

    /// The address, in lower case.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands behind the `@`: deliveries are shared out by it.
    pub fn host(&self) -> &str {
        self.0.split_once('@').map_or("", |(_, host)| host)
    }

    /// Enough to recognise one's own: `h•••••@mail.example`. How long the rest is stays hidden.
    pub fn masked(&self) -> String {
        let first: String = self.0.chars().take(1).collect();
        format!("{first}•••••@{}", self.host())
    }
}

/// The part before the `@`: a dot-atom of RFC 5322 3.2.3, in ASCII.
fn parse_local(local: &str) -> Result<String, TextError> {
    let is_atom = |atom: &str| {
        !atom.is_empty() && atom.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b))
    };
    if local.len() > MAX_LOCAL_BYTES || !local.split('.').all(is_atom) {
        return Err(TextError::NotAllowed);
    }
    Ok(local.to_ascii_lowercase())
}

/// The host: an internationalised or plain domain name with at least one dot.
fn parse_host(host: &str) -> Result<String, TextError> {
    let host = idna::domain_to_ascii_cow(host.as_bytes(), AsciiDenyList::STD3).map_err(|_| TextError::NotAllowed)?;
    let is_label =
        |label: &str| !label.is_empty() && label.len() <= 63 && !label.starts_with('-') && !label.ends_with('-');
    let top_level = host.rsplit('.').next().unwrap_or_default();
    let named = host.contains('.') && top_level.bytes().any(|b| b.is_ascii_alphabetic());
    if !named || !host.split('.').all(is_label) {
        return Err(TextError::NotAllowed);
    }
    Ok(host.into_owned())
}

impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

impl FromStr for EmailAddress {
    type Err = TextError;

    fn from_str(text: &str) -> Result<Self, TextError> {
        Self::parse(text)
    }
}

impl TryFrom<String> for EmailAddress {
    type Error = TextError;

    fn try_from(text: String) -> Result<Self, TextError> {
        Self::parse(&text)
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> String {
        address.0
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn usual_addresses_are_read() {
        for (typed, kept) in [
            ("haneul@mail.example", "haneul@mail.example"),
            (" Kim.Haneul+game@Mail.Example ", "kim.haneul+game@mail.example"),
            ("o'brien_1@sub.mail.example", "o'brien_1@sub.mail.example"),
            ("하늘@mail.example", ""),
            ("kim@한국.example", "kim@xn--3e0b707e.example"),
            ("kim@XN--3E0B707E.example", "kim@xn--3e0b707e.example"),
            ("kim@BÜCHER.example", "kim@xn--bcher-kva.example"),
        ] {
            assert_eq!(EmailAddress::parse(typed).map_or(String::new(), String::from), kept, "{typed}");
        }
    }

    #[test]
    fn tricks_are_refused() {
        for typed in [
            "kim",
            "@",
            "kim@",
            "@mail.example",
            "a@b@mail.example",
            "kim@localhost",
            "kim@mail..example",
            "kim@.example",
            "kim@mail.example.",
            ".kim@mail.example",
            "ki..m@mail.example",
            "kim.@mail.example",
            "kim @mail.example",
            "kim@mail .example",
            "kim@mail.example\r\nBcc: all@mail.example",
            "kim\0@mail.example",
            "\"kim\"@mail.example",
            "Kim <kim@mail.example>",
            "<kim@mail.example>",
            "kim@[127.0.0.1]",
            "kim@127.0.0.1",
            "kim@-mail.example",
            "kim@mail_.example",
            "kim(x)@mail.example",
            "kim,lee@mail.example",
            "kim@mail.example,lee@mail.example",
            "kim;@mail.example",
            "kim\u{202e}@mail.example",
            "kim@mail.example\u{a0}",
            "kim@%6dail.example",
            "kim@ma:il.example",
            "kim@xn--zzzzzzzzzzz.example",
        ] {
            assert_eq!(EmailAddress::parse(typed), Err(TextError::NotAllowed), "{typed:?}");
        }
    }

    #[test]
    fn what_is_too_long_or_empty_says_so() {
        assert_eq!(EmailAddress::parse("  "), Err(TextError::Empty));
        let host = format!("{0}.{0}.{0}.example", "h".repeat(60));
        assert!(EmailAddress::parse(&format!("{}@{host}", "a".repeat(63))).is_ok());
        assert_eq!(
            EmailAddress::parse(&format!("{}@{host}", "a".repeat(64))),
            Err(TextError::TooLong { max: 254, is: 255 })
        );
        assert_eq!(EmailAddress::parse(&format!("{}@mail.example", "a".repeat(65))), Err(TextError::NotAllowed));
        assert!(matches!(EmailAddress::parse(&"a".repeat(1 << 20)), Err(TextError::TooLong { .. })));
    }

    #[test]
    fn an_address_is_masked_wherever_it_is_printed() {
        let address = EmailAddress::parse("haneul@mail.example").unwrap();
        assert_eq!(address.masked(), "h•••••@mail.example");
        assert_eq!(format!("{address:?}"), "h•••••@mail.example");
        assert_eq!(address.host(), "mail.example");
    }

    proptest! {
        #[test]
        fn what_is_read_is_read_again_the_same(text in "[ a-zA-Z0-9.가ßİ@\u{301}_+-]{0,30}@[a-zA-Z0-9.가ßİ。-]{1,20}\\.[a-zA-Z가]{2,5}") {
            if let Ok(address) = EmailAddress::parse(&text) {
                prop_assert_eq!(EmailAddress::parse(address.as_str()), Ok(address.clone()));
                prop_assert_eq!(EmailAddress::parse(&address.as_str().to_uppercase()), Ok(address));
            }
        }

        #[test]
        fn nothing_but_one_plain_address_passes(text in "\\PC{0,40}") {
            if let Ok(address) = EmailAddress::parse(&text) {
                let address = address.as_str();
                prop_assert!(address.is_ascii() && address.len() <= MAX_EMAIL_BYTES);
                prop_assert!(address.bytes().all(|b| b.is_ascii_graphic() && !b"\"<>()[],;:\\".contains(&b)));
                prop_assert_eq!(address.matches('@').count(), 1);
            }
        }
    }
}
