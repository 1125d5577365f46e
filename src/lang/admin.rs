//! Words of administering: sellers, apps, staff, the policy.

use super::{messages, plural};

messages! {
    menu_sellers() { ko: "판매자", en: "Sellers" }
    menu_staff() { ko: "운영진", en: "Staff" }
    menu_policy() { ko: "운영 규칙", en: "Policy" }

    // sellers and apps
    find_seller() { ko: "판매자 번호나 이름", en: "Seller number or name" }
    find() { ko: "찾기", en: "Find" }
    seller_no() { ko: "판매자 번호", en: "Seller number" }
    count_apps() { ko: "앱", en: "Apps" }
    count_members() { ko: "팀원", en: "Members" }
    no_owner() { ko: "소유자 없음", en: "No owner" }
    by_number() { ko: "번호 순", en: "By number" }
    no_seller_found() { ko: "찾는 판매자가 없습니다", en: "No such seller" }
    no_seller_text() { ko: "번호의 앞부분이나 이름의 한 부분으로 찾아 보세요.", en: "Try how the number begins, or a part of the name." }
    add_seller() { ko: "판매자 등록", en: "Add a seller" }
    add_app() { ko: "앱 등록", en: "Add an app" }
    no_apps() { ko: "등록된 앱이 없습니다.", en: "There is no app yet." }
    names_title() { ko: "이름", en: "Names" }
    korean_name() { ko: "한국어 이름", en: "Korean name" }
    english_name() { ko: "영어 이름", en: "English name" }
    name_missing() { ko: "이름을 적어 주세요", en: "Enter a name" }
    code_hint() { ko: "영문자, 숫자, 점, 줄표, 밑줄. 나중에 바꿀 수 없습니다.", en: "Letters, digits, dots, dashes, underscores. It cannot be changed later." }
    code_refused() { ko: "영문자, 숫자, 점, 줄표, 밑줄로 64자까지 적어 주세요", en: "Use letters, digits, dots, dashes and underscores, at most 64" }
    number_taken() { ko: "이미 있는 번호입니다. 다른 번호를 적어 주세요", en: "This is taken already. Enter another" }
    client_id() { ko: "클라이언트 ID", en: "Client id" }
    package_name() { ko: "패키지명", en: "Package name" }
    support_contact() { ko: "고객지원 연락처", en: "Support contact" }
    first_owner() { ko: "첫 소유자 초대", en: "Invite the first owner" }
    first_owner_text() { ko: "소유자가 들어오면 그다음 사람은 소유자가 초대합니다.", en: "Once there is an owner, the owner invites everybody else." }
    added() { ko: "등록했습니다.", en: "Added." }
    renamed() { ko: "이름을 바꾸었습니다.", en: "Renamed." }

    // staff
    staff_agent_may() { ko: "구매취소를 검토하고 결정", en: "decides cases" }
    staff_lead_may() { ko: "검토와 결정, 운영 규칙", en: "decides cases, sets the policy" }
    staff_auditor_may() { ko: "보기만", en: "reads only" }
    staff_admin_may() { ko: "판매자와 운영진, 문의는 보지 않음", en: "sellers and staff, sees no inquiries" }
    disabled() { ko: "막힘", en: "disabled" }
    access() { ko: "로그인", en: "Signing in" }
    access_works() { ko: "할 수 있음", en: "works" }
    access_hint() { ko: "막으면 열린 화면도 바로 닫히고, 다시 열 때까지 어디에도 로그인할 수 없습니다.", en: "Disabling ends open sessions at once; the person cannot sign in anywhere until enabled again." }
    last_admin() { ko: "마지막 관리자입니다. 먼저 다른 사람을 관리자로 정해 주세요", en: "This is the last admin. Make somebody else an admin first" }
    owns_alone() { ko: "어느 판매자의 마지막 소유자입니다. 먼저 그 판매자에 다른 소유자를 정해 주세요", en: "This person is the last owner of a seller, which needs another owner first" }
    policy_saved() { ko: "새 규칙을 저장했습니다. 이미 정해진 답변 기한은 바뀌지 않습니다.", en: "The new policy is saved. Due moments that are set already stay as they are." }

    // the policy
    policy_holds() { ko: "지금 적용되는 규칙", en: "What holds now" }
    policy_from_now_on() { ko: "바꾼 규칙은 그 뒤에 시작하는 답변 기한에만 적용됩니다. 이미 정해진 기한은 바뀌지 않습니다.", en: "A change applies to due moments that start afterwards. Those that are set already stay as they are." }
    policy_of_settings() { ko: "아직 저장한 규칙이 없어 설치할 때의 설정을 따릅니다.", en: "No version was saved yet: the settings of the installation hold." }
    policy_lead_title() { ko: "답변 기한과 휴일", en: "Time to answer, and days off" }
    policy_admin_title() { ko: "그 밖의 설정", en: "Other settings" }
    policy_counting() { ko: "세는 방법", en: "How it is counted" }
    counting_elapsed() { ko: "받은 때부터 흐른 시간", en: "time since the inquiry arrived" }
    counting_civil() { ko: "날 수 (민법: 받은 날은 빼고, 마지막 날이 쉬는 날이면 다음 날까지)", en: "days (Civil Act: without the day of receipt; a last day off gives way to the next)" }
    counting_business() { ko: "영업일 수", en: "business days" }
    policy_due() { ko: "답변 기한", en: "Time to answer" }
    policy_due_hint() { ko: "시간은 72h, 날은 3처럼 적습니다.", en: "Time like 72h, days like 3." }
    policy_due_refused() { ko: "시간이면 72h, 날이면 3처럼 적어 주세요. 90일까지 됩니다", en: "Write time like 72h or days like 3, at most 90 days" }
    policy_elapsed(span: &str) { ko: span.to_owned(), en: span.to_owned() }
    policy_civil(days: u8) { ko: format!("{days}일 (날 수)"), en: format!("{days} days by the calendar") }
    policy_business(days: u8) { ko: format!("영업일 {days}일"), en: format!("{days} business {}", plural(days.into(), "day", "days")) }
    policy_first_reminder() { ko: "첫 번째 알림", en: "First reminder" }
    policy_second_reminder() { ko: "두 번째 알림", en: "Second reminder" }
    policy_before_due(span: &str) { ko: format!("기한 {span} 전"), en: format!("{span} before it is due") }
    policy_time_hint() { ko: "기한 얼마 전인지 24h, 90m처럼 적습니다.", en: "How long before it is due: like 24h or 90m." }
    policy_time_refused() { ko: "24h, 90m처럼 단위를 붙여 적어 주세요", en: "Write a time with its unit, like 24h or 90m" }
    policy_reminders_refused() { ko: "두 번째 알림은 첫 번째보다 기한에 가까워야 합니다", en: "The second reminder must be closer to the due moment than the first" }
    policy_reminder_too_early() { ko: "첫 번째 알림은 답변 기한보다 짧아야 합니다", en: "The first reminder must be shorter than the time to answer" }
    policy_holidays() { ko: "더해진 휴일", en: "Days off added" }
    policy_no_holidays() { ko: "없음", en: "none" }
    policy_holidays_hint() { ko: "한 줄에 하루씩 2026-12-24처럼 적습니다. 법정 공휴일은 이미 들어 있습니다.", en: "One a line, like 2026-12-24. Public holidays are known already." }
    policy_holiday_refused(word: &str) { ko: format!("날짜로 읽을 수 없습니다: {word}. 2026-12-24처럼 적어 주세요"), en: format!("This is no date: {word}. Write days like 2026-12-24") }
    policy_undo() { ko: "답변을 되돌릴 수 있는 시간", en: "Undoing an answer" }
    policy_undo_hint() { ko: "10s처럼 적습니다. 0s면 바로 나갑니다.", en: "Like 10s; with 0s answers go out at once." }
    policy_undo_refused() { ko: "10s처럼 적어 주세요. 10분까지 됩니다", en: "Write a time like 10s, at most 10 minutes" }
    policy_quiet() { ko: "말이 없으면 닫히는 때", en: "Quiet inquiries close after" }
    policy_quiet_hint() { ko: "14d처럼 적습니다.", en: "Like 14d." }
    policy_quiet_refused() { ko: "14d처럼 적어 주세요. 하루에서 한 해까지 됩니다", en: "Write a time like 14d, from a day to a year" }
    policy_contact_window() { ko: "문의를 함께 세는 동안", en: "Contact form: counted over" }
    policy_contact_hint() { ko: "1h처럼 적습니다. 아래의 한도는 이 동안에 받는 수이며, 저장하면 바로 적용됩니다.", en: "Like 1h. The limits below are for this time, and apply as soon as they are saved." }
    policy_contact_window_refused() { ko: "1h처럼 적어 주세요. 1분에서 7일까지 됩니다", en: "Write a time like 1h, from a minute to 7 days" }
    policy_per_email() { ko: "메일 주소 하나에서 받는 문의", en: "Inquiries of one e-mail address, at most" }
    policy_per_network() { ko: "네트워크 주소 하나에서 받는 문의", en: "Inquiries from one network address, at most" }
    policy_per_network_hint() { ko: "회사나 학교에서는 여러 사람이 한 주소를 씁니다.", en: "Many people of a company or a school share one." }
    policy_per_link() { ko: "문의 하나에 고객이 더 쓰는 글", en: "Messages of the customer to one inquiry, at most" }
    policy_number_refused(most: u32) { ko: format!("1에서 {most}까지의 수를 적어 주세요"), en: format!("Write a number from 1 to {most}") }
    policy_difference(label: &str, old: &str, new: &str) { ko: format!("{label}: {old} → {new}"), en: format!("{label}: {old} → {new}") }
    policy_holidays_added(days: &str) { ko: format!("휴일 추가: {days}"), en: format!("Days off added: {days}") }
    policy_holidays_dropped(days: &str) { ko: format!("휴일 삭제: {days}"), en: format!("Days off dropped: {days}") }
    policy_newer() { ko: "그사이 다른 사람이 규칙을 바꾸었습니다", en: "Somebody saved another version meanwhile" }
    policy_newer_text() { ko: "저장하지 않았습니다. 적은 것은 그대로 있으니 지금 적용되는 규칙을 보고 다시 저장해 주세요.", en: "Nothing was saved. What you typed is still there: look at what holds now, and save again." }
    policy_year_unknown(year: i32) { ko: format!("{year}년의 공휴일을 아직 모릅니다. 아래에 더해 주세요."), en: format!("The public holidays of {year} are not known yet. Please add them below.") }
}
