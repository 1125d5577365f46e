//! The queue.

use axum::extract::{Query as QueryOf, State};

use super::{
    filter::{Filter, Query, turn_of},
    queries,
    views::QueuePage,
};
use crate::{
    app::App,
    auth::{Operator, Verb},
    error::AppError,
    operations::QUEUE,
    web::{Access, Chrome, Page, Routes},
};

pub(in crate::operations) fn routes() -> Routes<App> {
    Routes::new().get(QUEUE, Access::Staff(Verb::See), list_cases)
}

async fn list_cases(
    State(app): State<App>,
    chrome: Chrome,
    operator: Operator,
    QueryOf(query): QueryOf<Query>,
) -> Result<Page<QueuePage>, AppError> {
    let (filter, viewer) = (Filter::of(&query), operator.viewer.user_id);
    let overview = queries::overview(&app.db, viewer).await?;
    let rows = queries::rows(&app.db, filter, turn_of(&query), viewer).await?;
    Ok(Page(QueuePage::new(chrome, &operator, filter, &overview, &rows, app.clock.now())))
}
