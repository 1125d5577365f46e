//! The draft in the box: kept while it is typed or by its button, and what is said of it under the box.

use askama::Template;
use axum::{
    extract::{FromRequestParts, State},
    http::{StatusCode, request::Parts},
    response::{IntoResponse, Response},
};

use super::{
    access::{NamedInquiry, SeenInquiry},
    queries::Head,
    reply,
    routes::{most_files, refuse},
};
use crate::{
    app::App,
    auth::Viewer,
    error::AppError,
    inquiries::{DraftForm, DraftRefusal, desk::thread_path, keep_draft},
    lang::{Lang, format::Format},
    public_no::PublicNo,
    web::{
        Chrome, Flash, Page, Tone, Upload, filters, multipart::FILES_FIELD, parts::Notice, see_other,
        visit::CurrentVisit,
    },
    work::Actor,
};

/// What is to be said of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Clash {
    /// Nothing stands against it.
    #[default]
    None,
    /// Another form of the same person wrote on, sent it, or threw it away.
    Elsewhere,
    /// The person's own answer waits.
    Answering,
    /// It is too long to be kept, or cannot be.
    Unfit,
}

/// The line under the box; a part of the page that the autosave replaces.
#[derive(Debug, Clone, Template)]
#[template(path = "inquiries/parts/draft.html")]
pub(super) struct DraftLine {
    lang: Lang,
    clash: Clash,
    /// The version that the next text may take the place of.
    pub(super) version: i64,
    saved: Option<String>,
    /// When, in milliseconds: a copy on the device that is newer was not kept yet.
    saved_ms: Option<i64>,
    /// What was written elsewhere.
    other: Option<String>,
    thread: String,
    keep: String,
}

impl askama::filters::HtmlSafe for DraftLine {}

impl DraftLine {
    pub(super) fn new(head: &Head, clash: Clash, format: &Format) -> Self {
        let thread = thread_path(&head.no);
        Self {
            lang: format.lang,
            clash,
            version: head.draft_version.unwrap_or(0),
            saved: head.draft_saved_at.map(|at| format.near(at)),
            saved_ms: head.draft_saved_at.map(|at| at.timestamp_millis()),
            other: head.draft_body.clone().filter(|_| clash == Clash::Elsewhere),
            keep: keep_path(&head.no),
            thread,
        }
    }
}

/// Where a draft is kept.
pub(super) fn keep_path(no: &PublicNo) -> String {
    format!("{}/draft", thread_path(no))
}

/// A member who writes to a named inquiry; the action asks whether it exists for them.
#[derive(Debug)]
pub(super) struct Writer {
    pub(super) viewer: Viewer,
    pub(super) no: PublicNo,
    /// Whether a script asks, and wants the line only.
    in_part: bool,
}

impl FromRequestParts<App> for Writer {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, AppError> {
        let viewer = Viewer::from_request_parts(parts, app).await?;
        let NamedInquiry(no) = NamedInquiry::from_request_parts(parts, app).await?;
        let CurrentVisit(visit) = CurrentVisit::from_request_parts(parts, app).await?;
        Ok(Writer { viewer, no, in_part: visit.htmx })
    }
}

/// Keeps what is in the box. A script that asks gets the line under it, everybody else the page.
pub(super) async fn keep(
    State(app): State<App>,
    chrome: Chrome,
    writer: Writer,
    upload: Upload,
) -> Result<Response, AppError> {
    let read = reply::read_draft(&app, &upload, chrome.lang);
    let Some(form) = read.form else {
        if writer.in_part {
            return line(&app, &chrome, writer, Clash::Unfit, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
        let refused = (read.typed, None, StatusCode::UNPROCESSABLE_ENTITY);
        return refuse(&app, chrome, writer.viewer, &writer.no, refused).await;
    };
    let mut work = app.work(Actor::Member(writer.viewer.user_id)).await?;
    let kept = keep_draft(&mut work, &writer.no, &form, most_files(&app)).await?;
    if kept.is_ok() {
        work.commit().await?;
    } else {
        work.undo().await?;
    }
    match kept {
        Ok(_) if writer.in_part => line(&app, &chrome, writer, Clash::None, StatusCode::OK).await,
        Ok(version) => Ok(kept_page(&writer.no, version)),
        Err(DraftRefusal::NotFound) => Err(AppError::NotFound),
        Err(DraftRefusal::ReadOnly) => Err(AppError::Forbidden),
        Err(refusal) => not_kept(&app, chrome, writer, (refusal, form, read.typed)).await,
    }
}

fn kept_page(no: &PublicNo, version: i64) -> Response {
    let flash = if version > 0 { Flash::DraftKept } else { Flash::DraftThrownAway };
    see_other(format!("{}#latest", thread_path(no))).flash(flash).into_response()
}

/// The thread, or the line, with what stands in the way.
async fn not_kept(
    app: &App,
    chrome: Chrome,
    writer: Writer,
    (refusal, form, mut typed): (DraftRefusal, DraftForm, reply::Typed),
) -> Result<Response, AppError> {
    let clash = if refusal == DraftRefusal::Answering { Clash::Answering } else { Clash::Elsewhere };
    if writer.in_part {
        return line(app, &chrome, writer, clash, StatusCode::CONFLICT).await;
    }
    let lang = chrome.lang;
    reply::files_again(&mut typed.errors, &form.files, lang);
    if refusal == DraftRefusal::TooManyFiles {
        typed.errors.set(FILES_FIELD, lang.too_many_files(most_files(app)));
        return refuse(app, chrome, writer.viewer, &writer.no, (typed, None, StatusCode::UNPROCESSABLE_ENTITY)).await;
    }
    typed.clash = clash;
    let notice = Notice::new(Tone::Soon).title(lang.draft_not_kept()).alert();
    refuse(app, chrome, writer.viewer, &writer.no, (typed, Some(notice), StatusCode::CONFLICT)).await
}

async fn line(
    app: &App,
    chrome: &Chrome,
    writer: Writer,
    clash: Clash,
    status: StatusCode,
) -> Result<Response, AppError> {
    let now = app.clock.now();
    let seen = SeenInquiry::find(app, writer.viewer, &writer.no).await?;
    Ok(Page(DraftLine::new(&seen.head, clash, &chrome.format(now))).with_status(status))
}
