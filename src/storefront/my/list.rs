//! All own inquiries, each opened with the session, and the end of it.

use axum::{
    extract::{Path, Query, State},
    http::header,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{
    MY, queries,
    views::{AddressForm, AddressPage, OwnPage},
};
use crate::{
    app::App,
    customers::{self, SignInAsCustomer, SignedInCustomer},
    error::AppError,
    id::InquiryId,
    inquiries,
    public_no::PublicNo,
    storefront::{inquiry::inquiry_path, parts::secret_address},
    web::{Access, Chrome, Flash, Form, NoFields, Page, Routes, cookies, see_other},
};

pub(super) fn routes() -> Routes<App> {
    Routes::new().get(MY, Access::Public, show_own).get("/my/inquiries/{no}", Access::Customer, open_inquiry).post(
        "/my/sign-out",
        Access::Public,
        sign_out,
    )
}

#[derive(Debug, Deserialize)]
struct OwnQuery {
    #[serde(default)]
    after: String,
}

async fn show_own(
    State(app): State<App>,
    chrome: Chrome,
    customer: Result<SignedInCustomer, SignInAsCustomer>,
    Query(query): Query<OwnQuery>,
) -> Result<Response, AppError> {
    let customer = match customer {
        Ok(customer) => customer,
        Err(SignInAsCustomer::Nobody) => {
            return Ok(Page(AddressPage::new(chrome, AddressForm::Code)).into_response());
        }
        Err(SignInAsCustomer::App(error)) => return Err(error),
    };
    let after: Option<InquiryId> = query.after.parse().ok();
    let rows = queries::inquiries_of(&app.db, customer.customer_id, after).await?;
    let page = OwnPage::new(chrome, &customer.email, rows, app.clock.now());
    Ok(secret_address(Page(page)))
}

/// Leads to the inquiry's page by its present link.
async fn open_inquiry(
    State(app): State<App>,
    customer: Result<SignedInCustomer, SignInAsCustomer>,
    Path(no): Path<String>,
) -> Result<Response, AppError> {
    let no = PublicNo::parse(&no).map_err(|_| AppError::NotFound)?;
    let customer = match customer {
        Ok(customer) => customer,
        Err(nobody) => return Ok(nobody.into_response()),
    };
    let found = queries::link_of(&app.db, customer.customer_id, &no).await?;
    let (inquiry, generation) = found.ok_or(AppError::NotFound)?;
    let link = inquiry_path(&inquiries::link_token(&app.secret, inquiry, generation));
    Ok(secret_address(see_other(link)))
}

/// Whoever is here is signed out afterwards, whether or not the session was still good.
async fn sign_out(
    State(app): State<App>,
    chrome: Chrome,
    customer: Result<SignedInCustomer, SignInAsCustomer>,
    _: Form<NoFields>,
) -> Result<Response, AppError> {
    if let Ok(customer) = customer {
        customers::end_session(&app.db, &customer.token).await?;
    }
    let mut response = see_other(MY).flash(Flash::SignedOut).into_response();
    let forget = cookies::set(chrome.https, customers::COOKIE, "", 0);
    response.headers_mut().extend(forget.map(|value| (header::SET_COOKIE, value)));
    Ok(response)
}
