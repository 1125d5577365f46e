//! Deciding: what is asked for, what it leads to, what stands in its way.

use chrono::Duration;
use devcenter::{auth::StaffRole, cancellations::CaseRefusal, inquiries::State};
use reqwest::StatusCode;

use super::{APPROVAL, Desk};
use crate::support::browser::Shown;

/// The errors beside the fields.
fn errors(page: &Shown) -> Vec<String> {
    page.texts(".err")
}

#[tokio::test]
async fn a_case_is_declined_with_a_reason_that_answers_the_customer() {
    let desk = Desk::open().await;
    let browser = desk.operator("sora", StaffRole::Agent).await;
    let page = desk.taken(&browser).await;
    let reason = "구매 내역이 없어 취소할 수 없습니다.";
    let done = browser.submit(&page, "/decision", &[("decision", "decline"), ("reason", reason)]).await;
    assert!(done.text(".flash").contains("취소하지 않기로 했습니다"), "{}", done.body);
    let decided = done.text("section[aria-labelledby=decided]");
    assert!(decided.contains("취소하지 않음") && decided.contains("sora") && decided.contains(reason), "{decided}");
    assert!(!done.has("form[action$='/decision']") && !done.has("form[action$='/take']"));
    assert_eq!(desk.portal.state(desk.asked.id).await, State::Answered);
    for address in [&desk.asked.customer_email, &desk.seller.support_email, &desk.member.email] {
        assert!(desk.portal.mail_to(address).await.text.contains(reason), "{address}");
    }
    let told = browser.get(&desk.path()).await.texts("#told tbody tr");
    assert_eq!(told.len(), 3, "customer, contact, member: {told:?}");
    assert!(told.iter().all(|row| row.contains("취소하지 않음 알림") && row.contains("넘겨줌")), "{told:?}");
    let customer = desk.portal.browser().get(&desk.asked.customer_path(&desk.portal)).await;
    assert!(customer.words().contains("운영팀이 답했습니다") && customer.words().contains(reason));
    let developer = desk.portal.signed_in(&desk.member).await.get(&desk.asked.desk_path()).await;
    assert!(developer.text(".countdown").contains("운영팀이 답했습니다"), "{}", developer.text(".countdown"));
    assert!(developer.text(".thread").contains(reason));
}

#[tokio::test]
async fn a_returned_case_gives_the_developer_a_new_due_moment_and_tells_both_sides() {
    let desk = Desk::open().await;
    let browser = desk.operator("sora", StaffRole::Agent).await;
    let page = desk.taken(&browser).await;
    let proposed = page.attribute("input[name=due]", "value").unwrap();
    assert_eq!(proposed, "2026-11-29T15:20", "three days from now, as the rules say");
    let values = [("decision", "return"), ("due", "2026-11-28T09:00"), ("reason", "한 번 더 답해 주세요.")];
    let done = browser.submit(&page, "/decision", &values).await;
    assert!(done.text(".flash").contains("판매자에게 돌려보냈습니다"), "{}", done.body);
    assert!(done.text("section[aria-labelledby=decided]").contains("11월 28일(토) 09:00"));
    assert_eq!(desk.portal.state(desk.asked.id).await, State::AwaitingDeveloper);
    for address in [&desk.asked.customer_email, &desk.seller.support_email] {
        let mail = desk.portal.mail_to(address).await;
        assert!(
            mail.text.contains("11월 28일(토) 09:00") && mail.text.contains("한 번 더 답해 주세요."),
            "{}",
            mail.text
        );
    }
    let developer = desk.portal.signed_in(&desk.member).await.get(&desk.asked.desk_path()).await;
    assert!(developer.words().contains("새 답변 기한 11월 28일(토) 09:00"), "{}", developer.words());
    assert!(developer.text(".countdown").contains("답변 기한까지"));
    assert!(developer.text(".notice").contains("한 번 더 답해 주세요."), "why it came back");
    // unanswered again, it comes back as a case of its own
    desk.portal.pass(Duration::hours(42)).await;
    assert_eq!(desk.portal.state(desk.asked.id).await, State::Escalated);
    assert_ne!(desk.portal.case_of(&desk.asked).await.unwrap(), desk.case);
}

