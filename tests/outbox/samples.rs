//! One story, told by mails of every kind: a garden was paid for and did not arrive.

use chrono::{DateTime, Utc};
use devcenter::{
    cancellations::Ground,
    config::Config,
    crypto::Secret,
    deliveries::DeliveryKind,
    id::{AddressChangeId, CodeId, ConfirmationId, DeliveryId, InquiryId, PasswordResetId},
    inquiries::{Category, MessageAuthor, State, exchange::CaseSide},
    lang::Lang,
    outbox::{
        Account, AddressChange, Case, CaseMessage, Confirmation, Inquiry, LinkTo, Material, Message, Names, Note,
        Person, Purchase, Recipient, compose::MailContext,
    },
    public_no::PublicNo,
};

pub const ALL: [DeliveryKind; 42] = [
    DeliveryKind::ConfirmAddress,
    DeliveryKind::Receipt,
    DeliveryKind::Answer,
    DeliveryKind::EscalatedCustomer,
    DeliveryKind::DeclinedCustomer,
    DeliveryKind::ReturnedCustomer,
    DeliveryKind::ApprovedCustomer,
    DeliveryKind::ConfirmedCustomer,
    DeliveryKind::FailedCustomer,
    DeliveryKind::NewInquiry,
    DeliveryKind::CustomerWrote,
    DeliveryKind::FirstReminder,
    DeliveryKind::SecondReminder,
    DeliveryKind::EscalatedSeller,
    DeliveryKind::EscalatedSellerDigest,
    DeliveryKind::DeclinedSeller,
    DeliveryKind::ReturnedSeller,
    DeliveryKind::ApprovedSeller,
    DeliveryKind::ConfirmedSeller,
    DeliveryKind::FailedSeller,
    DeliveryKind::AnswerFailed,
    DeliveryKind::EscalatedOperations,
    DeliveryKind::Links,
    DeliveryKind::NewLink,
    DeliveryKind::CustomerCode,
    DeliveryKind::CaseToCustomer,
    DeliveryKind::Assigned,
    DeliveryKind::Mentioned,
    DeliveryKind::CaseAssigned,
    DeliveryKind::CaseToSeller,
    DeliveryKind::CaseAnswered,
    DeliveryKind::PasswordReset,
    DeliveryKind::PasswordChanged,
    DeliveryKind::NewSignIn,
    DeliveryKind::AddressChangeNew,
    DeliveryKind::AddressChangeOld,
    DeliveryKind::AddressChanged,
    DeliveryKind::SecondFactorSet,
    DeliveryKind::SecondFactorRemoved,
    DeliveryKind::RecoveryCodeUsed,
    DeliveryKind::RecoveryCodesMade,
    DeliveryKind::SatisfactionQuestion,
];

pub fn context(operations_lang: Lang) -> MailContext {
    let config = Config::without_environment(["--public-url", "https://voc.example"]).unwrap();
    let secret = Secret::from_text("a secret of the tests, long enough").unwrap();
    MailContext { operations_lang, ..MailContext::new(&config, &secret) }
}

/// What a delivery of this kind is made of, as the store reads it.
pub fn material(kind: DeliveryKind, lang: Lang) -> Material {
    let (links, code) = (kind == DeliveryKind::Links, kind == DeliveryKind::CustomerCode);
    let confirms = kind == DeliveryKind::ConfirmAddress;
    let about_none = confirms || links || code || kind == DeliveryKind::EscalatedSellerDigest || is_about_account(kind);
    let first = about_none || matches!(kind, DeliveryKind::Receipt | DeliveryKind::NewInquiry);
    let digest = kind == DeliveryKind::EscalatedSellerDigest;
    Material {
        delivery_id: DeliveryId(uuid(7)),
        kind,
        created_at: sent_at(kind),
        recipient: recipient(kind, lang),
        confirmation: confirms
            .then(|| Confirmation { confirmation_id: ConfirmationId(uuid(5)), expires_at: at("2026-11-30T06:20:00Z") }),
        inquiry: (!about_none).then(|| inquiry(kind, lang)),
        invitation: None,
        team_event: None,
        message: message(kind, lang),
        case: (!about_none).then(|| case(kind, lang)),
        contact_us: None,
        case_message: case_message(kind, lang),
        note: (kind == DeliveryKind::Mentioned).then(|| note(lang)),
        seller: Some(seller()),
        many: if kind == DeliveryKind::RecoveryCodeUsed { Some(2) } else { digest.then_some(42) },
        instead_of: None,
        links: if links { links_to(lang) } else { Vec::new() },
        code: code.then_some(CodeId(uuid(6))),
        earlier: if first { Vec::new() } else { vec![DeliveryId(uuid(1)), DeliveryId(uuid(2))] },
        account: account(),
        support: None,
    }
}

