//! The mailbox's pages.

use axum::{
    extract::{Path, Query, State},
    http::{HeaderName, header},
    response::{Html, IntoResponse},
};
use serde::Deserialize;
use url::Host;

use super::{
    queries,
    views::{MailPage, MailboxPage},
};
use crate::{
    app::App,
    config::Config,
    error::AppError,
    id::DeliveryId,
    web::{Access, Chrome, Page, Routes, headers},
};

/// Where the mailbox is.
pub const MAILBOX: &str = "/mailbox";
/// Mails of one page.
const PAGE: usize = 50;
/// A mail carries its style in itself and loads nothing; its links open in the whole window when they are pressed.
const MAIL_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; \
     frame-ancestors 'self'; sandbox allow-top-navigation-by-user-activation";

/// Its routes.
pub fn routes() -> Routes<App> {
    Routes::new().get(MAILBOX, Access::Public, list_mails).get("/mailbox/{delivery_id}", Access::Public, show_mail).get(
        "/mailbox/{delivery_id}/html",
        Access::Public,
        show_html,
    )
}

/// Whether the mailbox exists: no mail server, and nobody but this machine reaches the portal, directly or by a proxy.
pub fn exists(config: &Config) -> bool {
    config.mail.smtp_url.is_none() && config.listen.ip().is_loopback() && is_local(config.public_url().as_str())
}

fn is_local(url: &str) -> bool {
    let url = url::Url::parse(url).ok();
    url.as_ref().and_then(url::Url::host).is_some_and(|host| match host {
        Host::Domain(name) => name == "localhost",
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    })
}

#[derive(Debug, Default, Deserialize)]
struct ListQuery {
    #[serde(default)]
    to: String,
    before: Option<String>,
}

async fn list_mails(
    chrome: Chrome,
    State(app): State<App>,
    Query(query): Query<ListQuery>,
) -> Result<Page<MailboxPage>, AppError> {
    let to = query.to.trim();
    let before = query.before.and_then(|before| before.parse().ok());
    if !exists(&app.config) {
        return Err(AppError::NotFound);
    }
    let filter = (!to.is_empty()).then_some(to);
    let rows = queries::mails(&app.db, filter, before, PAGE as i64).await?;
    Ok(Page(MailboxPage::new(chrome, app.clock.now(), to, before.is_some(), &rows, PAGE)))
}

/// A mail by the key in an address.
async fn mail(app: &App, key: &str) -> Result<(DeliveryId, queries::MailBytes), AppError> {
    let delivery: DeliveryId = key.parse().map_err(|_| AppError::NotFound)?;
    if !exists(&app.config) {
        return Err(AppError::NotFound);
    }
    Ok((delivery, queries::mail(&app.db, delivery).await?.ok_or(AppError::NotFound)?))
}

async fn show_mail(
    chrome: Chrome,
    State(app): State<App>,
    Path(key): Path<String>,
) -> Result<impl IntoResponse, AppError> {
    let (delivery, mail) = mail(&app, &key).await?;
    let page = MailPage::new(chrome, app.clock.now(), delivery, &mail).ok_or(AppError::NotFound)?;
    let policy = format!("{}; frame-src 'self'", headers::CONTENT_SECURITY_POLICY);
    Ok(([(header::CONTENT_SECURITY_POLICY, policy)], Page(page)))
}

async fn show_html(State(app): State<App>, Path(key): Path<String>) -> Result<impl IntoResponse, AppError> {
    let (_, mail) = mail(&app, &key).await?;
    let html = super::views::html_part(&mail.bytes).ok_or(AppError::NotFound)?;
    let policies: [(HeaderName, &str); 2] =
        [(header::CONTENT_SECURITY_POLICY, MAIL_POLICY), (header::REFERRER_POLICY, "no-referrer")];
    Ok((policies, Html(html)))
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
}
