//! The app is chosen, the form is shown and taken.

use axum::{
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{
    NEW, NewEntry,
    choose::{ChoosePage, choosable},
    enter,
    form::{Entered, Typed, parse},
    form_path,
    views::{FormPage, FormState},
};
use crate::{
    app::App,
    auth::Verb,
    contact_us::EntryRefusal,
    customers::NewCustomer,
    error::AppError,
    id::SubmissionKey,
    inquiries::{NewFile, attached, hashes},
    operations::{
        Decider, entry_path,
        frame::{self, Place},
    },
    sellers::{AppRow, app_by_client_id},
    storefront::{contact::Visitor, submission},
    web::{
        Access, Chrome, Errors, Flash, Page, Routes, Tone, Upload, multipart::FILES_FIELD, parts::Notice, see_other,
    },
};

pub(in crate::contact_us) fn routes() -> Routes<App> {
    Routes::new()
        .get(NEW, Access::Staff(Verb::Decide), choose_app)
        .get("/apps/{client_id}/contact-us", Access::Staff(Verb::Decide), show_form)
        .post("/apps/{client_id}/contact-us", Access::Staff(Verb::Decide), enter_form)
}

async fn framed(app: &App, chrome: Chrome, decider: &Decider) -> Result<Chrome, AppError> {
    let undecided = frame::undecided(&app.db).await?;
    let who = (&decider.0.viewer, decider.0.role);
    Ok(frame::frame(chrome, who, Place::ContactUs, undecided, app.clock.now()))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    q: String,
}

async fn choose_app(
    State(app): State<App>,
    chrome: Chrome,
    decider: Decider,
    Query(asked): Query<Asked>,
) -> Result<impl IntoResponse, AppError> {
    let q = asked.q.trim();
    let apps = choosable(&app.db, q).await?;
    Ok(Page(ChoosePage::new(framed(&app, chrome, &decider).await?, q, apps)))
}

async fn show_form(
    State(app): State<App>,
    chrome: Chrome,
    decider: Decider,
    Path(client_id): Path<String>,
) -> Result<impl IntoResponse, AppError> {
    let row = app_by_client_id(&app.db, &client_id).await?.ok_or(AppError::NotFound)?;
    Ok(Page(FormPage::new(framed(&app, chrome, &decider).await?, &app, &row, FormState::empty())))
}

async fn enter_form(
    State(app): State<App>,
    chrome: Chrome,
    decider: Decider,
    Path(client_id): Path<String>,
    upload: Upload,
) -> Result<Response, AppError> {
    let row = app_by_client_id(&app.db, &client_id).await?.ok_or(AppError::NotFound)?;
    let chrome = framed(&app, chrome, &decider).await?;
    let state = FormState {
        key: submission(&upload)?,
        typed: Typed::of(&upload),
        had_files: !upload.files(FILES_FIELD).is_empty(),
        errors: Errors::new(),
        notice: None,
    };
    let visitor = Visitor { lang: chrome.lang, zone: chrome.zone(), now: app.clock.now() };
    let (files, file_errors) = attached(&upload, &app.config.attachments, chrome.lang);
    match parse(&state.typed, visitor) {
        Ok(entered) if file_errors.is_empty() => {
            take(&app, chrome, &decider, &row, (state, new_entry(&row, entered, files))).await
        }
        parsed => {
            let mut errors = parsed.err().unwrap_or_default();
            errors.extend(file_errors);
            Ok(refuse(chrome, &app, &row, FormState { errors, ..state }))
        }
    }
}

/// Enters a good form, in one transaction.
async fn take(
    app: &App,
    chrome: Chrome,
    decider: &Decider,
    row: &AppRow,
    (state, new): (FormState, NewEntry),
) -> Result<Response, AppError> {
    let content: Vec<String> =
        [row.client_id.clone()].into_iter().chain(state.typed.content()).chain(hashes(&new.files)).collect();
    let mut work = app.work(decider.actor()).await?;
    match enter(&mut work, state.key, &content, &new).await? {
        Ok(no) => {
            work.commit().await?;
            Ok(see_other(entry_path(&no)).flash(Flash::EntryMade).into_response())
        }
        Err(EntryRefusal::FormUsed) => Ok(refuse_used_form(chrome, app, row, state)),
        Err(refusal) => Err(refusal.fault().unwrap_or(AppError::Forbidden)),
    }
}

fn new_entry(row: &AppRow, entered: Entered, files: Vec<NewFile>) -> NewEntry {
    let Entered { way, arrived_at, lang, asked } = entered;
    NewEntry {
        seller: row.seller_id,
        app: row.app_id,
        customer: NewCustomer { email: asked.email, name: asked.name, lang, zone: STORE_ZONE.to_owned() },
        way,
        arrived_at,
        category: asked.category,
        subject: asked.subject,
        body: asked.body,
        purchase: asked.purchase,
        app_version: asked.app_version,
        device: asked.device,
        files,
    }
}

/// The zone of a customer who has told none.
const STORE_ZONE: &str = "Asia/Seoul";

fn refuse(chrome: Chrome, app: &App, row: &AppRow, state: FormState) -> Response {
    let chrome = Chrome { here: form_path(&row.client_id), ..chrome };
    Page(FormPage::new(chrome, app, row, state)).with_status(StatusCode::UNPROCESSABLE_ENTITY)
}

/// Another text in a form that was used already: it is entered by a press of its own.
fn refuse_used_form(chrome: Chrome, app: &App, row: &AppRow, state: FormState) -> Response {
    let lang = chrome.lang;
    let notice = Notice::new(Tone::Soon).title(lang.used_form_title()).text(lang.used_form_text()).alert();
    let state = FormState { key: SubmissionKey::new(), notice: Some(notice), ..state };
    let mut response = refuse(chrome, app, row, state);
    *response.status_mut() = StatusCode::CONFLICT;
    response
}
