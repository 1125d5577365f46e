//! Words of signing in and of the account.

use super::messages;

messages! {
    sign_in_for() { ko: "개발자와 운영팀을 위한 곳입니다.", en: "For developers and the operations team." }
    name_of_person() { ko: "이름", en: "Name" }
    email_address() { ko: "메일 주소", en: "E-mail address" }
    password() { ko: "비밀번호", en: "Password" }
    email_missing() { ko: "메일 주소를 적어 주세요", en: "Enter your e-mail address" }
    password_missing() { ko: "비밀번호를 적어 주세요", en: "Enter your password" }
    sign_in_wrong() { ko: "메일 주소나 비밀번호가 맞지 않습니다", en: "The address or the password is not right" }
    sign_in_wrong_text() { ko: "다시 적어 주세요. 메일 주소는 그대로 두었습니다.", en: "Please try again. The address is still there." }
    sign_in_wait() { ko: "잠시 뒤에 다시 로그인해 주세요", en: "Please wait before you sign in again" }
    sign_in_wait_text(span: &str) {
        ko: format!("틀린 비밀번호가 여러 번 들어와 {span} 동안 쉬어 갑니다. 전에 로그인한 기기에서는 바로 들어올 수 있습니다."),
        en: format!("There were several wrong passwords, so this takes a break for {span}. A device that was signed in before can still sign in."),
    }
    already_signed_in(who: &str) { ko: format!("지금 {who} 님으로 로그인되어 있습니다."), en: format!("You are signed in as {who}.") }
    stay_signed_in() { ko: "이대로 계속", en: "Continue" }
    customer_title() { ko: "문의한 고객이신가요?", en: "Did you send an inquiry?" }
    customer_text() {
        ko: "비밀번호가 필요 없습니다. 접수 메일의 링크를 누르면 문의가 열립니다.",
        en: "You need no password. The link in the mail that we sent you opens your inquiry.",
    }

    // account
    account() { ko: "내 계정", en: "Account" }
    roles_title() { ko: "역할", en: "Roles" }
    no_roles() { ko: "아직 맡은 역할이 없습니다. 판매자의 소유자나 운영팀에 부탁하세요.", en: "You have no role yet. Ask an owner of your seller, or operations." }
    open_inbox() { ko: "문의함 열기", en: "Open the inbox" }
    to_inbox() { ko: "문의함으로", en: "To the inbox" }
    to_home() { ko: "내 첫 화면으로", en: "To your home page" }
    to_queue() { ko: "구매취소 목록으로", en: "To the queue" }
    operations_team() { ko: "스토어 운영팀", en: "Store operations" }
    member_owner() { ko: "소유자", en: "owner" }
    member_manager() { ko: "관리자", en: "manager" }
    member_agent() { ko: "상담원", en: "agent" }
    member_viewer() { ko: "보기 전용", en: "viewer" }
    settings_for_mails() { ko: "메일도 이 언어와 시간대로 보내 드립니다.", en: "Mails come in this language and time zone, too." }
}
