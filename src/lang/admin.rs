//! Words of administering: sellers, apps, staff, the policy.

use super::messages;

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
    policy_saved() { ko: "새 규칙을 저장했습니다. 이제부터 시작하는 답변 기한에 적용됩니다.", en: "The new policy is saved. It applies to due moments that start from now on." }
}
