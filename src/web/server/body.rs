//! The bodies of a request and of its answer, watched.

use std::{
    io,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
    time::Duration,
};

use axum::{
    BoxError,
    body::{Body as AxumBody, Bytes},
};
use http_body_util::BodyExt;
use hyper::body::{Body, Frame, Incoming, SizeHint};
use tokio::time::timeout;

use super::{
    patience::{Pace, Patience},
    wire::Answering,
};

/// A request's body. What its handler leaves unread is taken in and dropped for a while: to close a connection on which
/// bytes still come resets it, and the client never reads why it was refused.
#[derive(Debug)]
pub(super) struct RequestBody {
    /// None once it ended or failed.
    body: Option<PacedBody>,
    linger: Duration,
    answering: Arc<Answering>,
}

impl RequestBody {
    pub(super) fn new(body: Incoming, pace: Pace, linger: Duration, answering: Arc<Answering>) -> RequestBody {
        RequestBody { body: Some(PacedBody::new(body, pace)), linger, answering }
    }
}

impl Body for RequestBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let Some(body) = &mut self.body else { return Poll::Ready(None) };
        let frame = ready!(Pin::new(body).poll_frame(cx));
        if !matches!(frame, Some(Ok(_))) {
            self.body = None;
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.as_ref().is_none_or(PacedBody::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        self.body.as_ref().map_or(SizeHint::with_exact(0), PacedBody::size_hint)
    }
}

impl Drop for RequestBody {
    fn drop(&mut self) {
        let Some(mut body) = self.body.take().filter(|body| !body.is_end_stream()) else { return };
        let (linger, answering) = (self.linger, Arc::clone(&self.answering));
        tokio::spawn(async move {
            let _late = timeout(linger, async { while let Some(Ok(_)) = body.frame().await {} }).await;
            drop(answering);
        });
    }
}

/// A request's body that ends with an error when it comes too slowly.
#[derive(Debug)]
struct PacedBody {
    body: Incoming,
    patience: Patience,
}

impl PacedBody {
    fn new(body: Incoming, pace: Pace) -> PacedBody {
        PacedBody { body, patience: Patience::new(pace) }
    }
}

impl Body for PacedBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(cx) else {
            ready!(self.patience.poll_used_up(cx));
            let slow = io::Error::new(io::ErrorKind::TimedOut, "the body came too slowly");
            return Poll::Ready(Some(Err(slow.into())));
        };
        let bytes = frame.as_ref().and_then(|frame| frame.as_ref().ok()?.data_ref().map(Bytes::len));
        self.patience.progress(bytes.unwrap_or(0));
        Poll::Ready(frame.map(|frame| frame.map_err(BoxError::from)))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// An answer's body; when it is dropped and nothing of the request's body is left, the request is done with.
#[derive(Debug)]
pub(super) struct Reported {
    body: AxumBody,
    _answering: Arc<Answering>,
}

impl Reported {
    pub(super) fn new(body: AxumBody, answering: Arc<Answering>) -> Reported {
        Reported { body, _answering: answering }
    }
}

impl Body for Reported {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
