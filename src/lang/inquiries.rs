//! Words of inquiries: kinds, states, threads, history, mails; the seller's list and thread.

use super::messages;

messages! {
    // kinds and states
    category_maintenance() { ko: "이용 문의", en: "Help with use" }
    category_error_report() { ko: "오류 신고", en: "Error report" }
    category_refund() { ko: "환불 요청", en: "Refund request" }
    category_other() { ko: "그 밖의 문의", en: "Something else" }
    state_unconfirmed() { ko: "주소 확인 전", en: "Address not confirmed" }
    state_awaiting() { ko: "미답변", en: "Unanswered" }
    state_answered() { ko: "답변함", en: "Answered" }
    state_escalated() { ko: "운영팀 이관", en: "With operations" }
    state_closed() { ko: "종료", en: "Closed" }

    // who wrote
    author_you() { ko: "나", en: "You" }
    author_customer() { ko: "고객", en: "Customer" }
    author_seller() { ko: "판매자", en: "Seller" }
    author_operations() { ko: "스토어 운영팀", en: "Store operations" }
    badge_answer() { ko: "답변", en: "Answer" }
    badge_late_answer() { ko: "기한 뒤 답변", en: "Late answer" }
    badge_decision() { ko: "검토 결과", en: "Decision" }

    // history
    happened_received() { ko: "고객이 문의를 보냈습니다", en: "The customer sent the inquiry" }
    happened_confirmed(due: &str) {
        ko: format!("고객이 메일 주소를 확인해 접수됐습니다. 답변 기한 {due}"),
        en: format!("The customer confirmed the address; the inquiry was received. Answer by {due}"),
    }
    happened_started(due: &str) { ko: format!("접수됐습니다. 답변 기한 {due}"), en: format!("Received. To be answered by {due}") }
    happened_customer_wrote() { ko: "고객이 글을 더 썼습니다", en: "The customer wrote again" }
    happened_answered() { ko: "개발자가 답했습니다", en: "The developer answered" }
    happened_answered_late() { ko: "개발자가 기한이 지난 뒤 답했습니다", en: "The developer answered late" }
    happened_reopened(due: &str) {
        ko: format!("새 차례가 시작됐습니다. 답변 기한 {due}"),
        en: format!("A new turn began. Answer by {due}"),
    }
    happened_unanswered(due: &str) {
        ko: format!("답변이 닿지 않아 다시 미답변이 되었습니다. 답변 기한 {due}"),
        en: format!("The answer did not arrive, so the inquiry is unanswered again. Answer by {due}"),
    }
    happened_undeliverable() {
        ko: "다시 보낸 답변도 고객에게 닿지 않았습니다. 고객은 문의 화면에서만 답변을 볼 수 있습니다",
        en: "Another answer did not arrive either. The customer can read it on the inquiry’s page only",
    }
    happened_unanswered_customer(due: &str) {
        ko: format!("답변 메일이 닿지 않아 판매자에게 알렸습니다. 새 답변 기한 {due}"),
        en: format!("The answer’s mail did not reach you, so we told the seller. New answer-by moment: {due}"),
    }
    happened_reminded() { ko: "답변 기한이 다가와 첫 번째 알림을 보냈습니다", en: "The first reminder went out" }
    happened_reminded_again() { ko: "답변 기한이 가까워 두 번째 알림을 보냈습니다", en: "The second reminder went out" }
    happened_reminded_customer() { ko: "판매자에게 기한이 다가온다고 알렸습니다", en: "We reminded the seller" }
    happened_reminder_skipped() { ko: "알림이 늦어 보내지 않았습니다", en: "A reminder was too late and was not sent" }
    happened_escalated() { ko: "답변 기한이 지나 운영팀에 넘어갔습니다", en: "The time to answer ran out; the inquiry went to operations" }
    happened_operations_answered() { ko: "운영팀이 검토 결과를 알렸습니다", en: "Operations told their decision" }
    happened_billing_refused() { ko: "결제 쪽에서 취소가 거절되어 운영팀이 결과를 알렸습니다", en: "Billing refused the cancellation; operations told both sides" }
    happened_returned(due: &str) {
        ko: format!("운영팀이 개발자에게 돌려보냈습니다. 새 답변 기한 {due}"),
        en: format!("Operations gave it back to the developer. New answer-by moment: {due}"),
    }
    happened_solved() { ko: "고객이 해결됐다고 알렸습니다", en: "The customer said that it is solved" }
    happened_you_solved() { ko: "해결됐다고 알리셨습니다", en: "You said that it is solved" }
    happened_withdrawn() { ko: "고객이 문의를 거두었습니다", en: "The customer withdrew the inquiry" }
    happened_you_withdrew() { ko: "문의를 거두셨습니다", en: "You withdrew the inquiry" }
    happened_quiet() { ko: "답변 뒤 새 글이 없어 문의를 마쳤습니다", en: "Closed: nobody wrote for a while after the answer" }
    happened_duplicate() { ko: "같은 문의가 있어 마쳤습니다", en: "Closed as a duplicate" }
    happened_spam() { ko: "스팸으로 닫았습니다", en: "Closed as spam" }
    happened_canceled() { ko: "구매가 취소되어 문의를 마쳤습니다", en: "Closed: the purchase was canceled" }
    happened_closed() { ko: "문의를 마쳤습니다", en: "Closed" }
    happened_case_opened() { ko: "기한이 지나 운영팀에 넘어왔습니다", en: "The time to answer ran out; a case was opened" }
    happened_case_cause_added() { ko: "검토하는 사이 기한이 한 번 더 지났습니다", en: "The inquiry fell due again while the case was open" }
    happened_case_taken(who: &str) { ko: format!("{who} 님이 맡았습니다"), en: format!("{who} took the case") }
    happened_case_declined(who: &str) { ko: format!("{who} 님이 취소하지 않기로 했습니다"), en: format!("{who} declined the cancellation") }
    happened_case_returned(who: &str) { ko: format!("{who} 님이 개발자에게 돌려보냈습니다"), en: format!("{who} gave it back to the developer") }
    happened_case_approved(who: &str) { ko: format!("{who} 님이 구매취소를 승인했습니다"), en: format!("{who} approved the cancellation") }
    happened_case_submitted() { ko: "결제 쪽에 취소를 요청했습니다", en: "The cancellation was ordered at billing" }
    happened_case_confirmed() { ko: "구매가 취소됐습니다", en: "The purchase was canceled" }
    happened_case_failed() { ko: "결제 쪽에서 취소가 거절됐습니다", en: "Billing refused the cancellation" }
    happened_case_withdrawn() { ko: "고객이 거두어 검토를 마쳤습니다", en: "The customer withdrew; the case is over" }

    // mails
    mail_delayed(next: &str) {
        ko: format!("아직 넘기지 못했습니다. {next}에 다시 보냅니다."),
        en: format!("It could not be handed over yet. Next try: {next}."),
    }
    mail_bounced(counts: bool) {
        ko: if counts { "메일이 되돌아왔습니다. 고객은 문의 화면에서 이 답변을 볼 수 있습니다." } else { "메일이 되돌아왔습니다. 이 답변은 답한 것으로 세지 않습니다." },
        en: if counts { "The mail came back. The customer can read this answer on the inquiry’s page." } else { "The mail came back. It does not count as an answer." },
    }
    mail_failed(counts: bool) {
        ko: if counts { "메일을 넘기지 못했습니다. 고객은 문의 화면에서 이 답변을 볼 수 있습니다." } else { "메일을 넘기지 못했습니다. 이 답변은 답한 것으로 세지 않습니다." },
        en: if counts { "The mail could not be handed over. The customer can read this answer on the inquiry’s page." } else { "The mail could not be handed over. It does not count as an answer." },
    }
    mail_unknown() {
        ko: "두 번 보냈지만 두 번 다 받았다는 말을 듣기 전에 연결이 끊겼습니다. 고객은 문의 화면에서 이 답변을 볼 수 있습니다.",
        en: "It was sent twice, and both times the connection was lost before the server said that it took it. The customer can read this answer on the inquiry’s page.",
    }
    mail_unknown_once_more(next: &str) {
        ko: format!("받았다는 말을 듣기 전에 연결이 끊겼습니다. {next}에 한 번만 더 보냅니다."),
        en: format!("The connection was lost before the server said that it took it. One more try: {next}."),
    }
    mail_state_handed_over() { ko: "넘겨줌", en: "Handed over" }
    mail_state_bounced() { ko: "반송됨", en: "Bounced" }
    mail_state_failed() { ko: "보내지 못함", en: "Not delivered" }
    mail_state_unknown() { ko: "결과를 모름", en: "Outcome unknown" }
    mail_confirm_address() { ko: "주소 확인", en: "Address confirmation" }
    mail_receipt() { ko: "접수 안내", en: "Receipt" }
    mail_answer() { ko: "답변", en: "Answer" }
    mail_escalated() { ko: "운영팀 이관 알림", en: "Hand-over to operations" }
    mail_escalated_digest() { ko: "운영팀 이관 알림 (여러 건)", en: "Hand-over to operations (several)" }
    mail_declined() { ko: "취소하지 않음 알림", en: "Cancellation declined" }
    mail_returned() { ko: "개발자에게 돌려보냄 알림", en: "Given back to the developer" }
    mail_approved() { ko: "구매취소 승인 알림", en: "Cancellation approved" }
    mail_confirmed() { ko: "구매취소 완료 알림", en: "Purchase canceled" }
    mail_billing_failed() { ko: "구매취소 거절 알림", en: "Billing refused" }
    mail_new_inquiry() { ko: "문의 접수 알림", en: "New inquiry" }
    mail_customer_wrote() { ko: "고객의 새 글 알림", en: "The customer wrote again" }
    mail_first_reminder() { ko: "첫 번째 알림", en: "First reminder" }
    mail_second_reminder() { ko: "두 번째 알림", en: "Second reminder" }
    mail_answer_failed() { ko: "답변 실패 알림", en: "Answer not delivered" }

    // the seller's list
    inquiries() { ko: "문의", en: "Inquiries" }
    count_unanswered() { ko: "건 미답변", en: " unanswered" }
    inquiry_state() { ko: "문의 상태", en: "State of inquiries" }
    within_a_day() { ko: "24시간 이내", en: "Within 24 h" }
    within_four_hours() { ko: "4시간 이내", en: "Within 4 h" }
    filter_inquiries() { ko: "문의 추리기", en: "Filter inquiries" }
    inquiry_list() { ko: "문의 목록", en: "List of inquiries" }
    app_label() { ko: "앱", en: "App" }
    category_label() { ko: "종류", en: "Category" }
    every_app() { ko: "모든 앱", en: "All apps" }
    every_category() { ko: "모든 종류", en: "All categories" }
    apply_filters() { ko: "추리기", en: "Filter" }
    choose_seller() { ko: "판매자 고르기", en: "Choose seller" }
    soonest_first() { ko: "기한 빠른 순", en: "soonest due first" }
    newest_first() { ko: "최근 문의부터", en: "newest first" }
    list_size(n: &str, order: &str) { ko: format!("{n}건 · {order}"), en: format!("{n} · {order}") }
    still_answerable(late: &str) { ko: format!("아직 답할 수 있습니다 · {late} 지남"), en: format!("Can still be answered · {late} over") }
    escalated_many(n: &str) { ko: format!("운영팀 이관 {n}건"), en: format!("{n} with operations") }
    escalated_many_text() { ko: "아직 답할 수 있습니다. 운영팀이 결정하기 전에 보게 됩니다.", en: "They can still be answered. Operations will see it before they decide." }
    show() { ko: "보기", en: "Show" }
    all_answered() { ko: "모두 답했습니다", en: "Everything is answered" }
    all_answered_text() { ko: "기다리는 고객이 없습니다. 새 문의가 오면 메일로 알려 드립니다.", en: "No customer is waiting. We write to you when a new inquiry comes in." }
    see_answered() { ko: "답변함 보기", en: "See answered ones" }
    nothing_due() { ko: "곧 기한이 되는 문의가 없습니다", en: "Nothing is due soon" }
    nothing_due_text() { ko: "미답변에서는 기한이 더 남은 문의도 볼 수 있습니다.", en: "Under «Unanswered» you see those with more time left." }
    none_escalated() { ko: "운영팀에 넘어간 문의가 없습니다", en: "Nothing is with operations" }
    none_escalated_text() { ko: "기한이 지나도록 답하지 못한 문의가 여기에 모입니다.", en: "Inquiries that were not answered in time gather here." }
    nothing_here() { ko: "아직 아무것도 없습니다", en: "Nothing here yet" }
    nothing_here_text() { ko: "답하거나 마친 문의가 여기에 모입니다.", en: "Inquiries that were answered or closed gather here." }
    see_unanswered() { ko: "미답변 보기", en: "See unanswered ones" }
    nothing_fits() { ko: "조건에 맞는 문의가 없습니다", en: "Nothing matches these filters" }
    nothing_fits_text() { ko: "앱이나 종류를 바꿔 보세요.", en: "Try another app or category." }
    clear_filters() { ko: "조건 지우기", en: "Clear filters" }

    // files of a form
    file_not_allowed(name: &str) {
        ko: format!("‘{name}’ 파일은 보낼 수 없습니다. 사진, PDF, 텍스트를 골라 주세요"),
        en: format!("‘{name}’ cannot be sent. Please choose pictures, PDF or text"),
    }
    file_empty(name: &str) { ko: format!("‘{name}’ 파일이 비어 있습니다"), en: format!("‘{name}’ is empty") }

    // the seller's thread
    messages_heading() { ko: "주고받은 글", en: "Messages" }
    about_inquiry() { ko: "문의 정보", en: "About this inquiry" }
    your_answer() { ko: "답변", en: "Your answer" }
    send_answer() { ko: "답변 보내기", en: "Send answer" }
    attach_files() { ko: "파일 붙이기", en: "Attach files" }
    kept_files() { ko: "함께 나가는 파일", en: "Files that go out with it" }
    leave_out() { ko: "빼기", en: "Leave out" }
    leave_out_file(name: &str) { ko: format!("‘{name}’ 빼기"), en: format!("Leave out ‘{name}’") }
    reply_empty() { ko: "답변을 적어 주세요", en: "Please write an answer" }
    reply_too_long(max: usize, is: usize) { ko: format!("{max}자까지 쓸 수 있습니다. 지금은 {is}자입니다"), en: format!("At most {max} characters; these are {is}") }
    reply_not_allowed() { ko: "보낼 수 없는 글자가 있습니다. 다시 적어 주세요", en: "This text cannot be sent. Please write it again" }
    choose_files_again() { ko: "보내지 못했으니 파일은 다시 골라 주세요", en: "It was not sent, so please choose the files again" }
    not_sent_news() { ko: "보내지 않았습니다. 그사이 새 글이 왔습니다", en: "Not sent: something new has come in" }
    not_sent_news_text() {
        ko: "위에서 새 글과 달라진 것을 확인해 주세요. 쓰신 글은 아래에 그대로 있으니, 고치거나 그대로 다시 보내면 됩니다.",
        en: "Please look at what is new above. Your text is still below: change it, or send it again as it is.",
    }
    not_sent_answering(by: &str) { ko: format!("보내지 않았습니다. {by} 님의 답변이 먼저 나갑니다"), en: format!("Not sent: the answer of {by} goes out first") }
    not_sent_answering_text() {
        ko: "위의 답변이 나간 뒤에도 더 하실 말씀이 있으면 다시 보내 주세요. 쓰신 글은 아래에 그대로 있습니다.",
        en: "If you have more to say once it has gone out, send yours again. Your text is still below.",
    }
    going_out_text() { ko: "나간 뒤에 더 쓸 수 있습니다.", en: "You can write more once it has gone out." }
    escalated_notice() { ko: "운영팀에 넘어간 문의입니다", en: "Operations have this inquiry" }
    escalated_notice_text() {
        ko: "지금 답해도 고객에게 나가고, 운영팀이 결정하기 전에 보게 됩니다. 다만 기한 뒤 답변으로 표시됩니다.",
        en: "An answer still goes out to the customer, and operations will see it before they decide. It is shown as late.",
    }
    returned_notice() { ko: "운영팀이 이 문의를 돌려보냈습니다", en: "Operations gave this inquiry back" }
    approved_word() { ko: "구매취소 승인됨", en: "Cancellation approved" }
    approved_notice() { ko: "운영팀이 구매취소를 승인했습니다", en: "Operations have approved the cancellation" }
    approved_notice_text() {
        ko: "결제 쪽의 결과를 기다립니다. 지금 답하면 고객에게 나가지만 결정은 바뀌지 않습니다.",
        en: "Billing’s result is awaited. An answer still goes out to the customer, but does not change the decision.",
    }
    viewers_read_only() { ko: "보기 전용 역할이라 답할 수 없습니다. 답해야 한다면 소유자에게 역할을 바꿔 달라고 하세요.", en: "Your role reads only. If you need to answer, ask an owner to change it." }
    fact_name() { ko: "이름", en: "Name" }
    fact_email() { ko: "메일", en: "E-mail" }
    fact_item() { ko: "상품", en: "Item" }
    fact_amount() { ko: "금액", en: "Amount" }
    fact_purchased_at() { ko: "시각", en: "Time" }
    fact_app_version() { ko: "앱 버전", en: "App version" }
    fact_device() { ko: "기기", en: "Device" }
    other_inquiries(n: &str) { ko: format!("다른 문의 {n}건"), en: format!("Other inquiries: {n}") }
    purchase_told() { ko: "고객이 적은 구매", en: "Purchase, as told" }
    app_and_device() { ko: "앱과 기기", en: "App and device" }
    reply_waits() { ko: "답변을 받았습니다. 나가기 전까지 거둘 수 있습니다.", en: "Your answer was taken. You can take it back until it goes out." }
    late_reply_waits() {
        ko: "답변을 받았습니다. 기한이 지나 늦은 답변으로 표시되고, 운영팀이 결정하기 전에 보게 됩니다.",
        en: "Your answer was taken. It is shown as late, and operations will see it before they decide.",
    }
    reply_taken_back() { ko: "거두었습니다. 쓰신 글은 아래에 그대로 있습니다.", en: "Taken back. Your text is still below." }
    too_late_to_take_back() { ko: "이미 나간 답변이라 거둘 수 없습니다.", en: "It has gone out already and cannot be taken back." }
}
