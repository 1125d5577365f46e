//! The bytes of outgoing mails, read back by another program's parser.

use chrono::{DateTime, Utc};
use devcenter::mail::{
    Address,
    message::{AutoSubmitted, MAX_NAME, MAX_SUBJECT, MessageId, Outgoing, Party},
    smtp::{Envelope, MAX_LINE, Outcome, Settings, Smtp, SmtpUrl},
};
use mail_parser::{HeaderValue, MessageParser, MimeHeaders};

use crate::support::smtp_server::SmtpServer;

/// What a test varies; everything else is an ordinary mail.
struct Mail {
    from_name: String,
    to_name: String,
    subject: String,
    text: String,
    html: String,
    references: Vec<MessageId>,
    auto_submitted: AutoSubmitted,
}

impl Default for Mail {
    fn default() -> Self {
        Mail {
            from_name: "원스토어 고객센터".into(),
            to_name: "김민지".into(),
            subject: "문의에 답변이 도착했습니다".into(),
            text: "안녕하세요, 김민지 님.\n\n환불이 완료되었습니다.\n".into(),
            html: "<p>안녕하세요, 김민지 님.</p>\n<p>환불이 완료되었습니다.</p>\n".into(),
            references: vec![id("<a@mail.example>"), id("<b@mail.example>")],
            auto_submitted: AutoSubmitted::No,
        }
    }
}

impl Mail {
    fn render(&self) -> Vec<u8> {
        let bounce = address("bounce+1.abc@portal.example");
        self.render_with(Some(&bounce)).1
    }

    fn render_with(&self, return_path: Option<&Address>) -> (Envelope, Vec<u8>) {
        let (from, reply_to, to) =
            (address("help@portal.example"), address("case+1@portal.example"), address("minji@example.com"));
        let outgoing = Outgoing {
            return_path,
            from: Party { name: &self.from_name, address: &from },
            reply_to: Some(Party { name: "", address: &reply_to }),
            to: Party { name: &self.to_name, address: &to },
            subject: &self.subject,
            text: &self.text,
            html: &self.html,
            message_id: &id("<1.reply@portal.example>"),
            in_reply_to: self.references.last(),
            references: &self.references,
            auto_submitted: self.auto_submitted,
            unsubscribe: None,
            date: "2026-02-28T15:04:05Z".parse::<DateTime<Utc>>().unwrap(),
        };
        (outgoing.envelope(), outgoing.render().unwrap())
    }
}

fn id(text: &str) -> MessageId {
    text.parse().unwrap()
}

fn address(text: &str) -> Address {
    text.parse().unwrap()
}

fn parse(bytes: &[u8]) -> mail_parser::Message<'_> {
    MessageParser::default().parse(bytes).unwrap()
}

/// The names of the header lines before the first empty line, in lower case, sorted.
fn header_names(bytes: &[u8]) -> Vec<String> {
    let text = str::from_utf8(bytes).unwrap();
    let head = text.split("\r\n\r\n").next().unwrap();
    let lines = head.split("\r\n").filter(|line| !line.starts_with([' ', '\t']));
    let mut names: Vec<_> = lines.map(|line| line.split(':').next().unwrap().to_ascii_lowercase()).collect();
    names.sort();
    names
}

const USUAL_HEADERS: [&str; 10] = [
    "content-type",
    "date",
    "from",
    "in-reply-to",
    "message-id",
    "mime-version",
    "references",
    "reply-to",
    "subject",
    "to",
];

#[test]
fn korean_reads_the_same_in_every_place() {
    let mail = Mail::default();
    let bytes = mail.render();
    let read = parse(&bytes);
    assert_eq!(read.subject().unwrap(), mail.subject);
    assert_eq!(read.from().unwrap().first().unwrap().name().unwrap(), "원스토어 고객센터");
    assert_eq!(read.from().unwrap().first().unwrap().address().unwrap(), "help@portal.example");
    assert_eq!(read.to().unwrap().first().unwrap().name().unwrap(), "김민지");
    assert_eq!(read.to().unwrap().first().unwrap().address().unwrap(), "minji@example.com");
    assert_eq!(read.body_text(0).unwrap().replace("\r\n", "\n"), mail.text);
    assert_eq!(read.body_html(0).unwrap().replace("\r\n", "\n"), mail.html);
}

#[test]
fn a_subject_of_both_languages_keeps_every_space_and_letter() {
    let long = "문의 CAB3-1234 에 대한 답변: refund of 3,000 KRW (부분 환불) ".repeat(3);
    for subject in ["[Dev] 문의 CAB3 답변 refund 완료", "a 가 b 나 c", "가 a", "R&D? 예_아니오 = 50%", long.trim()]
    {
        let bytes = Mail { subject: subject.into(), ..Mail::default() }.render();
        assert_eq!(parse(&bytes).subject().unwrap(), subject);
    }
}

