//! The box to answer in: what was typed, read into an answer, or given back with what is wrong.

use super::{draft::Clash, saved::SavedTitle};
use crate::{
    app::App,
    id::{AttachmentId, SubmissionKey},
    inquiries::{DraftForm, NewFile, ReplyForm, attached},
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
    /// Saved replies that a search found.
    pub(super) found: Option<Vec<SavedTitle>>,
    /// The newest event that its author had seen.
    pub(super) seen: i32,
    /// Whether the page comes again for another reason than what is new on it: its author need not have read that.
    pub(super) unread: bool,
    /// What stands against the draft.
    pub(super) clash: Clash,
    /// Whether news have stopped it, which are shown.
    pub(super) stopped: bool,
}

impl Typed {
    /// What stood in the box, to go on writing.
    pub(super) fn unsent(upload: &Upload) -> Typed {
        Typed { unread: true, ..typed(upload, Errors::new()) }
    }
}

/// An upload, read.
#[derive(Debug)]
pub(super) struct ReadReply {
    pub(super) typed: Typed,
    /// The answer, if nothing is wrong.
    pub(super) form: Option<ReplyForm>,
}

/// An upload, read as what is kept as a draft.
#[derive(Debug)]
pub(super) struct ReadDraft {
    pub(super) typed: Typed,
    /// The draft, if nothing is wrong.
    pub(super) form: Option<DraftForm>,
}

/// Reads the form. Files cannot be given back to a browser: where the form is refused, that is said.
pub(super) fn read(app: &App, upload: &Upload, lang: Lang) -> ReadReply {
    let (files, mut errors) = attached(upload, &app.config.attachments, lang);
    let body = errors.take("body", MessageBody::parse(upload.field("body")), |refusal| sentence(refusal, lang));
    let body = body.filter(|_| errors.is_empty());
    if body.is_none() {
        files_again(&mut errors, &files, lang);
    }
    let typed = typed(upload, errors);
    let (left_out, seen, key) = (typed.left_out.clone(), typed.seen, typed.key);
    let form = body.map(|body| ReplyForm { body, files, left_out, seen, draft: Some(version(upload)), key });
    ReadReply { typed, form }
}

/// Reads the same form for keeping it: the box may be empty.
pub(super) fn read_draft(app: &App, upload: &Upload, lang: Lang) -> ReadDraft {
    let (files, mut errors) = attached(upload, &app.config.attachments, lang);
    let body = errors.take("body", DraftForm::body(upload.field("body")), |refusal| sentence(refusal, lang));
    let body = body.filter(|_| errors.is_empty());
    if body.is_none() {
        files_again(&mut errors, &files, lang);
    }
    let typed = typed(upload, errors);
    let (left_out, key) = (typed.left_out.clone(), typed.key);
    let form = body.map(|body| DraftForm { body, files, left_out, version: version(upload), key });
    ReadDraft { typed, form }
}

/// The version of the draft that the box showed.
fn version(upload: &Upload) -> i64 {
    upload.field("draft").parse().unwrap_or(0)
}

fn typed(upload: &Upload, errors: Errors) -> Typed {
    Typed {
        body: upload.field("body").to_owned(),
        errors,
        left_out: upload.fields_after(LEAVE_OUT).filter_map(|file| file.parse().ok()).collect(),
        key: upload.field("submission").parse().unwrap_or_default(),
        seen: upload.field("seen").parse().unwrap_or(0),
        ..Typed::default()
    }
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
