//! Handing messages to a relay that behaves and misbehaves.

use std::time::{Duration, Instant};

use devcenter::mail::smtp::{
    Answer, Envelope, MessageFault, Outcome, Ready, Refusal, Settings, Smtp, SmtpUrl, SmtpUrlFault, Step, Timeouts,
    Tls, Trouble,
};
use devcenter::mail::{Address, AddressFault};

use crate::support::smtp_server::{At, CA_PEM_PATH, Fault, Offers, SignIn, SmtpServer, Stored};

const MESSAGE: &[u8] = b"Subject: test\r\n\r\nHello.\r\n";
const SHORT: Duration = Duration::from_millis(250);

fn settings() -> Settings {
    let timeouts = Timeouts {
        connect: SHORT * 4,
        greeting: SHORT,
        command: SHORT,
        begin: SHORT * 20,
        data: SHORT,
        body: SHORT * 10,
        final_dot: SHORT,
    };
    Settings { connections: 8, idle: Duration::from_secs(30), timeouts, hello: "portal.example".to_owned() }
}

fn smtp_at(url: &str) -> Smtp {
    Smtp::new(SmtpUrl::parse(url).unwrap(), settings()).unwrap()
}

fn smtp(server: &SmtpServer) -> Smtp {
    smtp_at(&server.url())
}

fn address(text: &str) -> Address {
    text.parse().unwrap()
}

fn envelope_to(to: &str) -> Envelope {
    Envelope { return_path: Some(address("bounce+1@portal.example")), to: address(to) }
}

fn envelope() -> Envelope {
    envelope_to("customer@example.com")
}

/// Begins and finishes as the delivering loop does.
async fn send(smtp: &Smtp, envelope: &Envelope, message: &[u8]) -> Outcome {
    match smtp.begin(envelope, message).await {
        Ok(ready) => ready.finish().await,
        Err(refusal) => refusal.into(),
    }
}

async fn send_one(smtp: &Smtp) -> Outcome {
    send(smtp, &envelope(), MESSAGE).await
}

fn answered(step: Step, code: u16, text: &str) -> Trouble {
    Trouble::Answered { step, answer: Answer { code, text: text.to_owned() } }
}

fn is_handed_over(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::HandedOver(_))
}

/// More than the socket buffers of both sides hold, so that the client is still writing when the server drops it.
fn big_message() -> Vec<u8> {
    let line = format!("{}\r\n", "x".repeat(900));
    format!("Subject: big\r\n\r\n{}", line.repeat(24_000)).into_bytes()
}

mod a_relay_that_behaves {
    use super::*;

    #[tokio::test]
    async fn gets_the_envelope_and_the_bytes_and_its_answer_is_kept() {
        let server = SmtpServer::start().await;
        let outcome = send_one(&smtp(&server)).await;
        assert_eq!(outcome, Outcome::HandedOver(Answer { code: 250, text: "2.0.0 stored".to_owned() }));
        let [message] = <[Stored; 1]>::try_from(server.messages()).unwrap();
        assert_eq!(message.from, "bounce+1@portal.example");
        assert_eq!(message.to, ["customer@example.com"]);
        assert_eq!(message.data, MESSAGE);
    }

    #[tokio::test]
    async fn gets_nothing_of_a_message_before_it_is_finished() {
        let server = SmtpServer::start().await;
        let ready = smtp(&server).begin(&envelope(), MESSAGE).await.unwrap();
        assert_eq!(server.commands().last().unwrap(), "RCPT TO:<customer@example.com>");
        drop(ready);
        server.close_connections().await;
        assert_eq!(server.count(), 0);
        assert!(!server.commands().contains(&"DATA".to_owned()));
    }

    #[tokio::test]
    async fn keeps_one_connection_for_messages_in_a_row() {
        let server = SmtpServer::start().await;
        let smtp = smtp(&server);
        for _ in 0..20 {
            assert!(is_handed_over(&send_one(&smtp).await));
        }
        assert_eq!((server.count(), server.connections()), (20, 1));
        assert!(server.messages().iter().all(|message| message.connection == 1));
        assert!(!server.commands().iter().any(|line| line == "NOOP" || line == "RSET"));
    }

