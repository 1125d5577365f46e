//! The queue.

use axum::{
    extract::{Query as QueryOf, State},
    response::{IntoResponse, Response},
};

use super::{
    filter::{Filter, Query, turn_of},
    queries,
    views::QueuePage,
};
use crate::{
    app::App,
    auth::{Operator, Verb},
    cancellations,
    error::AppError,
    operations::{QUEUE, access::Decider, case_path},
    web::{Access, Chrome, Flash, Form, NoFields, Page, Routes, see_other},
};

pub(in crate::operations) fn routes() -> Routes<App> {
    Routes::new().get(QUEUE, Access::Staff(Verb::See), list_cases).post(
        "/cases/next",
        Access::Staff(Verb::Decide),
        take_next,
    )
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

/// Takes the longest overdue case that nobody has, and opens it.
async fn take_next(State(app): State<App>, decider: Decider, _: Form<NoFields>) -> Result<Response, AppError> {
    let mut work = app.work(decider.actor()).await?;
    match cancellations::take_next(&mut work).await? {
        Ok(Some(no)) => {
            work.commit().await?;
            Ok(see_other(case_path(&no)).flash(Flash::CaseTaken).into_response())
        }
        Ok(None) => Ok(see_other(QUEUE).flash(Flash::NoCaseFree).into_response()),
        Err(_) => Err(AppError::Forbidden),
    }
}
