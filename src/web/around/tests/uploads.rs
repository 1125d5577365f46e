//! Forms with files.

use super::*;

#[tokio::test]
async fn files_and_what_was_typed_are_read() {
    let response = send(multipart(&[
        ("csrf", None, token().as_bytes()),
        ("body", None, "본문".as_bytes()),
        ("files", Some("영수증.png"), b"12345"),
        ("files", Some(""), b""),
    ]))
    .await;
    assert_eq!(text(response).await, "본문|영수증.png:5|");
}

#[tokio::test]
async fn what_was_typed_is_kept_when_a_file_is_refused() {
    let (token, large) = (token(), vec![0; (FILE_MEGABYTES as usize) << 20]);
    let over = [large.as_slice(), b"x"].concat();
    let start = [("csrf", None, token.as_bytes()), ("body", None, b"typed".as_slice())];
    let with = |files: Vec<(&'static str, &[u8])>| {
        let files = files.into_iter().map(|(name, bytes)| ("files", Some(name), bytes));
        multipart(&start.iter().copied().chain(files).collect::<Vec<_>>())
    };
    let exactly = text(send(with(vec![("a", &large)])).await).await;
    assert_eq!(exactly, format!("typed|a:{}|", large.len()));
    let one_over = text(send(with(vec![("a.png", &over), ("b", b"1")])).await).await;
    assert!(one_over.starts_with("typed|b:1|‘a.png’ 파일이 10 MB보다 큽니다"), "{one_over}");
    let six = text(send(with(vec![("n", b"1"); MOST_FILES + 1])).await).await;
    assert!(six.contains("파일은 5개까지") && six.matches("n:1").count() == MOST_FILES, "{six}");
    let total = text(send(with(vec![("a", &large), ("b", &large), ("c", &large)])).await).await;
    assert!(total.contains(&format!("{TOTAL_MEGABYTES} MB를 넘습니다")) && !total.contains("c:"), "{total}");
}

#[tokio::test]
async fn files_before_or_without_the_token_are_not_read() {
    let token = token();
    let late = [("files", Some("a"), b"1".as_slice()), ("csrf", None, token.as_bytes())];
    let none = [("body", None, b"x".as_slice())];
    let wrong = [("csrf", None, b"x".as_slice())];
    for parts in [&late[..], &none, &wrong] {
        assert_eq!(send(multipart(parts)).await.status(), StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn hostile_uploads_are_refused_and_never_a_fault_of_ours() {
    let token = token();
    for (body, status) in [(&b"a\0b"[..], 400), (b"\xff\xfe", 400), (&vec![b'x'; BODY_BYTES + 1], 413)] {
        let request = multipart(&[("csrf", None, token.as_bytes()), ("body", None, body)]);
        assert_eq!(send(request).await.status().as_u16(), status);
    }
    for broken in ["", "--the-boundary", "--the-boundary\r\n\r\n", "--other\r\nContent-Disposition: x\r\n\r\n"] {
        let mut request = multipart(&[]);
        *request.body_mut() = Body::from(broken);
        let status = send(request).await.status();
        assert!(status == StatusCode::BAD_REQUEST || status == StatusCode::FORBIDDEN, "{broken:?}: {status}");
    }
    let mut request = multipart(&[]);
    request.headers_mut().remove(header::CONTENT_TYPE);
    assert_eq!(send(request).await.status(), StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn who_sends_files_slowly_keeps_nobody_from_writing() {
    let app = app("http://portal.example");
    let token = token();
    let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{token}\r\n");
    let slow = |_| {
        let first = futures_util::stream::iter([Ok::<_, std::io::Error>(head.clone())]);
        let body = Body::from_stream(futures_util::StreamExt::chain(first, futures_util::stream::pending()));
        let mut request = multipart(&[]);
        *request.body_mut() = body;
        tokio::spawn(app.clone().oneshot(request))
    };
    let uploads: Vec<_> = (0..64).map(slow).collect();
    tokio::task::yield_now().await;
    let answer = app.oneshot(multipart(&[("csrf", None, token.as_bytes()), ("body", None, b"typed")])).await.unwrap();
    assert_eq!(text(answer).await, "typed||");
    assert!(uploads.iter().all(|upload| !upload.is_finished()), "they still hold their connections");
    uploads.iter().for_each(|upload| upload.abort());
}
