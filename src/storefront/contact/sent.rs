//! After the form: open your mail, or correct the address that was mistyped.
//!
//! The page's address tells which form was sent, signed; only its sender was led there.

use axum::{
    extract::{Path, Query, State},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{contact_path, views::SentPage};
use crate::{
    app::App,
    crypto::{Purpose, Tag, sign, verify},
    customers::{self, ContactVerdict},
    error::AppError,
    id::SubmissionKey,
    inquiries::{self, CorrectRefusal},
    lang::Lang,
    outbox::mailbox::OfThisMachine,
    storefront::{
        apps::find_app,
        parts::{address_refusal, secret_address},
    },
    text::EmailAddress,
    web::{Access, Chrome, Errors, Flash, Form, Page, Routes, Tone, client::ClientNetwork, parts::Notice, see_other},
    work::Actor,
};

/// The masked address and the form are signed, so that a link cannot make the page say, or do, something else.
const SENT_TO: Purpose = Purpose::new("sent to");

pub(super) fn routes() -> Routes<App> {
    Routes::new().get("/apps/{client_id}/contact/sent", Access::Public, show_sent).post(
        "/apps/{client_id}/contact/sent",
        Access::Public,
        correct_address,
    )
}

/// The page's query; one that lacks something names no form.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct SentQuery {
    to: String,
    form: String,
    tag: String,
}

impl SentQuery {
    /// The form that was sent; a query that we did not sign names none.
    fn verified(&self, app: &App) -> Result<SubmissionKey, AppError> {
        let form: SubmissionKey = self.form.parse().map_err(|_| AppError::NotFound)?;
        let tag = Tag::parse(&self.tag).map_err(|_| AppError::NotFound)?;
        let ours = verify(&app.secret, SENT_TO, signed(&self.to, form).as_bytes(), &tag);
        if ours { Ok(form) } else { Err(AppError::NotFound) }
    }
}

fn signed(masked: &str, form: SubmissionKey) -> String {
    format!("{form} {masked}")
}

pub(super) fn sent_path(app: &App, client_id: &str, masked: &str, form: SubmissionKey) -> String {
    let tag = sign(&app.secret, SENT_TO, signed(masked, form).as_bytes()).to_string();
    let pairs = [("to", masked), ("form", &form.to_string()), ("tag", &tag)];
    let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    format!("{}/sent?{query}", contact_path(client_id))
}

async fn show_sent(
    State(app): State<App>,
    chrome: Chrome,
    mailbox: Result<OfThisMachine, AppError>,
    Path(client_id): Path<String>,
    Query(query): Query<SentQuery>,
) -> Result<Response, AppError> {
    query.verified(&app)?;
    let asked = Asked { app: &app, client_id: &client_id, query: &query };
    asked.page(chrome, mailbox.is_ok(), Correction::default()).await
}

/// What was typed as the right address, and what stood in its way.
#[derive(Debug, Default)]
pub(super) struct Correction {
    pub(super) typed: String,
    pub(super) errors: Errors,
    pub(super) notice: Option<Notice>,
    status: StatusCode,
    retry_after: Option<u32>,
}

impl Correction {
    fn mend(typed: &str, sentence: impl Into<String>) -> Self {
        let errors = Errors::new().with("email", sentence);
        Self { typed: typed.to_owned(), errors, status: StatusCode::UNPROCESSABLE_ENTITY, ..Self::default() }
    }

    fn wait(typed: &str, seconds: u32, lang: Lang) -> Self {
        let text = lang.asked_too_often_text(&lang.span(u64::from(seconds)));
        let notice = Notice::new(Tone::Soon).title(lang.asked_too_often_title()).text(text).alert();
        let status = StatusCode::TOO_MANY_REQUESTS;
        let retry_after = Some(seconds);
        Self { typed: typed.to_owned(), notice: Some(notice), status, retry_after, ..Self::default() }
    }

