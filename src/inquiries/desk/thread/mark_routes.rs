//! What a member does to an inquiry besides answering it: assigns it, tags it, closes it, opens it again.

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::access::{AnswerableInquiry, NamedInquiry};
use crate::{
    app::App,
    auth::{Verb, Viewer},
    error::AppError,
    id::TagId,
    inquiries::{
        Dismissal, Outcome, assign,
        desk::thread_path,
        dismiss, reopen,
        tags::{self, TagColour, WhichTag},
    },
    public_no::PublicNo,
    text::TagName,
    web::{Access, Flash, Form, NoFields, Routes, see_other},
    work::Actor,
};

pub(super) fn routes() -> Routes<App> {
    Routes::new()
        .post("/inquiries/{no}/assignee", Access::Member(Verb::Answer), assign_inquiry)
        .post("/inquiries/{no}/assignment", Access::Member(Verb::Answer), assign_inquiry)
        .post("/inquiries/{no}/tags", Access::Member(Verb::Answer), put_tag)
        .post("/inquiries/{no}/new-tag", Access::Member(Verb::Answer), put_new_tag)
        .post("/inquiries/{no}/tags/{tag}/removal", Access::Member(Verb::Answer), take_tag_off)
        .post("/inquiries/{no}/dismissal", Access::Member(Verb::Answer), dismiss_inquiry)
        .post("/inquiries/{no}/reopening", Access::Member(Verb::Answer), reopen_inquiry)
}

/// Back to the inquiry, with what was done.
fn back(no: &PublicNo, flash: Flash) -> Response {
    see_other(thread_path(no)).flash(flash).into_response()
}

#[derive(Debug, Deserialize)]
struct AssignForm {
    #[serde(default)]
    to: String,
}

async fn assign_inquiry(
    State(app): State<App>,
    viewer: Viewer,
    NamedInquiry(no): NamedInquiry,
    Form(form): Form<AssignForm>,
) -> Result<Response, AppError> {
    let to = match form.to.as_str() {
        "" => None,
        member => Some(member.parse().map_err(|_| AppError::Invalid("no member's key"))?),
    };
    let mut work = app.work(Actor::Member(viewer.user_id)).await?;
    let outcomes = assign(&mut work, std::slice::from_ref(&no), to).await??;
    work.commit().await?;
    app.wake.outbox.notify_one();
    Ok(back(
        &no,
        match outcomes.first() {
            Some((_, Outcome::Deputy)) => Flash::AssignedToDeputy,
            Some((_, Outcome::Away)) => Flash::NobodyStandsIn,
            _ => Flash::AssignmentSaved,
        },
    ))
}

#[derive(Debug, Deserialize)]
struct TagForm {
    #[serde(default)]
    tag: String,
    #[serde(default)]
    name: String,
    colour: Option<TagColour>,
}

async fn put_tag(
    State(app): State<App>,
    AnswerableInquiry(seen): AnswerableInquiry,
    Form(form): Form<TagForm>,
) -> Result<Response, AppError> {
    let which = form.tag.parse().map(WhichTag::Known);
    put(&app, &seen.viewer, &seen.head.no, which.ok()).await
}

async fn put_new_tag(
    State(app): State<App>,
    AnswerableInquiry(seen): AnswerableInquiry,
    Form(form): Form<TagForm>,
) -> Result<Response, AppError> {
    let which = TagName::parse(&form.name).map(|name| WhichTag::Named(name, form.colour.unwrap_or(TagColour::Grey)));
    put(&app, &seen.viewer, &seen.head.no, which.ok()).await
}

/// The browser asks for a name of the right length before it sends; whoever gets past that is told.
async fn put(app: &App, viewer: &Viewer, no: &PublicNo, which: Option<WhichTag>) -> Result<Response, AppError> {
    let Some(which) = which else { return Ok(back(no, Flash::TagNeedsName)) };
    let mut work = app.work(Actor::Member(viewer.user_id)).await?;
    tags::put_on(&mut work, std::slice::from_ref(no), &which).await??;
    work.commit().await?;
    Ok(back(no, Flash::TagsSaved))
}

async fn take_tag_off(
    State(app): State<App>,
    viewer: Viewer,
    Path((no, tag)): Path<(String, String)>,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, AppError> {
    let no = PublicNo::parse(&no).map_err(|_| AppError::NotFound)?;
    let tag: TagId = tag.parse().map_err(|_| AppError::NotFound)?;
    let mut work = app.work(Actor::Member(viewer.user_id)).await?;
    tags::take_off(&mut work, &no, tag).await??;
    work.commit().await?;
    Ok(back(&no, Flash::TagsSaved))
}

#[derive(Debug, Deserialize)]
struct DismissForm {
    why: Option<Dismissal>,
}

async fn dismiss_inquiry(
    State(app): State<App>,
    AnswerableInquiry(seen): AnswerableInquiry,
    Form(form): Form<DismissForm>,
) -> Result<Response, AppError> {
    let no = &seen.head.no;
    let why = form.why.ok_or(AppError::Invalid("no reason"))?;
    let mut work = app.work(Actor::Member(seen.viewer.user_id)).await?;
    let outcomes = dismiss(&mut work, std::slice::from_ref(no), why).await??;
    work.commit().await?;
    Ok(back(
        no,
        match outcomes.first() {
            Some((_, Outcome::HasCase)) => Flash::CaseIsOpen,
            Some((_, Outcome::AnswerWaits)) => Flash::AnswerWaitsFirst,
            _ => Flash::InquiryDismissed,
        },
    ))
}

async fn reopen_inquiry(
    State(app): State<App>,
    viewer: Viewer,
    NamedInquiry(no): NamedInquiry,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, AppError> {
    let mut work = app.work(Actor::Member(viewer.user_id)).await?;
    let outcome = reopen(&mut work, &app.rules.current(), &no).await??;
    work.commit().await?;
    app.wake.scanner.notify_one();
    Ok(back(&no, if outcome == Outcome::Done { Flash::InquiryOpenedAgain } else { Flash::NothingToReopen }))
}
