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
