//! Words of trust: passwords, the second factor, sessions, the address; and the mails about them.

use super::{messages, plural};

messages! {
    // the account
    security_title() { ko: "로그인과 보안", en: "Sign-in and security" }
    change() { ko: "바꾸기", en: "Change" }
    manage() { ko: "관리", en: "Manage" }
    back_to_account() { ko: "내 계정으로", en: "Back to your account" }
    password_row() { ko: "지금 비밀번호를 알아야 바꿀 수 있습니다.", en: "To change it you need the present one." }
    sessions_title() { ko: "로그인한 기기", en: "Signed-in devices" }
    sessions_row() { ko: "어디에서 로그인되어 있는지 보고 로그아웃합니다.", en: "See where you are signed in, and sign out." }
    second_factor() { ko: "2단계 인증", en: "Second factor" }
    second_factor_is_on() { ko: "켜져 있습니다.", en: "It is on." }
    second_factor_is_off() { ko: "꺼져 있습니다.", en: "It is off." }
    second_factor_row_off() { ko: "비밀번호가 새어 나가도 계정을 지켜 줍니다.", en: "It protects your account even when your password gets out." }

    // who are you
    go_on() { ko: "계속", en: "Continue" }
    proof_code() { ko: "인증 앱의 코드 또는 복구 코드", en: "Code of your authenticator app, or a recovery code" }
    proof_password() { ko: "비밀번호 확인", en: "Confirm your password" }
    proof_hint() { ko: "한 번 확인하면 얼마 동안 다시 묻지 않습니다.", en: "Once confirmed, you are not asked again for a while." }
    proof_missing_code() { ko: "본인 확인을 위해 코드를 적어 주세요", en: "Enter a code to confirm that it is you" }
    proof_missing_password() { ko: "본인 확인을 위해 비밀번호를 적어 주세요", en: "Enter your password to confirm that it is you" }
    proof_wrong_code() {
        ko: "코드가 맞지 않거나 이미 쓴 코드입니다. 새 코드가 나오면 그것을 적어 주세요",
        en: "The code is not right, or was used already. Wait for a new one and enter that",
    }
    proof_wrong_password() { ko: "비밀번호가 맞지 않습니다", en: "The password is not right" }
    proof_wait(span: &str) {
        ko: format!("여러 번 틀려서 {span} 동안 쉬어 갑니다. 그 뒤에 다시 적어 주세요"),
        en: format!("There were several wrong tries, so this takes a break for {span}. Please try again after that"),
    }
    proof_for_money() {
        ko: "돈이 움직이는 결정이어서 본인인지 다시 확인합니다. 적으신 내용은 그대로 있습니다.",
        en: "This decision moves money, so please confirm that it is you. What you wrote is still here.",
    }

    // password
    change_password() { ko: "비밀번호 바꾸기", en: "Change your password" }
    change_password_text() {
        ko: "바꾸면 다른 기기에서는 모두 로그아웃됩니다. 이 브라우저에서는 그대로 쓸 수 있습니다.",
        en: "All other devices are signed out. You stay signed in here.",
    }
    present_password() { ko: "지금 비밀번호", en: "Present password" }
    new_password() { ko: "새 비밀번호", en: "New password" }
    new_password_hint(least: usize) {
        ko: format!("{least}자 이상. 낱말 몇 개를 이은 문장이 외우기 쉽고 안전합니다."),
        en: format!("At least {least} characters. A few words in a row are easy to remember, and safe."),
    }
    new_password_missing() { ko: "새 비밀번호를 적어 주세요", en: "Enter a new password" }
    password_too_short(least: usize) { ko: format!("{least}자 이상으로 적어 주세요"), en: format!("Use at least {least} characters") }
    password_too_long(most: usize) { ko: format!("{most}자 이하로 적어 주세요"), en: format!("Use at most {most} characters") }
    password_common() {
        ko: "많은 사람이 쓰는 비밀번호여서 가장 먼저 뚫립니다. 다른 것으로 정해 주세요",
        en: "Many people use this password, so it is tried first. Choose another one",
    }
    password_changed() { ko: "비밀번호를 바꿨습니다. 다른 기기에서는 모두 로그아웃했습니다.", en: "Your password is changed. All other devices are signed out." }
    password_set() { ko: "새 비밀번호를 정했습니다. 이제 로그인해 주세요.", en: "Your new password is set. Please sign in." }
    forgot_password() { ko: "비밀번호를 잊었나요?", en: "Forgot your password?" }
    forgot_password_title() { ko: "비밀번호 다시 정하기", en: "Set a new password" }
    forgot_password_text() {
        ko: "로그인할 때 쓰는 메일 주소를 적어 주세요. 새 비밀번호를 정하는 링크를 보내 드립니다.",
        en: "Enter the address that you sign in with. We send you a link that sets a new password.",
    }
    send_link() { ko: "링크 받기", en: "Send me the link" }
    email_malformed() { ko: "name@example.com 꼴로 적어 주세요", en: "Enter it like name@example.com" }
    link_sent_title() { ko: "메일을 확인해 주세요", en: "Check your mail" }
    link_sent_text(minutes: i64) {
        ko: format!("그 주소로 로그인하는 사람이 있으면 링크를 보냈습니다. 링크는 {minutes}분 동안 한 번 쓸 수 있습니다."),
        en: format!("If somebody signs in with that address, a link is on its way. It works once, for {minutes} minutes."),
    }
    link_sent_nothing() {
        ko: "메일이 오지 않으면 스팸함을 보고, 주소가 맞는지 확인해 주세요.",
        en: "If no mail comes, look into your spam folder, and check the address.",
    }
    back_to_sign_in() { ko: "로그인으로 돌아가기", en: "Back to sign-in" }
    mails_wait() { ko: "잠시 뒤에 다시 해 주세요", en: "Please wait before you try again" }
    mails_wait_text(span: &str) {
        ko: format!("링크를 여러 번 요청하셔서 {span} 동안 쉬어 갑니다. 이미 받은 메일의 링크를 써 주세요."),
        en: format!("Links were asked for several times, so this takes a break for {span}. Please use the link of a mail that you have."),
    }
    reset_text() {
        ko: "저장하면 모든 기기에서 로그아웃되고, 새 비밀번호로 다시 로그인하시면 됩니다.",
        en: "When you save it, all devices are signed out. Then sign in with the new password.",
    }
    set_password() { ko: "비밀번호 저장", en: "Save the password" }
    link_over_title() { ko: "더는 쓸 수 없는 링크입니다", en: "This link no longer works" }
    reset_over_text() {
        ko: "링크는 한 번, 잠시 동안만 쓸 수 있습니다. 새 링크를 받아 주세요.",
        en: "A link works once, for a short time. Please ask for a new one.",
    }
    new_link() { ko: "새 링크 받기", en: "Get a new link" }

    // sessions
    sessions_text() {
        ko: "모르는 기기가 있으면 로그아웃하고 비밀번호를 바꿔 주세요.",
        en: "If you do not know one of them, sign it out and change your password.",
    }
    this_device() { ko: "지금 이 기기", en: "This device" }
    unknown_browser() { ko: "알 수 없는 브라우저", en: "Unknown browser" }
    session_since(moment: &str) { ko: format!("{moment}에 로그인"), en: format!("Signed in {moment}") }
    session_seen(moment: &str) { ko: format!("마지막으로 쓴 때 {moment}"), en: format!("Last used {moment}") }
    sign_out_device(name: &str) { ko: format!("로그아웃: {name}"), en: format!("Sign out {name}") }
    sign_out_others() { ko: "다른 기기 모두 로그아웃", en: "Sign out all other devices" }
    no_other_sessions() { ko: "다른 곳에서는 로그인되어 있지 않습니다.", en: "You are signed in nowhere else." }
    session_ended() { ko: "그 기기에서 로그아웃했습니다.", en: "That device is signed out." }
    others_ended() { ko: "다른 기기에서 모두 로그아웃했습니다.", en: "All other devices are signed out." }

    // second factor
    second_step_title() { ko: "2단계 인증", en: "Second step" }
    second_step_text() {
        ko: "인증 앱에 보이는 여섯 자리 코드를 적어 주세요. 휴대전화가 없으면 복구 코드를 적으셔도 됩니다.",
        en: "Enter the six digits that your authenticator app shows. Without your phone, enter a recovery code instead.",
    }
    code_label() { ko: "코드", en: "Code" }
    code_missing() { ko: "코드를 적어 주세요", en: "Enter the code" }
    phone_lost() {
        ko: "휴대전화도 복구 코드도 없으면 시스템 관리자에게 2단계 인증을 풀어 달라고 하세요.",
        en: "Without phone and recovery codes, ask the administrator of the system to reset your second factor.",
    }
    second_factor_needed_title() { ko: "2단계 인증을 먼저 설정해 주세요", en: "Set up a second factor first" }
    second_factor_needed_text() {
        ko: "운영팀은 2단계 인증이 있어야 일할 수 있습니다. 보내신 것은 저장되지 않았습니다.",
        en: "Operations work with a second factor only. What you sent was not saved.",
    }
    second_factor_needed_first() {
        ko: "운영팀은 2단계 인증이 있어야 일할 수 있습니다. 설정을 마치면 바로 이어집니다.",
        en: "Operations work with a second factor only. Once it is set up, you go on from there.",
    }
    second_factor_text() {
        ko: "로그인할 때 비밀번호 다음에 휴대전화의 인증 앱이 보여 주는 코드를 한 번 더 묻습니다.",
        en: "After your password, sign-in asks for a code that an authenticator app on your phone shows.",
    }
    second_factor_set_up() { ko: "2단계 인증 설정", en: "Set up a second factor" }
    set_up_begin() { ko: "설정 시작", en: "Begin" }
    set_up_cancel() { ko: "설정 그만두기", en: "Cancel" }
    set_up_again() { ko: "다른 휴대전화로 바꾸기", en: "Use another phone" }
    set_up_scan() {
        ko: "인증 앱(Google Authenticator, Microsoft Authenticator 등)에서 QR 코드를 찍어 주세요.",
        en: "Scan the QR code with an authenticator app (Google Authenticator, Microsoft Authenticator or another).",
    }
    set_up_qr() { ko: "인증 앱으로 찍는 QR 코드", en: "QR code for your authenticator app" }
    set_up_key() { ko: "찍을 수 없으면 이 키를 앱에 적어 주세요", en: "If you cannot scan it, type this key into the app" }
    set_up_code() { ko: "앱에 보이는 코드", en: "The code that the app shows" }
    set_up_code_hint() { ko: "여섯 자리 숫자입니다. 맞으면 2단계 인증이 켜집니다.", en: "Six digits. When they are right, the second factor is on." }
    set_up_wrong() {
        ko: "코드가 맞지 않습니다. 휴대전화의 시각이 맞는지 보고, 새 코드를 적어 주세요",
        en: "The code is not right. Check the clock of your phone, and enter a new code",
    }
    set_up_over() { ko: "설정을 처음부터 다시 해 주세요.", en: "Please begin the set-up again." }
    turn_on() { ko: "켜기", en: "Turn it on" }
    recovery_codes() { ko: "복구 코드", en: "Recovery codes" }
    recovery_codes_left(n: i64) {
        ko: format!("복구 코드가 {n}개 남았습니다."),
        en: format!("{n} recovery {} left.", plural(n, "code is", "codes are")),
    }
    recovery_codes_new() { ko: "새 복구 코드 만들기", en: "Make new recovery codes" }
    recovery_codes_text() {
        ko: "휴대전화를 잃어버렸을 때 코드 하나로 한 번 로그인할 수 있습니다. 지금만 보이니 인쇄하거나 안전한 곳에 적어 두세요.",
        en: "When your phone is gone, each of these signs you in once. They are shown only now: print them, or write them down in a safe place.",
    }
    recovery_codes_old() { ko: "전에 받은 복구 코드는 이제 쓸 수 없습니다.", en: "Earlier recovery codes no longer work." }
    recovery_codes_kept() { ko: "적어 두었습니다", en: "I have kept them" }
    second_factor_remove() { ko: "2단계 인증 끄기", en: "Turn the second factor off" }
    second_factor_removed() { ko: "2단계 인증을 껐습니다.", en: "The second factor is off." }
    second_factor_on_title() { ko: "2단계 인증이 켜졌습니다", en: "The second factor is on" }
    second_factor_may_not() { ko: "운영팀은 2단계 인증을 끌 수 없습니다.", en: "Operations cannot turn the second factor off." }

    // address
    change_address() { ko: "메일 주소 바꾸기", en: "Change your address" }
    change_address_text() {
        ko: "지금 주소와 새 주소 모두에 링크를 보냅니다. 두 곳에서 모두 확인하셔야 바뀌고, 그때까지는 지금 주소로 로그인합니다.",
        en: "We send a link to your present and to your new address. It changes once both have been confirmed; until then you sign in with the present one.",
    }
    present_address() { ko: "지금 주소", en: "Present address" }
    new_address() { ko: "새 주소", en: "New address" }
    address_same() { ko: "지금 주소와 같습니다. 다른 주소를 적어 주세요", en: "This is your present address. Enter another one" }
    send_links() { ko: "두 주소에 링크 보내기", en: "Send both links" }
    change_waits(email: &str) {
        ko: format!("{email}: 두 주소에서 확인하기를 기다리고 있습니다. 다시 요청하면 앞의 링크는 못 쓰게 됩니다."),
        en: format!("{email} waits for both addresses to be confirmed. If you ask again, the earlier links stop working."),
    }
    change_asked() { ko: "두 주소에 링크를 보냈습니다. 24시간 안에 양쪽에서 확인해 주세요.", en: "Links went to both addresses. Please confirm both within 24 hours." }
    agree_title() { ko: "메일 주소를 바꿀까요?", en: "Change the address?" }
    agree_text_old() {
        ko: "이 계정의 로그인 주소를 새 주소로 바꾸려고 합니다. 요청하신 것이 맞으면 확인해 주세요.",
        en: "Somebody signed in to this account wants to sign in with a new address. If it was you, please confirm.",
    }
    agree_text_new() { ko: "앞으로 이 주소로 로그인하시려면 확인해 주세요.", en: "Confirm if you want to sign in with this address from now on." }
    agree_button() { ko: "네, 바꿉니다", en: "Yes, change it" }
    refuse_button() { ko: "아니요, 바꾸지 않습니다", en: "No, keep it" }
    agreed_title() { ko: "확인했습니다", en: "Confirmed" }
    agreed_text() {
        ko: "다른 주소에서도 확인하면 바뀝니다. 그때까지는 지금 주소로 로그인하세요.",
        en: "It changes once the other address is confirmed, too. Until then, sign in with the present one.",
    }
    changed_title() { ko: "메일 주소를 바꿨습니다", en: "The address is changed" }
    changed_text() { ko: "이제 새 주소로 로그인하세요. 로그인된 기기는 그대로입니다.", en: "From now on, sign in with the new address. Devices stay signed in." }
    refused_title() { ko: "바꾸지 않았습니다", en: "Nothing was changed" }
    refused_text_old() {
        ko: "요청하신 적이 없다면 누군가 이 계정에 들어와 있을 수 있습니다. 비밀번호를 바꿔 주세요.",
        en: "If you did not ask for it, somebody may be in your account. Please change your password.",
    }
    refused_text_new() { ko: "이 주소로는 로그인할 수 없습니다.", en: "This address does not sign in." }
    change_over_text() { ko: "이미 처리되었거나 기한이 지났습니다.", en: "It was dealt with already, or its time is over." }
    address_taken_title() { ko: "이미 쓰이는 주소입니다", en: "This address is in use" }
    address_taken_text() { ko: "새 주소로 이미 로그인하는 사람이 있어 바꿀 수 없습니다.", en: "Somebody already signs in with the new address, so it cannot be changed." }

    // mails
    letter_why_account() { ko: "이 주소로 로그인하는 분께 보냅니다.", en: "You get this because you sign in with this address." }
    letter_why_left() { ko: "지금까지 이 주소로 로그인하셨기에 보냅니다.", en: "You get this because you signed in with this address until now." }
    letter_browser() { ko: "브라우저", en: "Browser" }
    letter_when() { ko: "때", en: "When" }
    letter_open_account() { ko: "내 계정 보기", en: "Open your account" }
    letter_not_me_button() { ko: "제가 바꾸지 않았어요", en: "It was not me" }
    letter_reset() { ko: "비밀번호를 다시 정해 주세요", en: "Set a new password" }
    letter_reset_opening() {
        ko: "이 주소로 로그인하는 계정의 비밀번호를 다시 정해 달라는 요청이 왔습니다.",
        en: "Somebody asked to set a new password for the account that signs in with this address.",
    }
    letter_reset_button() { ko: "새 비밀번호 정하기", en: "Set a new password" }
    letter_reset_until(moment: &str) { ko: format!("링크는 {moment}까지 한 번 쓸 수 있습니다."), en: format!("The link works once, until {moment}.") }
    letter_reset_not_you() {
        ko: "요청하신 적이 없다면 아무것도 하지 않으셔도 됩니다. 비밀번호는 그대로입니다.",
        en: "If it was not you, do nothing. Your password stays as it is.",
    }
    letter_password_changed() { ko: "비밀번호가 바뀌었습니다", en: "Your password was changed" }
    letter_password_changed_opening(moment: &str) {
        ko: format!("{moment}에 비밀번호가 바뀌었고, 다른 기기에서는 모두 로그아웃되었습니다."),
        en: format!("Your password was changed on {moment}, and all other devices were signed out."),
    }
    letter_password_changed_not_you() {
        ko: "직접 바꾸셨다면 하실 일은 없습니다. 아니라면 위의 링크에서 비밀번호를 바로 다시 정해 주세요.",
        en: "If it was you, there is nothing to do. If not, set a new password at once with the link above.",
    }
    letter_new_sign_in() { ko: "새 브라우저에서 로그인했습니다", en: "New sign-in to your account" }
    letter_new_sign_in_opening() { ko: "처음 보는 브라우저에서 로그인했습니다.", en: "There was a sign-in from a browser that was not used before." }
    letter_new_sign_in_button() { ko: "로그인한 기기 보기", en: "See your devices" }
    letter_new_sign_in_not_you() {
        ko: "본인이라면 하실 일은 없습니다. 아니라면 그 기기를 로그아웃하고 비밀번호를 바꿔 주세요.",
        en: "If it was you, there is nothing to do. If not, sign that device out and change your password.",
    }
    letter_change_new() { ko: "이 주소로 로그인하시겠습니까?", en: "Sign in with this address?" }
    letter_change_new_opening() {
        ko: "한 사용자가 앞으로 이 주소로 로그인하려고 합니다. 본인이라면 아래 링크에서 확인해 주세요. 지금 주소에서도 확인해야 바뀝니다.",
        en: "Somebody wants to sign in with this address from now on. If it was you, please confirm with the link below. The present address must be confirmed, too.",
    }
    letter_change_button() { ko: "새 주소 확인하기", en: "Confirm the new address" }
    letter_change_until(moment: &str) { ko: format!("링크는 {moment}까지 쓸 수 있습니다."), en: format!("The link works until {moment}.") }
    letter_change_new_not_you() { ko: "모르는 일이라면 아무것도 하지 않으셔도 됩니다.", en: "If it was not you, do nothing." }
    letter_change_old() { ko: "로그인 주소를 바꾸려고 합니다", en: "Your sign-in address is about to change" }
    letter_change_old_opening() {
        ko: "이 주소로 로그인하는 계정의 주소를 바꿔 달라는 요청이 왔습니다. 링크에서 확인하거나 거절해 주세요. 확인하기 전에는 아무것도 바뀌지 않습니다.",
        en: "Somebody signed in to your account asked to change its address. Please confirm or refuse with the link. Nothing changes before you confirm.",
    }
    letter_change_old_button() { ko: "확인하거나 거절하기", en: "Confirm or refuse" }
    letter_change_old_not_you() {
        ko: "요청하신 적이 없다면 거절하고 비밀번호를 바꿔 주세요.",
        en: "If it was not you, refuse it and change your password.",
    }
    letter_changed() { ko: "로그인 주소가 바뀌었습니다", en: "Your sign-in address was changed" }
    letter_changed_opening() {
        ko: "이제 이 주소로는 로그인할 수 없습니다. 아래의 새 주소로 로그인하세요.",
        en: "This address no longer signs in. Use the new one below.",
    }
    letter_changed_not_you(operations: &str) {
        ko: format!("확인하신 적이 없다면 운영팀에 알려 주세요: {operations}"),
        en: format!("If you did not confirm it, please tell operations: {operations}"),
    }
    letter_second_factor_set() { ko: "2단계 인증이 켜졌습니다", en: "A second factor was set up" }
    letter_second_factor_set_opening(moment: &str) {
        ko: format!("{moment}에 2단계 인증이 켜졌습니다. 다른 기기에서는 모두 로그아웃되었습니다."),
        en: format!("A second factor was set up on {moment}. All other devices were signed out."),
    }
    letter_second_factor_removed() { ko: "2단계 인증이 꺼졌습니다", en: "Your second factor was removed" }
    letter_second_factor_removed_opening(moment: &str) {
        ko: format!("{moment}에 2단계 인증이 꺼졌습니다. 이제 비밀번호만으로 로그인합니다."),
        en: format!("Your second factor was removed on {moment}. Your password alone signs you in now."),
    }
    letter_second_factor_not_you(operations: &str) {
        ko: format!("직접 하지 않으셨다면 비밀번호를 바꾸고 운영팀에 알려 주세요: {operations}"),
        en: format!("If it was not you, change your password and tell operations: {operations}"),
    }
}
