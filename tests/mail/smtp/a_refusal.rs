use super::*;

#[tokio::test]
async fn for_now_defers_and_one_for_good_rejects_once_the_recipient_is_named() {
    for (at, step) in [(At::Rcpt, Step::Rcpt), (At::Data, Step::Data), (At::FinalDot, Step::FinalDot)] {
        let server = SmtpServer::start().await;
        let smtp = smtp(&server);
        server.once(at, Fault::answer("451 4.7.1 greylisted"));
        assert_eq!(send_one(&smtp).await, Outcome::Deferred(answered(step, 451, "4.7.1 greylisted")));
        server.once(at, Fault::answer("550 5.1.1 no such user"));
        assert_eq!(send_one(&smtp).await, Outcome::Rejected(answered(step, 550, "5.1.1 no such user")));
        assert_eq!(server.count(), 0, "{step}");
        assert!(is_handed_over(&send_one(&smtp).await), "{step}: the connection is not good any more");
        assert_eq!((server.count(), server.connections()), (1, 1), "{step}");
    }
}

#[tokio::test]
async fn of_our_sender_defers_for_it_says_nothing_of_the_mail() {
    let server = SmtpServer::start().await;
    let smtp = smtp(&server);
    for code in ["451 4.7.1", "550 5.7.1"] {
        server.once(At::Mail, Fault::answer(&format!("{code} sender not permitted")));
        assert!(matches!(send_one(&smtp).await, Outcome::Deferred(_)), "{code}");
    }
    server.once(At::Mail, Fault::answer("552 5.3.4 too big"));
    assert!(matches!(send_one(&smtp).await, Outcome::Rejected(_)));
}

#[tokio::test]
async fn that_lasts_a_while_is_over_when_it_is_over() {
    let server = SmtpServer::start().await;
    let smtp = smtp(&server);
    server.always(At::Connect, Fault::answer("421 4.3.2 come back later"));
    for _ in 0..3 {
        assert!(matches!(send_one(&smtp).await, Outcome::Deferred(_)));
    }
    server.heal();
    assert!(is_handed_over(&send_one(&smtp).await));
    assert_eq!(server.count(), 1);
}

#[test]
fn is_logged_without_its_words_and_recorded_with_them() {
    let trouble = answered(Step::Rcpt, 550, "5.1.1 <minji@example.com>\nunknown");
    assert_eq!(trouble.to_string(), "RCPT TO: answered 550");
    assert_eq!(trouble.in_full(), "RCPT TO: 550 5.1.1 <minji@example.com> unknown");
    assert_eq!(Trouble::TimedOut(Step::FinalDot).in_full(), "end of message: no answer in time");
}

#[tokio::test]
async fn of_one_recipient_does_not_touch_others() {
    let server = SmtpServer::start().await;
    server.always(At::Rcpt, Fault::answer("550 5.1.1 no such user")).to("gone@example.com");
    let smtp = smtp(&server);
    let gone = send(&smtp, &envelope_to("gone@example.com"), MESSAGE).await;
    assert!(matches!(gone, Outcome::Rejected(_)), "{gone:?}");
    assert!(is_handed_over(&send(&smtp, &envelope_to("here@example.com"), MESSAGE).await));
    assert_eq!(server.messages()[0].to, ["here@example.com"]);
}

#[tokio::test]
async fn of_the_connection_or_the_sign_in_never_rejects_a_message() {
    let server = SmtpServer::start().await;
    let cases = [
        (At::Connect, Step::Greeting, "554 5.3.2 go away", 554),
        (At::Connect, Step::Greeting, "421 4.3.2 too busy", 421),
        (At::Ehlo, Step::Ehlo, "550 5.7.1 bad name", 550),
        (At::Mail, Step::Mail, "530 5.7.0 sign in first", 530),
    ];
    for (at, step, text, code) in cases {
        server.once(at, Fault::answer(text));
        assert_eq!(send_one(&smtp(&server)).await, Outcome::Deferred(answered(step, code, &text[4..])));
    }
}

#[tokio::test]
async fn to_the_final_dot_is_an_answer_and_never_unknown() {
    let server = SmtpServer::start().await;
    server.once(At::FinalDot, Fault::answer("421 4.3.2 shutting down"));
    let outcome = send_one(&smtp(&server)).await;
    assert_eq!(outcome, Outcome::Deferred(answered(Step::FinalDot, 421, "4.3.2 shutting down")));
}

#[tokio::test]
async fn that_is_no_sense_is_deferred_before_the_end_and_unknown_after() {
    let server = SmtpServer::start().await;
    for nonsense in ["hello", "250", "999 x", "25 x", "354 x\r\n250 y"] {
        server.once(At::Data, Fault::answer(nonsense));
        let outcome = send_one(&smtp(&server)).await;
        assert!(matches!(outcome, Outcome::Deferred(Trouble::Malformed(_))), "{nonsense}: {outcome:?}");
    }
    assert_eq!(server.count(), 0);
    for nonsense in ["hello", "354 x", "250-a\r\n550 b"] {
        server.once(At::FinalDot, Fault::answer(nonsense));
        let outcome = send_one(&smtp(&server)).await;
        assert_eq!(outcome, Outcome::Unknown(Trouble::Malformed(Step::FinalDot)), "{nonsense}");
    }
}