pub fn is_about_account(kind: DeliveryKind) -> bool {
    ALL[31..41].contains(&kind)
}

/// What happened to the reader's account; each kind tells of one thing.
fn account() -> Account {
    Account {
        reset: Some((PasswordResetId(uuid(11)), at("2026-11-23T06:50:00Z"))),
        change: Some(AddressChange {
            id: AddressChangeId(uuid(12)),
            new_email: "robin.han@moon.example".into(),
            expires_at: at("2026-11-24T06:20:00Z"),
        }),
        browser: "Whale · Windows".into(),
    }
}

pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn uuid(n: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(0x019a_b000_0000_7000_8000_0000_0000_0000 + n)
}

/// Reminders go out a fraction of a second late, as they do in life.
fn sent_at(kind: DeliveryKind) -> DateTime<Utc> {
    match kind {
        DeliveryKind::FirstReminder => at("2026-11-25T06:20:00.413Z"),
        DeliveryKind::SecondReminder => at("2026-11-26T02:20:00.413Z"),
        _ => at("2026-11-23T06:20:00Z"),
    }
}

fn recipient(kind: DeliveryKind, lang: Lang) -> Recipient {
    let (customer, member) = match lang {
        Lang::Ko => ("김하늘", "한서윤"),
        Lang::En => ("Skye Kim", "Robin Han"),
    };
    let person = |email: &str, name: &str, zone: &str| Person {
        email: email.into(),
        name: name.into(),
        lang,
        zone: zone.into(),
    };
    match kind {
        DeliveryKind::EscalatedOperations => Recipient::Operations,
        DeliveryKind::NewInquiry => Recipient::Support(person("help@moon.example", "", "Asia/Seoul"), app()),
        kind if is_to_customer(kind) => Recipient::Customer(person("haneul@mail.example", customer, zone(lang))),
        _ => Recipient::Member(person("robin@moon.example", member, zone(lang))),
    }
}

fn zone(lang: Lang) -> &'static str {
    match lang {
        Lang::Ko => "Asia/Seoul",
        Lang::En => "America/New_York",
    }
}

pub fn is_to_customer(kind: DeliveryKind) -> bool {
    ALL[..9].contains(&kind) || ALL[22..26].contains(&kind) || kind == DeliveryKind::SatisfactionQuestion
}

fn app() -> Names {
    Names { ko: "별빛 농장".into(), en: "Starlight Farm".into() }
}

fn seller() -> Names {
    Names { ko: "달토끼 게임즈".into(), en: "Moonrabbit Games".into() }
}

fn links_to(lang: Lang) -> Vec<LinkTo> {
    let one = |n, link_generation| LinkTo {
        inquiry_id: InquiryId(uuid(n)),
        link_generation,
        subject: inquiry(DeliveryKind::Links, lang).subject,
        app: app(),
    };
    vec![one(3, 0), one(4, 1)]
}

fn inquiry(kind: DeliveryKind, lang: Lang) -> Inquiry {
    let (subject, customer) = match lang {
        Lang::Ko => ("별자리 정원을 샀는데 들어오지 않았어요", "김*늘"),
        Lang::En => ("I bought the Constellation Garden and did not get it", "S. Ki*"),
    };
    Inquiry {
        inquiry_id: InquiryId(uuid(3)),
        link_generation: 0,
        public_no: PublicNo::of(0x12_3456_789A),
        subject: subject.into(),
        category: Category::Refund,
        state: if kind == DeliveryKind::Answer { State::Answered } else { State::AwaitingDeveloper },
        due_at: Some(at("2026-11-26T06:20:00Z")),
        customer: customer.into(),
        app: app(),
        seller: seller(),
        purchase: purchase(lang),
        app_version: Some("3.4.1".into()),
        device: None,
    }
}

fn purchase(lang: Lang) -> Purchase {
    let item = match lang {
        Lang::Ko => "별자리 정원",
        Lang::En => "Constellation Garden",
    };
    Purchase {
        purchased_at: Some(at("2026-11-20T12:04:00Z")),
        item: Some(item.into()),
        amount: Some((11_000, "KRW".into())),
    }
}