#[tokio::test]
async fn an_approved_purchase_is_canceled_once_billings_result_is_recorded() {
    let desk = Desk::open().await;
    let browser = desk.operator("sora", StaffRole::Agent).await;
    let page = desk.taken(&browser).await;
    assert_eq!(page.attribute("input[name=item]", "value").as_deref(), Some("별자리 정원"), "as the customer told it");
    assert_eq!(page.attribute("input[name=amount]", "value").as_deref(), Some("11,000"));
    assert_eq!(page.attribute("input[name=purchased_at]", "value").as_deref(), Some("2026-11-21T15:20"));
    let approved = browser.submit(&page, "/decision", &APPROVAL).await;
    assert!(approved.text(".flash").contains("이제 결제 콘솔에서 취소하고"), "{}", approved.body);
    let decided = approved.text("section[aria-labelledby=decided]");
    assert!(decided.contains("3일 미답변") && decided.contains("결제 대행사 화면"), "{decided}");
    let customer_path = desk.asked.customer_path(&desk.portal);
    let customer = desk.portal.browser();
    assert!(customer.get(&customer_path).await.words().contains("구매를 취소하고 있습니다"));
    let developer = desk.portal.signed_in(&desk.member).await;
    let theirs = developer.get(&desk.asked.desk_path()).await;
    assert!(theirs.text(".notice").contains("운영팀이 구매취소를 승인했습니다"), "{}", theirs.text("main"));
    assert!(!theirs.words().contains("결정하기 전에"), "it is decided");

    let values = [("result", "confirmed"), ("result_evidence", "취소 번호 0093")];
    let done = browser.submit(&approved, "/result", &values).await;
    assert!(done.text(".flash").contains("구매취소를 기록했습니다"), "{}", done.body);
    let result = done.text("section[aria-labelledby=result-known]");
    assert!(result.contains("취소됨") && result.contains("취소 번호 0093") && result.contains("sora"), "{result}");
    assert_eq!(desk.portal.state(desk.asked.id).await, State::Closed);
    assert!(customer.get(&customer_path).await.words().contains("구매가 취소됐습니다"));
    assert!(developer.get(&desk.asked.desk_path()).await.text(".thread").contains("구매가 취소되어 문의를 마쳤습니다"));
    for address in [&desk.asked.customer_email, &desk.seller.support_email] {
        let mail = desk.portal.mail_to(address).await;
        assert!(
            mail.text.contains("취소된 때: 11월 26일(목) 15:20") && mail.text.contains("11,000원"),
            "{}",
            mail.text
        );
        assert!(!mail.text.contains("0093"), "evidence is for operations");
    }
}

#[tokio::test]
async fn what_billing_refuses_is_told_and_answers_the_inquiry() {
    let desk = Desk::open().await;
    let browser = desk.operator("sora", StaffRole::Agent).await;
    let page = desk.taken(&browser).await;
    let approved = browser.submit(&page, "/decision", &APPROVAL).await;
    let values = [("result", "failed"), ("result_evidence", "기간이 지난 결제")];
    let done = browser.submit(&approved, "/result", &values).await;
    assert!(done.text(".flash").contains("결제 쪽의 거절을 기록했습니다"), "{}", done.body);
    assert_eq!((desk.case_state().await.as_str(), desk.portal.state(desk.asked.id).await), ("failed", State::Answered));
    for address in [&desk.asked.customer_email, &desk.seller.support_email] {
        let mail = desk.portal.mail_to(address).await;
        assert!(mail.text.contains("구매를 취소하지 못했습니다") && !mail.text.contains("취소된 때"), "{}", mail.text);
    }
    let customer = desk.portal.browser().get(&desk.asked.customer_path(&desk.portal)).await;
    assert!(customer.words().contains("구매를 취소하지 못했습니다"));
}

