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
