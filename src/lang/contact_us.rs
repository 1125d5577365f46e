//! Words of what came in through the store's own Contact Us: the list, entering, forwarding, closing, and its mails.

use super::messages;

messages! {
    // the lists
    contact_us() { ko: "스토어 문의하기", en: "Contact Us" }
    count_entries() { ko: "건 전하지 않음", en: " not forwarded" }
    entry_lists() { ko: "스토어 문의하기 목록", en: "Lists of Contact Us" }
    entries_waiting() { ko: "전할 것", en: "To be forwarded" }
    entries_over() { ko: "끝난 것", en: "Over" }
    forward_duty() {
        ko: "스토어의 문의하기로 들어온 것입니다. 판매자에게 미루지 않고 전해야 합니다. 판매자의 답변 기한은 전한 때부터 셉니다.",
        en: "This came in through the store’s own Contact Us and is to be forwarded to the seller without delay. The seller’s time runs from then.",
    }
    column_arrived() { ko: "스토어에 온 때", en: "Arrived" }
    column_entered_by() { ko: "적은 사람", en: "Entered by" }
    column_ended_by() { ko: "끝낸 사람", en: "Ended by" }
    longest_waiting_first() { ko: "오래 기다린 순", en: "longest waiting first" }
    entry_waits_for(span: &str) { ko: format!("{span}째 기다림"), en: format!("has waited {span}") }
    entry_waiting() { ko: "전할 것", en: "To be forwarded" }
    entry_forwarded() { ko: "판매자에게 전함", en: "Forwarded" }
    entry_closed() { ko: "닫음", en: "Closed" }
    nothing_to_forward() { ko: "전할 문의가 없습니다", en: "There is nothing to forward" }
    nothing_to_forward_text() {
        ko: "스토어의 문의하기로 들어온 것을 적으면 여기에서 판매자에게 전할 수 있습니다.",
        en: "Enter what came in through the store’s own Contact Us, and forward it to the seller from here.",
    }
    no_entry_over() { ko: "아직 끝난 것이 없습니다", en: "Nothing is over yet" }
    no_entry_over_text() { ko: "판매자에게 전했거나 닫은 것이 여기에 모입니다.", en: "What was forwarded or closed gathers here." }

    // entering
    enter_contact_us() { ko: "들어온 문의 적기", en: "Enter what came in" }
    choose_app_text() { ko: "어느 앱에 관한 문의인지 먼저 골라 주세요.", en: "First choose the app that it is about." }
    find_app() { ko: "앱이나 판매자 찾기", en: "Find an app or seller" }
    apps_to_choose() { ko: "고를 수 있는 앱", en: "Apps to choose from" }
    more_apps() { ko: "더 있습니다. 이름을 더 적어 찾아 주세요.", en: "There are more: please enter more of the name." }
    no_app_found_text() { ko: "앱이나 판매자의 이름을 다르게 적어 보세요.", en: "Try another part of the app’s or the seller’s name." }
    another_app() { ko: "다른 앱 고르기", en: "Choose another app" }
    entry_way() { ko: "들어온 길", en: "How it came" }
    way_form() { ko: "스토어의 문의 양식", en: "The store’s form" }
    way_phone() { ko: "전화", en: "A call" }
    way_letter() { ko: "편지", en: "A letter" }
    entry_arrived_at() { ko: "스토어에 온 때", en: "Arrived" }
    entry_arrived_at_hint(zone: &str) { ko: format!("{zone} 시간으로 적어 주세요."), en: format!("When it came to the store, in {zone} time.") }
    entry_name() { ko: "고객 이름이나 별명", en: "Customer’s name or nickname" }
    entry_email() { ko: "고객의 메일 주소", en: "Customer’s e-mail address" }
    entry_email_hint() {
        ko: "답이 이 주소로 갑니다. 고객에게 따로 확인을 받지 않으니 한 번 더 봐 주세요.",
        en: "The answer goes there. The customer is not asked to confirm it, so please look twice.",
    }
    entry_lang() { ko: "고객의 언어", en: "Customer’s language" }
    entry_body() { ko: "고객이 쓰거나 말한 것", en: "What the customer wrote or said" }
    entry_body_hint() { ko: "판매자와 고객이 이대로 읽습니다.", en: "The seller and the customer read it as it stands." }
    entry_next() {
        ko: "적어도 아직 아무에게도 가지 않습니다. 다음 화면에서 판매자에게 전합니다.",
        en: "Nobody is told yet. You forward it to the seller on the next page.",
    }
    enter_button() { ko: "적어 두기", en: "Enter" }
    entry_made() { ko: "적어 두었습니다. 이제 판매자에게 전해 주세요.", en: "Entered. Now forward it to the seller." }
    error_way() { ko: "어떻게 들어왔는지 골라 주세요", en: "Please choose how it came" }
    error_arrived() { ko: "스토어에 온 날짜와 시각을 2026-11-20 21:04처럼 적어 주세요", en: "Please enter when it came to the store, as in 2026-11-20 21:04" }
    error_arrived_future() { ko: "아직 오지 않은 시각입니다. 스토어에 온 때를 다시 봐 주세요", en: "That moment has not come yet. Please check when it came to the store" }
    error_arrived_long_ago() { ko: "한 해도 더 지난 시각입니다. 연도를 다시 봐 주세요", en: "That is more than a year ago. Please check the year" }
    error_entry_lang() { ko: "고객의 언어를 골라 주세요", en: "Please choose the customer’s language" }

    // the page of one
    forward_title() { ko: "판매자에게 전하기", en: "Forward to the seller" }
    forward_text(due: &str) {
        ko: format!("지금 전하면 판매자는 {due}까지 답해야 합니다. 판매자와 고객에게 메일로 알립니다."),
        en: format!("Forwarded now, the seller must answer by {due}. Both the seller and the customer are told by mail."),
    }
    entry_note() { ko: "판매자에게 덧붙일 말", en: "A note to the seller" }
    entry_note_hint() { ko: "판매자만 읽습니다. 고객에게는 보이지 않습니다.", en: "Only the seller reads it; the customer does not." }
    forward_button() { ko: "판매자에게 전하기", en: "Forward to the seller" }
    close_title() { ko: "전하지 않고 닫기", en: "Close without forwarding" }
    entry_ending() { ko: "닫는 까닭", en: "Why it is closed" }
    ending_answered() { ko: "스토어가 답함", en: "The store answered it" }
    ending_store_matter() { ko: "판매자가 아니라 스토어의 일", en: "The store’s business, not the seller’s" }
    ending_duplicate() { ko: "같은 문의가 또 있음", en: "The same as another" }
    ending_spam() { ko: "광고나 장난", en: "Spam" }
    ending_mistake() { ko: "잘못 적음", en: "Entered by mistake" }
    ending_is_told() { ko: "고객에게 메일로 알립니다", en: "The customer is told by mail" }
    entry_told_field() { ko: "고객에게 알릴 말", en: "What the customer is told" }
    entry_told_hint(language: &str) {
        ko: format!("메일로 알린다고 적힌 까닭일 때만 고객에게 갑니다. 고객의 언어: {language}"),
        en: format!("Mailed only for reasons that say so. The customer reads {language}."),
    }
    close_button() { ko: "닫기", en: "Close" }
    error_ending() { ko: "닫는 까닭을 골라 주세요", en: "Please choose why it is closed" }
    error_told() { ko: "고객에게 알릴 말을 적어 주세요", en: "Please write what the customer is told" }
    error_must_be_forwarded() {
        ko: "결제나 환불에 관한 불만은 법에 따라 판매자에게 전해야 합니다. 다른 까닭을 고르거나 판매자에게 전해 주세요",
        en: "By law, a complaint about a payment is forwarded to the seller. Choose another reason, or forward it",
    }
    entry_forwarded_told() { ko: "판매자에게 전했습니다. 지금부터 답변 기한을 셉니다.", en: "Forwarded. The seller’s time runs from now." }
    entry_closed_told() { ko: "닫았습니다.", en: "Closed." }
    entry_moved_on() { ko: "하지 않았습니다. 그사이 동료가 먼저 했습니다", en: "Not done: a colleague was there first" }
    entry_was_forwarded(who: &str, at: &str) { ko: format!("{who} 님이 {at}에 판매자에게 전했습니다."), en: format!("{who} forwarded it at {at}.") }
    entry_was_closed(who: &str, at: &str) { ko: format!("{who} 님이 {at}에 닫았습니다."), en: format!("{who} closed it at {at}.") }
    entry_entered_by(who: &str) { ko: format!("{who} 님이 적었습니다."), en: format!("{who} entered it.") }
    entry_forwarded_by(who: &str) { ko: format!("{who} 님이 판매자에게 전했습니다."), en: format!("{who} forwarded it to the seller.") }
    entry_closed_by(who: &str, why: &str) { ko: format!("{who} 님이 닫았습니다. 까닭: {why}"), en: format!("{who} closed it: {why}") }
    entry_note_given() { ko: "판매자에게 덧붙인 말", en: "The note to the seller" }
    entry_told() { ko: "고객에게 알린 말", en: "What the customer was told" }
    at_the_seller() { ko: "판매자에게 전한 문의", en: "At the seller" }

    // search
    found_entries() { ko: "스토어 문의하기로 들어온 것", en: "Came in through Contact Us" }

    // the seller and the customer
    happened_forwarded(due: &str) {
        ko: format!("스토어의 문의하기로 들어온 문의를 운영팀이 판매자에게 전했습니다. 답변 기한은 {due}입니다."),
        en: format!("It came in through the store’s Contact Us, and operations forwarded it to the seller. The answer is due {due}."),
    }
    forwarded_card() { ko: "스토어 문의하기로 온 문의", en: "Through the store’s Contact Us" }
    fact_forwarded_at() { ko: "판매자에게 전한 때", en: "Forwarded" }
    forwarded_note() { ko: "운영팀이 덧붙인 말", en: "A note from operations" }
    forwarded_note_hint() { ko: "고객에게는 보이지 않습니다.", en: "The customer does not see it." }

    // mails
    mail_contact_us_closed() { ko: "스토어의 답 알림", en: "The store’s answer" }
    letter_came_to_store(arrived: &str) {
        ko: format!("스토어의 문의하기로 {arrived}에 들어온 문의를 운영팀이 전해 드립니다. 답변 기한은 지금부터 셉니다."),
        en: format!("It came in through the store’s Contact Us ({arrived}); operations forward it to you. Your time to answer runs from now."),
    }
    letter_passed_on(arrived: &str) {
        ko: format!("스토어의 문의하기로 {arrived}에 보내신 문의를 운영팀이 판매자에게 전했습니다."),
        en: format!("Operations passed on to the seller what you told the store’s Contact Us ({arrived})."),
    }
    letter_entry_short() { ko: "스토어의 답", en: "The store’s answer" }
    letter_entry_heading() { ko: "스토어에 문의하신 일에 답드립니다", en: "About what you asked the store" }
    letter_entry_words() { ko: "운영팀의 답", en: "What operations say" }
    letter_entry_closing() {
        ko: "이 일로 판매자의 답도 받고 싶으시면 위의 단추를 눌러 판매자에게 문의해 주세요.",
        en: "If you would like to hear from the seller too, write to the seller by the button above.",
    }
    letter_entry_button() { ko: "판매자에게 문의하기", en: "Contact the seller" }
    letter_why_entry(app: &str) {
        ko: format!("{app}에 관해 스토어의 문의하기로 연락하셔서 보내 드립니다."),
        en: format!("You get this because you told the store’s Contact Us of {app}."),
    }
}
