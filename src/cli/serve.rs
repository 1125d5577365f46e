//! `devcenter serve`.

use std::{io::ErrorKind, net::SocketAddr, process::ExitCode};

use anyhow::{Context, anyhow};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};
use tracing::{info, warn};

use super::{
    advice::warnings,
    start_logs,
    store::{Aim, Store},
};
use crate::{
    admin,
    app::App,
    background,
    config::{Config, Mail},
    mail::smtp::{Settings, Smtp, Timeouts},
    outbox::Transport,
    web::server::{self, Limits},
};

/// More open files than connections, open pages and the database's connections need together.
const FILES: u64 = 8_192;

/// Serves until the program is asked to stop.
pub(super) async fn serve(config: Config) -> anyhow::Result<ExitCode> {
    start_logs(&config)?;
    let listener = listen(config.listen).await?;
    let store = Store::open(&config, Aim::Serve).await?;
    let app = store.app(config).await?;
    admin::refresh(&app).await?;
    for warning in warnings(&app.config, &app.rules.current(), app.clock.now()) {
        warn!("{warning}");
    }
    serve_app(&app, listener, |address| info!(%address, "The portal serves")).await?;
    store.close().await;
    Ok(ExitCode::SUCCESS)
}

/// Takes the place where browsers come, before anything that takes time: who comes early waits.
pub(super) async fn listen(at: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(at).await.map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => {
            let other = SocketAddr::new(at.ip(), at.port().checked_add(1).unwrap_or(8080));
            anyhow!("{at} is taken: another program listens there, perhaps another portal. Stop it, or choose another address with --listen {other}")
        }
        _ => anyhow!("{at} cannot be listened on: {error}. Choose another address with --listen"),
    })
}

/// Serves an app; `ready` is told the address people open once connections are taken.
pub(super) async fn serve_app(app: &App, listener: TcpListener, ready: impl FnOnce(&str)) -> anyhow::Result<()> {
    allow_files();
    let config = &app.config;
    let transport = transport(config)?;
    let router = crate::router(app.clone()).context("PUBLIC_URL is not understood")?;
    let loops = background::start(app, transport);
    ready(config.public_url().as_str());
    let stop = async {
        asked_to_stop().await;
        app.live.close();
    };
    server::serve(listener, router, limits(config), stop).await?;
    loops.stop().await;
    Ok(())
}

/// Lets the process open as many files as it may: the usual limit of 1024 would not do for connections and open pages.
fn allow_files() {
    let limit = getrlimit(Resource::Nofile);
    let most = limit.maximum.map_or(FILES, |most| most.min(FILES));
    let raised = Rlimit { current: limit.current.map(|now| now.max(most)), ..limit };
    if let Err(error) = setrlimit(Resource::Nofile, raised) {
        warn!(%error, "The limit of open files stays as it is");
    }
}

/// The way of mail that the settings name.
pub(super) fn transport(config: &Config) -> anyhow::Result<Transport> {
    let Some(url) = &config.mail.smtp_url else { return Ok(Transport::Mailbox) };
    let connections = config.mail.mail_connections.get();
    let settings = Settings { connections, timeouts: timeouts(&config.mail), ..Settings::default() };
    Ok(Transport::Smtp(Smtp::new(url.clone(), settings).context("SMTP cannot be set up")?))
}

/// The time limits of a conversation: five times that of a command to begin it, five times to hand the message in.
fn timeouts(mail: &Mail) -> Timeouts {
    let command = mail.smtp_timeout;
    Timeouts {
        connect: command.min(Timeouts::default().connect),
        greeting: command,
        command,
        begin: command * 5,
        data: command,
        body: command * 4,
        final_dot: mail.smtp_final_timeout,
    }
}

fn limits(config: &Config) -> Limits {
    Limits {
        headers_within: config.limits.header_timeout,
        connections: config.limits.max_connections.get(),
        per_address: config.limits.max_connections_per_ip.get(),
        patience: config.limits.body_timeout,
        trusted_proxies: config.trusted_proxies.clone(),
        ..Limits::default()
    }
}

async fn asked_to_stop() {
    let (Ok(mut terminate), Ok(mut interrupt)) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    info!("Asked to stop: requests under way are finished");
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn mail_servers_get_the_times_of_the_smtp_client_as_shipped() {
        let config = Config::without_environment([]).unwrap();
        assert_eq!(timeouts(&config.mail), Timeouts::default());
    }
}
