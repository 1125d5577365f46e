//! What the store holds becomes mail: every kind, from the acts that cause it.

use std::collections::HashSet;

use chrono::Duration;
use devcenter::{
    auth::{self, MemberRole, Side, StaffRole},
    cancellations::{self, Approval, BillingResult, CaseRefusal, Ground, Purchase, Seen},
    customers,
    deliveries::{self, AboutAccount, DeliveryKind},
    id::{AddressChangeId, CaseMessageId, InquiryId, MessageId, SubmissionKey, UserId},
    inquiries::{self, ReplyForm},
    lang::Lang,
    public_no::PublicNo,
    text::{Amount, Currency},
    work::Actor,
};

use super::samples::ALL;
use crate::support::{
    Portal,
    portal::Mail,
    world::{Asked, Person, Seller},
};

const CUSTOMER: &str = "김하늘";

/// An inquiry of 김하늘, whose clock runs.
async fn asked(portal: &Portal, seller: &Seller) -> Asked {
    let asked = portal.asked(seller, "haneul").await;
    sqlx::query("update customers set name = $1").bind(CUSTOMER).execute(&portal.app.db).await.unwrap();
    asked
}

async fn answer(portal: &Portal, asked: &Asked, author: &Person) {
    let mut work = portal.work(Actor::Member(author.id)).await;
    let body = "정원을 넣어 드렸습니다.".parse().unwrap();
    let form =
        ReplyForm { body, files: vec![], left_out: vec![], seen: i32::MAX, draft: None, key: SubmissionKey::new() };
    inquiries::accept_reply(&mut work, &portal.app.rules.current(), &asked.no, &form, 5).await.unwrap().unwrap();
    work.commit().await.unwrap();
    portal.pass(Duration::seconds(10)).await;
}

async fn customer_writes(portal: &Portal, asked: &Asked, words: &str) {
    let mut work = portal.work(Actor::System).await;
    let body = words.parse().unwrap();
    inquiries::customer_writes(&mut work, &portal.app.rules.current(), asked.id, &body, &[], SubmissionKey::new())
        .await
        .unwrap();
    work.commit().await.unwrap();
}

/// The open case of an inquiry, taken by `by`.
async fn taken(portal: &Portal, asked: &Asked, by: UserId) -> PublicNo {
    let sql = "select case_no from cancellations where inquiry_id = $1 order by opened_at desc limit 1";
    let no: PublicNo = sqlx::query_scalar(sql).bind(asked.id).fetch_one(&portal.app.db).await.unwrap();
    let mut work = portal.work(Actor::Staff(by)).await;
    cancellations::take(&mut work, &no, None).await.unwrap().unwrap();
    work.commit().await.unwrap();
    no
}

fn seen() -> Seen {
    Seen { sequence: i32::MAX, key: SubmissionKey::new() }
}

fn approval(portal: &Portal) -> Approval {
    let purchase = Purchase {
        purchased_at: portal.now() - Duration::days(5),
        item: "별자리 정원".parse().unwrap(),
        amount: Amount::parse("11000", Currency::KRW).unwrap(),
        evidence: "결제 기록".parse().unwrap(),
    };
    Approval { purchase, ground: Ground::NotDelivered, reason: "지급된 기록이 없습니다.".parse().unwrap() }
}

async fn approve(portal: &Portal, asked: &Asked, by: UserId, result: BillingResult) -> Result<(), CaseRefusal> {
    let no = taken(portal, asked, by).await;
    let mut work = portal.work(Actor::Staff(by)).await;
    cancellations::approve(&mut work, &no, &approval(portal), seen()).await.unwrap()?;
    let evidence = "화면 기록".parse().unwrap();
    cancellations::record_result(&mut work, &portal.app.rules.current(), &no, result, &evidence, SubmissionKey::new())
        .await
        .unwrap()?;
    work.commit().await.unwrap();
    Ok(())
}

