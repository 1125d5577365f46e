//! The stream of one inquiry's page: what is new in it, and who else is there.

use std::sync::Arc;

use axum::{
    extract::{Query, State},
    http::HeaderMap,
    response::Response,
};

use super::{access::SeenInquiry, presence::PresenceLine};
use crate::{
    app::App,
    error::AppError,
    inquiries::desk::watch::{Shown, watch},
    live::{self, News, Place, Watcher},
    web::Chrome,
};

/// Tells a tab of the thread what is new.
pub(super) async fn watch_thread(
    State(app): State<App>,
    chrome: Chrome,
    SeenInquiry { viewer, place, head, around, db, .. }: SeenInquiry,
    Query(shown): Query<Shown>,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    // a stream must not keep a connection to the store
    drop(db);
    let (user, lang) = (viewer.user_id, chrome.lang);
    live::be_present(&app.db, head.inquiry_id, user, app.clock.now()).await?;
    let (session, seller) = (viewer.session_id, place.seller_id);
    let watcher = Watcher { session, user, seller, place: Place::Thread(head.inquiry_id) };
    let stands = News { version: head.version.clone(), others: around.present };
    let say = move |news: &News| Some(PresenceLine::new(&news.others, user, lang).to_string());
    Ok(watch(&app.live, watcher, shown.known(&headers), stands, Arc::new(say)))
}