#[tokio::test]
async fn a_form_that_lacks_something_says_what_and_keeps_what_was_typed() {
    let desk = Desk::open().await;
    let browser = desk.operator("sora", StaffRole::Agent).await;
    let page = desk.taken(&browser).await;
    let nothing = browser.submit(&page, "/decision", &[]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(errors(&nothing), ["어떻게 할지 골라 주세요", "까닭을 적어 주세요"]);
    let values = [
        ("decision", "approve"),
        ("amount", "0"),
        ("item", ""),
        ("purchased_at", "2027-01-01T00:00"),
        ("ground", ""),
        ("evidence", ""),
        ("reason", "<b>까닭</b>"),
    ];
    let refused = browser.submit(&nothing, "/decision", &values).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(errors(&refused).len(), 5, "{:?}", errors(&refused));
    assert!(refused.text("[role=alert]").contains("5가지를 고쳐 주세요"));
    let again = refused.form("/decision").fields;
    for (name, value) in values {
        assert!(again.contains(&(name.to_owned(), value.to_owned())), "{name} is kept: {again:?}");
    }
    let late = browser.submit(&refused, "/decision", &[("decision", "return"), ("due", "2026-11-26T15:20")]).await;
    assert_eq!(errors(&late), ["이미 지난 시각입니다. 앞으로의 시각을 적어 주세요"]);
    assert_eq!(desk.case_state().await, "in_review");
    let done = browser.submit(&late, "/decision", &[("decision", "decline")]).await;
    assert_eq!((done.status, desk.case_state().await.as_str()), (StatusCode::OK, "declined"));
}

#[tokio::test]
async fn a_result_needs_evidence() {
    let desk = Desk::open().await;
    let browser = desk.operator("sora", StaffRole::Agent).await;
    let page = desk.taken(&browser).await;
    let approved = browser.submit(&page, "/decision", &APPROVAL).await;
    let refused = browser.submit(&approved, "/result", &[("result", "confirmed")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(errors(&refused), ["콘솔에서 본 것을 적어 주세요"]);
    assert!(refused.has("input[name=result][value=confirmed][checked]"));
    assert_eq!(desk.case_state().await, "pending_at_store");
}

#[tokio::test]
async fn who_decides_has_read_what_came_in_meanwhile() {
    let desk = Desk::open().await;
    let browser = desk.operator("sora", StaffRole::Agent).await;
    let stale = desk.taken(&browser).await;
    desk.portal.answer(&desk.asked, &desk.member).await.unwrap();
    desk.portal.pass(Duration::seconds(10)).await;
    let values = [("decision", "decline"), ("reason", "구매 내역이 없습니다.")];
    let refused = browser.submit(&stale, "/decision", &values).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.text("[role=alert]").contains("그사이 새 글이 왔습니다"));
    assert!(refused.words().contains("기한이 지나고") && refused.text("#thread").contains("확인했습니다."));
    assert_eq!(refused.text("textarea[name=reason]"), "구매 내역이 없습니다.");
    assert!(refused.has("input[name=decision][value=decline][checked]"));
    assert_eq!(desk.case_state().await, "in_review");
    // having read it, the same press goes through
    let done = browser.submit(&refused, "/decision", &[]).await;
    assert_eq!((done.status, desk.case_state().await.as_str()), (StatusCode::OK, "declined"));
}

#[tokio::test]
async fn pressing_twice_decides_once_and_tells_once() {
    let desk = Desk::open().await;
    let browser = desk.operator("sora", StaffRole::Agent).await;
    let page = desk.taken(&browser).await;
    let approved = browser.submit(&page, "/decision", &APPROVAL).await;
    let again = browser.submit(&page, "/decision", &APPROVAL).await;
    assert_eq!((again.status, again.path), (StatusCode::OK, desk.path()));
    let values = [("result", "confirmed"), ("result_evidence", "취소 번호 0093")];
    for _ in 0..2 {
        assert_eq!(browser.submit(&approved, "/result", &values).await.status, StatusCode::OK);
    }
    let told = "select array_agg(kind || ' ' || count order by kind)
                from (select kind::text, count(*) from deliveries where customer_id is not null group by 1) as kinds
                where kind in ('approved_customer', 'confirmed_customer')";
    assert_eq!(desk.portal.ask::<Vec<String>>(told).await, ["approved_customer 1", "confirmed_customer 1"]);
}

#[tokio::test]
async fn whose_role_decides_nothing_is_refused_by_the_action_itself() {
    let desk = Desk::open().await;
    let auditor = desk.portal.staff("nuri", StaffRole::Auditor).await;
    for person in [&auditor, &desk.member] {
        assert_eq!(desk.portal.take(&desk.case, person).await, Err(CaseRefusal::MayNot));
    }
    assert_eq!(desk.case_state().await, "open");
}

#[tokio::test]
async fn a_colleagues_case_is_taken_over_before_it_is_decided() {
    let desk = Desk::open().await;
    let (hers, his) = (desk.operator("sora", StaffRole::Agent).await, desk.operator("dami", StaffRole::Agent).await);
    let page = desk.taken(&hers).await;
    let seen = his.get(&desk.path()).await;
    let step = seen.text(".notice");
    assert!(step.contains("sora 님이 맡고 있습니다") && step.contains("넘겨받기"), "{step}");
    assert!(!seen.has("form[action$='/decision']"), "who does not have it does not decide it");
    let taken = his.submit(&seen, "/take", &[]).await;
    assert!(taken.has("form[action$='/decision']") && taken.text(".timeline").contains("dami 님이 맡았습니다"));
    // she did not notice
    let refused = hers.submit(&page, "/decision", &[("decision", "decline"), ("reason", "내역이 없습니다.")]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.text("[role=alert]").contains("지금 이 건을 맡고 계시지 않습니다"));
    assert_eq!(refused.text("textarea[name=reason]"), "내역이 없습니다.");
    assert!(refused.text("main").contains("dami 님이 맡고 있습니다"));
    assert_eq!(desk.case_state().await, "in_review");
}

#[tokio::test]
async fn a_case_that_a_colleague_took_a_moment_ago_is_not_taken_by_a_page_that_shows_it_open() {
    let desk = Desk::open().await;
    let (hers, his) = (desk.operator("sora", StaffRole::Agent).await, desk.operator("dami", StaffRole::Agent).await);
    let stale = his.get(&desk.path()).await;
    desk.taken(&hers).await;
    let refused = his.submit(&stale, "/take", &[]).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.text("[role=alert]").contains("그사이 다른 사람이 이 건을 맡았습니다"), "{}", refused.words());
    assert!(refused.text("main").contains("sora 님이 맡고 있습니다"));
    assert!(hers.get(&desk.path()).await.has("form[action$='/decision']"), "she still has it");
    // having seen who has it, taking over is a choice
    let taken = his.submit(&refused, "/take", &[]).await;
    assert!(taken.has("form[action$='/decision']"), "{}", taken.words());
    // and from a page that shows her, it is not taken from a third
    let shows_him = hers.get(&desk.path()).await;
    desk.taken(&desk.operator("iden", StaffRole::Lead).await).await;
    assert_eq!(hers.submit(&shows_him, "/take", &[]).await.status, StatusCode::CONFLICT);
}

#[tokio::test]
async fn nothing_is_decided_while_an_answer_is_about_to_go_out() {
    let desk = Desk::open().await;
    let browser = desk.operator("sora", StaffRole::Agent).await;
    desk.taken(&browser).await;
    desk.portal.answer(&desk.asked, &desk.member).await.unwrap();
    let page = browser.get(&desk.path()).await;
    let values = [("decision", "decline"), ("reason", "구매 내역이 없습니다.")];
    let refused = browser.submit(&page, "/decision", &values).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.text("[role=alert]").contains("판매자의 답변이 곧 나갑니다"), "{}", refused.words());
    assert_eq!(refused.text("textarea[name=reason]"), "구매 내역이 없습니다.");
    assert_eq!(desk.case_state().await, "in_review");
    // an answer that was taken back stands in nobody's way
    desk.portal.undo(&desk.asked, &desk.member).await.unwrap();
    let done = browser.submit(&refused, "/decision", &[]).await;
    assert_eq!((done.status, desk.case_state().await.as_str()), (StatusCode::OK, "declined"));
}

