//! Files of the customer's forms: judged by their bytes, errors as sentences.

use crate::{
    config::Attachments,
    files::{FileError, FileName, MediaType},
    inquiries::NewFile,
    lang::Lang,
    web::{Errors, Upload, multipart::FILES_FIELD},
};

/// What the picker of files offers.
pub(super) const ACCEPT: &str = "image/*,.heic,.pdf,.txt,.log";

/// The files of an upload, or what is wrong with them, under the field's name.
pub(super) fn attached(upload: &Upload, limits: &Attachments, lang: Lang) -> (Vec<NewFile>, Errors) {
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
        FileError::Empty => lang.error_file_empty(name),
        FileError::TooLarge { max, .. } => lang.file_too_large(name, (max >> 20) as u64),
        FileError::NotAllowed => lang.error_file_kind(name),
    }
    .into()
}
