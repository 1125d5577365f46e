//! Words of the mails: subjects, headings, what happened, what happens next, why it was sent.
//!
//! Names of apps, sellers and people stand where no Korean particle depends on their last sound.

use super::{messages, plural};

messages! {
    // subjects: what happened, or the moment, before the inquiry's own subject
    letter_about_app(app: &str, what: &str) { ko: format!("[{app}] {what}"), en: format!("[{app}] {what}") }
    letter_about(what: &str, subject: &str) { ko: format!("{what}: {subject}"), en: format!("{what}: {subject}") }
    letter_from_app(app: &str, brand: &str) { ko: format!("{app} · {brand}"), en: format!("{app} · {brand}") }

    // what stands in every mail
    letter_until(moment: &str) { ko: format!("{moment}까지"), en: format!("{moment}") }
    letter_files(names: &str) {
        ko: format!("붙인 파일: {names}. 문의 페이지에서 받을 수 있습니다."),
        en: format!("Attached: {names}. You can get them on the inquiry’s page."),
    }
    letter_words_of_customer() { ko: "고객의 글", en: "The customer’s words" }
    letter_your_words() { ko: "보내신 글", en: "What you wrote" }
    letter_words_of_operations() { ko: "운영팀의 설명", en: "What operations say" }
    letter_answer_not_arrived() { ko: "닿지 않은 답변", en: "The answer that did not arrive" }

    // labels of facts
    letter_app() { ko: "앱", en: "App" }
    letter_seller() { ko: "판매자", en: "Seller" }
    letter_category() { ko: "종류", en: "About" }
    letter_customer() { ko: "고객", en: "Customer" }
    letter_device() { ko: "기기", en: "Device" }
    letter_said_purchase() { ko: "구매", en: "Purchase" }
    letter_inquiry() { ko: "문의", en: "Inquiry" }
    letter_inquiry_no() { ko: "문의 번호", en: "Inquiry no." }
    letter_case_no() { ko: "취소 번호", en: "Case no." }
    letter_item() { ko: "상품", en: "Item" }
    letter_amount() { ko: "금액", en: "Amount" }
    letter_purchased_at() { ko: "구매한 때", en: "Bought" }
    letter_canceled_at() { ko: "취소된 때", en: "Canceled" }
    letter_ground() { ko: "근거", en: "Ground" }

    // the boxed moment
    letter_answer_by() { ko: "답변 기한", en: "Answer by" }
    letter_seller_answers_by() { ko: "판매자의 답변 기한", en: "The seller must answer by" }
    letter_new_answer_by() { ko: "새 답변 기한", en: "New answer-by moment" }
    letter_seller_new_answer_by() { ko: "판매자의 새 답변 기한", en: "The seller must now answer by" }

    // buttons
    letter_open_answer() { ko: "문의 열고 답하기", en: "Open and answer" }
    letter_open_yours() { ko: "내 문의 보기", en: "Open your inquiry" }
    letter_open_inquiry() { ko: "문의 보기", en: "Open the inquiry" }

    // the end of every mail
    letter_no_replies_customer() {
        ko: "이 메일에 답장하셔도 판매자에게 전해지지 않습니다. 하실 말씀은 문의 페이지에 써 주세요.",
        en: "A reply to this mail reaches nobody. Please write on the inquiry’s page instead.",
    }
    letter_no_replies_seller() {
        ko: "이 메일에 답장해도 고객에게 가지 않습니다. 답은 문의 페이지에 써 주세요.",
        en: "A reply to this mail does not reach the customer. Please answer on the inquiry’s page instead.",
    }
    letter_no_replies_operations() {
        ko: "이 메일에 보낸 답장은 아무도 읽지 않습니다. 검토와 결정은 운영 데스크에서 해 주세요.",
        en: "Nobody reads replies to this mail. Please review and decide at the operations desk.",
    }
    letter_no_replies() { ko: "이 메일에 보낸 답장은 아무도 읽지 않습니다.", en: "Nobody reads replies to this mail." }
    letter_why_customer(app: &str) {
        ko: format!("{app}에 문의하셔서 보내 드립니다. 판매자에게는 이 메일 주소가 보이지 않습니다."),
        en: format!("You get this because you wrote to the seller of {app}. The seller does not see your address."),
    }
    letter_keep_link() {
        ko: "위 링크를 아는 사람은 이 문의를 볼 수 있습니다. 이 메일을 다른 사람에게 전달하지 마세요.",
        en: "Anyone with the link above can see this inquiry. Please do not pass this mail on.",
    }
    letter_no_passwords() {
        ko: "카드 번호나 비밀번호를 묻는 답변에는 답하지 마세요.",
        en: "If an answer asks for a card number or a password, do not give it.",
    }
    letter_why_member(seller: &str) { ko: format!("{seller}의 구성원이어서 받았습니다."), en: format!("You get this as a member of {seller}.") }
    letter_why_support(app: &str) {
        ko: format!("{app}의 고객지원 연락처로 등록되어 있어서 받았습니다."),
        en: format!("You get this because this address is the support contact of {app}."),
    }
    letter_why_contact(seller: &str) {
        ko: format!("{seller}의 고객지원 연락처로 등록되어 있어서 받았습니다."),
        en: format!("You get this because this address is a support contact of {seller}."),
    }
    letter_why_operations() { ko: "운영팀의 메일 주소여서 받았습니다.", en: "You get this because this is the mailbox of operations." }
    letter_zone(zone: &str) { ko: format!("시각은 {zone} 기준입니다."), en: format!("Times are those of {zone}.") }

    // confirm the address: nothing of the form in it
    letter_confirm_subject() { ko: "메일 주소를 확인해 주세요", en: "Please confirm your e-mail address" }
    letter_confirm_opening() {
        ko: "앱 판매자에게 보내는 문의에 이 메일 주소가 적혀 있습니다. 본인이 쓰셨다면 아래 링크에서 확인해 주세요. 확인하셔야 문의가 판매자에게 전해지고 답변 기한이 시작됩니다.",
        en: "An inquiry to the seller of an app gives this e-mail address. If you wrote it, please confirm with the link below. Only then does it go to the seller, and the time to answer starts.",
    }
    letter_confirm_button() { ko: "메일 주소 확인하기", en: "Confirm my address" }
    letter_confirm_until(moment: &str) { ko: format!("링크는 {moment}까지 쓸 수 있습니다."), en: format!("The link works until {moment}.") }
    letter_confirm_not_you() {
        ko: "문의하신 적이 없다면 아무것도 하지 않으셔도 됩니다. 확인하지 않은 문의는 아무에게도 전해지지 않고 지워집니다.",
        en: "If it was not you, do nothing. An inquiry that is not confirmed reaches nobody and is deleted.",
    }

    // to the customer
    letter_receipt_short() { ko: "문의를 전했습니다", en: "We passed on your inquiry" }
    letter_receipt() { ko: "문의를 판매자에게 전했습니다", en: "Your inquiry is with the seller" }
    letter_receipt_more() {
        ko: "더 알리실 것이 있으면 문의 페이지에 써 주세요. 글을 더 쓰셔도 기한은 밀리지 않습니다.",
        en: "If there is more to say, write it on the inquiry’s page. That does not move the moment.",
    }
    letter_answer() { ko: "답변이 왔습니다", en: "You have an answer" }
    letter_answer_heading(seller: &str) { ko: format!("{seller}의 답변이 왔습니다"), en: format!("{seller} has answered") }
    letter_answer_button() { ko: "답변 보고 이어 쓰기", en: "Open and write back" }
    letter_answer_next() {
        ko: "해결됐다면 문의 페이지에서 ‘해결됐어요, 고맙습니다’를 눌러 주세요. 아직이라면 이어서 써 주세요. 판매자의 답변 기한이 새로 시작됩니다.",
        en: "If it is solved, press “Solved, thanks” on the inquiry’s page. If not, write back: a new time to answer starts for the seller.",
    }
    letter_answer_next_escalated() {
        ko: "답변 기한이 지난 뒤에 온 답변이어서 운영팀은 구매취소를 계속 검토합니다. 이 답변으로 해결됐다면 문의 페이지에서 알려 주세요.",
        en: "The answer came late, so operations go on reviewing the cancellation. If it solves the matter, please say so on the inquiry’s page.",
    }
    letter_answer_next_closed() { ko: "문의 페이지에 글을 쓰시면 문의가 다시 열립니다.", en: "If you write on the inquiry’s page, the inquiry opens again." }
    letter_escalated_short() { ko: "운영팀이 이어받았습니다", en: "Now with operations" }
    letter_escalated() { ko: "운영팀이 문의를 이어받았습니다", en: "Operations have taken over" }
    letter_escalated_opening(moment: &str) {
        ko: format!("답변 기한인 {moment}까지 판매자의 답이 없었습니다. 스토어 운영팀이 구매취소를 검토하고 결과를 메일로 알려 드립니다. 따로 하실 일은 없습니다."),
        en: format!("The seller had to answer by {moment} and did not. The store’s operations team now reviews cancelling the purchase and writes to you with the result. You need not do anything."),
    }
    letter_escalated_still() {
        ko: "판매자는 지금도 답할 수 있습니다. 답이 오면 바로 보내 드립니다.",
        en: "The seller can still answer. If an answer comes, we send it to you at once.",
    }
    letter_declined_short() { ko: "취소하지 않기로 했습니다", en: "Not canceled" }
    letter_declined() { ko: "구매를 취소하지 않기로 했습니다", en: "The purchase will not be canceled" }
    letter_write_for_new_turn() {
        ko: "더 알리실 것이 있으면 문의 페이지에 써 주세요. 판매자의 답변 기한이 새로 시작됩니다.",
        en: "If there is more to say, write it on the inquiry’s page: a new time to answer starts for the seller.",
    }
    letter_returned() { ko: "판매자에게 답할 시간을 다시 주었습니다", en: "The seller has more time to answer" }
    letter_approved_short() { ko: "구매취소 승인", en: "Cancellation approved" }
    letter_approved() { ko: "구매취소를 승인했습니다", en: "The purchase cancellation is approved" }
    letter_approved_next() {
        ko: "이제 스토어 결제에서 취소를 처리합니다. 결과가 나오면 다시 알려 드립니다.",
        en: "The store’s billing now carries it out. We write again when there is a result.",
    }
    letter_confirmed_short() { ko: "구매취소 완료", en: "Purchase canceled" }
    letter_confirmed() { ko: "구매가 취소되었습니다", en: "The purchase is canceled" }
    letter_money_back() {
        ko: "결제하신 금액은 결제하신 수단으로 돌려 드립니다. 걸리는 시간은 결제수단에 따라 다릅니다.",
        en: "The amount goes back the way you paid. How long that takes depends on the means of payment.",
    }
    letter_inquiry_closed() { ko: "문의는 여기서 마칩니다. 글을 더 쓰시면 다시 열립니다.", en: "The inquiry is closed with this. If you write again, it opens again." }
    letter_billing_failed_short() { ko: "취소하지 못했습니다", en: "Could not be canceled" }
    letter_billing_failed() { ko: "구매를 취소하지 못했습니다", en: "The purchase could not be canceled" }
    letter_billing_failed_opening() {
        ko: "승인된 구매취소를 스토어 결제에서 처리하지 못했습니다. 결제하신 금액은 그대로입니다.",
        en: "The cancellation was approved, but the store’s billing could not carry it out. Nothing was paid back.",
    }

    // to the seller
    letter_new_inquiry() { ko: "새 문의", en: "New inquiry" }
    letter_reminded_again() { ko: "기한이 다가오면 다시 알립니다.", en: "You are reminded when the moment comes near." }
    letter_customer_wrote() { ko: "고객이 글을 더 썼습니다", en: "The customer wrote again" }
    letter_with_operations_next() {
        ko: "이 문의는 운영팀이 검토하고 있습니다. 아직 답할 수 있고, 운영팀은 결정하기 전에 그 답을 봅니다.",
        en: "Operations are reviewing this inquiry. You can still answer; they see it before they decide.",
    }
    letter_left_before_due(left: &str) { ko: format!("답변 기한 {left} 전"), en: format!("{left} left to answer") }
    letter_left_heading(left: &str) { ko: format!("답변 기한이 {left} 남았습니다"), en: format!("{left} left to answer") }
    letter_gone_short() { ko: "운영팀에 넘어갔습니다", en: "Now with operations" }
    letter_gone_to_operations() { ko: "답변 기한이 지나 운영팀에 넘어갔습니다", en: "The time to answer ran out: now with operations" }
    letter_gone_opening(moment: &str) {
        ko: format!("{moment}까지 답변이 없어 구매취소 건이 되었습니다. 아직 답할 수 있고, 운영팀은 결정하기 전에 그 답을 봅니다."),
        en: format!("There was no answer by {moment}, so it became a purchase cancellation. You can still answer; operations see it before they decide."),
    }
    letter_digest(n: i64) {
        ko: format!("문의 {n}건이 운영팀에 넘어갔습니다"),
        en: format!("{n} {} with operations now", plural(n, "inquiry is", "inquiries are")),
    }
    letter_digest_opening() {
        ko: "답변 기한이 지난 문의들이 구매취소 건이 되었습니다. 건수가 많아 한 통으로 알립니다. 아직 답할 수 있고, 운영팀은 결정하기 전에 그 답을 봅니다.",
        en: "Their time to answer ran out, so they became purchase cancellations. They are many, so this is one mail for all. You can still answer; operations see it before they decide.",
    }
    letter_digest_button() { ko: "넘어간 문의 보기", en: "Open these inquiries" }
    letter_declined_seller() { ko: "운영팀이 구매를 취소하지 않기로 했습니다", en: "Operations declined the cancellation" }
    letter_told_customer_too() { ko: "고객에게도 이 설명을 그대로 보냈습니다.", en: "The customer was told the same." }
    letter_returned_short(moment: &str) { ko: format!("새 답변 기한 {moment}"), en: format!("New answer-by moment {moment}") }
    letter_returned_seller() { ko: "운영팀이 문의를 돌려보냈습니다", en: "Operations gave the inquiry back to you" }
    letter_approved_seller() { ko: "운영팀이 구매취소를 승인했습니다", en: "Operations approved the cancellation" }
    letter_confirmed_opening_seller() {
        ko: "취소된 구매의 내용과 근거를 알려 드립니다. 취소된 금액은 다음 정산에서 빠집니다.",
        en: "This is what was canceled, and why. The amount is taken off your next settlement.",
    }
    letter_billing_failed_opening_seller() {
        ko: "승인된 구매취소를 스토어 결제에서 처리하지 못했습니다. 고객에게도 알렸습니다. 고객이 글을 더 쓰면 답변 기한이 새로 시작됩니다.",
        en: "The cancellation was approved, but the store’s billing could not carry it out. The customer was told. If the customer writes again, a new time to answer starts.",
    }
    letter_answer_failed_short() { ko: "답변이 닿지 않았습니다", en: "Answer not delivered" }
    letter_answer_failed() { ko: "답변이 고객에게 닿지 않았습니다", en: "Your answer did not reach the customer" }
    letter_answer_failed_next() {
        ko: "고객의 메일 서버가 받지 않아 문의가 다시 미답변이 되었습니다. 다시 답하시면 메일을 새로 보냅니다. 고객이 문의 페이지를 열면 위의 답변도 볼 수 있습니다.",
        en: "The customer’s mail server did not take it, so the inquiry is unanswered again. If you answer again, a new mail goes out. On the inquiry’s page the customer can read the answer above, too.",
    }

    // to operations
    letter_new_case() { ko: "새 구매취소 건", en: "New purchase cancellation" }
    letter_new_case_heading() { ko: "구매취소 건이 새로 들어왔습니다", en: "A new purchase cancellation" }
    letter_new_case_opening(moment: &str) {
        ko: format!("{moment}까지 판매자의 답변이 없었습니다."),
        en: format!("The seller did not answer by {moment}."),
    }
    letter_new_case_button() { ko: "구매취소 건 보기", en: "Open the case" }
    letter_new_cases(n: i64) {
        ko: format!("새 구매취소 건 {n}개"),
        en: format!("{n} new purchase {}", plural(n, "cancellation", "cancellations")),
    }
    letter_new_cases_opening(n: i64) {
        ko: format!("판매자의 답변 기한이 지난 문의 {n}건이 들어왔습니다."),
        en: format!("{n} {} came in because the seller did not answer in time.", plural(n, "inquiry", "inquiries")),
    }
    letter_new_cases_button() { ko: "할 일 보기", en: "Open the queue" }
}
