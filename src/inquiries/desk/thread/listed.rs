//! The list that a thread was opened from, as its address tells: the way back, and the way to its neighbours there.
//!
//! A neighbour is looked for when somebody goes there: the page costs nothing more, and the list is as it is then.

use axum::{
    extract::{Query, State},
    response::{IntoResponse, Response},
};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use sqlx::PgConnection;

use super::access::NamedInquiry;
use crate::{
    app::App,
    auth::{SellerDesk, Verb},
    error::AppError,
    id::{InquiryId, SellerId},
    inquiries::desk::{
        list::{
            filter::{Filter, Turn},
            queries::{Seat, rows},
        },
        thread_path,
    },
    public_no::PublicNo,
    web::{Access, Chrome, Flash, Routes, keyset::Place, see_other},
};

pub(super) fn routes() -> Routes<App> {
    Routes::new().get("/inquiries/{no}/neighbour", Access::Member(Verb::See), go_to_neighbour)
}

/// Where the address of a thread tells its list.
#[derive(Debug, Default, Deserialize)]
pub(super) struct FromList {
    list: Option<String>,
}

impl FromList {
    /// The list, if one is told.
    pub(super) fn filter(&self) -> Option<Filter> {
        self.list.as_deref().map(Filter::of_text)
    }
}

/// A thread, opened from a list or by itself.
pub(super) fn path_in(no: &PublicNo, list: Option<Filter>) -> String {
    list.map_or_else(|| thread_path(no), |list| list.thread_path(no))
}

/// Which way to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Way {
    Next,
    Previous,
}

#[derive(Debug, Deserialize)]
struct Going {
    #[serde(default)]
    list: String,
    to: Option<Way>,
}

/// The neighbour's thread; at an end of the list, the list, and that this was all.
async fn go_to_neighbour(
    State(app): State<App>,
    chrome: Chrome,
    mut desk: SellerDesk,
    NamedInquiry(no): NamedInquiry,
    Query(going): Query<Going>,
) -> Result<Response, AppError> {
    let filter = Filter::of_text(&going.list);
    let place = place(&mut desk.db, desk.place.seller_id, &no).await?.ok_or(AppError::NotFound)?;
    let place = Place { at: place.at, key: place.inquiry_id };
    let seat = Seat::of(&desk, filter, app.clock.now(), chrome.zone());
    let back = going.to == Some(Way::Previous);
    let turn = if back { Turn::Before(place) } else { Turn::After(place) };
    let found = rows(&mut desk.db, &seat, filter, Some(turn)).await?.rows;
    let neighbour = if back { found.last() } else { found.first() };
    Ok(match neighbour {
        Some(row) => see_other(filter.thread_path(&row.no)).into_response(),
        None => see_other(filter.path(None)).flash(Flash::ListEnds).into_response(),
    })
}

/// Where an inquiry stands in lists.
struct Standing {
    at: DateTime<Utc>,
    inquiry_id: InquiryId,
}

async fn place(db: &mut PgConnection, seller: SellerId, no: &PublicNo) -> sqlx::Result<Option<Standing>> {
    sqlx::query_as!(
        Standing,
        r#"select reply_due_at as "at!", inquiry_id as "inquiry_id: InquiryId" from inquiries
           where public_no = $1 and seller_id = $2 and turn > 0"#,
        no.as_str(),
        seller as SellerId
    )
    .fetch_optional(db)
    .await
}
