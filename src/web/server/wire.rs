//! The connection itself, with a time for the headers of a request and for the taking of an answer.

use std::{
    io,
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, ready},
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
    time::{Instant, Sleep, sleep_until},
};

use super::patience::{Pace, Patience};

/// What a connection is at: reading headers (until when), answering, or resting. Shared by its wire, which sees bytes, and
/// its service, which sees requests.
#[derive(Debug, Clone)]
pub(super) struct Stage {
    headers_within: Duration,
    now: Arc<Mutex<Now>>,
}

#[derive(Debug, Clone, Copy)]
enum Now {
    Headers { until: Instant },
    Answering,
    Resting,
}

/// Held while a request is answered.
#[derive(Debug)]
pub(super) struct Answering(Stage);

impl Stage {
    /// A new connection owes us the headers of its first request.
    pub(super) fn new(headers_within: Duration) -> Stage {
        let now = Now::Headers { until: Instant::now() + headers_within };
        Stage { headers_within, now: Arc::new(Mutex::new(now)) }
    }

    /// The headers are complete.
    pub(super) fn answering(&self) -> Answering {
        *self.now() = Now::Answering;
        Answering(self.clone())
    }

    fn bytes_came(&self) {
        let mut now = self.now();
        if matches!(*now, Now::Resting) {
            *now = Now::Headers { until: Instant::now() + self.headers_within };
        }
    }

    fn headers_until(&self) -> Option<Instant> {
        match *self.now() {
            Now::Headers { until } => Some(until),
            Now::Answering | Now::Resting => None,
        }
    }

    fn now(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Answering {
    fn drop(&mut self) {
        *self.0.now() = Now::Resting;
    }
}

/// A connection whose peer may not dawdle.
#[derive(Debug)]
pub(super) struct Wire {
    stream: TcpStream,
    stage: Stage,
    alarm: Pin<Box<Sleep>>,
    taking: Patience,
}

impl Wire {
    pub(super) fn new(stream: TcpStream, stage: Stage, pace: Pace) -> Wire {
        let alarm = Box::pin(sleep_until(Instant::now() + stage.headers_within));
        Wire { stream, stage, alarm, taking: Patience::new(pace) }
    }

    fn poll_headers_late(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let Some(until) = self.stage.headers_until() else { return Poll::Pending };
        if self.alarm.deadline() != until {
            self.alarm.as_mut().reset(until);
        }
        self.alarm.as_mut().poll(cx)
    }

    fn poll_taken(&mut self, cx: &mut Context<'_>, written: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        if let Poll::Ready(written) = written {
            self.taking.progress(*written.as_ref().unwrap_or(&0));
            return Poll::Ready(written);
        }
        ready!(self.taking.poll_used_up(cx));
        Poll::Ready(Err(late("the answer is not taken")))
    }
}

impl AsyncRead for Wire {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buf.filled().len();
        if let Poll::Ready(read) = Pin::new(&mut self.stream).poll_read(cx, buf) {
            if buf.filled().len() > before {
                self.stage.bytes_came();
            }
            return Poll::Ready(read);
        }
        ready!(self.poll_headers_late(cx));
        Poll::Ready(Err(late("the headers came too slowly")))
    }
}

impl AsyncWrite for Wire {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, buf);
        self.poll_taken(cx, written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, bufs);
        self.poll_taken(cx, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

fn late(what: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::TimedOut, what)
}
