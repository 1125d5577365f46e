//! Messages of a case: what operations ask one side, what it answers, and that the other side reads none of it.

use devcenter::{
    auth::{MemberRole, StaffRole},
    cancellations::{self, CaseRefusal, Seen, messages},
    id::SubmissionKey,
    inquiries::exchange::{AnswerRefusal, CaseSide, NewAnswer},
    lang::Lang,
    work::Actor,
};
use reqwest::StatusCode;

use super::{APPROVAL, Desk};
use crate::support::{Browser, browser::Shown, world::Person};

const TO_SELLER: &str = "QUESTION 지급 기록을 보내 주세요.";
const TO_CUSTOMER: &str = "QUERY 영수증 번호를 알려 주세요.";

/// A case that «sora» has, with her browser, the member's and the customer's.
struct Review {
    desk: Desk,
    sora: Person,
    hers: Browser,
    member: Browser,
    customer: Browser,
}

impl Review {
    async fn open() -> Review {
        let desk = Desk::open().await;
        let sora = desk.portal.staff("sora", StaffRole::Agent).await;
        desk.portal.take(&desk.case, &sora).await.unwrap();
        let hers = desk.portal.signed_in(&sora).await;
        let member = desk.portal.signed_in(&desk.member).await;
        let customer = desk.portal.browser();
        Review { desk, sora, hers, member, customer }
    }

    async fn file(&self) -> Shown {
        self.hers.get(&self.desk.path()).await
    }

    async fn thread(&self) -> Shown {
        self.member.get(&self.desk.asked.desk_path()).await
    }

    async fn customers_page(&self) -> Shown {
        self.customer.get(&self.desk.asked.customer_path(&self.desk.portal)).await
    }

    async fn asks(&self, side: CaseSide, words: &str) {
        self.desk.portal.write_letter(&self.desk.case, &self.sora, side, words, true).await.unwrap();
    }

    /// What a person answers to the newest question.
    async fn answer(&self, side: CaseSide, words: &str) -> Result<(), AnswerRefusal> {
        let sql = "select case_message_id from case_messages where side = $1 order by case_message_id desc limit 1";
        let newest = sqlx::query_scalar(sql).bind(side).fetch_one(&self.desk.portal.app.db).await.unwrap();
        let answer = NewAnswer { body: words.parse().unwrap(), seen: Some(newest), key: SubmissionKey::new() };
        let actor = match side {
            CaseSide::Seller => Actor::Member(self.desk.member.id),
            CaseSide::Customer => Actor::System,
        };
        let mut work = self.desk.portal.work(actor).await;
        let done = match side {
            CaseSide::Seller => messages::answer_from_seller(&mut work, &self.desk.asked.no, &answer).await,
            CaseSide::Customer => messages::answer_from_customer(&mut work, self.desk.asked.id, &answer).await,
        };
        let done = done.unwrap();
        if done.is_ok() {
            work.commit().await.unwrap();
        }
        done.map(|_| ())
    }
}

#[tokio::test]
async fn what_the_seller_is_asked_is_read_and_answered_by_the_seller_alone() {
    let review = Review::open().await;
    let portal = &review.desk.portal;
    let page = review.file().await;
    assert_eq!(page.text("form[action$='/messages/seller'] button"), "판매자 moon에게 보내기");
    let asked = review.hers.submit(&page, "/messages/seller", &[("to_seller", TO_SELLER), ("seller_waits", "1")]).await;
    assert!(asked.words().contains(&*Lang::Ko.case_asked_told()), "{}", asked.words());
    assert_eq!(review.desk.case_state().await, "needs_information");
    assert!(asked.text("#with-seller").contains(TO_SELLER) && !asked.text("#with-customer").contains("QUESTION"));
    portal.deliver().await;
    assert!(review.file().await.text("#with-seller").contains("메일 서버가 받았습니다"));
    let mails = portal.mails().await;
    assert!(mails.iter().any(|mail| mail.to == review.desk.member.email && mail.text.contains("QUESTION")));

    let thread = review.thread().await;
    let asks = thread.text("#operations");
    assert!(asks.contains(TO_SELLER) && asks.contains(&*Lang::Ko.exchange_asked()), "{asks}");
    let values = [("to_operations", "REPLY 기록을 첨부합니다.")];
    let told = review.member.submit(&thread, "/operations", &values).await;
    assert!(told.words().contains(&*Lang::Ko.operations_told()) && told.text("#operations").contains("REPLY"));
    assert!(!told.text("#operations").contains(&*Lang::Ko.exchange_asked()), "nothing is awaited any more");
    assert_eq!(review.desk.case_state().await, "in_review");
    let mail = portal.mail_to(&review.sora.email).await;
    assert!(mail.subject.contains(&*Lang::Ko.letter_case_answered_by_seller()) && mail.text.contains("REPLY"));

    let customers = review.customers_page().await;
    assert!(!customers.has("#operations"));
    for secret in ["QUESTION", "REPLY"] {
        assert!(!customers.body.contains(secret));
        let theirs = portal.mails().await;
        let mut theirs = theirs.iter().filter(|mail| mail.to == review.desk.asked.customer_email);
        assert!(theirs.all(|mail| !mail.text.contains(secret)));
    }
}

