//! Help and the privacy notice.

use super::messages;

messages! {
    help() { ko: "도움말", en: "Help" }
    help_title() { ko: "도움말", en: "Help" }
    help_lead() { ko: "자주 묻는 것에 짧게 답합니다.", en: "Short answers to what people ask." }
    help_for_customers() { ko: "고객", en: "Customers" }
    help_for_developers() { ko: "판매자", en: "Sellers" }
    help_for_operations() { ko: "운영팀", en: "Operations" }

    // customers
    help_when() { ko: "답은 언제 오나요?", en: "When will I be answered?" }
    help_when_answer(time: &str) {
        ko: format!("메일 주소를 확인한 때부터 판매자에게 {time}의 시간이 있습니다. 정확한 시각은 접수 메일과 문의 페이지에 있고, 판매자도 같은 시각을 봅니다. 글을 더 쓰셔도 그 시각은 밀리지 않습니다."),
        en: format!("The seller has {time} from the moment you confirm your address. The exact moment stands in the mail that we send you and on your inquiry’s page; the seller sees the same one. Writing more does not move it."),
    }
    help_escalation() { ko: "운영팀이 이어받는다는 것은 무슨 뜻인가요?", en: "What does it mean that operations take over?" }
    help_escalation_answer(time: &str) {
        ko: format!("{time} 안에 답이 없으면 문의가 저절로 스토어 운영팀으로 넘어가고, 운영팀이 구매를 취소할지 검토합니다. 따로 신청하실 것은 없습니다. 취소가 정해진 것은 아니며, 결과와 까닭을 메일로 알려 드립니다. 그 사이에도 판매자는 답할 수 있습니다."),
        en: format!("Without an answer within {time} the inquiry goes to the store’s operations by itself, and they review a cancellation of the purchase. You need not ask for it. It is a review, not yet a cancellation; the result and its reason come by mail. Meanwhile the seller can still answer."),
    }
    help_confirm() { ko: "왜 메일 주소를 확인해야 하나요?", en: "Why do I have to confirm my address?" }
    help_confirm_answer(time: &str) {
        ko: format!("누구나 남의 주소를 적을 수 있기 때문입니다. 확인하기 전에는 문의가 아무에게도 전해지지 않고 답변 기한도 시작되지 않습니다. {time} 동안 확인하지 않으면 지웁니다."),
        en: format!("Anybody could enter anybody’s address. Before you confirm it the inquiry reaches nobody, and no time runs. What is not confirmed within {time} is deleted."),
    }
    help_wrong_address() { ko: "메일 주소를 잘못 적었어요", en: "I mistyped my address" }
    help_wrong_address_answer() {
        ko: "문의를 보낸 뒤의 페이지에서 세 번까지 고칠 수 있습니다. 앞의 주소로 간 메일에는 문의 내용이 없고, 그 버튼은 바로 쓸 수 없게 됩니다. 페이지를 닫았다면 다시 문의해 주세요.",
        en: "Correct it on the page that follows the form, up to three times. The mail to the first address holds nothing of your inquiry, and its button stops working. If you closed the page, please write again.",
    }
    help_lost_link() { ko: "문의 링크를 잃어버렸어요", en: "I lost the link to my inquiry" }
    help_lost_link_answer() {
        ko: "아래쪽의 ‘내 문의’에서 메일 주소를 적어 주세요. 여섯 자리 숫자로 문의를 모두 보거나 링크를 메일로 다시 받으실 수 있습니다.",
        en: "Open “My inquiries” at the bottom of the page and enter your address: see all of them with six digits that we mail you, or have the links mailed again.",
    }
    help_seen_link() { ko: "다른 사람이 내 링크를 봤어요", en: "Somebody else saw my link" }
    help_seen_link_answer() {
        ko: "문의 페이지 아래의 ‘링크를 새로 받기’를 눌러 주세요. 전 링크는 바로 열리지 않게 되고 새 링크가 메일로 갑니다.",
        en: "Press “Get a new link” at the bottom of your inquiry’s page. The old one stops working at once, and the new one comes by mail.",
    }
    help_who_sees() { ko: "내가 쓴 글은 누가 보나요?", en: "Who sees what I write?" }
    help_who_sees_answer() {
        ko: "그 앱의 판매자가 봅니다. 이름은 일부를 가리고, 메일 주소는 보여 주지 않습니다. 기한이 지나면 스토어 운영팀도 봅니다. 공개되는 곳은 없습니다.",
        en: "The seller of that app; your name is partly hidden, your address is not shown. Once the time is up, the store’s operations as well. Nothing is public.",
    }
    help_refund() { ko: "구매가 취소되면 돈은 언제 돌아오나요?", en: "When does my money come back?" }
    help_refund_answer() {
        ko: "운영팀이 승인하면 스토어 결제에서 취소를 처리하고, 끝나면 메일로 알려 드립니다. 그 뒤에는 결제수단에 따라 며칠이 걸릴 수 있습니다.",
        en: "Once operations approve it, the store’s billing carries it out, and we write to you when it is done. After that it may take some days, depending on how you paid.",
    }
    help_close() { ko: "문의는 언제 끝나나요?", en: "When is an inquiry over?" }
    help_close_answer(time: &str) {
        ko: format!("‘해결됐어요, 고맙습니다’를 누르시거나 답을 받고 {time} 동안 글이 없으면 마칩니다. 글을 쓰시면 언제든 다시 열리고 답변 기한이 새로 시작됩니다."),
        en: format!("When you press “Solved, thanks”, or {time} after an answer without a word. Write, and it opens again with a new time to answer."),
    }

    // developers
    help_clock() { ko: "답변 기한은 어떻게 정해지나요?", en: "How is the moment to answer by reckoned?" }
    help_clock_answer(time: &str) {
        ko: format!("고객이 주소를 확인한 때부터 {time}입니다. 정해진 시각은 바뀌지 않고, 고객이 글을 더 써도 밀리지 않습니다. 답한 뒤에 고객이 다시 쓰면 새 기한이 시작됩니다. 자동 응답은 답변으로 치지 않습니다."),
        en: format!("It is {time} after the customer confirmed the address. It is fixed then: more words of the customer do not move it. If they write again after your answer, a new time starts. Automatic replies are no answers."),
    }
    help_reminders() { ko: "알림은 언제, 누구에게 가나요?", en: "When are reminders sent, and to whom?" }
    help_reminders_answer(first: &str, second: &str) {
        ko: format!("기한 {first} 전과 {second} 전에, 앱의 고객지원 연락처와 답할 수 있는 구성원에게 갑니다."),
        en: format!("{first} and {second} before the moment, to the app’s support contact and to all members who may answer."),
    }
    help_undo() { ko: "보낸 답변을 되돌릴 수 있나요?", en: "Can I take an answer back?" }
    help_undo_answer(time: &str) {
        ko: format!("{time} 안에는 됩니다. 되돌린 글은 답변 칸에 남아 있습니다. 기한이 먼저 오면 답변은 그때 나가고, 나간 답변은 되돌릴 수 없습니다."),
        en: format!("Within {time}, yes; the text stays in the box. If the moment to answer by comes first, the answer goes out then. What has gone out cannot be taken back."),
    }
    help_no_undo_answer() {
        ko: "아니요. 답변은 누르는 대로 나가고, 나간 답변은 되돌릴 수 없습니다.",
        en: "No. An answer goes out as soon as you press, and what has gone out cannot be taken back.",
    }
    help_handed_over() { ko: "‘넘겨줌’은 무슨 뜻인가요?", en: "What does “handed over” mean?" }
    help_handed_over_answer() {
        ko: "고객의 메일 서버가 메일을 받았다고 답했다는 뜻입니다. 고객이 읽었다는 뜻은 아닙니다. 서버의 답이 없으면 ‘보냄’이라고 하지 않습니다.",
        en: "The customer’s mail server said that it took the mail. It does not say that the customer read it. Without that word of the server we never call a mail sent.",
    }
    help_not_delivered() { ko: "답변이 고객에게 닿지 않으면요?", en: "What if my answer is not delivered?" }
    help_not_delivered_answer() {
        ko: "문의가 다시 미답변이 되고, 남았던 시간에 적어도 24시간이 주어지며, 까닭을 메일로 알려 드립니다. 고객이 문의 페이지에서 이미 읽었다면 그대로 답변한 것으로 칩니다.",
        en: "The inquiry waits for you again, with the time that was left and at least 24 hours, and we write to you why. If the customer read the answer on the inquiry’s page, it stays answered.",
    }
    help_late() { ko: "기한이 지났는데 답해도 되나요?", en: "May I answer after the time is up?" }
    help_late_answer() {
        ko: "네. 고객에게 바로 가고, 운영팀은 그 답을 보고 나서 결정합니다. 다만 구매취소 검토가 저절로 끝나지는 않습니다.",
        en: "Yes. It goes to the customer at once, and operations see it before they decide. The review of the cancellation does not end by itself, though.",
    }
    help_masked() { ko: "왜 고객의 이름과 주소가 가려져 있나요?", en: "Why are customers’ names and addresses hidden?" }
    help_masked_answer() {
        ko: "답하는 데 필요하지 않은 개인정보이기 때문입니다. 메일은 이곳에서 대신 보냅니다.",
        en: "They are personal data that answering does not need. Mails are sent from here for you.",
    }

    // operations
    help_cases() { ko: "건은 언제 생기나요?", en: "When does a case begin?" }
    help_cases_answer() {
        ko: "판매자의 답변 기한이 지난 순간에 문의 하나에 한 건이 생깁니다. 같은 문의가 다시 기한을 넘기면 새 건이 아니라 그 건에 더해집니다.",
        en: "At the moment a seller’s time to answer is up: one case per inquiry. If the same inquiry falls due again, that is added to the case.",
    }
    help_taking() { ko: "‘다음 건 맡기’는 무엇을 고르나요?", en: "Which case does “Take the next case” take?" }
    help_taking_answer() {
        ko: "맡은 사람이 없는 건 가운데 기한이 가장 오래 지난 것입니다. 여럿이 동시에 눌러도 서로 다른 건을 받습니다. 맡은 건은 동료에게 넘길 수 있고, 책임은 모든 건을 넘길 수 있습니다.",
        en: "Of those that nobody has, the one longest overdue. People who press at once get different ones. You can hand yours on to a colleague; leads hand on any.",
    }
    help_deciding() { ko: "결정하려는데 ‘새 글이 있다’고 합니다", en: "It says that there is something new" }
    help_deciding_answer() {
        ko: "페이지를 연 뒤에 고객이나 판매자가 글을 썼습니다. 먼저 읽고 결정하세요. 적어 둔 것은 그대로 남아 있습니다.",
        en: "The customer or the seller wrote after you opened the page. Read it first; what you typed is kept.",
    }
    help_proof() { ko: "‘판매자에게 알린 증거’는 무엇인가요?", en: "What is the proof that the seller was told?" }
    help_proof_answer() {
        ko: "판매자에게 보낸 알림마다 보낸 때, 받는 곳, 메일 서버가 한 답을 그대로 남긴 것입니다. 고칠 수 없습니다.",
        en: "For every notice to the seller: when it was sent, to whom, and what the mail server said. It cannot be changed.",
    }
    help_address_search() { ko: "고객의 메일 주소로 찾으면 무엇이 남나요?", en: "What is logged when I search by a customer’s address?" }
    help_address_search_answer() {
        ko: "누가, 언제, 누구를 찾았는지 남습니다. 주소는 알아볼 수 없는 값으로 바꿔 남깁니다. 필요할 때만 찾으세요.",
        en: "Who looked for whom, and when; the address is kept as a value that cannot be read back. Search only when you need to.",
    }

    // the privacy notice
    notice() { ko: "개인정보 처리방침", en: "Privacy" }
    notice_title() { ko: "개인정보 처리방침", en: "Privacy notice" }
    notice_lead() { ko: "무엇을, 왜, 얼마 동안 가지고 있는지 적었습니다.", en: "What we keep, what for, and for how long." }
    notice_more() { ko: "자세한 것은 개인정보 처리방침에 있습니다.", en: "More in the privacy notice." }
    notice_customers() { ko: "문의하시는 분", en: "If you write an inquiry" }
    notice_customer_items() {
        ko: "이름이나 별명, 메일 주소, 언어와 시간대, 적으신 글과 파일, 구매에 관해 적으신 내용",
        en: "Name or nickname, e-mail address, language and time zone, what you write and attach, what you tell of a purchase",
    }
    notice_customer_purpose() { ko: "문의를 판매자에게 전하고 답을 보내 드리며, 답이 없으면 구매취소를 검토하기 위해", en: "To pass your inquiry on, to send you the answer, and to review a cancellation if none comes" }
    notice_customer_recipients() {
        ko: "그 앱의 판매자(이름은 일부만, 메일 주소는 빼고), 기한이 지나면 스토어 운영팀. 그 밖의 곳에 주거나 나라 밖으로 보내지 않습니다",
        en: "The seller of that app (part of the name, not the address) and, once the time is up, the store’s operations. Nobody else, and nothing is sent abroad",
    }
    notice_people() { ko: "판매자와 운영팀에서 일하시는 분", en: "If you work for a seller or for operations" }
    notice_people_items() { ko: "이름, 메일 주소, 비밀번호를 알아볼 수 없게 바꾼 값, 로그인한 때와 브라우저, 하신 일의 기록", en: "Name, e-mail address, a value made of the password that cannot be read back, when and with which browser you signed in, and what you did" }
    notice_people_purpose() { ko: "누가 답하고 결정했는지 확인하고 계정을 지키기 위해", en: "To know who answered and decided, and to protect accounts" }
    notice_people_recipients() { ko: "같은 판매자의 구성원과 스토어 운영팀", en: "Members of the same seller, and the store’s operations" }
    notice_kept_inquiries() { ko: "문의와 주고받은 글", en: "Inquiries and messages" }
    notice_kept_inquiries_for() { ko: "끝난 뒤 3년(소비자의 불만과 분쟁에 관한 기록)", en: "3 years after they end (records of complaints and disputes)" }
    notice_kept_cases() { ko: "구매취소와 그 결정, 그에 관한 문의", en: "Cancellations and decisions, with their inquiry" }
    notice_kept_cases_for() { ko: "끝난 뒤 5년(대금 결제와 청약철회에 관한 기록)", en: "5 years after they end (records of payment and withdrawal)" }
    notice_kept_access() { ko: "누가 누구를 찾아보았는지의 기록", en: "Records of who looked somebody up" }
    notice_kept_access_for() { ko: "2년", en: "2 years" }
    notice_kept_unconfirmed() { ko: "확인하지 않은 주소와 문의", en: "Addresses and inquiries that nobody confirmed" }
    notice_kept_unconfirmed_for(time: &str) { ko: time.to_owned(), en: time.to_owned() }
    notice_kept_cookies() { ko: "쿠키", en: "Cookies" }
    notice_kept_cookies_for() {
        ko: "로그인, 화면 설정, 안내 한 줄에만 씁니다. 광고와 추적에는 쓰지 않고, 메일에도 추적하는 것을 넣지 않습니다",
        en: "Only for signing in, view settings and one message to the next page. None for advertising or tracking, and mails hold nothing that tracks",
    }
    notice_rights() { ko: "하실 수 있는 일", en: "What you can do" }
    notice_right_see() { ko: "보기", en: "See it" }
    notice_right_see_how() { ko: "‘내 문의’에서 적으신 것을 모두 보실 수 있습니다", en: "“My inquiries” shows everything you wrote" }
    notice_right_correct() { ko: "고치기", en: "Correct it" }
    notice_right_correct_how() { ko: "확인하기 전의 주소는 바로 고칠 수 있고, 그 밖의 것은 스토어 고객지원에 말씀해 주세요", en: "An address before it is confirmed, at once; for anything else, tell the store’s support" }
    notice_right_delete() { ko: "지우거나 멈추기", en: "Have it deleted or stopped" }
    notice_right_delete_how() { ko: "스토어 고객지원에 말씀해 주세요. 법이 보관하라고 정한 기록은 그 기간이 지나면 지웁니다", en: "Tell the store’s support. What the law requires to be kept is deleted when that time is over" }
    notice_right_complain() { ko: "상담과 신고", en: "Complain" }
    notice_right_complain_how() { ko: "개인정보 침해신고센터(국번 없이 118)에서 도움을 받으실 수 있습니다", en: "Korea’s Privacy Infringement Report Center helps you (telephone 118 in Korea)" }
    notice_safe() { ko: "이렇게 지킵니다", en: "How we protect it" }
    notice_safe_text() {
        ko: "링크와 숫자, 비밀번호는 알아볼 수 없는 값으로만 가지고 있습니다. 판매자에게는 이름을 가리고 주소를 보이지 않으며, 운영팀이 주소로 찾으면 기록이 남습니다.",
        en: "Of links, digits and passwords we keep only values that cannot be read back. Sellers see part of a name and no address, and operations’ searches by address are logged.",
    }
}