#[test]
fn it_is_one_alternative_of_text_and_then_html_in_utf_8() {
    let bytes = Mail::default().render();
    let read = parse(&bytes);
    let types: Vec<_> = read
        .parts
        .iter()
        .map(|part| {
            let kind = part.content_type().unwrap();
            (kind.subtype().unwrap().to_owned(), kind.attribute("charset").map(str::to_owned))
        })
        .collect();
    let utf8 = Some("utf-8".to_owned());
    assert_eq!(types, [("alternative".into(), None), ("plain".into(), utf8.clone()), ("html".into(), utf8)]);
    assert_eq!(header_names(&bytes), USUAL_HEADERS);
}

#[test]
fn date_thread_and_answer_address_are_as_given() {
    let bytes = Mail::default().render();
    let read = parse(&bytes);
    assert_eq!(read.date().unwrap().to_rfc3339(), "2026-02-28T15:04:05Z");
    assert_eq!(read.message_id().unwrap(), "1.reply@portal.example");
    assert_eq!(read.in_reply_to().as_text().unwrap(), "b@mail.example");
    assert_eq!(read.references().as_text_list().unwrap(), ["a@mail.example", "b@mail.example"]);
    assert_eq!(read.reply_to().unwrap().first().unwrap().address().unwrap(), "case+1@portal.example");
}

#[test]
fn a_first_mail_names_no_thread() {
    let bytes = Mail { references: Vec::new(), ..Mail::default() }.render();
    let read = parse(&bytes);
    assert!(matches!((read.in_reply_to(), read.references()), (HeaderValue::Empty, HeaderValue::Empty)));
}

#[test]
fn only_a_machine_says_that_it_is_one() {
    let cases = [
        (AutoSubmitted::No, None),
        (AutoSubmitted::Generated, Some("auto-generated")),
        (AutoSubmitted::Replied, Some("auto-replied")),
    ];
    for (auto_submitted, value) in cases {
        let bytes = Mail { auto_submitted, ..Mail::default() }.render();
        let read = parse(&bytes);
        assert_eq!(read.header("Auto-Submitted").and_then(HeaderValue::as_text), value);
    }
}

#[test]
fn the_same_mail_has_the_same_bytes_and_another_has_another_boundary() {
    assert_eq!(Mail::default().render(), Mail::default().render());
    let boundary = |mail: &Mail| {
        let bytes = mail.render();
        parse(&bytes).content_type().unwrap().attribute("boundary").unwrap().to_owned()
    };
    let other = Mail { text: "다른 글".into(), ..Mail::default() };
    assert_ne!(boundary(&Mail::default()), boundary(&other));
}

#[test]
fn the_return_path_stands_in_the_envelope_only() {
    let bounce = address("bounce+1.abc@portal.example");
    let (envelope, bytes) = Mail::default().render_with(Some(&bounce));
    assert_eq!(envelope, Envelope { return_path: Some(bounce), to: address("minji@example.com") });
    assert!(!String::from_utf8(bytes).unwrap().contains("bounce"));
    assert_eq!(Mail::default().render_with(None).0.return_path, None);
}

/// Texts that try to become something else.
fn hostile() -> Vec<String> {
    [
        "a\r\nBcc: victim@example.com",
        "a\nBcc: victim@example.com\n\n<script>",
        "a\rBcc: victim@example.com",
        "a\r\n\r\nbody\r\n.\r\nMAIL FROM:<x@y.example>",
        "a\0b\u{7f}\u{85}c\u{2028}Bcc: victim@example.com",
        "\u{202e}moc.elpmaxe\u{2066}문의",
        "=?utf-8?q?=0D=0ABcc:_victim=40example.com?=",
        "=?utf-8?b?4oCu?=",
        "\"quoted\" <victim@example.com>, other@example.com; (comment) \\",
        "x@example.com, y@example.com",
        "\t \u{3000} ",
        "",
        "\u{301}",
        "한국어 and English 섞어 쓰기 😀 \"따옴표\", 쉼표",
    ]
    .map(str::to_owned)
    .into_iter()
    .chain(["가".repeat(350_000), "x".repeat(1_000_000), "x ".repeat(500_000), "\u{301}".repeat(500_000)])
    .collect()
}

/// What a reader of the header must see: see the unit tests of the rule itself.
fn harmless(shown: &str, max: usize) {
    assert!(shown.chars().count() <= max, "{} characters", shown.chars().count());
    assert!(!shown.chars().any(|c| c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c)), "{shown:?}");
}

#[test]
fn a_hostile_subject_stays_one_header_of_harmless_text() {
    for subject in hostile() {
        let bytes = Mail { subject, ..Mail::default() }.render();
        assert_eq!(header_names(&bytes), USUAL_HEADERS);
        let read = parse(&bytes);
        harmless(read.subject().unwrap_or_default(), MAX_SUBJECT);
        assert_eq!(read.body_text(0).unwrap().replace("\r\n", "\n"), Mail::default().text);
    }
}