/// Queues the kinds that need hundreds of inquiries, a mail server that refuses, or a colleague.
async fn queue_rare_kinds(portal: &Portal, seller: &Seller, asked: &Asked, agent: UserId, message: MessageId) {
    let mut work = portal.work(Actor::System).await;
    deliveries::to_seller_digest(&mut work, &[asked.id]).await.unwrap();
    let about = [deliveries::About::message(asked.id, message)];
    deliveries::to_seller(&mut work, DeliveryKind::AnswerFailed, &about).await.unwrap();
    let email = asked.customer_email.parse().unwrap();
    deliveries::to_customer_with_links(&mut work, &email).await.unwrap();
    customers::ask_code(&mut work, &email).await.unwrap();
    deliveries::to_customer(&mut work, DeliveryKind::NewLink, &about).await.unwrap();
    assert_eq!(deliveries::to_customer_with_question(&mut work, &[asked.id]).await.unwrap(), [asked.id]);
    deliveries::to_assignee(&mut work, (agent, None), seller.id, &[asked.id]).await.unwrap();
    let sql = "select user_id from staff limit 1";
    let (staff, case) = (portal.ask(sql).await, portal.ask("select cancellation_id from cancellations limit 1").await);
    let case = deliveries::About::case(asked.id, case);
    deliveries::to_colleague(&mut work, DeliveryKind::CaseAssigned, staff, case).await.unwrap();
    deliveries::to_seller(&mut work, DeliveryKind::CaseToSeller, &[case]).await.unwrap();
    deliveries::to_customer(&mut work, DeliveryKind::CaseToCustomer, &[case]).await.unwrap();
    deliveries::to_colleague(&mut work, DeliveryKind::CaseAnswered, staff, case).await.unwrap();
    for (kind, side, author) in [
        (DeliveryKind::CaseToSeller, "seller", "operations"),
        (DeliveryKind::CaseToCustomer, "customer", "operations"),
        (DeliveryKind::CaseAnswered, "seller", "developer"),
    ] {
        let sql = "insert into case_messages (case_message_id, cancellation_id, inquiry_id, side, author, user_id, body, sent_at)
                   values ($1, $2, $3, $4::case_side, $5::message_author, $6, 'WORDS of the case', $7)";
        let (message, by) = (CaseMessageId::new(), if author == "developer" { agent } else { staff });
        let insert = sqlx::query(sql).bind(message).bind(case.cancellation).bind(asked.id).bind(side).bind(author);
        insert.bind(by).bind(portal.now()).execute(work.db()).await.unwrap();
        deliveries::carry(&mut work, kind, message).await.unwrap();
    }
    work.commit().await.unwrap();
}

async fn message_of(portal: &Portal, inquiry: InquiryId) -> MessageId {
    let sql = "select message_id from messages where inquiry_id = $1 order by sent_at desc limit 1";
    sqlx::query_scalar(sql).bind(inquiry).fetch_one(&portal.app.db).await.unwrap()
}

fn to<'a>(mails: &'a [Mail], address: &str) -> Vec<&'a Mail> {
    mails.iter().filter(|mail| mail.to == address).collect()
}

fn message_id(mail: &Mail) -> String {
    header(mail, "Message-ID")
}

fn header(mail: &Mail, name: &str) -> String {
    let head = mail.raw.split("\r\n\r\n").next().unwrap().replace("\r\n ", " ");
    let line = head.lines().find_map(|line| line.strip_prefix(&format!("{name}: ")).map(str::to_owned));
    line.unwrap_or_default()
}

/// Everything that a person is told of their account.
async fn queue_account_kinds(portal: &Portal, person: UserId) {
    let mut work = portal.work(Actor::System).await;
    let secret = &portal.app.secret;
    auth::ask_reset(&mut work, secret, &"seoyun@people.example".parse().unwrap()).await.unwrap();
    auth::ask_change(&mut work, secret, person, &"yun@people.example".parse().unwrap()).await.unwrap().unwrap();
    let sql = "select address_change_id from address_changes";
    let change: AddressChangeId = sqlx::query_scalar(sql).fetch_one(work.db()).await.unwrap();
    for side in [Side::Old, Side::New] {
        auth::agree(&mut work, &auth::change_token(secret, change, side)).await.unwrap().unwrap();
    }
    for kind in [
        DeliveryKind::PasswordChanged,
        DeliveryKind::NewSignIn,
        DeliveryKind::SecondFactorSet,
        DeliveryKind::SecondFactorRemoved,
        DeliveryKind::RecoveryCodeUsed,
        DeliveryKind::RecoveryCodesMade,
    ] {
        let about = match kind {
            DeliveryKind::RecoveryCodeUsed => AboutAccount::left(9),
            _ => AboutAccount::default(),
        };
        deliveries::to_person(&mut work, kind, person, about).await.unwrap();
    }
    work.commit().await.unwrap();
}

