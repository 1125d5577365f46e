//! Words of the frame around pages: heads, menus, countdowns, delivery lines, forms, errors.

use super::{messages, plural};

messages! {
    // heads and menus
    skip_to_content() { ko: "본문으로 건너뛰기", en: "Skip to content" }
    main_menu() { ko: "주 메뉴", en: "Main menu" }
    tools() { ko: "도구", en: "Tools" }
    developer_center() { ko: "개발자 센터", en: "Developer Center" }
    operations_desk() { ko: "운영 데스크", en: "Operations desk" }
    store_support() { ko: "스토어 고객지원", en: "Store customer support" }
    view_settings() { ko: "화면 설정", en: "View settings" }
    account_and_view() { ko: "내 계정과 화면 설정", en: "Account and view settings" }
    language() { ko: "언어", en: "Language" }
    theme() { ko: "화면 밝기", en: "Appearance" }
    theme_system() { ko: "기기 설정 따르기", en: "Match device" }
    theme_light() { ko: "밝게", en: "Light" }
    theme_dark() { ko: "어둡게", en: "Dark" }
    time_zone() { ko: "시간대", en: "Time zone" }
    other_time_zone() { ko: "다른 시간대 고르기", en: "Choose another time zone" }
    time_zone_hint() { ko: "도시 이름을 영어로 적으면 찾을 수 있습니다. 예: Seoul, Tokyo, New_York", en: "Type a city to find it, for example Seoul, Tokyo, New_York" }
    time_zone_is(name: &str) { ko: format!("지금 쓰는 시간대: {name}"), en: format!("In use now: {name}") }
    time_zone_unknown() { ko: "목록에 있는 시간대를 골라 주세요", en: "Choose a time zone from the list" }
    save() { ko: "저장", en: "Save" }
    back() { ko: "돌아가기", en: "Back" }
    sign_out() { ko: "로그아웃", en: "Sign out" }
    preferences_saved() { ko: "화면 설정을 바꿨습니다.", en: "Your view settings have been changed." }
    signed_out() { ko: "로그아웃했습니다.", en: "You are signed out." }

    // lists
    page_before() { ko: "앞", en: "Previous" }
    page_after() { ko: "다음", en: "Next" }

    // countdown
    time_for_seller() { ko: "판매자가 답해야 하는 시각까지", en: "Time left for the seller to answer" }
    time_to_answer() { ko: "답변 기한까지", en: "Time left to answer" }
    left_suffix() { ko: "남았습니다", en: "left" }
    left_short() { ko: "남음", en: "left" }
    time_is_up() { ko: "기한이 되었습니다", en: "Time is up" }
    now_label() { ko: "지금", en: "now" }
    received_label() { ko: "접수", en: "Received" }
    due_label() { ko: "답변 기한", en: "Answer by" }
    operations_took_label() { ko: "운영팀이 받음", en: "Operations took over" }
    answered_label() { ko: "답변", en: "Answered" }
    closed_label() { ko: "마침", en: "Closed" }
    with_operations() { ko: "운영팀에 있음", en: "With operations" }
    operations_review() { ko: "운영팀이 검토하고 있습니다", en: "Operations are reviewing it" }
    got_answer() { ko: "답을 받음", en: "Answer received" }
    answered() { ko: "답함", en: "Answered" }
    answered_before(span: &str) { ko: format!("기한보다 {span} 앞서 답했습니다"), en: format!("Answered {span} early") }
    answered_after(span: &str) { ko: format!("기한보다 {span} 늦게 답했습니다"), en: format!("Answered {span} late") }
    closed() { ko: "마침", en: "Closed" }
    closed_inquiry() { ko: "마친 문의", en: "Closed inquiry" }
    closed_on(date: &str) { ko: format!("{date}에 마쳤습니다"), en: format!("Closed on {date}") }
    ruler_says(total: &str, gone: &str) { ko: format!("{total} 가운데 {gone} 지남"), en: format!("{gone} of {total} have passed") }
    then_customer() { ko: "이때까지 답이 없으면 문의가", en: "If there is no answer by then, your inquiry" }
    then_customer_strong() { ko: "자동으로 스토어 운영팀에 넘어갑니다.", en: "goes to the store’s operations team by itself." }
    then_customer_tail() {
        ko: "운영팀이 구매취소를 검토하고 결과를 메일로 알려 드립니다. 따로 하실 일은 없습니다.",
        en: "They review cancelling the purchase and write to you with the result. You need not do anything.",
    }
    then_reminded_twice(first: &str, second: &str) {
        ko: format!("{first} 전과 {second} 전에 판매자에게 다시 알립니다."),
        en: format!("The seller is reminded {first} and {second} before."),
    }
    then_reminded_once(before: &str) {
        ko: format!("{before} 전에 판매자에게 다시 알립니다."),
        en: format!("The seller is reminded {before} before."),
    }
    then_writing_moves_nothing() { ko: "글을 더 쓰셔도 기한은 밀리지 않습니다.", en: "Writing again does not move this moment." }
    then_seller() {
        ko: "그때까지 답이 없으면 구매취소 건으로 운영팀에 넘어갑니다. 고객도 같은 시각을 보고 있습니다.",
        en: "If there is no answer by then, it goes to operations as a purchase cancellation. The customer sees the same moment.",
    }
    then_operations_customer() {
        ko: "결과가 나오면 메일로 알려 드립니다. 판매자의 답은 지금도 받습니다.",
        en: "We write to you when there is a result. The seller can still answer.",
    }
    then_operations_seller() {
        ko: "아직 답할 수 있습니다. 운영팀이 결정하기 전에 보게 됩니다.",
        en: "You can still answer. Operations will see it before they decide.",
    }
    then_answered_customer() { ko: "글을 더 쓰시면 답변 기한이 새로 시작됩니다.", en: "If you write again, a new time to answer starts." }
    then_closed_customer() { ko: "다시 글을 쓰면 문의가 열립니다.", en: "If you write again, the inquiry opens again." }

    // what became of a mail
    sent_waiting_before() { ko: "", en: "Goes out in " }
    sent_waiting_after() { ko: "초 뒤에 나갑니다", en: " sec" }
    sent_waiting_text() { ko: "그 전에는 거둘 수 있습니다.", en: "Until then you can take it back." }
    take_back() { ko: "거두기", en: "Take back" }
    sent_queued() { ko: "차례를 기다림", en: "Queued" }
    sent_queued_text() { ko: "곧 메일 서버로 보냅니다.", en: "It goes to the mail server shortly." }
    sending() { ko: "보내는 중", en: "Going out" }
    sending_text() { ko: "메일 서버와 이야기하고 있습니다.", en: "Talking with the mail server." }
    handed_over(clock: &str) { ko: format!("넘겨줌 {clock}"), en: format!("Handed over {clock}") }
    handed_over_text() { ko: "받는 쪽 메일 서버가 받았습니다.", en: "The recipient’s mail server took it." }
    delayed() { ko: "늦어짐", en: "Delayed" }
    delayed_text(clock: &str) {
        ko: format!("받는 서버가 나중에 다시 오라고 합니다. {clock}에 다시 보냅니다."),
        en: format!("The recipient’s server asks to come back later. Next try at {clock}."),
    }
    bounced(clock: &str) { ko: format!("반송됨 {clock}"), en: format!("Bounced {clock}") }
    bounced_text() { ko: "메일이 되돌아왔습니다.", en: "The mail came back." }
    send_failed(clock: &str) { ko: format!("보내지 못함 {clock}"), en: format!("Not delivered {clock}") }
    send_failed_text() { ko: "이 답변은 답한 것으로 세지 않습니다.", en: "It does not count as an answer." }
    outcome_unknown(clock: &str) { ko: format!("결과를 모름 {clock}"), en: format!("Outcome unknown {clock}") }
    outcome_unknown_text() { ko: "보낸 뒤 연결이 끊겼습니다. 다시 보내기 전에 확인하세요.", en: "The connection was lost after sending. Check before you send it again." }
    sent_canceled() { ko: "보내지 않음", en: "Not sent" }
    sent_canceled_text() { ko: "나가기 전에 거뒀습니다.", en: "Taken back before it went out." }
    mail_server_said() { ko: "메일 서버가 한 말", en: "What the mail server said" }

    // forms
    optional() { ko: "선택", en: "optional" }
    kept_on_device() { ko: "쓰는 동안 이 기기에 저장됩니다", en: "Saved on this device while you write" }
    mend(n: usize) {
        ko: match n { 1 => "한 가지를 고쳐 주세요".into(), 2 => "두 가지를 고쳐 주세요".into(), 3 => "세 가지를 고쳐 주세요".into(), 4 => "네 가지를 고쳐 주세요".into(), n => format!("{n}가지를 고쳐 주세요") },
        en: format!("Please fix {n} {}", plural(n as i64, "thing", "things")),
    }
    files_hint(files: usize, megabytes: u64, total: u64) {
        ko: format!("파일 {files}개까지, 하나에 {megabytes} MB, 모두 {total} MB까지 올릴 수 있습니다."),
        en: format!("Up to {files} files, {megabytes} MB each, {total} MB in all."),
    }
    used_form_title() { ko: "보내지 않았습니다. 이미 보낸 화면에서 다른 글을 쓰셨습니다", en: "Not sent: this form was used already, for another text" }
    used_form_text() { ko: "먼저 보낸 글은 잘 도착했습니다. 지금 쓰신 글은 아래에 그대로 있으니, 이 글도 보내려면 한 번 더 눌러 주세요.", en: "What you sent first has arrived. What you wrote now is kept below: to send it too, press once more." }
    too_many_files(files: usize) { ko: format!("파일은 {files}개까지 올릴 수 있습니다. 덜어 내고 다시 골라 주세요."), en: format!("Up to {files} files. Please choose fewer.") }
    file_too_large(name: &str, megabytes: u64) { ko: format!("‘{name}’ 파일이 {megabytes} MB보다 큽니다. 더 작은 파일을 골라 주세요."), en: format!("‘{name}’ is larger than {megabytes} MB. Please choose a smaller file.") }
    files_too_large(megabytes: u64) { ko: format!("파일이 모두 합쳐 {megabytes} MB를 넘습니다. 덜어 내고 다시 골라 주세요."), en: format!("The files are larger than {megabytes} MB together. Please choose fewer.") }
    no_room_for_files() { ko: "지금은 파일을 더 받을 수 없습니다. 조금 뒤에 다시 골라 보내 주세요.", en: "We cannot take more files right now. Please choose them again in a little while." }

    // errors
    home() { ko: "첫 화면으로", en: "Go to the start page" }
    try_again() { ko: "다시 시도", en: "Try again" }
    sign_in() { ko: "로그인", en: "Sign in" }
    other_account() { ko: "다른 계정으로 로그인", en: "Sign in with another account" }
    request_number(id: &str) { ko: format!("도움을 청하실 때 알려 주세요. 요청 번호 {id}"), en: format!("If you ask for help, please tell us the request number {id}") }
    not_found_title() { ko: "찾는 페이지가 없습니다", en: "There is no such page" }
    not_found_text() { ko: "주소가 바뀌었거나, 이 계정으로는 볼 수 없는 페이지입니다.", en: "The address has changed, or this account cannot see the page." }
    forbidden_title() { ko: "이 일을 할 권한이 없습니다", en: "You may not do this" }
    forbidden_text() { ko: "필요하다면 관리자에게 역할을 바꿔 달라고 하세요.", en: "If you need to, ask an owner to change your role." }
    sign_in_title() { ko: "로그인해 주세요", en: "Please sign in" }
    sign_in_text() { ko: "로그인한 뒤에 볼 수 있습니다. 오래 쓰지 않으면 로그인이 풀립니다.", en: "You can see this after signing in. Sign-ins end when they are not used for long." }
    invalid_title() { ko: "요청을 알아볼 수 없습니다", en: "We could not read the request" }
    invalid_text() { ko: "앞 화면으로 돌아가 새로 고친 뒤 다시 해 주세요.", en: "Please go back, reload the page and try again." }
    too_large_title() { ko: "보내신 내용이 너무 큽니다", en: "What you sent is too large" }
    too_large_text() { ko: "앞 화면으로 돌아가 글을 줄이거나 파일을 덜어 내고 다시 보내 주세요.", en: "Please go back, shorten the text or remove files, and send it again." }
    too_many_title() { ko: "잠시 쉬었다 해 주세요", en: "Please wait a moment" }
    too_many_text(span: &str) { ko: format!("너무 자주 요청하셨습니다. {span} 뒤에 다시 해 주세요."), en: format!("There were too many requests. Please try again in {span}.") }
    unavailable_title() { ko: "지금은 열 수 없습니다", en: "Not available right now" }
    unavailable_text() { ko: "잠시 뒤에 다시 해 주세요. 답변 기한은 이 일로 달라지지 않습니다.", en: "Please try again in a moment. This does not change any answer-by moment." }
    internal_title() { ko: "잠시 뒤 다시 시도해 주세요", en: "Please try again in a moment" }
    internal_text() {
        ko: "저희 쪽에서 문제가 생겼습니다. 보내신 글은 저장되지 않았을 수 있으니 다시 확인해 주세요. 답변 기한은 이 일로 달라지지 않습니다.",
        en: "Something went wrong on our side. What you sent may not have been saved, so please check. This does not change any answer-by moment.",
    }
    stale_form_title() { ko: "보내지 않았습니다. 화면이 오래되었습니다", en: "Not sent: the page was out of date" }
    stale_form_text() {
        ko: "로그인이 바뀌었거나 쿠키가 꺼져 있습니다. 앞 화면으로 돌아가 새로 고친 뒤 다시 보내 주세요. 쓰시던 글은 이 기기에 남아 있습니다.",
        en: "The sign-in has changed, or cookies are off. Please go back, reload the page and send it again. What you wrote is kept on this device.",
    }
}
