//! Words of operations: the queue of purchase cancellations, the case file, decisions.

use super::{messages, plural};

messages! {
    // people and menu
    staff_agent() { ko: "담당", en: "agent" }
    staff_lead() { ko: "책임", en: "lead" }
    staff_auditor() { ko: "감사", en: "auditor" }
    staff_admin() { ko: "관리", en: "admin" }
    purchase_cancellations() { ko: "구매취소", en: "Purchase cancellations" }
    menu_cases() { ko: "구매취소", en: "Cases" }
    count_undecided() { ko: "건 결정 전", en: " to be decided" }
    menu_health() { ko: "상태", en: "Health" }

    // origins, grounds and states of cases
    origin_escalation() { ko: "기한 경과", en: "Overdue" }
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

    // the case file
    printed_by(at: &str, who: &str) { ko: format!("인쇄: {at} · {who}"), en: format!("Printed {at} by {who}") }
    what_is_known() { ko: "결정에 필요한 것", en: "What the decision needs" }
    customer_waits(span: &str) { ko: format!("고객은 {span}째 답을 기다리고 있습니다."), en: format!("The customer has waited {span} for an answer.") }
    told_unchecked() { ko: "확인 안 됨", en: "Unchecked" }
    told_unchecked_text() { ko: "고객이 문의할 때 적은 그대로입니다. 결제 기록과 맞춰 보지 않았습니다.", en: "As the customer wrote it. It has not been compared with billing’s records." }
    nothing_told() { ko: "고객이 구매를 적지 않았습니다.", en: "The customer told nothing of a purchase." }
    nothing_told_advice() { ko: "승인하려면 결제 기록에서 찾아야 합니다.", en: "To approve, find it in billing’s records." }
    about_the_inquiry() { ko: "문의", en: "Inquiry" }

    // proof that the seller was told
    proof_title() { ko: "판매자에게 알린 증거", en: "Proof that the seller was told" }
    proof_caption() { ko: "판매자에게 보낸 알림과 그 전달 상태", en: "Notices to the seller and what became of them" }
    proof_badge_all() { ko: "모두 넘겨줌", en: "All handed over" }
    proof_badge_some() { ko: "일부만 넘겨줌", en: "Some handed over" }
    proof_badge_none() { ko: "넘겨준 것 없음", en: "None handed over" }
    proof_none() { ko: "판매자에게 보낸 알림이 없습니다.", en: "Nothing was mailed to the seller." }
    proof_none_taken(all: usize) {
        ko: format!("판매자에게 보낸 알림 {all}통 가운데 메일 서버가 받은 것이 없습니다."),
        en: format!("Of {all} {} to the seller none was taken by its mail server.", plural(all as i64, "notice", "notices")),
    }
    proof_all_taken(all: usize) {
        ko: format!("판매자에게 보낸 알림 {all}통을 모두 메일 서버가 받았습니다."),
        en: if all == 1 { "The notice to the seller was taken by its mail server.".to_owned() } else { format!("All {all} notices to the seller were taken by their mail servers.") },
    }
    proof_some_taken(all: usize, taken: usize) {
        ko: format!("판매자에게 보낸 알림 {all}통 가운데 {taken}통을 메일 서버가 받았습니다."),
        en: format!("{taken} of {all} notices to the seller {} taken by their mail servers.", plural(taken as i64, "was", "were")),
    }
    proof_failed(n: usize) { ko: format!("{n}통은 넘기지 못했습니다."), en: format!("{n} could not be handed over.") }
    proof_unknown(n: usize) { ko: format!("{n}통은 받았는지 알 수 없습니다."), en: format!("Of {n} it is not known whether it was taken.") }
    proof_under_way(n: usize) { ko: format!("{n}통은 아직 넘기는 중입니다."), en: format!("{n} {} still on its way.", plural(n as i64, "is", "are")) }
    proof_called_off(n: usize) { ko: format!("{n}통은 보내기 전에 거뒀습니다."), en: format!("{n} {} called off.", plural(n as i64, "was", "were")) }
    proof_skipped_first() { ko: "첫 번째 알림은 때를 놓쳐 보내지 않았습니다.", en: "The first reminder came too late and was not sent." }
    proof_skipped_second() { ko: "두 번째 알림은 때를 놓쳐 보내지 않았습니다.", en: "The second reminder came too late and was not sent." }
    proof_no_answer(since: &str, due: &str) {
        ko: format!("{since}부터 답변 기한 {due}까지 고객에게 나간 답변은 없습니다."),
        en: format!("From {since} until {due}, when it was due, no answer went out to the customer."),
    }
    column_notice() { ko: "알림", en: "Notice" }
    column_sent() { ko: "보낸 때", en: "Sent" }
    column_recipient() { ko: "받는 곳", en: "To" }
    every_mail() { ko: "메일마다 받는 곳과 메일 서버의 답 보기", en: "Every mail, its recipient and what the server said" }
    column_delivery() { ko: "전달", en: "Delivery" }

    // history
    timeline_title() { ko: "지나온 일", en: "What happened" }
    planned_and_done(due: &str, done: &str) { ko: format!("예정 {due} · 실행 {done}"), en: format!("Planned {due} · carried out {done}") }
    mails_sent(n: usize) { ko: format!("메일 {n}통"), en: format!("{n} {}", plural(n as i64, "mail", "mails")) }
    new_due(due: &str) { ko: format!("새 답변 기한 {due}"), en: format!("New answer-by moment: {due}") }

    // before deciding
    answered_late_by(span: &str) { ko: format!("기한이 지나고 {span} 뒤에 답변이 왔습니다"), en: format!("An answer came {span} after the time was up") }
    late_answer_quoted(who: &str, seller: &str, at: &str, text: &str) {
        ko: format!("{who}({seller}), {at}: “{text}”"),
        en: format!("{who} ({seller}), {at}: “{text}”"),
    }
    late_answer_lost() { ko: "이 답변의 메일은 고객에게 닿지 않았습니다.", en: "The mail with this answer did not reach the customer." }
    late_answer_advice() { ko: "결정하기 전에 읽고, 고객이 아직 취소를 바라는지 살펴보세요.", en: "Read it before you decide, and see whether the customer still wants the cancellation." }
    read_messages() { ko: "주고받은 글 읽기", en: "Read the messages" }
    answer_waits() { ko: "판매자의 답변이 곧 나갑니다", en: "An answer of the seller is about to go out" }
    answer_waits_text() { ko: "몇 초 뒤에 새로 고쳐 읽은 다음 결정하세요.", en: "Reload in some seconds and read it before you decide." }
    auditors_read_only() { ko: "감사 역할이라 볼 수만 있습니다.", en: "Your role reads only." }

    // taking
    take_case() { ko: "이 건 맡기", en: "Take this case" }
    take_first() { ko: "결정하려면 먼저 이 건을 맡으세요. 맡은 사람의 이름이 기록됩니다.", en: "To decide it, take the case first. The record shows who has it." }
    take_over() { ko: "넘겨받기", en: "Take over" }
    taken_by(who: &str, since: &str) {
        ko: format!("{who} 님이 맡고 있습니다({since}부터). 넘겨받으면 {who} 님은 더 이상 결정할 수 없습니다."),
        en: format!("{who} has had this case since {since}. If you take it over, {who} can no longer decide it."),
    }
    case_taken() { ko: "이 건을 맡았습니다. 이제 결정할 수 있습니다.", en: "You have the case. You can decide it now." }

    // deciding
    decision() { ko: "결정", en: "Decision" }
    verdict_approve() { ko: "구매취소 승인", en: "Approve the cancellation" }
    verdict_approve_hint() { ko: "결제 쪽에 취소를 요청하고 결과를 기록합니다", en: "You order it at billing, then record the result" }
    verdict_return() { ko: "판매자에게 돌려보냄", en: "Give it back to the seller" }
    verdict_return_hint() { ko: "새 답변 기한을 줍니다", en: "With a new time to answer" }
    verdict_decline() { ko: "취소하지 않음", en: "Decline" }
    verdict_decline_hint() { ko: "까닭이 고객에게 답으로 갑니다", en: "Your reason is the answer to the customer" }
    for_approval() { ko: "취소할 구매", en: "The purchase to cancel" }
    for_return() { ko: "돌려보낼 때", en: "When it is given back" }
    choose_ground() { ko: "고르세요", en: "Please choose" }
    evidence_hint() { ko: "무엇을 보고 확인했는지 적으세요. 운영팀만 봅니다.", en: "What you saw it in. Only operations read this." }
    reason() { ko: "까닭", en: "Reason" }
    reason_hint() { ko: "고객과 판매자의 메일에 그대로 실립니다.", en: "Customer and seller read it word for word." }
    in_zone(zone: &str) { ko: format!("{zone} 기준"), en: format!("In the time of {zone}") }
    decide() { ko: "결정하고 알리기", en: "Decide and tell both sides" }
    step_approve() { ko: "승인", en: "Approve" }
    step_order() { ko: "결제 콘솔에서 취소", en: "Cancel it in billing’s console" }
    step_record() { ko: "결과와 증거 기록", en: "Record result and evidence" }
    fact_who() { ko: "누가", en: "Who" }
    fact_when() { ko: "언제", en: "When" }
    fact_new_due() { ko: "새 답변 기한", en: "New answer-by moment" }
    fact_evidence() { ko: "확인한 것", en: "Evidence" }
    decision_mails() { ko: "결정을 알린 메일", en: "Mails about the decision" }
    signed_by() { ko: "확인한 사람", en: "Checked by" }
    signed_on() { ko: "날짜", en: "Date" }

    // billing's result
    billing_result() { ko: "결제 결과", en: "Billing’s result" }
    record_result_text() { ko: "결제 콘솔에서 이 구매를 취소한 뒤, 결과를 여기에 기록하세요. 고객과 판매자에게 메일로 알립니다.", en: "Cancel the purchase in billing’s console, then record the result here. Customer and seller are mailed." }
    result_confirmed() { ko: "취소됨", en: "Canceled" }
    result_failed() { ko: "결제 쪽에서 거절", en: "Refused by billing" }
    result_evidence_hint() { ko: "취소 번호나 거절 까닭처럼 콘솔에서 본 것을 적으세요. 운영팀만 봅니다.", en: "What the console showed: a cancellation number, why it was refused. Only operations read this." }
    record_result() { ko: "결과 기록하고 알리기", en: "Record it and tell both sides" }

    // what is wrong with a form
    error_decision() { ko: "어떻게 할지 골라 주세요", en: "Please choose what to do" }
    error_ground() { ko: "근거를 골라 주세요", en: "Please choose a ground" }
    error_purchase_moment() { ko: "언제 결제했는지 적어 주세요", en: "Please enter when it was bought" }
    error_amount_paid() { ko: "결제한 금액을 숫자로 적어 주세요. 예: 11,000", en: "Please enter the amount paid as a number, for example 11,000" }
    error_evidence() { ko: "무엇을 보고 확인했는지 적어 주세요", en: "Please write what you saw it in" }
    error_reason() { ko: "까닭을 적어 주세요", en: "Please write the reason" }
    error_due() { ko: "새 답변 기한을 2026-11-29 15:20처럼 적어 주세요", en: "Please enter the new moment as in 2026-11-29 15:20" }
    error_due_past() { ko: "이미 지난 시각입니다. 앞으로의 시각을 적어 주세요", en: "That moment has passed. Please enter one that lies ahead" }
    error_due_far(days: i64) { ko: format!("너무 먼 기한입니다. {days}일 안으로 정해 주세요"), en: format!("That is too far away. Please stay within {days} days") }
    error_result() { ko: "결과를 골라 주세요", en: "Please choose the result" }
    error_result_evidence() { ko: "콘솔에서 본 것을 적어 주세요", en: "Please write what the console showed" }

    // what stood in the way
    refused_not_taken() { ko: "결정하지 않았습니다. 지금 이 건을 맡고 계시지 않습니다", en: "Nothing was decided: you do not have this case" }
    refused_not_taken_text() { ko: "결정하려면 먼저 맡거나 넘겨받으세요. 쓰신 글은 아래에 그대로 있습니다.", en: "Take it, or take it over, before you decide. What you wrote is still below." }
    refused_news() { ko: "결정하지 않았습니다. 그사이 새 글이 왔습니다", en: "Nothing was decided: something new has come in" }
    refused_news_text() { ko: "새 글을 읽은 뒤 그대로 다시 누르거나 고쳐서 결정하세요. 쓰신 글은 아래에 그대로 있습니다.", en: "Read it, then press again or change your decision. What you wrote is still below." }
    refused_answer_waits() { ko: "결정하지 않았습니다. 판매자의 답변이 곧 나갑니다", en: "Nothing was decided: an answer of the seller is about to go out" }
    refused_answer_waits_text() { ko: "몇 초 뒤에 다시 누르면 그 답변을 먼저 보여 드립니다. 쓰신 글은 아래에 그대로 있습니다.", en: "Press again in some seconds: you are shown the answer first. What you wrote is still below." }
    refused_taken() { ko: "맡지 않았습니다. 그사이 다른 사람이 이 건을 맡았습니다", en: "You did not take it: somebody else has taken this case meanwhile" }
    refused_taken_text() { ko: "누가 맡고 있는지 아래에서 확인하세요. 필요하면 넘겨받을 수 있습니다.", en: "See below who has it. You can take it over if you need to." }
    refused_moved_on() { ko: "아무것도 바꾸지 않았습니다. 그사이 이 건이 바뀌었습니다", en: "Nothing was changed: the case has moved on" }
    refused_moved_on_text() { ko: "누가 무엇을 했는지 아래 지나온 일에서 볼 수 있습니다.", en: "The history below shows who did what." }

    // what the last change did
    case_declined_told() { ko: "취소하지 않기로 했습니다. 고객과 판매자에게 메일로 알립니다.", en: "Declined. Customer and seller are told by mail." }
    case_returned_told() { ko: "판매자에게 돌려보냈습니다. 새 답변 기한이 시작됐고, 양쪽에 메일로 알립니다.", en: "Given back. A new time to answer has started, and both sides are told by mail." }
    case_approved_told() { ko: "승인했습니다. 이제 결제 콘솔에서 취소하고 결과를 기록하세요.", en: "Approved. Now cancel it in billing’s console and record the result." }
    case_confirmed_told() { ko: "구매취소를 기록했습니다. 고객과 판매자에게 메일로 알립니다.", en: "The cancellation is recorded. Customer and seller are told by mail." }
    case_failed_told() { ko: "결제 쪽의 거절을 기록했습니다. 고객과 판매자에게 메일로 알립니다.", en: "Billing’s refusal is recorded. Customer and seller are told by mail." }
}
