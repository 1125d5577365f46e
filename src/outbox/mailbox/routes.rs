//! The mailbox's pages.

use axum::{
    extract::{Path, Query, State},
    http::{HeaderName, header},
    response::{Html, IntoResponse},
};
use serde::Deserialize;

use super::{
    access::OfThisMachine,
    queries,
    views::{MailPage, MailboxPage},
};
use crate::{
    app::App,
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

#[derive(Debug, Default, Deserialize)]
struct ListQuery {
    #[serde(default)]
    to: String,
    before: Option<String>,
}

async fn list_mails(
    _: OfThisMachine,
    chrome: Chrome,
    State(app): State<App>,
    Query(query): Query<ListQuery>,
) -> Result<Page<MailboxPage>, AppError> {
    let to = query.to.trim();
    let before = query.before.and_then(|before| before.parse().ok());
    let filter = (!to.is_empty()).then_some(to);
    let rows = queries::mails(&app.db, filter, before, PAGE as i64).await?;
    Ok(Page(MailboxPage::new(chrome, app.clock.now(), to, before.is_some(), &rows, PAGE)))
}

/// A mail by the key in an address.
async fn mail(app: &App, key: &str) -> Result<(DeliveryId, queries::MailBytes), AppError> {
    let delivery: DeliveryId = key.parse().map_err(|_| AppError::NotFound)?;
    Ok((delivery, queries::mail(&app.db, delivery).await?.ok_or(AppError::NotFound)?))
}

async fn show_mail(
    _: OfThisMachine,
    chrome: Chrome,
    State(app): State<App>,
    Path(key): Path<String>,
) -> Result<impl IntoResponse, AppError> {
    let (delivery, mail) = mail(&app, &key).await?;
    let page = MailPage::new(chrome, app.clock.now(), delivery, &mail).ok_or(AppError::NotFound)?;
    let policy = format!("{}; frame-src 'self'", headers::CONTENT_SECURITY_POLICY);
    Ok(([(header::CONTENT_SECURITY_POLICY, policy)], Page(page)))
}

async fn show_html(
    _: OfThisMachine,
    State(app): State<App>,
    Path(key): Path<String>,
) -> Result<impl IntoResponse, AppError> {
    let (_, mail) = mail(&app, &key).await?;
    let html = super::views::html_part(&mail.bytes).ok_or(AppError::NotFound)?;
    let policies: [(HeaderName, &str); 2] =
        [(header::CONTENT_SECURITY_POLICY, MAIL_POLICY), (header::REFERRER_POLICY, "no-referrer")];
    Ok((policies, Html(html)))
}