#[tokio::test]
async fn what_the_customer_is_asked_is_read_and_answered_by_the_customer_alone() {
    let review = Review::open().await;
    let portal = &review.desk.portal;
    let page = review.file().await;
    let values = [("to_customer", TO_CUSTOMER), ("customer_waits", "1"), ("customer_until", "2099-01-01T00:00")];
    let refused = review.hers.submit(&page, "/messages/customer", &values).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "too far away");
    let until = (portal.now() + chrono::Duration::days(2)).format("%Y-%m-%dT%H:%M").to_string();
    review.hers.submit(&refused, "/messages/customer", &[("customer_until", &until)]).await;
    assert_eq!(review.desk.case_state().await, "needs_information");
    portal.deliver().await;
    let mail = portal.mail_to(&review.desk.asked.customer_email).await;
    assert!(mail.text.contains(TO_CUSTOMER) && mail.text.contains(&*Lang::Ko.letter_case_wanted_by()), "{}", mail.text);

    let customers = review.customers_page().await;
    assert!(customers.text("#operations").contains(TO_CUSTOMER));
    let told = review.customer.submit(&customers, "/operations", &[("to_operations", "RECEIPT 1234")]).await;
    assert!(told.words().contains(&*Lang::Ko.operations_told()) && told.text("#operations").contains("RECEIPT"));
    assert_eq!(review.desk.case_state().await, "in_review");
    assert!(review.file().await.text("#with-customer").contains("RECEIPT 1234"));
    portal.deliver().await;

    let seller = [review.thread().await.body, review.member.get("/home").await.body];
    let owner = portal.member(&review.desk.seller, "owner", MemberRole::Owner).await;
    let told = portal.signed_in(&owner).await.get("/told?show=all").await.body;
    let mails = portal.mails().await;
    let mails = mails.iter().filter(|mail| mail.to != review.desk.asked.customer_email && mail.to != review.sora.email);
    for text in seller.into_iter().chain([told]).chain(mails.map(|mail| mail.text.clone())) {
        assert!(!text.contains("QUERY") && !text.contains("RECEIPT"), "{text}");
    }
    assert!(!review.thread().await.body.contains(&review.desk.asked.customer_email));
    let none = review.member.get(&format!("{}/operations", review.desk.asked.desk_path())).await;
    assert_eq!(none.status, StatusCode::NOT_FOUND, "with the seller operations wrote nothing");
}

#[tokio::test]
async fn what_is_only_told_leaves_the_case_in_review() {
    let review = Review::open().await;
    let page = review.file().await;
    let told = review.hers.submit(&page, "/messages/customer", &[("to_customer", "곧 결정합니다.")]).await;
    assert!(told.words().contains(&*Lang::Ko.case_message_told()));
    assert_eq!(review.desk.case_state().await, "in_review");
    assert!(told.text(".timeline").contains("sora 님이 고객에게 글을 보냈습니다"), "{}", told.text(".timeline"));
    assert_eq!(review.answer(CaseSide::Customer, "고맙습니다.").await, Ok(()));
    assert_eq!(review.desk.case_state().await, "in_review");
}

