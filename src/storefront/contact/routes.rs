//! Contact Seller: shown and taken.

use axum::{
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::{
    PRIVACY_NOTICE,
    form::{Asked, Typed, Visitor, parse},
    sent::{self, sent_path},
    views::{ContactPage, FormState},
};
use crate::{
    app::App,
    customers::{self, ContactVerdict, NewCustomer},
    error::AppError,
    id::SubmissionKey,
    inquiries::{self, NewFile, NewInquiry, attached},
    sellers::{AppRow, PublicApp},
    storefront::{apps::find_public, parts::submission},
    web::{
        Access, Chrome, Errors, Page, Routes, Upload,
        client::ClientNetwork,
        multipart::FILES_FIELD,
        parts::{Notice, Tone},
        see_other,
    },
    work::{Actor, Pressed},
};

pub(in crate::storefront) fn routes() -> Routes<App> {
    Routes::new()
        .get("/apps/{client_id}/contact", Access::Public, show_form)
        .post("/apps/{client_id}/contact", Access::Public, file_inquiry)
        .merge(sent::routes())
}

/// Where an app's seller is written to.
pub fn contact_path(client_id: &str) -> String {
    format!("/apps/{client_id}/contact")
}

async fn show_form(
    State(app): State<App>,
    chrome: Chrome,
    Path(client_id): Path<String>,
) -> Result<impl IntoResponse, AppError> {
    let public = find_public(&app, &client_id).await?;
    Ok(Page(ContactPage::new(chrome, &app, &public, FormState::empty())))
}

async fn file_inquiry(
    State(app): State<App>,
    chrome: Chrome,
    network: ClientNetwork,
    Path(client_id): Path<String>,
    upload: Upload,
) -> Result<Response, AppError> {
    let public = find_public(&app, &client_id).await?;
    let key = submission(&upload)?;
    let typed = Typed::of(&upload);
    let state =
        FormState { key, typed, had_files: !upload.files(FILES_FIELD).is_empty(), errors: Errors::new(), notice: None };
    let visitor = Visitor { lang: chrome.lang, zone: chrome.zone(), now: app.clock.now() };
    let (files, file_errors) = attached(&upload, &app.config.attachments, chrome.lang);
    let asked = match parse(&state.typed, visitor) {
        Ok(asked) if file_errors.is_empty() => asked,
        parsed => {
            let mut errors = parsed.err().unwrap_or_default();
            errors.extend(file_errors);
            return Ok(refuse(chrome, &app, &public, FormState { errors, ..state }));
        }
    };
    let content = state.typed.content().into_iter().map(str::to_owned).chain(inquiries::hashes(&files)).collect();
    match file(&app, &chrome, &public.app, network, Submission { key, content, asked, files }).await? {
        Filed::At(location) => Ok(see_other(location).into_response()),
        Filed::FormUsed => Ok(refuse_used_form(chrome, &app, &public, state)),
        Filed::Wait(seconds) => Ok(refuse_for_now(chrome, &app, &public, state, seconds)),
    }
}

/// One good form, pressed once or more often.
struct Submission {
    key: SubmissionKey,
    content: Vec<String>,
    asked: Asked,
    files: Vec<NewFile>,
}

/// What became of it.
enum Filed {
    /// The inquiry is filed, by this press or an earlier one; here it goes on.
    At(String),
    /// The form was used already, for another inquiry.
    FormUsed,
    /// Not before so many seconds.
    Wait(u32),
}

/// Files the inquiry, counting it, in one transaction.
async fn file(
    app: &App,
    chrome: &Chrome,
    row: &AppRow,
    network: ClientNetwork,
    form: Submission,
) -> Result<Filed, AppError> {
    let (location, key) = (sent_path(app, &row.client_id, &form.asked.email.masked(), form.key), form.key);
    // who writes is known only once the address is
    let mut work = app.work(Actor::System).await?;
    match work.once(form.key, &location, &form.content).await? {
        Pressed::First => {}
        Pressed::Repeated(first) => return Ok(Filed::At(first)),
        Pressed::Reused => return Ok(Filed::FormUsed),
    }
    let (email, most) = (&form.asked.email, app.rules.current().contact);
    let counted = customers::count_contact(&mut work, &app.secret, &most, email, &network.to_string()).await?;
    if let ContactVerdict::Wait(seconds) = counted {
        return Ok(Filed::Wait(seconds));
    }
    let inquiry =
        inquiries::file_inquiry(&mut work, &app.secret, &app.config.contact, &new_inquiry(chrome, row, form)).await?;
    inquiries::remember_form(&mut work, key, inquiry).await?;
    work.commit().await?;
    app.wake.outbox.notify_one();
    Ok(Filed::At(location))
}

fn new_inquiry(chrome: &Chrome, row: &AppRow, form: Submission) -> NewInquiry {
    let Submission { asked, files, .. } = form;
    NewInquiry {
        seller: row.seller_id,
        app: row.app_id,
        customer: NewCustomer {
            email: asked.email,
            name: asked.name,
            lang: chrome.lang,
            zone: chrome.zone().name().to_owned(),
        },
        category: asked.category,
        subject: asked.subject,
        body: asked.body,
        purchase: asked.purchase,
        app_version: asked.app_version,
        device: asked.device,
        lang: chrome.lang,
        privacy_notice: PRIVACY_NOTICE,
        files,
    }
}

fn refuse(chrome: Chrome, app: &App, public: &PublicApp, state: FormState) -> Response {
    let chrome = Chrome { here: contact_path(&public.app.client_id), ..chrome };
    Page(ContactPage::new(chrome, app, public, state)).with_status(StatusCode::UNPROCESSABLE_ENTITY)
}

/// Another inquiry in a form that was used already: it goes out by a press of its own.
fn refuse_used_form(chrome: Chrome, app: &App, public: &PublicApp, state: FormState) -> Response {
    let lang = chrome.lang;
    let notice = Notice::new(Tone::Soon).title(lang.used_form_title()).text(lang.used_form_text()).alert();
    let state = FormState { key: SubmissionKey::new(), notice: Some(notice), ..state };
    let mut response = refuse(chrome, app, public, state);
    *response.status_mut() = StatusCode::CONFLICT;
    response
}

/// One form too many: what was typed stays, to be sent later.
fn refuse_for_now(chrome: Chrome, app: &App, public: &PublicApp, state: FormState, seconds: u32) -> Response {
    let lang = chrome.lang;
    let wait = lang.span(u64::from(seconds));
    let notice = Notice::new(Tone::Soon).title(lang.too_often_title()).text(lang.too_often_text(&wait)).alert();
    let mut response = refuse(chrome, app, public, FormState { notice: Some(notice), ..state });
    *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    response
}
