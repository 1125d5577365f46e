//! Words of teams: members, invitations, the record, and their mails.

use super::messages;

messages! {
    // the team's page
    menu_team() { ko: "팀", en: "Team" }
    role() { ko: "역할", en: "Role" }
    apps_seen() { ko: "맡은 앱", en: "Apps" }
    apps_seen_hint() {
        ko: "고른 앱의 문의만 보고 답할 수 있습니다. 소유자는 늘 모든 앱을 봅니다.",
        en: "Only inquiries about these apps are seen and answered. Owners always see all apps.",
    }
    all_apps() { ko: "모든 앱", en: "All apps" }
    some_apps() { ko: "고른 앱만", en: "Only the chosen apps" }
    apps_missing() { ko: "앱을 하나 이상 골라 주세요", en: "Choose at least one app" }
    role_missing() { ko: "역할을 골라 주세요", en: "Choose a role" }
    member_since() { ko: "함께한 날", en: "Since" }
    last_seen() { ko: "마지막 접속", en: "Last seen" }
    not_seen() { ko: "로그인해 있지 않음", en: "Not signed in" }
    owner_may() { ko: "모든 일과 팀 관리", en: "everything, and the team" }
    manager_may() { ko: "답변과 앱 설정", en: "answers, and the apps’ settings" }
    agent_may() { ko: "답변", en: "answers" }
    viewer_may() { ko: "보기만", en: "reads only" }
    owners_run_team() { ko: "초대하고 역할을 바꾸는 일은 소유자가 합니다.", en: "Owners invite people and change roles." }
    acts() { ko: "할 일", en: "Actions" }

    // inviting
    invite_title() { ko: "팀에 초대하기", en: "Invite somebody" }
    invite_hint() {
        ko: "7일 동안 한 번 쓸 수 있는 링크를 이 주소로 보냅니다. 그 주소의 주인만 쓸 수 있습니다.",
        en: "A link goes to this address. It works once, for 7 days, and only for the owner of the address.",
    }
    invite_button() { ko: "초대 보내기", en: "Send the invitation" }
    language_of_mail() { ko: "메일의 언어", en: "Language of the mail" }
    open_invitations() { ko: "아직 쓰지 않은 초대", en: "Open invitations" }
    invitation_until(moment: &str) { ko: format!("{moment}까지"), en: format!("until {moment}") }
    invitation_over() { ko: "기한이 지남", en: "expired" }
    send_again() { ko: "다시 보내기", en: "Send again" }
    revoke_invitation() { ko: "거두기", en: "Take back" }
    invitation_sent() { ko: "초대 메일을 보냅니다. 전에 보낸 링크가 있었다면 이제 쓸 수 없습니다.", en: "The invitation is on its way. An earlier link no longer works." }
    invitation_revoked() { ko: "초대를 거두었습니다. 그 링크는 이제 쓸 수 없습니다.", en: "The invitation was taken back. Its link no longer works." }
    already_member() { ko: "이미 팀에 있는 사람입니다", en: "This person is already in the team" }
    already_invited() { ko: "이미 초대한 주소입니다. 아래에서 다시 보낼 수 있습니다", en: "This address is already invited; the link can be sent again" }
    too_many_invitations() { ko: "이번 주에 너무 많은 초대를 보냈습니다. 며칠 뒤에 다시 해 주세요", en: "Too many invitations went out this week. Try again in a few days" }
    has_owner() { ko: "이 판매자에게는 이미 소유자가 있습니다. 소유자가 팀을 꾸립니다", en: "This seller has an owner, who invites everybody else" }

    // one member
    member_may() { ko: "역할과 앱", en: "Role and apps" }
    member_changed() { ko: "바꾸었습니다. 다음 화면부터 바로 적용되고, 당사자에게 메일로 알립니다.", en: "Changed. It counts from the next page on, and the person is told by mail." }
    remove_title() { ko: "팀에서 내보내기", en: "Remove from the team" }
    remove_text() {
        ko: "누르는 즉시 이 판매자의 문의를 볼 수 없게 됩니다. 계정은 남고, 당사자에게 메일로 알립니다.",
        en: "From that moment on the person sees nothing of this seller. The account stays, and the person is told by mail.",
    }
    remove_button() { ko: "내보내기", en: "Remove" }
    member_removed() { ko: "팀에서 내보냈습니다.", en: "Removed from the team." }
    heir() { ko: "하던 일을 이어받을 사람", en: "Who takes over the open work" }
    heir_hint() { ko: "쓰다 만 답변과 곧 나갈 답변이 이 사람에게 넘어갑니다.", en: "Drafts, and answers that wait to go out, go to this person." }
    choose_heir() { ko: "골라 주세요", en: "Choose" }
    nobody_takes_over() { ko: "아무도 이어받지 않음", en: "Nobody takes over" }
    heir_missing() { ko: "이어받을 사람을 고르거나, 아무도 이어받지 않는다고 골라 주세요", en: "Choose who takes over, or that nobody does" }
    last_owner() { ko: "마지막 소유자입니다. 먼저 다른 사람을 소유자로 정해 주세요", en: "This is the last owner. Make somebody else an owner first" }

    // the record
    record_title() { ko: "바뀐 기록", en: "What was changed" }
    record_empty() { ko: "아직 바뀐 것이 없습니다.", en: "Nothing was changed yet." }
    record_what() { ko: "한 일", en: "What" }
    record_when() { ko: "때", en: "When" }
    command_line() { ko: "명령줄", en: "The command line" }
    record_invited(by: &str, whom: &str, role: &str) { ko: format!("{by} 님이 {whom} 주소를 초대했습니다. 역할: {role}"), en: format!("{by} invited {whom} as {role}") }
    record_renewed(by: &str, whom: &str) { ko: format!("{by} 님이 {whom} 주소에 초대를 다시 보냈습니다"), en: format!("{by} sent the invitation to {whom} again") }
    record_revoked(by: &str, whom: &str) { ko: format!("{by} 님이 {whom} 주소의 초대를 거두었습니다"), en: format!("{by} took the invitation of {whom} back") }
    record_joined(whom: &str, role: &str) { ko: format!("{whom} 님이 초대로 들어왔습니다. 역할: {role}"), en: format!("{whom} came in by invitation as {role}") }
    record_role(by: &str, whom: &str, role: &str) { ko: format!("{by} 님이 {whom} 님의 역할을 바꾸었습니다. 새 역할: {role}"), en: format!("{by} changed the role of {whom} to {role}") }
    record_apps(by: &str, whom: &str, apps: &str) { ko: format!("{by} 님이 {whom} 님의 앱을 정했습니다: {apps}"), en: format!("{by} set the apps of {whom}: {apps}") }
    record_removed(by: &str, whom: &str) { ko: format!("{by} 님이 {whom} 님을 팀에서 내보냈습니다"), en: format!("{by} removed {whom} from the team") }
    record_removed_to(by: &str, whom: &str, heir: &str) { ko: format!("{by} 님이 {whom} 님을 팀에서 내보냈습니다. 이어받은 사람: {heir}"), en: format!("{by} removed {whom} from the team; {heir} took over") }
    record_disabled(by: &str, whom: &str) { ko: format!("{by} 님이 {whom} 님의 계정을 막았습니다"), en: format!("{by} disabled the account of {whom}") }
    record_enabled(by: &str, whom: &str) { ko: format!("{by} 님이 {whom} 님의 계정을 다시 열었습니다"), en: format!("{by} enabled the account of {whom}") }
    record_seller_added(by: &str) { ko: format!("{by} 님이 판매자를 등록했습니다"), en: format!("{by} added the seller") }
    record_seller_renamed(by: &str) { ko: format!("{by} 님이 판매자의 이름을 바꾸었습니다"), en: format!("{by} renamed the seller") }
    record_app_added(by: &str, app: &str) { ko: format!("{by} 님이 앱을 등록했습니다: {app}"), en: format!("{by} added an app: {app}") }
    record_app_renamed(by: &str, app: &str) { ko: format!("{by} 님이 앱의 이름을 바꾸었습니다: {app}"), en: format!("{by} renamed an app: {app}") }

    // who was told what
    told_title() { ko: "보낸 알림", en: "Who was told what" }
    told_problems() { ko: "문제 있는 것", en: "Problems" }
    told_all() { ko: "모두", en: "All" }
    told_no_problems() { ko: "문제 있는 알림이 없습니다", en: "No notice has a problem" }
    told_no_problems_text() { ko: "보낸 알림이 모두 받는 쪽 서버에 닿았거나 차례를 기다립니다.", en: "Every notice reached the recipient’s server, or waits for its turn." }
    told_nothing() { ko: "보낸 알림이 없습니다", en: "Nobody was told of anything yet" }
    told_nothing_text() { ko: "문의가 오면 고객지원 연락처와 팀원에게 알리고, 여기에 남깁니다.", en: "When an inquiry comes in, the support contact and the members are told, and it stands here." }

    // behind the link
    join_title(team: &str) { ko: format!("{team} 팀에 초대받았습니다"), en: format!("You are invited to {team}") }
    team_of() { ko: "팀", en: "Team" }
    invited_by() { ko: "초대한 사람", en: "Invited by" }
    name_hint() { ko: "동료가 보는 이름입니다.", en: "Your colleagues see this name." }
    password_hint(least: usize) { ko: format!("{least}자 이상. 긴 문장도 좋습니다."), en: format!("At least {least} characters; a long sentence is fine.") }
    make_account() { ko: "계정을 만들고 들어가기", en: "Make the account and join" }
    join_button() { ko: "팀에 들어가기", en: "Join the team" }
    join_sign_in_first() { ko: "이 주소로 만든 계정이 있습니다. 로그인하면 이 화면으로 돌아와 들어갈 수 있습니다.", en: "This address has an account. Sign in, and you come back here to join." }
    join_not_yours() {
        ko: "이 초대는 다른 주소로 보낸 것입니다. 로그아웃하고 그 주소의 계정으로 다시 열어 주세요.",
        en: "This invitation went to another address. Sign out, and open it with the account of that address.",
    }
    join_already_there() { ko: "이미 이 팀에 들어와 있습니다.", en: "You belong to this team already." }
    join_over_title() { ko: "쓸 수 없는 초대입니다", en: "This invitation does not work" }
    join_over_text() {
        ko: "이미 썼거나, 7일이 지났거나, 거두어들인 링크입니다. 초대한 사람에게 다시 보내 달라고 해 주세요.",
        en: "The link was used, is older than 7 days, or was taken back. Ask whoever invited you to send it again.",
    }
    joined_team() { ko: "팀에 들어왔습니다.", en: "You joined the team." }
    account_made() { ko: "계정을 만들었습니다. 방금 정한 비밀번호로 로그인해 주세요.", en: "Your account is made. Sign in with the password you just chose." }

    // mails
    mail_invitation() { ko: "초대", en: "Invitation" }
    mail_team_notice() { ko: "팀에서 바뀐 일", en: "A change in the team" }
    letter_invitation(team: &str) { ko: format!("{team} 팀에 초대합니다"), en: format!("You are invited to {team}") }
    letter_invitation_opening() {
        ko: "앱 고객의 문의에 함께 답하는 자리입니다. 아래 단추를 누르면 들어올 수 있습니다.",
        en: "This is where the questions of the apps’ customers are looked after. The button below lets you in.",
    }
    letter_invitation_button() { ko: "초대 열기", en: "Open the invitation" }
    letter_invitation_until(moment: &str) { ko: format!("링크는 {moment}까지 한 번 쓸 수 있습니다."), en: format!("The link works once, until {moment}.") }
    letter_invitation_unwanted() { ko: "모르는 일이라면 그냥 두세요. 아무 일도 일어나지 않습니다.", en: "If you do not expect this, leave it: nothing happens." }
    letter_invitation_why() { ko: "누군가 이 주소를 초대해 보낸 메일입니다.", en: "Somebody invited this address." }
    letter_place_changed(team: &str) { ko: format!("{team} 팀에서 맡은 일이 바뀌었습니다"), en: format!("Your place in {team} was changed") }
    letter_place_over(team: &str) { ko: format!("{team} 팀에서 나왔습니다"), en: format!("You no longer belong to {team}") }
    letter_disabled() { ko: "계정이 막혔습니다", en: "Your account was disabled" }
    letter_enabled() { ko: "계정을 다시 쓸 수 있습니다", en: "Your account works again" }
    new_role() { ko: "새 역할", en: "New role" }
    changed_by() { ko: "바꾼 사람", en: "Changed by" }
    letter_place_questions() { ko: "궁금한 점은 바꾼 사람에게 물어 주세요. 이 메일에 답장해도 전해지지 않습니다.", en: "Ask whoever changed it. A reply to this mail reaches nobody." }
    letter_place_why() { ko: "맡은 일이 바뀌면 늘 알려 드립니다.", en: "You are always told when your place is changed." }
}
