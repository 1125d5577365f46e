//! The mailbox shows every link of the portal: only who sits at this machine may see it.
//!
//! Settings alone do not tell: a proxy on this machine may hand requests of the whole world to a loopback address, and a
//! page of a stranger can point a name of its own at it. So each request is looked at, too.

use std::net::SocketAddr;

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{HeaderMap, header, request::Parts, uri::Authority},
};
use url::Host;

use crate::{app::App, config::Config, error::AppError};

/// What proxies add for whom they ask.
const FORWARDING: [&str; 5] = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via"];

/// A request of this machine, where no mail leaves it. Everybody else finds no mailbox.
#[derive(Debug)]
pub struct OfThisMachine;

impl FromRequestParts<App> for OfThisMachine {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, AppError> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip().to_canonical());
        let here = exists(&app.config)
            && peer.is_some_and(|peer| peer.is_loopback())
            && !FORWARDING.iter().any(|name| parts.headers.contains_key(*name))
            && asked_for(parts.uri.authority(), &parts.headers).is_some_and(|host| is_local(&host));
        if here { Ok(OfThisMachine) } else { Err(AppError::NotFound) }
    }
}

/// Whether there is a mailbox: no mail server, and the settings let nobody else reach the portal.
pub fn exists(config: &Config) -> bool {
    let public = url::Url::parse(config.public_url().as_str()).ok();
    let host = public.as_ref().and_then(url::Url::host).map(|host| host.to_owned());
    config.mail.smtp_url.is_none() && config.listen.ip().is_loopback() && host.is_some_and(|host| is_local(&host))
}

/// The host that the browser was led to: what stands in its address bar.
fn asked_for(authority: Option<&Authority>, headers: &HeaderMap) -> Option<Host> {
    let named = headers.get(header::HOST).and_then(|host| host.to_str().ok()?.parse().ok());
    let authority = authority.cloned().or(named)?;
    Host::parse(authority.host()).ok()
}

fn is_local(host: &Host) -> bool {
    match host {
        Host::Domain(name) => name == "localhost",
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn exists_with(flags: &[&str]) -> bool {
        exists(&Config::without_environment(flags.iter().copied()).unwrap())
    }

    #[test]
    fn the_mailbox_exists_only_on_this_machine_and_without_a_mail_server() {
        for (flags, expected) in [
            (&[][..], true),
            (&["--listen", "[::1]:8080"], true),
            (&["--public-url", "http://localhost:9000"], true),
            (&["--listen", "0.0.0.0:8080"], false),
            (&["--listen", "192.0.2.7:8080"], false),
            (&["--public-url", "https://voc.example"], false),
            (&["--smtp-url", "smtp://127.0.0.1:25"], false),
        ] {
            assert_eq!(exists_with(flags), expected, "{flags:?}");
        }
    }

    #[test]
    fn the_host_of_a_request_is_read_with_and_without_a_port() {
        for (host, expected) in [
            ("localhost:8080", true),
            ("127.0.0.1", true),
            ("[::1]:8080", true),
            ("localhost.evil.example", false),
            ("evil.example:8080", false),
            ("192.0.2.7", false),
            ("", false),
        ] {
            let headers = HeaderMap::from_iter([(header::HOST, host.parse().unwrap())]);
            assert_eq!(asked_for(None, &headers).is_some_and(|host| is_local(&host)), expected, "{host}");
        }
        assert_eq!(asked_for(None, &HeaderMap::new()), None);
    }
}
