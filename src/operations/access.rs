//! The case of an address, and who may act on it.

use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
};

use crate::{
    app::App,
    auth::{Operator, Verb},
    error::AppError,
    public_no::PublicNo,
    work::Actor,
};

/// The number in the address; a text that is no number names nothing.
#[derive(Debug)]
pub(super) struct NamedCase(pub(super) PublicNo);

impl FromRequestParts<App> for NamedCase {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, AppError> {
        let Path(no) = Path::<String>::from_request_parts(parts, app).await.map_err(|_| AppError::NotFound)?;
        PublicNo::parse(&no).map(NamedCase).map_err(|_| AppError::NotFound)
    }
}

/// One of operations who may decide cases. Who only sees them may not.
#[derive(Debug, Clone)]
pub(crate) struct Decider(pub(crate) Operator);

impl Decider {
    /// On whose behalf the case changes.
    pub(crate) fn actor(&self) -> Actor {
        Actor::Staff(self.0.viewer.user_id)
    }
}

impl FromRequestParts<App> for Decider {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, AppError> {
        let operator = Operator::from_request_parts(parts, app).await?;
        if operator.role.may(Verb::Decide) { Ok(Decider(operator)) } else { Err(AppError::Forbidden) }
    }
}
