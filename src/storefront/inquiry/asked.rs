//! Operations ask the customer, who answers on the inquiry's page. The seller reads none of it.

use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use std::time::Duration;

use super::{
    access::OpenInquiry,
    queries::InquiryRow,
    routes::{inquiry_path, page},
    views::Writing,
};
use crate::{
    app::App,
    cancellations::messages::{Answering, answer_from_customer},
    customers::{self, ContactVerdict},
    error::AppError,
    inquiries::exchange::{AnswerForm, AnswerRefusal, CaseMessageRow, CaseSide, NewAnswer, TypedAnswer, exchange_of},
    lang::Lang,
    storefront::parts::span,
    web::{Access, Chrome, Flash, Form, Routes, Tone, parts::Notice, see_other},
    work::Actor,
};

pub(super) fn routes() -> Routes<App> {
    Routes::new().post("/i/{token}/operations", Access::Customer, answer_operations)
}

/// Where the answer is sent, from the page's own address.
pub(super) fn path(here: &str) -> String {
    format!("{here}/operations")
}

/// What operations wrote with the customer, if they did.
pub(super) async fn exchange(app: &App, row: &InquiryRow) -> sqlx::Result<Vec<CaseMessageRow>> {
    match row.operations_wrote {
        true => exchange_of(&app.db, row.inquiry_id, Some(CaseSide::Customer)).await,
        false => Ok(Vec::new()),
    }
}

/// What became of an answer.
enum Told {
    Taken,
    Refused(AnswerRefusal),
    /// Not before so many seconds.
    Wait(u32),
}

async fn answer_operations(
    State(app): State<App>,
    chrome: Chrome,
    open: OpenInquiry,
    Form(form): Form<AnswerForm>,
) -> Result<Response, AppError> {
    let lang = chrome.lang;
    let answer = match form.read(lang) {
        Ok(answer) => answer,
        Err(typed) => return page(&app, chrome, open, Writing::to_operations(*typed)).await,
    };
    match tell(&app, &open, &answer).await? {
        Told::Taken => {
            let path = format!("{}#operations", inquiry_path(&open.token));
            Ok(see_other(path).flash(Flash::OperationsTold).into_response())
        }
        Told::Refused(refusal) => {
            let typed = TypedAnswer::refused(&answer, refusal, lang)?;
            page(&app, chrome, open, Writing::to_operations(typed)).await
        }
        Told::Wait(seconds) => {
            let typed = TypedAnswer::too_often(&answer, too_many(seconds, lang));
            let mut response = page(&app, chrome, open, Writing::to_operations(typed)).await?;
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            Ok(response)
        }
    }
}

fn too_many(seconds: u32, lang: Lang) -> Notice {
    let wait = span(Duration::from_secs(u64::from(seconds)), lang);
    Notice::new(Tone::Soon).title(lang.too_many_messages_title()).text(lang.too_many_messages_text(&wait)).alert()
}

/// Takes the answer and counts it among the customer's messages, in one transaction.
async fn tell(app: &App, open: &OpenInquiry, answer: &NewAnswer) -> Result<Told, AppError> {
    let inquiry = open.row.inquiry_id;
    let mut work = app.work(Actor::Customer(open.row.customer_id)).await?;
    match answer_from_customer(&mut work, inquiry, answer).await? {
        Ok(Answering::Taken) => {}
        Ok(Answering::Repeated) => return Ok(Told::Taken),
        Err(refusal) => return Ok(Told::Refused(refusal)),
    }
    let counted = customers::count_message(&mut work, &app.secret, &app.rules.current().contact, inquiry).await?;
    if let ContactVerdict::Wait(seconds) = counted {
        return Ok(Told::Wait(seconds));
    }
    work.commit().await?;
    app.wake.outbox.notify_one();
    Ok(Told::Taken)
}
