//! The list.

use axum::extract::{Query as QueryOf, State};

use super::{
    INBOX,
    filter::{Filter, Query, turn_of},
    overview::overview,
    queries::{self, Seat},
    views::ListPage,
};
use crate::{
    app::App,
    auth::{SellerDesk, Verb},
    error::AppError,
    web::{Access, Chrome, Page, Routes},
};

pub(in crate::inquiries::desk) fn routes() -> Routes<App> {
    Routes::new().get(INBOX, Access::Member(Verb::See), list_inquiries)
}

async fn list_inquiries(
    State(app): State<App>,
    chrome: Chrome,
    mut desk: SellerDesk,
    QueryOf(query): QueryOf<Query>,
) -> Result<Page<ListPage>, AppError> {
    let (filter, turn, now) = (Filter::of(&query), turn_of(&query), app.clock.now());
    let seat = Seat::of(&desk, filter, now, chrome.zone());
    let overview = overview(&mut desk.db, &seat, now).await?;
    let mut rows = queries::rows(&mut desk.db, &seat, filter, turn).await?;
    if rows.rows.is_empty() && turn.is_some() {
        // what stood there is gone; that is not to say that nothing waits
        rows = queries::rows(&mut desk.db, &seat, filter, None).await?;
    }
    let page = ListPage::new(chrome, &desk, filter, &overview, &rows, now);
    Ok(Page(page.with_bar(&desk, &overview, turn, query.picks_all())))
}
