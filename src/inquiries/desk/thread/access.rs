//! The inquiry of an address, handed on only to who may see it.

use std::sync::Arc;

use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
};
use sqlx::{Postgres, pool::PoolConnection};

use super::{
    around::{Around, around},
    queries::{self, Head, Reach},
};
use crate::{
    app::App,
    auth::{Membership, Verb, Viewer},
    error::AppError,
    public_no::PublicNo,
    rosters::Roster,
};

/// An inquiry that exists for this member.
#[derive(Debug)]
pub(super) struct SeenInquiry {
    pub(super) viewer: Viewer,
    /// The member's place in the inquiry's seller.
    pub(super) place: Membership,
    pub(super) head: Head,
    pub(super) around: Around,
    /// What the seller's desk offers to choose from.
    pub(super) roster: Arc<Roster>,
    /// For what else the page reads; see [`Viewer::of`].
    pub(super) db: PoolConnection<Postgres>,
}

impl SeenInquiry {
    /// The inquiry as it stands now.
    pub(super) async fn find(app: &App, viewer: Viewer, no: &PublicNo) -> Result<SeenInquiry, AppError> {
        SeenInquiry::find_by(app, app.db.acquire().await?, viewer, no).await
    }

    async fn find_by(
        app: &App,
        mut db: PoolConnection<Postgres>,
        viewer: Viewer,
        no: &PublicNo,
    ) -> Result<SeenInquiry, AppError> {
        let (user, now) = (viewer.user_id, app.clock.now());
        let head = queries::head(&mut *db, no, (user, &Reach::of(&viewer)), now).await?;
        let head = head.ok_or(AppError::NotFound)?;
        let place = viewer.memberships.iter().find(|place| place.seller_id == head.seller_id);
        let place = place.cloned().ok_or(AppError::NotFound)?;
        let around =
            if head.has_more() { around(&mut db, head.inquiry_id, user, now).await? } else { Around::default() };
        Ok(SeenInquiry { roster: place.roster.clone(), viewer, place, head, around, db })
    }
}

impl FromRequestParts<App> for SeenInquiry {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, AppError> {
        let mut db = app.db.acquire().await?;
        let viewer = Viewer::of(parts, app, &mut db).await?;
        let NamedInquiry(no) = NamedInquiry::from_request_parts(parts, app).await?;
        SeenInquiry::find_by(app, db, viewer, &no).await
    }
}

/// An inquiry that exists for this member, who may answer it.
#[derive(Debug)]
pub(super) struct AnswerableInquiry(pub(super) SeenInquiry);

impl FromRequestParts<App> for AnswerableInquiry {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, AppError> {
        let seen = SeenInquiry::from_request_parts(parts, app).await?;
        if seen.place.role.may(Verb::Answer) { Ok(AnswerableInquiry(seen)) } else { Err(AppError::Forbidden) }
    }
}

/// The number in the address; a text that is no number names nothing.
#[derive(Debug)]
pub(super) struct NamedInquiry(pub(super) PublicNo);

impl FromRequestParts<App> for NamedInquiry {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, AppError> {
        let Path(no) = Path::<String>::from_request_parts(parts, app).await.map_err(|_| AppError::NotFound)?;
        PublicNo::parse(&no).map(NamedInquiry).map_err(|_| AppError::NotFound)
    }
}
