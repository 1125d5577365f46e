//! An entry is shown, forwarded, closed; its files.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::{
    act,
    form::{self, Typed},
    queries,
    views::{EntryPage, Read},
};
use crate::{
    app::App,
    auth::{Operator, Verb},
    blobs,
    contact_us::EntryRefusal,
    error::AppError,
    id::AttachmentId,
    inquiries::download,
    operations::{Decider, entry_path, frame},
    public_no::PublicNo,
    web::{Access, Chrome, Errors, Flash, Form, Page, Routes, see_other},
    work::Work,
};

pub(in crate::contact_us) fn routes() -> Routes<App> {
    Routes::new()
        .get("/contact-us/{no}", Access::Staff(Verb::See), show_entry)
        .post("/contact-us/{no}/forwarding", Access::Staff(Verb::Decide), forward_entry)
        .post("/contact-us/{no}/closing", Access::Staff(Verb::Decide), close_entry)
        .get("/contact-us/{no}/files/{entry_file}", Access::Staff(Verb::See), download_file)
}

/// What was tried, and what stood in its way.
#[derive(Debug, Default)]
pub(super) struct Attempt {
    pub(super) typed: Typed,
    pub(super) errors: Errors,
    pub(super) refusal: Option<EntryRefusal>,
}

impl Attempt {
    fn mend(typed: Typed, errors: Errors) -> Attempt {
        Attempt { typed, errors, refusal: None }
    }

    fn status(&self) -> StatusCode {
        match self.refusal {
            Some(EntryRefusal::MustBeForwarded) => StatusCode::UNPROCESSABLE_ENTITY,
            Some(_) => StatusCode::CONFLICT,
            None if self.errors.is_empty() => StatusCode::OK,
            None => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }
}

fn number(text: &str) -> Result<PublicNo, AppError> {
    PublicNo::parse(text).map_err(|_| AppError::NotFound)
}

async fn show_entry(
    State(app): State<App>,
    chrome: Chrome,
    operator: Operator,
    Path(no): Path<String>,
) -> Result<Response, AppError> {
    show(&app, chrome, &operator, &number(&no)?, Attempt::default()).await
}

/// The entry as it stands now, with what was tried.
async fn show(
    app: &App,
    chrome: Chrome,
    operator: &Operator,
    no: &PublicNo,
    attempt: Attempt,
) -> Result<Response, AppError> {
    let entry = queries::entry(&app.db, no).await?.ok_or(AppError::NotFound)?;
    let read = Read {
        files: queries::files(&app.db, entry.entry_id).await?,
        undecided: frame::undecided(&app.db).await?,
        rules: app.rules.current(),
        now: app.clock.now(),
        entry,
    };
    let (status, chrome) = (attempt.status(), chrome.written_by(operator.viewer.user_id));
    Ok(Page(EntryPage::new(chrome, operator, &read, &attempt)).with_status(status))
}

async fn forward_entry(
    State(app): State<App>,
    chrome: Chrome,
    decider: Decider,
    Path(no): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, AppError> {
    let no = number(&no)?;
    let note = match form::note(&typed, chrome.lang) {
        Ok(note) => note,
        Err(errors) => return show(&app, chrome, &decider.0, &no, Attempt::mend(typed, errors)).await,
    };
    let mut work = app.work(decider.actor()).await?;
    let (rules, note) = (app.rules.current(), (note.as_ref(), typed.key()));
    match act::forward(&mut work, &app.secret, &rules, &no, note).await? {
        Ok(()) => done(&app, work, &no, Flash::EntryForwarded).await,
        Err(refusal) => refuse(&app, work, chrome, &decider, &no, (typed, refusal)).await,
    }
}

async fn close_entry(
    State(app): State<App>,
    chrome: Chrome,
    decider: Decider,
    Path(no): Path<String>,
    Form(typed): Form<Typed>,
) -> Result<Response, AppError> {
    let no = number(&no)?;
    let closing = match form::closing(&typed, chrome.lang) {
        Ok(closing) => closing,
        Err(errors) => return show(&app, chrome, &decider.0, &no, Attempt::mend(typed, errors)).await,
    };
    let mut work = app.work(decider.actor()).await?;
    match act::close(&mut work, &no, &closing, typed.key()).await? {
        Ok(()) => done(&app, work, &no, Flash::EntryClosed).await,
        Err(refusal) => refuse(&app, work, chrome, &decider, &no, (typed, refusal)).await,
    }
}

/// Mails wait, and perhaps a clock runs.
async fn done(app: &App, work: Work, no: &PublicNo, flash: Flash) -> Result<Response, AppError> {
    work.commit().await?;
    app.wake.outbox.notify_one();
    app.wake.scanner.notify_one();
    Ok(see_other(entry_path(no)).flash(flash).into_response())
}

/// The page as it stands now says what happened meanwhile.
async fn refuse(
    app: &App,
    work: Work,
    chrome: Chrome,
    decider: &Decider,
    no: &PublicNo,
    (typed, refusal): (Typed, EntryRefusal),
) -> Result<Response, AppError> {
    work.undo().await?;
    if let Some(fault) = refusal.fault() {
        return Err(fault);
    }
    let mut errors = Errors::new();
    if refusal == EntryRefusal::MustBeForwarded {
        errors.set("ending", chrome.lang.error_must_be_forwarded());
    }
    show(app, chrome, &decider.0, no, Attempt { typed, errors, refusal: Some(refusal) }).await
}

async fn download_file(
    State(app): State<App>,
    _operator: Operator,
    Path((no, file)): Path<(String, String)>,
) -> Result<Response, AppError> {
    let file: AttachmentId = file.parse().map_err(|_| AppError::NotFound)?;
    let file = queries::file(&app.db, &number(&no)?, file).await?.ok_or(AppError::NotFound)?;
    let bytes = blobs::read(&app.db, file.hash).await?.ok_or(AppError::NotFound)?;
    download(&file.media_type, &file.file_name, bytes)
}
