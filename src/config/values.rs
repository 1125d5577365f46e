//! The types of settings that no other module has.

use std::{
    ffi::OsStr,
    fmt,
    net::{IpAddr, SocketAddr},
    str::FromStr,
    time::Duration,
};

use clap::{Arg, Command, builder::TypedValueParser, error::ErrorKind};
use ipnet::IpNet;
use url::Url;

/// The longest time a setting may give: ten years, far from where dates end.
const LONGEST: Duration = Duration::from_secs(10 * 365 * 24 * 60 * 60);

/// Scheme, host and port that people open; no slash at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl(String);

impl PublicUrl {
    /// As text: `https://voc.example`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether browsers come over TLS: cookies and headers depend on it.
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https://")
    }

    pub(super) fn of(listen: SocketAddr) -> PublicUrl {
        match listen.ip() {
            ip if ip.is_unspecified() => PublicUrl(format!("http://localhost:{}", listen.port())),
            _ => PublicUrl(format!("http://{listen}")),
        }
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for PublicUrl {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let url = parse_url(text, &["http", "https"])?;
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        if !bare || url.has_authority() && !(url.username().is_empty() && url.password().is_none()) {
            return Err("only a scheme, a host and a port, as in https://voc.example");
        }
        Ok(PublicUrl(url.origin().ascii_serialization()))
    }
}

/// Where PostgreSQL is. The address may hold a password: `Debug` shows scheme, host and path only.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl(Url);

impl DatabaseUrl {
    /// The whole address, with its password.
    pub fn reveal(&self) -> &str {
        self.0.as_str()
    }
}

impl FromStr for DatabaseUrl {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parse_url(text, &["postgres", "postgresql"]).map(DatabaseUrl)
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let port = self.0.port().map(|port| format!(":{port}")).unwrap_or_default();
        write!(f, "{}://{}{port}{}", self.0.scheme(), self.0.host_str().unwrap_or_default(), self.0.path())
    }
}

/// Errors name no part of the text, which may hold a password.
fn parse_url(text: &str, schemes: &[&str]) -> Result<Url, &'static str> {
    let url = Url::parse(text).map_err(|_| "not an address like scheme://host")?;
    if schemes.contains(&url.scheme()) { Ok(url) } else { Err("an address of another scheme was expected") }
}

/// How long to wait after each failed attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetrySchedule {
    first: Vec<Duration>,
    then: Duration,
}

impl RetrySchedule {
    /// The wait after so many failed attempts, counted from one.
    pub fn wait_after(&self, attempts: u32) -> Duration {
        let place = attempts.saturating_sub(1) as usize;
        self.first.get(place).copied().unwrap_or(self.then)
    }
}

impl FromStr for RetrySchedule {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut first = text.split(',').map(time).collect::<Result<Vec<_>, _>>()?;
        let then = first.pop().ok_or("no wait at all")?;
        Ok(RetrySchedule { first, then })
    }
}

/// A time with its unit, not zero.
pub(super) fn time(text: &str) -> Result<Duration, String> {
    time_or_none(text).and_then(|time| if time.is_zero() { Err("longer than nothing".to_owned()) } else { Ok(time) })
}

/// A time with its unit: `10s`, `72h`, `5days`.
pub(super) fn time_or_none(text: &str) -> Result<Duration, String> {
    let time = humantime::parse_duration(text.trim()).map_err(|error| error.to_string())?;
    if time <= LONGEST { Ok(time) } else { Err("at most ten years".to_owned()) }
}

/// A network, or an address alone.
pub(super) fn network(text: &str) -> Result<IpNet, &'static str> {
    let text = text.trim();
    let address = text.parse::<IpAddr>().map(IpNet::from);
    text.parse().or(address).map_err(|_| "an address or a network, as in 10.0.0.0/8")
}

/// Parses a value that may hold a password: unlike clap's own message, this one does not repeat it.
#[derive(Clone)]
pub(super) struct Unrepeated<F>(pub(super) F);

impl<F, T, E> TypedValueParser for Unrepeated<F>
where
    F: Fn(&str) -> Result<T, E> + Clone + Send + Sync + 'static,
    T: Clone + Send + Sync + 'static,
    E: fmt::Display,
{
    type Value = T;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<T, clap::Error> {
        (self.0)(&value.to_string_lossy()).map_err(|why| {
            let name = arg.map(ToString::to_string).unwrap_or_default();
            clap::Error::raw(ErrorKind::ValueValidation, format!("the value of {name} is refused: {why}\n"))
                .with_cmd(command)
        })
    }
}
