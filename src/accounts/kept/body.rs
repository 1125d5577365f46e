//! The body of a request that a handler may leave unread, and the texts in it.

use std::{
    collections::BTreeMap,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
};

use axum::{
    body::{Body, Bytes, HttpBody, to_bytes},
    extract::{FromRequest, Multipart, Request},
    http::{header, request::Parts},
};
use hyper::body::{Frame, SizeHint};

/// All texts of a kept form: far above the longest answer.
const MOST_BYTES: usize = 32 * 1024;

/// A body that comes back when its borrower has gone.
pub(super) struct Lent(Arc<Mutex<Option<Body>>>);

/// The borrower's side.
struct Borrowed(Arc<Mutex<Option<Body>>>);

impl Lent {
    pub(super) fn of(body: Body) -> Lent {
        Lent(Arc::new(Mutex::new(Some(body))))
    }

    pub(super) fn body(&self) -> Body {
        Body::new(Borrowed(Arc::clone(&self.0)))
    }

    fn back(self) -> Body {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take().unwrap_or_default()
    }
}

impl HttpBody for Borrowed {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        match self.0.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
            Some(body) => Pin::new(body).poll_frame(cx),
            None => Poll::Ready(None),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).as_ref().is_none_or(HttpBody::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        let body = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        body.as_ref().map_or(SizeHint::with_exact(0), HttpBody::size_hint)
    }
}

/// What was typed into a form.
#[derive(Debug, Default)]
pub(super) struct Texts {
    pub(super) fields: BTreeMap<String, String>,
    pub(super) multipart: bool,
    pub(super) had_files: bool,
}

/// Reads the texts of a form up to its first file; nothing when they are too many or it is no form.
pub(super) async fn read_texts(parts: &Parts, lent: Lent) -> Option<Texts> {
    let kind = parts.headers.get(header::CONTENT_TYPE)?.clone();
    if kind.as_bytes().starts_with(b"application/x-www-form-urlencoded") {
        let bytes = to_bytes(lent.back(), MOST_BYTES).await.ok()?;
        let fields = url::form_urlencoded::parse(&bytes).into_owned().collect();
        return Some(Texts { fields, ..Texts::default() });
    }
    let request = Request::post("/").header(header::CONTENT_TYPE, kind).body(lent.back()).ok()?;
    let mut form = Multipart::from_request(request, &()).await.ok()?;
    let (mut texts, mut left) = (Texts { multipart: true, ..Texts::default() }, MOST_BYTES);
    while let Some(field) = form.next_field().await.ok()? {
        if let Some(name) = field.file_name() {
            if name.is_empty() {
                continue;
            }
            texts.had_files = true;
            break;
        }
        let name = field.name()?.to_owned();
        let mut bytes = Vec::new();
        let mut field = field;
        while let Some(chunk) = field.chunk().await.ok()? {
            left = left.checked_sub(chunk.len())?;
            bytes.extend_from_slice(&chunk);
        }
        texts.fields.insert(name, String::from_utf8(bytes).ok()?);
    }
    Some(texts)
}
