//! The thread, answering, taking back, files.

use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::{
    access::{NamedInquiry, SeenInquiry},
    listed::{FromList, path_in},
    queries,
    reply::{self, ReadReply, Typed},
    views::ThreadPage,
};
use crate::{
    app::App,
    auth::{Verb, Viewer},
    blobs,
    error::AppError,
    id::{AttachmentId, SubmissionKey},
    inquiries::{
        AcceptedReply, ReplyForm, ReplyRefusal, accept_reply,
        desk::{list::filter::Filter, thread_path},
        download, undo_reply,
    },
    public_no::PublicNo,
    web::{
        Access, Chrome, Flash, Form, NoFields, Page, Routes, Upload, multipart::FILES_FIELD, parts::Notice, see_other,
    },
    work::Actor,
};

pub(in crate::inquiries::desk) fn routes() -> Routes<App> {
    Routes::new()
        .get("/inquiries/{no}", Access::Member(Verb::See), show_inquiry)
        .post("/inquiries/{no}/replies", Access::Member(Verb::Answer), reply)
        .post("/inquiries/{no}/undo", Access::Member(Verb::Answer), undo)
        .get("/inquiries/{no}/files/{attachment}", Access::Member(Verb::See), download_file)
}

async fn show_inquiry(
    State(app): State<App>,
    chrome: Chrome,
    seen: SeenInquiry,
    Query(from): Query<FromList>,
) -> Result<Page<ThreadPage>, AppError> {
    let Page(page) = show(&app, chrome, seen, None, None).await?;
    Ok(Page(page.in_list(from.filter())))
}

/// The page; what was typed stands in the box, a notice over it.
async fn show(
    app: &App,
    chrome: Chrome,
    mut seen: SeenInquiry,
    typed: Option<Typed>,
    notice: Option<Notice>,
) -> Result<Page<ThreadPage>, AppError> {
    let entries = queries::entries(&mut seen.db, &seen.head).await?;
    let page = ThreadPage::new(chrome, &seen, &entries, app.clock.now());
    Ok(Page(page.with_box(typed).with_notice(notice)))
}

async fn reply(
    State(app): State<App>,
    chrome: Chrome,
    viewer: Viewer,
    NamedInquiry(no): NamedInquiry,
    upload: Upload,
) -> Result<Response, AppError> {
    let ReadReply { typed, form } = reply::read(&app, &upload, chrome.lang);
    let Some(form) = form else {
        return refuse(&app, chrome, viewer, &no, (typed, None, StatusCode::UNPROCESSABLE_ENTITY)).await;
    };
    let mut work = app.work(Actor::Member(viewer.user_id)).await?;
    let accepted = accept_reply(&mut work, &app.rules, &no, &form, most_files(&app)).await?;
    match accepted {
        Ok(accepted) => {
            work.commit().await?;
            app.wake.scanner.notify_one();
            let late = matches!(accepted, AcceptedReply::Waits { late: true, .. });
            let flash = if late { Flash::LateReplyWaits } else { Flash::ReplyWaits };
            let list = upload.fields_after("list").next().map(|_| Filter::of_text(upload.field("list")));
            Ok(see_other(format!("{}#latest", path_in(&no, list))).flash(flash).into_response())
        }
        Err(refusal) => {
            drop(work);
            let why = why(refusal, typed, &form, (&app, &chrome))?;
            refuse(&app, chrome, viewer, &no, why).await
        }
    }
}

fn most_files(app: &App) -> usize {
    app.config.attachments.attachment_count.get()
}

/// What the page of a refused answer shows: the box, a notice, the status.
type Refused = (Typed, Option<Notice>, StatusCode);

fn why(
    refusal: ReplyRefusal,
    mut typed: Typed,
    form: &ReplyForm,
    (app, chrome): (&App, &Chrome),
) -> Result<Refused, AppError> {
    let lang = chrome.lang;
    let notice = match refusal {
        ReplyRefusal::NotFound => return Err(AppError::NotFound),
        ReplyRefusal::ReadOnly => return Err(AppError::Forbidden),
        ReplyRefusal::TooManyFiles => {
            typed.errors.set(FILES_FIELD, lang.too_many_files(most_files(app)));
            return Ok((typed, None, StatusCode::UNPROCESSABLE_ENTITY));
        }
        ReplyRefusal::FormUsed => {
            typed.key = SubmissionKey::new();
            Notice::new(crate::web::Tone::Soon).title(lang.used_form_title()).text(lang.used_form_text())
        }
        ReplyRefusal::SomethingNewer | ReplyRefusal::TooLate => {
            Notice::new(crate::web::Tone::Soon).title(lang.not_sent_news()).text(lang.not_sent_news_text())
        }
        ReplyRefusal::AlreadyAnswering { by } => {
            Notice::new(crate::web::Tone::Soon).title(lang.not_sent_answering(&by)).text(lang.not_sent_answering_text())
        }
    };
    reply::files_again(&mut typed.errors, &form.files, lang);
    Ok((typed, Some(notice.alert()), StatusCode::CONFLICT))
}

/// The thread as it stands now, with what was typed.
async fn refuse(
    app: &App,
    chrome: Chrome,
    viewer: Viewer,
    no: &PublicNo,
    (typed, notice, status): Refused,
) -> Result<Response, AppError> {
    let seen = SeenInquiry::find(app.db.acquire().await?, viewer, no).await?;
    if !seen.place.role.may(Verb::Answer) {
        return Err(AppError::Forbidden);
    }
    Ok(show(app, chrome, seen, Some(typed), notice).await?.with_status(status))
}

async fn undo(
    State(app): State<App>,
    viewer: Viewer,
    NamedInquiry(no): NamedInquiry,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, AppError> {
    let mut work = app.work(Actor::Member(viewer.user_id)).await?;
    let flash = match undo_reply(&mut work, &no).await? {
        Ok(()) => Flash::ReplyTakenBack,
        Err(ReplyRefusal::NotFound) => return Err(AppError::NotFound),
        Err(ReplyRefusal::ReadOnly) => return Err(AppError::Forbidden),
        Err(_) => Flash::TooLateToTakeBack,
    };
    work.commit().await?;
    Ok(see_other(format!("{}#answer", thread_path(&no))).flash(flash).into_response())
}

async fn download_file(
    State(app): State<App>,
    viewer: Viewer,
    Path((no, attachment)): Path<(String, String)>,
) -> Result<Response, AppError> {
    let no = PublicNo::parse(&no).map_err(|_| AppError::NotFound)?;
    let attachment: AttachmentId = attachment.parse().map_err(|_| AppError::NotFound)?;
    let file = queries::file(&app.db, &no, &viewer.seller_ids(), viewer.user_id, attachment).await?;
    let file = file.ok_or(AppError::NotFound)?;
    let bytes = blobs::read(&app.db, file.hash).await?.ok_or(AppError::NotFound)?;
    download(&file.media_type, &file.file_name, bytes)
}
