//! Words of the desk of operations beyond a decision: the next case, handing one on, search.

use super::messages;

messages! {
    // whose work it is
    take_next() { ko: "다음 건 맡기", en: "Take the next case" }
    no_case_free() { ko: "맡은 사람이 없는 건이 없습니다.", en: "Every case has somebody." }
    assign_title() { ko: "동료에게 넘기기", en: "Hand it on" }
    hand_case_to() { ko: "맡을 사람", en: "To" }
    assign_button() { ko: "넘기기", en: "Hand on" }
    assigned_to(name: &str) { ko: format!("{name} 님에게"), en: format!("to {name}") }
    case_assigned_told() { ko: "건을 넘겼습니다. 맡을 사람에게 메일로 알립니다.", en: "The case is handed on; your colleague is told by mail." }
    error_colleague() { ko: "구매취소를 결정할 수 있는 동료를 골라 주세요", en: "Please choose a colleague who decides cases" }
    happened_case_assigned(who: &str) { ko: format!("{who} 님이 동료에게 넘겼습니다."), en: format!("{who} handed it to a colleague.") }
    mail_case_assigned() { ko: "맡은 건 알림", en: "Case handed on" }
    letter_case_assigned() { ko: "맡으실 구매취소 건이 있습니다", en: "A case was handed to you" }
    letter_case_assigned_opening(moment: &str) {
        ko: format!("동료가 이 건을 넘겼습니다. 판매자는 {moment}까지 답해야 했습니다."),
        en: format!("A colleague handed you this case. The seller had to answer by {moment}."),
    }
    letter_why_assigned() { ko: "운영팀에서 이 건을 맡게 되어 받았습니다.", en: "You get this because the case is yours now." }

    // search
    menu_search() { ko: "찾기", en: "Search" }
    search_title() { ko: "문의와 구매취소 찾기", en: "Find inquiries and cases" }
    search_label() { ko: "문의·건 번호, 메일 주소, 판매자, 앱", en: "Number, e-mail address, seller or app" }
    search_hint() {
        ko: "번호와 메일 주소는 전체를, 판매자와 앱은 이름의 앞부분을 적으면 됩니다. 메일 주소로 찾으면 누가 언제 찾았는지 남습니다.",
        en: "Numbers and addresses in full; of sellers and apps the beginning of the name. A search by address is logged with who and when.",
    }
    search_hint_auditor() {
        ko: "번호는 전체를, 판매자와 앱은 이름의 앞부분을 적으면 됩니다. 감사 역할은 메일 주소로 찾을 수 없습니다.",
        en: "Numbers in full; of sellers and apps the beginning of the name. Your role does not search by address.",
    }
    search_button() { ko: "찾기", en: "Search" }
    error_search() { ko: "찾을 것을 적어 주세요", en: "Please enter what to look for" }
    error_search_number() { ko: "번호에 틀린 글자가 있습니다. 다시 봐 주세요", en: "There is a typo in this number. Please check it" }
    found_sellers_and_apps() { ko: "판매자와 앱", en: "Sellers and apps" }
    found_rows() { ko: "문의와 구매취소", en: "Inquiries and cases" }
    found_of_address() { ko: "그 주소로 한 문의", en: "Written from that address" }
    nothing_found() { ko: "찾는 것이 없습니다", en: "Nothing found" }
    nothing_found_text() { ko: "적은 글자를 다시 봐 주세요. 담당에게는 구매취소 건이 된 문의만 보입니다.", en: "Please check what you typed. Agents see only inquiries that became cases." }
    column_inquiry() { ko: "문의", en: "Inquiry" }
    column_received() { ko: "보낸 때", en: "Sent" }
    no_case() { ko: "건 없음", en: "No case" }
}
