//! The thread, answering, taking back, files.

use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::{
    access::{NamedInquiry, SeenInquiry},
    draft::{self, Clash},
    listed::{FromList, path_in},
    live, merge, notes, queries,
    reply::{self, ReadReply, Typed},
    saved,
    views::ThreadPage,
};
use crate::{
    app::App,
    auth::{Verb, Viewer},
    blobs,
    error::AppError,
    id::{AttachmentId, SubmissionKey},
    inquiries::{
        AcceptedReply, DraftForm, ReplyForm, ReplyRefusal, accept_reply,
        desk::{list::filter::Filter, thread_path},
        download, keep_draft, undo_reply,
    },
    lang::Lang,
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
        .post("/inquiries/{no}/draft", Access::Member(Verb::Answer), draft::keep)
        .get("/inquiries/{no}/live", Access::Member(Verb::See), live::watch_thread)
        .post("/inquiries/{no}/undo", Access::Member(Verb::Answer), undo)
        .get("/inquiries/{no}/files/{attachment}", Access::Member(Verb::See), download_file)
        .merge(notes::routes())
        .merge(saved::routes())
        .merge(merge::routes())
}

async fn show_inquiry(
    State(app): State<App>,
    chrome: Chrome,
    mut seen: SeenInquiry,
    Query(from): Query<FromList>,
) -> Result<Page<ThreadPage>, AppError> {
    notes::mark_seen(&app, &mut seen).await?;
    let Page(page) = show(&app, chrome, seen, None, None).await?;
    Ok(Page(page.in_list(from.filter())))
}

/// The page; what was typed stands in the box, a notice over it.
pub(super) async fn show(
    app: &App,
    chrome: Chrome,
    seen: SeenInquiry,
    typed: Option<Typed>,
    notice: Option<Notice>,
) -> Result<Page<ThreadPage>, AppError> {
    let now = app.clock.now();
    let news = typed.as_ref().filter(|typed| typed.stopped).map(|typed| typed.seen);
    let page = ThreadPage::new(chrome, &seen, now);
    Ok(Page(page.with_news(news, &seen, now).with_box(typed).with_notice(notice)))
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
    let accepted = accept_reply(&mut work, &app.rules.current(), &no, &form, most_files(&app)).await?;
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
            work.undo().await?;
            let mut why = why(refusal, typed, &form, (&app, &chrome))?;
            if why.0.stopped {
                keep_stopped(&app, &viewer, &no, (form, &mut why.0), chrome.lang).await?;
            }
            refuse(&app, chrome, viewer, &no, why).await
        }
    }
}

/// Keeps an answer that news have stopped as a draft, its files too. Where that cannot be, it stands in the box, and its files
/// must be chosen again.
async fn keep_stopped(
    app: &App,
    viewer: &Viewer,
    no: &PublicNo,
    (form, typed): (ReplyForm, &mut Typed),
    lang: Lang,
) -> Result<(), AppError> {
    let ReplyForm { body, files, left_out, draft, key, .. } = form;
    let draft = DraftForm { body: Some(body), files: files.clone(), left_out, version: draft.unwrap_or(0), key };
    let mut work = app.work(Actor::Member(viewer.user_id)).await?;
    match keep_draft(&mut work, no, &draft, most_files(app)).await? {
        Ok(_) => work.commit().await?,
        Err(_) => {
            work.undo().await?;
            reply::files_again(&mut typed.errors, &files, lang);
        }
    }
    Ok(())
}

pub(super) fn most_files(app: &App) -> usize {
    app.config.attachments.attachment_count.get()
}

/// What the page of a refused answer shows: the box, a notice, the status.
pub(super) type Refused = (Typed, Option<Notice>, StatusCode);

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
        ReplyRefusal::HasGap => {
            typed.errors.set("body", lang.reply_has_gap());
            return Ok((typed, None, StatusCode::UNPROCESSABLE_ENTITY));
        }
        ReplyRefusal::Merged => {
            Notice::new(crate::web::Tone::Soon).title(lang.not_sent_merged()).text(lang.not_sent_merged_text())
        }
        ReplyRefusal::FormUsed => {
            typed.key = SubmissionKey::new();
            Notice::new(crate::web::Tone::Soon).title(lang.used_form_title()).text(lang.used_form_text())
        }
        ReplyRefusal::SomethingNewer | ReplyRefusal::TooLate => {
            typed.stopped = true;
            Notice::new(crate::web::Tone::Soon).title(lang.not_sent_news()).text(lang.not_sent_news_text())
        }
        ReplyRefusal::AlreadyAnswering { by } => {
            typed.stopped = true;
            Notice::new(crate::web::Tone::Soon).title(lang.not_sent_answering(&by)).text(lang.not_sent_answering_text())
        }
        ReplyRefusal::DraftElsewhere => {
            typed.clash = Clash::Elsewhere;
            Notice::new(crate::web::Tone::Soon).title(lang.not_sent_elsewhere()).text(lang.not_sent_elsewhere_text())
        }
    };
    if !typed.stopped {
        reply::files_again(&mut typed.errors, &form.files, lang);
    }
    Ok((typed, Some(notice.alert()), StatusCode::CONFLICT))
}

/// The thread as it stands now, with what was typed.
pub(super) async fn refuse(
    app: &App,
    chrome: Chrome,
    viewer: Viewer,
    no: &PublicNo,
    (typed, notice, status): Refused,
) -> Result<Response, AppError> {
    let seen = SeenInquiry::find(app, viewer, no).await?;
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
    let file = queries::file(&app.db, &no, viewer.user_id, attachment).await?;
    let file = file.ok_or(AppError::NotFound)?;
    let bytes = blobs::read(&app.db, file.hash).await?.ok_or(AppError::NotFound)?;
    download(&file.media_type, &file.file_name, bytes)
}
