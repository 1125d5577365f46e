//! Every mail, read back as its recipient's program reads it.

use devcenter::{
    deliveries::DeliveryKind,
    inquiries::State,
    lang::Lang,
    outbox::{
        Material, Names, Recipient,
        compose::{ComposeFault, MailContext, compose},
    },
};
use mail_parser::{Message, MessageParser};
use proptest::prelude::*;
use scraper::{Html, Selector};

use super::samples::{ALL, context, is_to_customer, material};
use crate::support::schema::migrations;

/// A mail taken apart.
struct Read {
    head: Vec<(String, String)>,
    to: String,
    text: String,
    html: String,
}

impl Read {
    fn of(material: &Material, context: &MailContext) -> Read {
        let mail = compose(material, context).unwrap();
        let parsed = MessageParser::default().parse(&mail.bytes).unwrap();
        Read {
            head: head(&parsed),
            to: mail.to,
            text: parsed.body_text(0).unwrap().replace("\r\n", "\n"),
            html: parsed.body_html(0).unwrap().replace("\r\n", "\n"),
        }
    }

    fn of_kind(kind: DeliveryKind, lang: Lang) -> Read {
        Read::of(&material(kind, lang), &context(lang))
    }

    fn header(&self, name: &str) -> &str {
        self.head.iter().find(|(header, _)| header == name).map_or("", |(_, value)| value)
    }

    fn everything(&self) -> String {
        let head: String = self.head.iter().map(|(name, value)| format!("{name}: {value}\n")).collect();
        format!("{head}\n{}\n{}", self.text, self.html)
    }
}

