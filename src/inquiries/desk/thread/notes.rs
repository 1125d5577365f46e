//! Internal notes in the thread: shown among the messages, written below the box to answer in.

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use chrono::{DateTime, Utc};

use super::{
    access::{NamedInquiry, SeenInquiry},
    around::Around,
    views::ThreadPage,
};
use crate::{
    app::App,
    auth::{Verb, Viewer},
    error::AppError,
    id::{SubmissionKey, UserId},
    inquiries::{
        desk::thread_path,
        notes::{Colleague, NoteForm, NoteRefusal, see_mentions, write_note},
        shown::ThreadItem,
    },
    lang::format::Format,
    text::MessageBody,
    web::{
        Access, Chrome, Errors, Flash, Form, Page, Routes, Tone, filters,
        parts::{Badge, ErrorSummary, Field, Message, Side, part},
        see_other,
        typed::too_long_or,
    },
    work::Actor,
};

/// Begins the name of the box that calls a colleague; the person's key ends it.
const CALL: &str = "call:";

pub(super) fn routes() -> Routes<App> {
    Routes::new().post("/inquiries/{no}/notes", Access::Member(Verb::Answer), write)
}

/// What stands in the form.
#[derive(Debug, Default)]
struct TypedNote {
    body: String,
    called: Vec<UserId>,
    key: SubmissionKey,
    errors: Errors,
}

impl TypedNote {
    fn of(fields: &[(String, String)]) -> Self {
        let field = |name: &str| fields.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value);
        let called = fields.iter().filter_map(|(name, _)| name.strip_prefix(CALL)?.parse().ok());
        Self {
            body: field("note").to_owned(),
            called: called.collect(),
            key: field("submission").parse().unwrap_or_default(),
            errors: Errors::new(),
        }
    }
}

async fn write(
    State(app): State<App>,
    chrome: Chrome,
    viewer: Viewer,
    NamedInquiry(no): NamedInquiry,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Response, AppError> {
    let mut typed = TypedNote::of(&fields);
    let lang = chrome.lang;
    let parsed = MessageBody::parse(&typed.body);
    let body = typed.errors.take("note", parsed, |refusal| too_long_or(refusal, lang, lang.note_empty()));
    if let Some(body) = body {
        let form = NoteForm { body, called: typed.called.clone(), key: typed.key };
        let mut work = app.work(Actor::Member(viewer.user_id)).await?;
        match write_note(&mut work, &no, &form).await? {
            Ok(()) => {
                work.commit().await?;
                app.wake.outbox.notify_one();
                return Ok(see_other(format!("{}#latest", thread_path(&no))).flash(Flash::NoteWritten).into_response());
            }
            Err(NoteRefusal::NotFound) => return Err(AppError::NotFound),
            Err(NoteRefusal::ReadOnly) => return Err(AppError::Forbidden),
            Err(NoteRefusal::FormUsed) => {
                typed.key = SubmissionKey::new();
                typed.errors.set("note", lang.used_form_text());
            }
        }
    }
    refuse(&app, chrome, SeenInquiry::find(&app, viewer, &no).await?, typed).await
}

/// The thread as it stands now, with the note as it was typed.
async fn refuse(app: &App, chrome: Chrome, seen: SeenInquiry, typed: TypedNote) -> Result<Response, AppError> {
    if !seen.place.role.may(Verb::Answer) {
        return Err(AppError::Forbidden);
    }
    let note = NoteBox::with(&chrome, &seen, &typed);
    let page = ThreadPage::new(chrome, &seen, app.clock.now()).with_note(note);
    Ok(Page(page).with_status(StatusCode::UNPROCESSABLE_ENTITY))
}

/// Marks the notes that call the viewer as seen, if there are any.
pub(super) async fn mark_seen(app: &App, seen: &mut SeenInquiry) -> Result<(), AppError> {
    let unseen = seen.around.unseen;
    if unseen > 0 {
        see_mentions(&mut *seen.db, seen.head.inquiry_id, seen.viewer.user_id, app.clock.now()).await?;
        seen.viewer.mentions = seen.viewer.mentions.saturating_sub(unseen);
    }
    Ok(())
}

/// The notes as entries of the thread.
pub(super) fn note_items(around: &Around, format: &Format) -> Vec<(DateTime<Utc>, ThreadItem)> {
    let shown = around.notes.iter().map(|note| {
        let badge = Badge::new(Tone::Soon, "sticky-note", format.lang.note_badge());
        let message = Message::new(Side::Note, note.author.as_str(), format.time(note.at), note.body.as_str());
        let message = message.badge(badge).anchor(format!("note-{}", note.note_id));
        (note.at, ThreadItem::Message(Box::new(message)))
    });
    shown.collect()
}

/// The form for a note.
#[derive(Debug, Template)]
#[template(path = "inquiries/together/note.html")]
pub(super) struct NoteBox {
    chrome: Chrome,
    action: String,
    key: SubmissionKey,
    body: Field,
    colleagues: Vec<(Colleague, bool)>,
    summary: Option<ErrorSummary>,
}

part!(NoteBox);

impl NoteBox {
    pub(super) fn new(chrome: &Chrome, seen: &SeenInquiry) -> Self {
        Self::with(chrome, seen, &TypedNote::default())
    }

    fn with(chrome: &Chrome, seen: &SeenInquiry, typed: &TypedNote) -> Self {
        let (lang, head) = (chrome.lang, &seen.head);
        let body = Field::area(lang, "note", lang.note_label(), 3).hint(lang.note_hint()).max(MessageBody::MAX);
        let others = seen.roster.members.iter().filter(|one| one.id != seen.viewer.user_id && one.sees(head.app_id));
        let colleagues = others.map(|one| Colleague { user_id: one.id, name: one.name.clone() });
        Self {
            chrome: chrome.clone(),
            action: format!("{}/notes", thread_path(&head.no)),
            key: typed.key,
            body: body
                .value(typed.body.as_str())
                .error(typed.errors.get("note"))
                .keep(format!("note:{}", head.no.as_str())),
            colleagues: colleagues
                .map(|one| (typed.called.contains(&one.user_id), one))
                .map(|(called, one)| (one, called))
                .collect(),
            summary: typed.errors.summary(lang),
        }
    }

    fn is_open(&self) -> bool {
        self.summary.is_some()
    }
}
