//! «Send me my links again»: an address, and one mail if there is anything to send.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};

use super::{
    MY, REPLACED,
    code::TypedAddress,
    views::{AddressForm, AddressPage, SaidPage},
};
use crate::{
    app::App,
    customers::{self, ContactVerdict, Request},
    deliveries,
    error::AppError,
    outbox::mailbox::OfThisMachine,
    text::EmailAddress,
    web::{Access, Chrome, Form, Page, Routes, client::ClientNetwork, see_other},
    work::Actor,
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
    let email = match EmailAddress::parse(&typed.email) {
        Ok(email) => email,
        Err(refusal) => return Ok(page.mend(refusal, &typed.email)),
    };
    let mut work = app.work(Actor::System).await?;
    let network = network.to_string();
    let asked = (&email, network.as_str());
    let counted = customers::count_request(&mut work, &app.secret, &app.config.contact, Request::Links, asked).await?;
    if let ContactVerdict::Wait(seconds) = counted {
        return Ok(page.wait(seconds, &typed.email));
    }
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