fn head(mail: &Message) -> Vec<(String, String)> {
    let party = |address: Option<&mail_parser::Address>| {
        let party = address.unwrap().first().unwrap();
        format!("{} <{}>", party.name().unwrap_or_default(), party.address().unwrap()).trim_start().to_owned()
    };
    let list = |value: &mail_parser::HeaderValue| {
        let ids = value.as_text_list().map(<[_]>::to_vec).unwrap_or_default();
        ids.iter().map(|id| format!("<{id}>")).collect::<Vec<_>>().join(" ")
    };
    let auto = mail.header("Auto-Submitted").and_then(|value| value.as_text()).unwrap_or("no");
    [
        ("From", party(mail.from())),
        ("To", party(mail.to())),
        ("Subject", mail.subject().unwrap().to_owned()),
        ("Date", mail.date().unwrap().to_rfc3339()),
        ("Message-ID", format!("<{}>", mail.message_id().unwrap())),
        ("In-Reply-To", list(mail.in_reply_to())),
        ("References", list(mail.references())),
        ("Auto-Submitted", auto.to_owned()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .to_vec()
}

/// What each language says of a kind: the head and the text part.
fn both_languages(kind: DeliveryKind) -> String {
    let in_language = |lang| {
        let read = Read::of_kind(kind, lang);
        let head: Vec<String> =
            read.head.iter().map(|(name, value)| format!("{name}: {value}").trim().into()).collect();
        format!("{}\n\n{}", head.join("\n"), read.text)
    };
    format!("{}\n=====\n\n{}", in_language(Lang::Ko), in_language(Lang::En))
}

#[test]
fn every_kind_says_this_in_both_languages() {
    for kind in ALL {
        insta::assert_snapshot!(format!("{kind:?}"), both_languages(kind));
    }
}

/// About no inquiry: what they say is shown where people are invited and removed, and where contacts change.
const OF_TEAMS: [DeliveryKind; 4] =
    [DeliveryKind::Invitation, DeliveryKind::TeamNotice, DeliveryKind::SupportConfirm, DeliveryKind::SupportLeft];
/// About no inquiry either: what it says is shown where entries are closed.
const OF_CONTACT_US: [DeliveryKind; 1] = [DeliveryKind::ContactUsClosed];

#[test]
fn the_samples_are_of_every_kind() {
    let schema = migrations();
    let kinds = schema.split("create type delivery_kind as enum (").nth(1).unwrap().split(");").next().unwrap();
    let added = schema.matches("alter type delivery_kind add value").count();
    assert_eq!(kinds.split(',').count() + added, ALL.len() + OF_TEAMS.len() + OF_CONTACT_US.len());
}

#[test]
fn the_two_mails_of_the_design_look_like_this() {
    insta::assert_snapshot!("new_inquiry_html", Read::of_kind(DeliveryKind::NewInquiry, Lang::Ko).html);
    insta::assert_snapshot!("answer_html", Read::of_kind(DeliveryKind::Answer, Lang::En).html);
}

#[test]
fn html_and_text_say_the_same() {
    for (kind, lang) in every_mail() {
        let read = Read::of_kind(kind, lang);
        let page = Html::parse_document(&read.html);
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = words(&read.text);
        for part in ["h1", "main blockquote p", "main .due p", "main .card > p", "main > .m p", "a"] {
            for element in page.select(&Selector::parse(part).unwrap()) {
                for piece in element.text().map(words).filter(|piece| !piece.is_empty()) {
                    if !text.contains(&piece) {
                        assert_eq!(piece, words(&lang.brand()), "{kind:?} {lang}: «{piece}» is only in the HTML");
                    }
                }
            }
        }
    }
}

/// One button; where links were asked for, those of two inquiries too, and two answers to a question.
fn links_in(kind: DeliveryKind) -> usize {
    if matches!(kind, DeliveryKind::Links | DeliveryKind::SatisfactionQuestion) { 3 } else { 1 }
}

#[test]
fn a_mail_has_one_button_and_loads_nothing() {
    for (kind, lang) in every_mail() {
        let read = Read::of_kind(kind, lang);
        let page = Html::parse_document(&read.html);
        let links: Vec<_> = page.select(&Selector::parse("a").unwrap()).map(|a| a.attr("href").unwrap()).collect();
        assert_eq!(links.len(), links_in(kind), "{kind:?}");
        let own = |link: &&str| link.starts_with("https://voc.example/") && read.text.contains(*link);
        assert!(links.iter().all(own), "{kind:?}");
        assert_eq!(page.select(&Selector::parse("img, script, link, iframe, form, object, [src]").unwrap()).count(), 0);
        assert!(!read.html.contains("url(") && !read.html.contains("@import"), "{kind:?}");
    }
}

#[test]
fn every_mail_says_that_replies_are_not_read() {
    for (kind, lang) in every_mail() {
        let text = Read::of_kind(kind, lang).text;
        let said = [
            lang.letter_no_replies_customer(),
            lang.letter_no_replies_seller(),
            lang.letter_no_replies_operations(),
            lang.letter_no_replies(),
        ];
        assert!(said.iter().any(|words| text.contains(words.as_ref())), "{kind:?} {lang}");
    }
}

#[test]
fn the_mail_that_asks_to_confirm_holds_nothing_of_the_form() {
    for lang in [Lang::Ko, Lang::En] {
        let mut planted = material(DeliveryKind::Receipt, lang);
        planted.kind = DeliveryKind::ConfirmAddress;
        planted.confirmation = material(DeliveryKind::ConfirmAddress, lang).confirmation;
        planted.earlier.clear();
        let Recipient::Customer(person) = &mut planted.recipient else { panic!("a customer") };
        person.name = "PLANTED name".into();
        let inquiry = planted.inquiry.as_mut().unwrap();
        inquiry.subject = "PLANTED subject".into();
        inquiry.customer = "PLANTED mask".into();
        inquiry.app = Names { ko: "PLANTED app".into(), en: "PLANTED app".into() };
        inquiry.purchase.item = Some("PLANTED item".into());
        inquiry.app_version = Some("PLANTED version".into());
        inquiry.device = Some("PLANTED device".into());
        planted.message.as_mut().unwrap().body = "PLANTED body".into();
        planted.message.as_mut().unwrap().files = vec!["PLANTED.png".into()];
        let read = Read::of(&planted, &context(lang));
        assert!(!read.everything().contains("PLANTED"), "{}", read.everything());
        assert_eq!(read.everything(), Read::of_kind(DeliveryKind::ConfirmAddress, lang).everything());
        assert_eq!(read.header("To"), "<haneul@mail.example>");
    }
}

#[test]
fn only_answers_come_from_the_app_and_only_words_of_people_are_not_automatic() {
    for kind in ALL {
        let read = Read::of_kind(kind, Lang::Ko);
        let from = if kind == DeliveryKind::Answer { "별빛 농장 · 고객의 소리" } else { "고객의 소리" };
        assert_eq!(read.header("From"), format!("{from} <voc@portal.example>"), "{kind:?}");
        let people = matches!(
            kind,
            DeliveryKind::Answer
                | DeliveryKind::DeclinedCustomer
                | DeliveryKind::CaseToSeller
                | DeliveryKind::CaseToCustomer
        );
        assert_eq!(read.header("Auto-Submitted"), if people { "no" } else { "auto-generated" }, "{kind:?}");
    }
}

#[test]
fn customers_get_their_own_link_developers_the_desk_and_operations_the_case() {
    for kind in ALL {
        let text = Read::of_kind(kind, Lang::En).text;
        let path = match kind {
            DeliveryKind::ConfirmAddress => "/confirm/",
            DeliveryKind::CustomerCode => "/my",
            DeliveryKind::EscalatedOperations | DeliveryKind::CaseAssigned | DeliveryKind::CaseAnswered => "/cases/",
            DeliveryKind::EscalatedSellerDigest => "/inquiries?state=escalated",
            DeliveryKind::PasswordReset => "/reset-password/",
            DeliveryKind::PasswordChanged => "/forgot-password",
            DeliveryKind::NewSignIn => "/account/sessions",
            DeliveryKind::AddressChangeNew | DeliveryKind::AddressChangeOld => "/address-change/",
            DeliveryKind::AddressChanged => "/sign-in",
            DeliveryKind::SecondFactorSet => "/account",
            DeliveryKind::SecondFactorRemoved | DeliveryKind::RecoveryCodeUsed | DeliveryKind::RecoveryCodesMade => {
                "/account/second-factor"
            }
            kind if is_to_customer(kind) => "/i/",
            _ => "/inquiries/",
        };
        assert!(text.contains(&format!("https://voc.example{path}")), "{kind:?}: {text}");
        assert_eq!(text.contains("/i/"), path == "/i/", "{kind:?}: a customer's link is the customer's alone");
    }
}

#[test]
fn the_moment_is_that_of_the_readers_zone() {
    assert!(
        Read::of_kind(DeliveryKind::Receipt, Lang::Ko).text.contains("판매자의 답변 기한: 11월 26일(목) 15:20까지")
    );
    assert!(
        Read::of_kind(DeliveryKind::Receipt, Lang::En).text.contains("The seller must answer by: Thu 26 Nov, 01:20")
    );
    let mut elsewhere = material(DeliveryKind::Receipt, Lang::En);
    let Recipient::Customer(person) = &mut elsewhere.recipient else { panic!("a customer") };
    person.zone = "Moon/Base".into();
    assert!(Read::of(&elsewhere, &context(Lang::En)).text.contains("Thu 26 Nov, 15:20"), "Korea's, if unknown");
}

#[test]
fn a_reminder_says_how_long_is_left_whatever_the_settings_are() {
    for (due, ko, en) in [
        ("2026-11-26T06:20:00Z", "답변 기한 4시간 전: [별빛 농장]", "4 hours left to answer: [Starlight Farm]"),
        ("2026-11-26T03:20:00Z", "답변 기한 60분 전: ", "60 min left to answer: "),
        ("2026-11-26T02:22:00Z", "답변 기한 2분 전: ", "2 min left to answer: "),
        ("2026-11-28T02:20:00Z", "답변 기한 48시간 전: ", "48 hours left to answer: "),
    ] {
        for (lang, start) in [(Lang::Ko, ko), (Lang::En, en)] {
            let mut reminder = material(DeliveryKind::SecondReminder, lang);
            reminder.inquiry.as_mut().unwrap().due_at = Some(super::samples::at(due));
            let read = Read::of(&reminder, &context(lang));
            assert!(read.header("Subject").starts_with(start), "{}", read.header("Subject"));
        }
    }
}

#[test]
fn a_late_answer_says_that_operations_go_on() {
    let mut late = material(DeliveryKind::Answer, Lang::Ko);
    late.inquiry.as_mut().unwrap().state = State::Escalated;
    let text = Read::of(&late, &context(Lang::Ko)).text;
    assert!(text.contains("운영팀은 구매취소를 계속 검토합니다") && !text.contains("새로 시작"), "{text}");
}

#[test]
fn a_customer_who_writes_during_the_review_gives_the_developer_no_new_moment() {
    let mut joined = material(DeliveryKind::CustomerWrote, Lang::Ko);
    joined.inquiry.as_mut().unwrap().state = State::Escalated;
    let text = Read::of(&joined, &context(Lang::Ko)).text;
    assert!(!text.contains("답변 기한:") && text.contains("운영팀이 검토하고 있습니다"), "{text}");
}

#[test]
fn many_cases_are_told_to_operations_in_one_mail() {
    let mut many = material(DeliveryKind::EscalatedOperations, Lang::Ko);
    (many.inquiry, many.message, many.case, many.many) = (None, None, None, Some(500));
    let read = Read::of(&many, &context(Lang::Ko));
    assert_eq!(read.header("Subject"), "새 구매취소 건 500개");
    assert!(read.text.contains("https://voc.example/cases\n"), "{}", read.text);
    assert_eq!(read.to, "operations@portal.example");
}

#[test]
fn what_is_missing_is_named() {
    let mut without = material(DeliveryKind::Answer, Lang::Ko);
    without.message = None;
    assert!(matches!(compose(&without, &context(Lang::Ko)), Err(ComposeFault::Missing("message"))));
    let mut unreachable = material(DeliveryKind::Receipt, Lang::Ko);
    let Recipient::Customer(person) = &mut unreachable.recipient else { panic!("a customer") };
    person.email = "a b@mail.example".into();
    assert!(matches!(compose(&unreachable, &context(Lang::Ko)), Err(ComposeFault::Address(_))));
}

#[test]
fn the_longest_message_is_carried_whole() {
    let mut long = material(DeliveryKind::Answer, Lang::Ko);
    let body = "늘".repeat(4_000);
    long.message.as_mut().unwrap().body.clone_from(&body);
    let read = Read::of(&long, &context(Lang::Ko));
    assert!(read.text.contains(&body) && read.html.contains(&body));
}

fn every_mail() -> impl Iterator<Item = (DeliveryKind, Lang)> {
    ALL.into_iter().flat_map(|kind| [(kind, Lang::Ko), (kind, Lang::En)])
}

/// Text that tries to be something else.
fn hostile() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        Just("\r\nBcc: all@mail.example\r\n\r\n".to_owned()),
        Just("=?utf-8?q?=0D=0ABcc:_all@mail.example?=".to_owned()),
        Just("<script>alert(1)</script><a href=\"https://evil.example\">".to_owned()),
        Just("\" onmouseover=\"x</blockquote></style><style>".to_owned()),
        Just("{{ 7 * 7 }}{% raw %}".to_owned()),
        Just("\u{202e}gnp.exe\u{2066}\u{200b}\0\u{1b}[31m".to_owned()),
        Just("\n.\n----\n답변 기한: 내일\n".to_owned()),
        Just("x".repeat(1_500)),
        "\\PC{0,60}",
        any::<String>(),
    ];
    proptest::collection::vec(pieces, 1..4).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn hostile_words_stay_words(kind in proptest::sample::select(ALL.to_vec()), words in hostile()) {
        let mut planted = material(kind, Lang::Ko);
        if let Recipient::Customer(person) | Recipient::Member(person) = &mut planted.recipient {
            person.name.clone_from(&words);
        }
        if let Some(inquiry) = &mut planted.inquiry {
            inquiry.subject.clone_from(&words);
            inquiry.customer.clone_from(&words);
            inquiry.device = Some(words.clone());
            inquiry.app.ko.clone_from(&words);
        }
        if let Some(message) = &mut planted.message {
            message.body.clone_from(&words);
            message.files = vec![words.clone()];
        }
        for link in &mut planted.links {
            link.subject.clone_from(&words);
            link.app.ko.clone_from(&words);
        }
        if let Some(message) = &mut planted.case_message {
            message.body.clone_from(&words);
        }
        if let Some(case) = &mut planted.case {
            case.reason = Some(words.clone());
        }
        let mail = compose(&planted, &context(Lang::Ko)).unwrap();
        let raw = str::from_utf8(&mail.bytes).unwrap();
        prop_assert!(raw.is_ascii() && raw.split("\r\n").all(|line| line.len() <= 998 && !line.contains(['\r', '\n'])));
        let head = raw.split("\r\n\r\n").next().unwrap();
        for name in ["from", "to", "subject", "date", "message-id"] {
            prop_assert_eq!(head.to_lowercase().split("\r\n").filter(|line| line.starts_with(&format!("{name}:"))).count(), 1);
        }
        for name in ["bcc:", "cc:", "reply-to:"] {
            prop_assert!(!head.to_lowercase().split("\r\n").any(|line| line.starts_with(name)));
        }
        let page = Html::parse_document(&MessageParser::default().parse(&mail.bytes).unwrap().body_html(0).unwrap());
        prop_assert_eq!(page.select(&Selector::parse("a").unwrap()).count(), links_in(kind));
        prop_assert_eq!(page.select(&Selector::parse("style").unwrap()).count(), 1);
        prop_assert_eq!(page.select(&Selector::parse("script, img, iframe, [onmouseover]").unwrap()).count(), 0);
        prop_assert_eq!(page.select(&Selector::parse("main > .card > blockquote").unwrap()).count(), page.select(&Selector::parse("blockquote").unwrap()).count());
    }
}
