//! The page of tags.

use std::borrow::Cow;

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;
use sqlx::PgConnection;

use super::{
    TAGS,
    views::{TagsPage, Typed},
};
use crate::{
    app::App,
    auth::{SellerDesk, Verb},
    error::AppError,
    id::{SellerId, TagId},
    inquiries::{
        DeskRefusal,
        desk::{frame::waiting, marks::TagMark},
        tags::{TagColour, remove, rename},
    },
    text::TagName,
    web::{Access, Chrome, Flash, Form, NoFields, Page, Routes, see_other},
    work::Actor,
};

pub(in crate::inquiries::desk) fn routes() -> Routes<App> {
    Routes::new()
        .get("/tags", Access::Member(Verb::Configure), list_tags)
        .post("/tags/{tag}", Access::Member(Verb::Configure), rename_tag)
        .post("/tags/{tag}/removal", Access::Member(Verb::Configure), remove_tag)
}

async fn list_tags(State(app): State<App>, chrome: Chrome, desk: SellerDesk) -> Result<Page<TagsPage>, AppError> {
    show(&app, chrome, desk, None).await
}

async fn show(
    app: &App,
    chrome: Chrome,
    mut desk: SellerDesk,
    typed: Option<Typed>,
) -> Result<Page<TagsPage>, AppError> {
    if !desk.place.role.may(Verb::Configure) {
        return Err(AppError::Forbidden);
    }
    let tags = tags_of(&mut desk.db, desk.place.seller_id).await?;
    let waiting = waiting(&mut *desk.db, &desk.place).await?;
    Ok(Page(TagsPage::new(chrome, &desk, tags, typed, (waiting, app.clock.now()))))
}

async fn tags_of(db: &mut PgConnection, seller: SellerId) -> sqlx::Result<Vec<TagMark>> {
    sqlx::query_as!(
        TagMark,
        r#"select tag_id as "id: TagId", name, colour as "colour: TagColour" from tags
           where seller_id = $1 order by lower(name)"#,
        seller as SellerId
    )
    .fetch_all(db)
    .await
}

#[derive(Debug, Deserialize)]
struct TagForm {
    #[serde(default)]
    name: String,
    colour: Option<TagColour>,
}

async fn rename_tag(
    State(app): State<App>,
    chrome: Chrome,
    desk: SellerDesk,
    Path(tag): Path<String>,
    Form(form): Form<TagForm>,
) -> Result<Response, AppError> {
    let tag: TagId = tag.parse().map_err(|_| AppError::NotFound)?;
    let (lang, colour) = (chrome.lang, form.colour.unwrap_or(TagColour::Grey));
    let typed = |why: Cow<'static, str>| Some(Typed { tag, name: form.name.clone(), colour, why: why.into() });
    let Ok(name) = TagName::parse(&form.name) else {
        let page = show(&app, chrome, desk, typed(lang.tag_needs_name())).await?;
        return Ok(page.with_status(StatusCode::UNPROCESSABLE_ENTITY));
    };
    let mut work = app.work(Actor::Member(desk.viewer.user_id)).await?;
    match rename(&mut work, tag, &name, colour).await? {
        Ok(()) => work.commit().await?,
        Err(DeskRefusal::NameTaken) => {
            work.undo().await?;
            let page = show(&app, chrome, desk, typed(lang.tag_name_taken())).await?;
            return Ok(page.with_status(StatusCode::CONFLICT));
        }
        Err(refusal) => return Err(refusal.into()),
    }
    Ok(see_other(TAGS).flash(Flash::TagsSaved).into_response())
}

async fn remove_tag(
    State(app): State<App>,
    desk: SellerDesk,
    Path(tag): Path<String>,
    Form(NoFields {}): Form<NoFields>,
) -> Result<Response, AppError> {
    let tag: TagId = tag.parse().map_err(|_| AppError::NotFound)?;
    let mut work = app.work(Actor::Member(desk.viewer.user_id)).await?;
    remove(&mut work, tag).await??;
    work.commit().await?;
    Ok(see_other(TAGS).flash(Flash::TagsSaved).into_response())
}