    fn refused(refusal: CorrectRefusal, lang: Lang) -> Self {
        let (title, text) = match refusal {
            CorrectRefusal::Over => (lang.correct_over_title(), lang.correct_over_text()),
            CorrectRefusal::TooOften => (lang.correct_too_often_title(), lang.correct_too_often_text()),
        };
        let notice = Notice::new(Tone::Soon).title(title).text(text).alert();
        Self { notice: Some(notice), status: StatusCode::CONFLICT, ..Self::default() }
    }
}

/// The page of one form.
struct Asked<'a> {
    app: &'a App,
    client_id: &'a str,
    query: &'a SentQuery,
}

impl Asked<'_> {
    fn path(&self, masked: &str, form: SubmissionKey) -> String {
        sent_path(self.app, self.client_id, masked, form)
    }

    async fn page(&self, chrome: Chrome, mailbox: bool, correction: Correction) -> Result<Response, AppError> {
        let form = self.query.verified(self.app)?;
        let row = find_app(self.app, self.client_id).await?;
        let can_correct = inquiries::is_correctable(&self.app.db, form).await?;
        let chrome = Chrome { here: self.path(&self.query.to, form), ..chrome };
        let (status, retry_after) = (correction.status, correction.retry_after);
        let page = SentPage::new(chrome, self.app, &row, &self.query.to, mailbox);
        let page = page.correcting(can_correct.then_some(correction.typed), correction.errors, correction.notice);
        let mut response = secret_address(Page(page).with_status(status));
        let wait = retry_after.map(|seconds| (header::RETRY_AFTER, HeaderValue::from(seconds)));
        response.headers_mut().extend(wait);
        Ok(response)
    }
}

#[derive(Debug, Deserialize)]
struct TypedAddress {
    #[serde(default)]
    email: String,
}

async fn correct_address(
    State(app): State<App>,
    chrome: Chrome,
    network: ClientNetwork,
    (Path(client_id), Query(query)): (Path<String>, Query<SentQuery>),
    Form(typed): Form<TypedAddress>,
) -> Result<Response, AppError> {
    let form = query.verified(&app)?;
    let asked = Asked { app: &app, client_id: &client_id, query: &query };
    let lang = chrome.lang;
    let email = match EmailAddress::parse(&typed.email) {
        Ok(email) => email,
        Err(refusal) => {
            let sentence = address_refusal(refusal, &typed.email, lang);
            return asked.page(chrome, false, Correction::mend(&typed.email, sentence)).await;
        }
    };
    let correction = match correct(&app, form, &email, network).await? {
        Corrected::Done => {
            let next = see_other(asked.path(&email.masked(), form)).flash(Flash::AddressCorrected);
            return Ok(next.into_response());
        }
        Corrected::Wait(seconds) => Correction::wait(&typed.email, seconds, lang),
        Corrected::Refused(refusal) => Correction::refused(refusal, lang),
    };
    asked.page(chrome, false, correction).await
}

/// What became of a correction.
enum Corrected {
    Done,
    Wait(u32),
    Refused(CorrectRefusal),
}

/// Corrects the address, counting it like an inquiry of the right one.
async fn correct(
    app: &App,
    form: SubmissionKey,
    email: &EmailAddress,
    network: ClientNetwork,
) -> Result<Corrected, AppError> {
    let limits = &app.config.contact;
    let mut work = app.work(Actor::System).await?;
    let corrected = inquiries::correct_address(&mut work, &app.secret, limits, form, email.clone()).await?;
    if let Err(refusal) = corrected {
        return Ok(Corrected::Refused(refusal));
    }
    let most = app.rules.current().contact;
    let counted = customers::count_contact(&mut work, &app.secret, &most, email, &network.to_string()).await?;
    if let ContactVerdict::Wait(seconds) = counted {
        return Ok(Corrected::Wait(seconds));
    }
    work.commit().await?;
    app.wake.outbox.notify_one();
    Ok(Corrected::Done)
}
