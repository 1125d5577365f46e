//! Forms with files: bounded in number, size and sum; what was typed is kept whatever is wrong with the files.

use std::{borrow::Cow, collections::BTreeMap};

use axum::{
    body::Bytes,
    extract::{
        DefaultBodyLimit, FromRequest, FromRequestParts, Multipart, Request,
        multipart::{Field, MultipartError},
    },
    http::StatusCode,
};
use tokio::sync::{Semaphore, SemaphorePermit};

use super::{
    csrf,
    forms::{Errors, Refused},
    time_limit::TimeLimit,
    visit::{CurrentVisit, Visit},
};
use crate::error::AppError;

/// Files of one message.
pub const MOST_FILES: usize = 5;
/// One file: as the design's form says.
pub const FILE_MEGABYTES: u64 = 10;
/// All files of a message: what most mail servers take.
pub const TOTAL_MEGABYTES: u64 = 25;
/// All typed fields of a form.
const TEXT_BYTES: usize = super::around::BODY_BYTES;
/// How much is read at most, so that a form with too large a file can still be answered with what was typed.
const BODY_BYTES: usize = 64 << 20;
/// Bytes of files in memory, of all uploads together: bounds what strangers can make us use. Typed text needs no room, so
/// that whoever fills it, fast or slowly, keeps nobody from writing.
const ROOM_BYTES: usize = 128 << 20;
static ROOM: Semaphore = Semaphore::const_new(ROOM_BYTES);

/// A file as it was sent. Its name and kind are claims: look at the bytes.
#[derive(Debug, Clone)]
pub struct UploadedFile {
    /// The name that the sender gave it.
    pub name: String,
    /// Its bytes.
    pub bytes: Bytes,
}

/// A form with files, its token checked.
#[derive(Debug, Default)]
pub struct Upload {
    fields: BTreeMap<String, String>,
    files: Vec<(String, UploadedFile)>,
    rooms: Vec<SemaphorePermit<'static>>,
    /// What is wrong with the files, under the name of their field.
    pub problems: Errors,
}

impl Upload {
    /// What was typed into a field; empty when the form lacks it.
    pub fn field(&self, name: &str) -> &str {
        self.fields.get(name).map(String::as_str).unwrap_or_default()
    }

    /// The rest of the names of fields that begin so.
    pub fn fields_after<'a>(&'a self, start: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields.keys().filter_map(move |name| name.strip_prefix(start))
    }

    /// The files of a field.
    pub fn files(&self, name: &str) -> Vec<UploadedFile> {
        self.files.iter().filter(|(field, _)| field == name).map(|(_, file)| file.clone()).collect()
    }
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = Refused;

    async fn from_request(mut request: Request, state: &S) -> Result<Self, Refused> {
        DefaultBodyLimit::max(BODY_BYTES).apply(&mut request);
        let limit = request.extensions().get::<TimeLimit>().cloned();
        let (mut parts, body) = request.into_parts();
        let visit = CurrentVisit::from_request_parts(&mut parts, state).await?;
        let form = Multipart::from_request(Request::from_parts(parts, body), state).await;
        let mut form = form.map_err(|_| AppError::Invalid("a form with files was expected"))?;
        let mut reader = Reader {
            visit: &visit.0,
            upload: Upload::default(),
            checked: false,
            text_left: TEXT_BYTES,
            files_left: TOTAL_MEGABYTES << 20,
        };
        match limit {
            Some(limit) => limit.reading(reader.take_all(&mut form)).await?,
            None => reader.take_all(&mut form).await?,
        }
        if reader.checked { Ok(reader.upload) } else { Err(Refused::StaleForm) }
    }
}

/// Reads one form, part by part.
struct Reader<'a> {
    visit: &'a Visit,
    upload: Upload,
    checked: bool,
    text_left: usize,
    files_left: u64,
}

