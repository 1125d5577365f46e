//! Who may see the health of the system: every role of operations, and nobody else.

use axum::{extract::FromRequestParts, http::request::Parts};

use crate::{
    app::App,
    auth::{StaffRole, Verb, Viewer},
    error::AppError,
};

/// A person of operations.
#[derive(Debug, Clone)]
pub(super) struct Watcher {
    /// The person.
    pub(super) viewer: Viewer,
    /// Their role.
    pub(super) role: StaffRole,
}

impl FromRequestParts<App> for Watcher {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, AppError> {
        let viewer = Viewer::from_request_parts(parts, app).await?;
        let role = viewer.staff.filter(|role| role.may(Verb::SeeHealth)).ok_or(AppError::NotFound)?;
        Ok(Watcher { viewer, role })
    }
}
