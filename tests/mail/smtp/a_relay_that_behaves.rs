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
    let smtp = Smtp::new(SmtpUrl::parse(&server.url()).unwrap(), Settings { connections: 3, ..settings() }).unwrap();
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
    for (name, said) in
        [("portal.example", "EHLO portal.example"), ("my_box\r\nQUIT", "EHLO [127.0.0.1]"), ("", "EHLO [127.0.0.1]")]
    {
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
