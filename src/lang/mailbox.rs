//! Words of the built-in mailbox.

use super::messages;

messages! {
    mailbox() { ko: "메일함", en: "Mailbox" }
    mailbox_kept_here_title() { ko: "메일은 나가지 않고 여기에 쌓입니다", en: "Mails do not leave; they are kept here" }
    mailbox_kept_here_text() {
        ko: "메일 서버(SMTP_URL)가 정해져 있지 않습니다. 포털이 보내려던 메일을 받는 사람이 볼 모습 그대로 보여 줍니다. 시연과 개발을 위한 페이지여서, 메일 서버를 정하거나 다른 컴퓨터에서 열 수 있게 하면 사라집니다.",
        en: "No mail server (SMTP_URL) is configured. Every mail that the portal wanted to send is shown as its recipient would see it. This page is for demos and development: it goes away when a mail server is configured, or when other machines can reach the portal.",
    }
    mailbox_find() { ko: "받는 사람으로 찾기", en: "Find by recipient" }
    mailbox_find_example() { ko: "받는 사람의 메일 주소", en: "Recipient’s address" }
    mailbox_find_button() { ko: "찾기", en: "Find" }
    mailbox_list() { ko: "메일, 새것부터", en: "Mails, newest first" }
    mailbox_subject() { ko: "제목", en: "Subject" }
    mailbox_from() { ko: "보낸 사람", en: "From" }
    mailbox_to() { ko: "받는 사람", en: "To" }
    mailbox_state() { ko: "상태", en: "State" }
    mailbox_when() { ko: "때", en: "When" }
    mailbox_kept() { ko: "여기에 보관", en: "Kept here" }
    mailbox_state_unknown() { ko: "결과를 모름", en: "Outcome unknown" }
    mailbox_state_bounced() { ko: "반송됨", en: "Bounced" }
    mailbox_state_failed() { ko: "보내지 못함", en: "Not delivered" }
    mailbox_empty_title() { ko: "아직 메일이 없습니다", en: "No mail yet" }
    mailbox_empty_text() { ko: "문의를 보내면 첫 메일이 여기에 나타납니다.", en: "Send an inquiry, and the first mail appears here." }
    mailbox_nobody_title() { ko: "찾는 메일이 없습니다", en: "No such mail" }
    mailbox_nobody_text(to: &str) { ko: format!("받는 사람의 주소에 ‘{to}’가 들어간 메일이 없습니다."), en: format!("No mail went to an address with “{to}” in it.") }
    mailbox_show_all() { ko: "모든 메일 보기", en: "Show all mails" }
    mailbox_as_text() { ko: "텍스트로 보기", en: "The text part" }
    mailbox_headers() { ko: "머리글 모두 보기", en: "All headers" }
    mailbox_shown(n: usize) { ko: format!("메일 {n}통"), en: format!("{n} shown") }
}
