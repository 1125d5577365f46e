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
