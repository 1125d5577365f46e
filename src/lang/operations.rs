//! Words of operations: the queue of purchase cancellations, the case file, decisions.

use super::messages;

messages! {
    // people and menu
    staff_agent() { ko: "담당", en: "agent" }
    staff_lead() { ko: "책임", en: "lead" }
    staff_auditor() { ko: "감사", en: "auditor" }
    staff_admin() { ko: "관리", en: "admin" }
    purchase_cancellations() { ko: "구매취소", en: "Cancellations" }
    count_undecided() { ko: "건 결정 전", en: " to be decided" }
    system_health() { ko: "시스템 상태", en: "System health" }

    // origins, grounds and states of cases
    origin_escalation() { ko: "기한 경과", en: "Not answered in time" }
    origin_developer_request() { ko: "개발사 요청", en: "Developer’s request" }
    ground_withdrawal_7d() { ko: "7일 안 청약철회", en: "Withdrawal within 7 days" }
    ground_not_as_described() { ko: "설명과 다름", en: "Not as described" }
    ground_defect_fatal() { ko: "쓸 수 없는 결함", en: "Fatal defect" }
    ground_not_delivered() { ko: "상품 미지급", en: "Not delivered" }
    ground_duplicate_payment() { ko: "중복 결제", en: "Paid twice" }
    ground_accidental() { ko: "실수로 결제", en: "Bought by accident" }
    ground_minor_without_consent() { ko: "미성년자 결제(동의 없음)", en: "Minor without consent" }
    ground_unanswered_3d() { ko: "3일 미답변", en: "Unanswered for three days" }
    ground_other() { ko: "그 밖의 근거", en: "Another ground" }
    case_open() { ko: "맡은 사람 없음", en: "Nobody has it" }
    case_in_review() { ko: "검토 중", en: "In review" }
    case_in_review_of(who: &str) { ko: format!("검토 중 · {who}"), en: format!("In review · {who}") }
    case_needs_information() { ko: "정보 필요", en: "Needs information" }
    case_declined() { ko: "취소하지 않음", en: "Declined" }
    case_returned() { ko: "판매자에게 돌려보냄", en: "Given back" }
    case_approved() { ko: "승인함", en: "Approved" }
    case_at_billing() { ko: "결제 결과 기다림", en: "Awaiting billing" }
    case_confirmed() { ko: "구매취소됨", en: "Canceled" }
    case_failed() { ko: "결제 쪽에서 거절", en: "Refused by billing" }
    case_needs_attention() { ko: "결과 확인 필요", en: "Needs a look" }
    case_withdrawn() { ko: "고객이 거둠", en: "Withdrawn" }

    // the queue
    tab_undecided() { ko: "할 일", en: "To decide" }
    tab_mine() { ko: "내 것", en: "Mine" }
    tab_at_billing() { ko: "결제 결과 기다림", en: "Awaiting billing" }
    tab_over() { ko: "끝남", en: "Over" }
    case_lists() { ko: "구매취소 목록", en: "Lists of cancellations" }
    filter_cases() { ko: "구매취소 추리기", en: "Filter cancellations" }
    origin_label() { ko: "온 길", en: "Origin" }
    every_origin() { ko: "온 길 모두", en: "All origins" }
    seller_label() { ko: "판매자", en: "Seller" }
    every_seller() { ko: "모든 판매자", en: "All sellers" }
    column_case() { ko: "건", en: "Case" }
    column_app() { ko: "앱 · 판매자", en: "App · seller" }
    column_amount() { ko: "금액", en: "Amount" }
    column_cause() { ko: "사유", en: "Cause" }
    column_state() { ko: "상태", en: "State" }
    column_opened() { ko: "열린 때", en: "Opened" }
    open_for(span: &str) { ko: format!("{span}째"), en: format!("for {span}") }
    longest_overdue_first() { ko: "기한이 오래 지난 순", en: "longest overdue first" }
    newest_case_first() { ko: "최근 건부터", en: "newest first" }
    nothing_to_decide() { ko: "결정할 건이 없습니다", en: "There is nothing to decide" }
    nothing_to_decide_text() { ko: "판매자가 기한 안에 답하지 않은 문의가 여기에 모입니다. 새 건이 오면 운영팀 메일로 알립니다.", en: "Inquiries that a seller did not answer in time gather here. New ones are mailed to operations." }
    see_over() { ko: "끝난 건 보기", en: "See what is over" }
    nothing_mine() { ko: "맡은 건이 없습니다", en: "You have taken no case" }
    nothing_mine_text() { ko: "할 일에서 한 건을 열어 맡으면 여기에 보입니다.", en: "Open a case that is to be decided and take it: you find it here then." }
    see_undecided() { ko: "할 일 보기", en: "See what is to be decided" }
    nothing_at_billing() { ko: "결제 결과를 기다리는 건이 없습니다", en: "Nothing waits for billing" }
    nothing_at_billing_text() { ko: "승인한 건이 여기에서 결제 쪽의 결과를 기다립니다.", en: "Approved cases wait here until billing’s result is recorded." }
    nothing_over() { ko: "아직 끝난 건이 없습니다", en: "No case is over yet" }
    nothing_over_text() { ko: "결정했거나 고객이 거둔 건이 여기에 모입니다.", en: "What was decided or withdrawn gathers here." }
    no_case_fits() { ko: "조건에 맞는 건이 없습니다", en: "Nothing matches these filters" }
    no_case_fits_text() { ko: "온 길이나 판매자를 바꿔 보세요.", en: "Try another origin or seller." }
}
