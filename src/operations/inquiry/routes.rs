//! The page and its files.

use axum::{
    extract::{Path, State},
    response::Response,
};

use super::{
    queries::{self, Head},
    views::InquiryPage,
};
use crate::{
    app::App,
    auth::{Operator, StaffRole, Verb},
    blobs,
    error::AppError,
    id::AttachmentId,
    inquiries::download,
    operations::frame,
    public_no::PublicNo,
    web::{Access, Chrome, Page, Routes},
};

pub(in crate::operations) fn routes() -> Routes<App> {
    Routes::new().get("/search/inquiries/{no}", Access::Staff(Verb::See), show_inquiry).get(
        "/search/inquiries/{no}/files/{attachment_id}",
        Access::Staff(Verb::See),
        download_file,
    )
}

/// The inquiry, if it exists for this person: agents see what a case is about.
async fn find(app: &App, operator: &Operator, no: &str) -> Result<Head, AppError> {
    let no = PublicNo::parse(no).map_err(|_| AppError::NotFound)?;
    let cases_only = operator.role == StaffRole::Agent;
    queries::head(&app.db, &no, cases_only).await?.ok_or(AppError::NotFound)
}

async fn show_inquiry(
    State(app): State<App>,
    chrome: Chrome,
    operator: Operator,
    Path(no): Path<String>,
) -> Result<Page<InquiryPage>, AppError> {
    let head = find(&app, &operator, &no).await?;
    let entries = queries::entries(&app.db, &head).await?;
    let undecided = frame::undecided(&app.db).await?;
    Ok(Page(InquiryPage::new(chrome, &operator, &head, &entries, undecided, app.clock.now())))
}

async fn download_file(
    State(app): State<App>,
    operator: Operator,
    Path((no, attachment)): Path<(String, String)>,
) -> Result<Response, AppError> {
    let head = find(&app, &operator, &no).await?;
    let attachment: AttachmentId = attachment.parse().map_err(|_| AppError::NotFound)?;
    let file = queries::file(&app.db, head.inquiry_id, attachment).await?.ok_or(AppError::NotFound)?;
    let bytes = blobs::read(&app.db, file.hash).await?.ok_or(AppError::NotFound)?;
    download(&file.media_type, &file.file_name, bytes)
}
