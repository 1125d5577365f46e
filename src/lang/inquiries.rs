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
}
