//! Words of being away, of deputies, and of leaving a team.

use super::messages;

messages! {
    // the page
    away_title() { ko: "자리 비움", en: "Away" }
    away_text() {
        ko: "부재 중인 동안 새로 맡겨지는 문의는 대리인이 받고, 이미 맡은 문의는 대리인의 ‘내가 맡음’ 목록에 함께 보입니다. 답변 기한은 그대로이고, 팀 모두에게 가는 알림도 그대로 옵니다.",
        en: "While a member is away, the deputy gets what is assigned to them and sees their open inquiries under “Mine”. Due times stay as they are, and so do mails that the whole team gets.",
    }
    away_until() { ko: "부재 마지막 날", en: "Last day away" }
    away_until_hint(days: &str, zone: &str) {
        ko: format!("오늘부터 {days}일 안에서 골라 주세요. 그날 자정({zone})에 저절로 끝납니다."),
        en: format!("Within {days} days from today. It ends by itself at midnight after that day ({zone})."),
    }
    away_until_wrong(days: &str) {
        ko: format!("오늘부터 {days}일 안의 날을 골라 주세요"),
        en: format!("Choose a day within {days} days from today"),
    }
    deputy() { ko: "대리인", en: "Deputy" }
    deputy_hint() { ko: "같은 앱의 문의에 답할 수 있는 동료입니다. 대리인에게 메일로 알립니다.", en: "A colleague who answers for the same apps. The deputy is told by mail." }
    no_deputy() { ko: "대리인 없음", en: "No deputy" }
    deputy_not_there() { ko: "이 동료는 대리인이 될 수 없습니다. 다른 사람을 골라 주세요", en: "This colleague cannot stand in. Choose somebody else" }
    away_button() { ko: "부재로 표시", en: "Mark as away" }
    back_again() { ko: "부재 끝내기", en: "Mark as back" }
    went_away_saved() { ko: "부재로 표시했습니다. 고른 날이 지나면 저절로 끝납니다.", en: "Marked as away. It ends by itself after the chosen day." }
    came_back_saved() { ko: "이제 부재 중이 아닙니다.", en: "No longer away." }
    go_away_row() { ko: "자리 비우기", en: "Go away for some days" }
    away_row(day: &str) { ko: format!("{day}까지 부재 중"), en: format!("away through {day}") }

    // on every page of who is away
    you_are_away(day: &str) {
        ko: format!("{day}까지 부재 중으로 표시되어 있습니다. 대신하는 사람이 없습니다."),
        en: format!("You are away through {day}. Nobody stands in for you."),
    }
    you_are_away_with_deputy(day: &str, deputy: &str) {
        ko: format!("{day}까지 부재 중으로 표시되어 있습니다. {deputy} 님이 대신합니다."),
        en: format!("You are away through {day}. {deputy} stands in for you."),
    }
    i_am_back() { ko: "돌아왔습니다", en: "I am back" }

    // beside names, and on inquiries
    name_away(name: &str, day: &str) { ko: format!("{name} ({day}까지 부재 중)"), en: format!("{name} (away through {day})") }
    name_away_with_deputy(name: &str, day: &str, deputy: &str) {
        ko: format!("{name} ({day}까지 부재 중, 대리인 {deputy})"),
        en: format!("{name} (away through {day}, deputy {deputy})"),
    }
    standing_in_for(name: &str, day: &str) { ko: format!("{name} 님 대신 · {day}까지 부재"), en: format!("for {name}, away through {day}") }
    assigned_to_deputy() {
        ko: "그 동료는 부재 중이어서 대리인에게 맡겼습니다.",
        en: "The colleague is away: the inquiry went to the deputy.",
    }
    nobody_stands_in() {
        ko: "그 동료는 부재 중이고 대신할 사람이 없어, 맡은 사람을 바꾸지 않았습니다.",
        en: "The colleague is away and nobody stands in: the assignment was not changed.",
    }
    happened_assigned_to_deputy(who: &str) {
        ko: format!("{who} 님이 부재 중인 동료의 대리인에게 맡겼습니다"),
        en: format!("{who} assigned it to the deputy of a colleague who is away"),
    }
    outcome_deputy() { ko: "대리인에게 맡겼습니다", en: "Went to the deputy" }
    outcome_away() { ko: "부재 중이고 대신할 사람이 없습니다", en: "Away, and nobody stands in" }

    // leaving
    leave_row() { ko: "팀에서 나가기", en: "Leave" }
    leaving_title(team: &str) { ko: format!("{team} 팀에서 나가기"), en: format!("Leave {team}") }
    leaving_text() {
        ko: "나가는 즉시 이 판매자의 문의를 볼 수 없고, 다시 들어오려면 초대를 받아야 합니다. 계정은 남습니다.",
        en: "From that moment on you see nothing of this seller, and come back only by an invitation. Your account stays.",
    }
    leaving_button() { ko: "나가기", en: "Leave the team" }
    stay_in_team() { ko: "그만두기", en: "Stay" }
    left_team() { ko: "팀에서 나왔습니다.", en: "You left the team." }

    // the record
    record_went_away(by: &str, whom: &str, day: &str) {
        ko: format!("{by} 님이 {whom} 님을 {day}까지 부재로 표시했습니다"),
        en: format!("{by} marked {whom} as away through {day}"),
    }
    record_stands_in(whom: &str, away: &str, day: &str) {
        ko: format!("{whom} 님이 {day}까지 {away} 님을 대신합니다"),
        en: format!("{whom} stands in for {away} through {day}"),
    }
    record_came_back(by: &str, whom: &str) { ko: format!("{by} 님이 {whom} 님의 부재를 끝냈습니다"), en: format!("{by} marked {whom} as back") }
    record_left(whom: &str) { ko: format!("{whom} 님이 팀에서 나갔습니다"), en: format!("{whom} left the team") }
    record_left_to(whom: &str, heir: &str) { ko: format!("{whom} 님이 팀에서 나갔습니다. 이어받은 사람: {heir}"), en: format!("{whom} left the team; {heir} took over") }

    // mails
    letter_marked_away(team: &str) { ko: format!("{team} 팀에서 부재 중으로 표시되었습니다"), en: format!("You are marked as away in {team}") }
    letter_marked_back(team: &str) { ko: format!("{team} 팀에서 부재가 끝났습니다"), en: format!("You are no longer away in {team}") }
    letter_stand_in(name: &str) { ko: format!("{name} 님을 대신하게 되었습니다"), en: format!("You stand in for {name}") }
    letter_away_through() { ko: "부재 마지막 날", en: "Last day away" }
    letter_instead_of(name: &str) {
        ko: format!("{name} 님이 부재 중입니다. 대리인으로 정해져 있어 이 메일을 드립니다."),
        en: format!("{name} is away, and you stand in for them."),
    }
    letter_mentioned_instead(author: &str, name: &str) {
        ko: format!("{author} 님이 내부 메모에서 {name} 님을 부르셨습니다"),
        en: format!("{author} called {name} in an internal note"),
    }
}
