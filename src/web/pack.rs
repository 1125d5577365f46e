//! Packs pages for browsers that can unpack them: by gzip, which all can, at its fastest.
//!
//! A page is whole before its first byte leaves. So it is packed in one go, by a packer that each thread keeps: a new one for
//! each page, fed in pieces, takes half as much again. Assets were packed when the program was built.

use std::{cell::RefCell, ops::RangeInclusive};

use axum::{
    body::{Body, HttpBody, to_bytes},
    extract::Request,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use flate2::{Compress, Compression, FlushCompress, Status};

/// Bytes of what is packed: a shorter answer fits a packet as it is, a longer one would hold up the thread's other requests.
const WORTH_IT: RangeInclusive<usize> = 1_000..=1_000_000;

/// The largest window: 32 KiB.
const WINDOW_BITS: u8 = 15;

thread_local! {
    static PACKER: RefCell<Compress> = RefCell::new(Compress::new_gzip(Compression::fast(), WINDOW_BITS));
}

/// Packs the answer if it is worth it and the browser can unpack it.
pub(super) async fn pack(request: Request, next: Next) -> Response {
    let unpacks = reads_gzip(request.headers());
    let mut answer = next.run(request).await;
    if !is_worth_it(&answer) {
        return answer;
    }
    answer.headers_mut().append(header::VARY, HeaderValue::from_static("accept-encoding"));
    if unpacks { packed(answer).await } else { answer }
}

fn reads_gzip(headers: &HeaderMap) -> bool {
    let lists = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|list| list.to_str().ok());
    lists.flat_map(|list| list.split(',')).any(|entry| {
        let (name, quality) = entry.split_once(';').unwrap_or((entry, ""));
        let refused = quality.trim().strip_prefix("q=").is_some_and(|q| q.parse() == Ok(0.0));
        name.trim().eq_ignore_ascii_case("gzip") && !refused
    })
}

fn is_worth_it(answer: &Response) -> bool {
    let headers = answer.headers();
    let is_text = headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/"));
    let bytes = answer.body().size_hint().exact().and_then(|bytes| usize::try_from(bytes).ok());
    is_text && !headers.contains_key(header::CONTENT_ENCODING) && bytes.is_some_and(|bytes| WORTH_IT.contains(&bytes))
}

async fn packed(answer: Response) -> Response {
    let (mut parts, body) = answer.into_parts();
    let Ok(page) = to_bytes(body, *WORTH_IT.end()).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response(); // what is in memory can be read
    };
    let Some(packed) = PACKER.with_borrow_mut(|packer| gzip(packer, &page)) else {
        return Response::from_parts(parts, Body::from(page));
    };
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    Response::from_parts(parts, Body::from(packed))
}

/// None when it became longer.
fn gzip(packer: &mut Compress, page: &[u8]) -> Option<Vec<u8>> {
    packer.reset();
    let mut packed = Vec::with_capacity(page.len());
    let ended = packer.compress_vec(page, &mut packed, FlushCompress::Finish);
    (ended.ok()? == Status::StreamEnd).then_some(packed)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use std::io::Read;

    use axum::{Router, middleware::from_fn, routing::get};
    use proptest::prelude::*;
    use tower::ServiceExt;

    use super::*;

    fn unpack(bytes: &[u8]) -> Vec<u8> {
        let mut page = Vec::new();
        flate2::read::GzDecoder::new(bytes).read_to_end(&mut page).unwrap();
        page
    }

    async fn answer(kind: &'static str, length: usize, accepted: &'static str) -> Response {
        let handler = move || async move { ([(header::CONTENT_TYPE, kind)], "문의 ".repeat(length / 7)) };
        let router = Router::new().route("/", get(handler)).layer(from_fn(pack));
        let request = Request::get("/").header(header::ACCEPT_ENCODING, accepted).body(Body::empty()).unwrap();
        router.oneshot(request).await.unwrap()
    }

    fn encoding(answer: &Response) -> Option<&str> {
        answer.headers().get(header::CONTENT_ENCODING).map(|value| value.to_str().unwrap())
    }

    #[tokio::test]
    async fn a_page_is_packed_and_says_so() {
        let answer = answer("text/html; charset=utf-8", 10_000, "gzip, br").await;
        assert_eq!(encoding(&answer), Some("gzip"));
        assert_eq!(answer.headers()[header::VARY], "accept-encoding");
        assert!(answer.headers().get(header::CONTENT_LENGTH).is_none_or(|length| length != "9996"));
        let bytes = to_bytes(answer.into_body(), 1_000).await.unwrap();
        assert_eq!(unpack(&bytes), "문의 ".repeat(10_000 / 7).into_bytes());
    }

    #[tokio::test]
    async fn who_cannot_unpack_gets_the_page_and_caches_are_told() {
        for accepted in ["", "br", "identity", "gzip;q=0", "gzip; q=0.0, deflate"] {
            let answer = answer("text/html", 10_000, accepted).await;
            assert_eq!(encoding(&answer), None, "{accepted}");
            assert_eq!(answer.headers()[header::VARY], "accept-encoding");
        }
        assert_eq!(encoding(&answer("text/html", 10_000, "br;q=1, GZIP;q=0.5").await), Some("gzip"));
    }

    #[tokio::test]
    async fn what_is_short_long_or_no_text_stays_as_it_is() {
        for (kind, length) in [("text/html", 900), ("text/html", 1_100_000), ("image/png", 10_000)] {
            let answer = answer(kind, length, "gzip").await;
            assert_eq!((encoding(&answer), answer.headers().get(header::VARY)), (None, None), "{kind} {length}");
        }
    }

    proptest! {
        #[test]
        fn what_is_packed_can_be_unpacked_page_after_page(pages in proptest::collection::vec("\\PC{0,400}", 1..4)) {
            let mut packer = Compress::new_gzip(Compression::fast(), WINDOW_BITS);
            for page in pages {
                if let Some(packed) = gzip(&mut packer, page.as_bytes()) {
                    prop_assert!(packed.len() <= page.len());
                    prop_assert_eq!(unpack(&packed), page.into_bytes());
                }
            }
        }
    }
}
