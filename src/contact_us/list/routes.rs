//! The lists.

use axum::extract::{Query as QueryOf, State};
use serde::Deserialize;

use super::{
    queries::{self, Tab, Turn},
    views::ListPage,
};
use crate::{
    app::App,
    auth::{Operator, Verb},
    error::AppError,
    operations::{CONTACT_US, frame},
    web::{Access, Chrome, Page, Routes},
};

pub(in crate::contact_us) fn routes() -> Routes<App> {
    Routes::new().get(CONTACT_US, Access::Staff(Verb::See), list_entries)
}

/// The query of an address; what is not understood is the first page of what waits.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Query {
    tab: String,
    after: String,
    before: String,
}

async fn list_entries(
    State(app): State<App>,
    chrome: Chrome,
    operator: Operator,
    QueryOf(query): QueryOf<Query>,
) -> Result<Page<ListPage>, AppError> {
    let tab = Tab::ALL.into_iter().find(|tab| tab.code() == query.tab).unwrap_or(Tab::Waiting);
    let rows = queries::rows(&app.db, tab, Turn::of(&query.after, &query.before)).await?;
    let undecided = frame::undecided(&app.db).await?;
    Ok(Page(ListPage::new(chrome, &operator, (tab, &rows), undecided, app.clock.now())))
}