fn message(kind: DeliveryKind, lang: Lang) -> Option<Message> {
    let of = |author, body: &str, files: &[&str]| {
        let files = files.iter().map(|name| (*name).to_owned()).collect();
        Some(Message { author, body: body.into(), late: false, files })
    };
    match (kind, lang) {
        (DeliveryKind::Answer | DeliveryKind::AnswerFailed, Lang::Ko) => of(
            MessageAuthor::Developer,
            "동의 고맙습니다. 결제는 확인됐고, 지급이 빠진 것을 찾았습니다.\n정원을 지금 넣어 드렸습니다.\n\n기다리게 해 드린 사과로 씨앗 꾸러미를 함께 보냈습니다. 다시 켜면 보입니다.",
            &[],
        ),
        (DeliveryKind::Answer | DeliveryKind::AnswerFailed, Lang::En) => of(
            MessageAuthor::Developer,
            "Thank you for your consent. We found the payment, and that the item was never granted.\nYour garden is there now.\n\nTo say sorry for the wait we added a bundle of seeds. Restart the game to see it.",
            &[],
        ),
        (_, Lang::Ko) => of(
            MessageAuthor::Customer,
            "구매 복원을 세 번 해 봤지만 그대로입니다. 환불을 원합니다.",
            &["화면-1120.png", "영수증.pdf"],
        ),
        (_, Lang::En) => of(
            MessageAuthor::Customer,
            "I restored three times; nothing changed. I would like a refund.",
            &["screen-1120.png", "receipt.pdf"],
        ),
    }
}

fn note(lang: Lang) -> Note {
    let (author, body) = match lang {
        Lang::Ko => ("한서윤", "@로빈님 서버에는 지급 기록이 없습니다.\n개발팀에 물어봐 주세요."),
        Lang::En => ("Seoyun Han", "@Robin The server has no record of it.\nPlease ask the developers."),
    };
    Note { author: author.into(), body: body.into() }
}

/// The seller is asked with a moment, the customer is told something, and the customer's answer reaches operations.
fn case_message(kind: DeliveryKind, lang: Lang) -> Option<CaseMessage> {
    let of = |side, ko: &str, en: &str, wanted_by: Option<DateTime<Utc>>| {
        let body = if lang == Lang::Ko { ko } else { en };
        Some(CaseMessage { side, body: body.into(), waits: wanted_by.is_some(), wanted_by })
    };
    match kind {
        DeliveryKind::CaseToSeller => of(
            CaseSide::Seller,
            "이 주문의 지급 기록을 보내 주세요.",
            "Please send us what was granted for this order.",
            Some(at("2026-11-28T03:00:00Z")),
        ),
        DeliveryKind::CaseToCustomer => of(
            CaseSide::Customer,
            "결제 기록을 찾았습니다. 조금만 기다려 주세요.",
            "We have found the payment. Please bear with us.",
            None,
        ),
        DeliveryKind::CaseAnswered => {
            of(CaseSide::Customer, "영수증 번호는 1234입니다.", "The receipt’s number is 1234.", None)
        }
        _ => None,
    }
}

fn case(kind: DeliveryKind, lang: Lang) -> Case {
    let reason = match lang {
        Lang::Ko => "기한까지 답변이 없었고, 결제 기록과 지급 기록을 함께 확인했습니다.",
        Lang::En => "There was no answer in time. We looked at the payment and at what was granted.",
    };
    let approved = matches!(
        kind,
        DeliveryKind::ApprovedCustomer
            | DeliveryKind::ApprovedSeller
            | DeliveryKind::ConfirmedCustomer
            | DeliveryKind::ConfirmedSeller
            | DeliveryKind::FailedCustomer
            | DeliveryKind::FailedSeller
    );
    let confirmed = matches!(kind, DeliveryKind::ConfirmedCustomer | DeliveryKind::ConfirmedSeller);
    Case {
        case_no: PublicNo::of(0x0F_EDCB_A987),
        due_at: at("2026-11-26T06:20:00Z"),
        reason: Some(reason.into()),
        returned_due_at: Some(at("2026-11-28T03:00:00Z")),
        ground: approved.then_some(Ground::Unanswered3d),
        purchase: if approved { purchase(lang) } else { Purchase::default() },
        canceled_at: confirmed.then(|| at("2026-11-27T02:10:00Z")),
    }
}