#[tokio::test]
async fn every_kind_of_mail_is_made_from_what_the_store_holds() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let agent = portal.member(&seller, "seoyun", MemberRole::Agent).await;
    let staff = portal.staff("ideun", StaffRole::Lead).await.id;
    let answered = asked(&portal, &seller).await;
    portal.member(&seller, "mina", MemberRole::Viewer).await;
    portal.note(&answered, &agent, "@mina 봐 주세요").await;
    answer(&portal, &answered, &agent).await;
    customer_writes(&portal, &answered, "아직 보이지 않습니다.").await;
    let (returned, declined) = (asked(&portal, &seller).await, asked(&portal, &seller).await);
    for hours in [48, 20, 4] {
        portal.pass(Duration::hours(hours)).await;
        portal.deliver().await;
    }
    let (no, mut work) = (taken(&portal, &declined, staff).await, portal.work(Actor::Staff(staff)).await);
    let reason = "지급을 확인했습니다.".parse().unwrap();
    cancellations::decline(&mut work, &portal.app.rules.current(), &no, &reason, seen()).await.unwrap().unwrap();
    work.commit().await.unwrap();
    let (no, mut work) = (taken(&portal, &returned, staff).await, portal.work(Actor::Staff(staff)).await);
    let (rules, due) = (&portal.app.rules.current(), portal.now() + Duration::days(1));
    cancellations::return_to_developer(&mut work, rules, &no, &reason, due, seen()).await.unwrap().unwrap();
    work.commit().await.unwrap();
    approve(&portal, &answered, staff, BillingResult::Confirmed).await.unwrap();
    portal.pass(Duration::days(1)).await;
    approve(&portal, &returned, staff, BillingResult::Failed).await.unwrap();
    queue_rare_kinds(&portal, &seller, &answered, agent.id, message_of(&portal, answered.id).await).await;
    queue_account_kinds(&portal, agent.id).await;
    portal.deliver().await;
    let made: Vec<DeliveryKind> =
        sqlx::query_scalar("select distinct kind from deliveries where state = 'handed_over'")
            .fetch_all(&portal.app.db)
            .await
            .unwrap();
    assert_eq!(made.into_iter().collect::<HashSet<_>>(), HashSet::from(ALL));
    assert_eq!(portal.ask::<i64>("select count(*) from deliveries where state <> 'handed_over'").await, 0);
    let told_the_seller = portal.mails().await.into_iter().filter(|mail| !mail.to.ends_with("@mail.example"));
    for mail in told_the_seller {
        let all = format!("{}{}{}", mail.subject, mail.text, mail.html);
        assert!(!all.contains(CUSTOMER) && !all.contains("haneul@") && !all.contains("/i/"), "{}", mail.text);
    }
}

#[tokio::test]
async fn the_mail_that_asks_to_confirm_holds_no_word_of_the_form() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let form = portal.form_of(&seller, "haneul");
    portal.file(&form).await;
    let mails = portal.mails().await;
    assert_eq!(mails.len(), 1, "nothing else leaves before the address is confirmed");
    let all = format!("{}{}{}{}", mails[0].raw, mails[0].subject, mails[0].text, mails[0].html);
    for word in
        [form.subject.as_str(), form.body.as_str(), "별빛 농장", "Starlight", "moon", form.customer.name.as_str()]
    {
        assert!(!all.replace("haneul@mail.example", "").contains(word), "{word} in {all}");
    }
}

#[tokio::test]
async fn mails_about_an_inquiry_are_one_thread_for_each_reader() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    portal.member(&seller, "seoyun", MemberRole::Agent).await;
    let first = asked(&portal, &seller).await;
    portal.deliver().await;
    customer_writes(&portal, &first, "그리고 또 있습니다.").await;
    portal.pass(Duration::hours(48)).await;
    let mails = portal.mails().await;
    for reader in [seller.support_email.as_str(), "seoyun@people.example"] {
        let told = to(&mails, reader);
        let ids: Vec<String> = told.iter().map(|mail| message_id(mail)).collect();
        assert_eq!(told.len(), 3, "{reader}");
        assert_eq!(header(told[0], "In-Reply-To"), "");
        assert_eq!(header(told[1], "In-Reply-To"), ids[0]);
        assert_eq!(
            (header(told[2], "In-Reply-To"), header(told[2], "References")),
            (ids[1].clone(), ids[..2].join(" "))
        );
        assert!(told[2].text.contains("그리고 또 있습니다."), "a reminder carries the customer's newest words");
    }
}

#[tokio::test]
async fn a_mail_that_waited_says_the_moment_of_its_own_turn() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let agent = portal.member(&seller, "seoyun", MemberRole::Agent).await;
    let first = asked(&portal, &seller).await;
    portal.app.clock.advance(Duration::hours(1));
    answer(&portal, &first, &agent).await;
    customer_writes(&portal, &first, "아직입니다.").await;
    let mails = portal.mails().await;
    let told = to(&mails, &seller.support_email);
    assert!(told[0].text.contains("답변 기한: 11월 26일(목) 15:20까지"), "{}", told[0].text);
    assert!(told[1].text.contains("답변 기한: 11월 26일(목) 16:20까지"), "{}", told[1].text);
}

#[tokio::test]
async fn the_mail_is_in_the_readers_language_and_zone() {
    let portal = Portal::start().await;
    let seller = portal.seller("moon").await;
    let agent = portal.member(&seller, "robin", MemberRole::Agent).await;
    let sql = "update users set lang = $2, zone = 'America/New_York' where user_id = $1";
    sqlx::query(sql).bind(agent.id).bind(Lang::En).execute(&portal.app.db).await.unwrap();
    asked(&portal, &seller).await;
    let mail = portal.mail_to(&agent.email).await;
    assert!(mail.subject.starts_with("[Starlight Farm] New inquiry: "), "{}", mail.subject);
    assert!(mail.text.contains("Answer by: Thu 26 Nov, 01:20") && mail.text.contains("Times are those of New York."));
}
