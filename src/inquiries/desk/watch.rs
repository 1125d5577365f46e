//! Streams of what is new, for pages that somebody looks at: the tab is told that its page is another, and fetches it.
//!
//! Where there is no room for a stream, the same address answers once and asks to come back after a while.

use std::{convert::Infallible, sync::Arc, time::Duration};

use axum::{
    http::{HeaderMap, HeaderName, HeaderValue, header},
    response::{
        IntoResponse, Response, Sse,
        sse::{Event, KeepAlive},
    },
};
use futures_util::{Stream, StreamExt, stream};
use serde::Deserialize;

use crate::{
    id,
    live::{Hub, News, Open, Watcher},
    web::server::Lasting,
};

/// How soon a browser comes back when a stream broke off, at least, and how far they spread.
const BACK_AFTER: Duration = Duration::from_millis(1_500);
const SPREAD: u64 = 3_000;
/// How often a browser looks that found no room for a stream.
const LOOK_AGAIN: Duration = Duration::from_secs(12);
/// What a browser says when it comes back.
const LAST: HeaderName = HeaderName::from_static("last-event-id");

/// What the page showed, as its address says.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Shown {
    #[serde(default)]
    version: String,
}

impl Shown {
    /// The version that the browser knows: of its last event, else of its page.
    pub(super) fn known(self, headers: &HeaderMap) -> String {
        let last = headers.get(LAST).and_then(|value| value.to_str().ok()).filter(|text| !text.is_empty());
        last.map_or(self.version, str::to_owned)
    }
}

/// Writes the words for who is there.
pub(super) type Words = Arc<dyn Fn(&News) -> Option<String> + Send + Sync>;

/// A tab that is kept up to date.
struct Told {
    known: String,
    words: Option<String>,
    say: Words,
}

impl Told {
    /// What is to be told of the news; the first of a list only teaches its version.
    fn events(&mut self, news: &News) -> Vec<Event> {
        let mut events = Vec::new();
        if !news.version.is_empty() && news.version != self.known {
            let name = if self.known.is_empty() { "known" } else { "changed" };
            self.known.clone_from(&news.version);
            events.push(Event::default().event(name).id(&news.version).data(&news.version));
        }
        let words = (self.say)(news);
        if words != self.words {
            self.words.clone_from(&words);
            events.extend(words.map(|words| Event::default().event("others").data(words)));
        }
        events
    }
}

/// Opens the stream of a tab that knows this version, where things stand so.
pub(super) fn watch(hub: &Arc<Hub>, watcher: Watcher, known: String, stands: News, say: Words) -> Response {
    let mut told = Told { known, words: None, say };
    let first = told.events(&stands);
    let mut response = match hub.open(watcher) {
        Some(open) => {
            let back = BACK_AFTER + Duration::from_millis(u64::from(u16::from_be_bytes(id::random())) % SPREAD);
            let events = stream::iter(hello(back, first)).chain(told_by(open, told));
            Sse::new(events.map(Ok::<_, Infallible>)).keep_alive(KeepAlive::default()).into_response()
        }
        None => Sse::new(stream::iter(hello(LOOK_AGAIN, first)).map(Ok::<_, Infallible>)).into_response(),
    };
    response.extensions_mut().insert(Lasting);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    // a proxy that collects answers would hold the news back
    response.headers_mut().insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

fn hello(back: Duration, first: Vec<Event>) -> impl Iterator<Item = Event> {
    std::iter::once(Event::default().retry(back).comment("")).chain(first)
}

/// What comes until the tab is closed, or its person may look no longer.
fn told_by(open: Open, told: Told) -> impl Stream<Item = Event> {
    let batches = stream::unfold(Some((open, told)), |tab| async move {
        let (mut open, mut told) = tab?;
        tokio::select! {
            biased;
            () = open.over.cancelled() => Some((vec![Event::default().event("over").data("")], None)),
            changed = open.news.changed() => {
                changed.ok()?;
                let events = told.events(&open.news.borrow_and_update());
                Some((events, Some((open, told))))
            }
        }
    });
    batches.flat_map(stream::iter)
}
