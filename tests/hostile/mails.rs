//! Mails that carry what strangers wrote: to whom they go, which headers they have, what their HTML part holds.

use devcenter::{customers::confirmation_token, id::ConfirmationId, inquiries, work::Actor};
use mail_parser::MessageParser;
use scraper::{Html, Selector};

use crate::support::{Portal, portal::Mail};

/// The headers that our mails have.
const HEADERS: [&str; 16] = [
    "from",
    "to",
    "subject",
    "date",
    "message-id",
    "in-reply-to",
    "references",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
    "auto-submitted",
    "x-auto-response-suppress",
    "reply-to",
    "list-id",
    "precedence",
    "sender",
];

/// Presses every button behind a mailed link, so that all that was written goes on.
pub async fn confirm_everything(portal: &Portal) {
    let sql = "select confirmation_id from confirmations where used_at is null";
    let waiting: Vec<ConfirmationId> = sqlx::query_scalar(sql).fetch_all(&portal.app.db).await.unwrap();
    for confirmation in waiting {
        let mut work = portal.work(Actor::System).await;
        let token = confirmation_token(&portal.app.secret, confirmation);
        inquiries::confirm_address(&mut work, &portal.app.rules.current(), &token).await.unwrap();
        work.commit().await.unwrap();
    }
}

/// Hands everything over and looks at each mail.
pub async fn assert_sound(portal: &Portal) {
    let mails = portal.mails().await;
    assert!(mails.len() > 20, "{}", mails.len());
    for mail in &mails {
        assert_headers(mail);
        assert_html(portal, mail);
    }
    let envelope: Vec<String> =
        sqlx::query_scalar("select distinct rendered_to from deliveries where rendered_to is not null")
            .fetch_all(&portal.app.db)
            .await
            .unwrap();
    for to in envelope {
        let ours = to.ends_with("@mail.example") || to.ends_with("@people.example") || to.ends_with("@moon.example");
        assert!(ours || to == "operations@portal.example", "nobody else gets mail: {to}");
    }
}

fn assert_headers(mail: &Mail) {
    let message = MessageParser::default().parse(mail.raw.as_bytes()).unwrap();
    for header in message.headers() {
        let name = header.name().to_lowercase();
        assert!(HEADERS.contains(&name.as_str()), "a header {name} in:\n{}", mail.raw);
    }
    assert_eq!(message.to().map(|to| to.clone().into_list().len()), Some(1), "one recipient:\n{}", mail.raw);
    assert!(message.cc().is_none() && message.bcc().is_none());
    let lines: Vec<&str> = mail.raw.split("\r\n").collect();
    assert!(
        lines.iter().all(|line| line.len() <= 998 && !line.contains(['\r', '\n', '\0'])),
        "lines of a mail:\n{}",
        mail.raw
    );
    assert!(!mail.subject.contains(['\r', '\n', '\u{202E}']), "{:?}", mail.subject);
}

fn assert_html(portal: &Portal, mail: &Mail) {
    let document = Html::parse_document(&mail.html);
    let own = format!("http://{}/", portal.address);
    for element in document.select(&Selector::parse("*").unwrap()) {
        let name = element.value().name();
        assert!(
            !matches!(name, "script" | "img" | "iframe" | "svg" | "form" | "object" | "textarea"),
            "<{name}> in:\n{}",
            mail.html
        );
        for (attribute, value) in element.value().attrs() {
            assert!(!attribute.starts_with("on"), "{attribute}={value}");
            assert!(attribute != "href" || value.starts_with(&own), "a link to {value}");
        }
    }
}