#[tokio::test]
async fn who_reads_only_reads_the_question_and_strangers_see_none() {
    let review = Review::open().await;
    review.asks(CaseSide::Seller, TO_SELLER).await;
    let portal = &review.desk.portal;
    let path = format!("{}/operations", review.desk.asked.desk_path());
    let viewer = portal.member(&review.desk.seller, "viewer", MemberRole::Viewer).await;
    let viewers = portal.signed_in(&viewer).await;
    let thread = viewers.get(&review.desk.asked.desk_path()).await;
    assert!(thread.text("#operations").contains(TO_SELLER) && !thread.has("#operations form"));
    let page = review.thread().await;
    let form = page.form("/operations").fields;
    let csrf = viewers.get("/preferences").await.attribute("input[name=csrf]", "value").unwrap();
    let fields: Vec<(&str, &str)> = form
        .iter()
        .map(|(name, value)| (name.as_str(), if name == "csrf" { csrf.as_str() } else { value.as_str() }))
        .filter(|(name, _)| *name != "to_operations")
        .chain([("to_operations", "x")])
        .collect();
    assert_eq!(viewers.post(&path, &fields).await.status, StatusCode::FORBIDDEN);
    let other = portal.seller("sun").await;
    let stranger = portal.member(&other, "stranger", MemberRole::Owner).await;
    assert_eq!(portal.signed_in(&stranger).await.get(&path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn pressing_twice_writes_and_mails_once_and_another_text_needs_another_form() {
    let review = Review::open().await;
    let portal = &review.desk.portal;
    let page = review.file().await;
    for _ in 0..2 {
        let shown = review.hers.submit(&page, "/messages/customer", &[("to_customer", TO_CUSTOMER)]).await;
        assert_eq!(shown.status, StatusCode::OK);
    }
    assert_eq!(portal.ask::<i64>("select count(*) from case_messages").await, 1);
    assert_eq!(portal.ask::<i64>("select count(*) from deliveries where kind = 'case_to_customer'").await, 1);
    let other = review.hers.submit(&page, "/messages/customer", &[("to_customer", "다른 글")]).await;
    assert_eq!((other.status, other.text("#to_customer").as_str()), (StatusCode::CONFLICT, "다른 글"));
    let customers = review.customers_page().await;
    for _ in 0..2 {
        review.customer.submit(&customers, "/operations", &[("to_operations", "1234")]).await;
    }
    assert_eq!(portal.ask::<i64>("select count(*) from case_messages where author = 'customer'").await, 1);
    assert_eq!(portal.ask::<i64>("select count(*) from deliveries where kind = 'case_answered'").await, 1);
}

#[tokio::test]
async fn what_came_in_meanwhile_is_read_before_anything_is_sent() {
    let review = Review::open().await;
    let page = review.file().await;
    review.desk.portal.writes(&review.desk.asked, SubmissionKey::new()).await;
    let refused = review.hers.submit(&page, "/messages/seller", &[("to_seller", TO_SELLER)]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.text("[role=alert]").contains(&*Lang::Ko.not_sent_case_news()));
    assert_eq!((refused.text("#to_seller"), refused.text("#to_customer")), (TO_SELLER.into(), String::new()));
    assert!(refused.has("#with-seller details[open] #to_seller"), "the form is open with the words in it");
    let sent = review.hers.submit(&refused, "/messages/seller", &[]).await;
    assert!(sent.text("#with-seller").contains(TO_SELLER));

    let thread = review.thread().await;
    review.asks(CaseSide::Seller, "하나 더 여쭙니다.").await;
    let refused = review.member.submit(&thread, "/operations", &[("to_operations", "기록입니다.")]).await;
    assert_eq!((refused.status, refused.text("#to_operations").as_str()), (StatusCode::CONFLICT, "기록입니다."));
    assert!(refused.text("#operations").contains("하나 더 여쭙니다."));
    let told = review.member.submit(&refused, "/operations", &[]).await;
    assert!(told.words().contains(&*Lang::Ko.operations_told()));
}

#[tokio::test]
async fn a_form_with_something_to_mend_comes_back_with_everything_in_it() {
    let review = Review::open().await;
    let page = review.file().await;
    let empty = review.hers.submit(&page, "/messages/seller", &[("seller_waits", "1")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(empty.text("#to_seller-error"), Lang::Ko.error_case_words());
    assert!(empty.has("input[name=seller_waits][checked]") && !empty.has("input[name=customer_waits][checked]"));
    for (until, sentence) in [("morgen", Lang::Ko.error_wanted_by()), ("2020-01-01T00:00", Lang::Ko.error_due_past())] {
        let values = [("to_seller", TO_SELLER), ("seller_waits", "1"), ("seller_until", until)];
        let refused = review.hers.submit(&page, "/messages/seller", &values).await;
        assert_eq!(refused.text("#seller_until-error"), sentence);
        assert_eq!(refused.text("#to_seller"), TO_SELLER);
    }
    let values = [("to_seller", TO_SELLER), ("seller_until", "2026-12-01T00:00")];
    let refused = review.hers.submit(&page, "/messages/seller", &values).await;
    assert_eq!(refused.text("#seller_until-error"), Lang::Ko.error_wanted_without_waiting());
    assert_eq!(review.desk.portal.ask::<i64>("select count(*) from case_messages").await, 0);
    review.asks(CaseSide::Customer, TO_CUSTOMER).await;
    let customers = review.customers_page().await;
    let refused = review.customer.submit(&customers, "/operations", &[("to_operations", " ")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.text("#to_operations-error"), Lang::Ko.error_exchange_words());
}

#[tokio::test]
async fn a_case_that_waits_for_both_is_reviewed_again_after_the_last_answer() {
    let review = Review::open().await;
    review.asks(CaseSide::Seller, TO_SELLER).await;
    review.asks(CaseSide::Customer, TO_CUSTOMER).await;
    let waits = review.hers.get("/cases?tab=waiting").await;
    assert!(waits.text("tbody").contains(&*Lang::Ko.badge_waits_for_both()), "{}", waits.words());
    assert_eq!(waits.texts("tbody tr").len(), 1);
    let page = review.file().await;
    assert!(page.words().contains("판매자의 답을 기다립니다") && page.words().contains("고객의 답을 기다립니다"));
    review.answer(CaseSide::Customer, "1234").await.unwrap();
    assert_eq!(review.desk.case_state().await, "needs_information");
    let mine = review.hers.get("/cases?tab=mine").await;
    assert!(mine.text("tbody").contains(&*Lang::Ko.badge_waits_for_seller()));
    assert!(mine.text("tbody").contains(&*Lang::Ko.badge_new_answer()));
    assert!(review.file().await.words().contains(&*Lang::Ko.new_answer_came()));
    assert!(!review.hers.get("/cases?tab=mine").await.text("tbody").contains(&*Lang::Ko.badge_new_answer()), "seen");
    review.answer(CaseSide::Seller, "기록").await.unwrap();
    assert_eq!(review.desk.case_state().await, "in_review");
    let none = review.hers.get("/cases?tab=waiting").await;
    assert!(none.words().contains(&*Lang::Ko.nothing_waiting()));
    let timeline = review.file().await.text(".timeline");
    assert!(timeline.contains("판매자에게 묻고 답을 기다립니다") && timeline.contains("다시 검토합니다"), "{timeline}");
}

#[tokio::test]
async fn the_lists_and_their_counts_tell_the_same_of_cases_that_wait() {
    let review = Review::open().await;
    review.asks(CaseSide::Seller, TO_SELLER).await;
    for tab in ["waiting", "undecided", "mine"] {
        let page = review.hers.get(&format!("/cases?tab={tab}")).await;
        assert_eq!(page.texts("tbody tr").len(), 1, "{tab}");
        assert_eq!(page.text(".tabs a[aria-current] .n"), "1", "{tab}");
    }
}

#[tokio::test]
async fn a_case_that_waits_can_be_decided_and_the_answer_after_it_is_not_lost() {
    let review = Review::open().await;
    review.asks(CaseSide::Seller, TO_SELLER).await;
    let thread = review.thread().await;
    let page = review.file().await;
    assert!(page.words().contains(&*Lang::Ko.decide_while_waiting()));
    let done = review.hers.submit(&page, "/decision", &APPROVAL).await;
    assert_eq!(done.status, StatusCode::OK, "{}", done.words());
    let values = [("decision", "confirmed"), ("result", "confirmed"), ("result_evidence", "콘솔에서 취소됨")];
    review.hers.submit(&done, "/result", &values).await;
    assert_eq!(review.desk.case_state().await, "confirmed");
    let late = review.member.submit(&thread, "/operations", &[("to_operations", "늦은 기록")]).await;
    assert_eq!((late.status, late.text("#to_operations").as_str()), (StatusCode::CONFLICT, "늦은 기록"));
    assert!(late.text("[role=alert]").contains(&*Lang::Ko.exchange_over_title()));
    let over = review.thread().await;
    assert!(over.text("#operations").contains(TO_SELLER) && !over.has("#operations form"));
}

#[tokio::test]
async fn an_answer_and_a_decision_at_the_same_moment_do_not_pass_each_other() {
    let review = Review::open().await;
    let portal = &review.desk.portal;
    review.asks(CaseSide::Seller, TO_SELLER).await;
    let sequence = portal.ask::<i32>("select sequence from inquiries").await;
    let decide = async {
        let mut work = portal.work(Actor::Staff(review.sora.id)).await;
        let (rules, reason) = (portal.app.rules.current(), "까닭".parse().unwrap());
        let seen = Seen { sequence, key: SubmissionKey::new() };
        let done = cancellations::decline(&mut work, &rules, &review.desk.case, &reason, seen).await.unwrap();
        if done.is_ok() {
            work.commit().await.unwrap();
        }
        done
    };
    let (decided, answered) = tokio::join!(decide, review.answer(CaseSide::Seller, "기록"));
    match (decided, answered) {
        (Ok(()), Err(AnswerRefusal::Over)) => assert_eq!(review.desk.case_state().await, "declined"),
        (Err(CaseRefusal::SomethingNewer), Ok(())) => assert_eq!(review.desk.case_state().await, "in_review"),
        both => panic!("{both:?}"),
    }
}

#[tokio::test]
async fn who_takes_a_waiting_case_over_waits_on_and_who_lost_it_writes_no_more() {
    let review = Review::open().await;
    let portal = &review.desk.portal;
    review.asks(CaseSide::Customer, TO_CUSTOMER).await;
    let stale = review.file().await;
    let dami = portal.staff("dami", StaffRole::Agent).await;
    portal.take(&review.desk.case, &dami).await.unwrap();
    assert_eq!(review.desk.case_state().await, "needs_information");
    let refused = review.hers.submit(&stale, "/messages/customer", &[("to_customer", "잃지 않을 글")]).await;
    assert_eq!((refused.status, refused.text("#to_customer").as_str()), (StatusCode::CONFLICT, "잃지 않을 글"));
    assert!(refused.text("[role=alert]").contains(&*Lang::Ko.not_sent_not_taken()));
    review.answer(CaseSide::Customer, "1234").await.unwrap();
    let mail = portal.mail_to(&dami.email).await;
    assert!(mail.subject.contains(&*Lang::Ko.letter_case_answered_by_customer()), "who has it now is told");
    // who has it may stop waiting
    portal.write_letter(&review.desk.case, &dami, CaseSide::Customer, "하나 더", true).await.unwrap();
    let his = portal.signed_in(&dami).await;
    let page = his.get(&review.desk.path()).await;
    his.submit(&page, "/take", &[]).await;
    assert_eq!(review.desk.case_state().await, "in_review");
    assert_eq!(portal.ask::<i64>("select count(*) from cancellations where customer_asked_at is not null").await, 0);
}

#[tokio::test]
async fn what_the_customer_writes_in_the_thread_is_an_answer_too() {
    let review = Review::open().await;
    review.asks(CaseSide::Customer, TO_CUSTOMER).await;
    let page = review.customers_page().await;
    review.customer.submit_with(&page, "/messages", &[("body", "영수증은 5678입니다.")], &[]).await;
    assert_eq!(review.desk.case_state().await, "in_review");
    let mail = review.desk.portal.mail_to(&review.sora.email).await;
    assert!(mail.subject.contains(&*Lang::Ko.letter_case_answered_by_customer()) && mail.text.contains("5678"));
    assert!(review.hers.get("/cases?tab=mine").await.text("tbody").contains(&*Lang::Ko.badge_new_answer()));
}

#[tokio::test]
async fn a_customer_withdraws_from_a_case_that_waits() {
    let review = Review::open().await;
    review.asks(CaseSide::Customer, TO_CUSTOMER).await;
    let page = review.customers_page().await;
    let closed = review.customer.submit(&page, "/solved", &[]).await;
    assert_eq!(review.desk.case_state().await, "withdrawn");
    assert!(closed.text("#operations").contains(TO_CUSTOMER) && !closed.has("#operations form"));
    assert!(!review.hers.get("/cases?tab=waiting").await.has("tbody tr"));
}

#[tokio::test]
async fn the_schema_refuses_a_mail_to_the_wrong_side_and_a_message_that_is_changed() {
    let review = Review::open().await;
    review.asks(CaseSide::Seller, TO_SELLER).await;
    review.asks(CaseSide::Customer, TO_CUSTOMER).await;
    let refusal = async |sql: &'static str| {
        let error = sqlx::query(sql).execute(&review.desk.portal.app.db).await.unwrap_err();
        error.as_database_error().and_then(|error| error.constraint()).unwrap_or_default().to_owned()
    };
    let to_customer = refusal(
        "update deliveries d set case_message_id = m.case_message_id, case_side = m.side from case_messages m
         where m.side = 'seller' and d.kind = 'case_to_customer'",
    );
    assert_eq!(to_customer.await, "deliveries_case_message_of_seller");
    let to_seller = refusal(
        "update deliveries d set case_message_id = m.case_message_id, case_side = m.side from case_messages m
         where m.side = 'customer' and d.kind = 'case_to_seller'",
    );
    assert_eq!(to_seller.await, "deliveries_case_message_of_customer");
    let lie = refusal(
        "update deliveries d set case_message_id = m.case_message_id, case_side = 'customer' from case_messages m
         where m.side = 'seller' and d.kind = 'case_to_customer'",
    );
    assert_eq!(lie.await, "deliveries_case_message", "a side that is not the message's");
    assert_eq!(refusal("update case_messages set body = 'x'").await, "case_messages_append_only");
    assert_eq!(refusal("delete from case_messages").await, "case_messages_append_only");
}

#[tokio::test]
async fn hostile_words_stay_words_on_all_three_pages() {
    let review = Review::open().await;
    let hostile = "</p><script>alert(1)</script>{{ 7 * 7 }}<img src=x onerror=y>";
    review.asks(CaseSide::Seller, hostile).await;
    review.asks(CaseSide::Customer, hostile).await;
    review.answer(CaseSide::Seller, hostile).await.unwrap();
    review.answer(CaseSide::Customer, hostile).await.unwrap();
    for page in [review.file().await, review.thread().await, review.customers_page().await] {
        assert!(page.words().contains("<script>alert(1)</script>{{ 7 * 7 }}"), "{}", page.path);
        assert!(!page.has(".msg script") && !page.has(".msg img"));
    }
}

#[tokio::test]
async fn the_file_says_when_a_mail_of_operations_did_not_arrive() {
    let review = Review::open().await;
    review.asks(CaseSide::Customer, TO_CUSTOMER).await;
    assert!(review.file().await.text("#with-customer").contains(&*Lang::Ko.sent_queued()));
    review.desk.portal.deliver().await;
    let bounces =
        "update deliveries set state = 'bounced', answer = '550 no such mailbox' where kind = 'case_to_customer'";
    sqlx::query(bounces).execute(&review.desk.portal.app.db).await.unwrap();
    let card = review.file().await.text("#with-customer");
    assert!(card.contains(&*Lang::Ko.mail_state_bounced()) && card.contains("550 no such mailbox"), "{card}");
}

#[tokio::test]
async fn what_was_written_goes_with_its_inquiry_into_the_one_it_is_merged_into() {
    let review = Review::open().await;
    let portal = &review.desk.portal;
    review.asks(CaseSide::Seller, TO_SELLER).await;
    review.asks(CaseSide::Customer, TO_CUSTOMER).await;
    let refused = portal.asked(&review.desk.seller, "haneul").await;
    assert!(portal.merge(&refused, &review.desk.asked, &review.desk.member).await.is_err(), "its case is open");
    portal.decline(&review.desk.case, &review.sora).await.unwrap();
    portal.merge(&refused, &review.desk.asked, &review.desk.member).await.unwrap();
    let thread = review.member.get(&refused.desk_path()).await;
    assert!(thread.text("#operations").contains(TO_SELLER) && !thread.body.contains("QUERY"));
    let customers = review.customer.get(&refused.customer_path(portal)).await;
    assert!(customers.text("#operations").contains(TO_CUSTOMER) && !customers.body.contains("QUESTION"));
}
