//! Reading the inquiry, writing more, closing it, its files.

use axum::{
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::{
    access::OpenInquiry,
    actions::{Finished, finish},
    asked,
    queries::{InquiryRow, file_of},
    replace, satisfaction,
    views::{InquiryPage, Read, Writing, refusal_notice},
};
use crate::{
    app::App,
    blobs, cancellations,
    crypto::Token,
    customers::{self, ContactVerdict},
    error::AppError,
    events::{self, Audience},
    id::{AttachmentId, SubmissionKey},
    inquiries::{
        self, MessageAuthor, NewFile, SolveRefusal, attached, download,
        shown::{self, MessageRow},
    },
    storefront::parts::{secret_address, submission, token},
    text::MessageBody,
    web::{
        Access, Chrome, Flash, Form, NoFields, Page, Routes, Upload, multipart::FILES_FIELD, see_other,
        typed::too_long_or,
    },
    work::{Actor, Pressed},
};

pub(in crate::storefront) fn routes() -> Routes<App> {
    Routes::new()
        .get("/i/{token}", Access::Customer, show_inquiry)
        .post("/i/{token}/messages", Access::Customer, write_message)
        .post("/i/{token}/solved", Access::Customer, close_inquiry)
        .get("/i/{token}/files/{attachment_id}", Access::Customer, download_file)
        .merge(satisfaction::routes())
        .merge(asked::routes())
        .merge(replace::routes())
}

/// Where a customer sees an inquiry.
pub fn inquiry_path(token: &Token) -> String {
    format!("/i/{}", token.reveal())
}

/// The present link of an inquiry.
pub(in crate::storefront) fn link_to(app: &App, row: &InquiryRow) -> String {
    inquiry_path(&inquiries::link_token(&app.secret, row.inquiry_id, row.link_generation))
}

async fn show_inquiry(State(app): State<App>, chrome: Chrome, open: OpenInquiry) -> Result<Response, AppError> {
    Ok(page(&app, chrome, open, Writing::empty()).await?.into_response())
}

/// Keeps that the customer opened the page with its newest answer: whatever becomes of its mail, it has arrived.
async fn note_reading(app: &App, open: &OpenInquiry, messages: &[MessageRow]) -> Result<(), AppError> {
    let answers = messages.iter().filter(|message| message.author != MessageAuthor::Customer);
    let newest = answers.map(|message| message.sent_at).max();
    if let Some(newest) = newest.filter(|newest| open.is_opened && open.row.answer_read_at < Some(*newest)) {
        inquiries::mark_read(&app.db, open.row.inquiry_id, newest).await?;
    }
    Ok(())
}

/// The page, with what is being written and what stood in the way.
pub(super) async fn page(app: &App, chrome: Chrome, open: OpenInquiry, writing: Writing) -> Result<Response, AppError> {
    let here = inquiry_path(&open.token);
    let inquiry = open.row.inquiry_id;
    let messages = shown::messages_of(&app.db, inquiry).await?;
    note_reading(app, &open, &messages).await?;
    let read = Read {
        messages,
        events: events::of_inquiry(&app.db, inquiry, Audience::Everyone).await?,
        exchange: asked::exchange(app, &open.row).await?,
        files: inquiries::files_of(&app.db, inquiry).await?,
        row: open.row,
        now: app.clock.now(),
    };
    // the address is told to no other page, so the page itself says where it is
    let chrome = Chrome { here, ..chrome };
    let status = writing.status;
    let mut response = secret_address(Page(InquiryPage::new(chrome, app, &read, writing)));
    if response.status() == StatusCode::OK {
        *response.status_mut() = status;
    }
    Ok(response)
}

async fn write_message(
    State(app): State<App>,
    chrome: Chrome,
    open: OpenInquiry,
    upload: Upload,
) -> Result<Response, AppError> {
    let lang = chrome.lang;
    let key = submission(&upload)?;
    let (files, mut errors) = attached(&upload, &app.config.attachments, lang);
    let parsed = MessageBody::parse(upload.field("body"));
    let body = errors.take("body", parsed, |refusal| too_long_or(refusal, lang, lang.error_message()));
    let Some(body) = body.filter(|_| errors.is_empty()) else {
        let had_files = !upload.files(FILES_FIELD).is_empty();
        let writing = Writing::refused(key, upload.field("body"), errors, had_files);
        return page(&app, chrome, open, writing).await;
    };
    match add_message(&app, &open, Message { body, files, key }).await? {
        Added::Taken => Ok(added(&open)),
        Added::FormUsed => page(&app, chrome, open, Writing::form_used(upload.field("body"), lang)).await,
        Added::Wait(seconds) => {
            let writing = Writing::too_often(key, upload.field("body"), seconds, lang);
            let mut response = page(&app, chrome, open, writing).await?;
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            Ok(response)
        }
    }
}

fn added(open: &OpenInquiry) -> Response {
    let new_turn = open.row.state.customer_message_starts_turn();
    let flash = if new_turn { Flash::InquiryReopened } else { Flash::MessageWritten };
    see_other(inquiry_path(&open.token)).flash(flash).into_response()
}

/// One good form.
struct Message {
    body: MessageBody,
    files: Vec<NewFile>,
    key: SubmissionKey,
}

/// What became of it.
enum Added {
    /// It stands in the thread, by this press or an earlier one.
    Taken,
    /// The form was used already, for another text.
    FormUsed,
    /// Not before so many seconds.
    Wait(u32),
}

/// Adds the message and counts it, in one transaction.
async fn add_message(app: &App, open: &OpenInquiry, message: Message) -> Result<Added, AppError> {
    let inquiry = open.row.inquiry_id;
    let Message { body, files, key } = message;
    let mut work = app.work(Actor::Customer(open.row.customer_id)).await?;
    let rules = app.rules.current();
    match inquiries::customer_writes(&mut work, &rules, inquiry, &body, &files, key).await? {
        Pressed::First => {}
        Pressed::Repeated(_) => return Ok(Added::Taken),
        Pressed::Reused => return Ok(Added::FormUsed),
    }
    cancellations::messages::customer_wrote(&mut work, inquiry).await?;
    let counted = customers::count_message(&mut work, &app.secret, &rules.contact, inquiry).await?;
    if let ContactVerdict::Wait(seconds) = counted {
        return Ok(Added::Wait(seconds));
    }
    work.commit().await?;
    app.wake.scanner.notify_one();
    app.wake.outbox.notify_one();
    Ok(Added::Taken)
}

async fn close_inquiry(
    State(app): State<App>,
    chrome: Chrome,
    open: OpenInquiry,
    _: Form<NoFields>,
) -> Result<Response, AppError> {
    let mut work = app.work(Actor::Customer(open.row.customer_id)).await?;
    match finish(&mut work, &app.config.rules, open.row.inquiry_id).await? {
        Ok(finished) => {
            work.commit().await?;
            app.wake.scanner.notify_one();
            let flash = match finished {
                Finished::Solved => Flash::InquirySolved,
                Finished::Withdrawn => Flash::InquiryWithdrawn,
            };
            Ok(see_other(inquiry_path(&open.token)).flash(flash).into_response())
        }
        Err(refusal) => {
            drop(work);
            refuse_closing(&app, chrome, open, refusal).await
        }
    }
}

/// The page as it is by now, and why nothing changed.
async fn refuse_closing(
    app: &App,
    chrome: Chrome,
    open: OpenInquiry,
    refusal: SolveRefusal,
) -> Result<Response, AppError> {
    let notice = refusal_notice(refusal, chrome.lang);
    page(app, chrome, open, Writing::beside(notice)).await
}

async fn download_file(
    State(app): State<App>,
    Path((link, attachment)): Path<(String, String)>,
) -> Result<Response, AppError> {
    let token = token(&link).ok_or(AppError::NotFound)?;
    let attachment: AttachmentId = attachment.parse().map_err(|_| AppError::NotFound)?;
    let file = file_of(&app.db, &token, attachment).await?.ok_or(AppError::NotFound)?;
    let bytes = blobs::read(&app.db, file.hash).await?.ok_or(AppError::NotFound)?;
    Ok(secret_address(download(&file.media_type, &file.file_name, bytes)?))
}
