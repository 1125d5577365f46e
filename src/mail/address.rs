//! E-mail addresses.

use std::{fmt, str::FromStr};

/// The longest address, in bytes: a path of 256 (RFC 5321 section 4.5.3.1.3) without its brackets.
pub const MAX_ADDRESS: usize = 254;

/// An address that mail can be sent to, and that can stand in an SMTP command: printable ASCII, without spaces or brackets.
///
/// A domain in another script becomes its `xn--` form. A local part in another script is refused: it would need SMTPUTF8 from
/// every server on the way.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Address(lettre::Address);

/// Why a text is no address that mail can be sent to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddressFault {
    /// Not `name@domain`, or with a character that has no place in it.
    #[error("this is not an e-mail address")]
    Malformed,
    /// Longer than [`MAX_ADDRESS`].
    #[error("the e-mail address is too long")]
    TooLong,
    /// The part before the `@` has letters beyond ASCII.
    #[error("the part before the @ has letters that mail servers do not take")]
    LocalPartNotAscii,
}

impl Address {
    /// The address as `name@domain`.
    pub fn as_str(&self) -> &str {
        self.0.as_ref()
    }

    /// The part behind the `@`, in lower case: the lane of a delivery.
    pub fn domain(&self) -> String {
        self.0.domain().to_ascii_lowercase()
    }

    pub(super) fn to_lettre(&self) -> lettre::Address {
        self.0.clone()
    }
}

impl FromStr for Address {
    type Err = AddressFault;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (local, domain) = text.rsplit_once('@').ok_or(AddressFault::Malformed)?;
        if !local.chars().all(is_atom) {
            let is_foreign = local.chars().all(|c| is_atom(c) || (!c.is_ascii() && c.is_alphanumeric()));
            return Err(if is_foreign { AddressFault::LocalPartNotAscii } else { AddressFault::Malformed });
        }
        let domain = ascii_domain(domain).ok_or(AddressFault::Malformed)?;
        if local.len() + 1 + domain.len() > MAX_ADDRESS {
            return Err(AddressFault::TooLong);
        }
        lettre::Address::new(local, domain).map(Address).map_err(|_| AddressFault::Malformed)
    }
}

/// The characters of an unquoted local part (RFC 5322 section 3.2.3) and the dot; quoted ones are legal and nobody has one.
fn is_atom(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c)
}

/// The domain as DNS knows it; `None` for what is neither a name nor an address literal.
fn ascii_domain(domain: &str) -> Option<String> {
    if domain.starts_with('[') {
        return domain.is_ascii().then(|| domain.to_owned());
    }
    match url::Host::parse(domain).ok()? {
        url::Host::Domain(name) => Some(name),
        url::Host::Ipv4(_) | url::Host::Ipv6(_) => None,
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Address {
    /// Without the local part: addresses have no place in logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "…@{}", self.0.domain())
    }
}
