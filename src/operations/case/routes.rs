//! The case file, taking, deciding, recording billing's result, files.

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{
    assign,
    decision::{self, Reading},
    outcome, queries,
    views::{Attempt, CasePage},
    write,
};
use crate::{
    app::App,
    auth::{self, Operator, Verb},
    blobs, cancellations,
    error::AppError,
    id::AttachmentId,
    inquiries::download,
    lang::Lang,
    operations::{
        access::{Decider, NamedCase},
        case_path,
    },
    public_no::PublicNo,
    web::{
        Access, Chrome, Errors, Flash, Form, Page, Routes,
        proof::{PROOF, proof_fault},
        see_other,
    },
};

pub(in crate::operations) fn routes() -> Routes<App> {
    Routes::new()
        .get("/cases/{no}", Access::Staff(Verb::See), show_case)
        .post("/cases/{no}/take", Access::Staff(Verb::Decide), take_case)
        .post("/cases/{no}/decision", Access::Staff(Verb::Decide), decide_case)
        .post("/cases/{no}/result", Access::Staff(Verb::Decide), record_result)
        .get("/cases/{no}/files/{attachment_id}", Access::Staff(Verb::See), download_file)
        .merge(assign::routes())
        .merge(write::routes())
}

async fn show_case(
    State(app): State<App>,
    chrome: Chrome,
    operator: Operator,
    NamedCase(no): NamedCase,
) -> Result<Response, AppError> {
    show(&app, chrome, &operator, &no, Attempt::none()).await
}

/// The case as it stands now, with what was tried.
pub(super) async fn show(
    app: &App,
    chrome: Chrome,
    operator: &Operator,
    no: &PublicNo,
    attempt: Attempt,
) -> Result<Response, AppError> {
    let head = queries::head(&app.db, no).await?.ok_or(AppError::NotFound)?;
    let entries = queries::entries(&app.db, &head).await?;
    if let Some(at) = head.unseen_answer_at() {
        let (by, now) = (operator.viewer.user_id, app.clock.now());
        cancellations::messages::see_answers(&app.db, head.cancellation_id, by, (at, now)).await?;
    }
    let status = attempt.status;
    let chrome = chrome.written_by(operator.viewer.user_id);
    Ok(Page(CasePage::new(chrome, operator, &head, &entries, (&app.rules.current(), app.clock.now()), attempt))
        .with_status(status))
}

/// What the page had shown when the button was pressed.
#[derive(Debug, Deserialize)]
struct Taking {
    /// Who had the case; empty when nobody did.
    #[serde(default)]
    holder: String,
}

async fn take_case(
    State(app): State<App>,
    chrome: Chrome,
    decider: Decider,
    NamedCase(no): NamedCase,
    Form(taking): Form<Taking>,
) -> Result<Response, AppError> {
    let mut work = app.work(decider.actor()).await?;
    match cancellations::take(&mut work, &no, taking.holder.parse().ok()).await? {
        Ok(()) => {
            work.commit().await?;
            Ok(see_other(case_path(&no)).flash(Flash::CaseTaken).into_response())
        }
        Err(refusal) => {
            drop(work);
            let attempt = Attempt::none().refused(refusal, chrome.lang)?;
            show(&app, chrome, &decider.0, &no, attempt).await
        }
    }
}

async fn decide_case(
    State(app): State<App>,
    chrome: Chrome,
    decider: Decider,
    NamedCase(no): NamedCase,
    Form(typed): Form<decision::Typed>,
) -> Result<Response, AppError> {
    let reading = Reading { lang: chrome.lang, zone: chrome.zone(), now: app.clock.now() };
    let decision = match decision::parse(&typed, reading) {
        Ok(decision) => decision,
        Err(errors) => return show(&app, chrome, &decider.0, &no, Attempt::decision(typed, errors)).await,
    };
    if decision.moves_money()
        && let Some(errors) = step_up(&app, &decider, &typed.proof, chrome.lang).await?
    {
        return show(&app, chrome, &decider.0, &no, Attempt::decision(typed, errors)).await;
    }
    let mut work = app.work(decider.actor()).await?;
    match decision.carry_out(&mut work, &app.rules.current(), &no, typed.seen()).await? {
        Ok(()) => {
            work.commit().await?;
            Ok(done(&app, &no, decision.flash()))
        }
        Err(refusal) => {
            drop(work);
            let attempt = Attempt::decision(typed, Default::default()).refused(refusal, chrome.lang)?;
            show(&app, chrome, &decider.0, &no, attempt).await
        }
    }
}

/// Before money moves, who decides has proved shortly before who they are. Says what is wrong; what was typed stays in the form.
async fn step_up(app: &App, decider: &Decider, typed: &str, lang: Lang) -> Result<Option<Errors>, AppError> {
    let viewer = &decider.0.viewer;
    let Some(kind) = viewer.proof_needed(app) else { return Ok(None) };
    let proved = auth::prove(app, viewer, typed).await?;
    Ok(proof_fault(proved, kind, lang).map(|(sentence, _)| Errors::new().with(PROOF, sentence)))
}

async fn record_result(
    State(app): State<App>,
    chrome: Chrome,
    decider: Decider,
    NamedCase(no): NamedCase,
    Form(typed): Form<outcome::Typed>,
) -> Result<Response, AppError> {
    let outcome = match outcome::parse(&typed, chrome.lang) {
        Ok(outcome) => outcome,
        Err(errors) => return show(&app, chrome, &decider.0, &no, Attempt::outcome(typed, errors)).await,
    };
    let mut work = app.work(decider.actor()).await?;
    let key = typed.key();
    match cancellations::record_result(&mut work, &app.rules.current(), &no, outcome.result, &outcome.evidence, key)
        .await?
    {
        Ok(()) => {
            work.commit().await?;
            Ok(done(&app, &no, outcome.flash()))
        }
        Err(refusal) => {
            drop(work);
            let attempt = Attempt::outcome(typed, Default::default()).refused(refusal, chrome.lang)?;
            show(&app, chrome, &decider.0, &no, attempt).await
        }
    }
}

/// Mails wait, and perhaps a clock runs again.
fn done(app: &App, no: &PublicNo, flash: Flash) -> Response {
    app.wake.outbox.notify_one();
    app.wake.scanner.notify_one();
    see_other(case_path(no)).flash(flash).into_response()
}

async fn download_file(
    State(app): State<App>,
    _operator: Operator,
    Path((no, attachment)): Path<(String, String)>,
) -> Result<Response, AppError> {
    let no = PublicNo::parse(&no).map_err(|_| AppError::NotFound)?;
    let attachment: AttachmentId = attachment.parse().map_err(|_| AppError::NotFound)?;
    let file = queries::file(&app.db, &no, attachment).await?.ok_or(AppError::NotFound)?;
    let bytes = blobs::read(&app.db, file.hash).await?.ok_or(AppError::NotFound)?;
    download(&file.media_type, &file.file_name, bytes)
}
