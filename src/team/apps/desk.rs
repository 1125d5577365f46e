//! Who comes to these pages: members who run apps, and for one app those who see it.

use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
};

use super::{
    model::{OwnApp, Read},
    queries,
};
use crate::{
    app::App,
    auth::{SellerDesk, Verb},
    error::AppError,
    id::{AppId, SellerId},
    inquiries::desk::frame::{Line, frame_at, waiting},
    sellers,
    web::Chrome,
    work::{Actor, Work},
};

/// A member who runs the seller's apps.
pub(super) struct Runner(pub(super) SellerDesk);

impl FromRequestParts<App> for Runner {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, AppError> {
        let desk = SellerDesk::from_request_parts(parts, app).await?;
        if desk.place.role.may(Verb::Configure) { Ok(Runner(desk)) } else { Err(AppError::Forbidden) }
    }
}

/// The app of an address, for a member who runs it.
pub(super) struct Run {
    pub(super) desk: SellerDesk,
    pub(super) own: OwnApp,
}

impl FromRequestParts<App> for Run {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, AppError> {
        let mut desk = SellerDesk::from_request_parts(parts, app).await?;
        let path = Path::<String>::from_request_parts(parts, app).await;
        let Path(client_id) = path.map_err(|_| AppError::NotFound)?;
        let own = queries::app(&mut *desk.db, &desk.place, &client_id).await?.ok_or(AppError::NotFound)?;
        if desk.place.role.may(Verb::Configure) { Ok(Run { desk, own }) } else { Err(AppError::Forbidden) }
    }
}

impl Run {
    /// Whose app it is, and which.
    pub(super) fn place(&self) -> (SellerId, AppId) {
        (self.desk.place.seller_id, self.own.app_id)
    }

    /// A work of this member.
    pub(super) async fn work(&self, app: &App) -> sqlx::Result<Work> {
        app.work(Actor::Member(self.desk.viewer.user_id)).await
    }

    /// All of the app's page.
    pub(super) async fn read(&mut self, app: &App) -> Result<Read, AppError> {
        let (seller, id) = self.place();
        let saved = sellers::saved_settings(&mut *self.desk.db, seller, id).await?.ok_or(AppError::NotFound)?;
        let contact = queries::contact(&mut self.desk.db, seller, id, app.clock.now()).await?;
        Ok(Read { app: self.own.clone(), saved, contact })
    }
}

/// Puts the desk's frame around a page.
pub(super) async fn framed(app: &App, chrome: Chrome, desk: &mut SellerDesk) -> sqlx::Result<Chrome> {
    let waits = waiting(&mut *desk.db, &desk.place).await?;
    Ok(frame_at(chrome, (&desk.viewer, &desk.place), Line::Apps, waits, app.clock.now()))
}
