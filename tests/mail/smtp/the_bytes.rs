use super::*;

async fn arrive(message: &[u8]) -> Vec<u8> {
    let server = SmtpServer::start().await;
    assert!(is_handed_over(&send(&smtp(&server), &envelope(), message).await));
    server.messages().remove(0).data
}

#[tokio::test]
async fn with_leading_dots_arrive_as_they_were() {
    for message in [&b".\r\n"[..], b"..\r\n.\r\n...\r\n", b"S: x\r\n\r\n.\r\nMAIL FROM:<x@y.z>\r\n", b"a\r\n.b\r\n"] {
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
