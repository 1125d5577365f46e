//! Leaving a seller by oneself: a page that asks once more and who takes over the open work.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::{
    change,
    member::heir_field,
    model::TeamRefusal,
    queries,
    routes::{NOBODY, RemovalForm, own_place, say},
};
use crate::{
    app::App,
    auth::{Verb, Viewer},
    error::AppError,
    id::UserId,
    sellers::leaving_path,
    web::{
        ACCOUNT, Access, Chrome, Errors, Flash, Form, Page, Routes, Who, filters,
        parts::{ErrorSummary, Field},
        see_other,
    },
    work::Actor,
};

pub(super) fn routes() -> Routes<App> {
    Routes::new().get("/account/leaving/{seller_no}", Access::Member(Verb::See), ask).post(
        "/account/leaving/{seller_no}",
        Access::Member(Verb::See),
        leave,
    )
}

/// The question, and who takes over.
#[derive(Debug, Template)]
#[template(path = "team/leaving.html")]
struct LeavingPage {
    chrome: Chrome,
    seller: String,
    action: String,
    summary: Option<ErrorSummary>,
    heir: Field,
}

async fn ask(
    State(app): State<App>,
    chrome: Chrome,
    viewer: Viewer,
    Path(seller_no): Path<String>,
) -> Result<Page<LeavingPage>, AppError> {
    page(&app, chrome, &viewer, &seller_no, &Errors::new()).await
}

async fn page(
    app: &App,
    chrome: Chrome,
    viewer: &Viewer,
    seller_no: &str,
    errors: &Errors,
) -> Result<Page<LeavingPage>, AppError> {
    let (place, lang) = (own_place(viewer, seller_no)?, chrome.lang);
    let members = queries::members(&app.db, place.seller_id).await?;
    let heir = heir_field(lang, viewer.user_id, (&members, place), errors);
    Ok(Page(LeavingPage {
        seller: place.name(lang).to_owned(),
        action: leaving_path(seller_no),
        summary: errors.summary(lang),
        // who only reads leaves nothing behind
        heir: if place.role.may(Verb::Answer) { heir } else { heir.value(NOBODY) },
        chrome: chrome.signed_in(Who::new(&viewer.name, viewer.place_name(lang))),
    }))
}

async fn leave(
    State(app): State<App>,
    chrome: Chrome,
    viewer: Viewer,
    Path(seller_no): Path<String>,
    Form(form): Form<RemovalForm>,
) -> Result<Response, AppError> {
    let (place, mut errors) = (own_place(&viewer, &seller_no)?, Errors::new());
    let heir: Option<UserId> = form.heir.parse().ok();
    if heir.is_none() && form.heir != NOBODY {
        errors.set("heir", chrome.lang.heir_missing());
    } else {
        let mut work = app.work(Actor::Member(viewer.user_id)).await?;
        match change::remove_member(&mut work, (place.seller_id, viewer.user_id), heir).await? {
            Ok(_) => {
                work.commit().await?;
                app.wake.outbox.notify_one();
                return Ok(see_other(ACCOUNT).flash(Flash::LeftTeam).into_response());
            }
            Err(TeamRefusal::LastInCharge) => errors.set("heir", chrome.lang.last_owner()),
            Err(refusal) => say(refusal.or_error()?, &mut errors, chrome.lang),
        }
    }
    let page = page(&app, chrome, &viewer, &seller_no, &errors).await?;
    Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY))
}