    #[tokio::test]
    async fn sees_no_more_connections_at_once_than_configured() {
        let server = SmtpServer::start().await;
        server.always(At::FinalDot, Fault::Slow(Duration::from_millis(5)));
        let smtp =
            Smtp::new(SmtpUrl::parse(&server.url()).unwrap(), Settings { connections: 3, ..settings() }).unwrap();
        let sending = (0..30).map(|_| {
            let smtp = smtp.clone();
            tokio::spawn(async move { send_one(&smtp).await })
        });
        for sent in sending.collect::<Vec<_>>() {
            assert!(is_handed_over(&sent.await.unwrap()));
        }
        assert_eq!((server.count(), server.connections()), (30, 3));
    }

    #[tokio::test]
    async fn without_pipelining_is_asked_one_thing_at_a_time() {
        let server = SmtpServer::offering(Offers { no_pipelining: true, ..Offers::default() }).await;
        server.once(At::Mail, Fault::answer("451 4.3.0 later"));
        let smtp = smtp(&server);
        assert_eq!(send_one(&smtp).await, Outcome::Deferred(answered(Step::Mail, 451, "4.3.0 later")));
        let asked = server.commands();
        assert!(!asked.iter().any(|line| line.starts_with("RCPT")), "{asked:?}");
        assert!(is_handed_over(&send_one(&smtp).await));
    }

    #[tokio::test]
    async fn may_word_its_answers_as_it_likes() {
        let server = SmtpServer::start().await;
        let smtp = smtp(&server);
        let odd: [(&[u8], u16, &str); 6] = [
            (b"250", 250, ""),
            (b"250 ok \xff", 250, "ok \u{fffd}"),
            (b"279 beyond the book", 279, "beyond the book"),
            (b"250-2.0.0 two\r\n250 lines", 250, "2.0.0 two\nlines"),
            (b"250 nul \0 and \x1b[31m red", 250, "nul and [31m red"),
            ("250 \u{202e}turned".as_bytes(), 250, "turned"),
        ];
        for (bytes, code, text) in odd {
            server.once(At::FinalDot, Fault::Answer(bytes.to_vec()));
            assert_eq!(send_one(&smtp).await, Outcome::HandedOver(Answer { code, text: text.to_owned() }));
        }
        assert_eq!((server.count(), server.connections()), (6, 1));
    }

    #[tokio::test]
    async fn has_an_idle_connection_closed_with_a_good_bye() {
        let server = SmtpServer::start().await;
        let url = SmtpUrl::parse(&server.url()).unwrap();
        let smtp = Smtp::new(url, Settings { idle: Duration::from_millis(40), ..settings() }).unwrap();
        assert!(is_handed_over(&send_one(&smtp).await));
        assert_eq!(server.open_connections(), 1);
        let waiting = Instant::now();
        while server.open_connections() > 0 {
            assert!(waiting.elapsed() < Duration::from_secs(5), "the idle connection stays open");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        assert_eq!(server.commands().last().unwrap(), "QUIT");
        assert!(is_handed_over(&send_one(&smtp).await));
        assert_eq!(server.connections(), 2);
    }

    #[tokio::test]
    async fn is_checked_without_sending_anything() {
        let server = SmtpServer::start().await;
        assert_eq!(smtp(&server).check().await, Ok(()));
        server.once(At::Connect, Fault::answer("554 5.3.2 go away"));
        assert_eq!(smtp(&server).check().await, Err(answered(Step::Greeting, 554, "5.3.2 go away")));
    }

    #[tokio::test]
    async fn is_greeted_with_a_name_and_never_with_more() {
        let server = SmtpServer::start().await;
        for (name, said) in [
            ("portal.example", "EHLO portal.example"),
            ("my_box\r\nQUIT", "EHLO [127.0.0.1]"),
            ("", "EHLO [127.0.0.1]"),
        ] {
            let url = SmtpUrl::parse(&server.url()).unwrap();
            let smtp = Smtp::new(url, Settings { hello: name.to_owned(), ..settings() }).unwrap();
            let ready = smtp.begin(&envelope(), MESSAGE).await.unwrap();
            let greeting = server.commands().into_iter().rfind(|line| line.starts_with("EHLO"));
            assert_eq!(greeting.unwrap(), said);
            drop(ready);
        }
    }

    #[tokio::test]
    async fn is_not_given_more_than_it_takes() {
        let server = SmtpServer::offering(Offers { size: Some(1_000), ..Offers::default() }).await;
        let smtp = smtp(&server);
        let outcome = send(&smtp, &envelope(), format!("S: x\r\n\r\n{}", "x\r\n".repeat(400)).as_bytes()).await;
        assert!(matches!(outcome, Outcome::Rejected(Trouble::TooLarge { limit: 1_000, .. })), "{outcome:?}");
        assert!(is_handed_over(&send_one(&smtp).await));
        assert_eq!(server.connections(), 1);
    }
}

mod the_bytes {
    use super::*;

