//! Words of what a seller says of its apps: support contact, public text, languages of answers, and their mails.

use super::messages;

messages! {
    menu_apps() { ko: "앱", en: "Apps" }
    apps_empty() { ko: "아직 앱이 없습니다", en: "There are no apps yet" }
    apps_empty_text() { ko: "앱은 스토어 운영팀이 등록합니다. 등록되면 여기에서 설정할 수 있습니다.", en: "Operations of the store register apps. Once one is there, it is set up here." }
    app_contact_column() { ko: "알림을 받는 곳", en: "Notices go to" }
    app_text_column() { ko: "안내글", en: "Public text" }
    app_has_text() { ko: "있음", en: "written" }
    app_has_no_text() { ko: "없음", en: "none" }
    members_only() { ko: "팀에만", en: "the team only" }
    not_said() { ko: "정하지 않음", en: "not said" }
    address_asked() { ko: "새 주소 확인을 기다림", en: "new address waits" }
    language_ko() { ko: "한국어", en: "Korean" }
    language_en() { ko: "영어", en: "English" }
    both_languages() { ko: "한국어나 영어", en: "Korean or English" }

    // the contact
    contact_text() {
        ko: "새 문의, 기한 전 알림, 운영팀 이관을 이 주소로 보냅니다. 끌 수 없는 알림입니다.",
        en: "New inquiries, the reminders before they are due and hand-overs to operations are sent to this address. These notices cannot be switched off.",
    }
    contact_address() { ko: "지금 주소", en: "Present address" }
    no_contact() {
        ko: "연락처가 없습니다. 답변할 수 있는 팀원과 소유자에게만 알립니다.",
        en: "There is no contact. Only the members who answer, and the owners, are told.",
    }
    new_contact() { ko: "새 메일 주소", en: "New address" }
    new_contact_hint() {
        ko: "이 주소로 링크를 보냅니다. 그쪽에서 확인하면 바뀌고, 그때까지는 지금 주소를 씁니다.",
        en: "A link goes to this address. Once it is confirmed there, it is used; until then the present one stays in use.",
    }
    ask_contact() { ko: "확인 링크 보내기", en: "Send the link" }
    contact_waits(email: &str) { ko: format!("{email}의 확인을 기다리고 있습니다"), en: format!("Waiting for confirmation of {email}") }
    contact_waits_text(sent: &str, until: &str) {
        ko: format!("{sent}에 링크를 보냈습니다. 링크는 {until}까지 쓸 수 있습니다."),
        en: format!("The link was sent {sent}. It works until {until}."),
    }
    contact_waited_text(sent: &str) {
        ko: format!("{sent}에 보낸 링크의 기한이 지났습니다. 다시 보낼 수 있습니다."),
        en: format!("The link that was sent {sent} has expired. It can be sent again."),
    }
    contact_mail_failed() { ko: "링크를 담은 메일이 도착하지 못했습니다. 주소를 다시 봐 주세요.", en: "The mail with the link did not arrive. Please check the address." }
    withdraw_contact() { ko: "그만두기", en: "Cancel" }
    remove_contact_text() {
        ko: "이 앱의 알림은 답변할 수 있는 팀원과 소유자에게만 갑니다. 지금 주소에도 알립니다.",
        en: "Notices of this app then go only to the members who answer, and the owners. The present address is told.",
    }
    remove_contact() { ko: "연락처 없애기", en: "Remove the contact" }
    contact_bounced(moment: &str) { ko: format!("{moment}, 이 주소로 보낸 알림이 도착하지 못했습니다"), en: format!("A notice to this address did not arrive ({moment})") }
    contact_same() { ko: "지금 쓰고 있는 주소입니다", en: "This is the present address" }
    contact_too_many() { ko: "오늘 보낸 확인 링크가 너무 많습니다. 내일 다시 해 주세요", en: "Too many links went out today. Try again tomorrow" }
    contact_newer() { ko: "그사이 연락처가 바뀌었습니다", en: "The contact was changed meanwhile" }
    contact_newer_text() { ko: "아래가 지금의 연락처입니다. 적은 주소는 남겨 두었습니다. 그래도 바꾸려면 다시 보내 주세요.", en: "Below is what holds now. The address you typed is still there; send it again if it still should be." }
    support_asked() { ko: "확인 링크를 보냅니다. 확인될 때까지는 지금 주소를 씁니다.", en: "The link is on its way. Until it is confirmed, the present address stays in use." }
    support_withdrawn() { ko: "주소를 바꾸는 일을 그만두었습니다. 보낸 링크는 이제 쓸 수 없습니다.", en: "The change was cancelled. Its link no longer works." }
    support_removed() { ko: "연락처를 없앴습니다. 이제 팀에만 알립니다.", en: "The contact was removed. From now on only the team is told." }

    // what customers see
    app_settings() { ko: "설정", en: "Settings" }
    support_phone() { ko: "전화번호", en: "Telephone" }
    support_phone_hint() { ko: "앱 공개 화면에 보입니다. 예: 1588-0000", en: "Shown on the app’s public page. For example: +82 2 123 4567" }
    phone_refused() { ko: "전화번호를 다시 봐 주세요. 숫자, 빈칸, 붙임표, 괄호, 맨 앞의 +만 쓸 수 있습니다", en: "Please check the number: digits, blanks, dashes, brackets, and a + in front" }
    support_mail_lang_hint() { ko: "연락처로 보내는 메일에 씁니다.", en: "Mails to the contact are written in it." }
    support_mail_lang() { ko: "알림 메일의 언어", en: "Language of notices" }
    answer_langs() { ko: "답변하는 언어", en: "Languages of answers" }
    answer_langs_hint() { ko: "문의를 쓰는 화면에서 고객에게 알립니다.", en: "Customers are told on the form where they write." }
    answer_langs_missing() { ko: "답변하는 언어를 하나 이상 골라 주세요", en: "Choose at least one language of answers" }
    public_text_ko() { ko: "한국어 안내글", en: "Public text in Korean" }
    public_text_en() { ko: "영어 안내글", en: "Public text in English" }
    public_text_hint() {
        ko: "문의하기 전에 고객이 읽습니다. 예: 운영 시간, 먼저 해 볼 일. 한쪽 언어만 쓰면 모두에게 그 글을 보여 줍니다.",
        en: "Customers read it before they write: opening hours, what to try first. With one language only, everybody sees that text.",
    }
    public_text_refused() { ko: "보이는 글자가 없습니다", en: "There is nothing to see in this text" }
    save_app_settings() { ko: "저장하기", en: "Save" }
    preview() { ko: "미리 보기", en: "Preview" }
    preview_empty() { ko: "안내글을 쓰면 고객에게 보일 모습이 여기에 나옵니다.", en: "Write a public text, and what customers will see is shown here." }
    public_page() { ko: "공개 화면 보기", en: "See the public page" }
    app_settings_saved() { ko: "저장했습니다. 고객에게 바로 보입니다.", en: "Saved. Customers see it from now on." }
    app_settings_newer() { ko: "그사이 다른 사람이 저장했습니다", en: "Somebody else saved meanwhile" }
    app_settings_newer_text() {
        ko: "적은 것은 그대로 남겨 두었습니다. 지금 저장되어 있는 것은 아래와 같습니다. 저장하면 바꾸어 씁니다.",
        en: "What you typed is still there. What is saved now stands below; saving replaces it.",
    }
    saved_value(label: &str, value: &str) { ko: format!("{label}: {value}"), en: format!("{label}: {value}") }
    none_said() { ko: "없음", en: "none" }

    // for customers
    before_you_write() { ko: "문의하기 전에", en: "Before you write" }
    answers_come_in(langs: &str) { ko: format!("답변은 {langs}로 드립니다."), en: format!("Answers come in {langs}.") }
    seller_phone() { ko: "전화", en: "Telephone" }
    answers_in() { ko: "답변 언어", en: "Answers in" }

    // the record
    record_newest_first() { ko: "최근 것부터", en: "newest first" }
    record_app_settings(by: &str, app: &str, what: &str) { ko: format!("{by} 님이 ‘{app}’의 설정을 바꿈: {what}"), en: format!("{by} changed “{app}”: {what}") }
    record_support_asked(by: &str, app: &str) { ko: format!("{by} 님이 ‘{app}’의 새 고객지원 연락처에 확인을 요청함"), en: format!("{by} asked a new support contact of “{app}” to confirm") }
    record_support_withdrawn(by: &str, app: &str) { ko: format!("{by} 님이 ‘{app}’의 연락처 바꾸기를 그만둠"), en: format!("{by} cancelled the change of the contact of “{app}”") }
    record_support_confirmed(app: &str) { ko: format!("‘{app}’의 새 고객지원 연락처가 확인되어 바뀜"), en: format!("The new support contact of “{app}” confirmed and is in use") }
    record_support_removed(by: &str, app: &str) { ko: format!("{by} 님이 ‘{app}’의 고객지원 연락처를 없앰"), en: format!("{by} removed the support contact of “{app}”") }

    // the link
    support_confirm_title() { ko: "고객지원 연락처 확인", en: "Confirm the support contact" }
    support_confirm_text() {
        ko: "확인하면 이 앱의 새 문의, 기한 전 알림, 운영팀 이관을 이 주소로 보냅니다.",
        en: "Once confirmed, new inquiries about this app, the reminders before they are due and hand-overs to operations go to this address.",
    }
    support_confirm_button() { ko: "이 주소로 받기", en: "Use this address" }
    support_confirmed_title() { ko: "확인했습니다", en: "Confirmed" }
    support_confirmed_text() { ko: "이제 이 앱의 알림을 이 주소로 보냅니다.", en: "Notices about this app go to this address from now on." }
    support_over_title() { ko: "쓸 수 없는 링크입니다", en: "This link does not work" }
    support_over_text() {
        ko: "이미 쓴 링크이거나, 기한이 지났거나, 판매자가 그만두었습니다. 판매자에게 다시 보내 달라고 해 주세요.",
        en: "It was used, has expired, or the seller cancelled it. Please ask the seller to send it again.",
    }

    // mails
    letter_support_confirm(app: &str) { ko: format!("{app}의 고객지원 연락처를 확인해 주세요"), en: format!("Please confirm: support contact of {app}") }
    letter_support_confirm_opening(app: &str) {
        ko: format!("{app}의 판매자가 이 주소를 고객지원 연락처로 쓰려고 합니다. 확인하면 고객의 새 문의, 기한 전 알림, 운영팀 이관을 이 주소로 보냅니다."),
        en: format!("The seller of {app} wants this address to be its support contact. Once confirmed, customers’ new inquiries, the reminders before they are due and hand-overs to operations go to it."),
    }
    letter_support_until(moment: &str) { ko: format!("링크는 {moment}까지 한 번 쓸 수 있습니다."), en: format!("The link works once, until {moment}.") }
    letter_support_not_you() { ko: "모르는 일이라면 아무것도 하지 않으셔도 됩니다. 확인하지 않으면 아무것도 보내지 않습니다.", en: "If this means nothing to you, do nothing. Without a confirmation nothing is sent here." }
    support_left_title() { ko: "고객지원 연락처가 아님", en: "No longer the support contact" }
    letter_support_left(app: &str) { ko: format!("이 주소는 이제 {app}의 고객지원 연락처가 아닙니다"), en: format!("This address is no longer the support contact of {app}") }
    letter_support_left_opening(app: &str) {
        ko: format!("{app}에 온 문의의 알림을 이제 이 주소로 보내지 않습니다."),
        en: format!("Notices about inquiries to {app} no longer go to this address."),
    }
    letter_support_new() { ko: "새 연락처", en: "New contact" }
    letter_support_left_unknown(operations: &str) {
        ko: format!("모르는 일이라면 판매자의 소유자나 운영팀에 알려 주세요: {operations}"),
        en: format!("If you did not expect this, please tell the seller’s owner, or operations: {operations}"),
    }
    letter_support_why() { ko: "판매자가 이 주소를 연락처로 적어서 보냈습니다.", en: "Sent because the seller named this address as a contact." }
}