#[test]
fn a_hostile_name_never_becomes_an_address() {
    for name in hostile() {
        let bytes = Mail { from_name: name.clone(), to_name: name, ..Mail::default() }.render();
        assert_eq!(header_names(&bytes), USUAL_HEADERS);
        let read = parse(&bytes);
        for (list, wanted) in [(read.from(), "help@portal.example"), (read.to(), "minji@example.com")] {
            let list = list.unwrap().as_list().unwrap();
            assert_eq!(list.len(), 1, "{list:?}");
            assert_eq!(list[0].address().unwrap(), wanted);
            harmless(list[0].name().unwrap_or_default(), MAX_NAME);
        }
    }
}

#[test]
fn a_hostile_body_stays_in_its_part() {
    for text in hostile() {
        let shown: String = text
            .replace("\r\n", "\n")
            .replace('\r', "\n")
            .chars()
            .filter(|&c| !c.is_control() || c == '\n' || c == '\t')
            .collect();
        let bytes = Mail { text: text.clone(), html: format!("<pre>{text}</pre>"), ..Mail::default() }.render();
        assert_eq!(header_names(&bytes), USUAL_HEADERS);
        let read = parse(&bytes);
        assert_eq!(read.parts.len(), 3);
        assert!(read.body_text(0).unwrap().replace("\r\n", "\n") == shown, "{:?}", text.get(..80));
    }
}

#[test]
fn a_text_cannot_forge_the_border_between_the_parts() {
    let first = Mail::default().render();
    let boundary = parse(&first).content_type().unwrap().attribute("boundary").unwrap().to_owned();
    let text = format!("--{boundary}\r\nContent-Type: text/html\r\n\r\n<b>forged</b>\r\n--{boundary}--\r\n");
    let bytes = Mail { text: text.clone(), ..Mail::default() }.render();
    let read = parse(&bytes);
    assert_eq!(read.parts.len(), 3);
    assert_eq!(read.body_text(0).unwrap(), text);
}

#[test]
fn every_line_fits_and_ends_in_crlf() {
    let long = Mail {
        text: hostile().join("\n"),
        html: format!("<p>{}</p>", "긴 줄 ".repeat(100_000)),
        references: (0..500).map(|n| id(&format!("<{n}.{}@mail.example>", "r".repeat(200)))).collect(),
        ..Mail::default()
    };
    for mail in [long, Mail::default()] {
        let bytes = mail.render();
        assert!(bytes.is_ascii());
        assert!(bytes.ends_with(b"\r\n"));
        for line in str::from_utf8(&bytes).unwrap().split("\r\n") {
            assert!(line.len() <= MAX_LINE, "{} bytes", line.len());
            assert!(!line.contains(['\r', '\n', '\0']));
        }
    }
}

#[test]
fn a_long_thread_names_its_newest_mails() {
    let references = (0..500).map(|n| id(&format!("<{n}@mail.example>"))).collect();
    let bytes = Mail { references, ..Mail::default() }.render();
    let read = parse(&bytes);
    let named = read.references().as_text_list().unwrap();
    assert_eq!((named.len(), named[0].as_ref(), named[19].as_ref()), (20, "480@mail.example", "499@mail.example"));
}

#[test]
fn a_message_id_that_could_break_a_header_is_refused() {
    let long = format!("<{}@mail.example>", "x".repeat(300));
    let bad = [
        "",
        "a@b",
        "<a>",
        "<@b>",
        "<a@>",
        "<a b@c>",
        "<a@b\r\nBcc: x@y>",
        "<a@b>\r\n",
        "<가@b>",
        "<a@b><c@d>",
        "<a\0@b>",
        &long,
    ];
    for text in bad {
        assert!(text.parse::<MessageId>().is_err(), "{text:?}");
    }
    assert_eq!(id("<CA+x=1%2@mail.example>").as_str(), "<CA+x=1%2@mail.example>");
}

#[tokio::test]
async fn what_was_rendered_is_what_the_relay_gets() {
    let server = SmtpServer::start().await;
    let smtp = Smtp::new(SmtpUrl::parse(&server.url()).unwrap(), Settings::default()).unwrap();
    for subject in hostile() {
        let (envelope, bytes) = Mail { subject, ..Mail::default() }.render_with(None);
        let outcome = smtp.begin(&envelope, &bytes).await.unwrap().finish().await;
        assert!(matches!(outcome, Outcome::HandedOver(_)), "{outcome:?}");
        let stored = server.messages().pop().unwrap();
        assert_eq!(stored.data, bytes);
        assert_eq!(stored.to, ["minji@example.com"]);
        assert!(stored.text().contains("Subject:"));
    }
}