    async fn arrive(message: &[u8]) -> Vec<u8> {
        let server = SmtpServer::start().await;
        assert!(is_handed_over(&send(&smtp(&server), &envelope(), message).await));
        server.messages().remove(0).data
    }

    #[tokio::test]
    async fn with_leading_dots_arrive_as_they_were() {
        for message in [&b".\r\n"[..], b"..\r\n.\r\n...\r\n", b"S: x\r\n\r\n.\r\nMAIL FROM:<x@y.z>\r\n", b"a\r\n.b\r\n"]
        {
            assert_eq!(arrive(message).await, message);
        }
    }

    #[tokio::test]
    async fn without_a_last_line_end_get_one_and_no_more() {
        assert_eq!(arrive(b"S: x\r\n\r\nend").await, b"S: x\r\n\r\nend\r\n");
        assert_eq!(arrive(b"S: x\r\n\r\nend\r\n\r\n").await, b"S: x\r\n\r\nend\r\n\r\n");
    }

    #[tokio::test]
    async fn of_any_size_arrive_whole() {
        let message = big_message();
        assert!(arrive(&message).await == message);
    }

    #[tokio::test]
    async fn that_break_the_rules_never_reach_the_relay() {
        let server = SmtpServer::start().await;
        let smtp = smtp(&server);
        let long = [vec![b'x'; 999], b"\r\n".to_vec()].concat();
        let bad: [(&[u8], MessageFault); 9] = [
            (b"", MessageFault::Empty),
            (b"a\r\nb\nc\r\n", MessageFault::BareLineEnd(2)),
            (b"a\rb\r\n", MessageFault::BareLineEnd(1)),
            (b"a\r\n\n.\n", MessageFault::BareLineEnd(2)),
            (b"a\r\n.\r\r\n", MessageFault::BareLineEnd(2)),
            (b"a\r", MessageFault::BareLineEnd(1)),
            (&long, MessageFault::LongLine(1)),
            (b"a\0b\r\n", MessageFault::NotSevenBit(1)),
            ("문의\r\n".as_bytes(), MessageFault::NotSevenBit(1)),
        ];
        for (message, fault) in bad {
            let refused = smtp.begin(&envelope(), message).await.unwrap_err();
            assert_eq!(refused, Refusal::Rejected(Trouble::Unsendable(fault)));
        }
        assert_eq!(server.connections(), 0);
        let longest = [vec![b'x'; 998], b"\r\n".to_vec()].concat();
        assert!(is_handed_over(&send(&smtp, &envelope(), &longest).await));
    }
}

mod a_refusal {
    use super::*;

