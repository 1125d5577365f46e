//! The mail server's address, as an administrator writes it.

use std::{
    fmt,
    path::{Path, PathBuf},
    str::FromStr,
};

use lettre::transport::smtp::authentication::Credentials;
use url::Url;

/// Which relay, how to reach it and who we are to it.
///
/// | | port | encryption |
/// |---|---|---|
/// | `smtp://host` | 25 | STARTTLS when the relay offers it, whatever its certificate; with a password: as `smtp+starttls` |
/// | `smtp+starttls://user:password@host` | 587 | STARTTLS, certificate checked |
/// | `smtps://user:password@host` | 465 | TLS from the first byte, certificate checked |
///
/// `?tls=none`, `opportunistic` or `required` overrides it for `smtp://`; `?ca=/path/to.pem` names the only authority to trust.
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpUrl {
    host: String,
    port: u16,
    tls: Tls,
    ca: Option<PathBuf>,
    credentials: Option<Credentials>,
}

/// How the connection is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tls {
    /// Never.
    None,
    /// STARTTLS when offered; the certificate is not checked, for whoever can forge it could as well hide the offer.
    Opportunistic,
    /// STARTTLS with a good certificate, or no mail.
    StartTls,
    /// TLS from the first byte, with a good certificate.
    Implicit,
}

/// Why a text is no address of a relay. Never repeats the text: it may hold a password.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SmtpUrlFault {
    /// Not a URL at all.
    #[error(
        "not a URL ({0}); expected smtp://host:25, smtp+starttls://user:password@host or smtps://user:password@host"
    )]
    NotUrl(url::ParseError),
    /// Not one of ours.
    #[error("unknown scheme {0:?}; expected smtp, smtp+starttls or smtps")]
    Scheme(String),
    /// No host.
    #[error("the host is missing; expected for example smtp://mail.example.com:25")]
    NoHost,
    /// Port 0.
    #[error("port 0 is no port")]
    Port,
    /// A path or a fragment.
    #[error("nothing may follow the host and port but ?tls=… and ?ca=…")]
    Path,
    /// A user without a password or a password without a user.
    #[error("user and password go together: smtps://user:password@host (special characters as %40 and so on)")]
    HalfCredentials,
    /// Bytes that no password has.
    #[error("user or password is not UTF-8 or has a NUL when decoded")]
    Credentials,
    /// An option that does not exist.
    #[error("unknown option {0:?}; there are tls and ca")]
    Option(String),
    /// A value of `tls` that does not exist.
    #[error("tls={0:?}; expected none, opportunistic or required")]
    TlsValue(String),
    /// `tls` says something else than the scheme.
    #[error("{scheme}:// is always encrypted; tls={value} contradicts it")]
    TlsContradiction {
        /// The scheme.
        scheme: String,
        /// The value of `tls`.
        value: String,
    },
    /// A password that anybody on the way could read.
    #[error("with a password, tls must be required; or none, if the way to the relay is trusted")]
    ExposedPassword,
}

impl SmtpUrl {
    /// The relay's name or address.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The relay's port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// How the connection is encrypted.
    pub fn tls(&self) -> Tls {
        self.tls
    }

    /// The file of the only authority to trust.
    pub fn ca(&self) -> Option<&Path> {
        self.ca.as_deref()
    }

    /// The user and the password.
    pub fn credentials(&self) -> Option<&Credentials> {
        self.credentials.as_ref()
    }

    /// Reads the address of a relay.
    ///
    /// # Errors
    /// Says what is wrong, without repeating the text.
    pub fn parse(text: &str) -> Result<SmtpUrl, SmtpUrlFault> {
        let url = Url::parse(text.trim()).map_err(SmtpUrlFault::NotUrl)?;
        let default_port = default_port(url.scheme())?;
        let port = url.port().unwrap_or(default_port);
        if port == 0 {
            return Err(SmtpUrlFault::Port);
        }
        if !matches!(url.path(), "" | "/") || url.fragment().is_some() {
            return Err(SmtpUrlFault::Path);
        }
        let credentials = credentials(&url)?;
        let options = Options::read(&url)?;
        Ok(SmtpUrl {
            host: host(&url)?,
            port,
            tls: tls(url.scheme(), options.tls, credentials.is_some())?,
            ca: options.ca,
            credentials,
        })
    }
}

fn default_port(scheme: &str) -> Result<u16, SmtpUrlFault> {
    match scheme {
        "smtp" => Ok(25),
        "smtp+starttls" => Ok(587),
        "smtps" => Ok(465),
        other => Err(SmtpUrlFault::Scheme(other.to_owned())),
    }
}

fn host(url: &Url) -> Result<String, SmtpUrlFault> {
    let host = url.host_str().unwrap_or_default();
    let bare = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(host);
    if bare.is_empty() { Err(SmtpUrlFault::NoHost) } else { Ok(bare.to_owned()) }
}

fn credentials(url: &Url) -> Result<Option<Credentials>, SmtpUrlFault> {
    match (url.username(), url.password().unwrap_or_default()) {
        ("", "") => Ok(None),
        ("", _) | (_, "") => Err(SmtpUrlFault::HalfCredentials),
        (user, password) => Ok(Some(Credentials::new(decode(user)?, decode(password)?))),
    }
}

fn decode(text: &str) -> Result<String, SmtpUrlFault> {
    let decoded = percent_encoding::percent_decode_str(text).decode_utf8().map_err(|_| SmtpUrlFault::Credentials)?;
    if decoded.contains('\0') { Err(SmtpUrlFault::Credentials) } else { Ok(decoded.into_owned()) }
}

#[derive(Default)]
struct Options {
    tls: Option<String>,
    ca: Option<PathBuf>,
}

impl Options {
    fn read(url: &Url) -> Result<Options, SmtpUrlFault> {
        let mut options = Options::default();
        for (name, value) in url.query_pairs() {
            match &*name {
                "tls" => options.tls = Some(value.into_owned()),
                "ca" => options.ca = Some(PathBuf::from(&*value)),
                _ => return Err(SmtpUrlFault::Option(name.into_owned())),
            }
        }
        Ok(options)
    }
}

fn tls(scheme: &str, wanted: Option<String>, password: bool) -> Result<Tls, SmtpUrlFault> {
    let by_scheme = match scheme {
        "smtps" => Some(Tls::Implicit),
        "smtp+starttls" => Some(Tls::StartTls),
        _ => None,
    };
    match (by_scheme, wanted.as_deref()) {
        (Some(tls), None | Some("required")) => Ok(tls),
        (Some(_), Some(value @ ("none" | "opportunistic"))) => {
            Err(SmtpUrlFault::TlsContradiction { scheme: scheme.to_owned(), value: value.to_owned() })
        }
        (None, None) if password => Ok(Tls::StartTls),
        (None, None) => Ok(Tls::Opportunistic),
        (None, Some("required")) => Ok(Tls::StartTls),
        (None, Some("opportunistic")) if password => Err(SmtpUrlFault::ExposedPassword),
        (None, Some("opportunistic")) => Ok(Tls::Opportunistic),
        (None, Some("none")) => Ok(Tls::None),
        (_, Some(other)) => Err(SmtpUrlFault::TlsValue(other.to_owned())),
    }
}

impl FromStr for SmtpUrl {
    type Err = SmtpUrlFault;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        SmtpUrl::parse(text)
    }
}

impl fmt::Debug for SmtpUrl {
    /// Without user and password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SmtpUrl")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("tls", &self.tls)
            .field("ca", &self.ca)
            .field("password", &self.credentials.is_some())
            .finish()
    }
}
