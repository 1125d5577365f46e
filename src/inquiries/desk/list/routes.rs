//! The list.

use std::sync::Arc;

use axum::{
    extract::{Query as QueryOf, State},
    http::HeaderMap,
    response::Response,
};

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
    inquiries::desk::watch::{Shown, watch},
    live::{News, Place, Watcher},
    web::{Access, Chrome, Page, Routes},
};

pub(in crate::inquiries::desk) fn routes() -> Routes<App> {
    Routes::new().get(INBOX, Access::Member(Verb::See), list_inquiries).get(
        "/inquiries/live",
        Access::Member(Verb::See),
        watch_list,
    )
}

async fn watch_list(
    State(app): State<App>,
    SellerDesk { viewer, place, db }: SellerDesk,
    QueryOf(shown): QueryOf<Shown>,
    headers: HeaderMap,
) -> Response {
    drop(db);
    let (user, session, seller) = (viewer.user_id, viewer.session_id, place.seller_id);
    let watcher = Watcher { session, user, seller, place: Place::List(seller) };
    watch(&app.live, watcher, shown.known(&headers), News::default(), Arc::new(|_| None))
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
    let roster = desk.place.roster.clone();
    let page = ListPage::new(chrome, &desk, filter, (&overview, &roster), &rows, now);
    Ok(Page(page.with_bar(&desk, &roster, (turn, query.picks_all()), now)))
}
