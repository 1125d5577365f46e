//! Who holds the link of an inquiry.

use axum::{
    extract::{FromRequestParts, Path},
    http::{Method, request::Parts},
    response::{IntoResponse, Response},
};

use super::queries::{InquiryRow, inquiry_of};
use crate::{
    app::App,
    crypto::Token,
    error::AppError,
    storefront::parts::{NothingPage, token},
    web::Chrome,
};

/// The inquiry that the request's link opens.
pub(super) struct OpenInquiry {
    pub(super) token: Token,
    pub(super) row: InquiryRow,
    /// Whether the answer is a page that somebody opens: not its headers, nor what a page left open fetches by itself.
    pub(super) is_opened: bool,
}

/// Why a link opens nothing.
pub(super) enum NotOpened {
    /// No such link, or it was revoked: a page that says what to do.
    Nothing(Box<Chrome>),
    /// Something else.
    App(AppError),
}

impl FromRequestParts<App> for OpenInquiry {
    type Rejection = NotOpened;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, NotOpened> {
        let link = Path::<Vec<(String, String)>>::from_request_parts(parts, app).await.ok();
        let link = link.and_then(|Path(all)| all.into_iter().find(|(name, _)| name == "token"));
        if let Some(token) = link.and_then(|(_, text)| token(&text))
            && let Some(row) = inquiry_of(&app.db, &token).await.map_err(AppError::from)?
        {
            let is_opened = parts.method != Method::HEAD && !parts.headers.contains_key("hx-request");
            return Ok(OpenInquiry { token, row, is_opened });
        }
        Err(NotOpened::Nothing(Box::new(Chrome::from_request_parts(parts, app).await?)))
    }
}

impl From<AppError> for NotOpened {
    fn from(error: AppError) -> Self {
        NotOpened::App(error)
    }
}

impl IntoResponse for NotOpened {
    fn into_response(self) -> Response {
        match self {
            NotOpened::App(error) => error.into_response(),
            NotOpened::Nothing(chrome) => {
                let (title, text) = (chrome.lang.no_such_link_title(), chrome.lang.no_such_link_text());
                NothingPage::respond(*chrome, title, text)
            }
        }
    }
}
