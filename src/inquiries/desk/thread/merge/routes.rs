//! The page, and the two presses.

use axum::{
    extract::{Query as QueryOf, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

use super::{
    queries,
    views::{MergePage, refusal_words},
};
use crate::{
    app::App,
    auth::{Verb, Viewer},
    error::AppError,
    inquiries::{
        desk::{
            thread::{
                access::{NamedInquiry, SeenInquiry},
                routes::show,
            },
            thread_path,
        },
        merge::{MergeRefusal, Seen, merge, unmerge},
    },
    public_no::PublicNo,
    web::{Access, Chrome, Flash, Form, Page, Routes, Tone, parts::Notice, see_other},
    work::Actor,
};

pub(in crate::inquiries::desk::thread) fn routes() -> Routes<App> {
    Routes::new()
        .get("/inquiries/{no}/merge", Access::Member(Verb::Answer), choose)
        .post("/inquiries/{no}/merge", Access::Member(Verb::Answer), merge_both)
        .post("/inquiries/{no}/unmerge", Access::Member(Verb::Answer), take_apart)
}

/// The address' query.
#[derive(Debug, Default, Deserialize)]
struct Choice {
    #[serde(default)]
    with: String,
}

/// The form's fields.
#[derive(Debug, Deserialize)]
struct Pressed {
    #[serde(default)]
    with: String,
    #[serde(default)]
    seen: i32,
    #[serde(default)]
    seen_other: i32,
}

async fn choose(
    State(app): State<App>,
    chrome: Chrome,
    seen: SeenInquiry,
    QueryOf(choice): QueryOf<Choice>,
) -> Result<Response, AppError> {
    Ok(page(&app, chrome, seen, &choice.with, None).await?.into_response())
}

async fn page(
    app: &App,
    chrome: Chrome,
    mut seen: SeenInquiry,
    with: &str,
    refused: Option<MergeRefusal>,
) -> Result<Page<MergePage>, AppError> {
    if !seen.place.role.may(Verb::Answer) {
        return Err(AppError::Forbidden);
    }
    let candidates = queries::candidates(&mut *seen.db, seen.head.inquiry_id).await?;
    let chosen = PublicNo::parse(with).ok().and_then(|no| candidates.iter().find(|one| one.no == no).cloned());
    Ok(Page(MergePage::new(chrome, &seen, &candidates, chosen.as_ref(), refused, app.clock.now())))
}

async fn merge_both(
    State(app): State<App>,
    chrome: Chrome,
    viewer: Viewer,
    NamedInquiry(no): NamedInquiry,
    Form(pressed): Form<Pressed>,
) -> Result<Response, AppError> {
    let refusal = match PublicNo::parse(&pressed.with) {
        Err(_) => None,
        Ok(other) => {
            let mut work = app.work(Actor::Member(viewer.user_id)).await?;
            let seen = Seen { into: pressed.seen, other: pressed.seen_other };
            match merge(&mut work, &no, &other, seen).await? {
                Ok(()) => {
                    work.commit().await?;
                    app.wake.scanner.notify_one();
                    return Ok(see_other(thread_path(&no)).flash(Flash::InquiriesMerged).into_response());
                }
                Err(MergeRefusal::ReadOnly) => return Err(AppError::Forbidden),
                Err(refusal) => Some(refusal),
            }
        }
    };
    let seen = SeenInquiry::find(&app, viewer, &no).await?;
    let status = if refusal.is_some() { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = page(&app, chrome, seen, &pressed.with, refusal.or(Some(MergeRefusal::NotFound))).await?;
    Ok(page.with_status(status))
}

async fn take_apart(
    State(app): State<App>,
    chrome: Chrome,
    viewer: Viewer,
    NamedInquiry(no): NamedInquiry,
    Form(choice): Form<Choice>,
) -> Result<Response, AppError> {
    let mut refusal = MergeRefusal::NotMerged;
    if let Ok(other) = PublicNo::parse(&choice.with) {
        let mut work = app.work(Actor::Member(viewer.user_id)).await?;
        match unmerge(&mut work, &no, &other).await? {
            Ok(()) => {
                work.commit().await?;
                app.wake.scanner.notify_one();
                return Ok(see_other(thread_path(&no)).flash(Flash::InquiriesUnmerged).into_response());
            }
            Err(why) => refusal = why,
        }
    }
    let seen = SeenInquiry::find(&app, viewer, &no).await?;
    if !seen.place.role.may(Verb::Answer) {
        return Err(AppError::Forbidden);
    }
    let notice = Notice::new(Tone::Soon).title(chrome.lang.not_unmerged()).text(refusal_words(refusal, chrome.lang));
    Ok(show(&app, chrome, seen, None, Some(notice.alert())).await?.with_status(StatusCode::CONFLICT))
}