#[tokio::test]
async fn what_no_form_lets_through_the_rules_refuse_too() {
    let desk = Desk::open().await;
    let staff = desk.portal.staff("sora", StaffRole::Agent).await;
    desk.portal.take(&desk.case, &staff).await.unwrap();
    assert_eq!(desk.portal.approve_for(&desk.case, &staff, "0").await, Err(CaseRefusal::NothingPaid));
    let far = Duration::days(30) + Duration::seconds(1);
    assert_eq!(desk.portal.give_back(&desk.case, &staff, far).await, Err(CaseRefusal::DueTooFar));
    assert_eq!(desk.portal.give_back(&desk.case, &staff, Duration::zero()).await, Err(CaseRefusal::DueInPast));
    desk.portal.give_back(&desk.case, &staff, Duration::days(30)).await.unwrap();
}

#[tokio::test]
async fn what_was_decided_or_withdrawn_meanwhile_is_not_decided_again() {
    let desk = Desk::open().await;
    let browser = desk.operator("sora", StaffRole::Agent).await;
    let before = browser.get(&desk.path()).await;
    let page = browser.submit(&before, "/take", &[]).await;
    desk.portal.solve(&desk.asked).await.unwrap();
    let refused = browser.submit(&page, "/decision", &APPROVAL).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(refused.text("[role=alert]").contains("그사이 이 건이 바뀌었습니다"));
    assert!(refused.text(".timeline").contains("고객이 거두어 검토를 마쳤습니다"));
    let late = browser.submit(&before, "/take", &[]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
}