    #[tokio::test]
    async fn for_now_defers_and_one_for_good_rejects_at_every_step() {
        let steps =
            [(At::Mail, Step::Mail), (At::Rcpt, Step::Rcpt), (At::Data, Step::Data), (At::FinalDot, Step::FinalDot)];
        for (at, step) in steps {
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
}

mod a_lost_connection {
    use super::*;

    fn is_lost_in(outcome: &Outcome, step: Step) -> bool {
        matches!(outcome, Outcome::Deferred(Trouble::Lost { step: lost, .. }) if *lost == step)
    }

    #[tokio::test]
    async fn before_the_final_dot_defers() {
        let steps = [
            (At::Connect, Step::Greeting),
            (At::Ehlo, Step::Ehlo),
            (At::Mail, Step::Mail),
            (At::Rcpt, Step::Rcpt),
            (At::Data, Step::Data),
        ];
        for (at, step) in steps {
            let server = SmtpServer::start().await;
            server.once(at, Fault::Drop);
            let smtp = smtp(&server);
            let outcome = send_one(&smtp).await;
            assert!(is_lost_in(&outcome, step), "{step}: {outcome:?}");
            assert!(is_handed_over(&send_one(&smtp).await));
            assert_eq!(server.count(), 1);
        }
    }

    #[tokio::test]
    async fn in_the_middle_of_the_data_defers_and_the_next_try_is_the_only_copy() {
        let server = SmtpServer::start().await;
        server.once(At::Body, Fault::Drop);
        let smtp = smtp(&server);
        let outcome = send(&smtp, &envelope(), &big_message()).await;
        assert!(is_lost_in(&outcome, Step::Body), "{outcome:?}");
        assert!(is_handed_over(&send(&smtp, &envelope(), &big_message()).await));
        assert_eq!(server.count(), 1);
    }

    #[tokio::test]
    async fn after_the_final_dot_leaves_the_outcome_unknown() {
        let server = SmtpServer::start().await;
        server.once(At::FinalDot, Fault::Drop);
        let smtp = smtp(&server);
        let outcome = send_one(&smtp).await;
        assert!(matches!(outcome, Outcome::Unknown(Trouble::Lost { step: Step::FinalDot, .. })), "{outcome:?}");
        assert_eq!(server.count(), 1, "the relay has it");
        assert!(is_handed_over(&send_one(&smtp).await));
        assert_eq!(server.connections(), 2);
    }

    #[tokio::test]
    async fn of_a_relay_that_is_not_there_defers() {
        let address = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
        let outcome = send_one(&smtp_at(&format!("smtp://{address}"))).await;
        assert!(is_lost_in(&outcome, Step::Connect), "{outcome:?}");
        let outcome = send_one(&smtp_at("smtp://no-such-host.invalid")).await;
        assert!(matches!(&outcome, Outcome::Deferred(trouble) if trouble.code().is_none()), "{outcome:?}");
    }

    #[tokio::test]
    async fn that_was_idle_is_replaced_and_nobody_is_told() {
        let server = SmtpServer::start().await;
        let smtp = smtp(&server);
        for round in 1..=5 {
            assert!(is_handed_over(&send_one(&smtp).await));
            assert_eq!((server.count(), server.connections()), (round, round));
            server.close_connections().await;
        }
    }

    #[tokio::test]
    async fn that_was_idle_and_dies_at_the_first_command_is_replaced() {
        for fault in [Fault::Drop, Fault::Hang, Fault::answer("421 4.4.2 idle too long")] {
            let server = SmtpServer::start().await;
            let smtp = smtp(&server);
            assert!(is_handed_over(&send_one(&smtp).await));
            server.once(At::Mail, fault);
            assert!(is_handed_over(&send_one(&smtp).await));
            assert_eq!((server.count(), server.connections()), (2, 2));
        }
    }

    #[tokio::test]
    async fn is_replaced_once_and_not_for_ever() {
        let server = SmtpServer::start().await;
        let smtp = smtp(&server);
        assert!(is_handed_over(&send_one(&smtp).await));
        server.always(At::Mail, Fault::Drop);
        assert!(is_lost_in(&send_one(&smtp).await, Step::Mail));
        assert_eq!(server.connections(), 2);
    }

    #[tokio::test]
    async fn between_recipient_and_data_defers() {
        let server = SmtpServer::start().await;
        let ready: Ready = smtp(&server).begin(&envelope(), MESSAGE).await.unwrap();
        server.close_connections().await;
        let outcome = ready.finish().await;
        assert!(is_lost_in(&outcome, Step::Data), "{outcome:?}");
    }

    #[tokio::test]
    async fn that_cannot_be_reset_is_replaced() {
        let server = SmtpServer::start().await;
        let smtp = smtp(&server);
        server.once(At::Rcpt, Fault::answer("550 5.1.1 no such user"));
        assert!(matches!(send_one(&smtp).await, Outcome::Rejected(_)));
        server.always(At::Rset, Fault::answer("502 5.5.1 no such command"));
        assert!(is_handed_over(&send_one(&smtp).await));
        assert_eq!(server.connections(), 2);
    }
}

mod an_answer {
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
}

mod a_relay_that_hangs {
    use super::*;

    #[tokio::test]
    async fn before_the_final_dot_defers_in_time() {
        let steps = [
            (At::Connect, Step::Greeting),
            (At::Ehlo, Step::Ehlo),
            (At::Mail, Step::Mail),
            (At::Rcpt, Step::Rcpt),
            (At::Data, Step::Data),
        ];
        for (at, step) in steps {
            let server = SmtpServer::start().await;
            server.once(at, Fault::Hang);
            let began = Instant::now();
            assert_eq!(send_one(&smtp(&server)).await, Outcome::Deferred(Trouble::TimedOut(step)));
            assert!(began.elapsed() >= SHORT && began.elapsed() < SHORT * 10, "{step}: {:?}", began.elapsed());
        }
    }

    #[tokio::test]
    async fn and_reads_no_further_in_the_data_defers() {
        let server = SmtpServer::start().await;
        server.once(At::Body, Fault::Hang);
        let outcome = send(&smtp(&server), &envelope(), &big_message()).await;
        assert_eq!(outcome, Outcome::Deferred(Trouble::TimedOut(Step::Body)));
    }

    #[tokio::test]
    async fn after_the_final_dot_leaves_the_outcome_unknown() {
        let server = SmtpServer::start().await;
        server.once(At::FinalDot, Fault::Hang);
        assert_eq!(send_one(&smtp(&server)).await, Outcome::Unknown(Trouble::TimedOut(Step::FinalDot)));
        assert_eq!(server.count(), 1);
    }

    #[tokio::test]
    async fn for_one_recipient_does_not_hold_up_others() {
        let server = SmtpServer::start().await;
        server.always(At::FinalDot, Fault::Hang).to("@dead.example");
        let url = SmtpUrl::parse(&server.url()).unwrap();
        let mut patient = settings();
        patient.timeouts.final_dot = Duration::from_secs(600);
        let smtp = Smtp::new(url, patient).unwrap();
        let stuck = smtp.clone();
        let stuck = tokio::spawn(async move { send(&stuck, &envelope_to("a@dead.example"), MESSAGE).await });
        server.wait_for(1).await;
        for _ in 0..10 {
            assert!(is_handed_over(&send_one(&smtp).await));
        }
        assert!(!stuck.is_finished());
        stuck.abort();
    }

    #[tokio::test]
    async fn and_is_only_slow_gets_its_mail_once() {
        let server = SmtpServer::start().await;
        for at in [At::Connect, At::Ehlo, At::Mail, At::Rcpt, At::Data, At::Body, At::FinalDot] {
            server.once(at, Fault::Slow(SHORT / 3));
        }
        assert!(is_handed_over(&send_one(&smtp(&server)).await));
        assert_eq!((server.count(), server.connections()), (1, 1));
    }

    #[tokio::test]
    async fn a_little_at_every_step_does_not_hold_a_caller_for_long() {
        let server = SmtpServer::start().await;
        for at in [At::Connect, At::Ehlo, At::Mail, At::Rcpt] {
            server.always(at, Fault::Slow(SHORT / 2));
        }
        let mut hurried = settings();
        hurried.timeouts.begin = SHORT;
        let smtp = Smtp::new(SmtpUrl::parse(&server.url()).unwrap(), hurried).unwrap();
        assert_eq!(send_one(&smtp).await, Outcome::Deferred(Trouble::TimedOut(Step::Begin)));
    }

    #[test]
    fn has_ten_minutes_for_the_final_dot_and_five_for_the_rest_as_shipped() {
        let shipped = Timeouts::default();
        assert_eq!(shipped.final_dot, Duration::from_secs(600));
        let five_minutes = Duration::from_secs(300);
        assert_eq!(shipped.begin, five_minutes);
        assert_eq!(shipped.data + shipped.body, five_minutes);
    }
}

mod encryption_and_sign_in {
    use super::*;

    const PASSWORD: &str = "p@ss/wörd:%";
    const IN_URL: &str = "portal:p%40ss%2Fw%C3%B6rd%3A%25";

    fn sign_in(mechanism: &'static str) -> Option<SignIn> {
        Some(SignIn { mechanism, user: "portal", password: PASSWORD })
    }

    async fn encrypting(sign_in: Option<SignIn>) -> SmtpServer {
        SmtpServer::offering(Offers { start_tls: true, sign_in, ..Offers::default() }).await
    }

    #[tokio::test]
    async fn starttls_checks_the_certificate_and_signs_in() {
        for mechanism in ["PLAIN", "LOGIN"] {
            let server = encrypting(sign_in(mechanism)).await;
            let port = server.address().port();
            let smtp = smtp_at(&format!("smtp+starttls://{IN_URL}@localhost:{port}?ca={CA_PEM_PATH}"));
            for _ in 0..2 {
                let outcome = send_one(&smtp).await;
                assert!(is_handed_over(&outcome), "{outcome:?}");
            }
            assert!(server.messages().iter().all(|message| message.encrypted));
            assert_eq!(server.connections(), 1);
        }
    }

    #[tokio::test]
    async fn smtps_is_encrypted_from_the_first_byte() {
        let server = SmtpServer::offering(Offers { implicit_tls: true, ..Offers::default() }).await;
        let smtp = smtp_at(&format!("smtps://{}?ca={CA_PEM_PATH}", server.address()));
        let message = big_message();
        assert!(is_handed_over(&send(&smtp, &envelope(), &message).await));
        assert!(server.messages()[0].data == message);
        assert!(server.messages()[0].encrypted);
    }

    #[tokio::test]
    async fn the_phase_of_a_loss_is_right_under_encryption_too() {
        let server = SmtpServer::offering(Offers { implicit_tls: true, ..Offers::default() }).await;
        let smtp = smtp_at(&format!("smtps://{}?ca={CA_PEM_PATH}", server.address()));
        server.once(At::Body, Fault::Drop);
        let outcome = send(&smtp, &envelope(), &big_message()).await;
        assert!(matches!(outcome, Outcome::Deferred(Trouble::Lost { step: Step::Body, .. })), "{outcome:?}");
        server.once(At::FinalDot, Fault::Drop);
        let outcome = send_one(&smtp).await;
        assert!(matches!(outcome, Outcome::Unknown(Trouble::Lost { step: Step::FinalDot, .. })), "{outcome:?}");
        assert_eq!(server.count(), 1);
    }

    #[tokio::test]
    async fn a_certificate_nobody_vouches_for_stops_the_mail_where_tls_is_required() {
        let server = encrypting(None).await;
        let outcome = send_one(&smtp_at(&format!("{}?tls=required&ca={CA_PEM_PATH}", server.url()))).await;
        assert!(is_handed_over(&outcome), "{outcome:?}");
        let outcome = send_one(&smtp_at(&format!("{}?tls=required", server.url()))).await;
        assert!(matches!(outcome, Outcome::Deferred(Trouble::Lost { step: Step::Handshake, .. })), "{outcome:?}");
        assert_eq!(server.count(), 1);
    }

    #[tokio::test]
    async fn opportunistic_encrypts_when_offered_and_goes_on_when_not() {
        let server = encrypting(None).await;
        assert!(is_handed_over(&send_one(&smtp(&server)).await));
        assert!(server.messages()[0].encrypted);
        let plain = SmtpServer::start().await;
        assert!(is_handed_over(&send_one(&smtp(&plain)).await));
        assert!(!plain.messages()[0].encrypted);
        assert!(is_handed_over(&send_one(&smtp_at(&format!("{}?tls=none", server.url()))).await));
        assert!(!server.messages()[1].encrypted);
    }

    #[tokio::test]
    async fn required_and_not_offered_defers_without_a_word_of_the_message() {
        let server = SmtpServer::start().await;
        let outcome = send_one(&smtp_at(&format!("{}?tls=required&ca={CA_PEM_PATH}", server.url()))).await;
        assert_eq!(outcome, Outcome::Deferred(Trouble::NoStartTls));
        assert!(!server.commands().iter().any(|line| line.starts_with("MAIL")));
    }

    #[tokio::test]
    async fn words_slipped_in_behind_starttls_end_the_connection() {
        let server = encrypting(None).await;
        server.once(At::StartTls, Fault::answer("220 go ahead\r\n250 forged"));
        assert_eq!(send_one(&smtp(&server)).await, Outcome::Deferred(Trouble::Malformed(Step::StartTls)));
    }

    #[tokio::test]
    async fn a_wrong_password_defers_so_that_no_mail_is_lost_for_it() {
        let server = encrypting(sign_in("PLAIN")).await;
        let address = server.address();
        let outcome = send_one(&smtp_at(&format!("smtp://portal:wrong@{address}?ca={CA_PEM_PATH}"))).await;
        assert_eq!(outcome, Outcome::Deferred(answered(Step::Auth, 535, "5.7.8 wrong user or password")));
        let outcome = send_one(&smtp_at(&format!("smtp://{address}"))).await;
        assert_eq!(outcome, Outcome::Deferred(answered(Step::Mail, 530, "5.7.0 sign in first")));
    }

    #[tokio::test]
    async fn a_relay_that_offers_no_known_sign_in_defers() {
        let server = encrypting(sign_in("CRAM-MD5")).await;
        let outcome = send_one(&smtp_at(&format!("smtp://{IN_URL}@{}?ca={CA_PEM_PATH}", server.address()))).await;
        assert_eq!(outcome, Outcome::Deferred(Trouble::NoSignIn));
    }

    #[test]
    fn an_authority_file_that_cannot_be_used_is_named() {
        let with_ca = |ca: &str| {
            let url = SmtpUrl::parse(&format!("smtps://mail.example?ca={ca}")).unwrap();
            Smtp::new(url, settings()).unwrap_err().to_string()
        };
        assert!(with_ca("/no/such.pem").contains("/no/such.pem"));
        assert!(with_ca(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")).contains("there is none in it"));
    }
}

mod an_address {
    use super::*;

    #[test]
    fn that_could_smuggle_a_command_is_refused() {
        let bad = [
            "",
            "x",
            "@example.com",
            "x@",
            "x@y@example.com\r\nDATA",
            "x@example.com\r\nRCPT TO:<y@example.com>",
            "x\r\n@example.com",
            "x\n@example.com",
            "x\0@example.com",
            "x y@example.com",
            "x@exa mple.com",
            "<x@example.com>",
            "x@example.com>",
            "x>@example.com",
            "\"x y\"@example.com",
            "\"x\"@example.com",
            "문 의@example.com",
            "문의\u{202e}@example.com",
            "x@example.com SIZE=1",
            "x@[127.0.0.1\r\n]",
            "x,y@example.com",
            "x@example.com,y@example.com",
            "x@\u{202e}example.com",
            " x@example.com",
            "x@example.com ",
            "x\u{a0}y@example.com",
            "x@127.0.0.1",
            "x@-",
            "x@exam\tple.com",
        ];
        for text in bad {
            assert_eq!(text.parse::<Address>(), Err(AddressFault::Malformed), "{text:?}");
        }
    }

    #[test]
    fn of_an_ordinary_person_is_taken() {
        for text in ["x@example.com", "minji.kim+voc@mail.example.co.kr", "o'neil@example.com", "x@[192.0.2.1]"] {
            assert_eq!(text.parse::<Address>().unwrap().as_str(), text);
        }
        assert_eq!(address("X@Example.COM").domain(), "example.com");
    }

    #[test]
    fn with_a_korean_domain_gets_its_ascii_form() {
        assert_eq!(address("help@한국.kr").as_str(), "help@xn--3e0b707e.kr");
    }

    #[test]
    fn with_korean_before_the_at_is_refused_with_a_reason() {
        assert_eq!("문의@example.com".parse::<Address>(), Err(AddressFault::LocalPartNotAscii));
    }

    #[test]
    fn may_have_254_bytes_and_no_more() {
        let domain = format!("{}.{}.{}.example", "d".repeat(60), "d".repeat(60), "d".repeat(60));
        let of = |local: usize| format!("{}@{domain}", "l".repeat(local));
        let room = 254 - 1 - domain.len();
        assert!(room <= 64 && of(room).parse::<Address>().is_ok());
        assert!(of(room + 1).parse::<Address>().is_err());
    }

    #[test]
    fn is_not_written_to_logs() {
        assert_eq!(format!("{:?}", envelope().to), "…@example.com");
    }

    #[tokio::test]
    async fn may_be_the_null_sender() {
        let server = SmtpServer::start().await;
        let envelope = Envelope { return_path: None, to: address("customer@example.com") };
        assert!(is_handed_over(&send(&smtp(&server), &envelope, MESSAGE).await));
        assert_eq!(server.messages()[0].from, "");
    }
}

mod the_url {
    use super::*;

    #[test]
    fn names_host_port_and_encryption() {
        let cases = [
            ("smtp://mail.example", "mail.example", 25, Tls::Opportunistic),
            ("smtp://mail.example:1025/", "mail.example", 1025, Tls::Opportunistic),
            ("smtp://[::1]:1025", "::1", 1025, Tls::Opportunistic),
            ("smtp://mail.example?tls=none", "mail.example", 25, Tls::None),
            ("smtp://mail.example?tls=opportunistic", "mail.example", 25, Tls::Opportunistic),
            ("smtp://mail.example?tls=required", "mail.example", 25, Tls::StartTls),
            ("smtp://u:p@mail.example", "mail.example", 25, Tls::StartTls),
            ("smtp://u:p@127.0.0.1?tls=none", "127.0.0.1", 25, Tls::None),
            ("smtp+starttls://u:p@mail.example", "mail.example", 587, Tls::StartTls),
            ("smtps://u:p@mail.example", "mail.example", 465, Tls::Implicit),
            (" smtps://mail.example?tls=required\n", "mail.example", 465, Tls::Implicit),
        ];
        for (text, host, port, tls) in cases {
            let url = SmtpUrl::parse(text).unwrap();
            assert_eq!((url.host(), url.port(), url.tls()), (host, port, tls), "{text}");
        }
    }

    #[test]
    fn says_what_is_wrong() {
        let fault = |text: &str| SmtpUrl::parse(text).unwrap_err();
        assert!(matches!(fault("mail.example"), SmtpUrlFault::NotUrl(_)));
        assert_eq!(fault("http://mail.example"), SmtpUrlFault::Scheme("http".into()));
        assert_eq!(fault("mail.example:25"), SmtpUrlFault::Scheme("mail.example".into()));
        assert_eq!(fault("smtp://"), SmtpUrlFault::NoHost);
        assert_eq!(fault("smtp:mail.example"), SmtpUrlFault::Path);
        assert_eq!(fault("smtp://mail.example:0"), SmtpUrlFault::Port);
        assert_eq!(fault("smtp://mail.example/inbox"), SmtpUrlFault::Path);
        assert_eq!(fault("smtp://u@mail.example"), SmtpUrlFault::HalfCredentials);
        assert_eq!(fault("smtp://:p@mail.example"), SmtpUrlFault::HalfCredentials);
        assert_eq!(fault("smtps://u:%FF@mail.example"), SmtpUrlFault::Credentials);
        assert_eq!(fault("smtps://u:a%00b@mail.example"), SmtpUrlFault::Credentials);
        assert_eq!(fault("smtp://mail.example?tsl=none"), SmtpUrlFault::Option("tsl".into()));
        assert_eq!(fault("smtp://mail.example?tls=yes"), SmtpUrlFault::TlsValue("yes".into()));
        assert_eq!(fault("smtp://u:p@mail.example?tls=opportunistic"), SmtpUrlFault::ExposedPassword);
        let contradiction = SmtpUrlFault::TlsContradiction { scheme: "smtps".into(), value: "none".into() };
        assert_eq!(fault("smtps://mail.example?tls=none"), contradiction);
    }

    #[test]
    fn never_shows_its_password() {
        let url = SmtpUrl::parse("smtps://someone:hunter2@mail.example?tls=required").unwrap();
        let smtp = format!("{:?}", Smtp::new(url.clone(), settings()));
        for shown in [format!("{url:?}"), format!("{:?}", Some(url)), smtp] {
            assert!(!shown.contains("hunter2") && !shown.contains("someone"), "{shown}");
        }
        for bad in ["smtps://someone:hunter2@mail.example?x=y", "smtps://someone:hunter2@", "hunter2://someone:hunter2"]
        {
            let fault = SmtpUrl::parse(bad).unwrap_err();
            let said = fault.to_string() + &format!("{fault:?}");
            assert!(!said.contains("someone:"), "{said}");
        }
    }
}
