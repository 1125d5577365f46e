//! «Somebody else saw my link»: another one by mail, and the old one opens nothing.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};

use super::{access::OpenInquiry, routes::inquiry_path};
use crate::{
    app::App,
    customers::{self, ContactVerdict},
    error::AppError,
    inquiries,
    storefront::my::REPLACED,
    web::{Access, Form, NoFields, Routes, see_other},
    work::Actor,
};

pub(super) fn routes() -> Routes<App> {
    Routes::new().post("/i/{token}/link", Access::Customer, replace_link)
}

/// The page after it needs no link, for there is none any more.
async fn replace_link(State(app): State<App>, open: OpenInquiry, _: Form<NoFields>) -> Result<Response, AppError> {
    let inquiry = open.row.inquiry_id;
    let mut work = app.work(Actor::Customer(open.row.customer_id)).await?;
    if !inquiries::replace_link(&mut work, &app.secret, inquiry, &open.token).await? {
        return Ok(see_other(inquiry_path(&open.token)).into_response());
    }
    let counted = customers::count_message(&mut work, &app.secret, &app.rules.current().contact, inquiry).await?;
    if let ContactVerdict::Wait(retry_after) = counted {
        return Err(AppError::TooMany { retry_after });
    }
    work.commit().await?;
    app.wake.outbox.notify_one();
    Ok(see_other(REPLACED).into_response())
}
