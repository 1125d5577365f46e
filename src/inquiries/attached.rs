//! Files that come with a form and files that are fetched: judged by their bytes, never by what a browser claims.

use axum::{
    http::header,
    response::{IntoResponse, Response},
};

use super::NewFile;
use crate::{
    config::Attachments,
    error::AppError,
    files::{FileError, FileName, MediaType},
    lang::Lang,
    web::{Errors, Upload, multipart::FILES_FIELD},
};

/// What the picker of files offers.
pub const ACCEPTED_FILES: &str = "image/*,.heic,.pdf,.txt,.log";

/// The files of an upload, and what is wrong with them under the field's name.
pub fn attached(upload: &Upload, limits: &Attachments, lang: Lang) -> (Vec<NewFile>, Errors) {
    let mut errors = upload.problems.clone();
    let uploaded = upload.files(FILES_FIELD);
    if uploaded.len() > limits.attachment_count.get() {
        errors.set(FILES_FIELD, lang.too_many_files(limits.attachment_count.get()));
        return (Vec::new(), errors);
    }
    let files = uploaded.into_iter().filter_map(|file| match MediaType::of(&file.bytes, limits.max_bytes()) {
        Ok(media_type) => Some(NewFile { name: FileName::of(&file.name, media_type), media_type, bytes: file.bytes }),
        Err(refusal) => {
            errors.set(FILES_FIELD, sentence(refusal, &file.name, lang));
            None
        }
    });
    (files.collect(), errors)
}

fn sentence(refusal: FileError, name: &str, lang: Lang) -> String {
    match refusal {
        FileError::Empty => lang.file_empty(name),
        FileError::TooLarge { max, .. } => lang.file_too_large(name, (max >> 20) as u64),
        FileError::NotAllowed => lang.file_not_allowed(name),
    }
    .into()
}

/// A file as an answer: raster images are shown, everything else is saved.
///
/// # Errors
/// When its stored type is none of ours.
pub fn download(media_type: &str, name: &str, bytes: Vec<u8>) -> Result<Response, AppError> {
    let media: MediaType = media_type.parse().map_err(|_| AppError::NotFound)?;
    let disposition = match media.is_raster_image() {
        true => "inline".to_owned(),
        false => FileName::of(name, media).saved_as(),
    };
    let headers = [(header::CONTENT_TYPE, media.content_type().to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    Ok((headers, bytes).into_response())
}
