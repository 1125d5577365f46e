//! Who administers: for anybody else there are no such pages.

use axum::{extract::FromRequestParts, http::request::Parts};
use chrono::{DateTime, Utc};

use crate::{
    app::App,
    auth::{StaffRole, Verb, Viewer},
    error::AppError,
    operations::frame::{self, Place, Undecided},
    web::Chrome,
    work::Actor,
};

/// An admin of operations.
#[derive(Debug, Clone)]
pub(super) struct Administrator {
    viewer: Viewer,
    role: StaffRole,
}

impl Administrator {
    /// On whose behalf changes are made.
    pub(super) fn actor(&self) -> Actor {
        Actor::Staff(self.viewer.user_id)
    }

    /// The frame of operations around a page; admins have no queue.
    pub(super) fn frame(&self, chrome: Chrome, place: Place, now: DateTime<Utc>) -> Chrome {
        frame::frame(chrome, (&self.viewer, self.role), place, Undecided::default(), now)
    }
}

impl FromRequestParts<App> for Administrator {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, AppError> {
        let viewer = Viewer::from_request_parts(parts, app).await?;
        let role = viewer.staff.filter(|role| role.may(Verb::Administer)).ok_or(AppError::NotFound)?;
        Ok(Administrator { viewer, role })
    }
}
