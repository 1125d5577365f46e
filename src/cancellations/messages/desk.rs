//! The page on which a seller's members read what operations ask and answer it. The thread shows the same box; a refused
//! answer is shown here again.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use sqlx::PgExecutor;

use super::{Answering, answer_from_seller};
use crate::{
    app::App,
    auth::{Verb, Viewer},
    error::AppError,
    id::{InquiryId, SellerId, UserId},
    inquiries::{
        desk::{
            frame::{Line, frame_at, waiting},
            thread_path,
        },
        exchange::{AnswerForm, AskBox, CaseSide, TypedAnswer, exchange_of},
        shown::Reader,
    },
    public_no::PublicNo,
    web::{Access, Chrome, Flash, Form, Page, Routes, filters, see_other},
    work::Actor,
};

pub(in crate::cancellations) fn routes() -> Routes<App> {
    Routes::new().get("/inquiries/{no}/operations", Access::Member(Verb::See), show_exchange).post(
        "/inquiries/{no}/operations",
        Access::Member(Verb::Answer),
        answer_operations,
    )
}

/// The inquiry, as far as the page needs it.
struct Seen {
    inquiry_id: InquiryId,
    seller_id: SellerId,
    no: PublicNo,
    subject: String,
}

/// The page.
#[derive(Debug, Template)]
#[template(path = "inquiries/operations.html")]
struct OperationsPage {
    chrome: Chrome,
    thread: String,
    no: String,
    subject: String,
    asks: AskBox,
}

async fn show_exchange(
    State(app): State<App>,
    chrome: Chrome,
    viewer: Viewer,
    Path(no): Path<String>,
) -> Result<Response, AppError> {
    let no = PublicNo::parse(&no).map_err(|_| AppError::NotFound)?;
    show(&app, chrome, &viewer, &no, TypedAnswer::empty()).await
}

async fn answer_operations(
    State(app): State<App>,
    chrome: Chrome,
    viewer: Viewer,
    Path(no): Path<String>,
    Form(form): Form<AnswerForm>,
) -> Result<Response, AppError> {
    let no = PublicNo::parse(&no).map_err(|_| AppError::NotFound)?;
    let answer = match form.read(chrome.lang) {
        Ok(answer) => answer,
        Err(typed) => return refuse(&app, chrome, &viewer, &no, *typed).await,
    };
    let mut work = app.work(Actor::Member(viewer.user_id)).await?;
    match answer_from_seller(&mut work, &no, &answer).await? {
        Ok(Answering::Taken | Answering::Repeated) => {
            work.commit().await?;
            app.wake.outbox.notify_one();
            let thread = format!("{}#operations", thread_path(&no));
            Ok(see_other(thread).flash(Flash::OperationsTold).into_response())
        }
        Err(refusal) => {
            work.undo().await?;
            let typed = TypedAnswer::refused(&answer, refusal, chrome.lang)?;
            refuse(&app, chrome, &viewer, &no, typed).await
        }
    }
}

/// The page with what was typed, for who may answer.
async fn refuse(
    app: &App,
    chrome: Chrome,
    viewer: &Viewer,
    no: &PublicNo,
    typed: TypedAnswer,
) -> Result<Response, AppError> {
    let seen = inquiry_of(&app.db, no, viewer.user_id).await?.ok_or(AppError::NotFound)?;
    let may = viewer.memberships.iter().any(|place| place.seller_id == seen.seller_id && place.role.may(Verb::Answer));
    if may { show(app, chrome, viewer, no, typed).await } else { Err(AppError::Forbidden) }
}

async fn show(
    app: &App,
    chrome: Chrome,
    viewer: &Viewer,
    no: &PublicNo,
    typed: TypedAnswer,
) -> Result<Response, AppError> {
    let seen = inquiry_of(&app.db, no, viewer.user_id).await?.ok_or(AppError::NotFound)?;
    let place = viewer.memberships.iter().find(|place| place.seller_id == seen.seller_id);
    let place = place.ok_or(AppError::NotFound)?;
    let rows = exchange_of(&app.db, seen.inquiry_id, Some(CaseSide::Seller)).await?;
    let now = app.clock.now();
    let (format, status) = (chrome.format(now), typed.status);
    let answer = place.role.may(Verb::Answer).then(|| (operations_path(&seen.no), typed));
    let asks = AskBox::new(&chrome, &rows, Reader::Seller, &format, answer).ok_or(AppError::NotFound)?;
    let waits = waiting(&app.db, place).await?;
    let page = OperationsPage {
        chrome: frame_at(chrome, (viewer, place), Line::Inbox, waits, now),
        thread: thread_path(&seen.no),
        no: seen.no.of_inquiry(),
        subject: seen.subject,
        asks,
    };
    Ok(Page(page).with_status(status))
}

fn operations_path(no: &PublicNo) -> String {
    format!("{}/operations", thread_path(no))
}

/// The inquiry of a number, if it exists for this member and operations have written with the seller about it.
async fn inquiry_of(db: impl PgExecutor<'_>, no: &PublicNo, viewer: UserId) -> sqlx::Result<Option<Seen>> {
    sqlx::query_as!(
        Seen,
        r#"select i.inquiry_id as "inquiry_id: InquiryId", i.seller_id as "seller_id: SellerId",
                  i.public_no as "no: PublicNo", i.subject
           from inquiries i
           join memberships m on m.seller_id = i.seller_id and m.user_id = $2
                             and (m.app_ids is null or i.app_id = any(m.app_ids))
           where i.public_no = $1 and i.turn > 0
             and exists (select from case_messages x
                         where x.inquiry_id = any(array(select i.inquiry_id union all select o.inquiry_id from inquiries o
                                                              where o.merged_into = i.inquiry_id)) and x.side = 'seller')"#,
        no.as_str(),
        viewer as UserId
    )
    .fetch_optional(db)
    .await
}
