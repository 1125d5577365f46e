//! «Send me my links again»: an address, and one mail if there is anything to send.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};

use super::{
    MY, REPLACED,
    code::{TypedAddress, begin},
    views::{AddressForm, AddressPage, SaidPage},
};
use crate::{
    app::App,
    customers::Request,
    deliveries,
    error::AppError,
    outbox::mailbox::OfThisMachine,
    web::{Access, Chrome, Form, Page, Routes, client::ClientNetwork, see_other},
};

/// The form.
pub(super) const LINKS: &str = "/my/links";
/// After it, whatever the address.
const SENT: &str = "/my/links/sent";

pub(super) fn routes() -> Routes<App> {
    Routes::new()
        .get(LINKS, Access::Public, show_form)
        .post(LINKS, Access::Public, send_links)
        .get(SENT, Access::Public, show_sent)
        .get(REPLACED, Access::Public, show_replaced)
}

async fn show_form(chrome: Chrome) -> Page<AddressPage> {
    Page(AddressPage::new(chrome, AddressForm::Links))
}

async fn send_links(
    State(app): State<App>,
    chrome: Chrome,
    network: ClientNetwork,
    Form(typed): Form<TypedAddress>,
) -> Result<Response, AppError> {
    let page = AddressPage::new(Chrome { here: LINKS.to_owned(), ..chrome }, AddressForm::Links);
    let (mut work, email) = match begin(&app, page, (Request::Links, &typed), &network).await? {
        Ok(begun) => begun,
        Err(refused) => return Ok(refused),
    };
    deliveries::to_customer_with_links(&mut work, &email).await?;
    work.commit().await?;
    app.wake.outbox.notify_one();
    Ok(see_other(SENT).into_response())
}

async fn show_sent(chrome: Chrome, mailbox: Result<OfThisMachine, AppError>) -> Page<SaidPage> {
    let (title, text) = (chrome.lang.links_sent_title(), chrome.lang.links_sent_text());
    Page(SaidPage::new(chrome, title, text, mailbox.is_ok()).with_next(MY))
}

async fn show_replaced(chrome: Chrome, mailbox: Result<OfThisMachine, AppError>) -> Page<SaidPage> {
    let (title, text) = (chrome.lang.link_replaced_title(), chrome.lang.link_replaced_text());
    Page(SaidPage::new(chrome, title, text, mailbox.is_ok()).with_next(LINKS))
}
