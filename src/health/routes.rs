//! The probes and the page.

use axum::{Json, extract::State, http::StatusCode};

use super::{
    access::Watcher,
    probes::{self, Readiness, Status},
    queries,
    views::HealthPage,
};
use crate::{
    app::App,
    auth::Verb,
    error::AppError,
    operations::{
        HEALTH,
        frame::{self, Undecided},
    },
    web::{Access, Chrome, Page, Routes},
};

/// The routes.
pub fn routes() -> Routes<App> {
    Routes::new().get("/health/live", Access::Operator, live).get("/health/ready", Access::Operator, ready).get(
        HEALTH,
        Access::Staff(Verb::SeeHealth),
        show_health,
    )
}

async fn live() -> &'static str {
    "live\n"
}

async fn ready(State(app): State<App>) -> (StatusCode, Json<Readiness>) {
    let readiness = probes::readiness(&app).await;
    let status = match readiness.status {
        Status::Ready | Status::Degraded => StatusCode::OK,
        Status::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
    };
    (status, Json(readiness))
}

async fn show_health(State(app): State<App>, chrome: Chrome, watcher: Watcher) -> Result<Page<HealthPage>, AppError> {
    let undecided = match watcher.role.may(Verb::See) {
        true => frame::undecided(&app.db).await?,
        false => Undecided::default(),
    };
    let signs = queries::signs(&app).await?;
    let now = app.clock.now();
    let framed = frame::frame(chrome, (&watcher.viewer, watcher.role), frame::Place::Health, undecided, now);
    Ok(Page(HealthPage::new(framed, &signs, app.heart.process(), now)))
}
