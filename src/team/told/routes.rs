//! The list.

use axum::extract::{Query as QueryOf, State};
use serde::Deserialize;

use super::{
    queries,
    views::{Shown, ToldPage},
};
use crate::{
    app::App,
    auth::{SellerDesk, Verb},
    error::AppError,
    id::DeliveryId,
    inquiries::desk::frame::{Line, frame_at, waiting},
    sellers::TOLD,
    web::{
        Access, Chrome, Page, Routes,
        keyset::{LATEST, Place, Turn},
    },
};

pub(in crate::team) fn routes() -> Routes<App> {
    Routes::new().get(TOLD, Access::Member(Verb::Configure), list_notices)
}

#[derive(Debug, Default, Deserialize)]
struct Query {
    #[serde(default)]
    show: String,
    #[serde(default)]
    after: String,
}

async fn list_notices(
    State(app): State<App>,
    chrome: Chrome,
    mut desk: SellerDesk,
    QueryOf(query): QueryOf<Query>,
) -> Result<Page<ToldPage>, AppError> {
    if !desk.place.role.may(Verb::Configure) {
        return Err(AppError::Forbidden);
    }
    let turn: Option<Turn<DeliveryId>> = Turn::of(&query.after, "");
    let from = match turn {
        Some(Turn::After(place)) => place,
        _ => Place { at: LATEST, key: DeliveryId(uuid::Uuid::max()) },
    };
    let mut shown = if query.show == "all" { Shown::All } else { Shown::Problems };
    let mut rows = match shown {
        Shown::All => queries::all(&mut desk.db, &desk.place, from).await?,
        Shown::Problems => queries::problems(&mut desk.db, &desk.place, from).await?,
    };
    if rows.is_empty() && query.show.is_empty() {
        shown = Shown::All;
        rows = queries::all(&mut desk.db, &desk.place, from).await?;
    }
    let now = app.clock.now();
    let waits = waiting(&mut *desk.db, &desk.place).await?;
    let chrome = frame_at(chrome, (&desk.viewer, &desk.place), Line::Told, waits, now);
    Ok(Page(ToldPage::new(chrome, shown, rows, turn.is_some(), now)))
}
