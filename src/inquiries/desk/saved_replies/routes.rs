//! The list; writing, changing, trying and deleting.

use axum::{
    extract::{FromRequestParts, Path, State},
    http::{StatusCode, request::Parts},
    response::{IntoResponse, Response},
};

use super::{
    form::Typed,
    queries,
    views::{FormPage, ListPage, Standing},
};
use crate::{
    app::App,
    auth::{SellerDesk, Verb},
    error::AppError,
    id::SavedReplyId,
    inquiries::{
        desk::{
            SAVED_REPLIES,
            frame::{Line, frame_at, waiting},
        },
        saved_replies::{self, SaveRefusal, SavedReply},
    },
    web::{Access, Chrome, Errors, Flash, Form, NoFields, Page, Routes, see_other},
    work::Actor,
};

/// The button that only shows how it would read.
const TRY: &str = "try";

pub(in crate::inquiries::desk) fn routes() -> Routes<App> {
    Routes::new()
        .get("/saved-replies", Access::Member(Verb::See), list)
        .get("/saved-replies/new", Access::Member(Verb::Configure), show_new)
        .post("/saved-replies/new", Access::Member(Verb::Configure), write_new)
        .get("/saved-replies/{saved_reply}", Access::Member(Verb::Configure), show)
        .post("/saved-replies/{saved_reply}", Access::Member(Verb::Configure), change)
        .post("/saved-replies/{saved_reply}/delete", Access::Member(Verb::Configure), delete)
}

/// A member who runs the seller's texts.
struct Editor(SellerDesk);

impl FromRequestParts<App> for Editor {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, AppError> {
        let desk = SellerDesk::from_request_parts(parts, app).await?;
        if desk.place.role.may(Verb::Configure) { Ok(Editor(desk)) } else { Err(AppError::Forbidden) }
    }
}

/// The saved reply of an address, for who may change it.
struct Edited {
    desk: SellerDesk,
    reply: SavedReply,
}

impl FromRequestParts<App> for Edited {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, AppError> {
        let mut desk = SellerDesk::from_request_parts(parts, app).await?;
        let id = Path::<String>::from_request_parts(parts, app).await.ok().and_then(|Path(id)| id.parse().ok());
        let id: SavedReplyId = id.ok_or(AppError::NotFound)?;
        let reply = saved_replies::one(&mut *desk.db, desk.place.seller_id, id).await?.ok_or(AppError::NotFound)?;
        if desk.place.role.may(Verb::Configure) { Ok(Edited { desk, reply }) } else { Err(AppError::Forbidden) }
    }
}

async fn list(State(app): State<App>, chrome: Chrome, mut desk: SellerDesk) -> Result<Page<ListPage>, AppError> {
    let seller = desk.place.seller_id;
    let replies = saved_replies::list(&mut *desk.db, seller).await?;
    let apps = queries::apps(&mut *desk.db, seller).await?;
    let waiting = waiting(&mut *desk.db, &desk.place).await?;
    let now = app.clock.now();
    let may_edit = desk.place.role.may(Verb::Configure);
    let format = chrome.format(now);
    let chrome = frame_at(chrome, (&desk.viewer, &desk.place), Line::SavedReplies, waiting, now);
    Ok(Page(ListPage::new(chrome, &replies, &apps, may_edit, &format)))
}

/// The form page: what stands in it, what is wrong, and what is saved now.
async fn page(
    app: &App,
    chrome: Chrome,
    mut desk: SellerDesk,
    standing: Standing<'_>,
    (typed, errors): (Typed, Errors),
) -> Result<Page<FormPage>, AppError> {
    let apps = queries::apps(&mut *desk.db, desk.place.seller_id).await?;
    let waiting = waiting(&mut *desk.db, &desk.place).await?;
    let now = app.clock.now();
    let chrome = frame_at(chrome, (&desk.viewer, &desk.place), Line::SavedReplies, waiting, now);
    Ok(Page(FormPage::new(chrome, standing, &typed, &errors, &apps, now)))
}

async fn show_new(State(app): State<App>, chrome: Chrome, Editor(desk): Editor) -> Result<Page<FormPage>, AppError> {
    page(&app, chrome, desk, Standing::New, (Typed::default(), Errors::new())).await
}

async fn show(State(app): State<App>, chrome: Chrome, edited: Edited) -> Result<Page<FormPage>, AppError> {
    let typed = Typed::of(&edited.reply);
    page(&app, chrome, edited.desk, Standing::Saved(&edited.reply), (typed, Errors::new())).await
}

async fn write_new(
    State(app): State<App>,
    chrome: Chrome,
    Editor(desk): Editor,
    Form(typed): Form<Typed>,
) -> Result<Response, AppError> {
    save(&app, chrome, desk, None, typed).await
}

async fn change(
    State(app): State<App>,
    chrome: Chrome,
    Edited { desk, reply }: Edited,
    Form(typed): Form<Typed>,
) -> Result<Response, AppError> {
    save(&app, chrome, desk, Some(reply), typed).await
}

async fn save(
    app: &App,
    chrome: Chrome,
    desk: SellerDesk,
    reply: Option<SavedReply>,
    mut typed: Typed,
) -> Result<Response, AppError> {
    let lang = chrome.lang;
    let standing = || reply.as_ref().map_or(Standing::New, Standing::Saved);
    let form = match typed.read(lang) {
        Ok(form) if typed.button != TRY => form,
        Ok(_) => return Ok(page(app, chrome, desk, standing(), (typed, Errors::new())).await?.into_response()),
        Err(errors) => {
            let page = page(app, chrome, desk, standing(), (typed, errors)).await?;
            return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    let mut work = app.work(Actor::Member(desk.viewer.user_id)).await?;
    let changes = reply.as_ref().map(|reply| (reply.id, typed.version));
    let refusal = match saved_replies::save(&mut work, desk.place.seller_id, changes, &form).await? {
        Ok(()) => {
            work.commit().await?;
            return Ok(see_other(SAVED_REPLIES).flash(Flash::SavedReplySaved).into_response());
        }
        Err(refusal) => refusal,
    };
    drop(work);
    let mut errors = Errors::new();
    let (status, standing) = match refusal {
        SaveRefusal::NotFound => return Err(AppError::NotFound),
        SaveRefusal::MayNot => return Err(AppError::Forbidden),
        SaveRefusal::TitleTaken => {
            errors.set("title", lang.saved_title_taken());
            (StatusCode::UNPROCESSABLE_ENTITY, standing())
        }
        SaveRefusal::TooMany => {
            errors.set("title", lang.saved_too_many(saved_replies::MOST));
            (StatusCode::UNPROCESSABLE_ENTITY, standing())
        }
        SaveRefusal::Changed => {
            let reply = reply.as_ref().ok_or(AppError::NotFound)?;
            // having seen the other's, the same text is taken
            typed.version = reply.version;
            (StatusCode::CONFLICT, Standing::ChangedMeanwhile(reply))
        }
    };
    Ok(page(app, chrome, desk, standing, (typed, errors)).await?.with_status(status))
}

async fn delete(
    State(app): State<App>,
    Edited { desk, reply }: Edited,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, AppError> {
    let mut work = app.work(Actor::Member(desk.viewer.user_id)).await?;
    match saved_replies::delete(&mut work, desk.place.seller_id, reply.id).await? {
        Ok(()) => work.commit().await?,
        Err(SaveRefusal::MayNot) => return Err(AppError::Forbidden),
        Err(_) => return Err(AppError::NotFound),
    }
    Ok(see_other(SAVED_REPLIES).flash(Flash::SavedReplyDeleted).into_response())
}
