use super::*;

/// The next message is refused: a connection out of step would take another answer for its own.
async fn next_is_refused(server: &SmtpServer, smtp: &Smtp) {
    server.once(At::FinalDot, Fault::answer("550 5.7.1 no"));
    let outcome = send_one(smtp).await;
    assert_eq!(outcome, Outcome::Rejected(answered(Step::FinalDot, 550, "5.7.1 no")));
    assert_eq!(server.connections(), 2, "the connection out of step was used again");
}

#[tokio::test]
async fn to_nothing_never_counts_for_the_next_message() {
    let server = SmtpServer::start().await;
    let smtp = smtp(&server);
    server.once(At::FinalDot, Fault::answer("250 2.0.0 stored\r\n250 2.0.0 and an answer to nothing"));
    assert!(is_handed_over(&send_one(&smtp).await));
    next_is_refused(&server, &smtp).await;
}

#[tokio::test]
async fn to_nothing_that_comes_later_never_counts_for_the_next_message() {
    let server = SmtpServer::start().await;
    let smtp = smtp(&server);
    server.once(At::FinalDot, Fault::Babble("250 2.0.0 an answer to nothing"));
    assert!(is_handed_over(&send_one(&smtp).await));
    tokio::time::sleep(Duration::from_millis(30)).await;
    next_is_refused(&server, &smtp).await;
}

#[tokio::test]
async fn that_comes_too_late_never_counts_for_the_next_message() {
    let server = SmtpServer::start().await;
    let smtp = smtp(&server);
    server.once(At::FinalDot, Fault::Slow(SHORT + SHORT / 3));
    assert_eq!(send_one(&smtp).await, Outcome::Unknown(Trouble::TimedOut(Step::FinalDot)));
    next_is_refused(&server, &smtp).await;
}
