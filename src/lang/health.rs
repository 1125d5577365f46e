//! Words of the health of the system: the page for staff, and the bar over the desks.

use super::{messages, plural};

messages! {
    // the bar over every desk
    bar_behind_title(span: &str) { ko: format!("기한 확인이 {span} 늦어지고 있습니다"), en: format!("Due moments are checked {span} late") }
    bar_behind_text() {
        ko: "기한이 지난 문의가 아직 운영팀에 넘어가지 않았을 수 있습니다. 밀린 일은 원래 기한 그대로 처리됩니다.",
        en: "An inquiry past its due moment may not be with operations yet. What is late will be done with its own due moment.",
    }

    system_health() { ko: "시스템 상태", en: "System health" }

    // the verdict
    health_well() { ko: "모두 제대로 돌고 있습니다", en: "All is well" }
    health_well_text() { ko: "기한을 제때 확인하고 있고, 밀린 메일이 없습니다.", en: "Due moments are checked in time, and no mail is held up." }
    health_failures(n: i64) { ko: format!("모두 돌고 있지만, 닿지 못한 메일이 {n}통 있습니다"), en: format!("All is running, but {n} {} did not arrive", plural(n, "mail", "mails")) }
    health_failures_text() {
        ko: "답변이 닿지 않은 문의는 다시 미답변이 되었고, 개발자에게 알렸습니다. 받는 주소의 문제인지 우리 메일 서버의 문제인지 로그에서 확인하세요.",
        en: "Inquiries whose answer did not arrive are unanswered again, and their developers were told. The logs say whether it is the recipient’s address or our mail server.",
    }
    health_scanner_behind(span: &str) { ko: format!("기한 확인이 {span} 밀려 있습니다"), en: format!("The check of due moments is {span} behind") }
    health_scanner_behind_text() {
        ko: "기한이 지난 문의가 아직 넘어가지 않았습니다. 한꺼번에 많이 몰린 것이면 저절로 따라잡습니다. 이 숫자가 계속 커지면 프로세스를 다시 시작하세요.",
        en: "Inquiries past their due moment have not moved on. If there are just many at once, it catches up by itself. If this number keeps growing, restart the process.",
    }
    health_scanner_silent(span: &str) { ko: format!("{span} 동안 기한을 확인하지 않았습니다"), en: format!("Nobody has checked due moments for {span}") }
    health_scanner_absent() { ko: "기한을 확인하는 프로세스가 없습니다", en: "No process checks due moments" }
    health_scanner_gone_text() {
        ko: "지금은 기한이 지나도 운영팀에 넘어가지 않습니다. 프로세스를 다시 시작하세요. 밀린 일은 원래 기한 그대로 처리됩니다.",
        en: "Nothing goes to operations when its time is up. Restart the process. What is late will be done with its own due moment.",
    }
    health_mail_waits(n: i64, span: &str) {
        ko: format!("메일 {n}통이 밀려 있습니다. 가장 오래된 것은 {span}째입니다"),
        en: format!("{n} {} held up, the oldest for {span}", plural(n, "mail is", "mails are")),
    }
    health_mail_waits_text() { ko: "메일 서버가 느리거나 보내는 일이 멈췄습니다. 아래에서 ‘메일 보내기’가 살아 있는지 보고, 메일 서버를 확인하세요.", en: "The mail server is slow, or sending has stopped. See below whether “Sending mail” is alive, and check the mail server." }
    health_loop_dead() { ko: "한 프로세스에서 멈춘 일이 있습니다", en: "Something has stopped in one of the processes" }
    health_loop_dead_text() { ko: "다른 프로세스가 대신하고 있을 수 있습니다. 아래에서 멈춘 것을 찾아 그 프로세스를 다시 시작하세요.", en: "Other processes may be doing its work. Find it below and restart that process." }

    // scanner
    health_due_title() { ko: "기한 확인", en: "Due moments" }
    health_lag() { ko: "밀린 시간", en: "Behind by" }
    health_no_lag() { ko: "없음", en: "nothing" }
    health_last_round() { ko: "마지막 확인", en: "Last check" }
    health_next_due() { ko: "다음에 할 일", en: "Next to be done" }
    health_nothing_due() { ko: "예정된 일 없음", en: "nothing is planned" }
    health_never() { ko: "아직 없음", en: "never" }
    health_ago(span: &str) { ko: format!("{span} 전"), en: format!("{span} ago") }

    // mail
    health_mail_title() { ko: "메일", en: "Mail" }
    health_mail_due() { ko: "지금 나가야 할 것", en: "Due to go out now" }
    health_mails(n: i64) { ko: format!("{n}통"), en: format!("{n}") }
    health_queued() { ko: "차례를 기다림", en: "Queued" }
    health_sending() { ko: "보내는 중", en: "Going out" }
    health_delayed() { ko: "받는 서버가 나중에 오라고 함", en: "The recipient’s server asked to come back" }
    health_unknown() { ko: "결과를 모름, 한 번 더 보냄", en: "Outcome unknown, tried once more" }
    health_bounced() { ko: "반송됨 (지난 7일)", en: "Bounced (last 7 days)" }
    health_failed() { ko: "보내지 못함 (지난 7일)", en: "Not delivered (last 7 days)" }

    // processes
    health_processes_title() { ko: "프로세스", en: "Processes" }
    health_column_loop() { ko: "하는 일", en: "Work" }
    health_column_state() { ko: "상태", en: "State" }
    health_column_heard() { ko: "마지막 소식", en: "Last heard of" }
    health_process(id: &str) { ko: format!("프로세스 {id}"), en: format!("Process {id}") }
    health_this_process(id: &str) { ko: format!("프로세스 {id} · 지금 이 화면을 보여 주는 것"), en: format!("Process {id} · the one that shows this page") }
    health_process_ended(id: &str, span: &str) { ko: format!("프로세스 {id}: {span} 전에 끝났거나 꺼졌습니다."), en: format!("Process {id} ended {span} ago.") }
    health_no_process() { ko: "소식을 보내는 프로세스가 없습니다.", en: "No process is heard of." }
    loop_scanner() { ko: "기한 확인", en: "Checking due moments" }
    loop_outbox() { ko: "메일 보내기", en: "Sending mail" }
    loop_clock() { ko: "시계 맞추기", en: "Keeping time" }
    loop_housekeeping() { ko: "지난 것 치우기", en: "Putting away what is over" }
    loop_watch() { ko: "상태 지켜보기", en: "Watching the others" }
    loop_alive() { ko: "살아 있음", en: "Alive" }
    loop_dead() { ko: "멈춤", en: "Stopped" }
    health_refreshes() { ko: "몇 초마다 저절로 새로 보입니다.", en: "This refreshes itself every few seconds." }
}
