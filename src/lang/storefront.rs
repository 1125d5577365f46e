//! Words of the public pages and of the customer's own: apps, Contact Seller, confirming an address, one inquiry.

use super::{messages, plural};

messages! {
    // how long the seller has
    whole_days(n: u64) { ko: format!("{n}일"), en: format!("{n} {}", plural(n as i64, "day", "days")) }
    business_days(n: u64) { ko: format!("영업일 {n}일"), en: format!("{n} business {}", plural(n as i64, "day", "days")) }

    // start page
    home_title() { ko: "앱을 고르고 판매자에게 물어보세요", en: "Choose an app and ask its seller" }
    home_lead(time: &str) {
        ko: format!("앱을 만든 판매자가 {time} 안에 답합니다. 답이 없으면 스토어 운영팀이 이어받습니다."),
        en: format!("The people who made it answer within {time}. If they do not, the store’s operations team takes over."),
    }
    home_apps() { ko: "앱", en: "Apps" }
    home_empty_title() { ko: "아직 앱이 없습니다", en: "No apps yet" }
    home_empty_text() { ko: "판매자가 앱을 올리면 여기에서 문의할 수 있습니다.", en: "Once a seller publishes an app, you can ask about it here." }
    apps_shown(n: usize) { ko: format!("앱 {n}개"), en: format!("{n} {}", plural(n as i64, "app", "apps")) }
    for_sellers() { ko: "판매자·운영팀 로그인", en: "Sign in (sellers, operations)" }

    // an app's page
    need_help() { ko: "도움이 필요하세요?", en: "Need help?" }
    need_help_text() {
        ko: "이용 방법, 오류, 환불은 이 앱을 만든 판매자가 가장 빨리 답할 수 있습니다.",
        en: "The people who made this app can answer fastest, be it about use, errors or refunds.",
    }
    contact_seller() { ko: "판매자에게 문의하기", en: "Contact seller" }
    takes_over(time: &str) {
        ko: format!("{time} 안에 답이 없으면 스토어 운영팀이 이어받습니다."),
        en: format!("No answer within {time}? The store’s operations team takes over."),
    }
    about_app() { ko: "앱 소개", en: "About this app" }
    what_happens() { ko: "문의하면 이렇게 됩니다", en: "What happens when you ask" }
    step_write() { ko: "무슨 일인지 적어 보냅니다", en: "You write what happened" }
    step_write_text() { ko: "로그인은 필요 없습니다. 메일로 온 버튼을 눌러 주소만 확인하면 됩니다.", en: "No account needed. You only confirm your address with the button we mail you." }
    step_seller(time: &str) { ko: format!("판매자가 {time} 안에 답합니다"), en: format!("The seller answers within {time}") }
    step_seller_text() { ko: "언제까지 답해야 하는지 판매자와 같은 화면으로 보실 수 있습니다.", en: "You see the same answer-by moment as the seller." }
    step_operations() { ko: "답이 없으면 운영팀이 이어받습니다", en: "If not, operations take over" }
    step_operations_text() { ko: "따로 신청하지 않아도 됩니다. 운영팀이 구매취소를 검토합니다.", en: "You need not ask. They review a cancellation of the purchase." }
    seller_info() { ko: "판매자 정보", en: "Seller" }
    seller_info_name() { ko: "상호", en: "Name" }
    seller_info_client_id() { ko: "앱 아이디", en: "App ID" }

    // Contact Seller
    contact_lead(seller: &str) {
        ko: format!("{seller}에서 메일로 답합니다. 언제까지 답해야 하는지도 함께 알려 드립니다."),
        en: format!("{seller} answers by e-mail. We also tell you by when they have to."),
    }
    which_category() { ko: "어떤 문의인가요?", en: "What is it about?" }
    category_maintenance_hint() { ko: "사용법, 설정, 계정, 점검 일정", en: "How to use it, settings, accounts, maintenance" }
    category_error_report_hint() { ko: "멈춤, 실행 안 됨, 저장 사라짐", en: "It freezes, does not start, loses saves" }
    category_refund_hint() { ko: "잘못 샀거나 상품을 받지 못했을 때", en: "Bought by mistake, or not delivered" }
    category_other_hint() { ko: "제안, 제휴, 칭찬도 좋습니다", en: "Ideas and praise are welcome too" }
    your_name() { ko: "이름이나 별명", en: "Your name or nickname" }
    your_name_hint() { ko: "판매자에게는 일부를 가리고 보여 줍니다. 예: 김*늘", en: "The seller sees only part of it, such as J. Ha*" }
    your_email() { ko: "답을 받을 메일 주소", en: "E-mail address for the answer" }
    your_email_hint() { ko: "이 주소로 확인 메일을 보냅니다. 판매자에게는 보이지 않습니다.", en: "We send a mail there to confirm it. The seller does not see it." }
    form_subject() { ko: "제목", en: "Subject" }
    what_happened() { ko: "무슨 일이 있었나요?", en: "What happened?" }
    what_happened_hint() {
        ko: "언제, 무엇을 하다가, 어떻게 됐는지 적으면 답이 빨라집니다. 카드 번호나 비밀번호는 적지 마세요.",
        en: "When, while doing what, and what came of it: that makes the answer faster. Leave out card numbers and passwords.",
    }
    purchase_details() { ko: "어떤 구매인가요?", en: "Which purchase?" }
    form_item() { ko: "결제한 상품", en: "What you bought" }
    form_item_hint() { ko: "예: 별자리 정원, 월 구독", en: "For example: Constellation Garden, monthly plan" }
    form_purchased_at() { ko: "결제한 날짜와 시각", en: "Date and time of purchase" }
    form_purchased_at_hint(zone: &str) {
        ko: format!("{zone} 시간으로, 대략이어도 됩니다. 결제 문자나 영수증에 나옵니다."),
        en: format!("In {zone} time; roughly will do. It stands in the receipt."),
    }
    form_amount() { ko: "결제한 금액", en: "Amount paid" }
    form_currency() { ko: "통화", en: "Currency" }
    currency_krw() { ko: "원 (KRW)", en: "Korean won (KRW)" }
    currency_usd() { ko: "미국 달러 (USD)", en: "US dollar (USD)" }
    currency_twd() { ko: "대만 달러 (TWD)", en: "Taiwan dollar (TWD)" }
    currency_jpy() { ko: "일본 엔 (JPY)", en: "Japanese yen (JPY)" }
    error_details() { ko: "어디에서 생긴 일인가요?", en: "Where did it happen?" }
    form_app_version() { ko: "앱 버전", en: "App version" }
    form_app_version_hint() { ko: "앱의 설정이나 정보 화면에 나옵니다. 예: 3.4.1", en: "On the app’s settings or about page, for example 3.4.1" }
    form_device() { ko: "기기", en: "Device" }
    form_device_hint() { ko: "예: 갤럭시 S25, 아이패드 10세대", en: "For example Galaxy S25, iPad 10th generation" }
    files_label() { ko: "사진이나 파일", en: "Pictures or files" }
    files_kinds() { ko: "사진, PDF, 텍스트를 올릴 수 있습니다.", en: "Pictures, PDF and text." }
    files_again() { ko: "보내지 못했으니 파일은 다시 골라 주세요.", en: "It was not sent, so please choose the files again." }
    send_inquiry() { ko: "문의 보내기", en: "Send inquiry" }
    give_up() { ko: "그만두기", en: "Cancel" }

    // privacy notice; a change of its meaning needs a new version
    privacy_title() { ko: "개인정보는 이렇게 씁니다", en: "How we use your personal data" }
    privacy_purpose() { ko: "목적", en: "Purpose" }
    privacy_purpose_text() { ko: "문의에 답하고, 필요하면 구매취소를 검토하기 위해", en: "To answer you and, if needed, review a cancellation" }
    privacy_items() { ko: "항목", en: "What" }
    privacy_items_text() { ko: "이름, 메일 주소, 적으신 내용과 파일", en: "Name, e-mail address, what you write and attach" }
    privacy_recipients() { ko: "보는 사람", en: "Who sees it" }
    privacy_recipients_text(seller: &str) {
        ko: format!("{seller}(메일 주소는 빼고), 스토어 운영팀"),
        en: format!("{seller} (not your address) and the store’s operations team"),
    }
    privacy_kept() { ko: "보관", en: "Kept" }
    privacy_kept_text(days: &str) {
        ko: format!("문의가 끝난 뒤 3년. 메일 주소를 확인하지 않으면 {days} 뒤에 지웁니다"),
        en: format!("3 years after the inquiry ends; {days} if the address is not confirmed"),
    }
    privacy_refusal() { ko: "원하지 않으면", en: "If you disagree" }
    privacy_refusal_text() { ko: "보내지 않으시면 됩니다. 다만 답을 보낼 곳이 없어 문의를 받을 수 없습니다", en: "You need not send it. Without a place to answer to, we cannot take the inquiry" }
    privacy_by_sending() { ko: "보내기를 누르면 위 내용대로 처리합니다.", en: "By sending, you agree to the above." }

    // beside the form
    after_sending() { ko: "보내고 나면", en: "After you send it" }
    next_confirm() { ko: "메일 주소를 확인합니다", en: "You confirm your address" }
    next_confirm_text() { ko: "보내 드린 메일에서 버튼을 누르면 접수됩니다.", en: "Press the button in the mail we send you; then it is received." }
    next_due_before() { ko: "지금 확인하면", en: "Confirmed now, that is by" }
    next_due_after() { ko: "까지입니다.", en: "." }

    // what is wrong with a form
    error_category() { ko: "어떤 문의인지 골라 주세요", en: "Please choose what it is about" }
    error_name() { ko: "이름이나 별명을 적어 주세요", en: "Please enter a name or nickname" }
    error_email() { ko: "답을 받을 메일 주소를 적어 주세요", en: "Please enter the address for the answer" }
    error_email_at() { ko: "메일 주소에 @가 빠졌습니다. 예: name@mail.example", en: "The address lacks an @. For example: name@mail.example" }
    error_email_form() { ko: "메일 주소를 다시 봐 주세요. 예: name@mail.example", en: "Please check the address. For example: name@mail.example" }
    error_subject() { ko: "제목을 적어 주세요", en: "Please enter a subject" }
    error_body() { ko: "무슨 일이 있었는지 적어 주세요", en: "Please write what happened" }
    error_message() { ko: "전하실 말씀을 적어 주세요", en: "Please write something first" }
    error_too_long(max: usize, is: usize) {
        ko: format!("{max}자까지 쓸 수 있습니다. 지금은 {is}자입니다"),
        en: format!("At most {max} characters; these are {is}"),
    }
    error_item() { ko: "무엇을 결제했는지 적어 주세요", en: "Please say what you bought" }
    error_purchased_at() { ko: "언제 결제했는지 적어 주세요. 대략이어도 됩니다", en: "Please say when you bought it; roughly will do" }
    error_purchased_at_form() { ko: "날짜와 시각을 2026-11-20 21:04처럼 적어 주세요", en: "Please write date and time as in 2026-11-20 21:04" }
    error_purchased_at_future() { ko: "아직 오지 않은 시각입니다. 결제한 날짜를 다시 봐 주세요", en: "That moment has not come yet. Please check the date" }
    error_amount() { ko: "금액을 숫자로 적어 주세요. 예: 11,000", en: "Please enter the amount as a number, for example 11,000" }
    error_currency() { ko: "통화를 골라 주세요", en: "Please choose a currency" }

    too_many_messages_title() { ko: "지금은 글을 더 받을 수 없습니다", en: "We cannot take more messages right now" }
    too_many_messages_text(span: &str) {
        ko: format!("이 문의에 짧은 사이에 글이 많이 들어왔습니다. {span} 뒤에 다시 보내 주세요. 쓰신 글은 아래에 그대로 있습니다."),
        en: format!("Many messages came in on this inquiry in a short time. Please send it again in {span}; what you wrote is kept below."),
    }
    too_often_title() { ko: "지금은 문의를 더 받을 수 없습니다", en: "We cannot take more inquiries right now" }
    too_often_text(span: &str) {
        ko: format!("같은 곳에서 짧은 사이에 여러 문의가 들어왔습니다. {span} 뒤에 다시 보내 주세요. 쓰신 글은 아래에 그대로 있습니다."),
        en: format!("Several inquiries came from the same place in a short time. Please send it again in {span}; what you wrote is kept below."),
    }

    // sent, not yet confirmed
    sent_title() { ko: "메일을 열어 버튼을 눌러 주세요", en: "Open the mail and press its button" }
    sent_text(address: &str) {
        ko: format!("{address} 주소로 메일을 보냈습니다. 메일에 있는 버튼을 누르면 문의가 접수되고, 그때부터 판매자의 답변 기한이 시작됩니다."),
        en: format!("We sent a mail to {address}. Once you press the button in it, your inquiry is received and the seller’s time to answer starts."),
    }
    sent_missing_title() { ko: "메일이 보이지 않나요?", en: "No mail yet?" }
    sent_missing_spam() { ko: "스팸함을 봐 주세요. 몇 분 걸릴 때도 있습니다.", en: "Look into the spam folder. It may take a few minutes." }
    sent_missing_one() {
        ko: "조금 전에도 문의하셨다면 새 메일은 가지 않습니다. 먼저 받은 메일의 버튼 하나로 모두 접수됩니다.",
        en: "If you wrote a short while ago, there is no second mail: the button in the first one receives them all.",
    }
    sent_missing_wrong(days: &str) {
        ko: format!("확인하지 않은 문의는 {days} 뒤에 지워집니다."),
        en: format!("What nobody confirms is deleted after {days}."),
    }
    sent_back(app: &str) { ko: format!("{app} 페이지로"), en: format!("Back to {app}") }
    mailbox_hint() { ko: "이 서버는 메일을 밖으로 보내지 않고 메일함에 모아 보여 줍니다.", en: "This server sends no mail to the outside; it shows it on the mailbox page." }
    open_mailbox() { ko: "메일함 열기", en: "Open the mailbox" }

    // confirming an address
    confirming_title() { ko: "이 문의, 직접 보내셨나요?", en: "Did you send this inquiry?" }
    confirming_text(address: &str) {
        ko: format!("{address} 주소로 문의가 들어왔습니다. 버튼을 누르면 판매자에게 전해지고 답변 기한이 시작됩니다."),
        en: format!("An inquiry was made with the address {address}. Press the button and it goes to the seller; their time to answer starts."),
    }
    confirming_text_many(address: &str, n: i64) {
        ko: format!("{address} 주소로 문의 {n}건이 들어왔습니다. 버튼을 누르면 모두 판매자에게 전해지고 답변 기한이 시작됩니다."),
        en: format!("{n} inquiries were made with the address {address}. Press the button and they go to their sellers; the time to answer starts."),
    }
    confirming_button() { ko: "네, 제가 보냈습니다", en: "Yes, that was me" }
    confirming_not_me(days: &str) {
        ko: format!("보낸 적이 없다면 이 창을 닫으세요. 아무에게도 전해지지 않고 {days} 뒤에 지워집니다."),
        en: format!("If it was not you, just close this page. It goes to nobody and is deleted after {days}."),
    }
    confirmed_already_title() { ko: "이미 확인한 주소입니다", en: "This address is confirmed" }
    confirmed_already_text() { ko: "문의는 접수되어 있습니다.", en: "Your inquiry has been received." }
    see_inquiry() { ko: "내 문의 보기", en: "See my inquiry" }
    confirming_over_title() { ko: "확인 링크를 쓸 수 없습니다", en: "This link cannot be used" }
    confirming_over_text(days: &str) {
        ko: format!("확인 링크는 {days} 동안 쓸 수 있습니다. 주소가 잘렸다면 메일의 버튼을 다시 눌러 보시고, 기간이 지났다면 문의를 다시 보내 주세요."),
        en: format!("Links to confirm work for {days}. If the address was cut off, press the button in the mail again; if the time is over, please write again."),
    }
    confirmed_many_title(n: usize) { ko: format!("문의 {n}건이 접수됐습니다"), en: format!("{n} inquiries have been received") }
    confirmed_many_text() { ko: "문의마다 판매자가 답해야 하는 시각을 볼 수 있습니다.", en: "Each shows the moment by which its seller must answer." }
    nothing_waits_title() { ko: "접수된 문의가 없습니다", en: "There is no inquiry here" }
    nothing_waits_text() { ko: "확인을 기다리던 문의가 지워졌습니다. 다시 보내 주세요.", en: "What waited for this has been deleted. Please write again." }

    // one inquiry
    customer_awaits() { ko: "답변 기다리는 중", en: "Waiting for the seller" }
    customer_answered() { ko: "답을 받음", en: "Answered" }
    customer_escalated() { ko: "운영팀이 검토 중", en: "With operations" }
    customer_approved() { ko: "구매취소 진행 중", en: "Being canceled" }
    customer_closed() { ko: "마친 문의", en: "Closed" }
    customer_canceled() { ko: "구매취소 완료", en: "Purchase canceled" }
    inquiry_no() { ko: "문의 번호", en: "Inquiry" }
    operations_answered_title() { ko: "운영팀이 답했습니다", en: "Operations have answered" }
    operations_answered_text() { ko: "검토 결과는 아래에 있습니다. 더 하실 말씀이 있으면 글을 써 주세요. 판매자의 답변 기한이 새로 시작됩니다.", en: "You find their decision below. If there is more to say, write again: the seller gets a new time to answer." }
    billing_refused_title() { ko: "구매를 취소하지 못했습니다", en: "The purchase could not be canceled" }
    billing_refused_text() { ko: "운영팀이 승인했지만 결제 쪽에서 취소할 수 없었습니다. 결제하신 금액은 그대로입니다. 글을 더 쓰시면 판매자의 답변 기한이 새로 시작됩니다.", en: "Operations approved it, but billing could not carry it out. What you paid stays as it is. If you write again, the seller gets a new time to answer." }
    then_open_case() { ko: "운영팀이 차례대로 살펴보고 있습니다. 결과가 나오면 메일로 알려 드립니다.", en: "Operations look at inquiries in turn. We write to you when there is a result." }
    then_case_seller() { ko: "판매자는 지금도 답할 수 있고, 운영팀은 그 답을 보고 결정합니다.", en: "The seller can still answer; operations see it before they decide." }
    then_approved_case() { ko: "구매취소가 승인됐습니다.", en: "The cancellation was approved." }
    then_approved_case_tail() { ko: "끝나면 메일로 알려 드립니다.", en: "We write to you when it is done." }
    word_approved() { ko: "구매를 취소하고 있습니다", en: "The purchase is being canceled" }
    word_canceled() { ko: "구매가 취소됐습니다", en: "The purchase was canceled" }
    then_canceled() { ko: "돈은 결제수단에 따라 며칠 안에 돌아옵니다.", en: "Depending on how you paid, the money arrives in a few days." }
    thread_title() { ko: "주고받은 글", en: "Messages" }
    your_purchase() { ko: "적어 주신 구매", en: "The purchase, as you told us" }
    your_device() { ko: "적어 주신 앱과 기기", en: "App and device, as you told us" }
    write_more() { ko: "더 알리실 것이 있나요?", en: "Anything to add?" }
    write_more_text() { ko: "글을 더 쓰셔도 답변 기한은 밀리지 않습니다.", en: "Writing again does not move the answer-by moment." }
    write_answered_text() { ko: "글을 더 쓰시면 답변 기한이 새로 시작됩니다.", en: "If you write again, a new time to answer starts." }
    write_escalated_text() { ko: "쓰신 글은 운영팀과 판매자가 함께 봅니다.", en: "Operations and the seller both see what you write." }
    write_reopen() { ko: "아직 해결되지 않았나요?", en: "Not solved after all?" }
    write_reopen_text() { ko: "글을 쓰시면 문의가 다시 열리고 답변 기한이 새로 시작됩니다.", en: "Write, and the inquiry opens again with a new time to answer." }
    message_label() { ko: "글", en: "Message" }
    send_message() { ko: "글 보내기", en: "Send" }
    solved_question() { ko: "해결됐나요?", en: "Is it solved?" }
    solved_text() { ko: "문의를 마치면 기한도 멈춥니다. 나중에 다시 여실 수 있습니다.", en: "Closing it stops the clock. You can open it again later." }
    solved_answered_text() { ko: "알려 주시면 문의를 마칩니다. 나중에 다시 여실 수 있습니다.", en: "Tell us and we close the inquiry. You can open it again later." }
    solved_button() { ko: "해결됐어요, 고맙습니다", en: "Solved, thanks" }
    withdraw_question() { ko: "이제 괜찮으신가요?", en: "All well now?" }
    withdraw_text() { ko: "문의를 거두면 운영팀의 구매취소 검토도 함께 끝납니다.", en: "Withdrawing it also ends the review by operations." }
    withdraw_button() { ko: "문의 거두기", en: "Withdraw inquiry" }
    keep_link_secret() { ko: "이 주소를 아는 사람은 이 문의를 볼 수 있습니다. 다른 사람에게 보내지 마세요.", en: "Whoever knows this address can see this inquiry. Do not pass it on." }
    refused_closed_title() { ko: "이미 마친 문의입니다", en: "It is closed already" }
    refused_closed_text() { ko: "더 하실 일은 없습니다. 글을 쓰시면 다시 열립니다.", en: "There is nothing more to do. If you write, it opens again." }
    refused_decided_title() { ko: "이제는 거둘 수 없습니다", en: "It can no longer be withdrawn" }
    refused_decided_text() { ko: "운영팀이 구매취소를 승인해 이미 결제 쪽에 요청했습니다. 결과를 메일로 알려 드립니다.", en: "Operations have approved the cancellation and ordered it at billing. We write to you with the result." }
    message_written() { ko: "글을 보냈습니다.", en: "Your message was sent." }
    inquiry_reopened() { ko: "글을 보냈습니다. 판매자의 답변 기한이 새로 시작됐습니다.", en: "Your message was sent. The seller has a new time to answer." }
    inquiry_received() { ko: "확인했습니다. 문의가 접수됐습니다.", en: "Thank you, your inquiry has been received." }
    inquiry_solved() { ko: "알려 주셔서 고맙습니다. 문의를 마쳤습니다.", en: "Thank you for telling us. The inquiry is closed." }
    inquiry_withdrawn() { ko: "문의를 거두었습니다.", en: "The inquiry is withdrawn." }
    no_such_link_title() { ko: "이 링크로 볼 수 있는 문의가 없습니다", en: "This link leads to no inquiry" }
    no_such_link_text() { ko: "주소가 잘리지 않았는지 봐 주세요. 가장 최근에 받은 메일의 버튼을 누르면 문의가 열립니다.", en: "Please check that the address was not cut off. The button in the latest mail opens your inquiry." }
}
