//! The box to answer in: what was typed, read into an answer, or given back with what is wrong.

use super::together::SavedTitle;
use crate::{
    app::App,
    id::{AttachmentId, SubmissionKey},
    inquiries::{NewFile, ReplyForm, attached},
    lang::Lang,
    text::{MessageBody, TextError},
    web::{Errors, Upload, multipart::FILES_FIELD},
};

/// Begins the name of the box that leaves out a kept file; the file's key ends it.
pub(super) const LEAVE_OUT: &str = "leave_out:";

/// What stands in the box.
#[derive(Debug, Clone, Default)]
pub(super) struct Typed {
    pub(super) body: String,
    pub(super) errors: Errors,
    /// Kept files that are not to go out.
    pub(super) left_out: Vec<AttachmentId>,
    /// The same key as long as it is the same answer: pressing again is not answering twice.
    pub(super) key: SubmissionKey,
    /// The newest event its author has seen, where the page that comes again is no reason to have read what is new on it.
    pub(super) seen: Option<i32>,
    /// Saved replies that a search found.
    pub(super) found: Option<Vec<SavedTitle>>,
}

impl Typed {
    /// What stood in the box, to go on writing.
    pub(super) fn unsent(upload: &Upload) -> Typed {
        Typed {
            body: upload.field("body").to_owned(),
            errors: Errors::new(),
            left_out: left_out(upload),
            key: upload.field("submission").parse().unwrap_or_default(),
            seen: upload.field("seen").parse().ok(),
            found: None,
        }
    }
}

fn left_out(upload: &Upload) -> Vec<AttachmentId> {
    upload.fields_after(LEAVE_OUT).filter_map(|file| file.parse().ok()).collect()
}

/// An upload, read.
#[derive(Debug)]
pub(super) struct ReadReply {
    pub(super) typed: Typed,
    /// The answer, if nothing is wrong.
    pub(super) form: Option<ReplyForm>,
}

/// Reads the form. Files cannot be given back to a browser: where the form is refused, that is said.
pub(super) fn read(app: &App, upload: &Upload, lang: Lang) -> ReadReply {
    let key = upload.field("submission").parse().unwrap_or_default();
    let seen = upload.field("seen").parse().unwrap_or(0);
    let (files, mut errors) = attached(upload, &app.config.attachments, lang);
    let body = errors.take("body", MessageBody::parse(upload.field("body")), |refusal| sentence(refusal, lang));
    let left_out = left_out(upload);
    let form = body.filter(|_| errors.is_empty()).map(|body| {
        let (files, left_out) = (files.clone(), left_out.clone());
        ReplyForm { body, files, left_out, seen, key }
    });
    if form.is_none() {
        files_again(&mut errors, &files, lang);
    }
    ReadReply { typed: Typed { errors, left_out, key, seen: None, ..Typed::unsent(upload) }, form }
}

/// Says that the files must be chosen again, if there were any.
pub(super) fn files_again(errors: &mut Errors, files: &[NewFile], lang: Lang) {
    if !files.is_empty() {
        errors.set(FILES_FIELD, lang.choose_files_again());
    }
}

fn sentence(refusal: TextError, lang: Lang) -> String {
    match refusal {
        TextError::Empty => lang.reply_empty(),
        TextError::TooLong { max, is } => lang.reply_too_long(max, is),
        TextError::NotAllowed => lang.reply_not_allowed(),
    }
    .into()
}