impl Reader<'_> {
    async fn take_all(&mut self, form: &mut Multipart) -> Result<(), Refused> {
        while let Some(field) = form.next_field().await.map_err(broken)? {
            self.take(field).await?;
        }
        Ok(())
    }

    async fn take(&mut self, field: Field<'_>) -> Result<(), Refused> {
        let name = field.name().ok_or(AppError::Invalid("a field without a name"))?.to_owned();
        match field.file_name().map(str::to_owned) {
            None => self.take_text(name, field).await,
            // the token stands first in our forms: nobody else's files are read
            Some(_) if !self.checked => Err(Refused::StaleForm),
            Some(file_name) => self.take_file(name, file_name, field).await,
        }
    }

    async fn take_text(&mut self, name: String, mut field: Field<'_>) -> Result<(), Refused> {
        let mut bytes = Vec::new();
        while let Some(chunk) = field.chunk().await.map_err(broken)? {
            self.text_left = self.text_left.checked_sub(chunk.len()).ok_or(AppError::TooLarge)?;
            bytes.extend_from_slice(&chunk);
        }
        let text = String::from_utf8(bytes).map_err(|_| AppError::Invalid("a field is not UTF-8"))?;
        if text.contains('\0') || name.contains('\0') {
            return Err(AppError::Invalid("a NUL in a form").into());
        }
        if name == csrf::FIELD {
            self.checked = self.visit.token.accepts(&text);
            return if self.checked { Ok(()) } else { Err(Refused::StaleForm) };
        }
        self.upload.fields.insert(name, text);
        Ok(())
    }

    /// Browsers send an empty part for a file field in which nothing was chosen.
    async fn take_file(&mut self, name: String, file_name: String, mut field: Field<'_>) -> Result<(), Refused> {
        let lang = self.visit.prefs.lang;
        let mut held = Held::default();
        let mut problem = (self.upload.files.len() >= MOST_FILES).then(|| lang.too_many_files(MOST_FILES));
        let mut seen = false;
        while let Some(chunk) = field.chunk().await.map_err(broken)? {
            seen |= !chunk.is_empty();
            if problem.is_none() {
                problem = self.hold(&mut held, &chunk, &file_name);
            }
            if problem.is_some() {
                held = Held::default();
            }
        }
        match problem {
            _ if !seen && file_name.is_empty() => {}
            Some(problem) => self.upload.problems.set(FILES_FIELD, problem),
            None => {
                self.upload.rooms.extend(held.room);
                self.upload.files.push((name, UploadedFile { name: file_name, bytes: held.bytes.into() }));
            }
        }
        Ok(())
    }

    /// Takes a part of a file into memory, or says why the file is not taken.
    fn hold(&mut self, held: &mut Held, chunk: &[u8], file_name: &str) -> Option<Cow<'static, str>> {
        let lang = self.visit.prefs.lang;
        let Some(left) = self.files_left.checked_sub(chunk.len() as u64) else {
            return Some(lang.files_too_large(TOTAL_MEGABYTES));
        };
        self.files_left = left;
        if (held.bytes.len() + chunk.len()) as u64 > FILE_MEGABYTES << 20 {
            return Some(lang.file_too_large(file_name, FILE_MEGABYTES));
        }
        if !held.grow(chunk) {
            return Some(lang.no_room_for_files());
        }
        None
    }
}

/// What has come of a file, and its room.
#[derive(Default)]
struct Held {
    bytes: Vec<u8>,
    room: Option<SemaphorePermit<'static>>,
}

impl Held {
    /// Whether there was room for a part more.
    fn grow(&mut self, chunk: &[u8]) -> bool {
        let Some(more) = u32::try_from(chunk.len()).ok().and_then(|bytes| ROOM.try_acquire_many(bytes).ok()) else {
            return false;
        };
        match &mut self.room {
            Some(room) => room.merge(more),
            None => self.room = Some(more),
        }
        self.bytes.extend_from_slice(chunk);
        true
    }
}

/// The field under which problems with files are shown.
pub const FILES_FIELD: &str = "files";

fn broken(error: MultipartError) -> Refused {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => AppError::TooLarge.into(),
        StatusCode::INTERNAL_SERVER_ERROR => AppError::Internal(error.into()).into(),
        _ => AppError::Invalid("the form broke off").into(),
    }
}
