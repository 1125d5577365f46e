//! Words for customers who come back: links sent again, a code, all own inquiries, a corrected address, a replaced link.

use super::{messages, plural};

messages! {
    // a form with an address
    my_title() { ko: "내 문의 모두 보기", en: "See all my inquiries" }
    my_lead() {
        ko: "문의할 때 적은 메일 주소를 알려 주세요. 여섯 자리 숫자를 보내 드립니다. 비밀번호는 필요 없습니다.",
        en: "Enter the address you wrote from. We mail you six digits; no password is needed.",
    }
    send_code() { ko: "여섯 자리 숫자 받기", en: "Mail me the digits" }
    links_title() { ko: "내 문의 링크 다시 받기", en: "Send me my links again" }
    links_lead() {
        ko: "문의할 때 적은 메일 주소를 알려 주세요. 진행 중인 문의와 최근 90일 안에 끝난 문의의 링크를 그 주소로 보내 드립니다.",
        en: "Enter the address you wrote from. We mail it the links of open inquiries and of those that ended in the last 90 days.",
    }
    mail_me_links() { ko: "링크 보내기", en: "Mail me the links" }
    address_you_wrote_from() { ko: "문의할 때 적은 메일 주소", en: "The address you wrote from" }
    rather_links() { ko: "링크를 메일로 다시 받을게요", en: "Send me my links again" }
    rather_code() { ko: "여섯 자리 숫자로 모두 볼게요", en: "See all of them with six digits" }
    asked_too_often_title() { ko: "지금은 메일을 더 보낼 수 없습니다", en: "We cannot send more mails right now" }
    asked_too_often_text(span: &str) {
        ko: format!("같은 주소나 같은 곳에서 짧은 사이에 여러 번 요청하셨습니다. {span} 뒤에 다시 해 주세요."),
        en: format!("There were several requests for this address or from this place. Please try again in {span}."),
    }
    links_sent_title() { ko: "메일을 확인해 주세요", en: "Look into your mail" }
    links_sent_text() {
        ko: "그 주소로 하신 문의가 있으면 몇 분 안에 링크를 담은 메일이 도착합니다. 오지 않으면 스팸함과, 문의할 때 적은 주소가 맞는지 봐 주세요.",
        en: "If there are inquiries from that address, a mail with their links arrives within minutes. If none comes, look into the spam folder, and whether it is the address you wrote from.",
    }

    // the code
    code_title() { ko: "메일로 받은 숫자를 적어 주세요", en: "Enter the digits from the mail" }
    code_lead() {
        ko: "그 주소로 하신 문의가 있으면 여섯 자리 숫자를 메일로 보냈습니다. 10분 안에 적어 주세요.",
        en: "If there are inquiries from that address, we mailed it six digits. Enter them within 10 minutes.",
    }
    six_digits() { ko: "여섯 자리 숫자", en: "Six digits" }
    code_button() { ko: "내 문의 보기", en: "See my inquiries" }
    error_code(left: i32) {
        ko: format!("숫자가 맞지 않습니다. {left}번 더 적으실 수 있습니다"),
        en: format!("These digits are not right. {left} more {}", plural(left.into(), "try", "tries")),
    }
    no_code_mail() { ko: "메일이 오지 않나요? 스팸함과 주소를 봐 주세요.", en: "No mail? Look into the spam folder, and at the address." }
    code_again() { ko: "주소부터 다시 적기", en: "Start again" }
    code_over_title() { ko: "이 숫자는 더 쓸 수 없습니다", en: "These digits no longer work" }
    code_over_text() {
        ko: "10분이 지났거나, 이미 쓰셨거나, 여러 번 맞지 않았습니다. ‘내 문의 모두 보기’에서 새 숫자를 받아 주세요.",
        en: "Ten minutes have passed, they were used, or wrong too often. Get new ones under “See all my inquiries”.",
    }

    // all own inquiries
    own_title() { ko: "내 문의", en: "My inquiries" }
    own_lead(address: &str) {
        ko: format!("{address} 주소로 하신 문의입니다. 다 보셨으면 로그아웃해 주세요. 두 시간이 지나면 저절로 끝납니다."),
        en: format!("Written from {address}. Sign out when you are done; after two hours it ends by itself."),
    }
    older_own() { ko: "더 오래된 문의", en: "Older inquiries" }
    nothing_own_title() { ko: "여기까지입니다", en: "That is all" }
    nothing_own_text() { ko: "이 주소로 접수된 문의가 더 없습니다.", en: "There is nothing more from this address." }
    more_pages() { ko: "더 보기", en: "More" }
    my_inquiries() { ko: "내 문의", en: "My inquiries" }

    // a link that others may have seen
    replace_link() { ko: "링크를 새로 받기", en: "Get a new link" }
    replace_link_text() {
        ko: "이미 다른 사람이 보았다면 링크를 새로 받으세요. 이 링크는 바로 열리지 않게 되고, 새 링크가 메일로 갑니다.",
        en: "If somebody has seen it, get a new one: this link stops working at once, and the new one comes by mail.",
    }
    link_replaced_title() { ko: "새 링크를 메일로 보냈습니다", en: "A new link is in your mail" }
    link_replaced_text() {
        ko: "전에 쓰시던 링크는 이제 아무에게도 열리지 않습니다. 문의 내용과 답변 기한은 그대로입니다.",
        en: "The old link opens nothing for anybody. The inquiry and the moment to answer by stay as they are.",
    }

    // a mistyped address
    correct_title() { ko: "주소를 잘못 적었나요?", en: "Was the address wrong?" }
    correct_text() {
        ko: "고친 주소로 확인 메일을 다시 보냅니다. 앞의 주소로 간 메일에는 문의 내용이 없고, 그 메일의 버튼은 더 쓸 수 없게 됩니다.",
        en: "We mail the corrected address. The mail to the first one holds nothing of your inquiry, and its button stops working.",
    }
    correct_label() { ko: "맞는 메일 주소", en: "The right address" }
    correct_button() { ko: "이 주소로 다시 보내기", en: "Send it there instead" }
    address_corrected() { ko: "주소를 고쳤습니다. 새 주소로 메일을 보냈습니다.", en: "The address is corrected, and a mail is on its way there." }
    correct_over_title() { ko: "이제는 주소를 고칠 수 없습니다", en: "The address can no longer be corrected" }
    correct_over_text() {
        ko: "이미 확인한 주소이거나 문의가 지워졌습니다. 아직 답을 받을 곳이 없다면 다시 문의해 주세요.",
        en: "It was confirmed, or the inquiry was deleted. If you still need an answer, please write again.",
    }
    correct_too_often_title() { ko: "주소는 세 번까지 고칠 수 있습니다", en: "An address can be corrected three times" }
    correct_too_often_text() { ko: "다시 문의해 주세요. 이 문의는 확인하지 않으면 지워집니다.", en: "Please write again. What nobody confirms is deleted." }

    // how it was
    satisfaction_question() { ko: "문의는 잘 해결됐나요?", en: "How was it?" }
    satisfaction_who() { ko: "판매자가 봅니다. 공개되지 않습니다.", en: "The seller sees it. It is not public." }
    satisfaction_words() { ko: "한마디", en: "A few words" }
    satisfaction_good() { ko: "만족해요", en: "Good" }
    satisfaction_bad() { ko: "아쉬워요", en: "Not good" }
    satisfaction_change() { ko: "알려 주신 것을 2주 동안 바꾸실 수 있습니다.", en: "You can change this for two weeks after the end." }
    satisfaction_given() { ko: "알려 주셔서 고맙습니다.", en: "Thank you for telling us." }
    not_asked_any_more() { ko: "이제는 바꿀 수 없습니다. 문의가 다시 열렸거나 끝난 지 오래됐습니다.", en: "This can no longer be changed: the inquiry is open again, or ended long ago." }
    remark_title() { ko: "문의를 마친 고객의 한마디", en: "The customer’s words after the end" }

    // what happened
    happened_satisfied() { ko: "고객이 만족했다고 했습니다.", en: "The customer said it was good." }
    happened_dissatisfied() { ko: "고객이 아쉽다고 했습니다.", en: "The customer said it was not good." }
    happened_address_corrected() { ko: "확인하기 전에 메일 주소를 고쳤습니다.", en: "The address was corrected before it was confirmed." }
    happened_link_replaced() { ko: "링크를 새로 받았습니다. 전 링크는 열리지 않습니다.", en: "You got a new link; the old one opens nothing." }

    // mails
    mail_links() { ko: "링크 다시 보내기", en: "Links, again" }
    mail_new_link() { ko: "새 링크", en: "New link" }
    mail_customer_code() { ko: "확인 숫자", en: "Code" }
    letter_my_button() { ko: "내 문의 모두 보기", en: "See all my inquiries" }
    letter_why_asked() {
        ko: "고객의 소리 페이지에서 누군가 이 주소를 적어서 보내 드립니다. 본인이 아니라면 아무것도 하지 않으셔도 됩니다.",
        en: "You get this because somebody entered this address on our page. If it was not you, you need not do anything.",
    }
    letter_links() { ko: "문의 링크를 다시 보내 드립니다", en: "Your links, again" }
    letter_links_opening() {
        ko: "진행 중인 문의와 최근 90일 안에 끝난 문의입니다. 이름을 누르면 열립니다.",
        en: "These are your open inquiries and those that ended in the last 90 days. Each name opens one.",
    }
    letter_links_all() {
        ko: "더 오래된 문의는 아래 버튼으로 볼 수 있습니다. 여섯 자리 숫자를 한 번 더 보내 드립니다.",
        en: "The button shows older ones, too; for that we mail you six digits.",
    }
    letter_links_keep() {
        ko: "위 링크를 아는 사람은 그 문의를 볼 수 있습니다. 이 메일을 다른 사람에게 전달하지 마세요.",
        en: "Anyone with one of these links can see that inquiry. Please do not pass this mail on.",
    }
    letter_code() { ko: "내 문의를 볼 수 있는 숫자입니다", en: "The digits for your inquiries" }
    letter_code_opening() {
        ko: "열어 둔 페이지에 아래 여섯 자리 숫자를 적어 주세요. 10분 동안, 한 번만 쓸 수 있습니다.",
        en: "Enter these six digits on the page that you have open. They work for 10 minutes, once.",
    }
    letter_code_fact() { ko: "숫자", en: "Digits" }
    letter_code_closing() {
        ko: "이 숫자를 다른 사람에게 알려 주지 마세요. 판매자도 운영팀도 묻지 않습니다.",
        en: "Do not tell these digits to anybody. Neither the seller nor operations ask for them.",
    }
    letter_new_link_short() { ko: "새 링크입니다", en: "New link" }
    letter_new_link() { ko: "문의 링크를 새로 드립니다", en: "A new link to your inquiry" }
    letter_new_link_opening() {
        ko: "요청하신 대로 링크를 바꿨습니다. 앞서 받은 메일의 링크는 이제 열리지 않습니다.",
        en: "As you asked, the link was replaced. Those in earlier mails open nothing any more.",
    }
    letter_new_link_not_you() {
        ko: "바꾼 적이 없다면 앞의 링크를 아는 다른 사람이 누른 것입니다. 그 사람은 이제 문의를 볼 수 없습니다.",
        en: "If it was not you, somebody who knew the old link did it. They cannot see the inquiry any more.",
    }
}
