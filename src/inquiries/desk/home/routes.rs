//! The home page.

use axum::extract::State;

use super::{HOME, queries, views::HomePage};
use crate::{
    app::App,
    auth::{SellerDesk, Verb},
    error::AppError,
    inquiries::desk::list::filter::Within,
    web::{Access, Chrome, Page, Routes},
};

pub(in crate::inquiries::desk) fn routes() -> Routes<App> {
    Routes::new().get(HOME, Access::Member(Verb::See), show_home)
}

async fn show_home(State(app): State<App>, chrome: Chrome, mut desk: SellerDesk) -> Result<Page<HomePage>, AppError> {
    let now = app.clock.now();
    let today = Within::Today.until(now, chrome.zone());
    let tiles = queries::tiles(&mut desk.db, &desk.place, desk.viewer.user_id, today, now).await?;
    let times = queries::times(&mut desk.db, &desk.place, now).await?;
    Ok(Page(HomePage::new(chrome, &desk, tiles, &times, now)))
}
