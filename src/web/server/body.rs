//! The bodies of a request and of its answer, watched.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll, ready},
};

use axum::{
    BoxError,
    body::{Body as AxumBody, Bytes},
};
use hyper::body::{Body, Frame, Incoming, SizeHint};

use super::{
    patience::{Pace, Patience},
    wire::Answering,
};

/// A request's body that ends with an error when it comes too slowly.
#[derive(Debug)]
pub(super) struct PacedBody {
    body: Incoming,
    patience: Patience,
}

impl PacedBody {
    pub(super) fn new(body: Incoming, pace: Pace) -> PacedBody {
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

/// An answer's body; when it is dropped, the request is done with.
#[derive(Debug)]
pub(super) struct Reported {
    body: AxumBody,
    _answering: Answering,
}

impl Reported {
    pub(super) fn new(body: AxumBody, answering: Answering) -> Reported {
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
